//! Several years as tables: cost and recipients by year, who pays, the people, targets of plans, and what is assumed.
//!
//! Receives a projection; hands on tables. It computes no figure of a single year, and knows of no range.

mod closer;
mod figures;
mod people;
mod plans;

pub use closer::each_year;
pub use people::{assumptions, people};
pub use plans::{funding_by_year, targets_by_year};

use ansinh_grammar::Text;

use super::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::simulate::{Change, Figure, Measure, Projection, Side};
use figures::cell;

/// The tables of a projection, what is looked at first before the rest.
#[must_use]
pub fn projection(projection: &Projection) -> Vec<Table> {
    let mut tables = vec![cost(projection), by_benefit(projection)];
    tables.extend(funding_by_year(projection));
    tables.extend(targets_by_year(projection));
    tables.push(people(projection));
    tables.push(assumptions(&projection.paths));
    tables
}

/// What all benefits cost in each year.
fn cost(projection: &Projection) -> Table {
    let sides = sides(projection.has_reform());
    let row = |year: Option<i32>| {
        let figure = |side| Figure { year, benefit: None, measure: Measure::Cost, side };
        let cells = sides.iter().map(|&side| cell(projection, &figure(side))).collect();
        let (name, label, kind) = year_words(year);
        Row { name, label, kind, cells }
    };
    let years = projection.years.iter().map(|year| Some(year.outcome.year)).chain([None]);
    Table {
        name: "projection",
        title: titled(projection, "Kinh phí từng năm", "Cost by year"),
        headings: sides.iter().map(|&side| cost_heading(side)).collect(),
        rows: years.map(row).collect(),
        notes: notes(projection),
    }
}

/// What must be said where nobody looked for ranges.
#[must_use]
pub fn without_ranges() -> Text {
    Text::new(
        "Các số chưa kèm khoảng bất định. Số lẻ không có nghĩa là chính xác đến thế.",
        "The figures have no intervals. Odd digits do not mean that much is known.",
    )
}

/// Recipients, months and cost of each benefit in each year, and who is new, kept and lost.
fn by_benefit(projection: &Projection) -> Table {
    let has_reform = projection.has_reform();
    let years: Vec<i32> = projection.years.iter().map(|year| year.outcome.year).collect();
    let mut rows = Vec::new();
    for (name, label) in projection.benefits() {
        let row = |year: Option<i32>| {
            let mut cells = Vec::new();
            for &side in sides(has_reform) {
                for measure in Measure::ALL {
                    cells.push(cell(projection, &Figure { year, benefit: Some(name.clone()), measure, side }));
                }
            }
            if has_reform {
                cells.extend(changed(projection, year, &name));
            }
            cells
        };
        rows.push(Row { name: name.clone(), label, kind: RowKind::Main, cells: row(None) });
        rows.extend(years.iter().map(|&year| Row {
            name: format!("{name}/{year}"),
            label: Text::same(year.to_string()),
            kind: RowKind::Part,
            cells: row(Some(year)),
        }));
    }
    Table {
        name: "projection_benefits",
        title: titled(
            projection,
            "Người hưởng và kinh phí theo chế độ, từng năm",
            "Recipients and cost by benefit and year",
        ),
        headings: headings(has_reform),
        rows,
        notes: vec![Text::new(
            "Dòng chế độ là cả thời kỳ; người hưởng của nhiều năm không cộng lại được.",
            "The row of a benefit is the whole period; recipients of several years cannot be added up.",
        )],
    }
}

fn headings(has_reform: bool) -> Vec<Heading> {
    let mut headings: Vec<Heading> = sides(has_reform).iter().flat_map(|&side| of_side(side)).collect();
    if has_reform {
        headings.extend([
            heading("Mới được hưởng", "New", Unit::People),
            heading("Vẫn được hưởng", "Kept", Unit::People),
            heading("Thôi hưởng", "Lost", Unit::People),
        ]);
    }
    headings
}

/// Who is new, kept and lost on 31 December of a year.
fn changed(projection: &Projection, year: Option<i32>, benefit: &str) -> [Cell; 3] {
    let found = projection.years.iter().find(|found| Some(found.outcome.year) == year);
    let change = found.and_then(|found| found.outcome.benefit(benefit)?.change);
    let count = |of: fn(&Change) -> u64| change.as_ref().map_or(Cell::Empty, |change| Cell::count(of(change)));
    [count(|change| change.new), count(|change| change.kept), count(|change| change.lost)]
}

const fn sides(has_reform: bool) -> &'static [Side] {
    if has_reform { &Side::ALL } else { &[Side::Baseline] }
}

fn cost_heading(side: Side) -> Heading {
    match side {
        Side::Baseline => heading("Kinh phí", "Cost", Unit::MillionDong),
        Side::Reform => heading("Phương án: kinh phí", "Draft: cost", Unit::MillionDong),
        Side::Added => heading("Thêm kinh phí", "Cost added", Unit::MillionDong),
    }
}

fn of_side(side: Side) -> [Heading; 3] {
    match side {
        Side::Baseline => [
            heading("Người hưởng 31/12", "Recipients on 31 Dec", Unit::People),
            heading("Tháng hưởng", "Person-months", Unit::PersonMonths),
            cost_heading(side),
        ],
        Side::Reform => [
            heading("Phương án: người hưởng 31/12", "Draft: recipients on 31 Dec", Unit::People),
            heading("Phương án: tháng hưởng", "Draft: person-months", Unit::PersonMonths),
            cost_heading(side),
        ],
        Side::Added => [
            heading("Thêm người", "People added", Unit::People),
            heading("Thêm tháng hưởng", "Person-months added", Unit::PersonMonths),
            cost_heading(side),
        ],
    }
}

pub(super) fn year_words(year: Option<i32>) -> (String, Text, RowKind) {
    match year {
        Some(year) => (year.to_string(), Text::same(year.to_string()), RowKind::Main),
        None => ("all".to_owned(), Text::new("Cả thời kỳ", "All years"), RowKind::Total),
    }
}

pub(super) fn titled(projection: &Projection, vi: &str, en: &str) -> Text {
    let span = match (projection.years.first(), projection.years.last()) {
        (Some(first), Some(last)) if first.outcome.year == last.outcome.year => last.outcome.year.to_string(),
        (Some(first), Some(last)) => format!("{}–{}", first.outcome.year, last.outcome.year),
        _ => String::new(),
    };
    match projection.scenario() {
        Some(scenario) => Text::new(
            format!("{vi}, {span}: luật hiện hành và phương án “{}”", scenario.vi),
            format!("{en}, {span}: current law and the draft “{}”", scenario.en),
        ),
        None => Text::new(format!("{vi}, {span}"), format!("{en}, {span}")),
    }
}

/// What must be said of all years.
fn notes(projection: &Projection) -> Vec<Text> {
    let base = projection.base_year;
    let mut notes = vec![Text::new(
        format!(
            "Dân số tổng hợp của cuối năm {base}, già đi từng năm: sinh, chết, di cư, nghèo, lương hưu theo các giả định nêu dưới đây. Mỗi tháng theo luật của tháng ấy. Cùng những người ấy khi có phương án."
        ),
        format!(
            "The synthetic population of the end of {base} grows older year by year: births, deaths, moves, poverty and pensions follow the assumptions below. Each month by the law of that month. The same people in the draft."
        ),
    )];
    if projection.years.iter().any(|year| year.outcome.year < base) {
        notes.push(Text::new(
            format!("Trước năm {base}: vẫn những người của năm {base}, lùi ngày sinh; không phải số liệu của năm ấy."),
            format!("Before {base}: the people of {base} with their dates of birth shifted; no data of those years."),
        ));
    }
    if let Some(until) = projection.law_until {
        let last = projection.years.last().map_or(0, |year| year.outcome.year);
        if last >= until.year() {
            let day = crate::lower::date_text(until);
            notes.push(Text::new(
                format!("Sau lần thay đổi cuối cùng đã biết ({}), luật của ngày ấy được coi là giữ nguyên.", day.vi),
                format!("After the last change that is known ({}), the law of that day is taken to hold on.", day.en),
            ));
        }
    }
    notes.extend(base_rates(projection));
    notes
}

/// The base rates that are assumed in place of the law.
fn base_rates(projection: &Projection) -> impl Iterator<Item = Text> {
    let set = projection.years.iter().filter_map(|year| Some((year.outcome.year, year.base_rate?)));
    set.map(|(year, rate)| {
        let rate = crate::value::Decimal::from(rate);
        let [vi, en] = ansinh_grammar::Language::ALL.map(|language| crate::lower::number_text(rate, language));
        Text::new(
            format!("Năm {year}: mức chuẩn giả định {vi} đồng, không phải mức của luật."),
            format!("{year}: the base rate is assumed to be {en} VND, not that of the law."),
        )
    })
}
