//! The syntax tree: a policy file exactly as written, with places.
//!
//! Receives nothing, it is data; the parser builds it and the checker reads it.
//! It knows no types, no values and no names beyond their spelling.

mod benefit;
mod expression;
mod item;
mod meta;
mod money;
mod patch;
mod paths;
mod place;
mod tail;
mod test;

pub use benefit::{Benefit, Category, Combine, Exception, Gives, Group, When};
pub use expression::{
    Aggregate, AggregateTarget, BinaryOperator, Bound, Conditional, Each, Expr, ExprKind, Membership, Path, Policy,
    Quantifier, QuantifierKind, Quantity, Range, RoundingMode, Scale, TimeUnit, World,
};
pub use item::{
    Case, Cell, CellTest, Currency, DatedValue, Define, Entity, Enumeration, EnumerationValue, Guard, Implied, Input,
    Instrument, Link, LinkKind, Parameter, Table, TableRow, Unit, ValueType,
};
pub use meta::{Alias, Citation, CitePart, Dated, Meta, Source, Validity};
pub use money::{
    Budget, BudgetCell, BudgetRow, Fund, FundLevel, FundedBy, Indicator, Measure, Share, Target, TargetKind,
};
pub use patch::{Change, Edit, Part, Patch, PatchKind};
pub use place::{Articles, Place, Procedure, Standing, StandingKind, Uncertain};
pub use tail::{
    AmountRounding, Convention, Conventions, DefineException, IncompleteBirth, IncompleteReading, LeapBirthday,
    StartMonth, Starts, Stops, Tail, TestDay, Tested,
};
pub use test::{Another, Expect, ExpectTail, Fact, FactValue, Given, Property, Rest, Test};

use crate::language::{Language, Text};
use crate::span::Span;

/// A name as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// The spelling, in normal form C.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A name with the modules or containers it lies in: `nd20.base_rate`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QualifiedName {
    /// The parts from the outside in; at least one.
    pub parts: Vec<Name>,
    /// Where.
    pub span: Span,
}

impl QualifiedName {
    /// The parts joined by dots.
    #[must_use]
    pub fn joined(&self) -> String {
        let parts: Vec<&str> = self.parts.iter().map(|part| part.text.as_str()).collect();
        parts.join(".")
    }

    /// The innermost part.
    #[must_use]
    pub fn last(&self) -> &str {
        self.parts.last().map_or("", |part| &part.text)
    }
}

/// A text as written: in one language or both.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WrittenText {
    /// In Vietnamese.
    pub vi: Option<String>,
    /// In English.
    pub en: Option<String>,
}

impl WrittenText {
    /// Both forms; a language that is missing is filled from the other.
    #[must_use]
    pub fn filled(&self) -> Text {
        let any = || self.vi.clone().or_else(|| self.en.clone()).unwrap_or_default();
        Text { vi: self.vi.clone().unwrap_or_else(any), en: self.en.clone().unwrap_or_else(any) }
    }
}

/// A file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct File {
    /// The surface its header declares; English where it declares none.
    pub language: Option<Language>,
    /// The module's name.
    pub module: Option<Module>,
    /// The modules it uses.
    pub uses: Vec<Use>,
    /// Its declarations, in order.
    pub declarations: Vec<Declaration>,
    /// Names whose declarations could not be read: known, so that uses of them are no second mistake.
    pub broken: Vec<Name>,
    /// Where its headers and declarations stand, and whether all of each could be read.
    pub extents: Vec<Extent>,
}

/// Where a header or a declaration stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    /// From its keyword to the next declaration.
    pub span: Span,
    /// Whether all of it could be read; what was set aside is not missing.
    pub is_whole: bool,
}

/// The header that names a module.
#[derive(Clone, PartialEq, Debug)]
pub struct Module {
    /// Its name.
    pub name: QualifiedName,
    /// Label and notes.
    pub meta: Meta,
}

/// A header that makes another module's names visible.
#[derive(Clone, PartialEq, Debug)]
pub struct Use {
    /// The module.
    pub module: QualifiedName,
    /// The short name it gets here.
    pub short: Option<Name>,
}

/// A declaration.
#[derive(Clone, PartialEq, Debug)]
pub enum Declaration {
    /// A legal document.
    Instrument(Box<Instrument>),
    /// How the calendar is read, and what holds for every benefit.
    Conventions(Conventions),
    /// A currency.
    Currency(Currency),
    /// A unit of goods.
    Unit(Unit),
    /// A closed list of values.
    Enumeration(Enumeration),
    /// A kind of thing.
    Entity(Entity),
    /// A fact.
    Input(Box<Input>),
    /// A dated number.
    Parameter(Parameter),
    /// A derived value.
    Define(Define),
    /// Cases laid out as rows.
    Table(Table),
    /// An entitlement.
    Benefit(Box<Benefit>),
    /// A change of the law, enacted or a draft.
    Patch(Box<Patch>),
    /// Where money comes from.
    Fund(Fund),
    /// The budget of a plan.
    Budget(Box<Budget>),
    /// What is measured, and what is to be reached.
    Indicator(Box<Indicator>),
    /// Facts and what must follow.
    Test(Test),
    /// A promise about every thing on every day.
    Property(Box<Property>),
}
