//! Indicators of plans as a table: value, target, reached or not, and why something cannot be measured.
//!
//! Receives what a simulation came to; hands on a table. Whether a target is reached is the simulation's word.

use ansinh_grammar::{Language, Text};

use super::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::lower::{amount_text, date_text};
use crate::plan;
use crate::simulate::{Aim, IndicatorOutcome, Measured, Outcome, Verdict};
use crate::value::{Decimal, Rounding, round};

/// The indicators that have a target in the year or can be measured; nothing where there is none.
#[must_use]
pub fn indicators(outcome: &Outcome) -> Option<Table> {
    let has_reform = outcome.indicators.iter().any(|found| found.reform.is_some());
    let year = outcome.year;
    (!outcome.indicators.is_empty()).then(|| Table {
        name: "indicators",
        title: Text::new(format!("Chỉ tiêu của các kế hoạch, năm {year}"), format!("Indicators of plans in {year}")),
        headings: headings(has_reform),
        rows: outcome.indicators.iter().map(|found| row(found, has_reform)).collect(),
        notes: vec![Text::new(
            "Đo vào ngày 31/12, hoặc ngày cuối của mục tiêu nếu sớm hơn. So sánh bằng số chính xác, không bằng số đã làm tròn.",
            "Measured on 31 December, or on the target's last day if that is earlier. Compared exactly, not as rounded here.",
        )],
    })
}

fn headings(has_reform: bool) -> Vec<Heading> {
    let mut headings = vec![
        heading("Ngày đo", "Measured on", Unit::Text),
        heading("Mục tiêu", "Target", Unit::Text),
        heading("Thời kỳ", "Period", Unit::Text),
        heading("Giá trị", "Value", Unit::Text),
        heading("Số đếm được", "Counted", Unit::AsSaid),
        heading("Trong số", "Among", Unit::AsSaid),
        heading("Kết quả", "Verdict", Unit::Text),
    ];
    if has_reform {
        headings.extend([
            heading("Phương án: giá trị", "Draft: value", Unit::Text),
            heading("Phương án: số đếm được", "Draft: counted", Unit::AsSaid),
            heading("Phương án: trong số", "Draft: among", Unit::AsSaid),
            heading("Phương án: kết quả", "Draft: verdict", Unit::Text),
        ]);
    }
    headings.push(heading("Vì sao không đo được", "Why it cannot be measured", Unit::Text));
    headings.push(heading("Căn cứ", "Source", Unit::Text));
    headings
}

fn row(found: &IndicatorOutcome, has_reform: bool) -> Row {
    let aim = found.aim.as_ref();
    let mut cells = vec![
        Cell::Text(date_text(found.on)),
        aim.map_or(Cell::Empty, |aim| Cell::Text(aim_text(aim, found.unit))),
        aim.map_or(Cell::Empty, |aim| Cell::Text(period_text(aim))),
    ];
    cells.extend(measured_cells(found, &found.baseline));
    if has_reform {
        cells.extend(found.reform.iter().flat_map(|measured| measured_cells(found, measured)));
    }
    cells.push(std::iter::once(&found.baseline).chain(&found.reform).find_map(reason).map_or(Cell::Empty, Cell::Text));
    let cited = |form: fn(&Text) -> &str| {
        aim.map_or(String::new(), |aim| aim.citations.iter().map(form).collect::<Vec<_>>().join("; "))
    };
    cells.push(Cell::Text(Text::new(cited(|text| &text.vi), cited(|text| &text.en))));
    Row { name: found.name.clone(), label: found.label.clone(), kind: RowKind::Main, cells }
}

/// Value, what was counted, among what, and the verdict.
fn measured_cells(found: &IndicatorOutcome, measured: &Measured) -> [Cell; 4] {
    let verdict = Cell::Text(verdict_text(found.verdict(measured)));
    let Measured::Counted { counted, among } = measured else {
        return [Cell::Empty, Cell::Empty, Cell::Empty, verdict];
    };
    let value =
        value(found.unit, *counted, *among).map_or(Cell::Empty, |value| Cell::Text(amount_text(value, found.unit)));
    let among = if found.unit == plan::Unit::Percent { Cell::count(*among) } else { Cell::Empty };
    [value, Cell::count(*counted), among, verdict]
}

/// The count, or the part with one decimal of a per cent; nothing where there is nobody to take a part of.
fn value(unit: plan::Unit, counted: u64, among: u64) -> Option<Decimal> {
    let counted = Decimal::from(counted);
    if unit != plan::Unit::Percent {
        return Some(counted);
    }
    round(counted.checked_div(Decimal::from(among))?, Rounding::Nearest, Decimal::new(1, 3))
}

fn reason(measured: &Measured) -> Option<Text> {
    match measured {
        Measured::Not(why) => Some(why.clone()),
        Measured::Counted { among: 0, .. } => Some(Text::new("không có ai để tính", "there is nobody to count")),
        Measured::Counted { .. } => None,
    }
}

fn verdict_text(verdict: Verdict) -> Text {
    let (vi, en) = match verdict {
        Verdict::Reached => ("đạt", "reached"),
        Verdict::NotReached => ("không đạt", "not reached"),
        Verdict::NotMeasurable => ("không đo được", "not measurable"),
        Verdict::NoTarget => ("không có mục tiêu", "no target"),
    };
    Text::new(vi, en)
}

fn aim_text(aim: &Aim, unit: plan::Unit) -> Text {
    let bound = amount_text(aim.bound, unit);
    let (vi, en) = aim.comparison.words();
    Text::new(format!("{vi} {}", bound.vi), format!("{en} {}", bound.en))
}

fn period_text(aim: &Aim) -> Text {
    Text::build(|language| {
        let (from, to) = if language == Language::Vi { ("từ", "đến") } else { ("from", "to") };
        let day = |word: &str, day: Option<_>| day.map(|day| format!("{word} {}", date_text(day).get(language)));
        [day(from, aim.from), day(to, aim.to)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    })
}
