//! Which tables stand in a report, in which order, and which chart each gets.
//!
//! Receives what every year came to; hands on sections. Figures of made-up people are rounded here, once, for page,
//! workbook and table alike; it computes none.

use ansinh_engine::report::{self, Side, Table};
use ansinh_engine::simulate::{By, Outcome, Settings};
use ansinh_grammar::Text;
use maud::Markup;

use super::{People, Section, Years, charts};
use crate::simulate::REFERENCE_YEAR;
use crate::view::View;

/// So many digits of a figure of a synthetic population mean something: its hard targets are met within one per cent.
pub(super) const DIGITS: u32 = 3;

/// What draws a table.
type Draw = fn(&Table, View) -> Option<Markup>;

/// Sections under way.
struct Sections {
    all: Vec<Section>,
    is_synthetic: bool,
    view: View,
}

/// The sections of a report.
pub(super) fn sections(
    people: &People,
    (years, settings): (&Years, &Settings),
    last: &Outcome,
    view: View,
) -> Vec<Section> {
    let outcomes = years.outcomes.as_slice();
    let is_synthetic = matches!(people, People::Synthetic(_));
    let has_reform = last.scenario.is_some() || last.benefits.iter().any(|benefit| benefit.change.is_some());
    let side = if has_reform { Side::Reform } else { Side::Baseline };
    let mut made = Sections { all: Vec::new(), is_synthetic, view };
    made.add(Some(report::cost_by_year(outcomes, side)), ("Kinh phí từng năm", "Cost by year"), charts::cost);
    if let Some(range) = &years.range {
        made.add_as_it_is(&range.years, ("Khoảng bất định", "Range"), none);
        made.add_as_it_is(&range.swings, ("Phụ thuộc phỏng đoán", "Sensitivity"), charts::tornado);
    }
    if has_reform {
        made.draft(years, last);
    }
    let recipients = report::recipients_by_year(outcomes, side);
    made.add(Some(recipients), ("Người hưởng từng năm", "Recipients by year"), none);
    made.add(report::pyramid(last), ("Tháp tuổi", "Pyramid"), charts::pyramid);
    made.add(Some(report::halves(&years.half, last, side)), ("Báo cáo định kỳ", "Periods"), none);
    made.add(report::funding(last), ("Nguồn kinh phí", "Funding"), none);
    made.closer(last, settings);
    made.add(report::indicators(last), ("Chỉ tiêu", "Indicators"), none);
    let official = match (people, outcomes.first()) {
        (People::Synthetic(made_for), Some(first)) => report::official(first, made_for.province.code()),
        _ => None,
    };
    if let Some(official) = official {
        made.add_as_it_is(&official, ("So với công bố", "Published"), none);
    }
    if let Some(assumptions) = &years.assumptions {
        made.add_as_it_is(assumptions, ("Giả định", "Assumptions"), none);
    }
    for table in &years.doubts {
        let sheet =
            if table.name == "range" { ("Khoảng", "Range") } else { ("Sai số chọn mẫu", "Sampling error") };
        made.add_as_it_is(table, sheet, none);
    }
    made.all
}

const fn none(_: &Table, _: View) -> Option<Markup> {
    None
}

impl Sections {
    /// A table with the digits that the people support.
    fn add(&mut self, table: Option<Table>, sheet: (&str, &str), draw: Draw) {
        if let Some(table) = table {
            let table = if self.is_synthetic { report::rounded(table, DIGITS) } else { table };
            self.add_as_it_is(&table, sheet, draw);
        }
    }

    fn add_as_it_is(&mut self, table: &Table, sheet: (&str, &str), draw: Draw) {
        let chart = draw(table, self.view);
        let is_folded = chart.is_some() && table.rows.len() > 12;
        self.all.push(Section { table: table.clone(), chart, is_folded, sheet: Text::new(sheet.0, sheet.1) });
    }

    /// What a draft changes.
    fn draft(&mut self, years: &Years, last: &Outcome) {
        let outcomes = years.outcomes.as_slice();
        let before = report::cost_by_year(outcomes, Side::Baseline);
        self.add(Some(before), ("Kinh phí hiện hành", "Cost, current law"), charts::cost);
        let added = report::added_by_year(outcomes);
        let added = added.map(|table| years.range.as_ref().map_or(table.clone(), |range| range.withheld(table)));
        self.add(added, ("Phương án thêm", "Added"), none);
        self.add(report::bridge(last), ("Bậc thang", "Bridge"), charts::bridge);
        self.add(report::changes(last), ("Được và mất", "Winners and losers"), charts::changes);
    }

    /// The last year by groups, and whom it reaches.
    fn closer(&mut self, last: &Outcome, settings: &Settings) {
        // Fifths are counted for the targeting; the pyramid has ages and sexes.
        let is_shown = |by: By| by != By::AgeSex && (by != By::Fifth || settings.by.contains(&by));
        for (breakdown, table) in last.breakdowns.iter().zip(report::breakdowns(last)) {
            if is_shown(breakdown.by) {
                let label = breakdown.by.label();
                let sheet = (format!("Theo {}", label.vi), format!("By {}", label.en));
                let draw = if breakdown.by == By::District { charts::places } else { none };
                self.add(Some(table), (&sheet.0, &sheet.1), draw);
            }
        }
        self.add(report::targeting(last), ("Đến được ai", "Targeting"), none);
        self.add(report::overlaps(last), ("Diện chồng nhau", "Overlaps"), none);
        // Before the year of the margins people have the incomes of that year, which say nothing of theirs.
        if last.year >= REFERENCE_YEAR || !self.is_synthetic {
            self.add(report::living(last), ("Nghèo và bất bình đẳng", "Poverty"), none);
        }
    }
}
