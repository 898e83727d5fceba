//! From the checked program to the plan of one day under one set of laws.
//!
//! Receives the program, a world and a date; hands on the plan, or complaints about values that do not exist on the
//! day or do not fit. It resolves every date and every scenario, so that no evaluator has to.

mod benefit;
mod column;
mod expression;
mod operation;
mod phrase;
mod ratio;
mod text;
mod world;

pub use world::values_under;

pub use crate::codes::{NO_VALUE, OVERFLOW, SCOPED, UNKNOWN_WORLD};
pub use text::{amount_text, citation_text, date_text, kind_text, number_text, value_text};

use std::collections::{BTreeMap, BTreeSet};

use ansinh_grammar::diagnostic::{Code, Diagnostic};
use ansinh_grammar::{Span, Text};

use crate::hir::{self, Law, ParameterId, Program, ScenarioId, Subject};
use crate::plan::{ColumnId, Entity, EntityId, Op, Plan, Unit};
use crate::value::{Date, Decimal, Value};
use world::{Asked, InWorld, Root, Values};

/// Under which law to compute.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct World {
    /// The scenario's name, `module.name` or just `name`; nothing for current law.
    pub scenario: Option<String>,
    /// Parameters set by hand, by name: they hold on every day, for everybody.
    pub settings: Vec<(String, Decimal)>,
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

/// The plan of all benefits.
///
/// # Errors
/// A parameter in use without a value on the day (E0601), a number that may not fit (E0703), an unknown scenario or
/// parameter in the world (E0704), a scoped change outside its scope (E0306).
pub fn lower(program: &Program, world: &World, on: Date) -> Result<Plan, Vec<Diagnostic>> {
    let worlds = Worlds::of(program, world, on)?;
    let mut lowering = Lowering::new(&worlds);
    lowering.links_and_inputs();
    // A benefit that goes with another is read after it.
    let mut order: Vec<usize> = (0..program.benefits.len()).collect();
    order.sort_by_key(|idx| program.benefits.get(*idx).is_some_and(hir::Benefit::is_secondary));
    for idx in order {
        lowering.benefit(hir::BenefitId(idx));
    }
    lowering.finish()
}

/// The plan of some subjects only, as a test names them.
///
/// # Errors
/// As for [`lower`].
pub fn lower_subjects(
    program: &Program,
    world: &World,
    on: Date,
    subjects: &[Subject],
) -> Result<Plan, Vec<Diagnostic>> {
    let worlds = Worlds::of(program, world, on)?;
    let mut lowering = Lowering::new(&worlds);
    lowering.links_and_inputs();
    for subject in subjects {
        let column = lowering.subject(subject);
        lowering.plan.subjects.extend(column);
    }
    lowering.finish()
}

/// Everything that is known while lowering.
struct Lowering<'p> {
    program: &'p Program,
    /// The values of its parameters.
    values: &'p [Values],
    worlds: &'p Worlds,
    on: Date,
    settings: BTreeMap<usize, Value>,
    /// What was lowered under other laws.
    elsewhere: BTreeMap<Law, Memory>,
    plan: Plan,
    /// Columns by what they compute, so that nothing is computed twice.
    known: BTreeMap<(Option<EntityId>, Op, Option<Unit>), ColumnId>,
    /// Columns that more than one rule looks at.
    shared: BTreeSet<ColumnId>,
    parameters: BTreeMap<ParameterId, ColumnId>,
    definitions: BTreeMap<hir::DefinitionId, Option<ColumnId>>,
    inputs: BTreeMap<hir::InputId, Option<ColumnId>>,
    categories: BTreeMap<hir::CategoryId, Option<ColumnId>>,
    /// Inputs whose implied values are being lowered: seen again, they are read as stated only.
    open_links: Vec<hir::LinkId>,
    diagnostics: Vec<Diagnostic>,
}

/// What was lowered already, by what it is in the program of a world.
#[derive(Default)]
struct Memory {
    parameters: BTreeMap<ParameterId, ColumnId>,
    definitions: BTreeMap<hir::DefinitionId, Option<ColumnId>>,
    categories: BTreeMap<hir::CategoryId, Option<ColumnId>>,
}

/// The law that is asked for, and those under which its rules look at something.
struct Worlds {
    on: Date,
    known_on: Option<Date>,
    settings: BTreeMap<usize, Value>,
    main: InWorld,
    others: Vec<InWorld>,
}

impl Worlds {
    fn of(program: &Program, world: &World, on: Date) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let mut told = |name: &str| diagnostics.push(unknown_world(name));
        let scenario = world.scenario.as_ref().and_then(|name| {
            let found = scenario_named(program, name);
            if found.is_none() {
                told(name);
            }
            found
        });
        let mut module = |name: &String| {
            let found = program.modules.iter().position(|module| module == name);
            if found.is_none() {
                told(name);
            }
            found
        };
        let root = match &world.module {
            Some(name) => Root::Module(module(name).unwrap_or_default()),
            None => Root::With(world.with.iter().filter_map(&mut module).collect()),
        };
        let mut settings = BTreeMap::new();
        for (name, value) in &world.settings {
            match parameter_named(program, name) {
                Some(id) => {
                    settings.insert(id.0, Value::Number(*value));
                }
                None => told(name),
            }
        }
        if !diagnostics.is_empty() {
            return Err(diagnostics);
        }
        let law = scenario.map_or(Law::Current, Law::Scenario);
        let asked = Asked { law, root, on, known_on: world.known_on };
        let main = InWorld::of(program, &asked);
        let others =
            program.laws.iter().map(|law| InWorld::of(program, &Asked { law: *law, ..asked.clone() })).collect();
        Ok(Self { on, known_on: world.known_on, settings, main, others })
    }
}

impl<'p> Lowering<'p> {
    fn new(worlds: &'p Worlds) -> Self {
        let program = &worlds.main.program;
        let scenario = match worlds.main.law {
            Law::Scenario(id) => program.scenarios.get(id.0).map(|scenario| scenario.naming.label.clone()),
            Law::Current | Law::Module(_) => None,
        };
        let plan = Plan {
            on: worlds.on,
            known_on: worlds.known_on,
            leap_birthday: program.leap_birthday,
            scenario,
            entities: program
                .entities
                .iter()
                .map(|entity| Entity { name: entity.naming.name.clone(), label: entity.naming.label.clone() })
                .collect(),
            links: Vec::new(),
            inputs: Vec::new(),
            columns: Vec::new(),
            benefits: Vec::new(),
            subjects: Vec::new(),
        };
        Self {
            program,
            values: &worlds.main.values,
            worlds,
            on: worlds.on,
            settings: worlds.settings.clone(),
            elsewhere: BTreeMap::new(),
            plan,
            known: BTreeMap::new(),
            shared: BTreeSet::new(),
            parameters: BTreeMap::new(),
            definitions: BTreeMap::new(),
            inputs: BTreeMap::new(),
            categories: BTreeMap::new(),
            open_links: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Lowers something under another law; what was set by hand does not count there.
    fn under<T>(&mut self, law: Law, lower: impl FnOnce(&mut Self) -> T) -> T {
        let Some(other) = self.worlds.others.iter().find(|other| other.law == law) else {
            return lower(self);
        };
        let memory = self.elsewhere.remove(&law).unwrap_or_default();
        let outside = self.enter(&other.program, &other.values, BTreeMap::new(), memory);
        let lowered = lower(self);
        let inside = self.enter(outside.0, outside.1, outside.2, outside.3);
        self.elsewhere.insert(law, inside.3);
        lowered
    }

    fn enter(
        &mut self,
        program: &'p Program,
        values: &'p [Values],
        settings: BTreeMap<usize, Value>,
        memory: Memory,
    ) -> (&'p Program, &'p [Values], BTreeMap<usize, Value>, Memory) {
        let memory = Memory {
            parameters: std::mem::replace(&mut self.parameters, memory.parameters),
            definitions: std::mem::replace(&mut self.definitions, memory.definitions),
            categories: std::mem::replace(&mut self.categories, memory.categories),
        };
        let program = std::mem::replace(&mut self.program, program);
        let values = std::mem::replace(&mut self.values, values);
        (program, values, std::mem::replace(&mut self.settings, settings), memory)
    }

    fn finish(self) -> Result<Plan, Vec<Diagnostic>> {
        if self.diagnostics.is_empty() { Ok(self.plan) } else { Err(self.diagnostics) }
    }

    fn complain(&mut self, code: Code, span: Span, headline: Text) {
        let found = Diagnostic::new(code, span, headline);
        if !self.diagnostics.contains(&found) {
            self.diagnostics.push(found);
        }
    }

    /// The column of a test's subject.
    fn subject(&mut self, subject: &Subject) -> Option<ColumnId> {
        match subject {
            Subject::Parameter(id, _) => self.parameter(*id, None),
            Subject::Definition(id, _) => self.definition(*id),
            Subject::Input(id, _) => self.input(*id),
            Subject::Benefit(id, _) => {
                let idx = self.benefit(*id)?;
                self.plan.benefits.get(idx).map(|benefit| benefit.amount)
            }
            Subject::QualifiesForBenefit(id, _) => self.qualifies_for_benefit(*id),
            Subject::Qualifies(categories, _) => self.qualifies_for_any(categories),
        }
    }
}

fn unknown_world(name: &str) -> Diagnostic {
    let headline = Text::new(
        format!("không có kịch bản hoặc tham số `{name}`"),
        format!("there is no scenario or parameter `{name}`"),
    );
    Diagnostic::new(UNKNOWN_WORLD, Span::default(), headline)
}

/// Whether a name, with or without a module before it, means something of that module.
fn is_named(program: &Program, module: usize, naming: &hir::Naming, name: &str) -> bool {
    let (prefix, last) = name.rsplit_once('.').map_or((None, name), |(prefix, last)| (Some(prefix), last));
    let is_of_module = prefix.is_none_or(|prefix| program.modules.get(module).is_some_and(|module| module == prefix));
    is_of_module && (naming.name == last || naming.alias.as_deref() == Some(last))
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
fn parameter_named(program: &Program, name: &str) -> Option<ParameterId> {
    let is_it = |parameter: &hir::Parameter| is_named(program, parameter.module, &parameter.naming, name);
    program.parameters.iter().position(is_it).map(ParameterId)
}
