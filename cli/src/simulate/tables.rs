//! Tables for a reader at a terminal, and what must be said beside them.
//!
//! Receives the engine's tables; hands on a text. It computes no figure.

use std::fmt::Write;

use ansinh_engine::hir::Program;
use ansinh_engine::lower::{date_text, number_text, parameter_named, scenario_named, value_text};
use ansinh_engine::population;
use ansinh_engine::report::{self, Cell, Row, RowKind, Table, Unit};
use ansinh_engine::simulate::{Outcome, Settings};
use ansinh_engine::value::{Decimal, Value};
use ansinh_grammar::Text;

use super::Simulated;
use crate::table::{Side, aligned};
use crate::view::View;

/// The finding in one sentence, what it is about, and the tables.
pub(super) fn text(simulated: &Simulated, view: View) -> String {
    let province = simulated.population.province;
    let province = view.say(province.name_vi(), province.name_en());
    let mut text = format!("{province} {}\n", simulated.outcome.year);
    // Writing to a string does not fail.
    let _ = writeln!(text, "{}", view.get(&report::headline(&simulated.outcome)));
    text.push_str(&plain_text(&simulated.notes, &simulated.tables, view));
    text
}

/// Notes, and tables with theirs.
pub(crate) fn plain_text(notes: &[Text], tables: &[Table], view: View) -> String {
    let mut text = notes_text(notes, view);
    for table in tables {
        let _ = write!(text, "\n{}\n\n{}", view.get(&table.title), drawn(table, view));
        text.push_str(&notes_text(&table.notes, view));
    }
    text
}

fn notes_text(notes: &[Text], view: View) -> String {
    notes.iter().map(|note| format!("  · {}\n", view.get(note))).collect()
}

fn drawn(table: &Table, view: View) -> String {
    let heading = |heading: &report::Heading| {
        let unit = heading.unit.words();
        let unit = view.get(&unit);
        let label = view.get(&heading.label);
        if unit.is_empty() { label.to_owned() } else { format!("{label} ({unit})") }
    };
    let header: Vec<String> = std::iter::once(String::new()).chain(table.headings.iter().map(heading)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(row, view)).collect();
    let side = |heading: &report::Heading| if heading.unit == Unit::Text { Side::Left } else { Side::Right };
    let sides: Vec<Side> = std::iter::once(Side::Left).chain(table.headings.iter().map(side)).collect();
    aligned(&header, &rows, &sides)
}

fn cells(row: &Row, view: View) -> Vec<String> {
    let indent = if row.kind == RowKind::Part { "  " } else { "" };
    let label = format!("{indent}{}", view.get(&row.label));
    std::iter::once(label).chain(row.cells.iter().map(|cell: &Cell| cell.shown(view.language))).collect()
}

/// What must be said beside the figures: that people are made up, of what and how; which law.
pub(super) fn notes(
    program: &Program,
    made_for: &population::Settings,
    fingerprint: u64,
    settings: &Settings,
    outcome: &Outcome,
) -> Vec<Text> {
    let population::Settings { province, reference_year, year, seed, .. } = made_for;
    let people = Text::build(|language| {
        let count = |count: u64| number_text(Decimal::from(count), language);
        let (persons, households) = (count(outcome.persons), count(outcome.households));
        match language {
            ansinh_grammar::Language::Vi => format!(
                "DÂN SỐ TỔNG HỢP của {}: {persons} người trong {households} hộ, theo số liệu năm {reference_year}, \
                 tuổi tính đến 31/12/{year}; mầm ngẫu nhiên {seed}, dấu vết {fingerprint:016x}",
                province.name_vi()
            ),
            ansinh_grammar::Language::En => format!(
                "SYNTHETIC POPULATION of {}: {persons} persons in {households} households, margins of \
                 {reference_year}, ages as of {year}-12-31; seed {seed}, fingerprint {fingerprint:016x}",
                province.name_en()
            ),
        }
    });
    let law = match &outcome.scenario {
        Some(label) => Text::new(
            format!("Luật: luật hiện hành của từng tháng, so với kịch bản “{}”", label.vi),
            format!("Law: current law of each month, beside the scenario “{}”", label.en),
        ),
        None => Text::new("Luật: luật hiện hành của từng tháng", "Law: current law of each month"),
    };
    let known = settings.known_on.map(|day| {
        let day = date_text(day);
        Text::new(format!("Luật biết đến ngày {}", day.vi), format!("Law as known on {}", day.en))
    });
    let with = settings.with.iter().map(|module| {
        Text::new(format!("Có sửa đổi của mô đun `{module}`"), format!("With the amendments of module `{module}`"))
    });
    let set = settings.settings.iter().map(|(name, value)| set_by_hand(program, name, *value));
    let margins = population::margins(made_for).unwrap_or_default();
    let guesses = margins.iter().filter(|margin| margin.standing == population::Standing::Guess).count();
    let guessed = Text::new(
        format!(
            "{guesses} trên {} số liệu lập nên dân số là PHỎNG ĐOÁN; `ansinh population --province {} --all` nêu từng số",
            margins.len(),
            province.code()
        ),
        format!(
            "{guesses} of the {} margins that the population is made from are GUESSES; `ansinh population --province {} --all` shows each",
            margins.len(),
            province.code()
        ),
    );
    let assumed = made_for.assumptions.iter().map(|assumption| {
        Text::new(format!("Số liệu dân số đặt riêng: {assumption}"), format!("Margin set by hand: {assumption}"))
    });
    let basis: Vec<Text> = [people, guessed].into_iter().chain(assumed).collect();
    basis.into_iter().chain([law]).chain(known).chain(with).chain(set).collect()
}

/// What is said of a scenario that rests on assumed levels.
pub(crate) fn assumed_levels(program: &Program, scenario: Option<&str>) -> Option<Text> {
    let scenario = scenario_named(program, scenario?).one()?;
    program.has_assumed_levels(scenario).then(report::assumed_levels)
}

/// What the synthetic population takes to be so because no source counts it.
pub(crate) fn made_up(program: &Program) -> Vec<Text> {
    let label = |name: &&str| {
        let input = program.inputs.iter().find(|input| input.naming.name == *name);
        input.map_or_else(|| Text::same(*name), |input| input.naming.label.clone())
    };
    let joined = |names: &[&str]| {
        let labels: Vec<Text> = names.iter().map(label).collect();
        let form = |form: fn(&Text) -> &str| {
            labels.iter().map(|label| format!("“{}”", form(label))).collect::<Vec<_>>().join(", ")
        };
        Text::new(form(|label| &label.vi), form(|label| &label.en))
    };
    let no = joined(&population::ASSUMED_NO);
    let no = Text::new(
        format!("Dân số tổng hợp coi là “không” với mọi người, vì không nguồn nào thống kê: {}", no.vi),
        format!("The synthetic population takes for no of everybody, as no source counts it: {}", no.en),
    );
    let derived = population::DERIVED.iter().map(|(name, from)| {
        let (name, from) = (label(name), joined(from));
        Text::new(
            format!("Dân số tổng hợp suy “{}” từ: {}", name.vi, from.vi),
            format!("The synthetic population derives “{}” from: {}", name.en, from.en),
        )
    });
    std::iter::once(no).chain(derived).collect()
}

fn set_by_hand(program: &Program, name: &str, value: Value) -> Text {
    let parameter = parameter_named(program, name).one().and_then(|id| program.parameters.get(id.0));
    let (label, value) = parameter.map_or_else(Default::default, |parameter| {
        let value = value_text(value, parameter.value_type, program);
        (parameter.naming.label.clone(), value)
    });
    Text::new(
        format!("Đặt riêng cả năm: {} = {}", label.vi, value.vi),
        format!("Set by hand, all year: {} = {}", label.en, value.en),
    )
}
