//! What a declaration is called in each language.
//!
//! Receives names as they are declared; hands on the one of each language. It knows no label.

use ansinh_grammar::{Language, Text};

use super::{Naming, Program, Rule};

impl Program {
    /// The name in each language: its own in the language of its file, its alias in the other, if it has one.
    #[must_use]
    pub fn called(&self, naming: &Naming) -> Text {
        let other = naming.alias.as_ref().unwrap_or(&naming.name);
        match self.languages.get(naming.span.file.0).copied().flatten() {
            Some(Language::Vi) => Text::new(&naming.name, other),
            _ => Text::new(other, &naming.name),
        }
    }

    /// The same of a rule, behind what it lies in: `monthly_allowance.disabled`.
    #[must_use]
    pub fn called_rule(&self, rule: &Rule<'_>) -> Text {
        let own = self.called(rule.own);
        rule.outer.map_or_else(
            || own.clone(),
            |outer| {
                let outer = self.called(outer);
                Text::new(format!("{}.{}", outer.vi, own.vi), format!("{}.{}", outer.en, own.en))
            },
        )
    }

    /// The same of something of this name.
    #[must_use]
    pub fn called_by<'n>(&self, name: &str, all: impl IntoIterator<Item = &'n Naming>) -> Text {
        let found = all.into_iter().find(|naming| naming.name == name);
        found.map_or_else(|| Text::same(name), |naming| self.called(naming))
    }
}
