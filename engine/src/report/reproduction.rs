//! Published figures beside ours, and whether their own arithmetic holds.
//!
//! Receives what we come to; hands on a table. The published figures are typed from their sources in
//! `data/reproductions.csv` and never computed.

use ansinh_grammar::{Language, Text};

use super::official::percent;
use super::{Cell, Row, RowKind, Table, Unit, heading};
use crate::lower::number_text;
use crate::value::{Decimal, Rounding, multiply, round, subtract};

const TABLE: &str = include_str!("../../data/reproductions.csv");

/// What we come to for one published figure.
#[derive(Clone, PartialEq, Debug)]
pub struct Reproduced {
    /// The name of the published figure.
    pub name: &'static str,
    /// People on the day.
    pub people: u64,
    /// Dong in the year; where it is not told, our people at the published level.
    pub dong: Option<Decimal>,
}

/// One published figure.
struct Published {
    name: String,
    label: Text,
    people: Decimal,
    /// Dong a month for each, and for how many months.
    level: Option<(Decimal, Decimal)>,
    /// The highest coefficient by which the law multiplies the level; nothing where everybody has the level itself.
    highest: Option<Decimal>,
    billion: Option<Decimal>,
    source: String,
}

/// The published figures that we come to, beside ours.
#[must_use]
pub fn reproductions(ours: &[Reproduced]) -> Table {
    let pair = |published: Published| {
        let own = ours.iter().find(|own| own.name == published.name)?;
        Some(row(&published, own))
    };
    Table {
        name: "reproductions",
        title: Text::new("Số đã công bố và số của chúng ta", "Published figures and ours"),
        headings: vec![
            heading("Công bố: người", "Published: people", Unit::People),
            heading("Của ta: người", "Ours: people", Unit::People),
            heading("Chênh lệch người", "Difference, people", Unit::Percent),
            heading("Công bố: tỷ đồng", "Published: billion VND", Unit::AsSaid),
            heading("Của ta: tỷ đồng", "Ours: billion VND", Unit::AsSaid),
            heading("Chênh lệch kinh phí", "Difference, cost", Unit::Percent),
            heading("Phép tính của nguồn", "The source's arithmetic", Unit::Text),
            heading("Nguồn", "Source", Unit::Text),
        ],
        rows: read().into_iter().filter_map(pair).collect(),
        notes: vec![
            Text::new(
                "Cà Mau 2016: số người khớp vì dân số được hiệu chỉnh theo chính số ấy; kinh phí thì không. Các dòng Việt Nam chạy trên một phần mười dân số tổng hợp, mỗi người thay cho một nghìn người.",
                "Ca Mau 2016: the people fit because the population is calibrated to that very count; the cost is not. Rows of Viet Nam run on a tenth of the synthetic population, each person standing for a thousand.",
            ),
            Text::new(
                "Lần tăng tháng 7/2024: số của ta là trợ cấp hằng tháng tăng thêm trong sáu tháng, so với giữ mức 360.000 đồng.",
                "The rise of July 2024: ours is what the monthly allowance costs more in six months than with 360,000 VND kept.",
            ),
        ],
    }
}

fn row(published: &Published, own: &Reproduced) -> Row {
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let people = Decimal::from(own.people);
    let at_level = || published.level.and_then(|(level, months)| multiply(multiply(people, level)?, months));
    let ours = own.dong.or_else(at_level).and_then(billion);
    // Where no cost is published, its own arithmetic is the comparison.
    let stated = published.billion.or_else(|| arithmetic(published));
    let cells = vec![
        Cell::Number(published.people),
        Cell::Number(people),
        number(percent(published.people, people)),
        number(published.billion),
        number(ours),
        number(stated.zip(ours).and_then(|(stated, ours)| percent(stated, ours))),
        judged(published).map_or(Cell::Empty, Cell::Text),
        Cell::Text(Text::same(&published.source)),
    ];
    Row { name: published.name.clone(), label: published.label.clone(), kind: RowKind::Main, cells }
}

/// The people of a source times its level and months, in billion dong.
fn arithmetic(published: &Published) -> Option<Decimal> {
    let (level, months) = published.level?;
    billion(multiply(multiply(published.people, level)?, months)?)
}

/// Whether people times level times months make the cost that a source gives.
fn judged(published: &Published) -> Option<Text> {
    let (level, months) = published.level?;
    let product = arithmetic(published)?;
    let Some(stated) = published.billion else {
        return Some(Text::build(|language| {
            let product = number_text(product, language);
            match language {
                Language::Vi => format!("nguồn không nêu kinh phí của bước này; số người × mức × tháng = {product} tỷ"),
                Language::En => {
                    format!("the source gives no cost of this step; people × level × months = {product} billion")
                }
            }
        }));
    };
    let holds = percent(stated, product).is_some_and(|error| error.abs() <= Decimal::ONE);
    if holds {
        return Some(Text::new("đúng", "holds"));
    }
    let paid = stated.checked_mul(Decimal::from(1_000_000_000))?.checked_div(multiply(level, months)?)?;
    let ratio = stated.checked_div(product)?.round_dp(2);
    if let Some(highest) = published.highest.filter(|highest| (Decimal::ONE..=*highest).contains(&ratio)) {
        return Some(Text::build(|language| {
            let [product, ratio, highest] = [product, ratio, highest].map(|number| number_text(number, language));
            match language {
                Language::Vi => format!(
                    "có thể đúng: số người × mức × tháng = {product} tỷ với hệ số 1; nguồn ngụ ý hệ số bình quân {ratio}, luật có từ 1 đến {highest}"
                ),
                Language::En => format!(
                    "can hold: people × level × months = {product} billion at a coefficient of 1; the source implies a mean of {ratio}, the law has 1 to {highest}"
                ),
            }
        }));
    }
    let paid = round(paid, Rounding::Nearest, Decimal::from(1_000))?;
    Some(Text::build(|language| {
        let [product, stated, paid, ratio] = [product, stated, paid, ratio].map(|number| number_text(number, language));
        match language {
            Language::Vi => format!(
                "KHÔNG ĐÚNG: số người × mức × tháng = {product} tỷ, không phải {stated} tỷ; {stated} tỷ chỉ đủ cho {paid} người, hay {ratio} lần mức ấy"
            ),
            Language::En => format!(
                "DOES NOT HOLD: people × level × months = {product} billion, not {stated}; {stated} billion pays for {paid} people, or {ratio} times the level"
            ),
        }
    }))
}

/// Dong in billions, to the tenth.
fn billion(dong: Decimal) -> Option<Decimal> {
    let rounded = round(dong, Rounding::Nearest, Decimal::from(100_000_000))?;
    rounded.checked_div(Decimal::from(1_000_000_000)).map(|billion| billion.normalize())
}

fn read() -> Vec<Published> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let parse = |record: csv::StringRecord| {
        let number = |at: usize| record.get(at).and_then(|text| text.parse::<Decimal>().ok());
        Some(Published {
            name: record.get(0)?.to_owned(),
            label: Text::new(record.get(2)?, record.get(3)?),
            people: number(4)?,
            level: number(5).zip(number(6)),
            highest: number(7),
            billion: number(8),
            source: record.get(9)?.to_owned(),
        })
    };
    reader.records().filter_map(Result::ok).filter_map(parse).collect()
}

/// What the rise of a level costs: with it less without it.
#[must_use]
pub fn rise(with: Option<Decimal>, without: Option<Decimal>) -> Option<Decimal> {
    subtract(with?, without?)
}

#[cfg(test)]
mod tests {
    use ansinh_grammar::Language;

    use super::{Reproduced, reproductions};

    #[test]
    fn the_arithmetic_of_the_universal_child_grant_is_told_not_to_hold() {
        let ours = [("child_universal", 4_486_000), ("aged_75_79", 700_000), ("rise_2024", 3_000_000)];
        let ours = ours.map(|(name, people)| Reproduced { name, people, dong: None });
        let table = reproductions(&ours);
        let told: Vec<String> = table.rows.iter().map(|row| row.cells[6].shown(Language::En)).collect();
        // MPSAR 2016: 700,000 x 400,000 x 12 = 3,360 billion; 3,000,000 x 150,000 x 12 = 5,400, not 3,240 billion.
        // 3,350,000 x 140,000 x 6 = 2,814 billion; 4,700 is 1.67 times that, and article 6 has coefficients up to 2.5.
        assert!(told[0].starts_with("can hold") && told[0].contains("a mean of 1.67"), "{}", told[0]);
        assert_eq!(told[1], "holds");
        assert!(told[2].contains("= 5,400 billion, not 3,240") && told[2].contains("1,800,000 people"), "{}", told[2]);
        // 4,486,000 x 150,000 x 12.
        assert_eq!(table.rows[2].cells[4].shown(Language::En), "8,074.8");
    }
}
