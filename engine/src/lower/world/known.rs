//! What is known of the law on a day: clauses that rest on later instruments are not.
//!
//! Receives a program and the day; takes such clauses out. A clause that ends right before one that is not known runs
//! on in its place, since its end came with that one. It knows no patch and no value of a parameter.

use super::clause::never;
use crate::hir::{Benefit, Case, Citation, Condition, Dated, Days, Definition, Exception, Program, Tail};
use crate::value::Date;

pub(super) fn is_in_force_by(from: Option<Date>, known_on: Option<Date>) -> bool {
    from.zip(known_on).is_none_or(|(from, known_on)| from <= known_on)
}

/// Whether something rests on a known instrument, or on none.
pub(super) fn rests_on_known(program: &Program, citations: &[Citation], known_on: Option<Date>) -> bool {
    let in_force = |citation: &Citation| program.instruments.get(citation.instrument.0).and_then(|at| at.in_force.from);
    citations.is_empty() || citations.iter().any(|citation| is_in_force_by(in_force(citation), known_on))
}

/// Takes out what is not known yet. Only what has a first day can be new: the rest claims no beginning.
pub(super) fn forget(program: &mut Program, known_on: Option<Date>, on: Date) {
    if known_on.is_none() {
        return;
    }
    let mut definitions = std::mem::take(&mut program.definitions);
    let mut benefits = std::mem::take(&mut program.benefits);
    let mut conventions = std::mem::take(&mut program.conventions);
    {
        let memory = Memory { program, known_on, on };
        definitions.iter_mut().for_each(|definition| memory.definition(definition));
        benefits.iter_mut().for_each(|benefit| memory.benefit(benefit));
        memory.tail(&mut conventions);
    }
    (program.definitions, program.benefits, program.conventions) = (definitions, benefits, conventions);
}

struct Memory<'p> {
    program: &'p Program,
    known_on: Option<Date>,
    on: Date,
}

impl Memory<'_> {
    /// Whether a clause is known: by its own citations, or else by those of what it lies in.
    fn knows(&self, own: &[Citation], container: &[Citation]) -> bool {
        rests_on_known(self.program, if own.is_empty() { container } else { own }, self.known_on)
    }

    /// Clauses beside each other.
    fn clauses<'c>(&self, clauses: impl Iterator<Item = (&'c mut Days, bool)>) {
        let (mut known, mut later) = (Vec::new(), Vec::new());
        for (days, is_known) in clauses {
            if is_known || days.from.is_none() { known.push(days) } else { later.push(days) }
        }
        later.sort_by_key(|days| days.from);
        for days in later {
            let before = days.from.and_then(Date::day_before);
            for ended in known.iter_mut().filter(|ended| ended.to.is_some() && ended.to == before) {
                ended.to = days.to;
            }
            *days = never(self.on);
        }
    }

    fn cases(&self, cases: &mut [Case], container: &[Citation]) {
        self.clauses(cases.iter_mut().map(|case| (&mut case.days, self.knows(&case.citations, container))));
    }

    fn conditions(&self, conditions: &mut [Condition], container: &[Citation]) {
        self.clauses(conditions.iter_mut().map(|found| (&mut found.days, self.knows(&found.citations, container))));
    }

    fn exceptions<T>(&self, exceptions: &mut [Exception<T>]) {
        self.clauses(exceptions.iter_mut().map(|found| {
            let is_known = self.knows(&found.condition.citations, &found.citations);
            (&mut found.condition.days, is_known)
        }));
    }

    fn definition(&self, definition: &mut Definition) {
        self.cases(&mut definition.cases, &definition.citations);
        for exception in &mut definition.exceptions {
            self.cases(&mut exception.instead, &exception.citations);
        }
        self.exceptions(&mut definition.exceptions);
    }

    fn benefit(&self, benefit: &mut Benefit) {
        self.conditions(&mut benefit.conditions, &benefit.citations);
        self.exceptions(&mut benefit.exceptions);
        self.tail(&mut benefit.tail);
        for category in &mut benefit.categories {
            self.conditions(&mut category.conditions, &category.citations);
            self.cases(&mut category.amounts, &category.citations);
            self.tail(&mut category.tail);
        }
        self.clauses(benefit.categories.iter_mut().map(|found| (&mut found.days, self.knows(&found.citations, &[]))));
        self.clauses(std::iter::once((&mut benefit.days, self.knows(&benefit.citations, &[]))));
    }

    fn tail(&self, tail: &mut Tail) {
        self.rules(&mut tail.starts);
        self.rules(&mut tail.stops);
        self.rules(&mut tail.tested);
        self.rules(&mut tail.roundings);
    }

    fn rules<T>(&self, rules: &mut [Dated<T>]) {
        self.clauses(rules.iter_mut().map(|rule| (&mut rule.days, self.knows(&rule.citations, &[]))));
    }
}
