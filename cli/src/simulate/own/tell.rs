//! What is told of own data beside the results.
//!
//! Receives data and results; hands on notes, and texts, JSON or CSV. It computes no figure.

use std::fmt::Write;

use ansinh_engine::hir::Program;
use ansinh_engine::lower::{date_text, number_text};
use ansinh_engine::measures::Design;
use ansinh_engine::population::Entity;
use ansinh_engine::report::{self, Missing};
use ansinh_engine::simulate::{By, Drawn, Settings};
use ansinh_engine::value::Decimal;
use ansinh_grammar::{Language, Text};
use serde::Serialize;

use super::super::export::{self, PlainTable, plain_table};
use super::super::tables;
use super::Own;
use crate::arguments::{SimulateArguments, TableFormat};
use crate::data::Data;
use crate::plain::{self, Both, all};
use crate::view::View;

/// Own data and what came of them, for programs.
#[derive(Serialize)]
struct Exported {
    is_synthetic: bool,
    year: i32,
    persons: u64,
    households: u64,
    scenario: Option<Both>,
    notes: Vec<Both>,
    tables: Vec<PlainTable>,
}

/// The results.
pub(super) fn told(own: &Own, format: TableFormat, view: View) -> String {
    match format {
        TableFormat::Text => {
            let mut text = format!("{} {}\n", view.say("Dữ liệu đưa vào, năm", "Own data, year"), own.outcome.year);
            text.push_str(&tables::plain_text(&own.notes, &own.tables, view));
            text
        }
        TableFormat::Csv => export::csv(&own.notes, &own.tables, view),
        TableFormat::Json => plain::json(&Exported {
            is_synthetic: false,
            year: own.settings.year,
            persons: own.outcome.persons,
            households: own.outcome.households,
            scenario: own.outcome.scenario.as_ref().map(Both::from),
            notes: all(&own.notes),
            tables: own.tables.iter().map(plain_table).collect(),
        }),
    }
}

/// What was found where nothing is wrong.
pub(super) fn checked(program: &Program, data: &Data, asked: &SimulateArguments, view: View) -> String {
    let mut notes = vec![size(data)];
    notes.extend(data.notes.iter().cloned());
    notes.extend(unmapped(program, data));
    let tables: Vec<report::Table> = report::missing(&missing(program, data)).into_iter().collect();
    match asked.format {
        TableFormat::Text => {
            let mut text = String::new();
            let _ = writeln!(text, "{}", view.say("Dữ liệu không có lỗi", "Nothing is wrong with the data"));
            text.push_str(&tables::plain_text(&notes, &tables, view));
            text
        }
        TableFormat::Csv => export::csv(&notes, &tables, view),
        TableFormat::Json => {
            #[derive(Serialize)]
            struct Checked {
                persons: usize,
                households: usize,
                unmapped: Vec<String>,
                notes: Vec<Both>,
                tables: Vec<PlainTable>,
            }
            plain::json(&Checked {
                persons: data.population.persons(),
                households: data.population.households(),
                unmapped: data.unmapped.clone(),
                notes: all(&notes),
                tables: tables.iter().map(plain_table).collect(),
            })
        }
    }
}

/// Notes on the data and the law.
pub(super) fn notes(data: &Data, settings: &Settings) -> Vec<Text> {
    let mut notes = vec![size(data)];
    notes.extend(data.notes.iter().cloned());
    if let Some(day) = settings.known_on {
        let day = date_text(day);
        notes.push(Text::new(format!("Luật biết đến ngày {}", day.vi), format!("Law as known on {}", day.en)));
    }
    notes.extend(settings.settings.iter().map(|(name, _)| {
        Text::new(format!("Tham số đặt riêng cả năm: `{name}`"), format!("Parameter set by hand, all year: `{name}`"))
    }));
    notes
}

pub(crate) fn size(data: &Data) -> Text {
    let (persons, households) = (data.population.persons() as u64, data.population.households() as u64);
    Text::build(|language| {
        let count = |count: u64| number_text(Decimal::from(count), language);
        let (persons, households) = (count(persons), count(households));
        match (language, &data.sample) {
            (Language::Vi, None) => format!("Dữ liệu: {persons} người trong {households} hộ"),
            (Language::En, None) => format!("Data: {persons} persons in {households} households"),
            (Language::Vi, Some(_)) => {
                format!("Mẫu điều tra: {persons} người trong {households} hộ, nhân với quyền số của hộ")
            }
            (Language::En, Some(_)) => {
                format!(
                    "A sample: {persons} persons in {households} households, multiplied by the weights of households"
                )
            }
        }
    })
}

fn unmapped(program: &Program, data: &Data) -> Option<Text> {
    let label = |name: &String| {
        let input = program.inputs.iter().find(|input| input.naming.name == *name);
        input.map_or_else(|| Text::same(name), |input| input.naming.label.clone())
    };
    let labels: Vec<Text> = data.unmapped.iter().map(label).collect();
    let joined = |form: fn(&Text) -> &str| labels.iter().map(form).collect::<Vec<_>>().join("; ");
    (!labels.is_empty()).then(|| {
        Text::new(
            format!("Dữ kiện của luật không có cột nào: {}", joined(|label| &label.vi)),
            format!("Facts of the law that no column holds: {}", joined(|label| &label.en)),
        )
    })
}

/// Of each column how much is not known.
pub(crate) fn missing(program: &Program, data: &Data) -> Vec<Missing> {
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let (persons, households) = (count(data.population.persons()), count(data.population.households()));
    let of_column = |open: &crate::data::OpenColumn| {
        let input = program.inputs.iter().find(|input| input.naming.name == open.name);
        let is_of_households = open.entity == Entity::Household;
        Missing {
            name: open.name.clone(),
            label: input.map_or_else(|| Text::same(&open.name), |input| input.naming.label.clone()),
            is_of_households,
            unknown: count(open.rows.len()),
            partly: count(open.partial.len()),
            among: if is_of_households { households } else { persons },
        }
    };
    let of_link = |(name, rows): &(String, Vec<u32>)| {
        let link = program.links.iter().find(|link| link.naming.name == *name);
        Missing {
            name: name.clone(),
            label: link.map_or_else(|| Text::same(name), |link| link.naming.label.clone()),
            is_of_households: false,
            unknown: count(rows.len()),
            partly: 0,
            among: persons,
        }
    };
    data.open.columns.iter().map(of_column).chain(data.open.links.iter().map(of_link)).collect()
}

/// Takes out the traits of which something is not known: a group would hold people who may not belong to it.
pub(super) fn not_by(data: &Data, settings: &mut Settings) -> Vec<Text> {
    let is_open = |by: &By| {
        let column = match by {
            By::Residence => "urban",
            By::Age | By::AgeSex => "date_of_birth",
            By::Fifth => "income_per_head",
            other => other.code(),
        };
        data.open.columns.iter().any(|open| open.name == column && !open.rows.is_empty())
    };
    let out: Vec<By> = settings.by.iter().copied().filter(is_open).collect();
    settings.by.retain(|by| !out.contains(by));
    let note = |by: &By| {
        let label = by.label();
        Text::new(
            format!("Không chia theo {}: có người chưa biết dữ kiện ấy.", label.vi),
            format!("Not broken down by {}: of some people the fact is not known.", label.en),
        )
    };
    out.iter().map(note).collect()
}

/// How the sampling error was found.
pub(super) fn how(drawn: &Drawn<'_>) -> Text {
    let n = drawn.replicates.len();
    if n > 0 {
        let factor = drawn.factor.map_or_else(|| format!("1/{n}"), |factor| factor.to_string());
        return Text::new(
            format!(
                "Theo {n} quyền số lặp, hệ số {factor} (Wolter 2007); khoảng = 1,96 sai số chuẩn. Chỉ là sai số chọn mẫu."
            ),
            format!(
                "By {n} replicate weights, factor {factor} (Wolter 2007); the interval is 1.96 standard errors. Of sampling only."
            ),
        );
    }
    let design = Design::new(drawn.strata, drawn.units);
    let (strata, units) = design.size();
    let (samples, seed, lonely) = (drawn.n_samples, drawn.seed, design.lonely());
    Text::new(
        format!(
            "Bootstrap {samples} lần, mầm {seed}, {units} đơn vị mẫu trong {strata} tầng (Rao và Wu 1988; Rao, Wu và Yue 1992); {lonely} tầng chỉ có một đơn vị, không đóng góp vào sai số. Khoảng = 1,96 sai số chuẩn, chỉ là sai số chọn mẫu."
        ),
        format!(
            "Bootstrap of {samples} samples, seed {seed}, {units} units in {strata} strata (Rao and Wu 1988; Rao, Wu and Yue 1992); {lonely} strata of one unit add nothing. The interval is 1.96 standard errors, of sampling only."
        ),
    )
}
