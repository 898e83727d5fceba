//! Funds, budgets as their documents print them, and indicators with their targets.
//!
//! Receives the money and monitoring of a program; hands on one page.

use ansinh_engine::catalogue::Entry;
use ansinh_engine::check::{Symbol, type_words};
use ansinh_engine::hir::{Budget, BudgetRow, Fund, FundLevel, Indicator};
use ansinh_engine::lower::{number_text, value_text};
use ansinh_engine::value::{Decimal, Value};
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let mut funds = Vec::new();
    let mut budgets = Vec::new();
    let mut indicators = Vec::new();
    for (symbol, entry) in site.entries(|_| true) {
        match symbol {
            Symbol::Fund(id) => funds.extend(site.program().funds.get(id.0).map(|found| (found, entry))),
            Symbol::Budget(at) => budgets.extend(site.program().budgets.get(at).map(|found| (at, found, entry))),
            Symbol::Indicator(at) => indicators.extend(site.program().indicators.get(at).map(|found| (found, entry))),
            _ => {}
        }
    }
    let body = html! {
        h2 { (site.say("Nguồn vốn", "Funds")) }
        @if funds.is_empty() { (site.nothing()) }
        @for (found, entry) in funds { (fund(site, found, entry)) }
        h2 { (site.say("Dự toán", "Budgets")) }
        @if budgets.is_empty() { (site.nothing()) }
        @for (at, found, entry) in budgets { (budget(site, at, found, entry)) }
        h2 { (site.say("Chỉ tiêu", "Indicators")) }
        @if indicators.is_empty() { (site.nothing()) }
        @for (found, entry) in indicators { (indicator(site, found, entry)) }
    };
    let title = site.get(&Chapter::Plans.title()).to_owned();
    Page { file: Chapter::Plans.file().to_owned(), title, chapter: Chapter::Plans, body }
}

fn fund<'s>(site: &Site<'s>, fund: &Fund, entry: &'s Entry) -> Markup {
    let level = fund.level.map(|level| match level {
        FundLevel::Central => site.say("ngân sách trung ương", "central budget"),
        FundLevel::Local => site.say("ngân sách địa phương", "local budget"),
        FundLevel::Mobilised => site.say("huy động", "mobilised"),
    });
    html! {
        section.part id=(entry.anchor) {
            h3 { (site.get(&fund.naming.label)) }
            @if let Some(level) = level { p { (site.say("Cấp", "Level")) ": " (level) } }
            @if !fund.citations.is_empty() { p.source { (site.cited(&fund.citations)) } }
            (site.notes(&fund.naming.notes))
            (site.facts(&[site.named(entry)]))
            (site.ties(entry))
        }
    }
}

fn budget<'s>(site: &Site<'s>, at: usize, budget: &Budget, entry: &'s Entry) -> Markup {
    let scale = number_text(budget.scale, site.language);
    let funds = budget.columns.iter().filter_map(|id| site.program().funds.get(id.0));
    let mut headings = vec![site.say("Khoản mục", "Line")];
    headings.extend(funds.map(|fund| site.get(&fund.naming.label)));
    headings.push(site.say("Tổng cộng", "Total"));
    let anchor = |position| site.catalogue.of_symbol(Symbol::BudgetRow(at, position)).map(|entry| &entry.anchor);
    let title = |position, row: &BudgetRow| html! { span id=[anchor(position)] { (site.get(&row.naming.label)) } };
    let lines = budget.rows.iter().enumerate();
    let mut rows: Vec<Vec<Markup>> = lines.map(|(at, row)| cells(site, row, &title(at, row))).collect();
    if let Some(totals) = &budget.totals {
        rows.push(cells(site, totals, &html! { (site.say("Tổng cộng", "Total")) }));
    }
    html! {
        section.part id=(entry.anchor) {
            h3 { (site.get(&budget.naming.label)) }
            (site.stated(budget.period, &budget.citations))
            (site.notes(&budget.naming.notes))
            @if budget.scale != Decimal::ONE { p { (site.say("Đơn vị: ", "Unit: ")) (scale) " " (site.say("đồng", "VND")) } }
            div.figures {
                (site.table(site.say("Số liệu như văn bản", "Figures as the document prints them"), &headings, &rows))
            }
            (site.ties(entry))
            (site.written(entry.whole))
        }
    }
}

fn cells(site: &Site<'_>, row: &BudgetRow, title: &Markup) -> Vec<Markup> {
    let figure = |figure: &Option<Decimal>| match figure {
        Some(figure) => html! { (number_text(*figure, site.language)) },
        None => html! { span.none { "–" } },
    };
    std::iter::once(html! { (title) }).chain(row.figures.iter().chain([&row.total]).map(figure)).collect()
}

fn indicator<'s>(site: &Site<'s>, indicator: &Indicator, entry: &'s Entry) -> Markup {
    let words = type_words(indicator.value_type, site.program());
    let mut lines = vec![site.named(entry), (Text::new("Kiểu", "Type"), html! { (site.get(&words)) })];
    if !indicator.citations.is_empty() {
        lines.push((Text::new("Căn cứ", "Source"), site.cited(&indicator.citations)));
    }
    if let Some(measure) = &indicator.measure {
        let said = html! {
            (site.say("số lượng", "count of")) " " (site.link_to(Symbol::Entity(measure.entity)))
            @if let Some(condition) = &measure.condition { " " (site.say("mà", "where")) " " (site.expr(condition)) }
            @if let Some(among) = &measure.among { " " (site.say("trong số", "among")) " " (site.expr(among)) }
        };
        lines.push((Text::new("Đo bằng", "Measured as"), said));
    } else {
        lines.push((Text::new("Đo bằng", "Measured as"), html! { (site.say("chưa đo được", "not measured")) }));
    }
    let rows: Vec<Vec<Markup>> = indicator
        .targets
        .iter()
        .map(|target| {
            let bound = value_text(Value::Number(target.bound), indicator.value_type, site.program());
            let (vi, en) = target.comparison.words();
            let words = html! { (site.say(vi, en)) " " strong { (site.get(&bound)) } };
            vec![site.days(target.days), words, site.cited(&target.citations)]
        })
        .collect();
    let headings = [site.say("Thời gian", "Days"), site.say("Mục tiêu", "Target"), site.say("Căn cứ", "Source")];
    html! {
        section.part id=(entry.anchor) {
            h3 { (site.get(&indicator.naming.label)) }
            (site.facts(&lines))
            (site.notes(&indicator.naming.notes))
            @if !rows.is_empty() { (site.table(site.say("Mục tiêu", "Targets"), &headings, &rows)) }
            (site.ties(entry))
            (site.written(entry.whole))
        }
    }
}
