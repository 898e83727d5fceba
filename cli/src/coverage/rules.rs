//! The clauses that no test decides both ways.
//!
//! Receives what the engine found; prints what is missing with its place, and the counts. It evaluates nothing.

use std::collections::BTreeMap;
use std::fmt::Write;

use ansinh_engine::coverage::{self, Clause, ClauseKind};
use ansinh_engine::hir::{InstrumentId, Program};
use ansinh_grammar::{SourceFile, Span};
use serde::Serialize;

use super::{Question, title};
use crate::arguments::Format;
use crate::plain::Range;
use crate::policies::Policies;
use crate::view::{View, printable};
use crate::{Printed, plain};

/// Prints the clauses.
pub(super) fn print(
    policies: &Policies,
    program: &Program,
    question: &Question,
    format: Format,
    view: View,
) -> Printed {
    let all = coverage::clauses(program);
    // Of an instrument without a clause nothing is shown, so nothing is covered either.
    let is_covered = |id: &InstrumentId| {
        let mut own = all.iter().filter(|clause| clause.instrument == *id).peekable();
        own.peek().is_some() && own.all(Clause::is_covered)
    };
    let is_wrong = !question.required.iter().all(is_covered);
    let is_shown = |clause: &Clause| {
        question.wants(clause.instrument)
            && (question.required.is_empty() || !question.only.is_empty() || question.requires(clause.instrument))
    };
    let shown: Vec<Clause> = all.into_iter().filter(is_shown).collect();
    let text = match format {
        Format::Text => text(&policies.sources, program, &shown, view),
        Format::Json => plain::json(&Rules {
            schema: "ansinh-rule-coverage-1",
            clauses: shown.iter().map(|clause| Plain::of(&policies.sources, program, clause)).collect(),
        }),
    };
    Printed { text, is_wrong }
}

fn text(sources: &[SourceFile], program: &Program, clauses: &[Clause], view: View) -> String {
    let mut by_law: BTreeMap<InstrumentId, Vec<&Clause>> = BTreeMap::new();
    for clause in clauses {
        by_law.entry(clause.instrument).or_default().push(clause);
    }
    let mut text = String::new();
    for (id, clauses) in &by_law {
        let n_covered = clauses.iter().filter(|clause| clause.is_covered()).count();
        let counts = view.say("điều kiện được kiểm thử theo cả hai hướng", "clauses decided both ways by tests");
        let _ = writeln!(text, "{}: {n_covered}/{} {counts}", title(program, *id, view), clauses.len());
        for clause in clauses.iter().filter(|clause| !clause.is_covered()) {
            let missing = match (clause.yes, clause.no) {
                (false, false) => view.say("chưa có kiểm thử nào", "no test"),
                (false, true) => view.say("chưa có kiểm thử cho có", "no test for yes"),
                _ => view.say("chưa có kiểm thử cho không", "no test for no"),
            };
            let (place, written) = place(sources, clause.span);
            let _ = writeln!(text, "  {place} {}: {missing}: {written}", view.get(&clause.called));
        }
    }
    let n_covered = clauses.iter().filter(|clause| clause.is_covered()).count();
    let total = view.say("điều kiện được kiểm thử theo cả hai hướng", "clauses decided both ways");
    let _ = writeln!(text, "{n_covered}/{} {total}", clauses.len());
    text
}

/// Where a clause stands, and what is written there, on one line.
fn place(sources: &[SourceFile], span: Span) -> (String, String) {
    let Some(source) = sources.get(span.file.0) else { return (String::new(), String::new()) };
    let line = source.position(span.start).line;
    let written: Vec<&str> = source.slice(span).split_whitespace().collect();
    (format!("{}:{line}", source.path()), printable(&written.join(" ")))
}

#[derive(Serialize)]
struct Rules {
    schema: &'static str,
    clauses: Vec<Plain>,
}

#[derive(Serialize)]
struct Plain {
    rule: String,
    kind: &'static str,
    instrument: String,
    written: String,
    decided_yes: bool,
    decided_no: bool,
    #[serde(flatten)]
    range: Option<Range>,
}

impl Plain {
    fn of(sources: &[SourceFile], program: &Program, clause: &Clause) -> Self {
        Self {
            rule: clause.rule.clone(),
            kind: match clause.kind {
                ClauseKind::Condition => "condition",
                ClauseKind::Amount => "amount",
                ClauseKind::Exception => "exception",
                ClauseKind::Case => "case",
            },
            instrument: program.instruments.get(clause.instrument.0).map_or_else(String::new, |it| it.number.clone()),
            written: place(sources, clause.span).1,
            decided_yes: clause.yes,
            decided_no: clause.no,
            range: Range::of(clause.span, sources),
        }
    }
}
