//! What stands in a report, in which order.
//!
//! Receives what every year came to; hands on tables with their charts, the main results in sentences, what was asked
//! and where the figures come from. It computes no figure.

use std::collections::BTreeSet;

use ansinh_engine::hir::Program;
use ansinh_engine::lower::{date_text, value_text};
use ansinh_engine::population::{self, Standing};
use ansinh_engine::report::{self, Cell, RowKind, Table};
use ansinh_engine::simulate::{By, Settings};
use ansinh_grammar::Text;

use super::sections::{self, DIGITS};
use super::{People, Report, Section, Years};
use crate::arguments::ReportArguments;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::simulate::own::tell;
use crate::simulate::{REFERENCE_YEAR, closer, tables};
use crate::view::View;

/// The report.
///
/// # Errors
/// Policies with errors.
pub(super) fn report(
    policies: &Policies,
    people: &People,
    (years, settings): (&Years, &Settings),
    asked: &ReportArguments,
    view: View,
) -> Result<Report, Failure> {
    let program = policies.program()?;
    let is_synthetic = matches!(people, People::Synthetic(_));
    let place = place(people, asked, program);
    let Some(last) = years.outcomes.last() else { return Err(Failure::Input(Vec::new())) };
    let (from, to) = (asked.from, asked.to);
    let title = Text::new(
        format!("Trợ giúp xã hội, {}, {}", place.vi, span(from, to)),
        format!("Social assistance, {}, {}", place.en, span(from, to)),
    );
    let kicker = Text::new(
        "Báo cáo kết quả và dự toán (trước 15/6 và trước 15/12)",
        "Report of results and estimate (before 15 June and before 15 December)",
    );
    let sections = sections::sections(people, years, settings, view);
    let mut headlines: Vec<Text> = last
        .scenario
        .iter()
        .map(|label| Text::new(format!("Phương án: {}", label.vi), format!("Draft: {}", label.en)))
        .collect();
    headlines.extend(headlines_of(&sections, last.year, years.doubts.is_empty()));
    Ok(Report {
        title,
        kicker,
        is_synthetic,
        headlines,
        notes: notes(program, people, (years, settings)),
        sections,
        settings: settings_told(policies, people, (years, settings), asked),
        sources: sources(program, people),
    })
}

fn span(from: i32, to: i32) -> String {
    if from == to { to.to_string() } else { format!("{from}–{to}") }
}

fn place(people: &People, asked: &ReportArguments, program: &Program) -> Text {
    if let People::Synthetic(made_for) = people {
        return Text::new(made_for.province.name_vi(), made_for.province.name_en());
    }
    let Some(code) = asked.province.as_ref().map(|code| code.replace('-', "_")) else {
        return Text::new("dữ liệu đưa vào", "own data");
    };
    let values = program.enumerations.iter().flat_map(|found| &found.values);
    let found = values.into_iter().find(|value| value.name == code);
    found.map_or_else(|| Text::same(&code), |value| value.label.clone())
}

/// The main results, in the figures of the tables. What a draft adds is left out where its sign may be another.
fn headlines_of(sections: &[Section], year: i32, is_sure: bool) -> Vec<Text> {
    let table = |names: [&str; 2]| {
        names
            .into_iter()
            .find_map(|name| sections.iter().map(|section| &section.table).find(|table| table.name == name))
    };
    let cell = |table: Option<&Table>, row: &dyn Fn(&report::Row) -> bool| {
        table?.rows.iter().find(|found| row(found))?.cells.last().cloned()
    };
    let shown = |cell: &Cell| Text::build(|language| cell.shown(language));
    let mut lines = Vec::new();
    let people = cell(table(["draft_recipients_by_year", "recipients_by_year"]), &|row| row.kind == RowKind::Main);
    let cost = cell(table(["draft_cost_by_year", "cost_by_year"]), &|row| row.kind == RowKind::Total);
    if let (Some(people), Some(cost)) = (people, cost) {
        let (people, cost) = (shown(&people), shown(&cost));
        lines.push(Text::new(
            format!("Năm {year}: số người hưởng ngày 31/12: {}; cả năm chi (triệu đồng): {}.", people.vi, cost.vi),
            format!("{year}: recipients on 31 December: {}; cost of the year (million VND): {}.", people.en, cost.en),
        ));
    }
    let added = table(["added_by_year", ""]);
    let of = |name: &'static str| cell(added, &|row| row.name == name);
    if let (Some(cost), Some(new), Some(lost), true) = (of("added_cost"), of("new"), of("lost"), is_sure) {
        lines.push(added_line([cost, new, lost], year));
    }
    lines
}

/// What a draft adds to cost, and how many receive newly or no longer.
fn added_line(cells: [Cell; 3], year: i32) -> Text {
    if cells.iter().all(|cell| cell.number().is_some_and(|number| number.is_zero())) {
        return Text::new(
            format!("Phương án không thay đổi gì trong năm {year}."),
            format!("The draft changes nothing in {year}."),
        );
    }
    let [cost, new, lost] = cells.map(|cell| Text::build(|language| cell.shown(language)));
    Text::new(
        format!(
            "So với luật hiện hành: kinh phí thay đổi (triệu đồng): {}; lượt người mới hưởng: {}; thôi hưởng: {}.",
            cost.vi, new.vi, lost.vi
        ),
        format!(
            "Against current law: change of cost (million VND): {}; people who newly receive: {}; no longer: {}.",
            cost.en, new.en, lost.en
        ),
    )
}

fn notes(program: &Program, people: &People, (years, settings): (&Years, &Settings)) -> Vec<Text> {
    let mut notes = Vec::new();
    match people {
        People::Synthetic(_) => {
            notes.push(Text::new(
                "DÂN SỐ TỔNG HỢP: người và hộ được tạo ra cho khớp số liệu công bố và phỏng đoán có ghi rõ; không phải người thật.",
                "SYNTHETIC POPULATION: persons and households are made to meet published counts and stated guesses; they are not real people.",
            ));
            notes.push(if years.range.is_some() { Text::new(
                "Trong ngoặc hoặc bên dưới mỗi số là khoảng mà số ấy có thể nằm; số chỉ giữ những chữ số mà khoảng ấy cho phép, các phần cộng lại có thể lệch tổng. Số không kèm khoảng thì không phỏng đoán nào làm thay đổi.",
                "In brackets or beneath each figure is the range in which it is thought to lie; it has only the digits that the range leaves, and parts may not add up to their sums. No guess moves a figure without a range.",
            ) } else { Text::new(
                format!("Số được làm tròn đến {DIGITS} chữ số có nghĩa, vì dữ liệu không chính xác hơn; các phần cộng lại có thể lệch tổng."),
                format!("Figures have {DIGITS} significant digits, for the data support no more; parts may not add up to their sums."),
            ) });
            notes.push(Text::new(
                format!("Đến năm {} là cùng một dân số theo số liệu năm ấy; sau đó người già đi, sinh ra, chết, chuyển đi theo các giả định nêu ở bảng. Luật là luật của từng tháng.", REFERENCE_YEAR),
                format!("Up to {} it is the same population with margins of that year; then people grow older, are born, die and move by the assumptions of the table. The law is that of each month.", REFERENCE_YEAR),
            ));
            notes.extend(tables::made_up(program));
        }
        People::Own(data) => {
            notes.push(tell::size(data));
            notes.extend(data.notes.iter().cloned());
            notes.push(Text::new(
                "Mỗi năm là cùng những người ấy, thêm tuổi, với luật của từng tháng năm ấy.",
                "Each year has the same people, older by then, under the law of each month of that year.",
            ));
            notes.extend(report::missing(&tell::missing(program, data)).iter().flat_map(|table| table.notes.clone()));
        }
    }
    notes.extend(years.notes.iter().cloned());
    if let Some(last) = years.outcomes.last() {
        let has: Vec<By> = last.breakdowns.iter().map(|breakdown| breakdown.by).collect();
        notes.extend(closer::notes(&settings.by, &has, &settings.take_up));
    }
    if let Some(last) = years.outcomes.last() {
        let simulated = report::simulation(last);
        notes.extend(simulated.notes.into_iter().skip(1));
        notes.extend(tables::assumed_levels(program, settings.scenario.as_deref()));
    }
    notes
}

fn settings_told(
    policies: &Policies,
    people: &People,
    (years, settings): (&Years, &Settings),
    asked: &ReportArguments,
) -> Vec<(Text, Text)> {
    let mut told = vec![
        (Text::new("Năm", "Years"), Text::same(span(asked.from, asked.to))),
        (Text::new("Mã băm của luật", "Hash of the rules"), Text::same(policies.hash())),
        (Text::new("Phiên bản", "Version"), Text::same(env!("CARGO_PKG_VERSION"))),
        (Text::new("Mầm ngẫu nhiên", "Seed"), Text::same(asked.seed.to_string())),
    ];
    match people {
        People::Synthetic(made_for) => {
            told.push((Text::new("Dân số", "Population"), Text::new("tổng hợp", "synthetic")));
            told.push((
                Text::new("Năm của số liệu", "Year of the margins"),
                Text::same(made_for.reference_year.to_string()),
            ));
            told.extend(
                made_for.assumptions.iter().map(|one| {
                    (Text::new("Số liệu dân số đặt riêng", "Margin set by hand"), Text::same(one.to_string()))
                }),
            );
        }
        People::Own(_) => {
            let name = |path: &Option<std::path::PathBuf>| {
                let name =
                    path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
                Text::same(name.unwrap_or_default())
            };
            told.push((Text::new("Bảng người", "Table of persons"), name(&asked.own.data)));
            told.push((Text::new("Bảng hộ", "Table of households"), name(&asked.own.households)));
            told.push((Text::new("Bảng ánh xạ", "Mapping"), name(&asked.own.mapping)));
        }
    }
    if let Some(fingerprint) = years.fingerprint {
        told.push((
            Text::new("Dấu vết dân số", "Fingerprint of the population"),
            Text::same(format!("{fingerprint:016x}")),
        ));
    }
    if let Some(name) = &asked.scenario {
        told.push((Text::new("Kịch bản", "Scenario"), Text::same(name)));
    }
    if let Some(day) = settings.known_on {
        told.push((Text::new("Luật biết đến ngày", "Law as known on"), date_text(day)));
    }
    told.extend(settings.with.iter().map(|module| (Text::new("Mô đun", "Module"), Text::same(module))));
    told.extend(settings.settings.iter().map(|(name, value)| {
        let program = &policies.checked.program;
        let parameter = program.parameters.iter().find(|parameter| parameter.naming.name == *name);
        parameter.map_or_else(
            || (Text::same(name), Text::default()),
            |parameter| (parameter.naming.label.clone(), value_text(*value, parameter.value_type, program)),
        )
    }));
    told
}

/// The documents of the law, and where the margins come from.
fn sources(program: &Program, people: &People) -> Vec<(Text, Text)> {
    let mut told: Vec<(Text, Text)> = program
        .instruments
        .iter()
        .map(|instrument| (Text::same(&instrument.number), instrument.title.clone()))
        .collect();
    if let People::Synthetic(made_for) = people {
        let margins = population::margins(made_for).unwrap_or_default();
        let guesses = margins.iter().filter(|margin| margin.standing == Standing::Guess).count();
        told.push((
            Text::new("Phỏng đoán", "Guesses"),
            Text::new(
                format!("{guesses} trên {} số liệu lập nên dân số là PHỎNG ĐOÁN", margins.len()),
                format!("{guesses} of the {} margins that the population is made from are GUESSES", margins.len()),
            ),
        ));
        let named: BTreeSet<&str> = margins.iter().map(|margin| margin.source.as_str()).collect();
        told.extend(named.into_iter().map(|source| (Text::new("Số liệu dân số", "Margins"), Text::same(source))));
    }
    told
}
