//! Results by group, and how well a benefit meets a group.
//!
//! Receives what a simulation came to; hands on a table for each trait. It counts nobody itself.

use ansinh_grammar::Text;

use super::outcome::{difference, flow_cells, headings as flow_headings};
use super::{Cell, Row, RowKind, Table, Unit, heading};
use crate::measures::{Coverage, Ratio};
use crate::plan;
use crate::simulate::{BenefitOutcome, Breakdown, By, Group, GroupBenefit, Outcome};

/// Recipients, months and cost by group, for each trait that was asked for; with a scenario also who is new, who loses
/// the benefit, who gets more and who less.
#[must_use]
pub fn breakdowns(outcome: &Outcome) -> Vec<Table> {
    outcome.breakdowns.iter().map(|breakdown| table(outcome, breakdown)).collect()
}

fn table(outcome: &Outcome, breakdown: &Breakdown) -> Table {
    let has_reform = outcome.benefits.iter().any(|benefit| benefit.change.is_some());
    let mut headings = vec![heading("Dân số", "Persons", Unit::People)];
    headings.extend(flow_headings(has_reform));
    headings.push(heading("Người hưởng trên dân số", "Recipients among persons", Unit::Percent));
    if has_reform {
        headings.extend([
            heading("Mới hưởng", "New", Unit::People),
            heading("Thôi hưởng", "Lost", Unit::People),
            heading("Được nhiều hơn", "Winners", Unit::People),
            heading("Được ít đi", "Losers", Unit::People),
        ]);
    }
    let mut rows = Vec::new();
    for (at, benefit) in outcome.benefits.iter().enumerate() {
        rows.push(whole(outcome, benefit, has_reform));
        let of = |group: &Group| group.benefits.get(at).map(|found| part(benefit, group, found, has_reform));
        rows.extend(breakdown.groups.iter().filter_map(of));
    }
    let (year, label) = (outcome.year, breakdown.by.label());
    Table {
        name: name(breakdown.by),
        title: Text::new(format!("Kết quả năm {year} theo {}", label.vi), format!("Results of {year} by {}", label.en)),
        headings,
        rows,
        notes: notes(breakdown.by, outcome.is_synthetic),
    }
}

const fn name(by: By) -> &'static str {
    match by {
        By::District => "by_district",
        By::Residence => "by_residence",
        By::Area => "by_area",
        By::Age => "by_age",
        By::Sex => "by_sex",
        By::Poverty => "by_poverty",
        By::Fifth => "by_fifth",
        By::AgeSex => "by_age_sex",
    }
}

fn notes(by: By, is_synthetic: bool) -> Vec<Text> {
    let mut notes = vec![Text::new(
        "Các nhóm cộng lại bằng cả chế độ. Chế độ của hộ được tính theo người đứng đầu danh sách của hộ.",
        "The groups add up to the benefit. A benefit of households counts in the group of the first person.",
    )];
    match by {
        By::District if is_synthetic => notes.push(Text::new(
            "Nơi ở được gán cho khớp dân số từng huyện; ngoài số hộ nghèo khi có số liệu, chênh lệch giữa các huyện là do PHỎNG ĐOÁN về nơi ở của từng loại hộ.",
            "Places are given so that the persons of each district fit; apart from poor households where they are listed, differences between districts rest on GUESSES of which households live where.",
        )),
        By::Fifth if is_synthetic => notes.push(Text::new(
            "Nhóm thu nhập khớp bình quân của từng nhóm năm 2016; hộ nào thuộc nhóm nào là PHỎNG ĐOÁN.",
            "Fifths meet their means of 2016; which household stands in which is a GUESS.",
        )),
        _ => {}
    }
    notes
}

fn whole(outcome: &Outcome, benefit: &BenefitOutcome, has_reform: bool) -> Row {
    let change = benefit.change.unwrap_or_default();
    let found = GroupBenefit { baseline: benefit.baseline, reform: benefit.reform, change };
    let cells = cells(benefit, outcome.persons, &found, has_reform);
    Row { name: benefit.name.clone(), label: benefit.label.clone(), kind: RowKind::Main, cells }
}

fn part(benefit: &BenefitOutcome, group: &Group, found: &GroupBenefit, has_reform: bool) -> Row {
    let cells = cells(benefit, group.persons, found, has_reform);
    Row { name: format!("{}/{}", benefit.name, group.key), label: group.label.clone(), kind: RowKind::Part, cells }
}

fn cells(benefit: &BenefitOutcome, persons: u64, found: &GroupBenefit, has_reform: bool) -> Vec<Cell> {
    let is_once = benefit.unit == plan::Unit::Money;
    let mut cells = vec![Cell::count(persons)];
    cells.extend(flow_cells(&found.baseline, &found.reform, is_once, has_reform));
    let headcount = if has_reform { found.reform.headcount } else { found.baseline.headcount };
    let share = Ratio::new(i128::from(headcount), i128::from(persons));
    cells.push(if is_once { Cell::Empty } else { percent(share) });
    if has_reform {
        let change = &found.change;
        let all = [change.new, change.lost, change.winners, change.losers].map(Cell::count);
        cells.extend(if is_once { [const { Cell::Empty }; 4] } else { all });
    }
    cells
}

pub(super) fn percent(ratio: Option<Ratio>) -> Cell {
    ratio.and_then(|ratio| ratio.percent(1)).map_or(Cell::Empty, Cell::Number)
}

/// Whom each benefit reaches and misses, against the poor and against the poorest fifth; nothing unless results were
/// broken down by these.
#[must_use]
pub fn targeting(outcome: &Outcome) -> Option<Table> {
    let has_reform = outcome.benefits.iter().any(|benefit| benefit.change.is_some());
    let mut rows = Vec::new();
    for (by, key) in [(By::Poverty, "poor"), (By::Fifth, "1")] {
        let Some(breakdown) = outcome.breakdowns.iter().find(|breakdown| breakdown.by == by) else { continue };
        let Some(group) = breakdown.groups.iter().find(|group| group.key == key) else { continue };
        for (at, benefit) in outcome.benefits.iter().enumerate().filter(|(_, found)| found.unit != plan::Unit::Money) {
            if let Some(found) = group.benefits.get(at) {
                rows.push(targeted(outcome, benefit, group, found, has_reform));
            }
        }
    }
    let mut headings = measured("", "");
    if has_reform {
        headings.extend(measured("Phương án: ", "Draft: "));
    }
    (!rows.is_empty()).then(|| Table {
        name: "targeting",
        title: Text::new("Chế độ đến được ai, bỏ sót ai", "Whom the benefits reach and whom they miss"),
        headings,
        rows,
        notes: vec![
            Text::new(
                "Bao phủ: phần người của nhóm được hưởng. Bỏ sót: phần còn lại. Lệch nhóm: phần người hưởng không thuộc nhóm (Cornia và Stewart 1993). Hiệu quả: phần tiền của nhóm chia cho phần dân số của nhóm (Coady, Grosh và Hoddinott 2004).",
                "Coverage: the part of the group that is paid. Missed: the rest. Outside: the part of those paid who are not of the group (Cornia and Stewart 1993). Performance: the group's share of the money over its share of the people (Coady, Grosh and Hoddinott 2004).",
            ),
            Text::new(
                "Một chế độ dành cho nhóm khác thì không sai vì ít bao phủ nhóm này; số ở đây chỉ cho biết nó đến với ai.",
                "A benefit that is meant for others is not wrong for covering few of this group; the figures only tell whom it reaches.",
            ),
        ],
    })
}

fn measured(vi: &str, en: &str) -> Vec<super::Heading> {
    let of = |label: &str, english: &str| heading(&format!("{vi}{label}"), &format!("{en}{english}"), Unit::Percent);
    vec![
        of("bao phủ", "coverage"),
        of("bỏ sót", "missed"),
        of("lệch nhóm", "outside"),
        of("phần tiền", "share of money"),
        of("hiệu quả", "performance"),
    ]
}

fn targeted(outcome: &Outcome, benefit: &BenefitOutcome, group: &Group, found: &GroupBenefit, has_reform: bool) -> Row {
    let of = |own: &crate::simulate::Flow, all: &crate::simulate::Flow| {
        let coverage = Coverage {
            group: group.persons,
            group_paid: own.headcount,
            people: outcome.persons,
            paid: all.headcount,
            group_amount: own.cost,
            amount: all.cost,
        };
        [coverage.coverage(), coverage.exclusion(), coverage.inclusion(), coverage.share(), coverage.performance()]
            .map(percent)
    };
    let mut cells = of(&found.baseline, &benefit.baseline).to_vec();
    if has_reform {
        cells.extend(of(&found.reform, &benefit.reform));
    }
    let label = Text::new(
        format!("{}: {}", group.label.vi, benefit.label.vi),
        format!("{}: {}", group.label.en, benefit.label.en),
    );
    Row { name: format!("{}/{}", benefit.name, group.key), label, kind: RowKind::Main, cells }
}

/// Winners and losers of a scenario and by how much, on 31 December; nothing without a scenario.
#[must_use]
pub fn changes(outcome: &Outcome) -> Option<Table> {
    let row = |benefit: &BenefitOutcome| {
        let change = benefit.change.filter(|_| benefit.unit != plan::Unit::Money)?;
        let dong = |amount: i128| crate::value::rescaled(amount, change.scale).map_or(Cell::Empty, Cell::Number);
        let mean = |amount: i128, people: u64| {
            let all = i128::from(people).checked_mul(10_i128.checked_pow(change.scale)?)?;
            Ratio::new(amount, all)?.decimal(0)
        };
        let mean = |amount, people| mean(amount, people).map_or(Cell::Empty, Cell::Number);
        let mut cells = [change.new, change.kept, change.lost, change.winners].map(Cell::count).to_vec();
        cells.extend([dong(change.gain), mean(change.gain, change.winners), Cell::count(change.losers)]);
        cells.extend([dong(change.loss), mean(change.loss, change.losers)]);
        cells.push(difference(&dong(change.loss), &dong(change.gain)));
        Some(Row { name: benefit.name.clone(), label: benefit.label.clone(), kind: RowKind::Main, cells })
    };
    let rows: Vec<Row> = outcome.benefits.iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| Table {
        name: "changes",
        title: Text::new("Ai được, ai mất khi có phương án", "Winners and losers of the draft"),
        headings: vec![
            heading("Mới hưởng", "New", Unit::People),
            heading("Vẫn hưởng", "Kept", Unit::People),
            heading("Thôi hưởng", "Lost", Unit::People),
            heading("Được nhiều hơn", "Winners", Unit::People),
            heading("Tăng trong tháng 12", "Gained in December", Unit::Dong),
            heading("Tăng mỗi người", "Gain each", Unit::Dong),
            heading("Được ít đi", "Losers", Unit::People),
            heading("Giảm trong tháng 12", "Lost in December", Unit::Dong),
            heading("Giảm mỗi người", "Loss each", Unit::Dong),
            heading("Cộng lại", "Together", Unit::Dong),
        ],
        rows,
        notes: vec![Text::new(
            "So từng người vào ngày 31/12, số tiền một tháng; người mới hưởng là người được, người thôi hưởng là người mất.",
            "Each person on 31 December, amounts of a month; who is new wins, who no longer receives loses.",
        )],
    })
}
