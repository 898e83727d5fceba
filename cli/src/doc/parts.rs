//! What several pages show: names, days, sources, text of the law with links, who uses what.
//!
//! Receives pieces of the program; hands on HTML. Every text goes through the escaping of the HTML library.

use ansinh_engine::catalogue::{Entry, Piece, code, code_of, days_text};
use ansinh_engine::check::Symbol;
use ansinh_engine::hir::{Citation, Days, Expr, InstrumentId};
use ansinh_engine::lower::citation_text;
use ansinh_grammar::{Span, Text};
use maud::{Markup, html};

use super::site::Site;

/// What stands in a line of facts about something: what it is, and what is said.
pub(super) type Line = (Text, Markup);

impl<'s> Site<'s> {
    /// An entry by its label.
    pub(super) fn link(&self, entry: &'s Entry) -> Markup {
        html! { a href=(self.href(entry)) { (self.get(&entry.label)) } }
    }

    /// A symbol by its label; plain text where it is not described here.
    pub(super) fn link_to(&self, symbol: Symbol) -> Markup {
        let named = || ansinh_engine::editor::naming(self.program(), symbol);
        match self.catalogue.of_symbol(symbol) {
            Some(entry) => self.link(entry),
            None => html! { (named().map_or("", |naming| self.get(&naming.label))) },
        }
    }

    pub(super) fn instrument(&self, id: InstrumentId) -> Markup {
        self.link_to(Symbol::Instrument(id))
    }

    /// Days in words; a dash where none are stated.
    pub(super) fn days(&self, days: Days) -> Markup {
        if days == Days::default() {
            return html! { span.none { "–" } };
        }
        html! { (self.get(&days_text(days))) }
    }

    /// Days and sources in a line of their own; nothing where neither is stated.
    pub(super) fn stated(&self, days: Days, citations: &[Citation]) -> Markup {
        let (has_days, has_sources) = (days != Days::default(), !citations.is_empty());
        html! {
            @if has_days || has_sources {
                p.source {
                    @if has_days { (self.days(days)) }
                    @if has_days && has_sources { " · " }
                    @if has_sources { (self.cited(citations)) }
                }
            }
        }
    }

    /// Where something comes from, each place with a link to its document.
    pub(super) fn cited(&self, citations: &[Citation]) -> Markup {
        html! {
            @if citations.is_empty() { span.none { "–" } }
            @for (at, citation) in citations.iter().enumerate() {
                @if at > 0 { "; " }
                (self.citation(citation))
            }
        }
    }

    fn citation(&self, citation: &Citation) -> Markup {
        let Some(instrument) = self.program().instruments.get(citation.instrument.0) else { return html! {} };
        let text = citation_text(instrument, &citation.parts);
        let text = self.get(&text);
        match self.catalogue.of_symbol(Symbol::Instrument(citation.instrument)) {
            Some(entry) => html! { a.cited href=(self.href(entry)) { (text) } },
            None => html! { (text) },
        }
    }

    /// Remarks.
    pub(super) fn notes(&self, notes: &[Text]) -> Markup {
        html! { @for note in notes { p.note { (self.get(note)) } } }
    }

    /// An expression as written, in the line.
    pub(super) fn expr(&self, expr: &Expr) -> Markup {
        self.inline(expr.span)
    }

    /// A place as written, in the line, or as a block where it has several lines.
    pub(super) fn inline(&self, place: Span) -> Markup {
        let Some(source) = self.sources.get(place.file.0) else { return html! {} };
        let lines = code(&self.checked.symbols, source, place);
        html! { code.law { (self.lines(&lines)) } }
    }

    /// A whole declaration as written.
    pub(super) fn written(&self, whole: Span) -> Markup {
        let Some(source) = self.sources.get(whole.file.0) else { return html! {} };
        let lines = code_of(&self.checked.symbols, source, whole);
        html! {
            details.written {
                summary { (self.say("Nguyên văn trong mã", "As written in the code")) }
                pre tabindex="0" { code.law { (self.lines(&lines)) } }
            }
        }
    }

    /// Lines of code with links.
    pub(super) fn lines(&self, lines: &[Vec<Piece>]) -> Markup {
        html! {
            @for (at, line) in lines.iter().enumerate() {
                @if at > 0 { "\n" }
                @for piece in line { (self.piece(piece)) }
            }
        }
    }

    /// One piece of code.
    pub(super) fn piece(&self, piece: &Piece) -> Markup {
        match piece {
            Piece::Plain(text) => html! { (text) },
            Piece::Quoted(text) => html! { span.quoted { (text) } },
            Piece::Comment(text) => html! { span.comment { (text) } },
            Piece::Name(text, id) => match self.catalogue.of_id(*id) {
                Some(entry) => html! { a href=(self.href(entry)) title=(self.get(&entry.label)) { (text) } },
                None => html! { (text) },
            },
        }
    }

    /// Facts about something, one a line.
    pub(super) fn facts(&self, lines: &[Line]) -> Markup {
        html! {
            dl.facts {
                @for (what, said) in lines {
                    div { dt { (self.get(what)) } dd { (said) } }
                }
            }
        }
    }

    /// The names that something goes by, and its module.
    pub(super) fn named(&self, entry: &'s Entry) -> Line {
        let module = self.program().modules.get(entry.module).map_or("", String::as_str);
        let said = html! {
            @for (at, name) in entry.names.iter().enumerate() {
                @if at > 0 { ", " }
                code { (name) }
            }
            span.module { (self.say("trong", "in")) " " code { (module) } }
        };
        (Text::new("Tên trong mã", "Name in the code"), said)
    }

    /// What an entry and all that lies in it use, and who uses it.
    pub(super) fn ties(&self, entry: &'s Entry) -> Markup {
        let uses = self.all_of(entry, |entry| &entry.uses);
        let used_by = self.all_of(entry, |entry| &entry.used_by);
        html! {
            div.ties {
                (self.tie(self.say("Dùng", "Uses"), &uses))
                (self.tie(self.say("Được dùng trong", "Used by"), &used_by))
            }
        }
    }

    /// What an entry and all that lies in it are tied to, without what lies in it itself.
    fn all_of(&self, entry: &'s Entry, ties: impl Fn(&'s Entry) -> &'s Vec<usize>) -> Vec<&'s Entry> {
        let is_own = |other: &Entry| {
            other.whole.file == entry.whole.file
                && entry.whole.start <= other.whole.start
                && other.whole.end <= entry.whole.end
        };
        let own = self.catalogue.entries.iter().filter(|other| is_own(other));
        let mut found: Vec<usize> = own.flat_map(|own| ties(own).iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| self.catalogue.get(at)).filter(|other| !is_own(other)).collect()
    }

    /// Entries by their labels; tests are counted and folded away.
    pub(super) fn tie(&self, what: &str, entries: &[&'s Entry]) -> Markup {
        let (trials, others): (Vec<&'s Entry>, Vec<&'s Entry>) =
            entries.iter().copied().partition(|entry| entry.symbol.is_none());
        let n_trials = trials.len();
        html! {
            @if !entries.is_empty() {
                div.tie {
                    p {
                        strong { (what) ": " }
                        @for (at, entry) in others.iter().enumerate() {
                            @if at > 0 { ", " }
                            (self.link(entry))
                        }
                        @if others.is_empty() { (self.say("chỉ kiểm thử", "tests only")) }
                    }
                    @if !trials.is_empty() {
                        details {
                            summary { (n_trials) " " (self.say("kiểm thử", if n_trials == 1 { "test" } else { "tests" })) }
                            ul { @for entry in &trials { li { (self.link(entry)) } } }
                        }
                    }
                }
            }
        }
    }

    /// The list of what is on a page.
    pub(super) fn contents(&self, entries: &[&'s Entry]) -> Markup {
        html! {
            @if entries.len() > 1 {
                nav.contents aria-label=(self.say("Trên trang này", "On this page")) {
                    ul { @for entry in entries { li { a href={ "#" (entry.anchor) } { (self.get(&entry.label)) } } } }
                }
            }
        }
    }

    /// A table that scrolls in itself where the screen is narrow.
    pub(super) fn table(&self, caption: &str, headings: &[&str], rows: &[Vec<Markup>]) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                // The roles stay where a narrow screen shows each row as a block.
                table role="table" {
                    caption { (caption) }
                    thead role="rowgroup" {
                        tr role="row" {
                            @for heading in headings { th scope="col" role="columnheader" { (heading) } }
                        }
                    }
                    tbody role="rowgroup" {
                        @for row in rows {
                            tr role="row" {
                                @for (cell, heading) in row.iter().zip(headings) {
                                    td role="cell" data-heading=(heading) { div { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What is said where a chapter has nothing.
    pub(super) fn nothing(&self) -> Markup {
        html! { p.none { (self.say("Không có.", "There are none.")) } }
    }
}
