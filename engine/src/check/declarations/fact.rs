//! Checks facts and links: ranges, what is implied, what leads back.
//!
//! Receives entities and inputs as written; fills them in the program. It knows no person.

use ansinh_grammar::tree;

use crate::check::checker::{Checker, Context};
use crate::check::names::naming::qualified;
use crate::check::names::position::Positions;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::hir::{InputId, LinkId};

impl Checker {
    /// The links of an entity.
    pub(in crate::check) fn fill_entity(&mut self, entity: &tree::Entity, at: &mut Positions) {
        for link in &entity.links {
            let id = LinkId(at.link);
            at.link += 1;
            self.fill_link(link, id);
        }
    }

    fn fill_link(&mut self, link: &tree::Link, id: LinkId) {
        let Some(from) = self.program.links.get(id.0).map(|link| link.from) else {
            return;
        };
        let inverse = link.inverse.as_ref().and_then(|inverse| match self.resolve(&qualified(inverse), Wanted::Link) {
            Some(Symbol::Link(inverse)) => Some(inverse),
            _ => None,
        });
        let mut empty_when = Vec::new();
        for implied in &link.implied {
            empty_when.extend(self.condition(&implied.condition, &Context::of(from)));
        }
        if let Some(link) = self.program.links.get_mut(id.0) {
            link.inverse = inverse;
            link.empty_when = empty_when;
        }
    }

    /// The range and the implied values of an input.
    pub(in crate::check) fn fill_input(&mut self, input: &tree::Input, id: InputId) {
        let Some((entity, value_type)) = self.program.inputs.get(id.0).map(|input| (input.entity, input.value_type))
        else {
            return;
        };
        let range = input.range.as_ref().and_then(|range| {
            let low = self.constant(&range.low, value_type);
            let high = self.constant(&range.high, value_type);
            low.zip(high)
        });
        let mut implied = Vec::new();
        for rule in &input.implied {
            let condition = self.condition(&rule.condition, &Context::of(entity));
            let value = rule.value.as_ref().and_then(|value| self.constant(value, value_type));
            implied.extend(condition.zip(value));
        }
        if let Some(input) = self.program.inputs.get_mut(id.0) {
            input.range = range;
            input.implied = implied;
        }
    }
}
