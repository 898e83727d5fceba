//! What a name stands for at a place.
//!
//! Receives names as written and what is wanted there; hands on what they mean, or a complaint with the nearest name.
//! It knows no types.

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::QualifiedName;

use crate::check::checker::Checker;
use crate::check::names::spelling::without_marks;
use crate::check::names::symbol::Symbol;
use crate::check::names::table::Entry;
use crate::check::names::wanted::{Wanted, words_of};
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
            Some((entry, false)) if wanted.fits(entry.symbol) && !self.blind.contains(&self.module) => {
                let module = self.program.modules.get(entry.module).map_or("", String::as_str);
                found = found
                    .label(entry.span, Text::new("khai báo ở mô đun này", "declared in this module"))
                    .help(Text::new(format!("thêm dòng `dùng {module}`"), format!("add a line `use {module}`")));
            }
            _ => {}
        }
        if found.help.is_none()
            && let Some(meant) = self.unit_meant(name.last(), wanted)
        {
            found = found.help(Text::new(format!("viết `{meant}`"), format!("write `{meant}`"))).edit(last, meant);
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
        // A name may be from a module that is not there, which was told.
        if found.help.is_some() || !self.blind.contains(&self.module) {
            self.report(found);
        }
    }

    /// The unit that everybody would understand by a word that is none: an age in years, money in dong.
    fn unit_meant(&self, written: &str, wanted: Wanted) -> Option<String> {
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
