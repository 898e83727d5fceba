//! Legal documents: when they were issued, bind and are applied, what they replace, what is encoded under them.
//!
//! Receives the instruments of a program; hands on one page.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::Symbol;
use ansinh_engine::hir::{Instrument, InstrumentId};
use ansinh_engine::lower::date_text;
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::parts::Line;
use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let mut found: Vec<(InstrumentId, &Instrument, &Entry)> = site
        .entries(|symbol| matches!(symbol, Symbol::Instrument(_)))
        .into_iter()
        .filter_map(|(symbol, entry)| match symbol {
            Symbol::Instrument(id) => Some((id, site.program().instruments.get(id.0)?, entry)),
            _ => None,
        })
        .collect();
    found.sort_by_key(|(_, instrument, _)| (instrument.in_force.from, instrument.issued));
    let rows: Vec<Vec<Markup>> = found.iter().map(|(_, instrument, entry)| row(site, instrument, entry)).collect();
    let headings = [
        site.say("Văn bản", "Instrument"),
        site.say("Số hiệu", "Number"),
        site.say("Có hiệu lực", "In force"),
        site.say("Áp dụng", "Applied"),
    ];
    let body = html! {
        p.lead {
            (site.say(
                "Các văn bản được dẫn làm căn cứ, theo thứ tự có hiệu lực.",
                "The documents that are cited, in the order in which they come into force.",
            ))
        }
        @if found.is_empty() { (site.nothing()) } @else {
            (site.table(site.say("Các văn bản", "Instruments"), &headings, &rows))
        }
        @for (id, instrument, entry) in &found { (one(site, *id, instrument, entry)) }
    };
    let title = site.get(&Chapter::Instruments.title()).to_owned();
    Page { file: Chapter::Instruments.file().to_owned(), title, chapter: Chapter::Instruments, body }
}

fn row<'s>(site: &Site<'s>, instrument: &Instrument, entry: &'s Entry) -> Vec<Markup> {
    vec![
        site.link(entry),
        html! { (instrument.number) },
        site.days(instrument.in_force),
        if instrument.applied == instrument.in_force {
            html! { (site.say("như hiệu lực", "as in force")) }
        } else {
            site.days(instrument.applied)
        },
    ]
}

fn one<'s>(site: &Site<'s>, id: InstrumentId, instrument: &Instrument, entry: &'s Entry) -> Markup {
    html! {
        section.entry id=(entry.anchor) {
            h2 { (site.get(&instrument.naming.label)) }
            @if !site.get(&instrument.title).is_empty() { p.question { (site.get(&instrument.title)) } }
            (site.facts(&lines(site, id, instrument, entry)))
            (site.notes(&instrument.naming.notes))
            (site.doubts(&instrument.doubts))
            @if entry.used_by.is_empty() {
                p.none { (site.say("Chưa có quy định nào được mã hóa theo văn bản này.", "Nothing is encoded under it.")) }
            }
            (site.tie(
                site.say("Được mã hóa theo văn bản này", "Encoded under it"),
                &entry.used_by.iter().filter_map(|at| site.catalogue.get(*at)).collect::<Vec<_>>(),
            ))
            (site.written(entry.whole))
        }
    }
}

fn lines<'s>(site: &Site<'s>, id: InstrumentId, instrument: &Instrument, entry: &'s Entry) -> Vec<Line> {
    let mut lines = vec![(Text::new("Số hiệu", "Number"), html! { (instrument.number) })];
    let issuer = &instrument.issuer;
    match instrument.issued.map(date_text) {
        Some(day) => lines.push((
            Text::new("Ban hành", "Issued"),
            html! { (site.get(&day)) @if !issuer.is_empty() { ", " (issuer) } },
        )),
        None if !issuer.is_empty() => lines.push((Text::new("Ban hành", "Issued"), html! { (issuer) })),
        None => {}
    }
    lines.push((Text::new("Có hiệu lực", "In force"), site.days(instrument.in_force)));
    if instrument.applied != instrument.in_force {
        lines.push((Text::new("Áp dụng", "Applied"), site.days(instrument.applied)));
    }
    let others = &site.program().instruments;
    let replaced_by = others.iter().enumerate().filter(|(_, other)| other.replaces.contains(&id));
    let replaced_by: Vec<InstrumentId> = replaced_by.map(|(at, _)| InstrumentId(at)).collect();
    for (what, list) in [
        (Text::new("Thay thế", "Replaces"), &instrument.replaces),
        (Text::new("Bị thay thế bởi", "Replaced by"), &replaced_by),
    ] {
        if !list.is_empty() {
            let said = html! {
                @for (at, other) in list.iter().enumerate() { @if at > 0 { ", " } (site.instrument(*other)) }
            };
            lines.push((what, said));
        }
    }
    lines.push(site.named(entry));
    lines
}
