//! How much of the law the rules state, for people who want to know what the page does not work out.
//!
//! Receives the checked program; hands on its instruments in words, the newest first. It decides nothing.

use ansinh_engine::coverage::{self, Encoded, LawCoverage};
use ansinh_engine::hir::{Days, Instrument, Standing, StandingKind};
use ansinh_engine::lower::{date_text, place_text};
use ansinh_grammar::Text;

use super::{law, words};
use crate::message::{self, Article, Fate, Part, Reply};

/// The instruments and their articles.
pub(super) fn reply() -> Reply {
    let program = law::program();
    let mut all: Vec<_> = coverage::articles(program)
        .iter()
        .filter_map(|law| Some((program.instruments.get(law.instrument.0)?, law)))
        .map(|(found, law)| (found.in_force.from, instrument(found, law)))
        .collect();
    all.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
    Reply::Law(all.into_iter().map(|(_, instrument)| instrument).collect())
}

fn instrument(found: &Instrument, law: &LawCoverage) -> message::Instrument {
    let left = |fate, kind| Part { fate, count: law.listed(kind).count(), articles: together(law.listed(kind)) };
    let unlisted = law
        .unlisted
        .iter()
        .map(|number| Article { place: words(&place_text(&[("article", number.to_string())])), about: Vec::new() });
    let parts = [
        Part { fate: Fate::Encoded, count: law.encoded.len(), articles: law.encoded.iter().map(stated).collect() },
        left(Fate::Discretionary, StandingKind::Discretionary),
        left(Fate::OutOfScope, StandingKind::OutOfScope),
        left(Fate::NotSeen, StandingKind::NotSeen),
        Part { fate: Fate::Unlisted, count: law.unlisted.len(), articles: unlisted.collect() },
    ];
    message::Instrument {
        label: words(&found.naming.label),
        number: found.number.clone(),
        title: words(&found.title),
        days: words(&days(found.in_force)),
        parts: parts.into_iter().filter(|part| part.count > 0).collect(),
        has_list: law.has_list,
        doubts: found.doubts.iter().map(|doubt| words(&doubt.text)).collect(),
    }
}

fn stated(encoded: &Encoded) -> Article {
    let place = if encoded.parts.is_empty() {
        Text::new("Toàn văn bản", "The instrument as a whole")
    } else {
        place_text(&encoded.parts)
    };
    let mut about: Vec<message::Text> = Vec::new();
    for rule in &encoded.rules {
        let label = words(&rule.label);
        // Rules that hold one after the other bear one name.
        if !about.contains(&label) {
            about.push(label);
        }
    }
    Article { place: words(&place), about }
}

/// Places that are left out for one reason are told together.
fn together<'s>(standings: impl Iterator<Item = &'s Standing>) -> Vec<Article> {
    let mut all: Vec<(Vec<Text>, &Text)> = Vec::new();
    for standing in standings {
        let place = place_text(&standing.place.parts);
        match all.last_mut() {
            Some((places, reason)) if **reason == standing.reason => places.push(place),
            _ => all.push((vec![place], &standing.reason)),
        }
    }
    let join = |places: &[Text], of: fn(&Text) -> &str| places.iter().map(of).collect::<Vec<_>>().join("; ");
    let article = |(places, reason): (Vec<Text>, &Text)| Article {
        place: message::Text { vi: join(&places, |place| &place.vi), en: join(&places, |place| &place.en) },
        about: Some(words(reason)).filter(|reason| !reason.vi.is_empty()).into_iter().collect(),
    };
    all.into_iter().map(article).collect()
}

fn days(days: Days) -> Text {
    let [from, to] = [days.from, days.to].map(|day| day.map(date_text));
    match (from, to) {
        (Some(from), Some(to)) => Text::new(format!("{} – {}", from.vi, to.vi), format!("{} – {}", from.en, to.en)),
        (Some(from), None) => Text::new(format!("từ {}", from.vi), format!("since {}", from.en)),
        (None, Some(to)) => Text::new(format!("đến {}", to.vi), format!("until {}", to.en)),
        (None, None) => Text::default(),
    }
}
