//! Indicators of plans on a population: what is measured, and whether each target is reached.
//!
//! Receives a program, a population and worlds; hands on counts for each target of the year, or why there are none.
//! A target is looked at on 31 December of the year, or on its own last day if that is earlier.

use std::collections::BTreeSet;

use ansinh_grammar::{Diagnostic, Text};

use crate::hir::{Indicator, Naming, Program, Target, Type};
use crate::lower::{Gauge, World, citation_text, lower_measure};
use crate::plan::{ColumnId, Op, Plan, Unit};
use crate::population::{ColumnData, Population};
use crate::value::{Comparison, Date, Decimal, multiply};
use crate::vector::{Look, Machine, VectorError};

/// What counting comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Measured {
    /// So many, among so many.
    Counted {
        /// Which meet the condition.
        counted: u64,
        /// Among which it is counted.
        among: u64,
    },
    /// It cannot be measured: why not.
    Not(Text),
}

/// Whether a target is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is.
    Reached,
    /// It is not.
    NotReached,
    /// Nobody can tell on this population.
    NotMeasurable,
    /// The plan sets no target for the day.
    NoTarget,
}

/// What is to be reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aim {
    /// From this day.
    pub from: Option<Date>,
    /// To this day.
    pub to: Option<Date>,
    /// How the figure must compare with the bound.
    pub comparison: Comparison,
    /// The bound.
    pub bound: Decimal,
    /// Where it comes from.
    pub citations: Vec<Text>,
}

/// An indicator on one day of the year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IndicatorOutcome {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Percent for a part of those among which it is counted, else a count.
    pub unit: Unit,
    /// The day on which it is measured.
    pub on: Date,
    /// The target that holds then.
    pub aim: Option<Aim>,
    /// Under current law.
    pub baseline: Measured,
    /// In the scenario; nothing without one.
    pub reform: Option<Measured>,
}

impl IndicatorOutcome {
    /// Whether the target is reached; parts are compared exactly, not as they are shown.
    #[must_use]
    pub fn verdict(&self, measured: &Measured) -> Verdict {
        let (Some(aim), Measured::Counted { counted, among }) = (&self.aim, measured) else {
            let is_measured = matches!(measured, Measured::Counted { .. });
            return if is_measured { Verdict::NoTarget } else { Verdict::NotMeasurable };
        };
        let counted = Decimal::from(*counted);
        let wanted =
            if self.unit == Unit::Percent { multiply(aim.bound, Decimal::from(*among)) } else { Some(aim.bound) };
        match wanted {
            Some(_) if self.unit == Unit::Percent && *among == 0 => Verdict::NotMeasurable,
            Some(wanted) if aim.comparison.holds(&counted, &wanted) => Verdict::Reached,
            Some(_) => Verdict::NotReached,
            None => Verdict::NotMeasurable,
        }
    }
}

/// One measure bound to a population; nothing where it cannot be measured.
pub(super) struct Bound<'p> {
    pub(super) machine: Machine<'p>,
    pub(super) gauge: Gauge,
    pub(super) is_of_persons: bool,
}

/// The measures of a year, in the order of the outcomes: current law, and the scenario.
pub(super) struct Gauges<'p>(pub(super) Vec<(Option<Bound<'p>>, Option<Bound<'p>>)>);

/// The fact that says in which province a household lives.
const PROVINCE: &str = "province";

/// Whether an indicator is of a plan that a province has issued in which nobody of the population is known to live.
fn is_of_others(program: &Program, population: &Population, indicator: &Indicator) -> bool {
    let input = program.inputs.iter().find(|input| input.naming.name == PROVINCE).map(|input| input.value_type);
    let Some(Type::Choice(id)) = input else { return false };
    let column = population.columns().iter().find(|column| column.name == PROVINCE).map(|column| &column.data);
    let lived_in = match column {
        Some(ColumnData::Choice { values, .. }) => values.as_slice(),
        _ => &[],
    };
    let provinces = program.enumerations.get(id.0).map_or(&[][..], |found| found.values.as_slice());
    let cited = indicator.citations.iter().chain(indicator.targets.iter().flat_map(|target| &target.citations));
    let issuers =
        cited.filter_map(|citation| program.instruments.get(citation.instrument.0)).map(|found| &found.issuer);
    let is_issued_by = |issuer: &str, province: &Naming| {
        [&province.label.vi, &province.label.en]
            .into_iter()
            .any(|name| !name.is_empty() && issuer.ends_with(name.as_str()))
    };
    let of_issuer = |issuer: &String| provinces.iter().find(|province| is_issued_by(issuer, province));
    let mut of_provinces = issuers.filter_map(of_issuer).peekable();
    of_provinces.peek().is_some() && of_provinces.all(|province| !lived_in.contains(&province.name))
}

impl<'p> Gauges<'p> {
    /// No measures.
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// Binds every indicator that has a target in the year or can be measured, but for those of other provinces.
    pub(super) fn bind(
        program: &Program,
        population: &'p Population,
        year: i32,
        baseline: &World,
        reform: Option<&World>,
    ) -> (Self, Vec<IndicatorOutcome>) {
        let (mut bound, mut outcomes) = (Vec::new(), Vec::new());
        let own = |found: &(usize, &Indicator)| !is_of_others(program, population, found.1);
        for (at, indicator) in program.indicators.iter().enumerate().filter(own) {
            for (on, target) in days(indicator, year) {
                let one = |world: &World| one(program, population, world, on, at);
                let (first, measured) = one(baseline);
                let (second, reformed) = reform.map(one).unzip();
                bound.push((first, second.flatten()));
                outcomes.push(IndicatorOutcome {
                    name: indicator.naming.name.clone(),
                    label: indicator.naming.label.clone(),
                    unit: if indicator.value_type == Type::Percent { Unit::Percent } else { Unit::Count },
                    on,
                    aim: target.map(|target| aim(program, target)),
                    baseline: measured,
                    reform: reformed,
                });
            }
        }
        (Self(bound), outcomes)
    }

    /// What of the population the measures look at.
    pub(super) fn looks(&self) -> impl Iterator<Item = Look<'_, 'p>> {
        let all = self.0.iter().flat_map(|(first, second)| first.iter().chain(second));
        all.map(|Bound { machine, gauge, .. }| {
            let columns = gauge.counted.into_iter().chain(gauge.among).chain([gauge.everything]).collect();
            Look { machine, columns }
        })
    }
}

/// Everything as often as each person stands for others.
pub(super) fn weigh(outcomes: &mut [IndicatorOutcome], weight: u64) {
    let measured = outcomes.iter_mut().flat_map(|found| std::iter::once(&mut found.baseline).chain(&mut found.reform));
    for measured in measured {
        if let Measured::Counted { counted, among } = measured {
            *counted *= weight;
            *among *= weight;
        }
    }
}

/// Adds counts up; what could not be measured in one part cannot be in all.
pub(super) fn add_all(sums: &mut [IndicatorOutcome], parts: &[IndicatorOutcome]) {
    for (sum, part) in sums.iter_mut().zip(parts) {
        add_to(&mut sum.baseline, &part.baseline);
        if let (Some(sum), Some(part)) = (&mut sum.reform, &part.reform) {
            add_to(sum, part);
        }
    }
}

fn add_to(sum: &mut Measured, part: &Measured) {
    match (&mut *sum, part) {
        (Measured::Counted { counted, among }, Measured::Counted { counted: more, among: others }) => {
            *counted += more;
            *among += others;
        }
        (Measured::Counted { .. }, Measured::Not(_)) => *sum = part.clone(),
        (Measured::Not(_), _) => {}
    }
}

/// The days of the year on which an indicator is looked at, with the target that holds on each.
fn days(indicator: &Indicator, year: i32) -> Vec<(Date, Option<&Target>)> {
    let (Some(first), Some(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
        return Vec::new();
    };
    let is_of_year = |target: &&Target| {
        target.days.from.is_none_or(|from| from <= last) && target.days.to.is_none_or(|to| first <= to)
    };
    let mut days: Vec<(Date, Option<&Target>)> = indicator
        .targets
        .iter()
        .filter(is_of_year)
        .map(|target| (target.days.to.map_or(last, |to| to.min(last)), Some(target)))
        .collect();
    if days.is_empty() && indicator.measure.is_some() {
        days.push((last, None));
    }
    days
}

fn aim(program: &Program, target: &Target) -> Aim {
    let cited = target
        .citations
        .iter()
        .filter_map(|citation| Some(citation_text(program.instruments.get(citation.instrument.0)?, &citation.parts)));
    Aim {
        from: target.days.from,
        to: target.days.to,
        comparison: target.comparison,
        bound: target.bound,
        citations: cited.collect(),
    }
}

/// One measure under one law, bound, or why it cannot be measured.
fn one<'p>(
    program: &Program,
    population: &'p Population,
    world: &World,
    on: Date,
    indicator: usize,
) -> (Option<Bound<'p>>, Measured) {
    let gauge = match lower_measure(program, world, on, indicator) {
        Ok(Some(gauge)) => gauge,
        Ok(None) => return (None, Measured::Not(without_measure(program, indicator))),
        Err(found) => return (None, Measured::Not(law_text(&found))),
    };
    let entity = gauge.plan.entities.get(gauge.entity.0);
    let is_of_persons = match entity.map(|entity| entity.name.as_str()) {
        Some("person") => true,
        Some("household") => false,
        _ => {
            let label = entity.map(|entity| entity.label.clone()).unwrap_or_default();
            let text = Text::new(
                format!("dân số này không có “{}”", label.vi),
                format!("this population has no “{}”", label.en),
            );
            return (None, Measured::Not(text));
        }
    };
    let wanted: Vec<ColumnId> = gauge.counted.into_iter().chain(gauge.among).chain([gauge.everything]).collect();
    match Machine::bind(&gauge.plan, population, &wanted) {
        Ok(machine) => (Some(Bound { machine, gauge, is_of_persons }), Measured::Counted { counted: 0, among: 0 }),
        Err(error) => (None, Measured::Not(absent_facts(&gauge.plan, population, &wanted, &error))),
    }
}

/// The plan's own word on why it is not measured.
fn without_measure(program: &Program, indicator: usize) -> Text {
    let notes = program.indicators.get(indicator).map_or(&[][..], |found| &found.naming.notes);
    notes
        .first()
        .cloned()
        .unwrap_or_else(|| Text::new("chính sách chưa nêu cách đo", "the policy does not say how it is measured"))
}

fn law_text(found: &[Diagnostic]) -> Text {
    found.first().map_or_else(Text::default, |found| found.headline.clone())
}

/// Every fact that the measure needs and the population does not have; else what the evaluator says.
fn absent_facts(plan: &Plan, population: &Population, wanted: &[ColumnId], error: &VectorError) -> Text {
    let mut seen: BTreeSet<ColumnId> = BTreeSet::new();
    let mut todo: Vec<ColumnId> = wanted.to_vec();
    let mut absent = BTreeSet::new();
    while let Some(column) = todo.pop().filter(|_| matches!(error, VectorError::MissingInput { .. })) {
        let Some(found) = plan.column(column).filter(|_| seen.insert(column)) else { continue };
        if let Op::Input(id) = found.op
            && let Some(input) = plan.inputs.get(id.0)
            && !population.columns().iter().any(|column| column.name == input.name)
        {
            absent.insert(id);
        }
        todo.extend(found.op.operands());
    }
    if absent.is_empty() {
        return error.message();
    }
    let named = |form: fn(&Text) -> &str| {
        let labels = absent.iter().filter_map(|id| plan.inputs.get(id.0)).map(|input| form(&input.label));
        labels.collect::<Vec<_>>().join("; ")
    };
    let (vi, en) = (named(|label| &label.vi), named(|label| &label.en));
    Text::new(format!("dân số này không có dữ kiện: {vi}"), format!("facts absent from this population: {en}"))
}
