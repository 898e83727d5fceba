//! Declarations and their items in the syntax tree.
//!
//! Data only, as written. It knows no types and no values.

use super::{
    Articles, DefineException, Expr, FundedBy, Name, Path, Policy, QualifiedName, Standing, Tail, Uncertain,
    WrittenText,
};
use crate::language::Language;
use crate::span::Span;

/// A name in the other language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alias {
    /// The language.
    pub language: Language,
    /// The name.
    pub name: Name,
}

/// The items that say what a thing is called and where it comes from.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Meta {
    /// Names in the other language.
    pub aliases: Vec<Alias>,
    /// The label.
    pub label: Option<WrittenText>,
    /// Remarks.
    pub notes: Vec<WrittenText>,
    /// Provisions it rests on.
    pub sources: Vec<Source>,
    /// The question for a fact.
    pub ask: Option<WrittenText>,
    /// Help with answering.
    pub help: Option<WrittenText>,
    /// The paper that proves a fact.
    pub evidence: Option<WrittenText>,
    /// Who gets the money where it is not the one entitled.
    pub payee: Option<WrittenText>,
    /// Whether a fact is sensitive.
    pub is_sensitive: bool,
}

/// Citations with the wording relied on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The places.
    pub citations: Vec<Citation>,
    /// The wording.
    pub quote: Option<String>,
}

/// One place in one instrument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// The instrument; absent in a table row that names only the place.
    pub instrument: Option<QualifiedName>,
    /// The steps into it.
    pub parts: Vec<CitePart>,
    /// Where.
    pub span: Span,
}

/// One step: a level's token (`article`) and its label (`5`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitePart {
    /// The token of the level's keyword.
    pub level: &'static str,
    /// The label.
    pub label: String,
}

/// The days on which something holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Validity {
    /// The first day, as written.
    pub from: Name,
    /// The last day, as written.
    pub to: Option<Name>,
    /// Where.
    pub span: Span,
}

/// Items that may follow a clause.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Dated {
    /// Provisions.
    pub sources: Vec<Source>,
    /// Days.
    pub validity: Option<Validity>,
    /// Remarks.
    pub notes: Vec<WrittenText>,
}

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

/// A condition with its items.
#[derive(Clone, PartialEq, Debug)]
pub struct When {
    /// The condition.
    pub condition: Expr,
    /// Sources, days, notes.
    pub dated: Dated,
    /// Where.
    pub span: Span,
}

/// An amount under a guard.
pub type Gives = Case;

/// An entitlement.
#[derive(Clone, PartialEq, Debug)]
pub struct Benefit {
    /// Its name.
    pub name: Name,
    /// Of which entity.
    pub owner: Name,
    /// Its type.
    pub value_type: ValueType,
    /// Label, sources, notes.
    pub meta: Meta,
    /// Days.
    pub validity: Option<Validity>,
    /// Conditions for every category.
    pub conditions: Vec<When>,
    /// The categories.
    pub categories: Vec<Category>,
    /// Named groups of categories.
    pub groups: Vec<Group>,
    /// How amounts combine.
    pub combine: Option<Combine>,
    /// Other combinations for some people.
    pub exceptions: Vec<Exception>,
    /// Which funds pay, and how much of it.
    pub funding: Vec<FundedBy>,
    /// The months paid and the rounding.
    pub tail: Tail,
}

/// A group of people and what each is given.
#[derive(Clone, PartialEq, Debug)]
pub struct Category {
    /// Its name.
    pub name: Name,
    /// Label, sources, notes.
    pub meta: Meta,
    /// Days.
    pub validity: Option<Validity>,
    /// Conditions, all of which must hold.
    pub conditions: Vec<When>,
    /// Amounts.
    pub amounts: Vec<Gives>,
    /// The months paid, where they differ from the benefit's.
    pub tail: Tail,
}

/// A named group of categories.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// Categories or groups.
    pub members: Vec<Name>,
    /// Label and notes.
    pub meta: Meta,
}

/// How amounts of categories make one.
#[derive(Clone, PartialEq, Debug)]
pub struct Combine {
    /// The combination.
    pub value: Expr,
    /// Sources, days, notes.
    pub dated: Dated,
}

/// Another combination for some people.
#[derive(Clone, PartialEq, Debug)]
pub struct Exception {
    /// Its name.
    pub name: Name,
    /// The exception that gives way where both apply.
    pub overrides: Option<Name>,
    /// Label and notes.
    pub meta: Meta,
    /// For whom.
    pub condition: When,
    /// The combination.
    pub combine: Combine,
}
