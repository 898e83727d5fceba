//! The articles of each instrument: encoded, left to an office, out of scope, not seen, not accounted for.
//!
//! Receives what the engine found; prints it as text or JSON. It counts and decides nothing else.

use std::fmt::Write;

use ansinh_engine::coverage::{self, LawCoverage};
use ansinh_engine::hir::{Program, Standing, StandingKind};
use ansinh_engine::lower::place_text;
use ansinh_grammar::Text;
use serde::Serialize;

use super::{Question, title};
use crate::arguments::Format;
use crate::plain::Both;
use crate::view::View;
use crate::{Printed, plain};

/// The three reasons for which no rule states a place, in the order in which they are shown.
const KINDS: [(StandingKind, &str, &str, &str); 3] = [
    (StandingKind::Discretionary, "discretionary", "do cơ quan quyết định", "left to an office"),
    (StandingKind::OutOfScope, "out_of_scope", "ngoài phạm vi", "out of scope"),
    (StandingKind::NotSeen, "not_seen", "chưa đọc được", "not seen"),
];

/// Prints the articles.
pub(super) fn print(program: &Program, question: &Question, format: Format, view: View) -> Printed {
    let all = coverage::articles(program);
    let is_wrong =
        all.iter().any(|law| question.requires(law.instrument) && (!law.has_list || !law.unlisted.is_empty()));
    let shown: Vec<LawCoverage> = all.into_iter().filter(|law| question.wants(law.instrument)).collect();
    let text = match format {
        Format::Text => text(program, &shown, view),
        Format::Json => plain::json(&Coverage {
            schema: "ansinh-coverage-1",
            instruments: shown.iter().map(|law| Law::of(program, law)).collect(),
        }),
    };
    Printed { text, is_wrong }
}

fn text(program: &Program, laws: &[LawCoverage], view: View) -> String {
    let mut text = String::new();
    for law in laws {
        one(program, law, view, &mut text);
    }
    let count = |of: fn(&LawCoverage) -> usize| laws.iter().map(of).sum::<usize>();
    let (encoded, unlisted) = (count(|law| law.encoded.len()), count(|law| law.unlisted.len()));
    let left = |kind: StandingKind| laws.iter().map(|law| law.listed(kind).count()).sum::<usize>();
    let [office, scope, seen] = KINDS.map(|(kind, ..)| left(kind));
    let total = Text::new(
        format!(
            "{} văn bản: {encoded} điều đã mã hóa, {office} do cơ quan quyết định, {scope} ngoài phạm vi, {seen} chưa đọc được, {unlisted} chưa kê",
            laws.len()
        ),
        format!(
            "{} instruments: {encoded} articles encoded, {office} left to an office, {scope} out of scope, {seen} not seen, {unlisted} not accounted for",
            laws.len()
        ),
    );
    let _ = writeln!(text, "{}", view.get(&total));
    text
}

fn one(program: &Program, law: &LawCoverage, view: View, text: &mut String) {
    let _ = writeln!(text, "{}", title(program, law.instrument, view));
    if !law.encoded.is_empty() {
        let _ = writeln!(text, "  {} ({}):", view.say("đã mã hóa", "encoded"), law.encoded.len());
    }
    for encoded in &law.encoded {
        let rules: Vec<&str> = encoded.rules.iter().map(|rule| view.get(&rule.called)).collect();
        let _ = writeln!(text, "    {}: {}", view.get(&place_text(&encoded.parts)), rules.join(", "));
    }
    for (kind, _, vi, en) in KINDS {
        let listed: Vec<&Standing> = law.listed(kind).collect();
        if listed.is_empty() {
            continue;
        }
        let _ = writeln!(text, "  {} ({}):", view.say(vi, en), listed.len());
        let mut at = 0;
        while let Some(first) = listed.get(at) {
            // Places with one reason are told together.
            let n_same = listed.iter().skip(at).take_while(|other| other.reason == first.reason).count();
            let places: Vec<Text> =
                listed.iter().skip(at).take(n_same).map(|standing| place_text(&standing.place.parts)).collect();
            let places: Vec<&str> = places.iter().map(|place| view.get(place)).collect();
            let reason = view.get(&first.reason);
            let colon = if reason.is_empty() { "" } else { ": " };
            let _ = writeln!(text, "    {}{colon}{reason}", places.join("; "));
            at += n_same;
        }
    }
    if !law.unlisted.is_empty() {
        let numbers: Vec<String> = law.unlisted.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "  {} {}", view.say("chưa kê: điều", "not accounted for: article"), numbers.join(", "));
    }
    if !law.has_list {
        text.push_str(
            view.say("  văn bản chưa nêu có những điều nào\n", "  the instrument does not say which articles it has\n"),
        );
    }
    text.push('\n');
}

#[derive(Serialize)]
struct Coverage {
    schema: &'static str,
    instruments: Vec<Law>,
}

#[derive(Serialize)]
struct Law {
    name: String,
    number: String,
    label: Both,
    articles: Option<(u32, u32)>,
    encoded: Vec<Stated>,
    left_out: Vec<Left>,
    not_accounted_for: Vec<u32>,
}

#[derive(Serialize)]
struct Stated {
    place: Both,
    rules: Vec<String>,
}

#[derive(Serialize)]
struct Left {
    why: &'static str,
    place: Both,
    reason: Option<Both>,
}

impl Law {
    fn of(program: &Program, law: &LawCoverage) -> Self {
        let found = program.instruments.get(law.instrument.0);
        let left = |standing: &Standing| Left {
            why: KINDS.iter().find(|(kind, ..)| *kind == standing.kind).map_or("", |(_, why, ..)| why),
            place: Both::from(&place_text(&standing.place.parts)),
            reason: (!standing.reason.vi.is_empty()).then(|| Both::from(&standing.reason)),
        };
        let stated = |encoded: &coverage::Encoded| Stated {
            place: Both::from(&place_text(&encoded.parts)),
            rules: encoded.rules.iter().map(|rule| rule.id.clone()).collect(),
        };
        Self {
            name: found.map_or_else(String::new, |found| found.naming.name.clone()),
            number: found.map_or_else(String::new, |found| found.number.clone()),
            label: Both::from(&found.map_or_else(Text::default, |found| found.naming.label.clone())),
            articles: found.and_then(|found| found.articles),
            encoded: law.encoded.iter().map(stated).collect(),
            left_out: law.standings.iter().map(left).collect(),
            not_accounted_for: law.unlisted.clone(),
        }
    }
}
