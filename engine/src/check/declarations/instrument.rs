//! Checks what instruments say about each other: which replaces which, and whether their days agree.
//!
//! Receives instruments as written, all of them declared already; fills what they replace. It knows no clause.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Text, tree};

use crate::check::checker::Checker;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::periods::{day_text, days_text};
use crate::codes;
use crate::hir::{Days, InstrumentId};
use crate::value::Date;

impl Checker {
    /// What an instrument replaces.
    pub(in crate::check) fn fill_instrument(&mut self, instrument: &tree::Instrument, id: InstrumentId) {
        let mut replaces = Vec::new();
        for name in &instrument.replaces {
            if let Some(Symbol::Instrument(replaced)) = self.resolve(name, Wanted::Instrument) {
                replaces.push(replaced);
                self.compare_days(id, replaced, name.span);
            }
        }
        if let Some(found) = self.program.instruments.get_mut(id.0) {
            found.replaces = replaces;
        }
    }

    /// What is replaced ends on the day before that which replaces it begins.
    fn compare_days(&mut self, id: InstrumentId, replaced: InstrumentId, span: ansinh_grammar::Span) {
        let days = |id: InstrumentId| self.program.instruments.get(id.0).map(|found| found.in_force);
        let (Some(own), Some(other)) = (days(id), days(replaced)) else {
            return;
        };
        let (Some(begin), Some(before)) = (own.from, own.from.and_then(Date::day_before)) else {
            return;
        };
        if id == replaced || other == Days::default() {
            return;
        }
        let name = self.program.instruments.get(replaced.0).map_or("", |found| found.naming.name.as_str());
        let (begins, ends, lives) = (day_text(begin), day_text(before), days_text(other));
        let place = self.program.instruments.get(replaced.0).map_or(span, |found| found.naming.span);
        let said = Text::new(format!("có hiệu lực {}", lives.vi), format!("in force {}", lives.en));
        if other.to.is_none_or(|to| to > before) {
            let headline = Text::new(
                format!("`{name}` bị thay thế từ {} nhưng vẫn ghi là còn hiệu lực sau ngày đó", begins.vi),
                format!("`{name}` is replaced from {} but said to be in force after that", begins.en),
            );
            let help =
                Text::new(format!("cho `{name}` hết hiệu lực vào {}", ends.vi), format!("end `{name}` on {}", ends.en));
            self.report(Diagnostic::new(codes::REPLACED_IN_FORCE, span, headline).label(place, said).help(help));
        } else if other.to != Some(before) {
            let headline = Text::new(
                format!("`{name}` hết hiệu lực trước khi có văn bản thay thế từ {}", begins.vi),
                format!("`{name}` ends before it is replaced from {}", begins.en),
            );
            self.report(Diagnostic::new(codes::NOTHING_BETWEEN, span, headline).label(place, said));
        }
    }

    /// Instruments that replace each other in a circle, once for each circle.
    pub(in crate::check) fn check_replacements(&mut self) {
        let n_instruments = self.program.instruments.len();
        let mut told = vec![false; n_instruments];
        for start in 0..n_instruments {
            let round = self.replaced_by(InstrumentId(start));
            let on_circle: Vec<usize> =
                round.iter().copied().filter(|id| self.replaced_by(InstrumentId(*id)).contains(&start)).collect();
            if !on_circle.contains(&start) || on_circle.iter().any(|id| told.get(*id).copied().unwrap_or(false)) {
                continue;
            }
            for id in &on_circle {
                if let Some(told) = told.get_mut(*id) {
                    *told = true;
                }
            }
            let Some(found) = self.program.instruments.get(start) else { continue };
            let (name, span) = (&found.naming.name, found.naming.span);
            let headline = Text::new(
                format!("`{name}` thay thế chính nó, trực tiếp hoặc qua văn bản khác"),
                format!("`{name}` replaces itself, directly or through others"),
            );
            let names = on_circle.iter().filter_map(|id| self.program.instruments.get(*id));
            let names: Vec<&str> = names.map(|found| found.naming.name.as_str()).collect();
            let found = Diagnostic::new(codes::REPLACES_ITSELF, span, headline).note(Text::same(names.join(", ")));
            self.report(found);
        }
    }

    /// Every instrument that this one replaces, also through others.
    fn replaced_by(&self, id: InstrumentId) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut todo = vec![id];
        while let Some(next) = todo.pop() {
            for replaced in self.program.instruments.get(next.0).map_or(&[][..], |found| &found.replaces) {
                if !found.contains(&replaced.0) {
                    found.push(replaced.0);
                    todo.push(*replaced);
                }
            }
        }
        found.sort_unstable();
        found
    }
}
