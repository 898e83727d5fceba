//! The articles of each instrument: which rules state them, and what became of the others.
//!
//! Receives a program; hands on lists in the order of the articles. What is encoded follows from what rules cite.

use std::collections::BTreeMap;

use ansinh_grammar::{Span, Text};

use crate::hir::{InstrumentId, Program, Standing, StandingKind};

/// A rule that states something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StatedBy {
    /// Its name, the same on every day.
    pub id: String,
    /// Its name in each language.
    pub called: Text,
    /// What it is called for a reader.
    pub label: Text,
    /// Where it is declared.
    pub span: Span,
}

/// A place that rules state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Encoded {
    /// The place: mostly an article; nothing inside it is told apart. Empty for the instrument as a whole.
    pub parts: Vec<(&'static str, String)>,
    /// The rules, in the order of their declaration.
    pub rules: Vec<StatedBy>,
}

/// How much of an instrument is encoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LawCoverage {
    /// The instrument.
    pub instrument: InstrumentId,
    /// What rules state.
    pub encoded: Vec<Encoded>,
    /// What is listed as left out.
    pub standings: Vec<Standing>,
    /// Articles that the instrument has, that no rule states and that are not listed.
    pub unlisted: Vec<u32>,
    /// Whether the instrument says which articles it has.
    pub has_list: bool,
}

impl LawCoverage {
    /// What is listed for one reason.
    pub fn listed(&self, kind: StandingKind) -> impl Iterator<Item = &Standing> {
        self.standings.iter().filter(move |standing| standing.kind == kind)
    }
}

/// How much of each instrument is encoded, in the order of their declaration.
#[must_use]
pub fn articles(program: &Program) -> Vec<LawCoverage> {
    let mut stated: BTreeMap<(usize, Rank), Encoded> = BTreeMap::new();
    for cited in program.cited() {
        let parts: Vec<_> = cited.citation.parts.iter().take(1).cloned().collect();
        let key = (cited.citation.instrument.0, rank(&parts));
        let encoded = stated.entry(key).or_insert_with(|| Encoded { parts, rules: Vec::new() });
        let rule = StatedBy {
            id: cited.rule.id(),
            called: program.called_rule(&cited.rule),
            label: cited.rule.label(),
            span: cited.rule.span(),
        };
        if !encoded.rules.contains(&rule) {
            encoded.rules.push(rule);
        }
    }
    let of = |(at, instrument): (usize, &crate::hir::Instrument)| {
        let encoded: Vec<Encoded> =
            stated.iter().filter(|((own, _), _)| *own == at).map(|(_, encoded)| encoded.clone()).collect();
        let mut standings = instrument.standings.clone();
        standings.sort_by_key(|standing| rank(&standing.place.parts));
        let is_told = |number: &u32| {
            let number = number.to_string();
            let is_it = |parts: &[(&'static str, String)]| {
                parts.first().is_some_and(|(level, label)| *level == "article" && *label == number)
            };
            encoded.iter().any(|encoded| is_it(&encoded.parts))
                || standings.iter().any(|standing| is_it(&standing.place.parts))
        };
        let all = instrument.articles.into_iter().flat_map(|(first, last)| first..=last);
        let unlisted = all.filter(|number| !is_told(number)).collect();
        let has_list = instrument.articles.is_some();
        LawCoverage { instrument: InstrumentId(at), encoded, standings, unlisted, has_list }
    };
    program.instruments.iter().enumerate().map(of).collect()
}

/// The order of a place: by level, then by number, then by letter.
type Rank = Vec<(&'static str, u32, String)>;

fn rank(parts: &[(&'static str, String)]) -> Rank {
    let of = |(level, label): &(&'static str, String)| {
        let digits: String = label.chars().take_while(char::is_ascii_digit).collect();
        (*level, digits.parse().unwrap_or(0), label.clone())
    };
    parts.iter().map(of).collect()
}
