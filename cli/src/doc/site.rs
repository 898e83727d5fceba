//! The pages of the reference in one language, and where each declaration stands.
//!
//! Receives the program and its catalogue; hands on files. It lays out no page itself.

use ansinh_engine::catalogue::{Catalogue, Entry};
use ansinh_engine::check::{Checked, Symbol};
use ansinh_engine::hir::{BenefitId, Program};
use ansinh_grammar::{Language, SourceFile, Text};
use maud::Markup;

use super::folder::File;
use super::{
    articles, benefits, changes, definitions, frame, index, inputs, instruments, parameters, plans, trials, uses,
    vocabulary,
};

/// Everything that a page is made of.
pub(super) struct Site<'s> {
    pub(super) language: Language,
    pub(super) languages: &'s [Language],
    pub(super) checked: &'s Checked,
    pub(super) sources: &'s [SourceFile],
    pub(super) catalogue: &'s Catalogue,
}

/// A page before it gets its frame.
pub(super) struct Page {
    /// The file, without its folder.
    pub(super) file: String,
    /// The heading.
    pub(super) title: String,
    /// The chapter that it belongs to.
    pub(super) chapter: Chapter,
    /// What is under the heading.
    pub(super) body: Markup,
}

/// The chapters of the reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Chapter {
    Index,
    Benefits,
    Inputs,
    Parameters,
    Definitions,
    Instruments,
    Articles,
    Amendments,
    Scenarios,
    Plans,
    Vocabulary,
    Trials,
    Uses,
}

impl Chapter {
    pub(super) const ALL: [Self; 13] = [
        Self::Index,
        Self::Benefits,
        Self::Inputs,
        Self::Parameters,
        Self::Definitions,
        Self::Instruments,
        Self::Articles,
        Self::Amendments,
        Self::Scenarios,
        Self::Plans,
        Self::Vocabulary,
        Self::Trials,
        Self::Uses,
    ];

    /// The file of the chapter's first page.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Index => "index.html",
            Self::Benefits => "benefits.html",
            Self::Inputs => "inputs.html",
            Self::Parameters => "parameters.html",
            Self::Definitions => "definitions.html",
            Self::Instruments => "instruments.html",
            Self::Articles => "articles.html",
            Self::Amendments => "amendments.html",
            Self::Scenarios => "scenarios.html",
            Self::Plans => "plans.html",
            Self::Vocabulary => "vocabulary.html",
            Self::Trials => "tests.html",
            Self::Uses => "uses.html",
        }
    }

    /// What it is called.
    pub(super) fn title(self) -> Text {
        let (vi, en) = match self {
            Self::Index => ("Mục lục", "Contents"),
            Self::Benefits => ("Chế độ", "Benefits"),
            Self::Inputs => ("Dữ kiện", "Facts asked for"),
            Self::Parameters => ("Tham số theo thời gian", "Parameters over time"),
            Self::Definitions => ("Định nghĩa và bảng", "Definitions and tables"),
            Self::Instruments => ("Văn bản", "Instruments"),
            Self::Articles => ("Điều nào đã mã hóa", "Articles encoded"),
            Self::Amendments => ("Sửa đổi", "Amendments"),
            Self::Scenarios => ("Kịch bản", "Scenarios"),
            Self::Plans => ("Nguồn vốn, dự toán, chỉ tiêu", "Funds, budgets, indicators"),
            Self::Vocabulary => ("Từ vựng và quy ước", "Vocabulary and conventions"),
            Self::Trials => ("Kiểm thử và tính chất", "Tests and properties"),
            Self::Uses => ("Điều gì dùng điều gì", "Who uses what"),
        };
        Text::new(vi, en)
    }

    const fn of(symbol: Option<Symbol>) -> Self {
        match symbol {
            Some(Symbol::Benefit(_)) => Self::Benefits,
            Some(Symbol::Input(_)) => Self::Inputs,
            Some(Symbol::Parameter(_)) => Self::Parameters,
            Some(Symbol::Definition(_)) => Self::Definitions,
            Some(Symbol::Instrument(_)) => Self::Instruments,
            Some(Symbol::Amendment(_)) => Self::Amendments,
            Some(Symbol::Scenario(_)) => Self::Scenarios,
            Some(Symbol::Fund(_) | Symbol::Budget(_) | Symbol::Indicator(_)) => Self::Plans,
            Some(Symbol::Property(_)) | None => Self::Trials,
            Some(_) => Self::Vocabulary,
        }
    }
}

impl<'s> Site<'s> {
    /// Every page with its frame, as a file.
    pub(super) fn pages(&self) -> Vec<File> {
        let mut pages = vec![
            index::page(self),
            benefits::list(self),
            inputs::page(self),
            parameters::page(self),
            definitions::page(self),
            instruments::page(self),
            articles::page(self),
            changes::amendments(self),
            changes::scenarios(self),
            plans::page(self),
            vocabulary::page(self),
            trials::list(self),
            uses::page(self),
        ];
        pages.extend(self.benefits().into_iter().filter_map(|(id, entry)| benefits::page(self, id, entry)));
        pages.extend(self.modules().into_iter().filter_map(|module| trials::page(self, module)));
        let in_folder = |page: Page| {
            let path = format!("{}/{}", self.language.code(), page.file);
            File::new(path, frame::framed(self, &page).into_string())
        };
        pages.into_iter().map(in_folder).collect()
    }

    pub(super) fn program(&self) -> &'s Program {
        &self.checked.program
    }

    /// One of two wordings.
    pub(super) fn say<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// A text in the language of the pages.
    pub(super) fn get<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// The modules, each after those that it uses: the common law first, what builds on it later.
    pub(super) fn modules(&self) -> Vec<usize> {
        let mut order = Vec::new();
        for module in 0..self.sources.len() {
            self.push_module(module, &mut vec![module], &mut order);
        }
        order
    }

    fn push_module(&self, module: usize, path: &mut Vec<usize>, order: &mut Vec<usize>) {
        if order.contains(&module) {
            return;
        }
        for used in self.program().uses.get(module).map_or(&[][..], Vec::as_slice) {
            if !path.contains(used) {
                path.push(*used);
                self.push_module(*used, path, order);
                path.pop();
            }
        }
        order.push(module);
    }

    /// The entries that do not lie in another, of which a condition holds.
    pub(super) fn entries(&self, is_wanted: impl Fn(Symbol) -> bool) -> Vec<(Symbol, &'s Entry)> {
        let top = self.catalogue.entries.iter().filter(|entry| entry.inside.is_none());
        let of = |entry: &'s Entry| Some((entry.symbol.filter(|symbol| is_wanted(*symbol))?, entry));
        let mut found: Vec<(Symbol, &'s Entry)> = top.filter_map(of).collect();
        let order = self.modules();
        found.sort_by_key(|(_, entry)| order.iter().position(|module| *module == entry.module));
        found
    }

    /// The benefits that are described.
    pub(super) fn benefits(&self) -> Vec<(BenefitId, &'s Entry)> {
        let of = |(symbol, entry)| match symbol {
            Symbol::Benefit(id) => Some((id, entry)),
            _ => None,
        };
        self.entries(|_| true).into_iter().filter_map(of).collect()
    }

    /// The entry that does not lie in another, around one.
    pub(super) fn outermost(&self, entry: &'s Entry) -> &'s Entry {
        let mut found = entry;
        while let Some(outer) = found.inside.and_then(|inside| self.catalogue.get(inside)) {
            found = outer;
        }
        found
    }

    /// Where an entry stands.
    pub(super) fn href(&self, entry: &'s Entry) -> String {
        let outermost = self.outermost(entry);
        let chapter = Chapter::of(outermost.symbol);
        let file = match chapter {
            Chapter::Benefits => benefit_file(outermost),
            Chapter::Trials => self.trials_file(outermost.module),
            other => other.file().to_owned(),
        };
        format!("{file}#{}", entry.anchor)
    }

    /// The page of the tests of a module.
    pub(super) fn trials_file(&self, module: usize) -> String {
        let name = self.program().modules.get(module).map_or("", String::as_str);
        format!("tests.{}.html", name.replace('#', "file-"))
    }
}

/// The page of a benefit.
pub(super) fn benefit_file(entry: &Entry) -> String {
    format!("{}.html", entry.anchor)
}
