//! What a policy has, as a reader looks it up: every declaration, who uses what both ways, and the text with its names.
//!
//! Receives source files and what the checker made of them; hands on plain data. It knows no page and no day.

mod code;
mod words;

pub use code::{Piece, code, code_of};
pub use words::{days_text, law_text, rounding_text, start_text, stop_text, test_day_text};

use std::collections::{BTreeMap, BTreeSet};

use ansinh_grammar::{FileId, Language, SourceFile, Span, Text};

use crate::check::{Checked, Declared, Symbol, SymbolId};
use crate::editor::{self, Item, Kind, outline};

/// A declaration that a reader can look up, or a test.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is; nothing for a test.
    pub symbol: Option<Symbol>,
    /// What kind of thing it is.
    pub kind: Kind,
    /// The file that declares it.
    pub module: usize,
    /// A name for links that is the same in both languages and has no blank in it.
    pub anchor: String,
    /// Its names: its own first.
    pub names: Vec<String>,
    /// The label for a reader; the title of a test.
    pub label: Text,
    /// The whole declaration with everything indented under it.
    pub whole: Span,
    /// The entry it lies in: the benefit of a category, the scenario that adds it.
    pub inside: Option<usize>,
    /// The entries that it names, each once, in order of position.
    pub uses: Vec<usize>,
    /// The entries that name it, each once, in order of position.
    pub used_by: Vec<usize>,
}

/// Every entry of a program.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalogue {
    /// The entries, by file and in order of position.
    pub entries: Vec<Entry>,
    by_symbol: BTreeMap<Symbol, usize>,
    by_id: BTreeMap<SymbolId, usize>,
}

impl Catalogue {
    /// The catalogue of a program.
    #[must_use]
    pub fn of(checked: &Checked, sources: &[SourceFile]) -> Self {
        let mut catalogue = Self::default();
        let declared = checked.symbols.declared.iter().enumerate();
        let named = declared.filter(|(_, found)| !found.names.is_empty());
        let places: BTreeMap<Span, SymbolId> = named.map(|(id, found)| (found.span(), SymbolId(id))).collect();
        for (file, source) in sources.iter().enumerate() {
            for item in outline(checked, source, FileId(file)) {
                catalogue.add(checked, &places, &item, file, None);
            }
        }
        catalogue.name_anchors();
        catalogue.tie(checked);
        catalogue
    }

    /// The entry of a symbol.
    #[must_use]
    pub fn of_symbol(&self, symbol: Symbol) -> Option<&Entry> {
        self.entries.get(*self.by_symbol.get(&symbol)?)
    }

    /// The entry of a declared name.
    #[must_use]
    pub fn of_id(&self, id: SymbolId) -> Option<&Entry> {
        self.entries.get(*self.by_id.get(&id)?)
    }

    /// An entry by its place in the catalogue.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    fn add(
        &mut self,
        checked: &Checked,
        places: &BTreeMap<Span, SymbolId>,
        item: &Item,
        module: usize,
        inside: Option<usize>,
    ) {
        let id = places.get(&item.span).copied();
        let declared = id.and_then(|id| checked.symbols.get(id));
        let at = self.entries.len();
        if let (Some(id), Some(declared)) = (id, declared) {
            self.by_id.insert(id, at);
            self.by_symbol.insert(declared.symbol, at);
        }
        let names = declared.map_or(Vec::new(), |found| found.names.iter().map(|name| name.text.clone()).collect());
        let label = declared.and_then(|found| editor::naming(&checked.program, found.symbol));
        self.entries.push(Entry {
            symbol: declared.map(|found| found.symbol),
            kind: item.kind,
            module,
            anchor: anchor(item, declared),
            names,
            label: label.map_or_else(|| item.label.clone(), |naming| naming.label.clone()),
            whole: item.whole,
            inside,
            uses: Vec::new(),
            used_by: Vec::new(),
        });
        for inner in &item.items {
            self.add(checked, places, inner, module, Some(at));
        }
    }

    /// Makes each anchor the name of one entry: what lies in a benefit is named after it, twins are counted.
    fn name_anchors(&mut self) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for at in 0..self.entries.len() {
            let Some(entry) = self.entries.get(at) else { continue };
            let outer = entry.inside.and_then(|inside| self.entries.get(inside)).map(|outer| outer.anchor.clone());
            let own = outer.map_or(entry.anchor.clone(), |outer| format!("{outer}.{}", entry.anchor));
            let mut anchor = own.clone();
            let mut count = 1;
            // Anchors name files too, and some disks do not tell capitals apart.
            while !taken.insert(anchor.to_lowercase()) {
                count += 1;
                anchor = format!("{own}-{count}");
            }
            if let Some(entry) = self.entries.get_mut(at) {
                entry.anchor = anchor;
            }
        }
    }

    /// Ties who uses what, from the checker's table of uses: a use belongs to the innermost entry around it.
    fn tie(&mut self, checked: &Checked) {
        let mut by_file: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            by_file.entry(entry.whole.file).or_default().push(at);
        }
        for reference in &checked.symbols.references {
            let Some(used) = self.by_id.get(&reference.symbol).copied() else { continue };
            let here = by_file.get(&reference.span.file).map_or(&[][..], Vec::as_slice);
            // Entries are in order and nested: the last one that begins before the place and reaches it is innermost.
            let begun = here.partition_point(|at| {
                self.entries.get(*at).is_some_and(|entry| entry.whole.start <= reference.span.start)
            });
            let reaches =
                |at: &&usize| self.entries.get(**at).is_some_and(|entry| reference.span.start < entry.whole.end);
            let Some(user) = here.get(..begun).unwrap_or(&[]).iter().rev().find(reaches).copied() else { continue };
            self.tie_pair(user, used);
        }
    }

    fn tie_pair(&mut self, user: usize, used: usize) {
        if user == used || self.encloses(used, user) {
            return;
        }
        if let Some(entry) = self.entries.get_mut(user)
            && !entry.uses.contains(&used)
        {
            entry.uses.push(used);
        }
        if let Some(entry) = self.entries.get_mut(used)
            && !entry.used_by.contains(&user)
        {
            entry.used_by.push(user);
        }
    }

    /// Whether an entry lies in another.
    fn encloses(&self, outer: usize, inner: usize) -> bool {
        let mut at = self.entries.get(inner).and_then(|entry| entry.inside);
        while let Some(next) = at {
            if next == outer {
                return true;
            }
            at = self.entries.get(next).and_then(|entry| entry.inside);
        }
        false
    }
}

/// A name for links: the kind, and the English name where there is one; of a test the words of its title.
fn anchor(item: &Item, declared: Option<&Declared>) -> String {
    let words = |text: &str| {
        let plain = |sign: char| if sign.is_alphanumeric() || sign == '_' { sign } else { ' ' };
        text.to_lowercase().chars().map(plain).collect::<String>().split_whitespace().collect::<Vec<_>>().join("-")
    };
    let Some(declared) = declared else {
        return format!("test.{}", words(&item.name));
    };
    let name = declared.name_in(Language::En);
    let kind = match declared.symbol {
        Symbol::Instrument(_) => "instrument",
        Symbol::Currency(_) | Symbol::Unit(_) => "unit",
        Symbol::Enumeration(_) => "enumeration",
        Symbol::Entity(_) => "entity",
        Symbol::Link(_) => "link",
        Symbol::Input(_) => "input",
        Symbol::Parameter(_) => "parameter",
        Symbol::Definition(_) => "definition",
        Symbol::Benefit(_) => "benefit",
        Symbol::Category(_) => "category",
        Symbol::Group(..) => "group",
        Symbol::Exception(..) | Symbol::DefinitionException(..) => "exception",
        Symbol::Scenario(_) => "scenario",
        Symbol::Amendment(_) => "amendment",
        Symbol::Fund(_) => "fund",
        Symbol::Budget(_) => "budget",
        Symbol::BudgetRow(..) => "line",
        Symbol::Indicator(_) => "indicator",
        Symbol::Property(_) => "property",
        _ => "name",
    };
    format!("{kind}.{name}")
}
