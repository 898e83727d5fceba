//! Definitions and tables, with their exceptions.
//!
//! Receives the definitions of a program; hands on one page. Tables are shown as the file has them.

use ansinh_engine::catalogue::{Entry, Piece, code_of};
use ansinh_engine::check::{Symbol, type_words};
use ansinh_engine::hir::{Case, Definition, DefinitionException, DefinitionId, Guard};
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::site::{Chapter, Page, Site};

/// The page.
pub(super) fn page(site: &Site<'_>) -> Page {
    let found: Vec<(&Definition, &Entry)> = site
        .entries(|symbol| matches!(symbol, Symbol::Definition(_)))
        .into_iter()
        .filter_map(|(symbol, entry)| match symbol {
            Symbol::Definition(id) => Some((site.program().definitions.get(id.0)?, entry)),
            _ => None,
        })
        .collect();
    let body = html! {
        p.lead {
            (site.say(
                "Các khái niệm mà luật dùng, được tính từ dữ kiện và từ nhau.",
                "The terms that the law uses, worked out from facts and from each other.",
            ))
        }
        @if found.is_empty() { (site.nothing()) }
        (site.contents(&found.iter().map(|(_, entry)| *entry).collect::<Vec<_>>()))
        @for (definition, entry) in &found { (one(site, definition, entry)) }
    };
    let title = site.get(&Chapter::Definitions.title()).to_owned();
    Page { file: Chapter::Definitions.file().to_owned(), title, chapter: Chapter::Definitions, body }
}

fn one<'s>(site: &Site<'s>, definition: &Definition, entry: &'s Entry) -> Markup {
    let words = type_words(definition.value_type, site.program());
    let mut lines = vec![
        site.named(entry),
        (Text::new("Của", "Of"), site.link_to(Symbol::Entity(definition.entity))),
        (Text::new("Kiểu", "Type"), html! { (site.get(&words)) }),
    ];
    if !definition.citations.is_empty() {
        lines.push((Text::new("Căn cứ", "Source"), site.cited(&definition.citations)));
    }
    html! {
        section.entry id=(entry.anchor) {
            h2 { (site.get(&definition.naming.label)) }
            (site.facts(&lines))
            (site.notes(&definition.naming.notes))
            @match as_table(site, entry) {
                Some(table) => (table),
                None => (cases(site, &definition.cases, site.say("Cách xác định", "How it is worked out"))),
            }
            @for (position, exception) in definition.exceptions.iter().enumerate() {
                @if let (None, Some(Symbol::Definition(id))) = (exception.patch, entry.symbol) {
                    (self::exception(site, id, position, exception))
                }
            }
            (site.ties(entry))
            (site.written(entry.whole))
        }
    }
}

/// Values, when each holds, its days and its sources.
pub(super) fn cases(site: &Site<'_>, cases: &[Case], caption: &str) -> Markup {
    let rows: Vec<Vec<Markup>> = cases
        .iter()
        .map(|case| {
            vec![site.expr(&case.value), guard(site, &case.guard), site.days(case.days), site.cited(&case.citations)]
        })
        .collect();
    let headings = [
        site.say("Giá trị", "Value"),
        site.say("Khi", "When"),
        site.say("Thời gian", "Days"),
        site.say("Căn cứ", "Source"),
    ];
    site.table(caption, &headings, &rows)
}

fn guard(site: &Site<'_>, guard: &Guard) -> Markup {
    match guard {
        Guard::Always => html! { span.none { (site.say("luôn luôn", "always")) } },
        Guard::When(condition) => site.expr(condition),
        Guard::Otherwise => html! { (site.say("các trường hợp khác", "otherwise")) },
    }
}

/// Other cases for some people.
pub(super) fn exception(site: &Site<'_>, id: DefinitionId, position: usize, exception: &DefinitionException) -> Markup {
    let inner = site.catalogue.of_symbol(Symbol::DefinitionException(id, position));
    html! {
        section.part id=[inner.map(|inner| &inner.anchor)] {
            h3 { (site.say("Ngoại lệ", "Exception")) ": " (site.get(&exception.naming.label)) }
            p { (site.say("Khi", "When")) " " (site.expr(&exception.condition.expr)) }
            @if let Some(overrides) = exception.overrides {
                p {
                    (site.say("Đi trước ngoại lệ", "Goes before the exception")) " "
                    (site.link_to(Symbol::DefinitionException(id, overrides)))
                }
            }
            (site.notes(&exception.naming.notes))
            (cases(site, &exception.instead, site.say("Cách xác định", "How it is worked out")))
        }
    }
}

/// A table of the law with its own columns; nothing for a definition that is none.
fn as_table(site: &Site<'_>, entry: &Entry) -> Option<Markup> {
    let source = site.sources.get(entry.whole.file.0)?;
    let lines = code_of(&site.checked.symbols, source, entry.whole);
    let is_row =
        |line: &&Vec<Piece>| matches!(line.first(), Some(Piece::Plain(text)) if text.trim_start().starts_with('|'));
    let mut rows = lines.iter().filter(is_row).map(|line| row(line));
    let head = rows.next()?;
    let rows: Vec<Vec<Vec<Piece>>> = rows.collect();
    let caption = site.say("Bảng", "Table");
    Some(html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for cell in &head { th scope="col" { (site.lines(std::slice::from_ref(cell))) } } } }
                tbody {
                    @for row in &rows {
                        tr { @for cell in row { td { code.law { (site.lines(std::slice::from_ref(cell))) } } } }
                    }
                }
            }
        }
    })
}

/// The cells between the strokes of a line.
fn row(line: &[Piece]) -> Vec<Vec<Piece>> {
    let mut cells: Vec<Vec<Piece>> = Vec::new();
    for piece in line {
        let Piece::Plain(text) = piece else {
            if let Some(cell) = cells.last_mut() {
                cell.push(piece.clone());
            }
            continue;
        };
        for (at, part) in text.split('|').enumerate() {
            if at > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !part.trim().is_empty()) {
                cell.push(Piece::Plain(part.replace("=>", "").to_owned()));
            }
        }
    }
    // Behind the last stroke there is no cell.
    cells.pop();
    cells
}
