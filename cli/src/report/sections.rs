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

/// What years came to.
pub(super) struct Results<'y> {
    pub(super) outcomes: &'y [Outcome],
    /// The first half of the last one.
    pub(super) half: &'y Outcome,
    /// The last one.
    pub(super) last: &'y Outcome,
}

/// A table with its place in the report.
pub(super) struct Planned {
    pub(super) table: Table,
    sheet: Text,
    draw: Draw,
    /// Whether its figures keep all their digits.
    is_exact: bool,
}

impl Planned {
    fn exact(table: &Table, sheet: (&str, &str), draw: Draw) -> Self {
        Self { table: table.clone(), sheet: Text::new(sheet.0, sheet.1), draw, is_exact: true }
    }

    /// The section, with the digits that the people support.
    fn section(self, is_synthetic: bool, view: View) -> Section {
        let table = if self.is_exact || !is_synthetic { self.table } else { report::rounded(self.table, DIGITS) };
        let chart = (self.draw)(&table, view);
        let is_folded = chart.is_some() && table.rows.len() > 12;
        Section { table, chart, is_folded, sheet: self.sheet }
    }
}

/// Tables under way.
struct Plan {
    all: Vec<Planned>,
    is_synthetic: bool,
}

/// The sections of a report.
pub(super) fn sections(people: &People, years: &Years, settings: &Settings, view: View) -> Vec<Section> {
    let mut planned = planned(people, &years.results(), settings);
    if let Some(range) = &years.range {
        let (all, places): (Vec<Table>, Vec<_>) =
            planned.into_iter().map(|one| (one.table, (one.sheet, one.draw, one.is_exact))).unzip();
        let ranged = report::ranged(all, &range.tables).into_iter().zip(places);
        let with_range = |(table, (sheet, draw, is_exact))| Planned { table, sheet, draw, is_exact };
        planned = ranged.map(with_range).collect();
        planned.insert(1, Planned::exact(&range.swings, ("Phụ thuộc phỏng đoán", "Sensitivity"), charts::tornado));
    }
    if let Some(assumptions) = &years.assumptions {
        planned.push(Planned::exact(assumptions, ("Giả định", "Assumptions"), none));
    }
    for table in &years.doubts {
        let sheet =
            if table.name == "range" { ("Khoảng", "Range") } else { ("Sai số chọn mẫu", "Sampling error") };
        planned.push(Planned::exact(table, sheet, none));
    }
    let is_synthetic = matches!(people, People::Synthetic(_));
    planned.into_iter().map(|one| one.section(is_synthetic, view)).collect()
}

/// The tables of what years came to, in their order: those that runs under other guesses have too.
pub(super) fn planned(people: &People, results: &Results<'_>, settings: &Settings) -> Vec<Planned> {
    let Results { outcomes, half, last } = results;
    let is_synthetic = matches!(people, People::Synthetic(_));
    let has_reform = last.scenario.is_some() || last.benefits.iter().any(|benefit| benefit.change.is_some());
    let side = if has_reform { Side::Reform } else { Side::Baseline };
    let mut made = Plan { all: Vec::new(), is_synthetic };
    made.add(Some(report::cost_by_year(outcomes, side)), ("Kinh phí từng năm", "Cost by year"), charts::cost);
    if has_reform {
        made.draft(outcomes, last);
    }
    let recipients = report::recipients_by_year(outcomes, side);
    made.add(Some(recipients), ("Người hưởng từng năm", "Recipients by year"), none);
    made.add(report::pyramid(last), ("Tháp tuổi", "Pyramid"), charts::pyramid);
    made.add(Some(report::halves(half, last, side)), ("Báo cáo định kỳ", "Periods"), none);
    made.add(report::funding(last), ("Nguồn kinh phí", "Funding"), none);
    made.closer(last, settings);
    made.add(report::indicators(last), ("Chỉ tiêu", "Indicators"), none);
    let official = match (people, outcomes.first()) {
        (People::Synthetic(made_for), Some(first)) => report::official(first, made_for.province.code()),
        _ => None,
    };
    if let Some(official) = official {
        made.all.push(Planned::exact(&official, ("So với công bố", "Published"), none));
    }
    made.all
}

const fn none(_: &Table, _: View) -> Option<Markup> {
    None
}

impl Plan {
    fn add(&mut self, table: Option<Table>, sheet: (&str, &str), draw: Draw) {
        let planned = |table| Planned { table, sheet: Text::new(sheet.0, sheet.1), draw, is_exact: false };
        self.all.extend(table.map(planned));
    }

    /// What a draft changes.
    fn draft(&mut self, outcomes: &[Outcome], last: &Outcome) {
        let before = report::cost_by_year(outcomes, Side::Baseline);
        self.add(Some(before), ("Kinh phí hiện hành", "Cost, current law"), charts::cost);
        self.add(report::added_by_year(outcomes), ("Phương án thêm", "Added"), none);
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
