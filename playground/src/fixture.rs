//! FIXTURE: invented answers in place of the engine, until its doorway is there.
//!
//! Receives and hands on the plain types of `message`. Nothing here is law and no figure here is true.

use crate::message::{Cell, Column, Reply, Report, Row, Setup, Table, Text};

fn text(vi: &str, en: &str) -> Text {
    Text { vi: vi.to_owned(), en: en.to_owned() }
}

pub(crate) fn simulate(setup: &Setup, progress: &mut dyn FnMut(u64, u64)) -> Reply {
    const TOTAL: u64 = 1_200_000;
    let mut check = setup.seed;
    for done in (0..=TOTAL).step_by(60_000) {
        progress(done, TOTAL);
        for step in 0..4_000_000u64 {
            check = check.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(step ^ done);
        }
    }
    Reply::Simulated(report(check))
}

fn report(check: u64) -> Report {
    let column = |vi: &str, en: &str, unit: Text| Column { title: text(vi, en), unit };
    let people = text("người", "people");
    let money = text("triệu đồng mỗi tháng", "million VND per month");
    let compared = |unit: &Text| {
        vec![
            column("Nhóm", "Group", Text::default()),
            column("Luật hiện hành", "Law in force", unit.clone()),
            column("Phương án", "Scheme", unit.clone()),
            column("Chênh lệch", "Difference", unit.clone()),
        ]
    };
    let row = |vi: &str, en: &str, first: &str, second: &str, more: &str| Row {
        cells: vec![
            Cell::Words(text(vi, en)),
            Cell::Number(first.to_owned()),
            Cell::Number(second.to_owned()),
            Cell::Difference(more.to_owned()),
        ],
        is_total: vi == "Tổng",
    };
    let rows = |scale: &str| {
        vec![
            row("Người cao tuổi", "Older persons", &format!("190{scale}"), &format!("190{scale}"), "0"),
            row(
                "Người khuyết tật nặng và đặc biệt nặng",
                "Severe and extremely severe disability",
                &format!("126{scale}"),
                &format!("126{scale}"),
                "0",
            ),
            row("Trẻ em dưới 36 tháng", "Children under 36 months", "0", &format!("52{scale}"), &format!("52{scale}")),
            row("Tổng", "Total", &format!("316{scale}"), &format!("368{scale}"), &format!("52{scale}")),
        ]
    };
    Report {
        headline: text(
            "Con số bịa: thêm 5.200 người hưởng, tăng 1,4 tỷ đồng mỗi tháng.",
            "Invented figures: 5,200 more people, 1.4 billion VND more per month.",
        ),
        basis: text(
            &format!("1.200.000 người, 297.264 hộ; phép thử {check:016x}"),
            &format!("1,200,000 persons, 297,264 households; check {check:016x}"),
        ),
        tables: vec![
            Table {
                name: "people".to_owned(),
                title: text("Số người hưởng theo nhóm", "Recipients by group"),
                columns: compared(&people),
                rows: rows("00"),
                chart: Some((1, 2)),
            },
            Table {
                name: "spending".to_owned(),
                title: text("Kinh phí mỗi tháng theo nhóm", "Monthly cost by group"),
                columns: compared(&money),
                rows: rows("0.5"),
                chart: Some((1, 2)),
            },
            Table {
                name: "calibration".to_owned(),
                title: text("So với số liệu chính thức cuối năm 2016", "Against official figures of end 2016"),
                columns: compared(&people),
                rows: rows("01"),
                chart: None,
            },
        ],
        cautions: vec![text("Mọi con số ở đây đều bịa.", "Every figure here is invented.")],
    }
}
