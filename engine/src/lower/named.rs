//! What a name from outside stands for: with or without its module, in either language.
//!
//! Receives names as users write them; hands on ids. It knows no day.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text};

use crate::codes::AMBIGUOUS_NAME;
use crate::hir::{self, Naming, ParameterId, Program, ScenarioId};

/// Whether a name, with or without a module before it, means something of that module.
fn is_named(program: &Program, module: usize, naming: &hir::Naming, name: &str) -> bool {
    let (prefix, last) = name.rsplit_once('.').map_or((None, name), |(prefix, last)| (Some(prefix), last));
    let is_of_module = prefix.is_none_or(|prefix| program.modules.get(module).is_some_and(|module| module == prefix));
    is_of_module && naming.goes_by(last)
}

/// What a name stands for where things of several modules may go by it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named<T> {
    /// One thing.
    One(T),
    /// Nothing.
    Nothing,
    /// Several things: each with its module before its name, and where it is declared.
    Several(Vec<(String, Span)>),
}

impl<T> Named<T> {
    /// The one thing that is meant.
    #[must_use]
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(found) => Some(found),
            Self::Nothing | Self::Several(_) => None,
        }
    }

    fn of<'p>(program: &Program, name: &str, found: Vec<(T, usize, &'p Naming)>) -> Self {
        if found.len() < 2 {
            return found.into_iter().next().map_or(Self::Nothing, |(found, ..)| Self::One(found));
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        let full = |(_, module, naming): &(T, usize, &'p Naming)| {
            (program.modules.get(*module).map_or_else(|| last.to_owned(), |of| format!("{of}.{last}")), naming.span)
        };
        Self::Several(found.iter().map(full).collect())
    }
}

/// The scenario of a name, with or without its module.
#[must_use]
pub fn scenario_named(program: &Program, name: &str) -> Named<ScenarioId> {
    let all = program.scenarios.iter().enumerate().filter_map(|(at, scenario)| {
        let module = program.patch(scenario.patch).map_or(usize::MAX, |patch| patch.module);
        is_named(program, module, &scenario.naming, name).then_some((ScenarioId(at), module, &scenario.naming))
    });
    Named::of(program, name, all.collect())
}

/// The parameter of a name, with or without its module.
#[must_use]
pub fn parameter_named(program: &Program, name: &str) -> Named<ParameterId> {
    let all = program.parameters.iter().enumerate().filter_map(|(at, parameter)| {
        is_named(program, parameter.module, &parameter.naming, name).then_some((
            ParameterId(at),
            parameter.module,
            &parameter.naming,
        ))
    });
    Named::of(program, name, all.collect())
}

/// That a name may mean several things, and which names mean one.
#[must_use]
pub fn ambiguous_text(name: &str, all: &[(String, Span)]) -> (Text, Text) {
    let listed = all.iter().map(|(full, _)| format!("`{full}`"));
    // What a file of the writer's own declares comes behind the built-in law.
    let likely = all.last().map_or("", |(full, _)| full);
    let listed = listed.collect::<Vec<_>>().join(", ");
    (
        Text::new(
            format!("`{name}` có thể là nhiều thứ: {listed}"),
            format!("`{name}` may mean several things: {listed}"),
        ),
        Text::new(format!("ghi rõ mô đun: `{likely}`"), format!("write the module before the dot: `{likely}`")),
    )
}

/// The complaint about a name that may mean several things.
pub(super) fn ambiguous(name: &str, all: &[(String, Span)]) -> Diagnostic {
    let (headline, help) = ambiguous_text(name, all);
    let place = all.last().map_or_else(Span::default, |(_, span)| *span);
    let said = Text::new("khai báo ở đây", "declared here");
    let labelled = Diagnostic::new(AMBIGUOUS_NAME, place, headline).saying(said.clone());
    all.iter().rev().skip(1).fold(labelled, |found, (_, span)| found.label(*span, said.clone())).help(help)
}
