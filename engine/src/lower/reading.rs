//! The law as it stands on one day, for a reader: every rule and value in force, in words, with its source.
//!
//! Receives a program, a law and a day; hands on plain data. All changes of the law are made before; it computes nothing.

use std::collections::BTreeSet;

use ansinh_grammar::{Diagnostic, Text};

use super::text::{date_text, start_text, stop_text, value_text};
use super::{Days, Lowering, World, Worlds};
use crate::hir::{self, Case, Guard, Program};
use crate::plan::{Citation, MonthRule};
use crate::value::Date;

/// What kind of rule it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RuleKind {
    /// A dated value.
    Parameter,
    /// A definition or a table.
    Definition,
    /// A benefit as a whole.
    Benefit,
    /// A category of a benefit.
    Category,
    /// An exception of a benefit.
    Exception,
}

/// One rule in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// What it is.
    pub kind: RuleKind,
    /// Its name, the same on every day: `monthly_allowance.disabled`.
    pub id: String,
    /// Its name in the other language, or the same.
    pub alias: String,
    /// What it is called.
    pub label: Text,
    /// What it says.
    pub lines: Vec<Line>,
    /// Remarks: readings, assumptions.
    pub notes: Vec<Text>,
    /// What is doubtful about the places that it comes from, each once.
    pub doubts: Vec<Text>,
}

/// One provision of a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// In words.
    pub text: Text,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// The rules and values in force on a day: parameters and definitions that some benefit rests on, and what the scenario
/// sets or its module declares, then benefits with their categories and exceptions.
///
/// # Errors
/// As for [`super::lower`].
pub fn reading(program: &Program, world: &World, on: Date) -> Result<Vec<Rule>, Vec<Diagnostic>> {
    let worlds = Worlds::of(program, world, &Days::one(on))?;
    let reader = Reader { lowering: Lowering::new(&worlds), on };
    let mut rules = reader.parameters();
    rules.extend(reader.definitions());
    // What only drafts look at is not law: the plan has what the benefits rest on.
    let plan = super::lower(program, world, on)?;
    let used: BTreeSet<&str> = plan.columns.iter().map(|column| column.name.as_str()).collect();
    let drafted = drafted(program, worlds.main.law);
    let is_drafted = |rule: &Rule| rule.kind == RuleKind::Parameter && drafted.contains(rule.id.as_str());
    rules.retain(|rule| used.contains(rule.id.as_str()) || is_drafted(rule));
    for benefit in reader.lowering.program.benefits.iter().filter(|benefit| benefit.days.contains(on)) {
        reader.benefit(benefit, &mut rules);
    }
    rules.retain(|rule| !rule.lines.is_empty());
    Ok(rules)
}

/// The parameters of the scenario that is asked for: those that it sets, and those that it declares beside itself.
fn drafted(program: &Program, law: hir::Law) -> BTreeSet<&str> {
    let hir::Law::Scenario(scenario) = law else {
        return BTreeSet::new();
    };
    let layers = program.layers(scenario);
    let drafts = layers.iter().filter(|id| program.patch(**id).is_some_and(|patch| patch.scenario.is_some()));
    let drafts: Vec<hir::PatchId> = drafts.copied().collect();
    let modules: Vec<usize> = drafts.iter().filter_map(|id| Some(program.patch(*id)?.module)).collect();
    let is_its = |parameter: &&hir::Parameter| {
        let is_set = |value: &hir::ParameterValue| value.patch.is_some_and(|patch| drafts.contains(&patch));
        modules.contains(&parameter.module) || parameter.values.iter().any(is_set)
    };
    program.parameters.iter().filter(is_its).map(|parameter| parameter.naming.name.as_str()).collect()
}

struct Reader<'r> {
    lowering: Lowering<'r>,
    on: Date,
}

impl Reader<'_> {
    fn parameters(&self) -> Vec<Rule> {
        let program = self.lowering.program;
        let all = program.parameters.iter().zip(self.lowering.values);
        let rule = |(parameter, values): (&hir::Parameter, &super::world::Values)| {
            let line = |value: &hir::ParameterValue, scope: Option<&hir::Expr>| {
                let shown = value_text(value.value, parameter.value_type, program);
                let since = value.days.from.map(date_text);
                Line {
                    text: Text::build(|language| {
                        let is_vi = language == ansinh_grammar::Language::Vi;
                        let mut text = shown.get(language).to_owned();
                        if let Some(since) = &since {
                            text.push_str(if is_vi { ", từ " } else { ", since " });
                            text.push_str(since.get(language));
                        }
                        if let Some(scope) = scope {
                            text.push_str(if is_vi { "; áp dụng cho: " } else { "; for: " });
                            text.push_str(&self.lowering.words(scope, language));
                        }
                        text
                    }),
                    citations: self.lowering.citations(&value.citations),
                }
            };
            let for_all = values.for_all.iter().map(|value| line(value, None));
            let for_some = values.for_some.iter().map(|(scope, value)| line(value, Some(scope)));
            let lines = for_all.chain(for_some).collect();
            let mut rule = rule_of(RuleKind::Parameter, None, &parameter.naming, lines);
            let shown = values.for_all.iter().chain(values.for_some.iter().map(|(_, value)| value));
            for note in shown.flat_map(|value| &value.notes) {
                if !rule.notes.contains(note) {
                    rule.notes.push(note.clone());
                }
            }
            rule
        };
        all.map(rule).collect()
    }

    fn definitions(&self) -> Vec<Rule> {
        let rule = |definition: &hir::Definition| {
            let mut lines = self.cases(&definition.cases, &definition.citations);
            for exception in definition.exceptions.iter().filter(|found| found.condition.days.contains(self.on)) {
                lines.push(self.line(
                    &Text::new("ngoại lệ khi", "exception when"),
                    self.lowering.phrase(&exception.condition.expr),
                    &exception.condition.citations,
                ));
                lines.extend(self.cases(&exception.instead, &exception.citations));
            }
            rule_of(RuleKind::Definition, None, &definition.naming, lines)
        };
        self.lowering.program.definitions.iter().map(rule).collect()
    }

    fn benefit(&self, benefit: &hir::Benefit, rules: &mut Vec<Rule>) {
        let combination = self.lowering.combination(&benefit.combination, benefit);
        let mut lines = vec![self.line(
            &Text::new("nhiều diện thì hưởng", "several categories"),
            combination,
            &benefit.combination_citations,
        )];
        lines.extend(self.conditions(&benefit.conditions));
        if let Some(payee) = &benefit.payee {
            lines.push(self.line(&Text::new("trả cho", "paid to"), payee.clone(), &[]));
        }
        rules.push(rule_of(RuleKind::Benefit, None, &benefit.naming, lines));
        for category in benefit.categories.iter().filter(|category| category.days.contains(self.on)) {
            let lines = self.category(benefit, category);
            rules.push(rule_of(RuleKind::Category, Some(benefit), &category.naming, lines));
        }
        for exception in benefit.exceptions.iter().filter(|found| found.condition.days.contains(self.on)) {
            let condition = self.lowering.phrase(&exception.condition.expr);
            let combination = self.lowering.combination(&exception.instead, benefit);
            let lines = vec![
                self.line(&Text::new("khi", "when"), condition, &exception.condition.citations),
                self.line(&Text::new("hưởng", "gives"), combination, &exception.citations),
            ];
            rules.push(rule_of(RuleKind::Exception, Some(benefit), &exception.naming, lines));
        }
    }

    fn category(&self, benefit: &hir::Benefit, category: &hir::Category) -> Vec<Line> {
        let mut lines = self.conditions(&category.conditions);
        lines.extend(self.cases(&category.amounts, &category.citations));
        let MonthRule { starts, stops, start_citations, stop_citations, .. } =
            self.lowering.month_rule(benefit, category);
        let months = [
            (Text::new("chi trả từ", "paid from"), start_text(starts), start_citations),
            (Text::new("chi trả đến hết", "paid up to and including"), stop_text(stops), stop_citations),
        ];
        let told = months.into_iter().filter(|(_, _, citations)| !citations.is_empty());
        lines.extend(told.map(|(lead, words, citations)| Line { text: led(&lead, &words), citations }));
        lines
    }

    fn conditions(&self, conditions: &[hir::Condition]) -> Vec<Line> {
        let in_force = conditions.iter().filter(|condition| condition.days.contains(self.on));
        let lead = Text::new("khi", "when");
        in_force
            .map(|condition| self.line(&lead, self.lowering.phrase(&condition.expr), &condition.citations))
            .collect()
    }

    /// Cases in force: the value, and when it is given.
    fn cases(&self, cases: &[Case], whole: &[hir::Citation]) -> Vec<Line> {
        let line = |case: &Case| {
            let value = self.lowering.phrase(&case.value);
            let guard = match &case.guard {
                Guard::Always => None,
                Guard::When(condition) => {
                    let words = self.lowering.phrase(condition);
                    Some(Text::new(format!("khi {}", words.vi), format!("when {}", words.en)))
                }
                Guard::Otherwise => Some(Text::new("trường hợp còn lại", "otherwise")),
            };
            let text = guard.map_or_else(
                || value.clone(),
                |guard| Text::new(format!("{}: {}", guard.vi, value.vi), format!("{}: {}", guard.en, value.en)),
            );
            let own = if case.citations.is_empty() { whole } else { &case.citations };
            Line { text, citations: self.lowering.citations(own) }
        };
        cases.iter().filter(|case| case.days.contains(self.on)).map(line).collect()
    }

    fn line(&self, lead: &Text, words: Text, citations: &[hir::Citation]) -> Line {
        Line { text: led(lead, &words), citations: self.lowering.citations(citations) }
    }
}

fn led(lead: &Text, words: &Text) -> Text {
    Text::new(format!("{}: {}", lead.vi, words.vi), format!("{}: {}", lead.en, words.en))
}

fn rule_of(kind: RuleKind, benefit: Option<&hir::Benefit>, naming: &hir::Naming, lines: Vec<Line>) -> Rule {
    let in_benefit = |own: &str, of: Option<&str>| of.map_or(own.to_owned(), |of| format!("{of}.{own}"));
    let other = |naming: &hir::Naming| naming.alias.clone().unwrap_or_else(|| naming.name.clone());
    let mut doubts: Vec<Text> = Vec::new();
    for doubt in lines.iter().flat_map(|line| &line.citations).flat_map(|citation| &citation.doubts) {
        if !doubts.contains(doubt) {
            doubts.push(doubt.clone());
        }
    }
    Rule {
        kind,
        id: in_benefit(&naming.name, benefit.map(|benefit| benefit.naming.name.as_str())),
        alias: in_benefit(&other(naming), benefit.map(|benefit| other(&benefit.naming)).as_deref()),
        label: naming.label.clone(),
        lines,
        notes: naming.notes.clone(),
        doubts,
    }
}
