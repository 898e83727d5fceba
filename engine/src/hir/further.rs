//! Further things that an expression of a test or of a property is about.
//!
//! Data only, but for one step: an expression leads from its own thing to each further one by a link of that name, which
//! no law has. Whoever evaluates such an expression takes the program with these links. It knows no facts.

use ansinh_grammar::{Span, Text};

use super::{EntityId, Link, LinkId, Naming, Program};

/// One further thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Further {
    /// What it is called.
    pub name: String,
    /// Its entity.
    pub entity: EntityId,
    /// Among whom it is: those to whom a link leads from an earlier thing, 0 being the expression's own. Anybody else of
    /// the entity where there is none.
    pub among: Option<(usize, Vec<LinkId>)>,
    /// Where it is named.
    pub span: Span,
}

impl Further {
    /// The name of the link to it: no name of a law begins so.
    #[must_use]
    pub fn link_name(&self) -> String {
        format!("*{}", self.name)
    }
}

impl Program {
    /// The link to a further thing, by its position.
    #[must_use]
    pub fn further_link(&self, position: usize) -> LinkId {
        LinkId(self.links.len() + position)
    }

    /// The program with links from things of an entity to further ones.
    #[must_use]
    pub fn with_further(&self, from: EntityId, further: &[Further]) -> Self {
        let mut program = self.clone();
        program.links.extend(further.iter().map(|further| Link {
            naming: Naming {
                name: further.link_name(),
                alias: None,
                label: Text::same(&further.name),
                notes: Vec::new(),
                span: further.span,
            },
            ask: Text::same(&further.name),
            from,
            to: further.entity,
            is_many: false,
            is_optional: false,
            inverse: None,
            empty_when: Vec::new(),
        }));
        program
    }
}
