//! From the checked program to the plan of one day under one set of laws.
//!
//! Receives the program, a world and a date; hands on the plan, or complaints about values that do not exist on the
//! day or do not fit. It resolves every date and every scenario, so that no evaluator has to.

mod benefit;
mod column;
mod expression;
mod phrase;
mod text;

pub use crate::codes::{NO_VALUE, OVERFLOW, SCOPED, UNKNOWN_WORLD};
pub use text::{amount_text, citation_text, date_text, kind_text, number_text, value_text};

use std::collections::{BTreeMap, BTreeSet};

use ansinh_grammar::diagnostic::{Code, Diagnostic};
use ansinh_grammar::{Span, Text};

use crate::hir::{self, ParameterId, Program, ScenarioId, Subject};
use crate::plan::{ColumnId, Entity, EntityId, Op, Plan, Unit};
use crate::value::{Date, Decimal, Value};

/// Under which law to compute.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct World {
    /// The scenario's name, `module.name` or just `name`; nothing for current law.
    pub scenario: Option<String>,
    /// Parameters set by hand, by name: they hold on every day, for everybody.
    pub settings: Vec<(String, Decimal)>,
}

/// The plan of all benefits.
///
/// # Errors
/// A parameter in use without a value on the day (E0601), a number that may not fit (E0703), an unknown scenario or
/// parameter in the world (E0704), a scoped change outside its scope (E0306).
pub fn lower(program: &Program, world: &World, on: Date) -> Result<Plan, Vec<Diagnostic>> {
    let mut lowering = Lowering::new(program, world, on)?;
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
    let mut lowering = Lowering::new(program, world, on)?;
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
    on: Date,
    scenario: Option<ScenarioId>,
    settings: BTreeMap<usize, Value>,
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

impl<'p> Lowering<'p> {
    fn new(program: &'p Program, world: &World, on: Date) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let scenario = world.scenario.as_ref().and_then(|name| {
            let found = scenario_named(program, name);
            if found.is_none() {
                diagnostics.push(unknown_world(name));
            }
            found
        });
        let mut settings = BTreeMap::new();
        for (name, value) in &world.settings {
            match program.parameters.iter().position(|parameter| is_named(&parameter.naming, name)) {
                Some(idx) => {
                    settings.insert(idx, Value::Number(*value));
                }
                None => diagnostics.push(unknown_world(name)),
            }
        }
        if !diagnostics.is_empty() {
            return Err(diagnostics);
        }
        let label = |id: ScenarioId| program.scenarios.get(id.0).map(|scenario| scenario.naming.label.clone());
        let plan = Plan {
            on,
            leap_birthday: program.leap_birthday,
            scenario: scenario.and_then(label),
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
        Ok(Self {
            program,
            on,
            scenario,
            settings,
            plan,
            known: BTreeMap::new(),
            shared: BTreeSet::new(),
            parameters: BTreeMap::new(),
            definitions: BTreeMap::new(),
            inputs: BTreeMap::new(),
            categories: BTreeMap::new(),
            open_links: Vec::new(),
            diagnostics,
        })
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
            Subject::Parameter(id) => self.parameter(*id, None),
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

fn is_named(naming: &hir::Naming, name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    naming.name == last || naming.alias.as_deref() == Some(last)
}

/// The scenario of a name, with or without its module.
#[must_use]
pub fn scenario_named(program: &Program, name: &str) -> Option<ScenarioId> {
    program.scenarios.iter().position(|scenario| is_named(&scenario.naming, name)).map(ScenarioId)
}
