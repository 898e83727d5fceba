//! Finds exceptions that override themselves, one through the other.
//!
//! Receives the program with its patches; hands on complaints. Exceptions that patches add count where they can be
//! applied together: amendments always, drafts where some scenario includes all of them.

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;

use crate::check::changes::order::told_with;
use crate::check::checker::Checker;
use crate::codes;
use crate::hir::{Exception, PatchId, Program};

impl Checker {
    /// The circles of every definition and of every benefit.
    pub(in crate::check) fn check_exceptions(&mut self) {
        let program = &self.program;
        let mut found = Vec::new();
        for definition in &program.definitions {
            found.extend(complaints(program, &definition.exceptions));
        }
        for (at, benefit) in program.benefits.iter().enumerate() {
            // Positions count only where every exception could be read.
            let n_declared = self.exceptions.get(&crate::hir::BenefitId(at)).map_or(0, Vec::len);
            if benefit.exceptions.len() == n_declared {
                found.extend(complaints(program, &benefit.exceptions));
            }
        }
        self.diagnostics.append(&mut found);
    }
}

fn complaints<T>(program: &Program, exceptions: &[Exception<T>]) -> Vec<Diagnostic> {
    let next = |at: usize| exceptions.get(at)?.overrides.filter(|next| *next < exceptions.len());
    let circles = circles(exceptions.len(), next);
    let members = |circle: Vec<usize>| circle.into_iter().filter_map(|at| exceptions.get(at)).collect();
    circles.into_iter().map(members).filter_map(|circle: Vec<_>| complaint(program, &circle)).collect()
}

/// The complaint about a circle; nothing where it is never law as a whole.
fn complaint<T>(program: &Program, circle: &[&Exception<T>]) -> Option<Diagnostic> {
    let patches: Vec<PatchId> = circle.iter().filter_map(|exception| exception.patch).collect();
    if !go_together(program, &patches) {
        return None;
    }
    let (first, others) = circle.split_first()?;
    let name = program.called(&first.naming);
    let headline = Text::new(
        format!("ngoại lệ `{}` ưu tiên hơn chính nó", name.vi),
        format!("the exception `{}` overrides itself", name.en),
    );
    let said = |exception: &Exception<T>| {
        let own = &exception.condition.citations;
        let citations = if own.is_empty() { &exception.citations } else { own };
        told_with(program, &exception.naming, citations)
    };
    let mut found = Diagnostic::new(codes::CIRCLE_OF_EXCEPTIONS, first.naming.span, headline).saying(said(first));
    for other in others {
        found = found.label(other.naming.span, said(other));
    }
    let names: Vec<Text> = circle.iter().chain(circle.first()).map(|found| program.called(&found.naming)).collect();
    found = found.note(joined(&names, " → "));
    let mut adding: Vec<Text> =
        patches.iter().filter_map(|id| program.patch(*id)).map(|patch| program.called(&patch.naming)).collect();
    adding.dedup();
    if !adding.is_empty() {
        let adding = joined(&adding, "`, `");
        found = found.note(Text::new(
            format!("vòng này chỉ có khi áp dụng `{}`", adding.vi),
            format!("the circle is there only with `{}`", adding.en),
        ));
    }
    Some(found.help(Text::new("bỏ một `ưu tiên hơn` trong vòng này", "leave one `overrides` of this circle out")))
}

/// Several names in a row.
fn joined(names: &[Text], between: &str) -> Text {
    Text::build(|language| names.iter().map(|name| name.get(language)).collect::<Vec<_>>().join(between))
}

/// Whether patches may be applied together.
fn go_together(program: &Program, patches: &[PatchId]) -> bool {
    let is_draft = |id: &&PatchId| program.patch(**id).is_some_and(|patch| patch.scenario.is_some());
    let drafts: Vec<PatchId> = patches.iter().filter(is_draft).copied().collect();
    let has_all = |layers: &[PatchId]| drafts.iter().all(|draft| layers.contains(draft));
    let mut scenarios = program.patches.iter().filter_map(|patch| patch.scenario);
    drafts.is_empty() || scenarios.any(|scenario| has_all(&program.layers(scenario)))
}

/// The circles among things of which each leads to one other at most, each from its first member.
fn circles(n: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    // From where each was reached first; every thing is walked over once.
    let mut reached: Vec<Option<usize>> = vec![None; n];
    for start in 0..n {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| reached.get(*here) == Some(&None)) {
            if let Some(place) = reached.get_mut(here) {
                *place = Some(start);
            }
            at = next(here);
        }
        let Some(met) = at.filter(|met| reached.get(*met) == Some(&Some(start))) else { continue };
        let around = std::iter::successors(next(met), |here| next(*here)).take_while(|here| *here != met);
        let mut circle: Vec<usize> = std::iter::once(met).chain(around).collect();
        let first = circle.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(position, _)| position);
        circle.rotate_left(first);
        found.push(circle);
    }
    found.sort();
    found
}
