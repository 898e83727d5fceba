//! Who uses what, both ways, by name.
//!
//! Receives the catalogue; hands on one page.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::Symbol;
use ansinh_grammar::language::skeleton;
use maud::{Markup, html};

use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let is_shown = |entry: &&Entry| !matches!(entry.symbol, None | Some(Symbol::EnumerationValue(..)));
    let mut entries: Vec<&Entry> = site.catalogue.entries.iter().filter(is_shown).collect();
    entries.sort_by_key(|entry| (skeleton(site.get(&entry.label)), &entry.anchor));
    let rows: Vec<Vec<Markup>> = entries
        .iter()
        .map(|entry| {
            let kind = entry.symbol.map(ansinh_engine::editor::Kind::of).unwrap_or(entry.kind).words();
            let name = html! { (site.link(entry)) span.kind { (site.get(&kind)) } };
            vec![name, linked(site, &entry.uses), linked(site, &entry.used_by)]
        })
        .collect();
    let headings = [site.say("Tên", "Name"), site.say("Dùng", "Uses"), site.say("Được dùng trong", "Used by")];
    let body = html! {
        p.lead {
            (site.say(
                "Mỗi tên dùng những gì và được dùng ở đâu, theo bảng mà bộ kiểm tra lập; kiểm thử chỉ được đếm.",
                "What each name uses and where it is used, from the table that the checker keeps; tests are only counted.",
            ))
        }
        (site.table(site.say("Điều gì dùng điều gì", "Who uses what"), &headings, &rows))
    };
    let title = site.get(&Chapter::Uses.title()).to_owned();
    Page { file: Chapter::Uses.file().to_owned(), title, chapter: Chapter::Uses, body }
}

fn linked(site: &Site<'_>, ties: &[usize]) -> Markup {
    let entries: Vec<&Entry> = ties.iter().filter_map(|at| site.catalogue.get(*at)).collect();
    let n_trials = entries.iter().filter(|entry| entry.symbol.is_none()).count();
    let mut others: Vec<&Entry> = entries.into_iter().filter(|entry| entry.symbol.is_some()).collect();
    others.sort_by_key(|entry| (skeleton(site.get(&entry.label)), &entry.anchor));
    html! {
        @if others.is_empty() && n_trials == 0 { span.none { "–" } }
        @for (at, entry) in others.iter().enumerate() { @if at > 0 { ", " } (site.link(entry)) }
        @if n_trials > 0 {
            @if !others.is_empty() { "; " }
            (n_trials) " " (site.say("kiểm thử", if n_trials == 1 { "test" } else { "tests" }))
        }
    }
}
