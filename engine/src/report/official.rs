//! A simulation beside the figures that were published for the same place and year.
//!
//! Receives an outcome; hands on a table of published figures, ours, and the difference in per cent. The published
//! figures are typed from their sources in `data/official.csv` and never computed.

use ansinh_grammar::Text;

use super::outcome::million;
use super::{Cell, Row, RowKind, Table, Unit, heading};
use crate::simulate::Outcome;
use crate::value::{Decimal, Rounding, round, subtract};

/// The benefit whose recipients are published.
const BENEFIT: &str = "monthly_allowance";

/// One published row.
struct Published {
    name: String,
    label: Text,
    /// The categories it covers; `*` for all that no other row covers, `total` for everybody.
    categories: String,
    recipients: Decimal,
    cost_million: Option<Decimal>,
    source: String,
}

/// The comparison with published figures; nothing where none are held for the province and year.
#[must_use]
pub fn official(outcome: &Outcome, province: &str) -> Option<Table> {
    let published = read(province, outcome.year);
    if published.is_empty() {
        return None;
    }
    let named: Vec<&str> = published.iter().flat_map(|row| row.categories.split(';')).collect();
    let rows = published.iter().map(|row| compared(row, outcome, &named)).collect::<Option<Vec<_>>>()?;
    let sources: std::collections::BTreeSet<&str> = published.iter().map(|row| row.source.as_str()).collect();
    let sources = sources.into_iter().collect::<Vec<_>>().join("; ");
    Some(Table {
        name: "official",
        title: Text::new(
            format!("So với số liệu công bố năm {}", outcome.year),
            format!("Beside the published figures of {}", outcome.year),
        ),
        headings: vec![
            heading("Công bố: người hưởng", "Published: recipients", Unit::People),
            heading("Mô phỏng: người hưởng", "Simulated: recipients", Unit::People),
            heading("Chênh lệch người", "Difference, people", Unit::Percent),
            heading("Công bố: kinh phí", "Published: cost", Unit::MillionDong),
            heading("Mô phỏng: kinh phí", "Simulated: cost", Unit::MillionDong),
            heading("Chênh lệch kinh phí", "Difference, cost", Unit::Percent),
        ],
        rows,
        notes: vec![
            Text::new(format!("Nguồn: {sources}"), format!("Source: {sources}")),
            Text::new(
                "Số người theo nhóm khớp vì dân số được hiệu chỉnh theo chính các số này; kinh phí thì không được hiệu chỉnh.",
                "Recipients by group fit because the population is calibrated to these very counts; the cost is not calibrated.",
            ),
        ],
    })
}

fn read(province: &str, year: i32) -> Vec<Published> {
    let mut reader = csv::Reader::from_reader(include_str!("../../data/official.csv").as_bytes());
    let parse = |record: csv::StringRecord| {
        let is_wanted = record.get(0)? == province && record.get(1)?.parse() == Ok(year);
        let label = Text::new(record.get(3)?, record.get(4)?);
        is_wanted.then_some(Published {
            name: record.get(2)?.to_owned(),
            label,
            categories: record.get(5)?.to_owned(),
            recipients: record.get(6)?.parse().ok()?,
            cost_million: record.get(7)?.parse().ok(),
            source: record.get(8)?.to_owned(),
        })
    };
    reader.records().filter_map(Result::ok).filter_map(parse).collect()
}

fn compared(row: &Published, outcome: &Outcome, named: &[&str]) -> Option<Row> {
    let benefit = outcome.benefit(BENEFIT)?;
    let headcount = |is_in: &dyn Fn(&str) -> bool| -> u64 {
        let inside = benefit.categories.iter().filter(|category| is_in(&category.name));
        inside.map(|category| category.baseline.headcount).sum()
    };
    let own: Vec<&str> = row.categories.split(';').collect();
    let recipients = match row.categories.as_str() {
        "total" => benefit.baseline.headcount,
        // Whoever is paid and counted in no other row, people with two amounts once.
        "*" => benefit.baseline.headcount.saturating_sub(headcount(&|name| named.contains(&name))),
        _ => headcount(&|name| own.contains(&name)),
    };
    let recipients = Decimal::from(recipients);
    let cost = if row.cost_million.is_some() {
        let sum = outcome
            .benefits
            .iter()
            .try_fold(Decimal::ZERO, |sum, benefit| crate::value::add(sum, benefit.baseline.dong()?));
        sum.and_then(million)
    } else {
        None
    };
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let apart = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Difference);
    let cells = vec![
        Cell::Number(row.recipients),
        Cell::Number(recipients),
        apart(percent(row.recipients, recipients)),
        number(row.cost_million),
        number(cost),
        apart(row.cost_million.zip(cost).and_then(|(published, ours)| percent(published, ours))),
    ];
    let kind = if row.categories == "total" { RowKind::Total } else { RowKind::Main };
    Some(Row { name: row.name.clone(), label: row.label.clone(), kind, cells })
}

/// The difference in per cent of the first, to one decimal.
pub(super) fn percent(published: Decimal, ours: Decimal) -> Option<Decimal> {
    let share = subtract(ours, published)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(published)?;
    round(share.round_dp(6), Rounding::Nearest, Decimal::new(1, 1))
}
