//! Under which law to compute: the scenario, what is set by hand, whose amendments count, what is known.
//!
//! Receives names; knows no plan and evaluates nothing.

use std::collections::BTreeSet;

use crate::hir::{Law, Program};
use crate::value::{Date, Value};

/// Under which law to compute.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct World {
    /// The scenario's name, `module.name` or just `name`; nothing for current law.
    pub scenario: Option<String>,
    /// Parameters set by hand, by name, each to a value of its type: they hold on every day, for everybody.
    pub settings: Vec<(String, Value)>,
    /// Modules whose amendments for some people are part of the law; those for everybody always are.
    pub with: Vec<String>,
    /// A module whose amendments, and those of what it uses, are all that counts; nothing for all that are loaded.
    pub module: Option<String>,
    /// Up to which day the law is known; the latest where it is not said.
    pub known_on: Option<Date>,
}

impl World {
    /// A law as a module sees it: with the amendments of what the module uses.
    #[must_use]
    pub fn under(program: &Program, law: Law, module: usize) -> Self {
        let (scenario, module) = match law {
            Law::Current => (None, module),
            Law::Module(module) => (None, module),
            Law::Scenario(id) => {
                let scenario = program.scenarios.get(id.0);
                let patch = scenario.and_then(|scenario| program.patch(scenario.patch));
                (patch.map(|patch| program.full_name(patch.module, &patch.naming)), module)
            }
        };
        Self { scenario, module: program.modules.get(module).cloned(), ..Self::default() }
    }
}

/// The modules that amend the law for some people only: where it is known, or asked, who lives where, all of them
/// count and each person finds their own.
#[must_use]
pub fn overlays(program: &Program) -> Vec<String> {
    let scoped = program.patches.iter().filter(|patch| patch.scenario.is_none() && patch.scope.is_some());
    let modules: BTreeSet<&String> = scoped.filter_map(|patch| program.modules.get(patch.module)).collect();
    modules.into_iter().cloned().collect()
}
