//! Households of whom something is not known: the least and the most that the law leaves possible.
//!
//! Receives the plans of a year and data; evaluates each such household with sets of what may be, day by day, so that a
//! fact that is not known takes every value. Who gets the same whatever is true stays among the others; of the rest the
//! ends are added up. Nothing is ever taken for no or zero.

mod desk;
mod rest;

use std::collections::BTreeSet;
use std::ops::Range as Span;
use std::sync::atomic::{AtomicU64, Ordering};

use ansinh_engine::population::{Entity, Population};
use ansinh_engine::report::Range;
use ansinh_engine::simulate::{DayPlans, Flow, Outcome, Run};
use ansinh_engine::value::{Decimal, mantissa};
use ansinh_grammar::Text;

use super::super::share::{self, Progress, Threads};
use crate::data::{Data, Sample};
use desk::Desks;
use rest::without;

/// What a benefit may come to for one household in a year: people and months, and dong.
#[derive(Clone, Copy, Default, PartialEq)]
struct End {
    people: u64,
    months: u64,
    dong: Decimal,
}

/// The least and the most, under current law and in the scenario.
type Ends = [[End; 2]; 2];

/// One household of whom something is not known.
struct Looked {
    household: u32,
    /// By benefit of the plans.
    ends: Vec<Ends>,
    is_settled: bool,
    /// Whether the law's own ceiling had to serve as the most.
    is_at_ceiling: bool,
}

/// What became of all of them.
pub(super) struct Opened {
    looked: Vec<Looked>,
    benefits: Vec<String>,
}

/// The data without the households that are not settled; nothing where all are.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) population: Option<Population>,
    pub(super) sample: Option<Sample>,
}

/// Looks at every household of whom something is not known that the law asks for.
pub(super) fn look(run: &Run<'_>, data: &Data, threads: Threads, progress: &Progress) -> Opened {
    let plans = run.plans();
    let households = households(plans, data);
    let empty = run.empty();
    let benefits: Vec<String> = empty.benefits.iter().map(|benefit| benefit.name.clone()).collect();
    let claimed: Vec<&str> = empty.take_up.iter().map(|(name, _)| name.as_str()).collect();
    let n = households.len() as u64;
    let work = |span: Span<usize>, done: &AtomicU64| -> Vec<Looked> {
        let mut desks = Desks::new(plans, data, (&benefits, &claimed));
        let own = households.get(span).unwrap_or_default();
        let look = |household: &u32| {
            done.fetch_add(1, Ordering::Relaxed);
            desks.look(*household)
        };
        own.iter().map(look).collect()
    };
    let parts = share::share_out(households.len(), threads, progress, &|done| progress.assessing(done, n), &work);
    Opened { looked: parts.into_iter().flatten().collect(), benefits }
}

/// The households in which a fact or link that a plan looks at is not known.
fn households(plans: &[DayPlans], data: &Data) -> Vec<u32> {
    let all = || plans.iter().flat_map(|day| std::iter::once(&day.baseline).chain(&day.reform));
    let is_asked = |name: &str| all().any(|plan| plan.inputs.iter().any(|input| input.name == name && input.is_used));
    let is_followed = |name: &str| all().any(|plan| plan.links.iter().any(|link| link.name == name && link.is_used));
    let first = data.population.first_person();
    let home = |person: &u32| u32::try_from(first.partition_point(|first| first <= person) - 1).unwrap_or(u32::MAX);
    let mut found = BTreeSet::new();
    for column in data.open.columns.iter().filter(|column| is_asked(&column.name)) {
        match column.entity {
            Entity::Person => found.extend(column.rows.iter().map(home)),
            Entity::Household => found.extend(&column.rows),
        }
    }
    for (_, rows) in data.open.links.iter().filter(|(name, _)| is_followed(name)) {
        found.extend(rows.iter().map(home));
    }
    found.into_iter().collect()
}

impl Opened {
    /// How many households are not settled.
    pub(super) fn n_open(&self) -> usize {
        self.looked.iter().filter(|looked| !looked.is_settled).count()
    }

    /// The data without them.
    pub(super) fn settled(&self, data: &Data) -> Kept {
        let open: BTreeSet<u32> =
            self.looked.iter().filter(|looked| !looked.is_settled).map(|looked| looked.household).collect();
        if open.is_empty() {
            return Kept::default();
        }
        let population = without(&data.population, &open);
        let keep = |weights: &[i64]| -> Vec<i64> {
            (0_u32..).zip(weights).filter(|(at, _)| !open.contains(at)).map(|(_, weight)| *weight).collect()
        };
        let kept = |codes: &[u32]| -> Vec<u32> {
            (0_u32..).zip(codes).filter(|(at, _)| !open.contains(at)).map(|(_, code)| *code).collect()
        };
        let sample = data.sample.as_ref().map(|sample| Sample {
            weights: keep(&sample.weights),
            scale: sample.scale,
            replicates: sample.replicates.iter().map(|weights| keep(weights)).collect(),
            factor: sample.factor,
            strata: kept(&sample.strata),
            units: kept(&sample.units),
        });
        Kept { population, sample }
    }

    /// What those who are not settled may add to each benefit of an outcome, weighted as the sample says.
    pub(super) fn ranges(&self, outcome: &Outcome, data: &Data) -> Vec<Range> {
        let place = |name: &str| self.benefits.iter().position(|benefit| benefit == name);
        let range = |benefit: &ansinh_engine::simulate::BenefitOutcome| {
            let Some(at) = place(&benefit.name) else { return Range::default() };
            let scale = benefit.baseline.scale;
            let [baseline, reform] = [0, 1].map(|side| [0, 1].map(|end| self.flow((at, side, end), scale, data)));
            Range { baseline, reform }
        };
        outcome.benefits.iter().map(range).collect()
    }

    fn flow(&self, (benefit, side, end): (usize, usize, usize), scale: u32, data: &Data) -> Flow {
        let (mut people, mut months, mut dong) = (0_i128, 0_i128, 0_i128);
        for looked in self.looked.iter().filter(|looked| !looked.is_settled) {
            let Some(own) = looked.ends.get(benefit).map(|ends| ends[side][end]) else { continue };
            let weight = data.sample.as_ref().and_then(|sample| sample.weights.get(looked.household as usize));
            let weight = weight.map_or(1, |weight| i128::from(*weight));
            people += i128::from(own.people) * weight;
            months += i128::from(own.months) * weight;
            dong += mantissa(own.dong, scale).unwrap_or(0) * weight;
        }
        let unit = 10_i128.pow(data.sample.as_ref().map_or(0, |sample| sample.scale));
        // The least is rounded down and the most up, so that the range holds all that is possible.
        let whole = |sum: i128| if end == 0 { sum.div_euclid(unit) } else { -(-sum).div_euclid(unit) };
        let count = |sum: i128| u64::try_from(whole(sum)).unwrap_or(0);
        Flow { headcount: count(people), person_months: count(months), cost: whole(dong), scale }
    }

    /// What must be told of them.
    pub(super) fn notes(&self, data: &Data) -> Vec<Text> {
        let (n_open, n_all) = (self.n_open(), data.population.households());
        let n_settled = self.looked.len() - n_open;
        let ceilings = self.looked.iter().filter(|looked| looked.is_at_ceiling).count();
        let mut notes = vec![Text::new(
            format!(
                "{n_open} trên {n_all} hộ có dữ kiện chưa biết làm kết quả chưa chắc; các bảng khác chỉ tính những hộ còn lại, bảng khoảng kết quả tính tất cả. {n_settled} hộ khác cũng có dữ kiện chưa biết nhưng kết quả không đổi."
            ),
            format!(
                "Of {n_open} among {n_all} households something is not known that leaves the result open; the other tables count the rest only, the table of ranges everybody. Of {n_settled} more something is not known that changes nothing."
            ),
        )];
        if ceilings > 0 {
            notes.push(Text::new(
                format!("Với {ceilings} hộ, mức nhiều nhất lấy theo giới hạn mà luật không thể vượt quá."),
                format!("For {ceilings} households the most is a bound that the law cannot exceed."),
            ));
        }
        notes
    }
}
