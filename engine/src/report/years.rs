//! What an official hands in: several years beside each other, halves of a year, a pyramid, and how a draft's cost comes
//! about.
//!
//! Receives outcomes; hands on tables. Money is in million dong. It counts nobody itself.

use ansinh_grammar::Text;

use super::outcome::million;
use super::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::plan;
use crate::simulate::{BenefitOutcome, By, CategoryOutcome, Flow, GroupBenefit, Outcome};
use crate::value::{Decimal, Rounding, add, round, subtract};

/// Which law a table is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Current law.
    Baseline,
    /// The draft.
    Reform,
}

impl Side {
    const fn of_benefit(self, benefit: &BenefitOutcome) -> &Flow {
        match self {
            Self::Baseline => &benefit.baseline,
            Self::Reform => &benefit.reform,
        }
    }

    const fn of_category(self, category: &CategoryOutcome) -> &Flow {
        match self {
            Self::Baseline => &category.baseline,
            Self::Reform => &category.reform,
        }
    }
}

/// The most steps of a bridge between its two ends.
const MOST_STEPS: usize = 7;

fn cost(flow: &Flow) -> Cell {
    number(flow.dong().and_then(million))
}

fn number(number: Option<Decimal>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

fn total(outcome: &Outcome, side: Side) -> Option<Decimal> {
    outcome.benefits.iter().try_fold(Decimal::ZERO, |sum, benefit| add(sum, side.of_benefit(benefit).dong()?))
}

/// One row for each benefit of any year, and for each of its categories; one cell a year.
fn by_year(outcomes: &[Outcome], side: Side, cell: fn(&BenefitOutcome, &Flow) -> Cell) -> Vec<Row> {
    let mut names: Vec<(String, Text)> = Vec::new();
    for benefit in outcomes.iter().flat_map(|outcome| &outcome.benefits) {
        if !names.iter().any(|(name, _)| *name == benefit.name) {
            names.push((benefit.name.clone(), benefit.label.clone()));
        }
    }
    let mut rows = Vec::new();
    for (name, label) in names {
        let of_year = |outcome: &Outcome| {
            outcome.benefit(&name).map_or(Cell::Empty, |benefit| cell(benefit, side.of_benefit(benefit)))
        };
        let cells = outcomes.iter().map(of_year).collect();
        rows.push(Row { name: name.clone(), label, kind: RowKind::Main, cells });
        rows.extend(categories_by_year(outcomes, &name, side, cell));
    }
    rows
}

fn categories_by_year(
    outcomes: &[Outcome],
    benefit: &str,
    side: Side,
    cell: fn(&BenefitOutcome, &Flow) -> Cell,
) -> Vec<Row> {
    let mut names: Vec<(String, Text)> = Vec::new();
    for category in outcomes.iter().filter_map(|outcome| outcome.benefit(benefit)).flat_map(|found| &found.categories) {
        if !names.iter().any(|(name, _)| *name == category.name) {
            names.push((category.name.clone(), category.label.clone()));
        }
    }
    if names.len() < 2 {
        return Vec::new();
    }
    let row = |(name, label): (String, Text)| {
        let of_year = |outcome: &Outcome| {
            let found = outcome.benefit(benefit);
            let category = found.and_then(|found| found.categories.iter().find(|category| category.name == name));
            found.zip(category).map_or(Cell::Empty, |(found, category)| cell(found, side.of_category(category)))
        };
        let cells = outcomes.iter().map(of_year).collect();
        Row { name, label, kind: RowKind::Part, cells }
    };
    names.into_iter().map(row).collect()
}

fn years(outcomes: &[Outcome], unit: Unit) -> Vec<Heading> {
    outcomes.iter().map(|outcome| Heading { label: Text::same(outcome.year.to_string()), unit }).collect()
}

/// Cost by year, benefit and category.
#[must_use]
pub fn cost_by_year(outcomes: &[Outcome], side: Side) -> Table {
    let mut rows = by_year(outcomes, side, |_, flow| cost(flow));
    let cells = outcomes.iter().map(|outcome| number(total(outcome, side).and_then(million))).collect();
    rows.push(Row {
        name: "total".to_owned(),
        label: Text::new("Tổng kinh phí", "Total cost"),
        kind: RowKind::Total,
        cells,
    });
    let (name, title) = match side {
        Side::Baseline => ("cost_by_year", Text::new("Kinh phí từng năm: luật hiện hành", "Cost by year: current law")),
        Side::Reform => ("draft_cost_by_year", Text::new("Kinh phí từng năm: phương án", "Cost by year: the draft")),
    };
    Table { name, title, headings: years(outcomes, Unit::MillionDong), rows, notes: Vec::new() }
}

/// Recipients on 31 December by year, benefit and category; of benefits that are paid once nobody is counted.
#[must_use]
pub fn recipients_by_year(outcomes: &[Outcome], side: Side) -> Table {
    let count = |benefit: &BenefitOutcome, flow: &Flow| {
        if benefit.unit == plan::Unit::Money { Cell::Empty } else { Cell::count(flow.headcount) }
    };
    let (name, title) = match side {
        Side::Baseline => (
            "recipients_by_year",
            Text::new(
                "Người hưởng ngày 31/12 từng năm: luật hiện hành",
                "Recipients on 31 December by year: current law",
            ),
        ),
        Side::Reform => (
            "draft_recipients_by_year",
            Text::new("Người hưởng ngày 31/12 từng năm: phương án", "Recipients on 31 December by year: the draft"),
        ),
    };
    let rows = by_year(outcomes, side, count);
    let is_counted = |row: &Row| row.cells.iter().any(|cell| cell.number().is_some());
    let rows = rows.into_iter().filter(is_counted).collect();
    Table { name, title, headings: years(outcomes, Unit::People), rows, notes: Vec::new() }
}

/// What a draft adds each year; nothing without one.
#[must_use]
pub fn added_by_year(outcomes: &[Outcome]) -> Option<Table> {
    let changes = |outcome: &Outcome| {
        let monthly = outcome.benefits.iter().filter(|benefit| benefit.unit != plan::Unit::Money);
        let mut sums = [0_u64; 4];
        for change in monthly.filter_map(|benefit| benefit.change) {
            let own = [change.new, change.lost, change.winners, change.losers];
            sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        }
        sums
    };
    outcomes.iter().any(|outcome| outcome.scenario.is_some()).then_some(())?;
    let added = |outcome: &Outcome| {
        let totals = total(outcome, Side::Reform).zip(total(outcome, Side::Baseline));
        let added = totals.and_then(|(after, before)| subtract(after, before)).and_then(million);
        added.map_or(Cell::Empty, Cell::Difference)
    };
    let counted = |at: usize| -> Vec<Cell> {
        outcomes.iter().map(|outcome| Cell::count(changes(outcome).get(at).copied().unwrap_or(0))).collect()
    };
    let row = |name: &str, label: Text, kind, cells| Row { name: name.to_owned(), label, kind, cells };
    let rows = vec![
        row(
            "added_cost",
            Text::new("Thêm kinh phí (triệu đồng)", "Cost added (million VND)"),
            RowKind::Total,
            outcomes.iter().map(added).collect(),
        ),
        row("new", Text::new("Mới hưởng (lượt người)", "New (people)"), RowKind::Main, counted(0)),
        row("lost", Text::new("Thôi hưởng (lượt người)", "No longer (people)"), RowKind::Main, counted(1)),
        row("winners", Text::new("Được nhiều hơn (lượt người)", "Winners (people)"), RowKind::Main, counted(2)),
        row("losers", Text::new("Được ít đi (lượt người)", "Losers (people)"), RowKind::Main, counted(3)),
    ];
    Some(Table {
        name: "added_by_year",
        title: Text::new("Phương án thêm gì từng năm", "What the draft adds each year"),
        headings: years(outcomes, Unit::AsSaid),
        rows,
        notes: vec![Text::new("Người hưởng hai chế độ được tính hai lượt.", "Who gets two benefits counts twice.")],
    })
}

/// The report of half a year and of the year, as plans ask for them before 15 June and 15 December.
#[must_use]
pub fn halves(half: &Outcome, year: &Outcome, side: Side) -> Table {
    let mut rows = half_rows(half, year, side);
    let sum = |outcome: &Outcome| number(total(outcome, side).and_then(million));
    let cells = vec![Cell::Empty, Cell::Empty, sum(half), Cell::Empty, Cell::Empty, sum(year)];
    rows.push(Row {
        name: "total".to_owned(),
        label: Text::new("Tổng kinh phí", "Total cost"),
        kind: RowKind::Total,
        cells,
    });
    let on = year.year;
    let law = match side {
        Side::Baseline => Text::new("luật hiện hành", "current law"),
        Side::Reform => Text::new("phương án", "the draft"),
    };
    Table {
        name: match side {
            Side::Baseline => "periods",
            Side::Reform => "draft_periods",
        },
        title: Text::new(
            format!("Báo cáo định kỳ năm {on}: 6 tháng và cả năm, {}", law.vi),
            format!("Periodic report of {on}: half year and year, {}", law.en),
        ),
        headings: half_headings(),
        rows,
        notes: vec![Text::new(
            "Theo kỳ báo cáo của các kế hoạch cấp tỉnh: trước ngày 15/6 cho 6 tháng đầu năm, trước ngày 15/12 cho cả năm. Số cả năm là ước tính đến 31/12.",
            "By the periods of provincial plans: before 15 June for the first six months, before 15 December for the year. The year is estimated up to 31 December.",
        )],
    }
}

/// Benefits and their categories, half a year beside the year.
fn half_rows(half: &Outcome, year: &Outcome, side: Side) -> Vec<Row> {
    let mut rows = Vec::new();
    for benefit in &year.benefits {
        let before = half.benefit(&benefit.name);
        let is_once = benefit.unit == plan::Unit::Money;
        let cells = |first: Option<&Flow>, all: &Flow| {
            let people = |flow: &Flow| if is_once { Cell::Empty } else { Cell::count(flow.headcount) };
            let empty = Cell::Empty;
            vec![
                first.map_or(empty.clone(), people),
                first.map_or(empty.clone(), |flow| Cell::count(flow.person_months)),
                first.map_or(empty, cost),
                people(all),
                Cell::count(all.person_months),
                cost(all),
            ]
        };
        rows.push(Row {
            name: benefit.name.clone(),
            label: benefit.label.clone(),
            kind: RowKind::Main,
            cells: cells(before.map(|found| side.of_benefit(found)), side.of_benefit(benefit)),
        });
        if benefit.categories.len() > 1 {
            rows.extend(benefit.categories.iter().map(|category| {
                let first = before.and_then(|found| found.categories.iter().find(|other| other.name == category.name));
                let cells = cells(first.map(|found| side.of_category(found)), side.of_category(category));
                Row { name: category.name.clone(), label: category.label.clone(), kind: RowKind::Part, cells }
            }));
        }
    }
    rows
}

fn half_headings() -> Vec<Heading> {
    vec![
        heading("6 tháng: người hưởng 30/6", "Half year: recipients on 30 Jun", Unit::People),
        heading("6 tháng: tháng hưởng", "Half year: person-months", Unit::PersonMonths),
        heading("6 tháng: kinh phí", "Half year: cost", Unit::MillionDong),
        heading("Cả năm: người hưởng 31/12", "Year: recipients on 31 Dec", Unit::People),
        heading("Cả năm: tháng hưởng", "Year: person-months", Unit::PersonMonths),
        heading("Cả năm: kinh phí", "Year: cost", Unit::MillionDong),
    ]
}

/// Recipients by age and sex of the benefit that costs most; nothing where they were not counted.
#[must_use]
pub fn pyramid(outcome: &Outcome) -> Option<Table> {
    let breakdown = outcome.breakdowns.iter().find(|breakdown| breakdown.by == By::AgeSex)?;
    let monthly = outcome.benefits.iter().enumerate().filter(|(_, benefit)| benefit.unit != plan::Unit::Money);
    let (main, benefit) = monthly.max_by_key(|(at, benefit)| (benefit.baseline.dong(), std::cmp::Reverse(*at)))?;
    let has_reform = benefit.change.is_some();
    let flow = |group: Option<&GroupBenefit>, side: Side| {
        group.map_or(Cell::Empty, |group| match side {
            Side::Baseline => Cell::count(group.baseline.headcount),
            Side::Reform => Cell::count(group.reform.headcount),
        })
    };
    let row = |pair: &[crate::simulate::Group]| {
        let [men, women] = pair else { return None };
        let of = |group: &crate::simulate::Group, side| flow(group.benefits.get(main), side);
        let mut cells = vec![of(men, Side::Baseline), of(women, Side::Baseline)];
        if has_reform {
            cells.extend([of(men, Side::Reform), of(women, Side::Reform)]);
        }
        let name = men.key.split('/').next().unwrap_or_default().to_owned();
        let label = Text::same(name.replace('-', "–"));
        Some(Row { name, label, kind: RowKind::Main, cells })
    };
    let mut headings = vec![heading("Nam", "Men", Unit::People), heading("Nữ", "Women", Unit::People)];
    if has_reform {
        headings.push(heading("Phương án: nam", "Draft: men", Unit::People));
        headings.push(heading("Phương án: nữ", "Draft: women", Unit::People));
    }
    let (year, label) = (outcome.year, &benefit.label);
    Some(Table {
        name: "pyramid",
        title: Text::new(
            format!("Người hưởng ngày 31/12/{year} theo tuổi và giới: {}", label.vi),
            format!("Recipients on 31 December {year} by age and sex: {}", label.en),
        ),
        headings,
        rows: breakdown.groups.chunks(2).filter_map(row).collect(),
        notes: Vec::new(),
    })
}

/// How the cost of a draft comes about: current law, what each category adds, the draft; nothing without one.
#[must_use]
pub fn bridge(outcome: &Outcome) -> Option<Table> {
    outcome.scenario.as_ref()?;
    let (before, after) = (total(outcome, Side::Baseline)?, total(outcome, Side::Reform)?);
    let mut steps: Vec<(String, Text, Decimal)> = Vec::new();
    for benefit in &outcome.benefits {
        let whole = subtract(benefit.reform.dong()?, benefit.baseline.dong()?)?;
        let mut rest = whole;
        if benefit.categories.len() > 1 {
            for category in &benefit.categories {
                let added = subtract(category.reform.dong()?, category.baseline.dong()?)?;
                rest = subtract(rest, added)?;
                steps.push((category.name.clone(), category.label.clone(), added));
            }
        }
        // People with two amounts count in two categories; the difference is the benefit's own.
        steps.push((benefit.name.clone(), benefit.label.clone(), rest));
    }
    steps.retain(|(_, _, added)| !added.is_zero());
    steps.sort_by(|left, right| right.2.abs().cmp(&left.2.abs()).then_with(|| left.0.cmp(&right.0)));
    let other = steps.split_off(steps.len().min(MOST_STEPS));
    if !other.is_empty() {
        let sum = other.iter().try_fold(Decimal::ZERO, |sum, (_, _, added)| add(sum, *added))?;
        steps.push(("other".to_owned(), Text::new("Các diện khác", "Other categories"), sum));
    }
    let row = |name: &str, label: Text, kind, dong: Decimal| {
        let cell = if kind == RowKind::Part { Cell::Difference } else { Cell::Number };
        Row { name: name.to_owned(), label, kind, cells: vec![million(dong).map_or(Cell::Empty, cell)] }
    };
    let mut rows = vec![row("baseline", Text::new("Luật hiện hành", "Current law"), RowKind::Total, before)];
    rows.extend(steps.into_iter().map(|(name, label, added)| row(&name, label, RowKind::Part, added)));
    rows.push(row("draft", Text::new("Phương án", "The draft"), RowKind::Total, after));
    let year = outcome.year;
    Some(Table {
        name: "bridge",
        title: Text::new(
            format!("Từ luật hiện hành đến phương án, năm {year}"),
            format!("From current law to the draft, {year}"),
        ),
        headings: vec![heading("Kinh phí", "Cost", Unit::MillionDong)],
        rows,
        notes: vec![Text::new(
            "Người có hai mức được tính ở mức được trả: diện này tăng có thể do diện kia giảm.",
            "People count where they are paid: one category may rise because another one falls.",
        )],
    })
}

/// A table whose numbers have no more than so many significant digits, and no decimals below one tenth: what more there
/// is, the data do not support. Percentages keep one decimal.
#[must_use]
pub fn rounded(table: Table, digits: u32) -> Table {
    let units: Vec<Unit> = table.headings.iter().map(|heading| heading.unit).collect();
    let round = |(at, cell): (usize, Cell)| match cell {
        Cell::Number(number) if units.get(at) == Some(&Unit::Percent) => Cell::Number(number.round_dp(1).normalize()),
        Cell::Number(number) => Cell::Number(significant(number, digits)),
        Cell::Difference(number) => Cell::Difference(significant(number, digits)),
        other => other,
    };
    let rows = table.rows.into_iter();
    let rows = rows.map(|row| Row { cells: row.cells.into_iter().enumerate().map(round).collect(), ..row }).collect();
    Table { rows, ..table }
}

/// A number to so many significant digits.
fn significant(number: Decimal, digits: u32) -> Decimal {
    let most = Decimal::from(10_u64.pow(digits));
    let mut unit = Decimal::ONE;
    while number.abs() / unit >= most {
        unit *= Decimal::TEN;
    }
    // A number below one hundred may keep one decimal.
    let step = if unit == Decimal::ONE && number.abs() < Decimal::ONE_HUNDRED { Decimal::new(1, 1) } else { unit };
    let size = round(number.abs(), Rounding::Nearest, step).unwrap_or(number.abs()).normalize();
    if number.is_sign_negative() { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::significant;
    use crate::value::Decimal;

    #[test]
    fn numbers_keep_three_digits() {
        let of = |mantissa: i64, scale: u32| significant(Decimal::new(mantissa, scale), 3);
        assert_eq!(of(165_356, 0), Decimal::from(165_000));
        assert_eq!(of(-34_363, 0), Decimal::from(-34_400));
        assert_eq!(of(1_075, 1), Decimal::from(108));
        assert_eq!(of(246, 1), Decimal::new(246, 1));
        assert_eq!(of(0, 0), Decimal::ZERO);
    }
}
