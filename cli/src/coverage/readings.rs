//! `ansinh coverage --readings`: every open reading of the law with its default, and every departure from what was
//! published.
//!
//! Receives the texts of policies in canonical form and their program; hands on the notes that begin with the words for
//! an open reading, and those of tests that say DEPARTURE, with the rule, the places in the law and how to change it.
//! What is a reading is said in the law and nowhere else.

use std::collections::BTreeSet;
use std::fmt::Write;

use ansinh_engine::hir::Program;
use ansinh_grammar::Text;
use serde::Serialize;

use crate::Printed;
use crate::arguments::Format;
use crate::plain::{self, Both};
use crate::policies::Policies;
use crate::view::View;

/// How a note begins that tells of an open reading, in English.
const OPEN: &str = "Open reading: ";
/// What the note of a test says where the law gives another answer than was published.
const DEPARTURE: &str = "DEPARTURE";

#[derive(Serialize)]
struct Readings {
    schema: &'static str,
    readings: Vec<Reading>,
    departures: Vec<Reading>,
}

#[derive(Serialize)]
struct Reading {
    file: String,
    /// The declaration and the items in it, as written, outermost first.
    of: Vec<String>,
    note: Both,
    /// Instruments by number, with the place.
    sources: Vec<String>,
    /// The name to set, where the reading is a parameter.
    parameter: Option<String>,
    #[serde(skip)]
    text: Text,
}

/// All readings, printed.
pub(super) fn print(policies: &Policies, program: &Program, format: Format, view: View) -> Printed {
    let all = policies.sources.iter().flat_map(|source| {
        let lines: Vec<&str> = source.text().lines().collect();
        let notes = (0..lines.len()).filter_map(|at| note(&lines, at).map(|text| (at, text)));
        notes.map(|(at, text)| reading(source.path(), &lines, at, text, program)).collect::<Vec<_>>()
    });
    let (readings, rest): (Vec<_>, Vec<_>) = all.partition(|found| found.text.en.starts_with(OPEN));
    let departures = rest.into_iter().filter(|found| found.text.en.contains(DEPARTURE)).collect();
    let found = Readings { schema: "ansinh-readings-1", readings, departures };
    Printed::fine(match format {
        Format::Json => plain::json(&found),
        Format::Text => text(&found, view),
    })
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The note that begins on a line.
fn note(lines: &[&str], at: usize) -> Option<Text> {
    let line = lines.get(at)?.trim_start();
    let own = line.strip_prefix("note ").or_else(|| line.strip_prefix("ghi chú "))?;
    let next = lines.get(at + 1).map_or("", |line| line.trim_start());
    let more = if next.starts_with("vi \"") || next.starts_with("en \"") { next } else { "" };
    let all = format!("{own} {more}");
    let of = |language: &str| {
        let behind = all.split_once(&format!("{language} \"")).map_or("", |(_, behind)| behind);
        behind.split_once('"').map_or("", |(text, _)| text).to_owned()
    };
    // Notes of tests are in one language only.
    let (vi, en) = (of("vi"), of("en"));
    Some(Text::new(if vi.is_empty() { &en } else { &vi }, if en.is_empty() { &vi } else { &en }))
}

fn reading(file: &str, lines: &[&str], at: usize, text: Text, program: &Program) -> Reading {
    let mut around = Vec::new();
    let (mut depth, mut above) = (lines.get(at).map_or(0, |line| indent(line)), at);
    let mut item = at;
    while depth > 0 && above > 0 {
        above -= 1;
        let Some(line) = lines.get(above).filter(|line| !line.trim().is_empty()) else { continue };
        if indent(line) < depth {
            if around.is_empty() {
                item = above;
            }
            depth = indent(line);
            around.push(line.trim().to_owned());
        }
    }
    around.reverse();
    let declared = around.first().map_or("", String::as_str);
    let name = declared.strip_prefix("parameter ").or_else(|| declared.strip_prefix("tham số "));
    let parameter = name.and_then(|rest| rest.split(':').next()).map(str::to_owned);
    let sources = sources(lines, item, program);
    Reading { file: file.to_owned(), of: around, note: (&text).into(), sources, parameter, text }
}

/// The places that an item cites, and what is in it.
fn sources(lines: &[&str], item: usize, program: &Program) -> Vec<String> {
    let depth = lines.get(item).map_or(0, |line| indent(line));
    let inside = lines.iter().skip(item + 1).take_while(|line| line.trim().is_empty() || indent(line) > depth);
    let mut found = Vec::new();
    for line in inside {
        let line = line.trim();
        let Some(places) = line.strip_prefix("source ").or_else(|| line.strip_prefix("căn cứ ")) else { continue };
        for place in places.split("; ") {
            let (symbol, rest) = place.split_once(' ').unwrap_or((place, ""));
            let number = program.instruments.iter().find(|found| found.naming.name == symbol);
            let number = number.map_or(symbol, |found| found.number.as_str());
            found.push(format!("{number} {rest}").trim_end().to_owned());
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|place| seen.insert(place.clone()));
    found
}

fn text(found: &Readings, view: View) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "# {}\n",
        view.say(
            "Cách hiểu còn ngỏ và chỗ khác với câu trả lời đã công bố",
            "Open readings, and departures from published answers"
        )
    );
    let head = view.say(
        "Lập từ các ghi chú trong luật bằng `ansinh coverage --readings`; không sửa tay.",
        "Made from the notes in the law by `ansinh coverage --readings`; nothing here is typed by hand.",
    );
    let _ = writeln!(out, "{head}\n");
    let _ = writeln!(out, "## {}: {}", view.say("Cách hiểu còn ngỏ", "Open readings"), found.readings.len());
    found.readings.iter().for_each(|reading| one(&mut out, reading, view));
    let _ =
        writeln!(out, "\n## {}: {}", view.say("Khác với câu trả lời đã công bố", "Departures"), found.departures.len());
    found.departures.iter().for_each(|reading| one(&mut out, reading, view));
    out
}

fn one(out: &mut String, reading: &Reading, view: View) {
    let _ = writeln!(out, "\n### `{}`\n", reading.of.join("` › `"));
    let note = view.get(&reading.text);
    let _ = writeln!(out, "- {note}");
    if !reading.sources.is_empty() {
        let _ = writeln!(out, "- {}: {}.", view.say("Căn cứ", "Cited"), reading.sources.join("; "));
    }
    let is_reading = reading.text.en.starts_with(OPEN);
    let change = match &reading.parameter {
        Some(name) => view
            .say(
                "Đổi cách hiểu: là tham số `{}`, đặt bằng `--set` hoặc trong kịch bản.",
                "To change it: it is the parameter `{}`, set with `--set` or in a scenario.",
            )
            .replace("{}", name),
        None => view
            .say(
                "Đổi cách hiểu: nằm trong chính quy định; thay bằng một sửa đổi hoặc kịch bản.",
                "To change it: it is written into the rule; an amendment or a scenario replaces that.",
            )
            .to_owned(),
    };
    if is_reading {
        let _ = writeln!(out, "- {change}");
    }
    let _ = writeln!(out, "- `policies/{}`.", reading.file);
}
