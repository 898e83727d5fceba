//! Checks properties: promises about every person or household.
//!
//! Receives properties as written; hands them on with a typed claim and the laws that it looks at. It tries nothing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree;

use crate::check::checker::{Checker, Context};
use crate::check::names::naming::{all_names, naming};
use crate::check::names::symbol::Symbol;
use crate::hir::{Law, Property};

impl Checker {
    /// A promise about every thing of an entity; left out, with complaints, if anything in it is unclear.
    pub(in crate::check) fn property(&mut self, property: &tree::Property) {
        let before = self.diagnostics.len();
        let number = self.n_properties;
        self.n_properties += 1;
        self.add_name(&all_names(&property.name, &property.meta), Symbol::Property(number), &[]);
        let entity = self.entity(&property.entity);
        let citations = self.citations(&property.meta.sources);
        let days = self.days(property.validity.as_ref());
        self.forget_locals();
        self.declare_local(&property.variable, Symbol::Variable);
        let variable = property.variable.text.clone();
        let context = Context { entity: Some(entity), variable: Some(variable.clone()) };
        let ((condition, claim), laws) = self.asking(Law::Current, |checker| {
            let condition = property.condition.as_ref().map(|condition| checker.condition(condition, &context));
            (condition, checker.condition(&property.claim, &context))
        });
        let has_errors = self.diagnostics.iter().skip(before).any(Diagnostic::is_error);
        if let (false, Some(claim), Some(condition)) =
            (has_errors, claim, condition.map_or(Some(None), |c| c.map(Some)))
        {
            self.program.properties.push(Property {
                naming: naming(&property.name, &property.meta),
                number,
                module: self.module,
                language: self.surface(),
                entity,
                variable,
                days,
                condition,
                claim,
                text: String::new(),
                laws,
                citations,
                span: property.name.span,
            });
        }
    }
}

/// A text of one line or several without comments and blank ends, as it can be put into another place.
pub(in crate::check) fn without_comments(text: &str) -> String {
    let without_comment = |line: &str| line.split('#').next().unwrap_or("").trim_end().to_owned();
    let lines: Vec<String> = text.lines().map(without_comment).filter(|line| !line.trim().is_empty()).collect();
    lines.join("\n")
}
