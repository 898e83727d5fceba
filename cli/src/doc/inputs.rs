//! The facts that somebody must tell.
//!
//! Receives the inputs of a program; hands on one page, by whom they are asked of.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::{Symbol, type_words};
use ansinh_engine::hir::{EntityId, Input, Type};
use ansinh_engine::lower::value_text;
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::parts::Line;
use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let inputs: Vec<(&Input, &Entry)> = site
        .entries(|symbol| matches!(symbol, Symbol::Input(_)))
        .into_iter()
        .filter_map(|(symbol, entry)| match symbol {
            Symbol::Input(id) => Some((site.program().inputs.get(id.0)?, entry)),
            _ => None,
        })
        .collect();
    let mut owners: Vec<EntityId> = inputs.iter().map(|(input, _)| input.entity).collect();
    owners.sort_unstable();
    owners.dedup();
    let body = html! {
        p.lead {
            (site.say(
                "Những điều cần biết về một người hay một hộ trước khi luật trả lời được. Điều chưa biết không bao giờ được coi là không.",
                "What must be known of a person or a household before the law can answer. What is not known is never taken for no.",
            ))
        }
        @if inputs.is_empty() { (site.nothing()) }
        @for owner in &owners {
            h2 { (site.say("Hỏi về", "Asked of")) ": " (site.link_to(Symbol::Entity(*owner))) }
            @let own: Vec<&(&Input, &Entry)> = inputs.iter().filter(|(input, _)| input.entity == *owner).collect();
            (site.contents(&own.iter().map(|(_, entry)| *entry).collect::<Vec<_>>()))
            @for (input, entry) in own { (one(site, input, entry)) }
        }
    };
    Page {
        file: Chapter::Inputs.file().to_owned(),
        title: site.get(&Chapter::Inputs.title()).to_owned(),
        chapter: Chapter::Inputs,
        body,
    }
}

fn one<'s>(site: &Site<'s>, input: &Input, entry: &'s Entry) -> Markup {
    html! {
        section.entry id=(entry.anchor) {
            h3 { (site.get(&input.naming.label)) }
            @if site.get(&input.ask) != site.get(&input.naming.label) { p.question { (site.get(&input.ask)) } }
            (site.facts(&lines(site, input, entry)))
            (site.notes(&input.naming.notes))
            (site.ties(entry))
            (site.written(entry.whole))
        }
    }
}

fn lines<'s>(site: &Site<'s>, input: &Input, entry: &'s Entry) -> Vec<Line> {
    let mut lines = vec![site.named(entry), (Text::new("Kiểu", "Type"), kind(site, input))];
    for (what, said) in
        [(Text::new("Cách trả lời", "Help"), &input.help), (Text::new("Giấy tờ", "Evidence"), &input.evidence)]
    {
        if !site.get(said).is_empty() {
            lines.push((what, html! { (site.get(said)) }));
        }
    }
    if let Some((low, high)) = input.range {
        let shown = |value| value_text(value, input.value_type, site.program());
        let (low, high) = (shown(low), shown(high));
        let said = html! { (site.get(&low)) " – " (site.get(&high)) };
        lines.push((Text::new("Khoảng giá trị", "Range"), said));
    }
    for (condition, value) in &input.implied {
        let value = value_text(*value, input.value_type, site.program());
        let said = html! { (site.get(&value)) " " (site.say("khi", "when")) " " (site.expr(condition)) };
        lines.push((Text::new("Đương nhiên là", "Taken for granted"), said));
    }
    if input.is_sensitive {
        let said =
            site.say("nhạy cảm: chỉ hỏi khi cần, và hỏi sau cùng", "sensitive: asked only where needed, and last");
        lines.push((Text::new("Lưu ý", "Mind"), html! { (said) }));
    }
    lines
}

/// The type, and the choices where it has some.
fn kind(site: &Site<'_>, input: &Input) -> Markup {
    let words = type_words(input.value_type, site.program());
    html! {
        @if let Type::Choice(id) = input.value_type {
            (site.link_to(Symbol::Enumeration(id)))
            @if let Some(found) = site.program().enumerations.get(id.0) {
                ul.choices { @for value in &found.values { li { (site.get(&value.label)) } } }
            }
        } @else { (site.get(&words)) }
        @if input.is_optional { " " (site.say("(có thể không có)", "(may be absent)")) }
    }
}
