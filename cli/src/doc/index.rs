//! The first page: what is described, and how far.
//!
//! Receives the program; hands on one page.

use ansinh_engine::check::Symbol;
use maud::{Markup, html};

use super::site::{Chapter, Page, Site, benefit_file};
use super::trials::{is_trial, module_title};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let benefits = site.benefits();
    let body = html! {
        p.lead {
            (site.say(
                "Chính sách trợ giúp xã hội được viết thành mã và bản tra cứu này được lập từ chính mã đó: mỗi quy định kèm căn cứ, mỗi mức kèm ngày áp dụng, mỗi tên dẫn đến nơi khai báo.",
                "Social assistance policy is written as code, and this reference is made from that code: every rule with its source, every amount with its days, every name with a link to where it is declared.",
            ))
        }
        @if !benefits.is_empty() {
            h2 #benefits { (site.say("Chế độ", "Benefits")) }
            ul.cards {
                @for (id, entry) in &benefits {
                    @if let Some(benefit) = site.program().benefits.get(id.0) {
                        li {
                            a href=(benefit_file(entry)) { (site.get(&benefit.naming.label)) }
                            span { (site.days(benefit.days)) }
                        }
                    }
                }
            }
        }
        h2 { (site.say("Các chương", "Chapters")) }
        (chapters(site))
        h2 { (site.say("Các mô đun", "Modules")) }
        (modules(site))
    };
    let title = site.say("Tra cứu chính sách", "Policy reference").to_owned();
    Page { file: Chapter::Index.file().to_owned(), title, chapter: Chapter::Index, body }
}

fn chapters(site: &Site<'_>) -> Markup {
    let count = |chapter: Chapter| {
        let is_of = |symbol: Symbol| match chapter {
            Chapter::Benefits => matches!(symbol, Symbol::Benefit(_)),
            Chapter::Inputs => matches!(symbol, Symbol::Input(_)),
            Chapter::Parameters => matches!(symbol, Symbol::Parameter(_)),
            Chapter::Definitions => matches!(symbol, Symbol::Definition(_)),
            Chapter::Instruments => matches!(symbol, Symbol::Instrument(_)),
            Chapter::Amendments => matches!(symbol, Symbol::Amendment(_)),
            Chapter::Scenarios => matches!(symbol, Symbol::Scenario(_)),
            Chapter::Plans => matches!(symbol, Symbol::Fund(_) | Symbol::Budget(_) | Symbol::Indicator(_)),
            Chapter::Index | Chapter::Articles | Chapter::Vocabulary | Chapter::Trials | Chapter::Uses => false,
        };
        match chapter {
            Chapter::Trials => site.catalogue.entries.iter().filter(|entry| is_trial(entry)).count(),
            _ => site.entries(is_of).len(),
        }
    };
    html! {
        ul.chapters-list {
            @for chapter in Chapter::ALL {
                @if chapter != Chapter::Index {
                    li {
                        a href=(chapter.file()) { (site.get(&chapter.title())) }
                        @if count(chapter) > 0 { span.count { (count(chapter)) } }
                    }
                }
            }
        }
    }
}

/// The modules, each with what is said about it: how far it goes and what is left out.
fn modules(site: &Site<'_>) -> Markup {
    html! {
        @for module in site.modules() {
            @let name = site.program().modules.get(module).map_or("", String::as_str);
            @let entries: Vec<_> = site.catalogue.entries.iter()
                .filter(|entry| entry.module == module && entry.inside.is_none() && entry.symbol.is_some()).collect();
            section.part {
                h3 { (module_title(site, module)) }
                p.source { code { (name) } }
                @if let Some(about) = site.program().about.get(module) { (site.notes(&about.notes)) }
                @if !entries.is_empty() {
                    details {
                        summary { (site.say("Những gì được khai báo", "What it declares")) " (" (entries.len()) ")" }
                        ul { @for entry in &entries { li { (site.link(entry)) } } }
                    }
                }
            }
        }
    }
}
