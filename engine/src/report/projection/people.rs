//! The people of a projection, and what is assumed about them.
//!
//! Receives a projection; hands on tables. It knows no benefit.

use ansinh_grammar::Text;

use super::titled;
use crate::population::{PathPoint, Standing, path_label};
use crate::report::calibration::{confidence, standing};
use crate::report::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::simulate::Projection;
use crate::value::Decimal;

/// How the people of each year came about.
#[must_use]
pub fn people(projection: &Projection) -> Table {
    let row = |year: &crate::simulate::ProjectedYear| {
        let accounts = year.accounts;
        // Before the base year and in it nobody is counted as coming or going.
        let moved = year.outcome.year > projection.base_year;
        let count = |count: u64| if moved { Cell::count(count) } else { Cell::Empty };
        Row {
            name: year.outcome.year.to_string(),
            label: Text::same(year.outcome.year.to_string()),
            kind: RowKind::Main,
            cells: vec![
                count(accounts.at_start),
                count(accounts.births),
                count(accounts.deaths),
                count(accounts.arrivals),
                count(accounts.departures),
                Cell::count(accounts.at_end),
                Cell::count(year.outcome.households),
            ],
        }
    };
    Table {
        name: "projection_people",
        title: Text::new("Dân số từng năm", "The people by year"),
        headings: headings_of_people(),
        rows: projection.years.iter().map(row).collect(),
        notes: vec![
            Text::new(
                "Trẻ chết trước khi hết năm sinh không tính vào cột sinh và chết. Hộ không tách, không lập mới.",
                "Children who die before the end of the year of their birth count neither as born nor as died. Households neither split nor form.",
            ),
            titled(projection, "Dân số tổng hợp", "Synthetic population"),
        ],
    }
}

fn headings_of_people() -> Vec<Heading> {
    vec![
        heading("Đầu năm", "At the beginning", Unit::People),
        heading("Sinh", "Born", Unit::People),
        heading("Chết", "Died", Unit::People),
        heading("Đến", "Came", Unit::People),
        heading("Đi", "Left", Unit::People),
        heading("Cuối năm", "At the end", Unit::People),
        heading("Hộ", "Households", Unit::AsSaid),
    ]
}

/// What is assumed about the years after the base year, with sources and ranges.
#[must_use]
pub fn assumptions(points: &[PathPoint]) -> Table {
    let row = |point: &PathPoint| {
        let label = path_label(&point.name);
        let number = |value: i64| Cell::Number(Decimal::from(value));
        Row {
            name: format!("{}/{}", point.name, point.year),
            label: Text::new(format!("{}, {}", label.vi, point.year), format!("{}, {}", label.en, point.year)),
            kind: RowKind::Main,
            cells: vec![
                number(point.value),
                number(point.low),
                number(point.high),
                Cell::Text(unit(&point.unit)),
                Cell::Text(standing(point.standing)),
                Cell::Text(confidence(&point.confidence)),
                Cell::Text(Text::same(format!("{}/{}", point.name, point.year))),
                Cell::Text(Text::same(&point.source)),
            ],
        }
    };
    let guesses = points.iter().filter(|point| point.standing == Standing::Guess).count();
    Table {
        name: "assumptions",
        title: Text::new("Giả định của dự báo", "Assumptions of the projection"),
        headings: headings_of_assumptions(),
        rows: points.iter().map(row).collect(),
        notes: vec![Text::new(
            format!(
                "{guesses} trên {} giá trị là PHỎNG ĐOÁN. Giữa hai năm, giá trị đi theo đường thẳng; ngoài các năm ấy thì giữ nguyên. Đặt giá trị khác bằng --assume TÊN=GIÁ_TRỊ; base_rate/NĂM=ĐỒNG đặt mức chuẩn từ năm ấy.",
                points.len()
            ),
            format!(
                "{guesses} of {} values are GUESSES. Between two years a path is straight, outside them it stays. --assume NAME=VALUE sets another value; base_rate/YEAR=DONG sets the base rate from that year on.",
                points.len()
            ),
        )],
    }
}

fn headings_of_assumptions() -> Vec<Heading> {
    vec![
        heading("Giá trị", "Value", Unit::AsSaid),
        heading("Thấp", "Low", Unit::AsSaid),
        heading("Cao", "High", Unit::AsSaid),
        heading("Đơn vị", "Unit", Unit::Text),
        heading("Tính chất", "Standing", Unit::Text),
        heading("Độ tin cậy", "Confidence", Unit::Text),
        heading("Tên", "Name", Unit::Text),
        heading("Nguồn", "Source", Unit::Text),
    ]
}

fn unit(words: &str) -> Text {
    let vi = match words {
        "children per 1000 women" => "con trên 1000 phụ nữ",
        "boys per 1000 girls born" => "bé trai trên 1000 bé gái",
        "net arrivals per 10000 persons" => "người đến thuần trên 10000 dân",
        "households of 10000" => "hộ trên 10000 hộ",
        "VND a month" => "đồng mỗi tháng",
        "per mille of the national rates by age and sex of 2015-2020" => {
            "phần nghìn của tỷ suất cả nước theo tuổi và giới, 2015-2020"
        }
        "per mille of the share of the base year at the same age" => "phần nghìn của tỷ lệ năm gốc ở cùng tuổi",
        "per mille of the share of the base year in the same circumstances" => {
            "phần nghìn của tỷ lệ năm gốc ở cùng hoàn cảnh"
        }
        other => other,
    };
    Text::new(vi, words)
}
