//! Checks properties: promises about every person or household.
//!
//! Receives properties as written; hands them on with a typed claim and the laws that it looks at. It tries nothing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::names::naming::{all_names, naming};
use crate::check::names::symbol::Symbol;
use crate::codes;
use crate::hir::{EntityId, Further, Law, Property};

impl Checker {
    /// Further things of a property: each is another one of the entity of the first, or one of a collection.
    fn others(&mut self, property: &tree::Property, context: &mut Context) {
        for other in &property.others {
            let name = &other.name.text;
            let own = Some(&property.variable).filter(|own| own.text == *name).map(|own| own.span);
            let further = || context.further.iter().find(|further| further.name == *name).map(|further| further.span);
            if let Some(first) = own.or_else(further) {
                let headline =
                    Text::new(format!("`{name}` đã được dùng ở đây"), format!("`{name}` is used here already"));
                let found = Diagnostic::new(codes::REPEATED_NAME, other.name.span, headline)
                    .label(first, Text::new("đã dùng ở đây", "used here first"));
                self.report(found.help(Text::new("đặt tên khác", "give it another name")));
                continue;
            }
            let (entity, among) = match &other.collection {
                None => (context.entity.unwrap_or(EntityId(0)), None),
                Some(path) => {
                    let Some((mut links, link, entity)) = self.collection(path, context) else { continue };
                    let n_own = self.program.links.len();
                    let further = links.first().and_then(|first| first.0.checked_sub(n_own));
                    let from = further.map_or(0, |position| position + 1);
                    links.drain(..usize::from(further.is_some()));
                    links.push(link);
                    (entity, Some((from, links)))
                }
            };
            self.declare_local(&other.name, Symbol::Variable);
            context.further.push(Further { name: name.clone(), entity, among, span: other.name.span });
        }
    }

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
        let mut context = Context::of_member(entity, &variable);
        self.others(property, &mut context);
        let spans: Vec<Span> = property.known_on.iter().map(|day| day.span).collect();
        self.said_once(&spans, &Text::new("ngày biết đến", "the day up to which the law is known"));
        let known_on = property.known_on.first().and_then(|day| self.date(&day.text, day.span));
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
                others: context.further,
                days,
                known_on,
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
