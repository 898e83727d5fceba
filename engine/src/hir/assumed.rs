//! Whether a scenario rests on levels that somebody assumed.
//!
//! Receives the program; looks at the parameters of the scenario and of its module. It knows no day.

use std::collections::BTreeSet;

use super::{Parameter, ParameterValue, PatchId, Program, ScenarioId};

impl Program {
    /// Whether a scenario, or what it includes, has a level without a source that a note explains: a value that it
    /// sets, or a parameter of its module.
    #[must_use]
    pub fn has_assumed_levels(&self, scenario: ScenarioId) -> bool {
        let layers: BTreeSet<PatchId> = self.layers(scenario).into_iter().collect();
        let modules: BTreeSet<usize> =
            layers.iter().filter_map(|id| self.patch(*id)).map(|patch| patch.module).collect();
        let is_assumed = |parameter: &Parameter, value: &ParameterValue| {
            let is_of = match value.patch {
                Some(patch) => layers.contains(&patch),
                None => modules.contains(&parameter.module),
            };
            is_of && value.citations.is_empty() && !(value.notes.is_empty() && parameter.naming.notes.is_empty())
        };
        self.parameters.iter().any(|parameter| parameter.values.iter().any(|value| is_assumed(parameter, value)))
    }
}
