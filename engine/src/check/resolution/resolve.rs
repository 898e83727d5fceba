//! What a name stands for at a place.
//!
//! Receives names as written and what is wanted there; hands on what they mean, or a complaint with the nearest name.
//! It knows no types.

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::QualifiedName;

use crate::check::checker::Checker;
use crate::check::names::symbol::Symbol;
use crate::check::names::table::Entry;
use crate::check::names::wanted::Wanted;
use crate::codes;
use crate::hir::BenefitId;

impl Checker {
    /// What a name stands for; a complaint if it stands for nothing or for several things.
    pub(in crate::check) fn resolve(&mut self, name: &QualifiedName, wanted: Wanted) -> Option<Symbol> {
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
    pub(in crate::check) fn inside<T>(&mut self, benefit: BenefitId, check: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.within.replace(benefit);
        let checked = check(self);
        self.within = outer;
        checked
    }

    /// Like [`Checker::resolve`], without complaints.
    pub(in crate::check) fn find(&self, name: &QualifiedName, wanted: Wanted) -> Option<Symbol> {
        self.names.candidates(self.module, name, wanted).first().map(|entry| entry.symbol)
    }
}
