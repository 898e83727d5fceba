//! Which rule cites which place: every citation of the law, with the rule that it stands in.
//!
//! Receives the program; hands on a list in the order of the declarations. Tests, properties and instruments are no
//! rules.

use ansinh_grammar::{Span, Text};

use super::{Benefit, Case, Category, Citation, Condition, Naming, Program, Tail};

/// A citation and the rule that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'p> {
    /// The place.
    pub citation: &'p Citation,
    /// What the rule is called; of a category or an exception after its benefit.
    pub rule: Rule<'p>,
}

/// A rule by its names.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'p> {
    /// What it lies in: the benefit of a category.
    pub outer: Option<&'p Naming>,
    /// The rule itself.
    pub own: &'p Naming,
}

impl Rule<'_> {
    /// The name, the same on every day: `monthly_allowance.disabled`.
    #[must_use]
    pub fn id(&self) -> String {
        self.outer.map_or_else(|| self.own.name.clone(), |outer| format!("{}.{}", outer.name, self.own.name))
    }

    /// What it is called for a reader.
    #[must_use]
    pub fn label(&self) -> Text {
        self.own.label.clone()
    }

    /// Where it is declared.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.own.span
    }
}

impl Program {
    /// Every citation of a rule.
    #[must_use]
    pub fn cited(&self) -> Vec<Cited<'_>> {
        let mut found = Found::default();
        for parameter in &self.parameters {
            found.at(None, &parameter.naming);
            parameter.values.iter().for_each(|value| found.add(&value.citations));
        }
        for definition in &self.definitions {
            found.at(None, &definition.naming);
            found.add(&definition.citations);
            found.cases(&definition.cases);
            for exception in &definition.exceptions {
                found.add(&exception.citations);
                found.condition(&exception.condition);
                found.cases(&exception.instead);
            }
        }
        self.benefits.iter().for_each(|benefit| found.benefit(benefit));
        for patch in &self.patches {
            found.at(None, &patch.naming);
            found.add(&patch.citations);
            patch.edits.iter().for_each(|edit| found.add(&edit.citations));
        }
        for fund in &self.funds {
            found.at(None, &fund.naming);
            found.add(&fund.citations);
        }
        for budget in &self.budgets {
            found.at(None, &budget.naming);
            found.add(&budget.citations);
        }
        for indicator in &self.indicators {
            found.at(None, &indicator.naming);
            found.add(&indicator.citations);
            indicator.targets.iter().for_each(|target| found.add(&target.citations));
        }
        found.all
    }
}

#[derive(Default)]
struct Found<'p> {
    rule: Option<Rule<'p>>,
    all: Vec<Cited<'p>>,
}

impl<'p> Found<'p> {
    const fn at(&mut self, outer: Option<&'p Naming>, own: &'p Naming) {
        self.rule = Some(Rule { outer, own });
    }

    fn add(&mut self, citations: &'p [Citation]) {
        if let Some(rule) = self.rule {
            self.all.extend(citations.iter().map(|citation| Cited { citation, rule }));
        }
    }

    fn condition(&mut self, condition: &'p Condition) {
        self.add(&condition.citations);
    }

    fn cases(&mut self, cases: &'p [Case]) {
        cases.iter().for_each(|case| self.add(&case.citations));
    }

    fn tail(&mut self, tail: &'p Tail) {
        tail.starts.iter().for_each(|rule| self.add(&rule.citations));
        tail.stops.iter().for_each(|rule| self.add(&rule.citations));
        tail.tested.iter().for_each(|rule| self.add(&rule.citations));
        tail.roundings.iter().for_each(|rule| self.add(&rule.citations));
        tail.procedures.iter().for_each(|procedure| self.add(&procedure.citations));
    }

    fn benefit(&mut self, benefit: &'p Benefit) {
        self.at(None, &benefit.naming);
        self.add(&benefit.citations);
        benefit.conditions.iter().for_each(|condition| self.condition(condition));
        self.add(&benefit.combination_citations);
        benefit.funding.iter().for_each(|funding| self.add(&funding.citations));
        self.tail(&benefit.tail);
        for category in &benefit.categories {
            self.category(benefit, category);
        }
        for exception in &benefit.exceptions {
            self.at(Some(&benefit.naming), &exception.naming);
            self.condition(&exception.condition);
            self.add(&exception.citations);
        }
    }

    fn category(&mut self, benefit: &'p Benefit, category: &'p Category) {
        self.at(Some(&benefit.naming), &category.naming);
        self.add(&category.citations);
        category.conditions.iter().for_each(|condition| self.condition(condition));
        self.cases(&category.amounts);
        self.tail(&category.tail);
    }
}
