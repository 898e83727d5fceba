//! From the checked program to the plan of one day under one set of laws.
//!
//! Receives the program, a world and a date; hands on the plan, or complaints about values that do not exist on the
//! day or do not fit. It resolves every date and every scenario, so that no evaluator has to.

mod asked;
mod benefit;
mod column;
mod combination;
mod encoded;
mod exception;
mod expression;
mod group;
mod measure;
mod months;
mod named;
mod operation;
mod phrase;
mod question;
mod ratio;
mod reading;
mod text;
mod world;

pub use asked::{lower_contradictions, lower_expressions, lower_subjects};
pub use encoded::encoded;
pub use named::{Named, ambiguous_text, parameter_named, scenario_named};
pub use world::values_under;

pub use crate::codes::{MAY_BE_ABSENT, NO_VALUE, OVERFLOW, SCOPED, UNKNOWN_WORLD};
pub use group::group_id;
pub use measure::{Gauge, lower_measure};
pub use months::lower_month;
pub use phrase::expression_text;
pub use reading::{Line, Rule, RuleKind, reading};
pub use text::{
    amount_text, citation_text, date_text, kind_text, number_text, place_text, start_text, stop_text, value_text,
};

use std::collections::{BTreeMap, BTreeSet};

use ansinh_grammar::diagnostic::{Code, Diagnostic};
use ansinh_grammar::{Span, Text};

use crate::hir::{self, Law, ParameterId, Program, Type};
use crate::plan::{ColumnId, Entity, EntityId, Op, Plan, Unit};
use crate::value::{Date, Value};
pub use question::{World, overlays};
use world::{Asked, InWorld, Root, Values};

/// The plan of all benefits.
///
/// # Errors
/// A parameter in use without a value on the day (E0601), a number that may not fit (E0703), an unknown scenario or
/// parameter in the world (E0704), a scoped change outside its scope (E0306).
pub fn lower(program: &Program, world: &World, on: Date) -> Result<Plan, Vec<Diagnostic>> {
    let worlds = Worlds::of(program, world, &Days::one(on))?;
    Lowering::new(&worlds).every_benefit()
}

/// Everything that is known while lowering.
struct Lowering<'p> {
    program: &'p Program,
    /// The values of its parameters.
    values: &'p [Values],
    worlds: &'p Worlds,
    /// The law that is looked at; nothing for the one that is asked for.
    law: Option<Law>,
    on: Date,
    settings: &'p BTreeMap<usize, Value>,
    /// What was lowered under other laws and on other days.
    elsewhere: BTreeMap<Place, Memory>,
    plan: Plan,
    /// Columns by what they compute, so that nothing is computed twice.
    known: BTreeMap<(Option<EntityId>, Op, Option<Unit>), ColumnId>,
    /// Columns that more than one rule looks at.
    shared: BTreeSet<ColumnId>,
    parameters: BTreeMap<ParameterId, ColumnId>,
    definitions: BTreeMap<hir::DefinitionId, Option<ColumnId>>,
    inputs: BTreeMap<hir::InputId, Option<ColumnId>>,
    categories: BTreeMap<hir::CategoryId, Option<ColumnId>>,
    /// Benefits in the plan.
    benefits: BTreeMap<hir::BenefitId, usize>,
    /// The month whose payments are wanted; nothing for the entitlements of a day.
    month: Option<Month>,
    /// Inputs whose implied values are being lowered: seen again, they are read as stated only.
    open_links: Vec<hir::LinkId>,
    diagnostics: Vec<Diagnostic>,
    /// Those of them that say of a day that it lies before the first value.
    not_begun: Vec<Diagnostic>,
}

/// What was lowered already in one place, by what it is in the program there.
#[derive(Default)]
struct Memory {
    parameters: BTreeMap<ParameterId, ColumnId>,
    definitions: BTreeMap<hir::DefinitionId, Option<ColumnId>>,
    categories: BTreeMap<hir::CategoryId, Option<ColumnId>>,
    benefits: BTreeMap<hir::BenefitId, usize>,
}

/// Under which law, and on which day, something is lowered: elsewhere it may come to something else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// Nothing for the law that is asked for.
    law: Option<Law>,
    on: Date,
}

/// A month whose payments are wanted.
#[derive(Clone, Copy)]
struct Month {
    /// Its first day.
    first: Date,
    /// The day of the decision.
    decision: Option<Date>,
}

/// The days that are looked at.
struct Days {
    first: Date,
    others: BTreeSet<Date>,
}

impl Days {
    const fn one(first: Date) -> Self {
        Self { first, others: BTreeSet::new() }
    }

    fn all(&self) -> impl Iterator<Item = Date> {
        std::iter::once(self.first).chain(self.others.iter().copied().filter(|day| *day != self.first))
    }
}

/// The law that is asked for, and those under which its rules look at something, on each day that is looked at.
struct Worlds {
    on: Date,
    known_on: Option<Date>,
    settings: BTreeMap<usize, Value>,
    none: BTreeMap<usize, Value>,
    /// The law that is asked for on the day itself.
    main: InWorld,
    laws: BTreeMap<Place, InWorld>,
}

impl Worlds {
    /// On some days, the first one first.
    fn of(program: &Program, world: &World, days: &Days) -> Result<Self, Vec<Diagnostic>> {
        Self::looking_at(program, world, days, &[])
    }

    /// With more laws than those that rules look at.
    fn looking_at(program: &Program, world: &World, days: &Days, more: &[Law]) -> Result<Self, Vec<Diagnostic>> {
        let mut diagnostics = Vec::new();
        let scenario = world.scenario.as_ref().and_then(|name| {
            let found = scenario_named(program, name);
            diagnostics.extend(untold(name, &found));
            found.one()
        });
        let mut module = |name: &String| {
            let found = program.modules.iter().position(|module| module == name);
            if found.is_none() {
                diagnostics.push(unknown_world(name));
            }
            found
        };
        let root = match &world.module {
            Some(name) => Root::Module(module(name).unwrap_or_default()),
            None => Root::With(world.with.iter().filter_map(&mut module).collect()),
        };
        let mut settings = BTreeMap::new();
        for (name, value) in &world.settings {
            let found = parameter_named(program, name);
            diagnostics.extend(untold(name, &found));
            if let Named::One(id) = found {
                if program.parameters.get(id.0).is_some_and(|found| suits(*value, found.value_type)) {
                    settings.insert(id.0, *value);
                } else {
                    diagnostics.push(unsuited(name));
                }
            }
        }
        if !diagnostics.is_empty() {
            return Err(diagnostics);
        }
        let law = scenario.map_or(Law::Current, Law::Scenario);
        let mut laws = BTreeMap::new();
        let on = days.first;
        for on in days.all() {
            let asked = Asked { law, root: root.clone(), on, known_on: world.known_on };
            if on != days.first {
                laws.insert(Place { law: None, on }, InWorld::of(program, &asked));
            }
            for law in program.laws.iter().chain(more).copied() {
                let asked = Asked { law, ..asked.clone() };
                laws.insert(Place { law: Some(law), on }, InWorld::of(program, &asked));
            }
        }
        let main = InWorld::of(program, &Asked { law, root, on, known_on: world.known_on });
        Ok(Self { on, known_on: world.known_on, settings, none: BTreeMap::new(), main, laws })
    }

    fn at(&self, place: Place) -> Option<&InWorld> {
        if place == (Place { law: None, on: self.on }) { Some(&self.main) } else { self.laws.get(&place) }
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
            incomplete_birth: program.incomplete_birth,
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
            law: None,
            on: worlds.on,
            settings: &worlds.settings,
            elsewhere: BTreeMap::new(),
            plan,
            known: BTreeMap::new(),
            shared: BTreeSet::new(),
            parameters: BTreeMap::new(),
            definitions: BTreeMap::new(),
            inputs: BTreeMap::new(),
            categories: BTreeMap::new(),
            benefits: BTreeMap::new(),
            month: None,
            open_links: Vec::new(),
            diagnostics: Vec::new(),
            not_begun: Vec::new(),
        }
    }

    /// Lowers something under another law; what was set by hand does not count there.
    fn under<T>(&mut self, law: Law, lower: impl FnOnce(&mut Self) -> T) -> T {
        self.at(Place { law: Some(law), on: self.on }, lower)
    }

    /// Lowers something elsewhere: under another law, or on another day.
    fn at<T>(&mut self, place: Place, lower: impl FnOnce(&mut Self) -> T) -> T {
        let own = Place { law: self.law, on: self.on };
        self.move_to(place);
        let lowered = lower(self);
        self.move_to(own);
        lowered
    }

    /// What was lowered in a place stays with it.
    fn move_to(&mut self, place: Place) {
        let own = Place { law: self.law, on: self.on };
        let Some(world) = self.worlds.at(place).filter(|_| place != own) else {
            return;
        };
        let next = self.elsewhere.remove(&place).unwrap_or_default();
        let left = Memory {
            parameters: std::mem::replace(&mut self.parameters, next.parameters),
            definitions: std::mem::replace(&mut self.definitions, next.definitions),
            categories: std::mem::replace(&mut self.categories, next.categories),
            benefits: std::mem::replace(&mut self.benefits, next.benefits),
        };
        self.elsewhere.insert(own, left);
        (self.law, self.on) = (place.law, place.on);
        (self.program, self.values) = (&world.program, &world.values);
        self.settings = if place.law.is_none() { &self.worlds.settings } else { &self.worlds.none };
    }

    /// The plan of all benefits.
    fn every_benefit(mut self) -> Result<Plan, Vec<Diagnostic>> {
        self.links_and_inputs();
        // A benefit that goes with another is read after it.
        let mut order: Vec<usize> = (0..self.program.benefits.len()).collect();
        order.sort_by_key(|idx| self.program.benefits.get(*idx).is_some_and(hir::Benefit::is_secondary));
        for idx in order {
            let id = hir::BenefitId(idx);
            let day = self.reference_day(id);
            self.on_day(day, |lowering| lowering.benefit(id));
        }
        self.finish()
    }

    fn finish(self) -> Result<Plan, Vec<Diagnostic>> {
        if self.diagnostics.is_empty() { Ok(self.plan) } else { Err(self.diagnostics) }
    }

    fn complain(&mut self, code: Code, span: Span, headline: Text) {
        self.report(Diagnostic::new(code, span, headline));
    }

    fn report(&mut self, found: Diagnostic) {
        if !self.diagnostics.contains(&found) {
            self.diagnostics.push(found);
        }
    }

    /// Reports that something has no value on the day; it may be that its first one is a later one.
    fn report_missing(&mut self, found: Diagnostic, mut days: impl Iterator<Item = hir::Days>) {
        if days.all(|days| days.from.is_some_and(|from| from > self.on)) && !self.not_begun.contains(&found) {
            self.not_begun.push(found.clone());
        }
        self.report(found);
    }
}

/// Whether a value may stand for a parameter of a type.
fn suits(value: Value, value_type: Type) -> bool {
    match value {
        Value::YesNo(_) => value_type == Type::YesNo,
        Value::Date(_) => value_type == Type::Date,
        Value::Choice(_) => matches!(value_type, Type::Choice(_)),
        Value::Number(_) => value_type.is_number(),
        Value::Absent => false,
    }
}

fn unsuited(name: &str) -> Diagnostic {
    let headline = Text::new(
        format!("giá trị đặt tay cho `{name}` không đúng kiểu của tham số"),
        format!("the value set for `{name}` is not of the type of the parameter"),
    );
    Diagnostic::new(UNKNOWN_WORLD, Span::default(), headline)
}

/// The complaint about a name that does not stand for one thing.
fn untold<T>(name: &str, found: &Named<T>) -> Option<Diagnostic> {
    match found {
        Named::One(_) => None,
        Named::Nothing => Some(unknown_world(name)),
        Named::Several(all) => Some(named::ambiguous(name, all)),
    }
}

fn unknown_world(name: &str) -> Diagnostic {
    let headline = Text::new(
        format!("không có kịch bản hoặc tham số `{name}`"),
        format!("there is no scenario or parameter `{name}`"),
    );
    Diagnostic::new(UNKNOWN_WORLD, Span::default(), headline)
}
