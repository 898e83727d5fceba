//! Checks what an instrument says of its own articles, against itself and against the rules that cite it.
//!
//! Receives lists as written and the citations of all rules; hands on checked lists and complaints. Whether a list is
//! complete depends on which files are loaded, so that is no complaint: coverage tells it.

use std::collections::BTreeSet;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::codes;
use crate::hir::{Citation, Doubt, Instrument, Place, Procedure, Program, Rule, Standing, StandingKind};

/// The numbers of the first and the last article.
pub(super) fn articles(instrument: &tree::Instrument) -> Option<(u32, u32)> {
    let articles = instrument.articles.as_ref()?;
    Some((articles.first.text.parse().ok()?, articles.last.text.parse().ok()?))
}

/// One standing for each place of the list.
pub(super) fn standings(instrument: &tree::Instrument) -> Vec<Standing> {
    let of = |standing: &tree::Standing| {
        let kind = match standing.kind {
            tree::StandingKind::OutOfScope => StandingKind::OutOfScope,
            tree::StandingKind::Discretionary => StandingKind::Discretionary,
            tree::StandingKind::NotSeen => StandingKind::NotSeen,
        };
        let reason = standing.reason.as_ref().map_or_else(Text::default, tree::WrittenText::filled);
        let one = |place: &tree::Place| Standing { kind, place: checked(place), reason: reason.clone() };
        standing.places.iter().map(one).collect::<Vec<_>>()
    };
    instrument.standings.iter().flat_map(of).collect()
}

fn checked(place: &tree::Place) -> Place {
    let parts = place.parts.iter().map(|part| (part.level, part.label.clone())).collect();
    Place { parts, span: place.span }
}

impl Checker {
    /// One doubt for each place, or one for the whole.
    pub(super) fn doubts(&mut self, instrument: &tree::Instrument) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        for doubt in &instrument.doubts {
            let (days, text) = (self.days(doubt.validity.as_ref()), doubt.text.filled());
            if doubt.places.is_empty() {
                doubts.push(Doubt { place: None, days, text: text.clone() });
            }
            let one = |place: &tree::Place| Doubt { place: Some(checked(place)), days, text: text.clone() };
            doubts.extend(doubt.places.iter().map(one));
        }
        doubts
    }

    /// How somebody gets a benefit.
    pub(in crate::check) fn procedures(&mut self, written: &[tree::Procedure]) -> Vec<Procedure> {
        let one = |procedure: &tree::Procedure| {
            let citations = self.citations(&procedure.dated.sources);
            if procedure.dated.notes.is_empty() {
                self.warn_without_source(&citations, &[], procedure.span);
            }
            Procedure {
                days: self.days(procedure.dated.validity.as_ref()),
                apply_at: procedure.apply_at.as_ref().map(tree::WrittenText::filled),
                bring: procedure.bring.iter().map(tree::WrittenText::filled).collect(),
                working_days: procedure.answered.as_ref().and_then(|days| days.text.parse().ok()),
                citations,
                notes: procedure.dated.notes.iter().map(tree::WrittenText::filled).collect(),
                span: procedure.span,
            }
        };
        written.iter().map(one).collect()
    }

    /// Lists of articles that contradict themselves or the rules.
    pub(in crate::check) fn check_standings(&mut self) {
        let mut found = Vec::new();
        let cited = self.program.cited();
        for (at, instrument) in self.program.instruments.iter().enumerate() {
            listed_twice(instrument, &mut found);
            let places = instrument.standings.iter().map(|standing| &standing.place);
            let places = places.chain(instrument.doubts.iter().filter_map(|doubt| doubt.place.as_ref()));
            for place in places {
                no_such_article(instrument, &place.parts, place.span, &mut found);
            }
            let mut told: BTreeSet<(Span, String)> = BTreeSet::new();
            for cited in cited.iter().filter(|cited| cited.citation.instrument.0 == at) {
                stated(&self.program, instrument, cited.citation, &cited.rule, &mut told, &mut found);
            }
        }
        found.into_iter().for_each(|found| self.report(found));
    }
}

/// A place on the list twice.
fn listed_twice(instrument: &Instrument, found: &mut Vec<Diagnostic>) {
    for (at, standing) in instrument.standings.iter().enumerate() {
        let twin = instrument.standings.iter().take(at).find(|other| other.place.parts == standing.place.parts);
        if let Some(twin) = twin {
            let name = &instrument.naming.name;
            let headline = Text::new(
                format!("danh sách của `{name}` nêu nơi này hai lần"),
                format!("the list of `{name}` names this place twice"),
            );
            found.push(
                Diagnostic::new(codes::LISTED_TWICE, standing.place.span, headline)
                    .saying(Text::new("nêu lại ở đây", "named again here"))
                    .label(twin.place.span, Text::new("đã nêu ở đây", "named here already"))
                    .help(Text::new("bỏ một trong hai", "take one of them out")),
            );
        }
    }
}

/// An article outside of those that the instrument has.
fn no_such_article(instrument: &Instrument, parts: &[(&str, String)], span: Span, found: &mut Vec<Diagnostic>) {
    let number = parts.iter().find(|(level, _)| *level == "article").and_then(|(_, label)| label.parse::<u32>().ok());
    let (Some(number), Some((first, last))) = (number, instrument.articles) else { return };
    if (first..=last).contains(&number) {
        return;
    }
    let name = &instrument.naming.name;
    let headline = Text::new(format!("`{name}` không có điều {number}"), format!("`{name}` has no article {number}"));
    let has = Text::new(format!("có các điều {first} đến {last}"), format!("it has articles {first} to {last}"));
    found.push(
        Diagnostic::new(codes::NO_SUCH_ARTICLE, span, headline)
            .label(instrument.naming.span, has)
            .help(Text::new("sửa số điều, hoặc sửa dòng `các điều`", "mend the number, or the line `articles`")),
    );
}

/// A rule that cites a place of which the list says that no rule states it.
fn stated(
    program: &Program,
    instrument: &Instrument,
    citation: &Citation,
    rule: &Rule<'_>,
    told: &mut BTreeSet<(Span, String)>,
    found: &mut Vec<Diagnostic>,
) {
    let article = citation.parts.iter().find(|(level, _)| *level == "article").map_or("", |(_, label)| label);
    if told.insert((rule.span(), article.to_owned())) {
        no_such_article(instrument, &citation.parts, citation.span, found);
    }
    // An office may decide about a part of what a rule states.
    let left_out = instrument.standings.iter().filter(|standing| standing.kind != StandingKind::Discretionary);
    for standing in left_out.filter(|standing| standing.place.holds(&citation.parts)) {
        if !told.insert((rule.span(), format!("{:?}", standing.place.parts))) {
            continue;
        }
        let (name, rule_name) = (program.called(&instrument.naming), program.called_rule(rule));
        let headline = Text::new(
            format!("danh sách của `{}` nói nơi này không được mã hóa, nhưng `{}` viện dẫn nó", name.vi, rule_name.vi),
            format!("the list of `{}` says that no rule states this place, but `{}` cites it", name.en, rule_name.en),
        );
        found.push(
            Diagnostic::new(codes::STATED_AND_LEFT_OUT, standing.place.span, headline)
                .saying(Text::new("nói là không được mã hóa", "said to be left out"))
                .label(rule.span(), Text::new("quy định này viện dẫn nó", "this rule cites it"))
                .note(Text::new(
                    "điều đã mã hóa được suy ra từ căn cứ của các quy định, không cần liệt kê",
                    "what is encoded follows from what rules cite, and is not listed",
                ))
                .help(Text::new(
                    "bỏ nơi này khỏi danh sách, hoặc chỉ nêu khoản còn lại",
                    "take the place off the list, or name only the clauses that are left",
                )),
        );
    }
}
