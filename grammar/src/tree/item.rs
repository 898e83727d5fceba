//! Declarations and their items in the syntax tree.
//!
//! Data only, as written. It knows no types and no values.

use super::{
    Articles, Citation, Dated, DefineException, Expr, Meta, Name, Path, Policy, QualifiedName, Standing, Uncertain,
    Validity, WrittenText,
};
use crate::span::Span;

/// A legal document.
#[derive(Clone, PartialEq, Debug)]
pub struct Instrument {
    /// Its name in policies.
    pub name: Name,
    /// Label, aliases, notes.
    pub meta: Meta,
    /// Its official number.
    pub number: Option<String>,
    /// Its official title.
    pub title: Option<WrittenText>,
    /// The day it was issued, as written.
    pub issued: Option<Name>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it binds.
    pub in_force: Option<Validity>,
    /// When it is applied, if that differs.
    pub applied: Option<Validity>,
    /// What it replaces.
    pub replaces: Vec<QualifiedName>,
    /// The articles it has.
    pub articles: Option<Articles>,
    /// What became of places that no rule states.
    pub standings: Vec<Standing>,
    /// What is doubtful about it.
    pub doubts: Vec<Uncertain>,
}

/// A currency.
#[derive(Clone, PartialEq, Debug)]
pub struct Currency {
    /// Its name.
    pub name: Name,
    /// Its smallest unit, as written.
    pub smallest: Option<String>,
    /// Label and notes.
    pub meta: Meta,
}

/// A unit of goods.
#[derive(Clone, PartialEq, Debug)]
pub struct Unit {
    /// Its name.
    pub name: Name,
    /// Label and notes.
    pub meta: Meta,
}

/// A closed list of values.
#[derive(Clone, PartialEq, Debug)]
pub struct Enumeration {
    /// Its name.
    pub name: Name,
    /// Label and notes.
    pub meta: Meta,
    /// The values.
    pub values: Vec<EnumerationValue>,
}

/// One value of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct EnumerationValue {
    /// Its name.
    pub name: Name,
    /// Label and notes.
    pub meta: Meta,
}

/// A kind of thing.
#[derive(Clone, PartialEq, Debug)]
pub struct Entity {
    /// Its name.
    pub name: Name,
    /// Label and notes.
    pub meta: Meta,
    /// Its links to other things.
    pub links: Vec<Link>,
}

/// How many things a link leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// Exactly one.
    One,
    /// One or none.
    Optional,
    /// Any number.
    Many,
}

/// A link from one thing to others.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Its name.
    pub name: Name,
    /// How many.
    pub kind: LinkKind,
    /// The entity it leads to.
    pub target: Name,
    /// The link back.
    pub inverse: Option<Name>,
    /// Label, question, notes.
    pub meta: Meta,
    /// When it is empty as a matter of course.
    pub implied: Vec<Implied>,
}

/// What may be taken for granted.
#[derive(Clone, PartialEq, Debug)]
pub struct Implied {
    /// The value; nothing for `empty`.
    pub value: Option<Expr>,
    /// When.
    pub condition: Expr,
    /// Sources and notes.
    pub dated: Dated,
}

/// The type of a value, as written.
#[derive(Clone, PartialEq, Debug)]
pub enum ValueType {
    /// `yes/no`
    YesNo,
    /// `integer`
    Integer,
    /// `decimal`
    Decimal,
    /// `percent`
    Percent,
    /// `money VND`, with its period.
    Money(Name, Option<super::TimeUnit>),
    /// `date`
    Date,
    /// `duration`
    Duration,
    /// `quantity kg`, or `quantity days` without a name, with its period.
    Quantity(Option<Name>, Option<super::TimeUnit>),
    /// `optional` and a type: the value may be missing.
    Optional(Box<ValueType>, Span),
    /// An enumeration.
    Enumeration(QualifiedName),
}

/// A fact.
#[derive(Clone, PartialEq, Debug)]
pub struct Input {
    /// Its name.
    pub name: Name,
    /// Of which entity.
    pub owner: Name,
    /// Its type.
    pub value_type: ValueType,
    /// Label, question, help, notes.
    pub meta: Meta,
    /// The values that make sense.
    pub range: Option<super::Range>,
    /// What may be taken for granted.
    pub implied: Vec<Implied>,
}

/// A number that changes on dates.
#[derive(Clone, PartialEq, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub value_type: ValueType,
    /// Label and notes.
    pub meta: Meta,
    /// Its values.
    pub values: Vec<DatedValue>,
}

/// A value and its days.
#[derive(Clone, PartialEq, Debug)]
pub struct DatedValue {
    /// The days.
    pub validity: Validity,
    /// The value.
    pub value: Expr,
    /// Sources and notes.
    pub dated: Dated,
}

/// When a case applies.
#[derive(Clone, PartialEq, Debug)]
pub enum Guard {
    /// Under a condition.
    When(Box<Expr>),
    /// When no other does.
    Otherwise,
}

/// A value under a guard.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// The value.
    pub value: Expr,
    /// The guard.
    pub guard: Option<Guard>,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}

/// A derived value.
#[derive(Clone, PartialEq, Debug)]
pub struct Define {
    /// Its name.
    pub name: Name,
    /// Of which entity.
    pub owner: Name,
    /// Its type.
    pub value_type: ValueType,
    /// Label and notes.
    pub meta: Meta,
    /// How cases combine; `only` where it is not said.
    pub policy: Option<Policy>,
    /// The cases.
    pub cases: Vec<Case>,
    /// Other cases for some people.
    pub exceptions: Vec<DefineException>,
}

/// Cases laid out as rows.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// Its name.
    pub name: Name,
    /// Of which entity.
    pub owner: Name,
    /// Its type.
    pub value_type: ValueType,
    /// Label and notes.
    pub meta: Meta,
    /// How rows combine.
    pub policy: Option<Policy>,
    /// What the columns look at.
    pub columns: Vec<Path>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// One row.
#[derive(Clone, PartialEq, Debug)]
pub struct TableRow {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// The result.
    pub result: Expr,
    /// The place it comes from.
    pub citation: Option<Citation>,
    /// Where.
    pub span: Span,
}

/// One cell: no tests means any value.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    /// The tests, of which one is enough.
    pub tests: Vec<CellTest>,
    /// Where.
    pub span: Span,
}

/// One test in a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum CellTest {
    /// Lies in a range.
    Range(Box<super::Range>),
    /// Compares with a value.
    Compare(super::BinaryOperator, Box<Expr>),
}
