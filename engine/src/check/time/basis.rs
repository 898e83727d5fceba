//! Checks the legal basis over time: a clause is in force only on days on which an instrument it cites is applied.
//!
//! Receives a program and the days on which its declarations are needed; hands on complaints. It reads no text of law.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::check::periods::{Periods, days_text};
use crate::check::time::needs::{Needs, category_days};
use crate::codes;
use crate::hir::{Benefit, Citation, Days, Instrument, Program};

/// Every clause that is in force on days on which nothing it cites is applied.
pub(in crate::check) fn check(program: &Program, needs: &Needs, found: &mut Vec<Diagnostic>) {
    let mut judge = Judge { program, found };
    for (at, parameter) in program.parameters.iter().enumerate() {
        let needed = needs.parameters.get(at).cloned().unwrap_or_default();
        for value in &parameter.values {
            judge.stated(value.days, &needed, &[&value.citations], value.span);
        }
    }
    for (at, definition) in program.definitions.iter().enumerate() {
        let needed = needs.definitions.get(at).cloned().unwrap_or_default();
        for case in &definition.cases {
            judge.stated(case.days, &needed, &[&case.citations, &definition.citations], case.span);
        }
        for exception in &definition.exceptions {
            let condition = &exception.condition;
            let days = used_or_stated(condition.days, &needed);
            judge.clause(&days, &[&condition.citations, &exception.citations], condition.expr.span);
            for case in &exception.instead {
                let days = days.and(&Periods::of([case.days]));
                judge.clause(&days, &[&case.citations, &exception.citations], case.span);
            }
        }
    }
    for benefit in &program.benefits {
        judge.benefit(benefit);
    }
}

/// The days of a clause on which it is needed; where it never is, those days that are stated in full.
fn used_or_stated(days: Days, needed: &Periods) -> Periods {
    let own = Periods::of([days]);
    let used = own.and(needed);
    if used.is_empty() { own.that_begin_and_end() } else { used }
}

struct Judge<'p> {
    program: &'p Program,
    found: &'p mut Vec<Diagnostic>,
}

impl<'p> Judge<'p> {
    fn benefit(&mut self, benefit: &Benefit) {
        let of_benefit = Periods::of([benefit.days]);
        for condition in &benefit.conditions {
            let days = of_benefit.and(&Periods::of([condition.days]));
            self.clause(&days, &[&condition.citations, &benefit.citations], condition.expr.span);
        }
        for exception in &benefit.exceptions {
            let days = of_benefit.and(&Periods::of([exception.condition.days]));
            let citations = [&exception.condition.citations, &exception.citations];
            self.clause(&days, &citations.map(Vec::as_slice), exception.condition.expr.span);
        }
        for category in &benefit.categories {
            let of_category = category_days(benefit, category);
            for condition in &category.conditions {
                let days = of_category.and(&Periods::of([condition.days]));
                self.clause(&days, &[&condition.citations, &category.citations], condition.expr.span);
            }
            let conditions = Periods::of(category.conditions.iter().map(|condition| condition.days));
            let in_force = if category.conditions.is_empty() { of_category } else { of_category.and(&conditions) };
            for amount in &category.amounts {
                let days = in_force.and(&Periods::of([amount.days]));
                self.clause(&days, &[&amount.citations, &category.citations], amount.span);
            }
        }
    }

    /// A clause on the days on which it is needed; and whether it begins before its instruments, needed or not.
    fn stated(&mut self, own: Days, needed: &Periods, citations: &[&[Citation]], span: Span) {
        let applied = Periods::of(self.cited(citations).iter().map(|instrument| instrument.applied));
        let days = used_or_stated(own, needed);
        let is_told = days.without(&applied).that_begin().first().is_some();
        let early = Periods::of([own]).without(&applied).that_begin_and_end().first();
        match early.filter(|early| early.from == own.from && !is_told) {
            Some(early) => self.clause(&Periods::of([early]), citations, span),
            None => self.clause(&days, citations, span),
        }
    }

    /// The instruments of its own citations, or else of those of what it lies in.
    fn cited(&self, citations: &[&[Citation]]) -> Vec<&'p Instrument> {
        let cited = citations.iter().find(|citations| !citations.is_empty()).copied().unwrap_or_default();
        cited.iter().filter_map(|citation| self.program.instruments.get(citation.instrument.0)).collect()
    }

    /// A clause is in force only on days on which an instrument that it cites is applied.
    fn clause(&mut self, days: &Periods, citations: &[&[Citation]], span: Span) {
        let instruments = self.cited(citations);
        let applied = Periods::of(instruments.iter().map(|instrument| instrument.applied));
        let gap = days.without(&applied).that_begin().first();
        let Some(gap) = gap.filter(|_| !instruments.is_empty()) else {
            return;
        };
        let words = days_text(gap);
        let headline = Text::new(
            format!("{} không có văn bản nào được viện dẫn đang được áp dụng", words.vi),
            format!("{} no instrument that is cited is applied", words.en),
        );
        let mut diagnostic = Diagnostic::new(codes::WITHOUT_BASIS, span, headline)
            .saying(Text::new("quy định này có hiệu lực cả trong thời gian đó", "this is in force on those days too"));
        let mut told: Vec<&str> = Vec::new();
        for instrument in instruments {
            let (name, applied) = (instrument.naming.name.as_str(), days_text(instrument.applied));
            if !told.contains(&name) {
                told.push(name);
                diagnostic = diagnostic.note(Text::new(
                    format!("`{name}` được áp dụng {}", applied.vi),
                    format!("`{name}` is applied {}", applied.en),
                ));
            }
        }
        self.found.push(diagnostic.help(Text::new(
            "thêm căn cứ của thời gian đó, hoặc sửa thời gian của quy định",
            "add the instrument of those days, or change the days of the clause",
        )));
    }
}
