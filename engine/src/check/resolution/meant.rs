//! The name or the unit that was meant by a word that stands for nothing.
//!
//! Receives the word, what is wanted at its place and of which type; hands on a name that could stand there.

use ansinh_grammar::Span;

use crate::check::checker::Checker;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::hir::Type;

/// Words that people put before the name of a condition: it says the same without them.
const LEADING: [&str; 4] = ["thuộc_diện_", "thuộc_", "là_", "is_"];

impl Checker {
    /// The name that was meant: of the type that the place needs, before any other.
    pub(super) fn name_meant(&self, written: &str, wanted: Wanted) -> Option<(String, Span)> {
        if let Some(found) = self.without_leading(written, wanted) {
            return Some(found);
        }
        let owned = |(name, span): (&str, Span)| (name.to_owned(), span);
        let near =
            |fitting: &dyn Fn(Symbol) -> bool| self.names.nearest(self.module, written, wanted, fitting).map(owned);
        let Some(needed) = self.needed.filter(|_| wanted == Wanted::Value) else { return near(&|_| true) };
        let is_of = |symbol: Symbol| self.type_of_symbol(symbol).is_some_and(|found| found == needed);
        if let Some(found) = near(&is_of) {
            return Some(found);
        }
        if !needed.is_number() {
            return near(&|_| true);
        }
        near(&|symbol| self.type_of_symbol(symbol).is_some_and(Type::is_number)).or_else(|| self.only_level(needed))
    }

    /// A name that is written with a word before it: `thuộc_hộ_nghèo` is `hộ_nghèo`.
    fn without_leading(&self, written: &str, wanted: Wanted) -> Option<(String, Span)> {
        LEADING.iter().find_map(|leading| {
            let rest = written.strip_prefix(leading)?;
            let span = self.names.visible(self.module, rest, wanted)?;
            Some((rest.to_owned(), span))
        })
    }

    /// The only parameter of a type in the file: one that was renamed is probably it.
    fn only_level(&self, needed: Type) -> Option<(String, Span)> {
        let is_own = |found: &&crate::hir::Parameter| found.module == self.module && found.value_type == needed;
        let mut own = self.program.parameters.iter().filter(is_own);
        let only = own.next().filter(|_| own.next().is_none())?;
        Some((only.naming.name.clone(), only.naming.span))
    }

    /// The type of what a symbol stands for, where it has one.
    fn type_of_symbol(&self, symbol: Symbol) -> Option<Type> {
        let program = &self.program;
        Some(match symbol {
            Symbol::Input(id) => program.inputs.get(id.0)?.value_type,
            Symbol::Parameter(id) => program.parameters.get(id.0)?.value_type,
            Symbol::Definition(id) => program.definitions.get(id.0)?.value_type,
            Symbol::Benefit(id) => program.benefits.get(id.0)?.value_type,
            _ => return None,
        })
    }

    /// The unit that everybody would understand by a word that is none: an age in years, money in dong.
    pub(super) fn unit_meant(&self, written: &str, wanted: Wanted) -> Option<String> {
        if !matches!(wanted, Wanted::Unit | Wanted::Currency) {
            return None;
        }
        match written.to_lowercase().as_str() {
            "tuổi" | "tuoi" | "nam" => Some(self.keyword("years").to_owned()),
            "thang" => Some(self.keyword("months").to_owned()),
            "ngay" => Some(self.keyword("days").to_owned()),
            _ => self.currency_meant(written),
        }
    }

    /// The currency that is meant by how people write the dong.
    pub(in crate::check) fn currency_meant(&self, written: &str) -> Option<String> {
        let is_dong = ["đồng", "đ", "vnđ", "dong"].contains(&written.to_lowercase().as_str());
        let currency = self.program.currency.filter(|_| is_dong)?;
        Some(self.program.units.get(currency.0)?.naming.name.clone())
    }
}
