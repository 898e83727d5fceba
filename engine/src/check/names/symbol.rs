//! What a name can stand for.
//!
//! Receives nothing; hands on one value for each kind of thing that has a name. It knows no name.

use crate::hir::{
    BenefitId, CategoryId, DefinitionId, EntityId, EnumerationId, FundId, InputId, InstrumentId, LinkId, ParameterId,
    PatchId, ScenarioId, UnitId,
};

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Symbol {
    /// A legal document.
    Instrument(InstrumentId),
    /// A currency.
    Currency(UnitId),
    /// A unit of goods.
    Unit(UnitId),
    /// A closed list.
    Enumeration(EnumerationId),
    /// A value of a closed list, by its position.
    EnumerationValue(EnumerationId, usize),
    /// A kind of thing.
    Entity(EntityId),
    /// A link between things.
    Link(LinkId),
    /// A fact.
    Input(InputId),
    /// A dated number.
    Parameter(ParameterId),
    /// A derived value or a table.
    Definition(DefinitionId),
    /// An entitlement.
    Benefit(BenefitId),
    /// A category of a benefit.
    Category(CategoryId),
    /// A group of categories, by its position in the benefit.
    Group(BenefitId, usize),
    /// An exception of a benefit, by its position in it.
    Exception(BenefitId, usize),
    /// An exception of a definition, by its position in it.
    DefinitionException(DefinitionId, usize),
    /// A draft.
    Scenario(ScenarioId),
    /// A change that is law.
    Amendment(PatchId),
    /// A module, by its file.
    Module(usize),
    /// One member of a collection, inside a condition.
    Variable,
    /// A thing of a test.
    Thing,
    /// Where money comes from.
    Fund(FundId),
    /// The budget of a plan, by its position.
    Budget(usize),
    /// A line of a budget, by the positions of both.
    BudgetRow(usize, usize),
    /// What is measured, by its position.
    Indicator(usize),
    /// A promise about everybody, by its position.
    Property(usize),
}
