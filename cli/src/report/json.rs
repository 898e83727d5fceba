//! A report for programs.
//!
//! Receives a report; hands on JSON with all texts in both languages and exact numbers as texts. It computes no figure.

use ansinh_engine::report::Table;
use ansinh_grammar::Text;
use serde::Serialize;

use super::Report;
use crate::plain::{self, Both};
use crate::simulate::export::{PlainTable, plain_table};

#[derive(Serialize)]
struct Plain {
    title: Both,
    kicker: Both,
    is_synthetic: bool,
    headlines: Vec<Both>,
    notes: Vec<Both>,
    settings: Vec<Pair>,
    sources: Vec<Pair>,
    tables: Vec<PlainTable>,
}

#[derive(Serialize)]
struct Pair {
    label: Both,
    value: Both,
}

/// The report as text.
pub(super) fn text(report: &Report, tables: &[Table]) -> String {
    let pairs = |pairs: &[(Text, Text)]| {
        pairs.iter().map(|(label, value)| Pair { label: Both::from(label), value: Both::from(value) }).collect()
    };
    plain::json(&Plain {
        title: Both::from(&report.title),
        kicker: Both::from(&report.kicker),
        is_synthetic: report.is_synthetic,
        headlines: plain::all(&report.headlines),
        notes: plain::all(&report.notes),
        settings: pairs(&report.settings),
        sources: pairs(&report.sources),
        tables: tables.iter().map(plain_table).collect(),
    })
}
