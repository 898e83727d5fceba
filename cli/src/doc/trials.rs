//! Tests and properties, and what each touches.
//!
//! Receives the tests and properties of a program; hands on one page for each module with tests, and one with all modules.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::Symbol;
use maud::{Markup, html};

use super::site::{Chapter, Page, Site};

/// The page with all modules.
pub(super) fn list(site: &Site<'_>) -> Page {
    let rows: Vec<Vec<Markup>> = site
        .modules()
        .into_iter()
        .filter_map(|module| {
            let n_trials = of_module(site, module).len();
            let name = site.program().modules.get(module)?;
            let link = html! { a href=(site.trials_file(module)) { (module_title(site, module)) } };
            (n_trials > 0).then(|| vec![link, html! { code { (name) } }, html! { (n_trials) }])
        })
        .collect();
    let headings = [site.say("Mô đun", "Module"), site.say("Tên", "Name"), site.say("Số lượng", "Count")];
    let body = html! {
        p.lead {
            (site.say(
                "Những trường hợp đã được tính tay, máy phải ra đúng như vậy; và những điều luôn đúng với mọi người, được thử với người và hộ tạo ngẫu nhiên.",
                "Cases that a person has worked out, and the program must come to the same; and promises about everybody, tried on persons and households that are drawn.",
            ))
        }
        @if rows.is_empty() { (site.nothing()) } @else {
            (site.table(site.say("Kiểm thử và tính chất theo mô đun", "Tests and properties by module"), &headings, &rows))
        }
    };
    let title = site.get(&Chapter::Trials.title()).to_owned();
    Page { file: Chapter::Trials.file().to_owned(), title, chapter: Chapter::Trials, body }
}

/// Whether an entry is a test or a property.
pub(super) const fn is_trial(entry: &Entry) -> bool {
    matches!(entry.symbol, None | Some(Symbol::Property(_)))
}

fn of_module<'s>(site: &Site<'s>, module: usize) -> Vec<&'s Entry> {
    site.catalogue.entries.iter().filter(|entry| is_trial(entry) && entry.module == module).collect()
}

/// What a module is called.
pub(super) fn module_title<'s>(site: &Site<'s>, module: usize) -> &'s str {
    let label = site.program().about.get(module).map_or("", |about| site.get(&about.label));
    if label.is_empty() { site.program().modules.get(module).map_or("", String::as_str) } else { label }
}

/// The page of a module; nothing where it has no test.
pub(super) fn page(site: &Site<'_>, module: usize) -> Option<Page> {
    let trials = of_module(site, module);
    let body = html! {
        @for entry in &trials {
            section.entry id=(entry.anchor) {
                h2 { (site.get(&entry.label)) }
                (site.ties(entry))
                (site.written(entry.whole))
            }
        }
    };
    let title = format!("{}: {}", site.get(&Chapter::Trials.title()), module_title(site, module));
    (!trials.is_empty()).then(|| Page { file: site.trials_file(module), title, chapter: Chapter::Trials, body })
}
