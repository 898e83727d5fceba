//! Benefits: who is entitled to how much, and what becomes of several amounts.
//!
//! Data only. A benefit has categories; what is paid is made of their amounts. It knows no person.

use ansinh_grammar::Text;

use super::{
    Case, CategoryId, Citation, CombinationException, Days, EntityId, Expr, Funding, Naming, PatchId, Tail, Type,
};
use crate::value::{Decimal, Policy, Rounding};

/// A condition with its days.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The condition.
    pub expr: Expr,
    /// Its days.
    pub days: Days,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// A group of people and what each is given.
#[derive(Clone, Debug)]
pub struct Category {
    /// Name, label, notes.
    pub naming: Naming,
    /// Its days.
    pub days: Days,
    /// Conditions, all of which must hold.
    pub conditions: Vec<Condition>,
    /// Amounts.
    pub amounts: Vec<Case>,
    /// Where it comes from as a whole.
    pub citations: Vec<Citation>,
    /// The patch that adds it.
    pub patch: Option<PatchId>,
    /// The months paid, where they differ from the benefit's.
    pub tail: Tail,
}

/// How amounts of categories make one.
#[derive(Clone, PartialEq, Debug)]
pub enum Combination {
    /// The amount of one category.
    Category(CategoryId),
    /// Several, by a policy.
    Several(Policy, Vec<Combination>),
    /// Every category of the benefit, by a policy.
    All(Policy),
    /// One combination for some people, another for the others.
    For(Box<Expr>, Box<Combination>, Box<Combination>),
    /// An amount that is there for everybody.
    Value(Box<Expr>),
    /// A sum, a difference or a product of two amounts that are both there, as the checker has shown.
    Arithmetic(Arithmetic, Box<Combination>, Box<Combination>),
    /// An amount rounded to a multiple.
    Rounded(Rounding, Box<Combination>, Decimal),
}

impl Combination {
    /// The amounts in it that are there for everybody.
    #[must_use]
    pub fn values(&self) -> Vec<&Expr> {
        match self {
            Self::Category(_) | Self::All(_) => Vec::new(),
            Self::Several(_, parts) => parts.iter().flat_map(Self::values).collect(),
            Self::Value(expr) => vec![expr.as_ref()],
            Self::For(_, left, right) | Self::Arithmetic(_, left, right) => {
                left.values().into_iter().chain(right.values()).collect()
            }
            Self::Rounded(_, inner, _) => inner.values(),
        }
    }
}

/// One step of arithmetic.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arithmetic {
    /// A sum.
    Add,
    /// A difference.
    Subtract,
    /// A product.
    Multiply,
}

/// A named group of categories.
#[derive(Clone, Debug)]
pub struct Group {
    /// Name and label.
    pub naming: Naming,
    /// The categories.
    pub members: Vec<CategoryId>,
}

/// An entitlement.
#[derive(Clone, Debug)]
pub struct Benefit {
    /// Name, label, notes.
    pub naming: Naming,
    /// Of which entity.
    pub entity: EntityId,
    /// Its type.
    pub value_type: Type,
    /// Its days.
    pub days: Days,
    /// Conditions for every category.
    pub conditions: Vec<Condition>,
    /// The categories, those that patches add last.
    pub categories: Vec<Category>,
    /// Groups of categories.
    pub groups: Vec<Group>,
    /// Who gets the money where it is not the one entitled.
    pub payee: Option<Text>,
    /// How amounts combine.
    pub combination: Combination,
    /// Where the combination comes from.
    pub combination_citations: Vec<Citation>,
    /// Other combinations for some people.
    pub exceptions: Vec<CombinationException>,
    /// Which funds pay it.
    pub funding: Vec<Funding>,
    /// The months paid and the rounding.
    pub tail: Tail,
    /// Where it comes from as a whole.
    pub citations: Vec<Citation>,
}

impl Benefit {
    /// Whether it goes with another benefit: one of its conditions asks for that.
    #[must_use]
    pub fn is_secondary(&self) -> bool {
        let conditions = self.conditions.iter().chain(self.categories.iter().flat_map(|category| &category.conditions));
        conditions.map(|condition| &condition.expr).any(Expr::asks_for_benefit)
    }
}
