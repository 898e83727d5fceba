//! Who pays, as a table in whole dong.
//!
//! Receives what a simulation came to; hands on a table whose rows add up to the whole. It divides nothing itself.

use ansinh_grammar::Text;

use super::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::simulate::{BenefitOutcome, Level, Outcome};
use crate::value::{Decimal, add, subtract};

/// What each benefit takes from each fund: under current law, and in the scenario.
struct Shares<'o> {
    benefit: &'o BenefitOutcome,
    baseline: Vec<Decimal>,
    reform: Vec<Decimal>,
}

/// Cost by fund and by level; nothing where no benefit says who pays, or where a sum does not fit.
#[must_use]
pub fn funding(outcome: &Outcome) -> Option<Table> {
    if outcome.benefits.iter().all(|benefit| benefit.clauses.is_empty()) {
        return None;
    }
    let n_funds = outcome.funds.len();
    let mut shares = Vec::new();
    for benefit in &outcome.benefits {
        let (baseline, reform) = (benefit.baseline_by_fund(n_funds)?, benefit.reform_by_fund(n_funds)?);
        shares.push(Shares { benefit, baseline, reform });
    }
    let has_reform = outcome.benefits.iter().any(|benefit| benefit.change.is_some());
    let mut rows = Vec::new();
    // The last place is what no fund is said to pay.
    for fund in 0..=n_funds {
        rows.extend(fund_rows(outcome, &shares, fund, has_reform)?);
    }
    rows.extend(level_rows(outcome, &shares, has_reform)?);
    let all: Vec<usize> = (0..=n_funds).collect();
    let label = Text::new("Tổng kinh phí", "Total cost");
    rows.push(row("total", label, RowKind::Total, Cell::Empty, sums(&shares, &all)?, has_reform)?);
    let year = outcome.year;
    Some(Table {
        name: "funding",
        title: Text::new(format!("Kinh phí năm {year} theo nguồn chi"), format!("Cost of {year} by who pays")),
        headings: headings(has_reform),
        rows,
        notes: vec![Text::new(
            "Mỗi tháng theo tỷ lệ có hiệu lực ngày đầu tháng. Phần của mỗi nguồn là số đồng nguyên; số đồng lẻ còn lại dành cho phần dư lớn nhất, nên các phần cộng lại đúng bằng tổng của từng chế độ.",
            "Each month by the shares that hold on its first day. Each fund pays whole dong; those left over go to the largest fractions, so the parts add up to the cost of each benefit.",
        )],
    })
}

fn headings(has_reform: bool) -> Vec<Heading> {
    let mut headings = vec![heading("Cấp ngân sách", "Level", Unit::Text), heading("Kinh phí", "Cost", Unit::Dong)];
    if has_reform {
        headings.push(heading("Phương án: kinh phí", "Draft: cost", Unit::Dong));
        headings.push(heading("Thêm kinh phí", "Cost added", Unit::Dong));
    }
    headings
}

/// What some funds pay of all benefits.
fn sums(shares: &[Shares<'_>], funds: &[usize]) -> Option<[Decimal; 2]> {
    Some([sum(shares.iter().map(|one| &one.baseline), funds)?, sum(shares.iter().map(|one| &one.reform), funds)?])
}

fn sum<'p>(all: impl Iterator<Item = &'p Vec<Decimal>>, funds: &[usize]) -> Option<Decimal> {
    all.flat_map(|parts| funds.iter().map(|fund| parts.get(*fund)))
        .try_fold(Decimal::ZERO, |sum, part| add(sum, *part?))
}

/// A fund with what it pays of each benefit; nothing for one that pays nothing here.
fn fund_rows(outcome: &Outcome, shares: &[Shares<'_>], fund: usize, has_reform: bool) -> Option<Vec<Row>> {
    let found = outcome.funds.get(fund);
    let is_named = outcome
        .benefits
        .iter()
        .flat_map(|benefit| &benefit.clauses)
        .any(|clause| clause.shares.iter().any(|(named, _)| *named == fund));
    let both = sums(shares, &[fund])?;
    if both == [Decimal::ZERO; 2] && !is_named {
        return Some(Vec::new());
    }
    let (name, label) = found.map_or_else(
        || ("not_stated", Text::new("Chưa nêu nguồn chi", "Nothing said about who pays")),
        |found| (found.name.as_str(), found.label.clone()),
    );
    let level = found.and_then(|found| found.level).map_or(Cell::Empty, |level| Cell::Text(level_words(level)));
    let mut rows = vec![row(name, label, RowKind::Main, level, both, has_reform)?];
    for one in shares {
        let own = [*one.baseline.get(fund)?, *one.reform.get(fund)?];
        if own != [Decimal::ZERO; 2] {
            let (name, label) = (one.benefit.name.as_str(), one.benefit.label.clone());
            rows.push(row(name, label, RowKind::Part, Cell::Empty, own, has_reform)?);
        }
    }
    Some(rows)
}

fn level_rows(outcome: &Outcome, shares: &[Shares<'_>], has_reform: bool) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    for (level, name) in [(Level::Central, "central"), (Level::Local, "local"), (Level::Mobilised, "mobilised")] {
        let funds = outcome.funds.iter().enumerate().filter(|(_, fund)| fund.level == Some(level));
        let funds: Vec<usize> = funds.map(|(at, _)| at).collect();
        let both = sums(shares, &funds)?;
        if both != [Decimal::ZERO; 2] {
            let words = level_words(level);
            let label = Text::new(format!("Cộng: {}", words.vi), format!("Sum: {}", words.en));
            rows.push(row(name, label, RowKind::Total, Cell::Text(words), both, has_reform)?);
        }
    }
    Some(rows)
}

fn row(
    name: &str,
    label: Text,
    kind: RowKind,
    level: Cell,
    [before, after]: [Decimal; 2],
    has_reform: bool,
) -> Option<Row> {
    let mut cells = vec![level, Cell::Number(before)];
    if has_reform {
        cells.extend([Cell::Number(after), Cell::Difference(subtract(after, before)?)]);
    }
    Some(Row { name: name.to_owned(), label, kind, cells })
}

fn level_words(level: Level) -> Text {
    match level {
        Level::Central => Text::new("ngân sách trung ương", "central budget"),
        Level::Local => Text::new("ngân sách địa phương", "local budget"),
        Level::Mobilised => Text::new("huy động", "mobilised"),
    }
}
