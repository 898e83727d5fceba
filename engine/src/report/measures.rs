//! Poverty and inequality, and categories that overlap.
//!
//! Receives what a simulation came to; hands on tables. It measures nothing itself.

use ansinh_grammar::{Language, Text};

use super::breakdown::percent;
use super::{Cell, Row, RowKind, Table, Unit, heading};
use crate::lower::number_text;
use crate::measures::{Quantile, Ratio};
use crate::simulate::{Living, Livings, Outcome, Overlap};
use crate::value::Decimal;

/// Poverty and inequality without benefits, under current law and in the scenario; nothing where the population has no
/// incomes.
#[must_use]
pub fn living(outcome: &Outcome) -> Option<Table> {
    let found = outcome.livings.as_ref()?;
    let all: Vec<&Living> = [&found.without, &found.baseline].into_iter().chain(&found.reform).collect();
    let mut headings = vec![
        heading("Không có chế độ nào", "Without benefits", Unit::Percent),
        heading("Luật hiện hành", "Current law", Unit::Percent),
    ];
    if found.reform.is_some() {
        headings.push(heading("Phương án", "Draft", Unit::Percent));
    }
    let row = |name: &str, label: Text, of: &dyn Fn(&Living) -> Option<Ratio>| {
        let cells = all.iter().map(|living| shown(of(living))).collect();
        Row { name: name.to_owned(), label, kind: RowKind::Main, cells }
    };
    let mut rows = vec![
        row("headcount", Text::new("Tỷ lệ nghèo theo thu nhập (FGT 0)", "Poverty headcount (FGT 0)"), &|found| {
            found.poverty[0]
        }),
        row("gap", Text::new("Khoảng cách nghèo (FGT 1)", "Poverty gap (FGT 1)"), &|found| found.poverty[1]),
        row(
            "severity",
            Text::new("Mức trầm trọng của nghèo (FGT 2)", "Severity of poverty (FGT 2)"),
            &|found| found.poverty[2],
        ),
        row("gini", Text::new("Hệ số Gini", "Gini coefficient"), &|found| found.gini),
    ];
    for at in 0..5 {
        let n = at + 1;
        let label = Text::new(format!("Phần thu nhập của nhóm {n}"), format!("Share of income of fifth {n}"));
        rows.push(row(&format!("share_{n}"), label, &|found| found.fifths.get(at).and_then(Quantile::share)));
    }
    let title = Text::new("Nghèo và bất bình đẳng về thu nhập", "Income poverty and inequality");
    Some(Table { name: "living", title, headings, rows, notes: notes(found) })
}

/// In per cent with three decimals: the benefits move these measures little.
fn shown(ratio: Option<Ratio>) -> Cell {
    ratio.and_then(|ratio| ratio.percent(3)).map_or(Cell::Empty, Cell::Number)
}

fn notes(found: &Livings) -> Vec<Text> {
    let lines = found.lines.map_or_else(
        || Text::new("Luật của năm không có chuẩn nghèo.", "The law of the year has no poverty line."),
        |[rural, urban]| {
            Text::build(|language| {
                let (rural, urban) =
                    (number_text(Decimal::from(rural), language), number_text(Decimal::from(urban), language));
                match language {
                    Language::Vi => format!(
                        "Chuẩn nghèo: nông thôn {rural} đồng, thành thị {urban} đồng mỗi người mỗi tháng. FGT: Foster, Greer và Thorbecke (1984)."
                    ),
                    Language::En => format!(
                        "Poverty lines: {rural} VND in the country and {urban} VND in town for each head and month. FGT: Foster, Greer and Thorbecke (1984)."
                    ),
                }
            })
        },
    );
    vec![
        lines,
        Text::new(
            "Thu nhập tổng hợp: bình quân từng nhóm theo khảo sát 2016, năm sau mọi hộ tăng như nhau theo giả định “income”; còn hộ nào có thu nhập nào là PHỎNG ĐOÁN; tỷ lệ nghèo theo thu nhập không phải tỷ lệ hộ nghèo đa chiều. Hãy so các cột, đừng tin từng con số.",
            "Incomes are synthetic: the means of the fifths are of the survey of 2016 and all households grow alike after it, by the assumption “income”; which household has which income is a GUESS; income poverty is not the share of households on the list of the poor. Compare columns rather than trust a figure.",
        ),
        Text::new(
            "Tiền chế độ của cả năm chia đều cho các thành viên và 12 tháng; khoản trả cho nơi khác, như phí bảo hiểm y tế, không phải thu nhập. Thu nhập khảo sát đã gồm trợ cấp đang hưởng, nên một phần nhỏ bị tính hai lần.",
            "What the year brings is spread evenly over members and months; what is paid to somebody else, like health-insurance premiums, is no income. Surveyed incomes include allowances already paid, so a small part counts twice.",
        ),
    ]
}

/// Categories of a benefit that apply to the same people; nothing where none do or nobody asked.
#[must_use]
pub fn overlaps(outcome: &Outcome) -> Option<Table> {
    let row = |overlap: &Overlap| {
        let benefit = outcome.benefits.get(overlap.benefit)?;
        let (one, other) = (benefit.categories.get(overlap.one)?, benefit.categories.get(overlap.other)?);
        let share = Ratio::new(i128::from(overlap.both), i128::from(benefit.baseline.headcount));
        let label =
            Text::new(format!("{}; {}", one.label.vi, other.label.vi), format!("{}; {}", one.label.en, other.label.en));
        let cells = vec![Cell::count(overlap.both), percent(share)];
        Some(Row { name: format!("{}+{}", one.name, other.name), label, kind: RowKind::Main, cells })
    };
    let mut found: Vec<&Overlap> = outcome.overlaps.iter().filter(|overlap| overlap.both > 0).collect();
    found.sort_by_key(|overlap| std::cmp::Reverse(overlap.both));
    let rows: Vec<Row> = found.into_iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| Table {
        name: "overlaps",
        title: Text::new("Diện chồng nhau theo luật hiện hành", "Categories that overlap under current law"),
        headings: vec![
            heading("Thuộc cả hai", "In both", Unit::People),
            heading("Trên người hưởng", "Of the recipients", Unit::Percent),
        ],
        rows,
        notes: vec![Text::new(
            "Đủ điều kiện của cả hai diện vào ngày 31/12, dù chỉ được trả một mức; tính cả người không đến nhận.",
            "Both apply on 31 December, even if one amount is paid; people who do not claim are counted too.",
        )],
    })
}
