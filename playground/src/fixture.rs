//! FIXTURE: invented answers in place of the engine, until its doorway is there.
//!
//! Receives and hands on the plain types of `message`. Nothing here is law and no figure here is true.

use crate::message::{
    Alternative, Amount, Answer, Catalogue, Category, Cell, Checked, Column, Condition, Diagnostic,
    Drafted, Finding, Kind, Outcome, Parameter, Place, Question, Reply, Report, Row, Scenario,
    Setup, Table, TestResult, Text, Truth, Value,
};

fn text(vi: &str, en: &str) -> Text {
    Text {
        vi: vi.to_owned(),
        en: en.to_owned(),
    }
}

pub(crate) fn catalogue() -> Catalogue {
    Catalogue {
        version: "FIXTURE".to_owned(),
        province: text("tỉnh Cà Mau", "Cà Mau province"),
        years: vec![2016, 2017],
        year: 2016,
        scenarios: scenarios(),
        draft: "language en edition 2026\n\nmodule fixture\n\nparameter base_rate: money VND per month\n".to_owned(),
    }
}

fn scenarios() -> Vec<Scenario> {
    vec![Scenario {
        name: "ca_mau_2025".to_owned(),
        label: text("Kế hoạch Cà Mau 2021–2025", "Cà Mau plan 2021–2025"),
        summary: text(
            "Thêm trẻ em dưới 36 tháng tuổi và phụ nữ mang thai ở hộ nghèo, cận nghèo.",
            "Adds children under 36 months and pregnant women of poor and near-poor households.",
        ),
        parameters: vec![
            Parameter {
                name: "child_coefficient".to_owned(),
                label: text(
                    "Hệ số giả định cho trẻ dưới 36 tháng",
                    "Assumed coefficient, children under 36 months",
                ),
                unit: text("lần mức chuẩn", "times the base rate"),
                value: "1.0".to_owned(),
            },
            Parameter {
                name: "base_rate".to_owned(),
                label: text("Mức chuẩn trợ cấp", "Base rate"),
                unit: text("đồng mỗi tháng", "VND per month"),
                value: "270000".to_owned(),
            },
        ],
    }]
}

fn question(fact: &str, label: Text, ask: Text, kind: Kind) -> Question {
    Question {
        fact: fact.to_owned(),
        entity: "person".to_owned(),
        label,
        ask,
        help: Text::default(),
        evidence: Text::default(),
        because: vec![text(
            "Nghị định 20/2021/NĐ-CP, Điều 5",
            "Decree 20/2021, article 5",
        )],
        is_sensitive: false,
        kind,
    }
}

fn questions() -> Vec<Question> {
    let mut born = question(
        "date_of_birth",
        text("Ngày sinh", "Date of birth"),
        text("Người này sinh ngày nào?", "When was this person born?"),
        Kind::Date,
    );
    born.help = text(
        "Ghi theo căn cước hoặc giấy khai sinh.",
        "As on the identity card or birth certificate.",
    );
    born.evidence = text(
        "Căn cước, giấy khai sinh",
        "Identity card, birth certificate",
    );
    let poverty = question(
        "poverty",
        text("Chuẩn nghèo của hộ", "Poverty class of the household"),
        text(
            "Hộ gia đình thuộc diện nào?",
            "Which class is the household in?",
        ),
        Kind::Choice(vec![
            Alternative {
                name: "poor".to_owned(),
                label: text("Hộ nghèo", "Poor"),
            },
            Alternative {
                name: "near".to_owned(),
                label: text("Hộ cận nghèo", "Near-poor"),
            },
            Alternative {
                name: "none".to_owned(),
                label: text("Không thuộc hai diện trên", "Neither"),
            },
        ]),
    );
    let single = question(
        "single_parent",
        text("Đơn thân nuôi con", "Single parent"),
        text(
            "Người này có đang một mình nuôi con không?",
            "Is this person raising children alone?",
        ),
        Kind::YesNo,
    );
    let children = question(
        "children_raised",
        text("Con đang nuôi", "Children raised"),
        text(
            "Người này đang nuôi những người con nào?",
            "Which children is this person raising?",
        ),
        Kind::People(vec![
            question(
                "date_of_birth",
                text("Ngày sinh", "Date of birth"),
                text("Con sinh ngày nào?", "When was the child born?"),
                Kind::Date,
            ),
            question(
                "in_education",
                text("Đang học", "In education"),
                text("Con có đang đi học không?", "Is the child in education?"),
                Kind::YesNo,
            ),
        ]),
    );
    let mut hiv = question(
        "hiv",
        text("Nhiễm HIV", "Living with HIV"),
        text(
            "Người này có nhiễm HIV không?",
            "Is this person living with HIV?",
        ),
        Kind::YesNo,
    );
    hiv.is_sensitive = true;
    vec![born, poverty, single, children, hiv]
}

pub(crate) fn check(answers: &[Answer]) -> Checked {
    let value = |fact: &str| {
        answers
            .iter()
            .find(|answer| answer.question.fact == fact)
            .map(|answer| &answer.value)
    };
    let is_single = matches!(value("single_parent"), None | Some(Value::YesNo(true)));
    let open: Vec<Question> = questions()
        .into_iter()
        .filter(|question| {
            value(&question.fact).is_none() && (is_single || question.fact != "children_raised")
        })
        .collect();
    let poverty = match value("poverty") {
        Some(Value::Choice(name)) if name != "none" => Truth::Yes,
        Some(Value::Choice(_)) => Truth::No,
        _ => Truth::Unknown,
    };
    let amount = Amount {
        number: "540000".to_owned(),
    };
    Checked {
        remaining: u32::try_from(open.len()).unwrap_or(0),
        next: open.into_iter().next(),
        findings: vec![
            finding("Trợ cấp hàng tháng", "Monthly allowance", poverty, &amount),
            finding(
                "Thẻ bảo hiểm y tế",
                "Health insurance card",
                Truth::No,
                &amount,
            ),
        ],
    }
}

fn finding(vi: &str, en: &str, status: Truth, amount: &Amount) -> Finding {
    let outcome = match status {
        Truth::Yes => Outcome::Due(amount.clone()),
        Truth::No => Outcome::NotDue,
        Truth::Unknown => Outcome::Possible(vec![
            Amount {
                number: "0".to_owned(),
            },
            amount.clone(),
        ]),
    };
    let condition = |vi: &str, en: &str, status| Condition {
        phrase: text(vi, en),
        status,
        citations: vec![text(
            "Nghị định 20/2021/NĐ-CP, Điều 5 khoản 4",
            "Decree 20/2021, article 5 clause 4",
        )],
        parts: Vec::new(),
    };
    Finding {
        label: text(vi, en),
        outcome,
        unit: text("đồng mỗi tháng", "VND per month"),
        needs: if status == Truth::Unknown {
            vec![text("Chuẩn nghèo của hộ", "Poverty class of the household")]
        } else {
            Vec::new()
        },
        categories: vec![Category {
            label: text(
                "Người đơn thân nghèo đang nuôi con",
                "Poor single parent raising a child",
            ),
            status,
            is_paid: status == Truth::Yes,
            amount: Some(amount.clone()),
            conditions: vec![
                Condition {
                    parts: vec![condition(
                        "hộ nghèo hoặc hộ cận nghèo",
                        "poor or near-poor household",
                        status,
                    )],
                    ..condition(
                        "thuộc diện hộ được xét",
                        "a household of the kind considered",
                        status,
                    )
                },
                condition(
                    "đang nuôi con dưới 16 tuổi",
                    "raising a child under 16",
                    Truth::Yes,
                ),
            ],
        }],
    }
}

pub(crate) fn simulate(setup: &Setup, progress: &mut dyn FnMut(u64, u64)) -> Reply {
    const TOTAL: u64 = 1_200_000;
    if setup
        .policy_text
        .as_deref()
        .is_some_and(|policy| policy.contains("broken"))
    {
        return Reply::Failed {
            reason: text("Văn bản có lỗi.", "The text has errors."),
            diagnostics: draft("broken").diagnostics,
        };
    }
    let mut check = setup.seed;
    for done in (0..=TOTAL).step_by(60_000) {
        progress(done, TOTAL);
        for step in 0..4_000_000u64 {
            check = check
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(step ^ done);
        }
    }
    Reply::Simulated(report(check))
}

fn report(check: u64) -> Report {
    let column = |vi: &str, en: &str, unit: Text| Column {
        title: text(vi, en),
        unit,
    };
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
            row(
                "Người cao tuổi",
                "Older persons",
                &format!("190{scale}"),
                &format!("190{scale}"),
                "0",
            ),
            row(
                "Người khuyết tật nặng và đặc biệt nặng",
                "Severe and extremely severe disability",
                &format!("126{scale}"),
                &format!("126{scale}"),
                "0",
            ),
            row(
                "Trẻ em dưới 36 tháng",
                "Children under 36 months",
                "0",
                &format!("52{scale}"),
                &format!("52{scale}"),
            ),
            row(
                "Tổng",
                "Total",
                &format!("316{scale}"),
                &format!("368{scale}"),
                &format!("52{scale}"),
            ),
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
                title: text(
                    "So với số liệu chính thức cuối năm 2016",
                    "Against official figures of end 2016",
                ),
                columns: compared(&people),
                rows: rows("01"),
                chart: None,
            },
        ],
        cautions: vec![text(
            "Mọi con số ở đây đều bịa.",
            "Every figure here is invented.",
        )],
    }
}

pub(crate) fn draft(policy: &str) -> Drafted {
    let mut diagnostics = Vec::new();
    if let Some(at) = policy.find("broken") {
        let before = policy.get(..at).unwrap_or_default();
        let start = u32::try_from(before.encode_utf16().count()).unwrap_or(0);
        diagnostics.push(Diagnostic {
            is_error: true,
            code: "unknown-name".to_owned(),
            headline: text("không có tên `broken`", "there is no name `broken`"),
            places: vec![Place {
                line: u32::try_from(before.lines().count().max(1)).unwrap_or(1),
                column: 1,
                start,
                end: start + 6,
                label: text("dùng ở đây", "used here"),
            }],
            notes: vec![text(
                "tên phải được khai báo trước",
                "names must be declared",
            )],
            help: Some(text(
                "tên gần nhất là `base_rate`",
                "the nearest name is `base_rate`",
            )),
        });
    }
    let is_sound = diagnostics.is_empty();
    let result = |name: &str, is_passed: bool, message: Text| TestResult {
        name: name.to_owned(),
        is_passed,
        message,
    };
    Drafted {
        diagnostics,
        tests: if is_sound {
            vec![
                result(
                    "poor single parent with two children",
                    true,
                    Text::default(),
                ),
                result(
                    "older person without pension",
                    false,
                    text("chờ 270.000, nhận 405.000", "expected 270,000, got 405,000"),
                ),
            ]
        } else {
            Vec::new()
        },
        scenarios: scenarios(),
    }
}
