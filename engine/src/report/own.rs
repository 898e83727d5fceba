//! What must be told of somebody's own data beside the results: what is not known, and how far results reach.
//!
//! Receives counts of cells that are not known, the least and the most that they leave possible, and what a sample's
//! figures reach; hands on tables. The sign of what a draft adds is withheld where its interval spans zero.

use ansinh_grammar::{Language, Text};

use super::outcome::million;
use super::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::lower::number_text;
use crate::measures::Ratio;
use crate::plan;
use crate::simulate::{BenefitOutcome, Flow, Outcome, Reach, Reaches};
use crate::value::{Decimal, add, subtract};

/// A fact and of how many it is not known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Whether it is about households.
    pub is_of_households: bool,
    /// Of how many it is not known.
    pub unknown: u64,
    /// Of which a part is known: a year, a month.
    pub partly: u64,
    /// Among how many.
    pub among: u64,
}

/// The least and the most that people of whom something is not known may add to a benefit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Range {
    /// Under current law: the least and the most.
    pub baseline: [Flow; 2],
    /// In the scenario.
    pub reform: [Flow; 2],
}

/// The share of each fact that is not known; nothing where everything is.
#[must_use]
pub fn missing(all: &[Missing]) -> Option<Table> {
    let row = |missing: &Missing| {
        let share = Ratio::new(i128::from(missing.unknown) * 100, i128::from(missing.among));
        let share = share.and_then(|share| share.decimal(2)).map_or(Cell::Empty, Cell::Number);
        let whom =
            if missing.is_of_households { Text::new("hộ", "households") } else { Text::new("người", "persons") };
        let counts = [missing.unknown, missing.partly, missing.among].map(Cell::count);
        let [unknown, partly, among] = counts;
        let cells = vec![Cell::Text(whom), unknown, partly, among, share];
        Row { name: missing.name.clone(), label: missing.label.clone(), kind: RowKind::Main, cells }
    };
    let rows: Vec<Row> = all.iter().filter(|missing| missing.unknown > 0).map(row).collect();
    (!rows.is_empty()).then(|| Table {
        name: "missing",
        title: Text::new("Dữ kiện chưa biết", "Facts that are not known"),
        headings: vec![
            heading("Của", "Of", Unit::Text),
            heading("Chưa biết", "Not known", Unit::AsSaid),
            heading("Trong đó biết một phần", "Of these known in part", Unit::AsSaid),
            heading("Trên", "Among", Unit::AsSaid),
            heading("Tỷ lệ", "Share", Unit::Percent),
        ],
        rows,
        notes: vec![Text::new(
            "Chưa biết không bao giờ được coi là “không” hay số 0; bảng khoảng kết quả nêu ít nhất và nhiều nhất.",
            "What is not known is never taken for no or zero; the table of ranges gives the least and the most.",
        )],
    })
}

/// The least and the most that results can be: what is certain, and what those may add of whom something is not known.
/// One range for each benefit of the outcome.
#[must_use]
pub fn range(outcome: &Outcome, ranges: &[Range]) -> Table {
    let has_reform = outcome.benefits.iter().any(|benefit| benefit.change.is_some());
    let mut rows = Vec::new();
    let mut sums: [Option<Decimal>; 4] = [Some(Decimal::ZERO); 4];
    for (benefit, range) in outcome.benefits.iter().zip(ranges) {
        let is_once = benefit.unit == plan::Unit::Money;
        let ends = |flow: &Flow, ends: &[Flow; 2]| ends.map(|end| both(flow, &end));
        let (before, after) = (ends(&benefit.baseline, &range.baseline), ends(&benefit.reform, &range.reform));
        let mut cells = pair(&before, is_once);
        if has_reform {
            cells.extend(pair(&after, is_once));
            // Each end of one against the other end of the other: no more is known of both together.
            let differences = [(after[0], before[1]), (after[1], before[0])];
            let added = differences.map(|(after, before)| subtract(after.dong()?, before.dong()?));
            cells.push(interval(added));
        }
        let all = [before[0].dong(), before[1].dong(), after[0].dong(), after[1].dong()];
        for (sum, dong) in sums.iter_mut().zip(all) {
            *sum = sum.zip(dong).and_then(|(sum, dong)| add(sum, dong));
        }
        rows.push(Row { name: benefit.name.clone(), label: benefit.label.clone(), kind: RowKind::Main, cells });
    }
    rows.push(total(sums, has_reform));
    Table {
        name: "range",
        title: Text::new("Khoảng kết quả khi có dữ kiện chưa biết", "Range of the results where facts are not known"),
        headings: range_headings(has_reform),
        rows,
        notes: vec![Text::new(
            "Ít nhất và nhiều nhất mà luật cho phép khi mỗi dữ kiện chưa biết nhận mọi giá trị có thể, xét từng hộ, từng tháng.",
            "The least and the most that the law allows while each fact that is not known takes every value, household by household, month by month.",
        )],
    }
}

fn both(flow: &Flow, more: &Flow) -> Flow {
    let factor = 10_i128.pow(flow.scale.saturating_sub(more.scale));
    Flow {
        headcount: flow.headcount + more.headcount,
        person_months: flow.person_months + more.person_months,
        cost: flow.cost + more.cost * factor,
        scale: flow.scale,
    }
}

fn pair(ends: &[Flow; 2], is_once: bool) -> Vec<Cell> {
    let headcount = |flow: &Flow| if is_once { Cell::Empty } else { Cell::count(flow.headcount) };
    let cost = |flow: &Flow| flow.dong().and_then(million).map_or(Cell::Empty, Cell::Number);
    ends.iter().map(headcount).chain(ends.iter().map(cost)).collect()
}

fn total([least, most, draft_least, draft_most]: [Option<Decimal>; 4], has_reform: bool) -> Row {
    let cell = |dong: Option<Decimal>| dong.and_then(million).map_or(Cell::Empty, Cell::Number);
    let mut cells = vec![Cell::Empty, Cell::Empty, cell(least), cell(most)];
    if has_reform {
        cells.extend([Cell::Empty, Cell::Empty, cell(draft_least), cell(draft_most)]);
        let difference = |after: Option<Decimal>, before: Option<Decimal>| subtract(after?, before?);
        cells.push(interval([difference(draft_least, most), difference(draft_most, least)]));
    }
    let label = Text::new("Tổng kinh phí", "Total cost");
    Row { name: "total".to_owned(), label, kind: RowKind::Total, cells }
}

fn range_headings(has_reform: bool) -> Vec<Heading> {
    let mut headings = vec![
        heading("Người hưởng, ít nhất", "Recipients, least", Unit::People),
        heading("Người hưởng, nhiều nhất", "Recipients, most", Unit::People),
        heading("Kinh phí, ít nhất", "Cost, least", Unit::MillionDong),
        heading("Kinh phí, nhiều nhất", "Cost, most", Unit::MillionDong),
    ];
    if has_reform {
        headings.extend([
            heading("Phương án: người hưởng, ít nhất", "Draft: recipients, least", Unit::People),
            heading("Phương án: người hưởng, nhiều nhất", "Draft: recipients, most", Unit::People),
            heading("Phương án: kinh phí, ít nhất", "Draft: cost, least", Unit::MillionDong),
            heading("Phương án: kinh phí, nhiều nhất", "Draft: cost, most", Unit::MillionDong),
            heading("Thêm kinh phí (triệu đồng)", "Cost added (million VND)", Unit::Text),
        ]);
    }
    headings
}

/// An interval of dong in million dong; of one that spans zero nothing is said but that.
fn interval(ends: [Option<Decimal>; 2]) -> Cell {
    let [Some(low), Some(high)] = ends.map(|end| end.and_then(million)) else { return Cell::Empty };
    if low < Decimal::ZERO && high > Decimal::ZERO {
        return Cell::Text(Text::new("chưa rõ tăng hay giảm", "more or less: not certain"));
    }
    Cell::Text(Text::build(|language| {
        let number = |number: Decimal| number_text(number, language);
        match (low == high, language) {
            (true, _) => number(low),
            (false, Language::Vi) => format!("từ {} đến {}", number(low), number(high)),
            (false, Language::En) => format!("{} to {}", number(low), number(high)),
        }
    }))
}

/// How far the figures of a sample reach, with 95 % confidence.
#[must_use]
pub fn sampling(outcome: &Outcome, reaches: &[Reaches], how: Text) -> Table {
    let has_reform = outcome.benefits.iter().any(|benefit| benefit.change.is_some());
    let rows = reaches.iter().filter_map(|reaches| reached(outcome, reaches, has_reform)).collect();
    let mut headings = vec![
        heading("Người hưởng 31/12", "Recipients on 31 Dec", Unit::People),
        heading("±", "±", Unit::People),
        heading("Kinh phí", "Cost", Unit::MillionDong),
        heading("±", "±", Unit::MillionDong),
    ];
    if has_reform {
        headings.push(heading("Thêm kinh phí (triệu đồng)", "Cost added (million VND)", Unit::Text));
    }
    Table {
        name: "sampling",
        title: Text::new("Sai số chọn mẫu, độ tin cậy 95%", "Sampling error, 95 % confidence"),
        headings,
        rows,
        notes: vec![how],
    }
}

fn reached(outcome: &Outcome, reaches: &Reaches, has_reform: bool) -> Option<Row> {
    let Reaches { benefit, category, baseline, added, .. } = reaches;
    let Some(benefit) = benefit else {
        let dong = |flow: fn(&BenefitOutcome) -> &Flow| {
            outcome.benefits.iter().try_fold(Decimal::ZERO, |sum, benefit| add(sum, flow(benefit).dong()?))
        };
        let (before, after) = (dong(|benefit| &benefit.baseline), dong(|benefit| &benefit.reform));
        let mut cells = figures(None, before, baseline);
        if has_reform {
            cells.push(difference(before, after, added));
        }
        let label = Text::new("Tổng kinh phí", "Total cost");
        return Some(Row { name: "total".to_owned(), label, kind: RowKind::Total, cells });
    };
    let benefit = outcome.benefits.get(*benefit)?;
    let (name, label, kind, before, after) = match category {
        None => (&benefit.name, &benefit.label, RowKind::Main, &benefit.baseline, &benefit.reform),
        Some(at) => {
            let own = benefit.categories.get(*at)?;
            (&own.name, &own.label, RowKind::Part, &own.baseline, &own.reform)
        }
    };
    let people = (benefit.unit != plan::Unit::Money).then_some(before.headcount);
    let mut cells = figures(people, before.dong(), baseline);
    if has_reform {
        cells.push(difference(before.dong(), after.dong(), added));
    }
    Some(Row { name: name.clone(), label: label.clone(), kind, cells })
}

fn figures(people: Option<u64>, dong: Option<Decimal>, reach: &Reach) -> Vec<Cell> {
    let number = |number: Option<Decimal>| number.map_or(Cell::Empty, Cell::Number);
    vec![
        people.map_or(Cell::Empty, Cell::count),
        number(reach.people.filter(|_| people.is_some())),
        number(dong.and_then(million)),
        number(reach.dong.and_then(million)),
    ]
}

fn difference(before: Option<Decimal>, after: Option<Decimal>, reach: &Reach) -> Cell {
    let Some((added, reach)) = before.zip(after).and_then(|(before, after)| subtract(after, before)).zip(reach.dong)
    else {
        return Cell::Empty;
    };
    interval([subtract(added, reach), add(added, reach)])
}
