//! The names of a program and who may see them.
//!
//! Receives declarations' names; hands on what a name means in a module, or the nearest name.
//! It knows no types.

use std::collections::BTreeMap;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Name, QualifiedName};
use ansinh_grammar::{Language, Span, Text, letters};

use super::nearest::nearest;
use super::references::{Spelling, SymbolId};
use super::spelling::{look_alike, looks_like, without_marks};
pub(super) use super::wanted::Wanted;
use super::wanted::words_of;
use super::{Checker, codes};
use crate::hir::{
    BenefitId, CategoryId, DefinitionId, EntityId, EnumerationId, FundId, InputId, InstrumentId, LinkId, ParameterId,
    PatchId, ScenarioId, UnitId,
};

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Symbol {
    /// A legal document.
    Instrument(InstrumentId),
    /// A currency.
    Currency(UnitId),
    /// A unit of goods.
    Unit(UnitId),
    /// A closed list.
    Enumeration(EnumerationId),
    /// A value of a closed list, by its position.
    EnumerationValue(EnumerationId, usize),
    /// A kind of thing.
    Entity(EntityId),
    /// A link between things.
    Link(LinkId),
    /// A fact.
    Input(InputId),
    /// A dated number.
    Parameter(ParameterId),
    /// A derived value or a table.
    Definition(DefinitionId),
    /// An entitlement.
    Benefit(BenefitId),
    /// A category of a benefit.
    Category(CategoryId),
    /// A group of categories, by its position in the benefit.
    Group(BenefitId, usize),
    /// An exception of a benefit, by its position in it.
    Exception(BenefitId, usize),
    /// An exception of a definition, by its position in it.
    DefinitionException(DefinitionId, usize),
    /// A draft.
    Scenario(ScenarioId),
    /// A change that is law.
    Amendment(PatchId),
    /// A module, by its file.
    Module(usize),
    /// One member of a collection, inside a condition.
    Variable,
    /// A thing of a test.
    Thing,
    /// Where money comes from.
    Fund(FundId),
    /// The budget of a plan, by its position.
    Budget(usize),
    /// A line of a budget, by the positions of both.
    BudgetRow(usize, usize),
    /// What is measured, by its position.
    Indicator(usize),
    /// A promise about everybody, by its position.
    Property(usize),
}

/// One declared name.
#[derive(Clone, Debug)]
struct Entry {
    module: usize,
    symbol: Symbol,
    id: SymbolId,
    span: Span,
    /// The benefit a category or a group lies in, under all its names.
    inside: Vec<String>,
}

/// Every name of the program.
#[derive(Default)]
pub(super) struct Names {
    entries: BTreeMap<String, Vec<Entry>>,
    /// What each module may see besides itself: a module and the names it goes by there.
    uses: Vec<Vec<(usize, Vec<String>)>>,
    /// Names whose declarations could not be read.
    broken: Vec<String>,
    /// Names by what they look like.
    skeletons: BTreeMap<String, Vec<String>>,
}

/// How many declarations of each kind the second pass has met: the position is the id.
#[derive(Default)]
pub(super) struct Positions {
    pub(super) link: usize,
    instrument: usize,
    input: usize,
    parameter: usize,
    definition: usize,
    benefit: usize,
    patch: usize,
    fund: usize,
}

macro_rules! next_id {
    ($($name:ident -> $id:ident;)*) => {
        impl Positions {
            $(pub(super) fn $name(&mut self) -> $id {
                self.$name += 1;
                $id(self.$name - 1)
            })*
        }
    };
}

next_id! {
    instrument -> InstrumentId;
    input -> InputId;
    parameter -> ParameterId;
    definition -> DefinitionId;
    benefit -> BenefitId;
    patch -> PatchId;
    fund -> FundId;
}

impl Names {
    pub(super) fn set_uses(&mut self, uses: Vec<Vec<(usize, Vec<String>)>>) {
        self.uses = uses;
    }

    pub(super) fn add_broken(&mut self, name: &str) {
        self.broken.push(name.to_owned());
    }

    /// The module that a name means in a module: itself, or one it uses.
    pub(super) fn module(&self, from: usize, name: &str) -> Option<usize> {
        let names = |(module, names): &(usize, Vec<String>)| names.iter().any(|known| known == name).then_some(*module);
        self.uses.get(from)?.iter().find_map(names)
    }

    fn is_visible(&self, from: usize, entry: &Entry) -> bool {
        entry.module == from
            || self.uses.get(from).is_some_and(|uses| uses.iter().any(|(module, _)| *module == entry.module))
    }

    /// Whether a prefix names the entry's module or the benefit it lies in.
    fn is_inside(&self, from: usize, entry: &Entry, prefix: &str) -> bool {
        let last = prefix.rsplit('.').next().unwrap_or(prefix);
        entry.inside.iter().any(|name| looks_like(name, last))
            || self.uses.get(from).is_some_and(|uses| {
                uses.iter().any(|(module, names)| *module == entry.module && names.iter().any(|name| name == prefix))
            })
    }

    fn candidates(&self, from: usize, name: &QualifiedName, wanted: Wanted) -> Vec<&Entry> {
        let prefix = name.parts.split_last().map_or(String::new(), |(_, outer)| {
            outer.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
        });
        let fitting = |spelling: &str| -> Vec<&Entry> {
            let entries = self.entries.get(spelling).map_or(&[][..], Vec::as_slice);
            entries
                .iter()
                .filter(|entry| wanted.fits(entry.symbol) && self.is_visible(from, entry))
                .filter(|entry| prefix.is_empty() || self.is_inside(from, entry, &prefix))
                .collect()
        };
        let exact = fitting(name.last());
        if !exact.is_empty() || name.last().is_ascii() {
            return exact;
        }
        // Either place of a tone mark is accepted.
        let alike = self.skeletons.get(&letters::skeleton(name.last())).map_or(&[][..], Vec::as_slice);
        alike.iter().flat_map(|spelling| fitting(spelling)).collect()
    }

    /// The name that was meant by one typed without any mark.
    fn marked(&self, from: usize, name: &str, wanted: Wanted) -> Option<&str> {
        let is_meant =
            |entries: &[Entry]| entries.iter().any(|entry| wanted.fits(entry.symbol) && self.is_visible(from, entry));
        let n_letters = name.chars().count();
        let is_like = |candidate: &str| !candidate.is_ascii() && candidate.chars().count() == n_letters;
        let mut candidates = self.entries.iter().filter(|(candidate, _)| is_like(candidate));
        let found = candidates.find(|(candidate, entries)| is_meant(entries) && letters::bare(candidate) == name);
        found.map(|(candidate, _)| candidate.as_str())
    }

    /// The nearest name that could stand here, and where it is declared.
    fn nearest(&self, from: usize, name: &str, wanted: Wanted) -> Option<(&str, Span)> {
        let fitting = self.entries.iter().filter_map(|(candidate, entries)| {
            let found = entries.iter().find(|entry| wanted.fits(entry.symbol) && self.is_visible(from, entry))?;
            Some((candidate.as_str(), found.span))
        });
        nearest(name, fitting, |(candidate, _)| candidate)
    }

    /// Something of this very name that cannot stand here, or cannot be seen from here.
    fn namesake(&self, from: usize, name: &str) -> Option<(&Entry, bool)> {
        let entries = self.entries.get(name)?;
        let seen = entries.iter().find(|entry| self.is_visible(from, entry));
        seen.map(|entry| (entry, true)).or_else(|| entries.first().map(|entry| (entry, false)))
    }
}

impl Checker {
    /// Declares a name and its aliases. Two of one kind in one module, or in one benefit, are a mistake.
    pub(super) fn add_name(&mut self, names: &[(Option<Language>, &Name)], symbol: Symbol, inside: &[String]) {
        let module = self.module;
        let id = self.declare_symbol(names, symbol);
        for (_, name) in names {
            let is_twin = |entry: &&Entry| {
                entry.module == module
                    && entry.inside == inside
                    && std::mem::discriminant(&entry.symbol) == std::mem::discriminant(&symbol)
                    && entry.symbol != symbol
            };
            self.check_look_alikes(name, is_twin);
            let entries = self.names.entries.entry(name.text.clone()).or_default();
            let twin = entries.iter().find(is_twin);
            if let Some(twin) = twin {
                let headline = Text::new(
                    format!("`{}` đã được khai báo", name.text),
                    format!("`{}` is declared already", name.text),
                );
                let found = Diagnostic::new(codes::REPEATED_NAME, name.span, headline)
                    .label(twin.span, Text::new("khai báo lần đầu ở đây", "first declared here"));
                self.diagnostics.push(found);
                continue;
            }
            entries.push(Entry { module, symbol, id, span: name.span, inside: inside.to_vec() });
        }
    }

    /// Complains of another name that a reader cannot tell from this one, and remembers what it looks like.
    fn check_look_alikes(&mut self, name: &Name, is_twin: impl Fn(&&Entry) -> bool) {
        let alike = self.names.skeletons.entry(letters::skeleton(&name.text)).or_default();
        if alike.contains(&name.text) {
            return;
        }
        let entries = &self.names.entries;
        let twin = alike.iter().find_map(|other| Some((other, entries.get(other)?.iter().find(&is_twin)?)));
        let found = twin.map(|(other, twin)| look_alike(name, other, twin.span));
        alike.push(name.text.clone());
        self.diagnostics.extend(found);
    }

    /// Records a declaration for those who look up names later.
    pub(super) fn declare_symbol(&mut self, names: &[(Option<Language>, &Name)], symbol: Symbol) -> SymbolId {
        self.check_aliases(names);
        let container = match symbol {
            Symbol::Category(category) => Some(Symbol::Benefit(category.benefit)),
            Symbol::Group(benefit, _) | Symbol::Exception(benefit, _) => Some(Symbol::Benefit(benefit)),
            Symbol::DefinitionException(definition, _) => Some(Symbol::Definition(definition)),
            Symbol::EnumerationValue(enumeration, _) => Some(Symbol::Enumeration(enumeration)),
            Symbol::BudgetRow(budget, _) => Some(Symbol::Budget(budget)),
            _ => None,
        };
        let inside = container.and_then(|container| self.record.id_of(container));
        let spelling = |(language, name): &(Option<Language>, &Name)| Spelling {
            text: name.text.clone(),
            language: *language,
            span: name.span,
        };
        self.record.declare(symbol, self.module, names.iter().map(spelling).collect(), inside)
    }

    /// What a name stands for; a complaint if it stands for nothing or for several things.
    pub(super) fn resolve(&mut self, name: &QualifiedName, wanted: Wanted) -> Option<Symbol> {
        let candidates = self.names.candidates(self.module, name, wanted);
        // A name of one's own module goes before the same name of a used one.
        let own: Vec<&Entry> = candidates.iter().copied().filter(|entry| entry.module == self.module).collect();
        let candidates = if own.is_empty() { candidates } else { own };
        // And what lies in the benefit itself before what lies in another.
        let inside: Vec<&Entry> = candidates.iter().copied().filter(|entry| self.is_within(entry.symbol)).collect();
        let candidates = if inside.is_empty() { candidates } else { inside };
        let mut symbols: Vec<Symbol> = candidates.iter().map(|entry| entry.symbol).collect();
        symbols.sort_unstable();
        symbols.dedup();
        match symbols.as_slice() {
            [symbol] => {
                let (symbol, id) = (*symbol, candidates.first().map(|entry| entry.id));
                if let Some(id) = id {
                    self.use_qualified(name, id);
                }
                Some(symbol)
            }
            [] => {
                self.report_unknown(name, wanted);
                None
            }
            _ => {
                let headline = Text::new(
                    format!("`{}` có thể là nhiều thứ", name.joined()),
                    format!("`{}` may mean several things", name.joined()),
                );
                let mut found = Diagnostic::new(codes::AMBIGUOUS_NAME, name.span, headline);
                for entry in candidates {
                    found = found.label(entry.span, Text::new("khai báo ở đây", "declared here"));
                }
                self.report(found.help(Text::new(
                    "ghi rõ tên mô đun hoặc chế độ trước dấu chấm",
                    "write the module or the benefit before a dot",
                )));
                None
            }
        }
    }

    /// Whether something is a category or a group of the benefit that is being checked.
    fn is_within(&self, symbol: Symbol) -> bool {
        let benefit = match symbol {
            Symbol::Category(category) => Some(category.benefit),
            Symbol::Group(benefit, _) => Some(benefit),
            _ => None,
        };
        benefit.is_some() && benefit == self.within
    }

    /// Checks a part of a benefit.
    pub(super) fn inside<T>(&mut self, benefit: BenefitId, check: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.within.replace(benefit);
        let checked = check(self);
        self.within = outer;
        checked
    }

    /// Like [`Checker::resolve`], without complaints.
    pub(super) fn find(&self, name: &QualifiedName, wanted: Wanted) -> Option<Symbol> {
        self.names.candidates(self.module, name, wanted).first().map(|entry| entry.symbol)
    }

    fn report_unknown(&mut self, name: &QualifiedName, wanted: Wanted) {
        if self.names.broken.iter().any(|broken| broken == name.last()) {
            return;
        }
        if let Some(marked) = self.names.marked(self.module, name.last(), wanted) {
            let found = without_marks(name, marked);
            self.report(found);
            return;
        }
        let (vi, en) = wanted.words();
        let headline =
            Text::new(format!("`{}` không phải là {vi}", name.joined()), format!("`{}` is not {en}", name.joined()));
        let mut found =
            Diagnostic::new(codes::UNKNOWN_NAME, name.span, headline).saying(Text::new("không tìm thấy", "not found"));
        let last = name.parts.last().map_or(name.span, |part| part.span);
        match self.names.namesake(self.module, name.last()) {
            Some((entry, true)) if name.parts.len() == 1 => {
                let (vi, en) = words_of(entry.symbol);
                found = found.label(entry.span, Text::new(format!("đây là {vi}"), format!("this is {en}")));
            }
            Some((entry, false)) if wanted.fits(entry.symbol) => {
                let module = self.program.modules.get(entry.module).map_or("", String::as_str);
                found = found
                    .label(entry.span, Text::new("khai báo ở mô đun này", "declared in this module"))
                    .help(Text::new(format!("thêm dòng `dùng {module}`"), format!("add a line `use {module}`")));
            }
            _ => {}
        }
        if found.help.is_none()
            && let Some((nearest, declared)) = self.names.nearest(self.module, name.last(), wanted)
        {
            found = found
                .help(Text::new(format!("có phải là `{nearest}`?"), format!("did you mean `{nearest}`?")))
                .edit(last, nearest);
            if found.labels.is_empty() {
                let said = Text::new(format!("`{nearest}` khai báo ở đây"), format!("`{nearest}` is declared here"));
                found = found.label(declared, said);
            }
        }
        self.report(found);
    }
}
