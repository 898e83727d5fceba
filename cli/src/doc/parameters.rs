//! Parameters over time: a table of versions and a drawing.
//!
//! Receives the parameters of a program; hands on one page.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::{Symbol, type_words};
use ansinh_engine::hir::{Parameter, ParameterValue};
use ansinh_engine::lower::{date_text, value_text};
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::chart;
use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let found: Vec<(&Parameter, &Entry)> = site
        .entries(|symbol| matches!(symbol, Symbol::Parameter(_)))
        .into_iter()
        .filter_map(|(symbol, entry)| match symbol {
            Symbol::Parameter(id) => Some((site.program().parameters.get(id.0)?, entry)),
            _ => None,
        })
        .collect();
    let body = html! {
        p.lead {
            (site.say(
                "Các mức và giới hạn thay đổi theo ngày, mỗi giá trị kèm căn cứ.",
                "Rates and limits that change on dates, each value with its source.",
            ))
        }
        @if found.is_empty() { (site.nothing()) }
        (site.contents(&found.iter().map(|(_, entry)| *entry).collect::<Vec<_>>()))
        @for (parameter, entry) in &found { (one(site, parameter, entry)) }
    };
    let title = site.get(&Chapter::Parameters.title()).to_owned();
    Page { file: Chapter::Parameters.file().to_owned(), title, chapter: Chapter::Parameters, body }
}

fn one<'s>(site: &Site<'s>, parameter: &Parameter, entry: &'s Entry) -> Markup {
    let words = type_words(parameter.value_type, site.program());
    let kind = (Text::new("Kiểu", "Type"), html! { (site.get(&words)) });
    let values: Vec<&ParameterValue> = parameter.values.iter().collect();
    let is_changed = values.iter().any(|value| value.patch.is_some());
    let rows: Vec<Vec<Markup>> = values.iter().map(|value| row(site, parameter, value, is_changed)).collect();
    let mut headings = vec![site.say("Từ", "From"), site.say("Đến hết", "To"), site.say("Giá trị", "Value")];
    if is_changed {
        headings.push(site.say("Do", "Set by"));
    }
    headings.push(site.say("Căn cứ", "Source"));
    html! {
        section.entry id=(entry.anchor) {
            h2 { (site.get(&parameter.naming.label)) }
            (site.facts(&[site.named(entry), kind]))
            (site.notes(&parameter.naming.notes))
            (chart::steps(site, parameter, &values, &entry.anchor))
            (site.table(site.say("Giá trị theo thời gian", "Values over time"), &headings, &rows))
            (site.ties(entry))
            (site.written(entry.whole))
        }
    }
}

fn row(site: &Site<'_>, parameter: &Parameter, value: &ParameterValue, is_changed: bool) -> Vec<Markup> {
    let shown = value_text(value.value, parameter.value_type, site.program());
    let day = |day: Option<_>| match day.map(date_text) {
        Some(text) => html! { time { (site.get(&text)) } },
        None => html! { span.none { "–" } },
    };
    let to = if value.is_open {
        html! { span.none { (site.say("nay", "further notice")) } }
    } else {
        day(value.days.to)
    };
    let to = if value.is_open && value.days.to.is_some() { day(value.days.to) } else { to };
    let mut cells = vec![day(value.days.from), to, html! { strong { (site.get(&shown)) } }];
    if is_changed {
        cells.push(setter(site, value));
    }
    cells.push(html! { (site.cited(&value.citations)) (site.notes(&value.notes)) });
    cells
}

/// The amendment or scenario that sets a value.
fn setter(site: &Site<'_>, value: &ParameterValue) -> Markup {
    let Some((id, patch)) = value.patch.and_then(|id| Some((id, site.program().patch(id)?))) else {
        return html! { span.none { (site.say("luật", "the law")) } };
    };
    let symbol = patch.scenario.map_or(Symbol::Amendment(id), Symbol::Scenario);
    html! {
        (site.link_to(symbol))
        @if patch.scope.is_some() { " " (site.say("(cho một số người)", "(for some people)")) }
    }
}
