//! Amendments and scenarios after checking, and the laws that can be asked for.
//!
//! Data only, and in which order changes go. It knows no day of assessment and applies nothing.

use ansinh_grammar::{Span, Text};

use super::{
    BenefitId, Case, Category, CategoryId, Citation, Combination, Days, DefinitionId, Expr, InstrumentId, Naming,
    Program, ScenarioId,
};

/// An amendment, or the changes of a scenario.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PatchId(pub usize);

/// Changes that go together: of one amendment or one scenario.
#[derive(Clone, Debug)]
pub struct Patch {
    /// Name, label, notes.
    pub naming: Naming,
    /// The module it is declared in.
    pub module: usize,
    /// The scenario it is; nothing for an amendment, which is law.
    pub scenario: Option<ScenarioId>,
    /// The instrument that enacts it.
    pub instrument: Option<InstrumentId>,
    /// For whom it changes anything; nothing for everybody.
    pub scope: Option<Expr>,
    /// What goes before it, in order.
    pub includes: Vec<PatchId>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// The changes, in order; values, categories and exceptions that it adds lie beside those of the law.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Clone, Debug)]
pub struct Edit {
    /// What becomes of what.
    pub change: Change,
    /// On which days.
    pub days: Days,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Where.
    pub span: Span,
}

/// What a change does to a condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rewrite {
    /// The old one, or else this.
    Widen,
    /// The old one, and this too.
    Narrow,
    /// This in place of the old one.
    Replace,
}

/// What has a condition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Conditioned {
    /// A category.
    Category(CategoryId),
    /// A benefit as a whole.
    Benefit(BenefitId),
    /// An exception of a benefit, by its position.
    Exception(BenefitId, usize),
    /// An exception of a definition, by its position.
    DefinitionException(DefinitionId, usize),
}

/// What can be taken out of the law.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Removed {
    /// A category.
    Category(CategoryId),
    /// A benefit as a whole.
    Benefit(BenefitId),
    /// An exception of a benefit, by its position.
    Exception(BenefitId, usize),
    /// An exception of a definition, by its position.
    DefinitionException(DefinitionId, usize),
}

/// What becomes of what.
#[derive(Clone, Debug)]
pub enum Change {
    /// It is no longer law.
    Remove(Removed),
    /// Its condition is another one.
    Condition(Rewrite, Conditioned, Expr),
    /// Its amount is another one.
    Amount(CategoryId, Expr),
    /// Its categories combine in another way.
    Combination(BenefitId, Combination),
    /// It has other cases.
    Definition(DefinitionId, Vec<Case>),
    /// One of its exceptions has other cases.
    DefinitionException(DefinitionId, usize, Vec<Case>),
}

/// Under which law something is asked, by its place in the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Law {
    /// The law that is enacted.
    Current,
    /// A scenario on top of it.
    Scenario(ScenarioId),
    /// One module and what it uses, without amendments from elsewhere.
    Module(usize),
}

impl Program {
    /// A patch.
    #[must_use]
    pub fn patch(&self, id: PatchId) -> Option<&Patch> {
        self.patches.get(id.0)
    }

    /// The patches of a scenario in the order in which they are applied: what it includes first, itself last.
    #[must_use]
    pub fn layers(&self, scenario: ScenarioId) -> Vec<PatchId> {
        let mut layers = Vec::new();
        if let Some(scenario) = self.scenarios.get(scenario.0) {
            self.push_layers(scenario.patch, &mut layers);
        }
        layers
    }

    /// Adds a patch behind all that it includes, each once. The checker takes out circles.
    pub fn push_layers(&self, id: PatchId, layers: &mut Vec<PatchId>) {
        if layers.contains(&id) {
            return;
        }
        for included in self.patch(id).map_or(&[][..], |patch| &patch.includes) {
            self.push_layers(*included, layers);
        }
        layers.push(id);
    }

    /// The modules that a module uses, directly or not, and itself.
    #[must_use]
    pub fn used_by(&self, module: usize) -> Vec<usize> {
        let mut found = vec![module];
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            for used in self.uses.get(next).map_or(&[][..], |uses| uses) {
                if !found.contains(used) {
                    found.push(*used);
                }
            }
            at += 1;
        }
        found
    }

    /// A category, to be changed.
    pub fn category_mut(&mut self, id: CategoryId) -> Option<&mut Category> {
        self.benefits.get_mut(id.benefit.0)?.categories.get_mut(id.position)
    }

    /// The same program without its tests and properties.
    #[must_use]
    pub fn without_tests(&self) -> Self {
        Self {
            modules: self.modules.clone(),
            about: self.about.clone(),
            uses: self.uses.clone(),
            leap_birthday: self.leap_birthday,
            incomplete_birth: self.incomplete_birth,
            conventions: self.conventions.clone(),
            instruments: self.instruments.clone(),
            units: self.units.clone(),
            currency: self.currency,
            enumerations: self.enumerations.clone(),
            entities: self.entities.clone(),
            links: self.links.clone(),
            inputs: self.inputs.clone(),
            parameters: self.parameters.clone(),
            definitions: self.definitions.clone(),
            benefits: self.benefits.clone(),
            scenarios: self.scenarios.clone(),
            funds: self.funds.clone(),
            budgets: self.budgets.clone(),
            indicators: self.indicators.clone(),
            patches: self.patches.clone(),
            laws: self.laws.clone(),
            tests: Vec::new(),
            properties: Vec::new(),
            languages: self.languages.clone(),
        }
    }

    /// The full name of something in a module.
    #[must_use]
    pub fn full_name(&self, module: usize, naming: &Naming) -> String {
        self.modules.get(module).map_or_else(|| naming.name.clone(), |module| format!("{module}.{}", naming.name))
    }
}
