//! Benefits: who is entitled, to how much, how amounts combine, which months are paid, who pays.
//!
//! Receives the benefits of a program; hands on one page with all of them, and one page for each.

use ansinh_engine::catalogue::{Entry, rounding_text, start_text, stop_text, test_day_text};
use ansinh_engine::check::{Symbol, type_words};
use ansinh_engine::hir::{
    Arithmetic, Benefit, BenefitId, Category, CategoryId, Combination, CombinationException, Condition, Dated, Tail,
};
use ansinh_engine::lower::{number_text, value_text};
use ansinh_engine::value::{Decimal, Policy, Value};
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::definitions::cases;
use super::parts::Line;
use super::site::{Chapter, Page, Site, benefit_file};

/// The page with all benefits.
pub(super) fn list(site: &Site<'_>) -> Page {
    let found = site.benefits();
    let body = html! {
        p.lead {
            (site.say(
                "Mỗi chế độ có một trang: các diện, điều kiện, mức, cách kết hợp, ngoại lệ, kỳ chi trả và nguồn chi.",
                "Each benefit has a page: categories, conditions, amounts, combination, exceptions, months paid and who pays.",
            ))
        }
        @if found.is_empty() { (site.nothing()) }
        @for (id, entry) in &found {
            @if let Some(benefit) = site.program().benefits.get(id.0) {
                section.entry {
                    h2 { a href=(benefit_file(entry)) { (site.get(&benefit.naming.label)) } }
                    (site.stated(benefit.days, &benefit.citations))
                    (category_table(site, *id, benefit))
                }
            }
        }
    };
    let title = site.get(&Chapter::Benefits.title()).to_owned();
    Page { file: Chapter::Benefits.file().to_owned(), title, chapter: Chapter::Benefits, body }
}

fn category_table(site: &Site<'_>, id: BenefitId, benefit: &Benefit) -> Markup {
    let rows: Vec<Vec<Markup>> = own_categories(benefit)
        .map(|(position, category)| {
            let amounts = html! {
                @for (at, case) in category.amounts.iter().enumerate() { @if at > 0 { "; " } (site.expr(&case.value)) }
            };
            vec![site.link_to(symbol(id, position)), amounts, site.cited(&category.citations)]
        })
        .collect();
    let headings = [site.say("Diện", "Category"), site.say("Mức", "Amount"), site.say("Căn cứ", "Source")];
    html! { @if !rows.is_empty() { (site.table(site.say("Các diện", "Categories"), &headings, &rows)) } }
}

fn symbol(benefit: BenefitId, position: usize) -> Symbol {
    Symbol::Category(CategoryId { benefit, position })
}

/// The categories of the law itself; what patches add stands with them.
fn own_categories(benefit: &Benefit) -> impl Iterator<Item = (usize, &Category)> {
    benefit.categories.iter().enumerate().filter(|(_, category)| category.patch.is_none())
}

/// The page of one benefit.
pub(super) fn page<'s>(site: &Site<'s>, id: BenefitId, entry: &'s Entry) -> Option<Page> {
    let benefit = site.program().benefits.get(id.0)?;
    let body = html! {
        section.entry id=(entry.anchor) {
            (site.facts(&lines(site, benefit, entry)))
            (site.notes(&benefit.naming.notes))
            nav.contents aria-label=(site.say("Trên trang này", "On this page")) {
                ul { @for (position, category) in own_categories(benefit) {
                    @if let Some(inner) = site.catalogue.of_symbol(symbol(id, position)) {
                        li { a href={ "#" (inner.anchor) } { (site.get(&category.naming.label)) } }
                    }
                } }
            }
            @if !benefit.conditions.is_empty() {
                h2 { (site.say("Điều kiện chung cho mọi diện", "Conditions for every category")) }
                (conditions(site, &benefit.conditions))
            }
            h2 { (site.say("Các diện", "Categories")) }
            @for (position, found) in own_categories(benefit) { (category(site, symbol(id, position), found)) }
            (added(site, id, benefit))
            (groups(site, id, benefit))
            h2 { (site.say("Khi một người thuộc nhiều diện", "When somebody is in several categories")) }
            p { (combination(site, &benefit.combination)) }
            @if !benefit.combination_citations.is_empty() { p.source { (site.cited(&benefit.combination_citations)) } }
            (exceptions(site, id, benefit))
            h2 { (site.say("Các tháng được chi trả và làm tròn", "Months paid and rounding")) }
            (months(site, benefit))
            (site.procedures(&benefit.tail.procedures))
            h2 { (site.say("Ai chi trả", "Who pays")) }
            (funding(site, benefit))
            h2 { (site.say("Liên quan", "Ties")) }
            (site.ties(entry))
            (site.written(entry.whole))
        }
    };
    let title = site.get(&benefit.naming.label).to_owned();
    Some(Page { file: benefit_file(entry), title, chapter: Chapter::Benefits, body })
}

fn lines<'s>(site: &Site<'s>, benefit: &Benefit, entry: &'s Entry) -> Vec<Line> {
    let words = type_words(benefit.value_type, site.program());
    let payee = benefit.payee.iter().map(|payee| (Text::new("Chi cho", "Paid to"), html! { (site.get(payee)) }));
    let mut lines = vec![
        (Text::new("Của", "Of"), site.link_to(Symbol::Entity(benefit.entity))),
        (Text::new("Kiểu", "Type"), html! { (site.get(&words)) }),
        (Text::new("Thời gian", "Days"), site.days(benefit.days)),
        (Text::new("Căn cứ", "Source"), site.cited(&benefit.citations)),
        site.named(entry),
    ];
    lines.splice(1..1, payee);
    lines
}

/// Conditions, all of which must hold.
fn conditions(site: &Site<'_>, conditions: &[Condition]) -> Markup {
    html! {
        ul.conditions {
            @for condition in conditions {
                li {
                    div { (site.expr(&condition.expr)) }
                    (site.stated(condition.days, &condition.citations))
                }
            }
        }
    }
}

/// A category with its conditions and amounts.
pub(super) fn category(site: &Site<'_>, symbol: Symbol, category: &Category) -> Markup {
    let entry = site.catalogue.of_symbol(symbol);
    html! {
        section.part id=[entry.map(|entry| &entry.anchor)] {
            h3 { (site.get(&category.naming.label)) }
            (site.stated(category.days, &category.citations))
            (site.notes(&category.naming.notes))
            (site.procedures(&category.tail.procedures))
            h4 { (site.say("Điều kiện", "Conditions")) }
            @if category.conditions.is_empty() { p.none { (site.say("không có điều kiện riêng", "none of its own")) } }
            (conditions(site, &category.conditions))
            (cases(site, &category.amounts, site.say("Mức", "Amounts")))
            (tail_lines(site, &category.tail))
            @if let Some(entry) = entry { (site.ties(entry)) }
        }
    }
}

/// The categories that amendments and scenarios add, with links to them.
fn added(site: &Site<'_>, id: BenefitId, benefit: &Benefit) -> Markup {
    let found = benefit.categories.iter().enumerate().filter_map(|(position, category)| {
        let entry = site.catalogue.of_symbol(symbol(id, position))?;
        category.patch.map(|_| (entry, site.outermost(entry)))
    });
    let found: Vec<(&Entry, &Entry)> = found.collect();
    html! {
        @if !found.is_empty() {
            h3 { (site.say("Diện do sửa đổi và kịch bản thêm vào", "Categories that amendments and scenarios add")) }
            ul { @for (entry, outermost) in found { li { (site.link(entry)) " (" (site.link(outermost)) ")" } } }
        }
    }
}

fn groups(site: &Site<'_>, id: BenefitId, benefit: &Benefit) -> Markup {
    html! {
        @for (position, group) in benefit.groups.iter().enumerate() {
            @let entry = site.catalogue.of_symbol(Symbol::Group(id, position));
            section.part id=[entry.map(|entry| &entry.anchor)] {
                h3 { (site.say("Nhóm", "Group")) ": " (site.get(&group.naming.label)) }
                ul { @for member in &group.members { li { (site.link_to(Symbol::Category(*member))) } } }
            }
        }
    }
}

fn exceptions(site: &Site<'_>, id: BenefitId, benefit: &Benefit) -> Markup {
    html! {
        @for (position, found) in benefit.exceptions.iter().enumerate() {
            @if found.patch.is_none() { (exception(site, Symbol::Exception(id, position), found)) }
        }
    }
}

/// Another combination for some people.
pub(super) fn exception(site: &Site<'_>, symbol: Symbol, exception: &CombinationException) -> Markup {
    let entry = site.catalogue.of_symbol(symbol);
    html! {
        section.part id=[entry.map(|entry| &entry.anchor)] {
            h3 { (site.say("Ngoại lệ", "Exception")) ": " (site.get(&exception.naming.label)) }
            p { (site.say("Khi", "When")) " " (site.expr(&exception.condition.expr)) }
            p { (site.say("thì được", "then")) " " (combination(site, &exception.instead)) }
            @if let (Some(overrides), Symbol::Exception(benefit, _)) = (exception.overrides, symbol) {
                p {
                    (site.say("Đi trước ngoại lệ", "Goes before the exception")) " "
                    (site.link_to(Symbol::Exception(benefit, overrides)))
                }
            }
            p.source { (site.cited(&exception.citations)) }
            (site.notes(&exception.naming.notes))
        }
    }
}

/// How amounts become one, in words with links.
pub(super) fn combination(site: &Site<'_>, found: &Combination) -> Markup {
    match found {
        Combination::Category(id) => site.link_to(Symbol::Category(*id)),
        Combination::Several(policy, parts) => html! {
            (policy_words(site, *policy)) ": "
            @for (at, part) in parts.iter().enumerate() {
                @if at > 0 { "; " }
                @if matches!(part, Combination::Several(..)) { "(" (combination(site, part)) ")" }
                @else { (combination(site, part)) }
            }
        },
        Combination::All(policy) => html! {
            (policy_words(site, *policy)) " " (site.say("trong mọi diện mà người đó thuộc về", "of all categories that apply"))
        },
        Combination::For(condition, then, otherwise) => html! {
            (combination(site, then)) " " (site.say("khi", "when")) " " (site.expr(condition)) "; "
            (site.say("nếu không thì", "otherwise")) " " (combination(site, otherwise))
        },
        Combination::Value(value) => site.expr(value),
        Combination::Arithmetic(step, left, right) => {
            let sign = match step {
                Arithmetic::Add => " + ",
                Arithmetic::Subtract => " − ",
                Arithmetic::Multiply => " × ",
            };
            html! { "(" (combination(site, left)) (sign) (combination(site, right)) ")" }
        }
        Combination::Rounded(rounding, inner, step) => html! {
            (combination(site, inner)) ", " (site.get(&rounding_text(*rounding))) " (" (number_text(*step, site.language)) ")"
        },
    }
}

fn policy_words(site: &Site<'_>, policy: Policy) -> &'static str {
    let (vi, en) = match policy {
        Policy::Only => ("mức duy nhất", "the only amount"),
        Policy::First => ("mức đầu tiên", "the first amount"),
        Policy::Highest => ("mức cao nhất", "the highest amount"),
        Policy::Lowest => ("mức thấp nhất", "the lowest amount"),
        Policy::Sum => ("tổng các mức", "the sum of the amounts"),
    };
    site.say(vi, en)
}

/// Which months are paid: what the benefit says, or else the conventions.
fn months(site: &Site<'_>, benefit: &Benefit) -> Markup {
    let (own, common) = (tail(site, &benefit.tail), tail(site, &site.program().conventions));
    html! {
        @if own.is_empty() && common.is_empty() {
            p.none {
                (site.say(
                    "Chi trả cho mỗi tháng mà người đó đủ điều kiện vào ngày đầu tháng; không làm tròn.",
                    "Paid for each month on whose first day somebody is entitled; not rounded.",
                ))
            }
        }
        (site.facts(&own))
        @if !common.is_empty() {
            p { (site.say("Theo quy ước chung, nếu ở trên không nêu khác:", "By convention, unless said otherwise above:")) }
            (site.facts(&common))
        }
    }
}

fn tail_lines(site: &Site<'_>, found: &Tail) -> Markup {
    let lines = tail(site, found);
    html! { @if !lines.is_empty() { (site.facts(&lines)) } }
}

pub(super) fn tail(site: &Site<'_>, tail: &Tail) -> Vec<Line> {
    let mut lines = Vec::new();
    for found in &tail.starts {
        lines.push((Text::new("Bắt đầu", "Starts"), dated(site, found, &start_text(found.rule))));
    }
    for found in &tail.stops {
        lines.push((Text::new("Kết thúc", "Stops"), dated(site, found, &stop_text(found.rule))));
    }
    for found in &tail.tested {
        lines.push((Text::new("Xét vào", "Seen on"), dated(site, found, &test_day_text(found.rule))));
    }
    for found in &tail.roundings {
        let (rounding, step) = found.rule;
        let words = rounding_text(rounding);
        let form = |words: &str, step: String| format!("{words}: {step}");
        let words = Text::build(|language| form(words.get(language), number_text(step, language)));
        lines.push((Text::new("Làm tròn", "Rounding"), dated(site, found, &words)));
    }
    lines
}

fn dated<T>(site: &Site<'_>, found: &Dated<T>, words: &Text) -> Markup {
    html! {
        (site.get(words))
        @if found.days.from.is_some() || found.days.to.is_some() { ", " (site.days(found.days)) }
        @if !found.citations.is_empty() { " · " (site.cited(&found.citations)) }
    }
}

fn funding(site: &Site<'_>, benefit: &Benefit) -> Markup {
    let share = |part: Decimal| value_text(Value::Number(part), ansinh_engine::hir::Type::Percent, site.program());
    let rows: Vec<Vec<Markup>> = benefit
        .funding
        .iter()
        .map(|funding| {
            let shares = html! {
                ul.plain { @for (fund, part) in &funding.shares {
                    li { (site.link_to(Symbol::Fund(*fund))) ": " strong { (site.get(&share(*part))) } }
                } }
            };
            vec![site.days(funding.days), shares, site.cited(&funding.citations)]
        })
        .collect();
    let headings =
        [site.say("Thời gian", "Days"), site.say("Nguồn và tỷ lệ", "Funds and shares"), site.say("Căn cứ", "Source")];
    html! {
        @if rows.is_empty() {
            p.none { (site.say("Chưa nêu nguồn chi trả.", "Nothing is said about who pays.")) }
        } @else { (site.table(site.say("Nguồn chi trả", "Who pays"), &headings, &rows)) }
    }
}
