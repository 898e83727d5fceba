//! Who may know whom.
//!
//! Receives the sources of both libraries; holds every `crate::` path against the tables below.
//! A new edge is a decision of its own.

use std::collections::BTreeSet;

use super::sources::{code_lines, sources};

/// A module and the modules it may name.
type Row = (&'static str, &'static [&'static str]);

const GRAMMAR: [Row; 9] = [
    ("span", &[]),
    ("letters", &[]),
    ("encoding", &["language", "keyword"]),
    ("language", &[]),
    ("keyword", &["language"]),
    ("diagnostic", &["span", "language"]),
    ("tree", &["span", "language"]),
    ("parse", &["span", "language", "letters", "keyword", "diagnostic", "tree"]),
    ("format", &["span", "language", "keyword", "diagnostic", "parse"]),
];

const ENGINE: [Row; 19] = [
    ("codes", &[]),
    ("value", &["codes"]),
    ("hir", &["value"]),
    ("check", &["codes", "hir", "value"]),
    ("plan", &["value"]),
    ("lower", &["codes", "hir", "plan", "value"]),
    ("explain", &["plan", "value"]),
    ("analyse", &["codes", "hir", "lower", "plan", "explain", "value"]),
    ("measures", &["value"]),
    ("population", &["measures", "value"]),
    ("vector", &["plan", "value", "population"]),
    ("simulate", &["hir", "lower", "measures", "plan", "vector", "population", "value"]),
    ("report", &["measures", "simulate", "population", "value"]),
    ("editor", &["check", "hir", "lower", "value"]),
    ("catalogue", &["check", "editor", "hir", "lower", "value"]),
    ("translate", &["check"]),
    ("coverage", &["hir", "lower", "explain", "value"]),
    ("calendar", &["hir", "lower", "plan", "explain", "value"]),
    ("trial", &["codes", "hir", "lower", "plan", "explain", "value"]),
];

/// Edges that break the direction today, with the reason; it may only shrink.
const BROKEN: [(&str, &str, &str); 3] = [
    ("explain", "lower", "the texts of values and amounts live in lower::text; they belong beside `plan` or `value`"),
    ("report", "plan", "the units of amounts come from the plan, where the results of `simulate` could carry them"),
    ("report", "lower", "the texts of values and amounts live in lower::text; they belong beside `plan` or `value`"),
];

/// The rooms of the checker in the order of work: each may name those before it.
const ROOMS_OF_CHECK: [&str; 16] = [
    "names",
    "noted",
    "periods",
    "checker",
    "resolution",
    "types",
    "expressions",
    "declarations",
    "rules",
    "changes",
    "plans",
    "trials",
    "circles",
    "exactness",
    "time",
    "followers",
];

/// The edges of one library: from a module to a module it names.
fn edges(library: &str) -> BTreeSet<(String, String)> {
    let mut edges = BTreeSet::new();
    for file in sources() {
        let Some(path) = file.path.strip_prefix(library) else { continue };
        let module = path.split('/').next().unwrap_or(path).trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        for (_, line) in code_lines(&file) {
            for (at, _) in line.match_indices("crate::") {
                let rest = line.get(at + "crate::".len()..).unwrap_or("");
                let named = rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or("");
                if named != module && !named.is_empty() {
                    edges.insert((module.clone(), named.to_owned()));
                }
            }
        }
    }
    edges
}

fn hold(library: &str, table: &[Row], broken: &[(&str, &str, &str)]) {
    let edges = edges(library);
    let is_allowed = |from: &str, to: &str| table.iter().any(|(module, may)| *module == from && may.contains(&to));
    let is_excused = |from: &str, to: &str| broken.iter().any(|(module, named, _)| *module == from && *named == to);
    let wrong: Vec<_> = edges.iter().filter(|(from, to)| !is_allowed(from, to) && !is_excused(from, to)).collect();
    assert!(wrong.is_empty(), "edges of {library} that no row allows: {wrong:#?}");
    let mended: Vec<_> =
        broken.iter().filter(|(from, to, _)| !edges.contains(&((*from).to_owned(), (*to).to_owned()))).collect();
    assert!(mended.is_empty(), "take these off the list: {mended:#?}");
}

#[test]
fn the_grammar_knows_only_what_it_may() {
    hold("grammar/src/", &GRAMMAR, &[]);
}

#[test]
fn the_engine_knows_only_what_it_may() {
    hold("engine/src/", &ENGINE, &BROKEN);
}

#[test]
fn no_room_of_the_checker_names_a_later_one() {
    let room_at = |name: &str| ROOMS_OF_CHECK.iter().position(|room| *room == name);
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(path) = file.path.strip_prefix("engine/src/check/") else { continue };
        let room = path.split('/').next().unwrap_or(path).trim_end_matches(".rs");
        let Some(own) = room_at(room) else {
            wrong.push(format!("{}: a room that is not on the list", file.path));
            continue;
        };
        for (at, line) in code_lines(&file) {
            for (start, found) in line.match_indices("crate::check::") {
                let rest = line.get(start + found.len()..).unwrap_or("");
                let named = rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().unwrap_or("");
                if room_at(named).is_some_and(|named| named > own) {
                    wrong.push(format!("{}:{at}: {named}", file.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_parser_names_the_parser_library() {
    let mut found = Vec::new();
    for file in sources() {
        if file.path.starts_with("grammar/src/parse") || file.path.starts_with("tests/") {
            continue;
        }
        let names_it = |line: &str| line.contains("pest::") || line.contains("pest_derive") || line.contains("Rule::");
        found.extend(
            code_lines(&file)
                .into_iter()
                .filter(|(_, line)| names_it(line))
                .map(|(at, _)| format!("{}:{at}", file.path)),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_engine_never_parses_but_in_check() {
    let mut found = Vec::new();
    for file in sources() {
        let is_engine = file.path.starts_with("engine/src/") && !file.path.starts_with("engine/src/check");
        let names_it = |line: &str| line.contains("ansinh_grammar::tree") || line.contains("ansinh_grammar::parse");
        if is_engine {
            found.extend(
                code_lines(&file)
                    .into_iter()
                    .filter(|(_, line)| names_it(line))
                    .map(|(at, _)| format!("{}:{at}", file.path)),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
