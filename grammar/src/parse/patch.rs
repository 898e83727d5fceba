//! Reads amendments and scenarios.
//!
//! Receives pairs; hands on nodes. It knows no types and no dates in force.

use super::reader::{Pair, Reader, children, has_keyword};
use super::{Rule, codes};
use crate::language::Text;
use crate::tree::{Change, Dated, DatedValue, Edit, Part, Patch, PatchKind};

impl Reader<'_> {
    /// An amendment or a scenario.
    pub(super) fn patch(&mut self, pair: Pair<'_>, kind: PatchKind) -> Option<Patch> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let mut patch = Patch {
            kind,
            name,
            meta,
            validity: None,
            by: None,
            based_on: None,
            includes: Vec::new(),
            scope: None,
            edits: Vec::new(),
        };
        for part in parts {
            if is_said(&patch, part.as_rule()) {
                let headline = Text::new("mục này đã được nêu ở trên", "this is said above already");
                self.complain(codes::REPEATED_HEADER, self.span(&part), headline);
            }
            match part.as_rule() {
                Rule::validity => patch.validity = self.validity(&part),
                Rule::by => patch.by = Some(self.qualified(&children(part).next()?)),
                Rule::based_on => patch.based_on = Some(self.qualified(&children(part).next()?)),
                Rule::include => patch.includes.extend(children(part).map(|name| self.qualified(&name))),
                Rule::scope => patch.scope = Some(self.expr(children(part).next()?)?),
                Rule::alias | Rule::label | Rule::note | Rule::source => {}
                _ => patch.edits.push(self.edit(part)?),
            }
        }
        Some(patch)
    }

    fn edit(&mut self, pair: Pair<'_>) -> Option<Edit> {
        let span = self.span(&pair);
        let target = children(pair.clone()).find(|part| part.as_rule() == Rule::qname)?;
        let target = self.qualified(&target);
        let change = match pair.as_rule() {
            Rule::set_parameter => Change::Set(Box::new(self.set_parameter(pair)?)),
            Rule::add_category => Change::AddCategory(Box::new(self.category(pair)?)),
            Rule::add_exception => {
                let exception = children(pair).last()?;
                match exception.as_rule() {
                    Rule::define_exception => Change::AddDefineException(Box::new(self.define_exception(exception)?)),
                    _ => Change::AddException(Box::new(self.exception(exception)?)),
                }
            }
            Rule::remove => Change::Remove(self.dated(&pair)?),
            Rule::replace_definition => {
                let mut validity = None;
                let mut cases = Vec::new();
                for part in children(pair) {
                    match part.as_rule() {
                        Rule::validity => validity = self.validity(&part),
                        Rule::case => cases.push(self.case(part)?),
                        _ => {}
                    }
                }
                Change::ReplaceDefinition(validity, cases)
            }
            Rule::replace_part => {
                let replaced = children(pair.clone()).find(|part| part.as_rule() == Rule::replaced)?;
                let part = match () {
                    () if has_keyword(&replaced, "amount") => Part::Amount,
                    () if has_keyword(&replaced, "combination") => Part::Combination,
                    () => Part::Condition,
                };
                let (with, dated) = self.with(pair)?;
                Change::Replace(part, with, dated)
            }
            _ => {
                let changed = children(pair.clone()).find(|part| part.as_rule() == Rule::changed)?;
                let is_narrower = has_keyword(&changed, "narrow");
                let (with, dated) = self.with(pair)?;
                if is_narrower { Change::Narrow(with, dated) } else { Change::Widen(with, dated) }
            }
        };
        Some(Edit { target, change, span })
    }

    /// The expression after `with`, and the items of the change.
    fn with(&mut self, pair: Pair<'_>) -> Option<(Box<crate::tree::Expr>, Dated)> {
        let dated = self.dated(&pair)?;
        let with = children(pair).find(|part| part.as_rule() == Rule::expr)?;
        Some((Box::new(self.expr(with)?), dated))
    }

    fn set_parameter(&mut self, pair: Pair<'_>) -> Option<DatedValue> {
        let dated = Dated { validity: None, ..self.dated(&pair)? };
        let mut parts = children(pair).skip_while(|part| part.as_rule() != Rule::validity);
        let validity = self.validity(&parts.next()?)?;
        let value = self.expr(parts.next()?)?;
        Some(DatedValue { validity, value, dated })
    }
}

/// Whether a header that stands once was read already.
const fn is_said(patch: &Patch, rule: Rule) -> bool {
    match rule {
        Rule::validity => patch.validity.is_some(),
        Rule::by => patch.by.is_some(),
        Rule::based_on => patch.based_on.is_some(),
        Rule::scope => patch.scope.is_some(),
        _ => false,
    }
}
