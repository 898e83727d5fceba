//! What a simulation came to, as a table.
//!
//! Receives outcomes; hands on a table. It knows no official figure.

use ansinh_grammar::{Language, Text};

use super::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::lower::number_text;
use crate::plan;
use crate::simulate::{BenefitOutcome, CategoryOutcome, Flow, Outcome};
use crate::value::{Decimal, Rounding, round, subtract};

/// Dong as million dong with one decimal: finer digits would only pretend.
pub(super) fn million(dong: Decimal) -> Option<Decimal> {
    let rounded = round(dong, Rounding::Nearest, Decimal::from(100_000))?;
    rounded.checked_div(Decimal::from(1_000_000)).map(|million| million.normalize())
}

fn cost_cell(flow: &Flow) -> Cell {
    flow.dong().and_then(million).map_or(Cell::Empty, Cell::Number)
}

pub(super) fn difference(before: &Cell, after: &Cell) -> Cell {
    match (before, after) {
        (Cell::Number(before), Cell::Number(after)) => subtract(*after, *before).map_or(Cell::Empty, Cell::Difference),
        _ => Cell::Empty,
    }
}

/// The benefits with the most money first.
pub(super) fn by_cost(outcome: &Outcome) -> Vec<&BenefitOutcome> {
    let mut benefits: Vec<&BenefitOutcome> = outcome.benefits.iter().collect();
    benefits.sort_by_key(|benefit| std::cmp::Reverse(benefit.baseline.dong().max(benefit.reform.dong())));
    benefits
}

/// Recipients and cost by benefit and category: current law, and beside it the scenario with what it adds.
#[must_use]
pub fn simulation(outcome: &Outcome) -> Table {
    let has_reform = outcome.benefits.iter().any(|benefit| benefit.change.is_some());
    let mut rows = Vec::new();
    let mut totals = [Some(Decimal::ZERO), Some(Decimal::ZERO)];
    for benefit in by_cost(outcome) {
        let is_once = benefit.unit == plan::Unit::Money;
        let label = benefit.label.clone();
        let cells = flow_cells(&benefit.baseline, &benefit.reform, is_once, has_reform);
        rows.push(Row { name: benefit.name.clone(), label, kind: RowKind::Main, cells });
        for (total, flow) in totals.iter_mut().zip([&benefit.baseline, &benefit.reform]) {
            *total = total.zip(flow.dong()).and_then(|(total, dong)| crate::value::add(total, dong));
        }
        if benefit.categories.len() > 1 {
            let part = |category: &CategoryOutcome| Row {
                name: category.name.clone(),
                label: category.label.clone(),
                kind: RowKind::Part,
                cells: flow_cells(&category.baseline, &category.reform, is_once, has_reform),
            };
            rows.extend(benefit.categories.iter().map(part));
        }
    }
    rows.push(total_row(totals, has_reform));
    Table {
        name: "simulation",
        title: title(outcome),
        headings: headings(has_reform),
        rows,
        notes: notes(outcome, has_reform),
    }
}

fn title(outcome: &Outcome) -> Text {
    let year = outcome.year;
    match &outcome.scenario {
        Some(scenario) => Text::new(
            format!("Người hưởng và kinh phí năm {year}: luật hiện hành và phương án “{}”", scenario.vi),
            format!("Recipients and cost in {year}: current law and the draft “{}”", scenario.en),
        ),
        None => Text::new(format!("Người hưởng và kinh phí năm {year}"), format!("Recipients and cost in {year}")),
    }
}

pub(super) fn headings(has_reform: bool) -> Vec<Heading> {
    let mut headings = vec![
        heading("Người hưởng 31/12", "Recipients on 31 Dec", Unit::People),
        heading("Tháng hưởng", "Person-months", Unit::PersonMonths),
        heading("Kinh phí", "Cost", Unit::MillionDong),
    ];
    if has_reform {
        let of = |vi: &str, en: &str, unit: Unit| Heading {
            label: Text::new(format!("Phương án: {vi}"), format!("Draft: {en}")),
            unit,
        };
        headings.extend([
            of("người hưởng 31/12", "recipients on 31 Dec", Unit::People),
            of("tháng hưởng", "person-months", Unit::PersonMonths),
            of("kinh phí", "cost", Unit::MillionDong),
            heading("Thêm người", "People added", Unit::People),
            heading("Thêm kinh phí", "Cost added", Unit::MillionDong),
        ]);
    }
    headings
}

pub(super) fn flow_cells(before: &Flow, after: &Flow, is_once: bool, has_reform: bool) -> Vec<Cell> {
    let cells = |flow: &Flow| {
        // Of a one-off benefit the payments of the year count, not who was paid on one day.
        let headcount = if is_once { Cell::Empty } else { Cell::count(flow.headcount) };
        vec![headcount, Cell::count(flow.person_months), cost_cell(flow)]
    };
    let first = cells(before);
    if !has_reform {
        return first;
    }
    let second = cells(after);
    let pair =
        |at: usize| first.get(at).zip(second.get(at)).map_or(Cell::Empty, |(first, second)| difference(first, second));
    let added = [pair(0), pair(2)];
    first.into_iter().chain(second).chain(added).collect()
}

fn total_row(totals: [Option<Decimal>; 2], has_reform: bool) -> Row {
    let [before, after] = totals.map(|total| total.and_then(million).map_or(Cell::Empty, Cell::Number));
    let mut cells = vec![Cell::Empty, Cell::Empty, before.clone()];
    if has_reform {
        let added = difference(&before, &after);
        cells.extend([Cell::Empty, Cell::Empty, after, Cell::Empty, added]);
    }
    let label = Text::new("Tổng kinh phí", "Total cost");
    Row { name: "total".to_owned(), label, kind: RowKind::Total, cells }
}

fn notes(outcome: &Outcome, has_reform: bool) -> Vec<Text> {
    let people = if outcome.is_synthetic {
        Text::new(
            "Dân số tổng hợp, không phải danh sách người thật.",
            "A synthetic population, not a list of real people.",
        )
    } else {
        Text::new("Người và hộ từ dữ liệu đưa vào.", "The persons and households of the data that were given.")
    };
    let mut notes = vec![
        Text::build(|language| {
            let rest = if language == Language::Vi {
                "Kinh phí cộng số tiền được chi trả cho từng tháng; người hưởng là người đủ điều kiện vào ngày 31/12."
            } else {
                "Cost adds up what is paid for each month; recipients are who is entitled on 31 December."
            };
            format!("{} {rest}", people.get(language))
        }),
        Text::new(
            "Mỗi người được tính vào diện có mức được trả; người hưởng hai mức được tính ở cả hai diện.",
            "People count in the category whose amount is paid; who is paid two amounts counts in both categories.",
        ),
    ];
    notes.extend(outcome.benefits.iter().filter_map(|benefit| not_all_year(benefit, outcome.year)));
    notes.extend(outcome.benefits.iter().filter_map(paid_again));
    if outcome.benefits.is_empty() {
        let year = outcome.year;
        notes.push(Text::new(
            format!("Chưa có quy định nào được viết ra có hiệu lực trong năm {year}."),
            format!("Nothing of the law that is written down is in force in {year}."),
        ));
    }
    notes.extend(outcome.left_out.iter().map(|left| {
        Text::new(
            format!("Không tính, vì dân số không có dữ kiện “{}”: {}", left.missing.vi, left.label.vi),
            format!(
                "Not simulated, for the population does not have the fact “{}”: {}",
                left.missing.en, left.label.en
            ),
        )
    }));
    if has_reform
        && outcome
            .benefits
            .iter()
            .filter_map(|benefit| benefit.change)
            .all(|change| change.winners + change.losers == 0)
    {
        notes.push(Text::new(
            "Vào ngày 31/12, phương án không đổi gì với dân số này: địa bàn hoặc giai đoạn của phương án không gồm tỉnh và năm đang xét.",
            "On 31 December the draft changes nothing for this population: its area or its phases do not cover this province and year.",
        ));
    }
    notes
}

/// What must be said of a scenario that rests on assumed levels.
#[must_use]
pub fn assumed_levels() -> Text {
    Text::new(
        "Các mức giả định của kịch bản là tham số có ghi chú, không phải số liệu của kế hoạch.",
        "The scenario's assumed levels are parameters with notes, not figures of the plan.",
    )
}

/// What must be said where a benefit is in force for a part of the year only: the rest counts nothing.
fn not_all_year(benefit: &BenefitOutcome, year: i32) -> Option<Text> {
    let months = benefit.months_in_force;
    if months == 12 && benefit.is_in_force_at_end {
        return None;
    }
    Some(Text::new(
        format!(
            "Chỉ tính {months} tháng của năm {year}, vì luật đã viết ra chỉ có hiệu lực chừng ấy: {}",
            benefit.label.vi
        ),
        format!(
            "Counts only {months} months of {year}, for the law that is written down holds no longer: {}",
            benefit.label.en
        ),
    ))
}

/// What must be said of a benefit that is paid once and comes to somebody in several months.
fn paid_again(benefit: &BenefitOutcome) -> Option<Text> {
    (benefit.paid_again > 0).then(|| {
        Text::build(|language| {
            let people = number_text(Decimal::from(benefit.paid_again), language);
            let label = benefit.label.get(language);
            match language {
                Language::Vi => format!(
                    "CẢNH BÁO: “{label}” là khoản trả một lần, nhưng {people} người được tính nhiều lần trong năm, vì điều kiện còn đúng trong nhiều tháng; kinh phí ở đây quá cao. Hãy dùng dữ kiện chỉ đúng trong một tháng, như `chết_trong_tháng`, hoặc đổi thành tiền mỗi tháng."
                ),
                Language::En => format!(
                    "WARNING: “{label}” is paid once, but {people} people count several times in the year, for its condition holds in several months; the cost given here is too high. Use a fact that is true in one month only, like `died_this_month`, or make it money per month."
                ),
            }
        })
    })
}
