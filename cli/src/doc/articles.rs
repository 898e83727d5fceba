//! The articles of each instrument: which rules state each, and what became of the others.
//!
//! Receives what the engine found; hands on one page. What is encoded follows from what rules cite.

use ansinh_engine::coverage::{self, Encoded, LawCoverage, StatedBy};
use ansinh_engine::hir::{Standing, StandingKind};
use ansinh_engine::lower::place_text;
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let mut laws = coverage::articles(site.program());
    laws.retain(|law| !law.encoded.is_empty() || !law.standings.is_empty() || law.has_list);
    let begins = |law: &LawCoverage| site.program().instruments.get(law.instrument.0).and_then(|it| it.in_force.from);
    laws.sort_by_key(|law| (begins(law), law.instrument));
    let body = html! {
        p.lead {
            (site.say(
                "Một điều được mã hóa nếu có quy định viện dẫn nó; các điều khác được kê cùng lý do.",
                "An article is encoded if a rule cites it; the others are listed with the reason.",
            ))
        }
        @if laws.is_empty() { (site.nothing()) }
        @for law in &laws { (one(site, law)) }
    };
    let title = site.get(&Chapter::Articles.title()).to_owned();
    Page { file: Chapter::Articles.file().to_owned(), title, chapter: Chapter::Articles, body }
}

fn one(site: &Site<'_>, law: &LawCoverage) -> Markup {
    let headings = [
        site.say("Điều", "Article"),
        site.say("Tình trạng", "What became of it"),
        site.say("Quy định hoặc lý do", "Rules, or the reason"),
    ];
    let rows: Vec<Vec<Markup>> = (law.encoded.iter().map(|encoded| stated(site, encoded)))
        .chain(law.standings.iter().map(|standing| left_out(site, standing)))
        .collect();
    let number = site.program().instruments.get(law.instrument.0).map_or("", |found| found.number.as_str());
    html! {
        section.entry {
            h2 { (site.instrument(law.instrument)) }
            (site.table(number, &headings, &rows))
            @if !law.unlisted.is_empty() {
                p.none {
                    (site.say("Chưa kê: điều ", "Not accounted for: article "))
                    (law.unlisted.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
                }
            }
            @if !law.has_list {
                p.none {
                    (site.say(
                        "Văn bản chưa nêu có những điều nào.",
                        "The instrument does not say which articles it has.",
                    ))
                }
            }
        }
    }
}

fn stated(site: &Site<'_>, encoded: &Encoded) -> Vec<Markup> {
    vec![
        html! { (site.get(&place_text(&encoded.parts))) },
        html! { (site.say("đã mã hóa", "encoded")) },
        html! {
            @for (at, rule) in encoded.rules.iter().enumerate() {
                @if at > 0 { "; " }
                (named(site, rule))
            }
        },
    ]
}

/// A rule with a link to where it is described: the innermost entry around its name.
fn named(site: &Site<'_>, rule: &StatedBy) -> Markup {
    let holds = |whole: ansinh_grammar::Span| {
        whole.file == rule.span.file && whole.start <= rule.span.start && rule.span.start < whole.end
    };
    match site.catalogue.entries.iter().rev().find(|entry| holds(entry.whole)) {
        Some(entry) => site.link(entry),
        None => html! { (site.get(&rule.label)) },
    }
}

fn left_out(site: &Site<'_>, standing: &Standing) -> Vec<Markup> {
    let kind = match standing.kind {
        StandingKind::Discretionary => Text::new("do cơ quan quyết định", "left to an office"),
        StandingKind::OutOfScope => Text::new("ngoài phạm vi", "out of scope"),
        StandingKind::NotSeen => Text::new("chưa đọc được", "not seen"),
    };
    vec![
        html! { (site.get(&place_text(&standing.place.parts))) },
        html! { (site.get(&kind)) },
        html! { (site.get(&standing.reason)) },
    ]
}
