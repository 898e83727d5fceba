//! Amendments, overlays and scenarios: what each changes, from which day, for whom, where.
//!
//! Receives the patches of a program; hands on one page of amendments and one of scenarios.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::Symbol;
use ansinh_engine::hir::{
    BenefitId, CategoryId, Change, Conditioned, DefinitionId, Edit, Patch, PatchId, Removed, Rewrite,
};
use ansinh_engine::lower::value_text;
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::benefits::{category, combination, exception};
use super::definitions::{cases, exception as definition_exception};
use super::parts::Line;
use super::site::{Chapter, Page, Site};

/// The page of what is law.
pub(super) fn amendments(site: &Site<'_>) -> Page {
    let lead = site.say(
        "Thay đổi đã là luật từ các ngày nêu ở đây, khi văn bản ban hành có hiệu lực; có phạm vi nghĩa là chỉ cho những người trong phạm vi đó.",
        "Changes that are law from the days stated, once their instrument is in force; one with a scope holds for the people in it.",
    );
    page(site, Chapter::Amendments, lead, |symbol| match symbol {
        Symbol::Amendment(id) => Some(id),
        _ => None,
    })
}

/// The page of drafts.
pub(super) fn scenarios(site: &Site<'_>) -> Page {
    let lead = site.say(
        "Bản dự thảo: chỉ được áp dụng khi có người yêu cầu tính theo kịch bản đó.",
        "Drafts: they hold only when somebody asks for them.",
    );
    let patch_of = |symbol: Symbol| match symbol {
        Symbol::Scenario(id) => site.program().scenarios.get(id.0).map(|scenario| scenario.patch),
        _ => None,
    };
    page(site, Chapter::Scenarios, lead, patch_of)
}

fn page(site: &Site<'_>, chapter: Chapter, lead: &str, patch_of: impl Fn(Symbol) -> Option<PatchId>) -> Page {
    let found: Vec<(PatchId, &Patch, &Entry)> = site
        .entries(|_| true)
        .into_iter()
        .filter_map(|(symbol, entry)| {
            let id = patch_of(symbol)?;
            Some((id, site.program().patch(id)?, entry))
        })
        .collect();
    let body = html! {
        p.lead { (lead) }
        @if found.is_empty() { (site.nothing()) }
        (site.contents(&found.iter().map(|(_, _, entry)| *entry).collect::<Vec<_>>()))
        @for (id, patch, entry) in &found { (one(site, *id, patch, entry)) }
    };
    Page { file: chapter.file().to_owned(), title: site.get(&chapter.title()).to_owned(), chapter, body }
}

fn one<'s>(site: &Site<'s>, id: PatchId, patch: &Patch, entry: &'s Entry) -> Markup {
    html! {
        section.entry id=(entry.anchor) {
            h2 { (site.get(&patch.naming.label)) }
            (site.facts(&lines(site, patch, entry)))
            (site.notes(&patch.naming.notes))
            (values(site, id))
            (edits(site, patch))
            (additions(site, id))
            (site.ties(entry))
            (site.written(entry.whole))
        }
    }
}

fn lines<'s>(site: &Site<'s>, patch: &Patch, entry: &'s Entry) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(instrument) = patch.instrument {
        lines.push((Text::new("Theo văn bản", "By"), site.instrument(instrument)));
    }
    if let Some(scope) = &patch.scope {
        lines.push((Text::new("Chỉ cho những người", "Only for people with"), site.expr(scope)));
    }
    if !patch.includes.is_empty() {
        let said = html! {
            @for (at, included) in patch.includes.iter().enumerate() {
                @if at > 0 { ", " }
                (site.link_to(symbol_of(site, *included)))
            }
        };
        lines.push((Text::new("Gồm cả", "Includes"), said));
    }
    if !patch.citations.is_empty() {
        lines.push((Text::new("Căn cứ", "Source"), site.cited(&patch.citations)));
    }
    lines.push(site.named(entry));
    lines
}

/// What a patch is as a symbol.
fn symbol_of(site: &Site<'_>, id: PatchId) -> Symbol {
    site.program().patch(id).and_then(|patch| patch.scenario).map_or(Symbol::Amendment(id), Symbol::Scenario)
}

/// The values of parameters that a patch sets.
fn values(site: &Site<'_>, id: PatchId) -> Markup {
    let parameters = site.program().parameters.iter().enumerate();
    let rows: Vec<Vec<Markup>> = parameters
        .flat_map(|(at, parameter)| {
            let own = parameter.values.iter().filter(|value| value.patch == Some(id));
            own.map(move |value| {
                let shown = value_text(value.value, parameter.value_type, site.program());
                vec![
                    site.link_to(Symbol::Parameter(ansinh_engine::hir::ParameterId(at))),
                    html! { strong { (site.get(&shown)) } },
                    site.days(value.days),
                    html! { (site.cited(&value.citations)) (site.notes(&value.notes)) },
                ]
            })
        })
        .collect();
    let headings = [
        site.say("Tham số", "Parameter"),
        site.say("Giá trị mới", "New value"),
        site.say("Thời gian", "Days"),
        site.say("Căn cứ", "Source"),
    ];
    html! { @if !rows.is_empty() { (site.table(site.say("Giá trị được đặt", "Values it sets"), &headings, &rows)) } }
}

fn edits(site: &Site<'_>, patch: &Patch) -> Markup {
    html! {
        @for edit in &patch.edits {
            section.part {
                h3 { (change_words(site, &edit.change)) }
                (site.stated(edit.days, &edit.citations))
                (becomes(site, edit))
                (site.notes(&edit.notes))
            }
        }
    }
}

fn change_words(site: &Site<'_>, change: &Change) -> Markup {
    match change {
        Change::Remove(removed) => html! { (site.say("Bỏ", "Removes")) " " (site.link_to(removed_symbol(*removed))) },
        Change::Condition(rewrite, of, _) => {
            let words = match rewrite {
                Rewrite::Widen => site.say("Mở rộng điều kiện của", "Widens the condition of"),
                Rewrite::Narrow => site.say("Thu hẹp điều kiện của", "Narrows the condition of"),
                Rewrite::Replace => site.say("Thay điều kiện của", "Replaces the condition of"),
            };
            let symbol = match of {
                Conditioned::Category(id) => Symbol::Category(*id),
                Conditioned::Benefit(id) => Symbol::Benefit(*id),
                Conditioned::Exception(id, position) => Symbol::Exception(*id, *position),
                Conditioned::DefinitionException(id, position) => Symbol::DefinitionException(*id, *position),
            };
            html! { (words) " " (site.link_to(symbol)) }
        }
        Change::Amount(id, _) => {
            html! { (site.say("Thay mức của", "Replaces the amount of")) " " (site.link_to(Symbol::Category(*id))) }
        }
        Change::Combination(id, _) => {
            html! { (site.say("Thay cách kết hợp của", "Replaces the combination of")) " " (site.link_to(Symbol::Benefit(*id))) }
        }
        Change::DefinitionException(id, position, _) => {
            let symbol = Symbol::DefinitionException(*id, *position);
            html! { (site.say("Thay nội dung của ngoại lệ", "Replaces the cases of the exception")) " " (site.link_to(symbol)) }
        }
        Change::Definition(id, _) => {
            html! { (site.say("Thay định nghĩa", "Replaces the definition")) " " (site.link_to(Symbol::Definition(*id))) }
        }
    }
}

const fn removed_symbol(removed: Removed) -> Symbol {
    match removed {
        Removed::Category(id) => Symbol::Category(id),
        Removed::Benefit(id) => Symbol::Benefit(id),
        Removed::Exception(id, position) => Symbol::Exception(id, position),
        Removed::DefinitionException(id, position) => Symbol::DefinitionException(id, position),
    }
}

/// What stands there afterwards.
fn becomes(site: &Site<'_>, edit: &Edit) -> Markup {
    match &edit.change {
        Change::Remove(_) => html! {},
        Change::Condition(rewrite, _, expr) => {
            let lead = match rewrite {
                Rewrite::Widen => site.say("điều kiện cũ, hoặc", "the old condition, or else"),
                Rewrite::Narrow => site.say("điều kiện cũ, và", "the old condition, and"),
                Rewrite::Replace => site.say("điều kiện mới:", "the condition becomes"),
            };
            html! { p { (lead) " " (site.expr(expr)) } }
        }
        Change::Amount(_, expr) => html! { p { (site.say("mức mới:", "the amount becomes")) " " (site.expr(expr)) } },
        Change::Combination(_, found) => html! { p { (combination(site, found)) } },
        Change::Definition(_, found) | Change::DefinitionException(_, _, found) => {
            cases(site, found, site.say("Cách xác định mới", "How it is worked out then"))
        }
    }
}

/// The categories and exceptions that a patch adds.
fn additions(site: &Site<'_>, id: PatchId) -> Markup {
    html! {
        @for (at, benefit) in site.program().benefits.iter().enumerate() {
            @let own = BenefitId(at);
            @for (position, found) in benefit.categories.iter().enumerate() {
                @if found.patch == Some(id) {
                    p.added { (site.say("Thêm diện vào", "Adds a category to")) " " (site.link_to(Symbol::Benefit(own))) ":" }
                    (category(site, Symbol::Category(CategoryId { benefit: own, position }), found))
                }
            }
            @for (position, found) in benefit.exceptions.iter().enumerate() {
                @if found.patch == Some(id) {
                    p.added { (site.say("Thêm ngoại lệ vào", "Adds an exception to")) " " (site.link_to(Symbol::Benefit(own))) ":" }
                    (exception(site, Symbol::Exception(own, position), found))
                }
            }
        }
        @for (at, definition) in site.program().definitions.iter().enumerate() {
            @let own = DefinitionId(at);
            @for (position, found) in definition.exceptions.iter().enumerate() {
                @if found.patch == Some(id) {
                    p.added { (site.say("Thêm ngoại lệ vào", "Adds an exception to")) " " (site.link_to(Symbol::Definition(own))) ":" }
                    (definition_exception(site, own, position, found))
                }
            }
        }
    }
}
