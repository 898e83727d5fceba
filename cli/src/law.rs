//! `ansinh law`: the rules and values in force on a day, and what changed between two days.
//!
//! Receives days; prints what the engine reads from the program, each with its source. It decides nothing.

mod compare;

use std::fmt::Write;

use ansinh_engine::hir::{ParameterValue, Program};
use ansinh_engine::lower::{self, Line, Rule, RuleKind, World, date_text};
use ansinh_engine::plan::Citation;
use ansinh_engine::value::Date;
use ansinh_grammar::Text;
use serde::Serialize;

use crate::arguments::{Format, LawArguments};
use crate::day::day;
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::plain::{Both, all};
use crate::policies::Policies;
use crate::simulate::settings;
use crate::view::View;
use crate::{Printed, plain};

/// Prints the law of a day, or what changed.
///
/// # Errors
/// Wrong days or names, policies with errors.
pub(crate) fn run(asked: &LawArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    let program = policies.program()?;
    let question = Question::of(asked, program)?;
    let read = |on: Date| {
        lower::reading(program, &question.world, on)
            .map_err(|diagnostics| Failure::NoAnswer(policies.sources.clone(), diagnostics))
            .map(|rules| rules.into_iter().filter(|rule| question.wants(rule)).collect::<Vec<Rule>>())
    };
    if let Some((from, to)) = question.between {
        let changes = compare::changes(program, (from, to), read)?;
        return Ok(Printed::fine(match asked.format {
            Format::Text => compare::text(&changes, (from, to), view),
            Format::Json => plain::json(&compare::plain(&changes)),
        }));
    }
    let Some(on) = question.on else {
        return Err(no_day());
    };
    let rules = read(on)?;
    if let Some(wrong) = question.nothing(&rules, program, on) {
        return Err(Failure::Input(vec![wrong]));
    }
    Ok(Printed::fine(match asked.format {
        Format::Text => text(&rules, on, view),
        Format::Json => plain::json(&Law { on: on.to_string(), rules: rules.iter().map(Ruled::of).collect() }),
    }))
}

fn no_day() -> Failure {
    Failure::input(
        "chưa nêu ngày; thêm --on 2024-07-01, hoặc --between 2024-01-01 2024-12-31",
        "no day is given; add --on 2024-07-01, or --between 2024-01-01 2024-12-31",
    )
}

/// What is asked, understood.
struct Question {
    on: Option<Date>,
    between: Option<(Date, Date)>,
    world: World,
    only: Vec<String>,
}

impl Question {
    fn of(asked: &LawArguments, program: &Program) -> Result<Self, Failure> {
        let mut wrong = Vec::new();
        let mut read = |option: &str, text: &str| day(option, text).map_err(|text| wrong.push(text)).ok();
        let on = asked.on.as_deref().and_then(|on| read("--on", on));
        let known_on = asked.known_on.as_deref().and_then(|on| read("--known-on", on));
        let ends: Vec<Option<Date>> = asked.between.iter().map(|day| read("--between", day)).collect();
        let between = match ends.as_slice() {
            [Some(from), Some(to)] => Some((*from, *to)),
            _ => None,
        };
        if let Some((from, to)) = between
            && to <= from
        {
            wrong.push(Text::new(
                format!("--between: ngày sau ({to}) phải muộn hơn ngày trước ({from})"),
                format!("--between: the second day ({to}) must come after the first ({from})"),
            ));
        }
        if let Some(Err(text)) = asked.scenario.as_deref().map(|name| settings::scenario(program, name)) {
            wrong.push(text);
        }
        wrong.extend(asked.with.iter().filter_map(|name| settings::module(program, name).err()));
        wrong.extend(asked.only.iter().filter_map(|name| unknown(program, name)));
        if !wrong.is_empty() {
            return Err(Failure::Input(wrong));
        }
        let world = World { scenario: asked.scenario.clone(), with: asked.with.clone(), known_on, ..World::default() };
        Ok(Self { on, between, world, only: asked.only.clone() })
    }

    /// Why there is nothing to print of what is asked for.
    fn nothing(&self, rules: &[Rule], program: &Program, on: Date) -> Option<Text> {
        let name = self.only.first().filter(|_| rules.is_empty())?;
        let last = name.rsplit('.').next().unwrap_or(name);
        let named = || program.parameters.iter().filter(|parameter| parameter.naming.goes_by(last));
        let is_own = |value: &ParameterValue| value.patch.is_none() && value.days.contains(on);
        if named().any(|parameter| parameter.values.iter().any(is_own)) {
            return Some(Text::new(
                format!(
                    "--only: ngày {} không quy định nào dùng `{name}`; thêm --scenario của dự thảo dùng nó",
                    date_text(on).vi
                ),
                format!(
                    "--only: no rule uses `{name}` on {}; add the --scenario of the draft that does",
                    date_text(on).en
                ),
            ));
        }
        let patches = named().flat_map(|parameter| &parameter.values).filter_map(|value| program.patch(value.patch?));
        let categories = program.benefits.iter().flat_map(|benefit| &benefit.categories);
        let added = categories.filter(|category| category.naming.goes_by(last));
        let patches = patches.chain(added.filter_map(|category| program.patch(category.patch?)));
        let scenario = patches.filter(|patch| patch.scenario.is_some()).map(|patch| &patch.naming).next();
        let (day, remedy) = (
            date_text(on),
            scenario.map_or_else(Text::default, |naming| {
                let (vi, en) = (naming.alias.as_ref().unwrap_or(&naming.name), &naming.name);
                Text::new(format!("; chỉ kịch bản `{vi}` mới đặt"), format!("; only the scenario `{en}` sets it"))
            }),
        );
        Some(Text::new(
            format!("--only: `{name}` không có hiệu lực vào ngày {}{}", day.vi, remedy.vi),
            format!("--only: nothing of `{name}` is in force on {}{}", day.en, remedy.en),
        ))
    }

    /// Whether a rule is asked for: by its own name, or that of its benefit.
    fn wants(&self, rule: &Rule) -> bool {
        let is_of = |id: &str, name: &String| id == name || id.split('.').any(|part| part == name);
        self.only.is_empty() || self.only.iter().any(|name| is_of(&rule.id, name) || is_of(&rule.alias, name))
    }
}

/// A complaint where nothing has a name.
fn unknown(program: &Program, name: &str) -> Option<Text> {
    let benefits = program.benefits.iter();
    let inner = benefits.clone().flat_map(|benefit| {
        benefit.categories.iter().map(|found| &found.naming).chain(benefit.exceptions.iter().map(|found| &found.naming))
    });
    let all = (program.parameters.iter().map(|found| &found.naming))
        .chain(program.definitions.iter().map(|found| &found.naming))
        .chain(benefits.map(|found| &found.naming))
        .chain(inner);
    let names: Vec<&str> =
        all.flat_map(|naming| [Some(naming.name.as_str()), naming.alias.as_deref()]).flatten().collect();
    let last = name.rsplit('.').next().unwrap_or(name);
    if names.contains(&last) {
        return None;
    }
    let near = nearest(last, names).map_or_else(Text::default, |near| {
        Text::new(format!("; có lẽ là `{near}`"), format!("; did you mean `{near}`?"))
    });
    Some(Text::new(
        format!("--only: không có quy định nào tên `{name}`{}", near.vi),
        format!("--only: no rule is called `{name}`{}", near.en),
    ))
}

/// What a kind of rule is called.
fn kind_text(kind: RuleKind) -> Text {
    match kind {
        RuleKind::Parameter => Text::new("Tham số", "Parameters"),
        RuleKind::Definition => Text::new("Định nghĩa", "Definitions"),
        RuleKind::Benefit | RuleKind::Category | RuleKind::Exception => Text::new("Chế độ", "Benefits"),
    }
}

fn text(rules: &[Rule], on: Date, view: View) -> String {
    let day = date_text(on);
    let mut text = format!("{} {}\n", view.say("Luật có hiệu lực ngày", "The law in force on"), view.get(&day));
    let mut heading = None;
    for rule in rules {
        let kind = kind_text(rule.kind);
        if heading.as_ref() != Some(&kind) {
            let _ = writeln!(text, "\n══ {} ══", view.get(&kind));
            heading = Some(kind);
        }
        text.push('\n');
        text.push_str(&head(rule, view));
        for line in &rule.lines {
            let _ = writeln!(text, "{}  {}", indent(rule), sourced(line, view));
        }
        for note in &rule.notes {
            let _ = writeln!(text, "{}  ({})", indent(rule), view.get(note));
        }
        for doubt in &rule.doubts {
            let lead = view.say("chưa chắc chắn", "doubtful");
            let _ = writeln!(text, "{}  ({lead}: {})", indent(rule), view.get(doubt));
        }
    }
    text
}

const fn indent(rule: &Rule) -> &'static str {
    match rule.kind {
        RuleKind::Category | RuleKind::Exception => "  ",
        RuleKind::Parameter | RuleKind::Definition | RuleKind::Benefit => "",
    }
}

fn head(rule: &Rule, view: View) -> String {
    let exception = match rule.kind {
        RuleKind::Exception => view.say("Ngoại lệ: ", "Exception: "),
        _ => "",
    };
    format!("{}{exception}{} ({})\n", indent(rule), view.get(&rule.label), view.say(&rule.alias, &rule.id))
}

/// A provision with its source.
fn sourced(line: &Line, view: View) -> String {
    let citations: Vec<&str> = line.citations.iter().map(|citation| view.get(&citation.text)).collect();
    if citations.is_empty() {
        return view.get(&line.text).to_owned();
    }
    format!("{}  [{}]", view.get(&line.text), citations.join("; "))
}

#[derive(Serialize)]
struct Law {
    on: String,
    rules: Vec<Ruled>,
}

/// A rule in both languages.
#[derive(Serialize)]
struct Ruled {
    kind: &'static str,
    id: String,
    label: Both,
    lines: Vec<PlainLine>,
    notes: Vec<Both>,
    doubts: Vec<Both>,
}

#[derive(Serialize)]
struct PlainLine {
    text: Both,
    citations: Vec<Both>,
}

impl Ruled {
    fn of(rule: &Rule) -> Self {
        let kind = match rule.kind {
            RuleKind::Parameter => "parameter",
            RuleKind::Definition => "definition",
            RuleKind::Benefit => "benefit",
            RuleKind::Category => "category",
            RuleKind::Exception => "exception",
        };
        let lines = rule.lines.iter().map(PlainLine::of).collect();
        Self {
            kind,
            id: rule.id.clone(),
            label: Both::from(&rule.label),
            lines,
            notes: all(&rule.notes),
            doubts: all(&rule.doubts),
        }
    }
}

impl PlainLine {
    fn of(line: &Line) -> Self {
        let citation = |citation: &Citation| Both::from(&citation.text);
        Self { text: Both::from(&line.text), citations: line.citations.iter().map(citation).collect() }
    }
}
