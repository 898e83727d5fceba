//! What a name from outside stands for: with or without its module, in either language.
//!
//! Receives names as users write them; hands on ids. It knows no day.

use crate::hir::{self, ParameterId, Program, ScenarioId};

/// Whether a name, with or without a module before it, means something of that module.
fn is_named(program: &Program, module: usize, naming: &hir::Naming, name: &str) -> bool {
    let (prefix, last) = name.rsplit_once('.').map_or((None, name), |(prefix, last)| (Some(prefix), last));
    let is_of_module = prefix.is_none_or(|prefix| program.modules.get(module).is_some_and(|module| module == prefix));
    is_of_module && naming.goes_by(last)
}

/// The scenario of a name, with or without its module.
#[must_use]
pub fn scenario_named(program: &Program, name: &str) -> Option<ScenarioId> {
    let is_it = |scenario: &hir::Scenario| {
        let module = program.patch(scenario.patch).map_or(usize::MAX, |patch| patch.module);
        is_named(program, module, &scenario.naming, name)
    };
    program.scenarios.iter().position(is_it).map(ScenarioId)
}

/// The parameter of a name, with or without its module.
#[must_use]
pub fn parameter_named(program: &Program, name: &str) -> Option<ParameterId> {
    let is_it = |parameter: &hir::Parameter| is_named(program, parameter.module, &parameter.naming, name);
    program.parameters.iter().position(is_it).map(ParameterId)
}
