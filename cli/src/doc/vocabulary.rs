//! Kinds of thing and their links, closed lists, units, and what holds by convention.
//!
//! Receives the vocabulary of a program; hands on one page.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::Symbol;
use ansinh_engine::hir::{EntityId, Enumeration, EnumerationId, Link, LinkId, Unit};
use ansinh_engine::lower::number_text;
use ansinh_engine::value::{IncompleteDate, LeapBirthday};
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::benefits::tail;
use super::parts::Line;
use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let top = site.entries(|_| true);
    let body = html! {
        h2 { (site.say("Chủ thể và liên kết", "Entities and links")) }
        @for (symbol, entry) in &top { @if let Symbol::Entity(id) = symbol { (entity(site, *id, entry)) } }
        h2 { (site.say("Danh mục", "Closed lists")) }
        @for (symbol, entry) in &top {
            @if let Symbol::Enumeration(id) = symbol {
                @if let Some(found) = site.program().enumerations.get(id.0) { (enumeration(site, *id, found, entry)) }
            }
        }
        h2 { (site.say("Tiền tệ và đơn vị", "Currencies and units")) }
        @for (symbol, entry) in &top {
            @if let Symbol::Currency(id) | Symbol::Unit(id) = symbol {
                @if let Some(found) = site.program().units.get(id.0) { (unit(site, found, entry)) }
            }
        }
        h2 { (site.say("Quy ước", "Conventions")) }
        (site.facts(&conventions(site)))
    };
    let title = site.get(&Chapter::Vocabulary.title()).to_owned();
    Page { file: Chapter::Vocabulary.file().to_owned(), title, chapter: Chapter::Vocabulary, body }
}

fn entity<'s>(site: &Site<'s>, id: EntityId, entry: &'s Entry) -> Markup {
    let links = site.program().links.iter().enumerate().filter(|(_, link)| link.from == id);
    html! {
        section.part id=(entry.anchor) {
            h3 { (site.get(&entry.label)) }
            (site.facts(&[site.named(entry)]))
            @for (at, found) in links { (link(site, LinkId(at), found)) }
            (site.ties(entry))
            (site.written(entry.whole))
        }
    }
}

fn link(site: &Site<'_>, id: LinkId, link: &Link) -> Markup {
    let entry = site.catalogue.of_symbol(Symbol::Link(id));
    let many = match (link.is_many, link.is_optional) {
        (true, _) => site.say("đến nhiều", "to any number of"),
        (false, true) => site.say("đến nhiều nhất một", "to at most one"),
        (false, false) => site.say("đến một", "to one"),
    };
    let is_asked = site.get(&link.ask) != site.get(&link.naming.label);
    html! {
        div.inner id=[entry.map(|entry| &entry.anchor)] {
            h4 { (site.get(&link.naming.label)) }
            p { (many) " " (site.link_to(Symbol::Entity(link.to))) }
            @if is_asked { p.question { (site.get(&link.ask)) } }
            @for condition in &link.empty_when {
                p { (site.say("đương nhiên không có ai khi", "nobody, taken for granted, when")) " " (site.expr(condition)) }
            }
            (site.notes(&link.naming.notes))
            @if let Some(entry) = entry { (site.ties(entry)) }
        }
    }
}

fn enumeration<'s>(site: &Site<'s>, id: EnumerationId, found: &Enumeration, entry: &'s Entry) -> Markup {
    html! {
        section.part id=(entry.anchor) {
            h3 { (site.get(&entry.label)) }
            (site.facts(&[site.named(entry)]))
            (site.notes(&found.naming.notes))
            ul {
                @for (position, value) in found.values.iter().enumerate() {
                    @let inner = site.catalogue.of_symbol(Symbol::EnumerationValue(id, position));
                    li id=[inner.map(|inner| &inner.anchor)] {
                        (site.get(&value.label)) " " code { (value.name) }
                        (site.notes(&value.notes))
                    }
                }
            }
            (site.ties(entry))
        }
    }
}

fn unit<'s>(site: &Site<'s>, unit: &Unit, entry: &'s Entry) -> Markup {
    html! {
        section.part id=(entry.anchor) {
            h3 { (site.get(&unit.naming.label)) }
            @if let Some(smallest) = unit.smallest {
                p { (site.say("Số nhỏ nhất", "Smallest amount")) ": " (number_text(smallest, site.language)) }
            }
            (site.notes(&unit.naming.notes))
            (site.facts(&[site.named(entry)]))
        }
    }
}

fn conventions(site: &Site<'_>) -> Vec<Line> {
    let program = site.program();
    let leap = match program.leap_birthday {
        LeapBirthday::February28 => site.say("28 tháng 2", "28 February"),
        LeapBirthday::March1 => site.say("1 tháng 3", "1 March"),
    };
    let incomplete = match program.incomplete_birth {
        IncompleteDate::Unknown => site.say("có thể là bất kỳ ngày nào trong đó", "any of its days"),
        IncompleteDate::Earliest => site.say("ngày đầu tiên trong đó", "the first of its days"),
        IncompleteDate::Latest => site.say("ngày cuối cùng trong đó", "the last of its days"),
    };
    let mut lines = vec![
        (
            Text::new("Người sinh ngày 29 tháng 2 tròn tuổi vào", "A person born on 29 February completes a year on"),
            html! { (leap) },
        ),
        (
            Text::new("Ngày sinh chỉ biết một phần được hiểu là", "A birth date known in part is"),
            html! { (incomplete) },
        ),
    ];
    lines.extend(tail(site, &program.conventions));
    lines
}
