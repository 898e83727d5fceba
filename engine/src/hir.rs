//! The checked program: nothing unresolved, every version dated.
//!
//! Built by the checker, read by the lowering. Data only. It knows no date of assessment and no evaluator.

mod assumed;
mod benefit;
mod called;
mod change;
mod cited;
mod exception;
mod expression;
mod further;
mod money;
mod monotone;
mod patch;
mod place;
mod property;
mod tail;
mod test;
mod unit;

pub use benefit::{Arithmetic, Benefit, Category, Combination, Condition, Group};
pub use cited::{Cited, Rule};
pub use exception::{CombinationException, DefinitionException, Exception};
pub use expression::{Conditional, Each, Expr, ExprKind, Type};
pub use further::Further;
pub use money::{Budget, BudgetRow, Fund, FundLevel, Funding, Indicator, Measure, Target};
pub use patch::{Change, Conditioned, Edit, Law, Patch, PatchId, Removed, Rewrite};
pub use place::{Doubt, Place, Procedure, Standing, StandingKind};
pub use property::Property;
pub use tail::{Dated, Tail};
pub use test::{Computed, Expect, Expected, Subject, Test};
pub use unit::{Base, Dimension, Per};

use ansinh_grammar::{Language, Span, Text};

use crate::value::{Date, Decimal, IncompleteDate, LeapBirthday, Policy, Value};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub usize);)*
    };
}

ids! {
    /// An instrument of the program.
    InstrumentId;
    /// An enumeration of the program.
    EnumerationId;
    /// A currency or a unit of goods of the program.
    UnitId;
    /// An entity of the program.
    EntityId;
    /// A link of the program.
    LinkId;
    /// An input of the program.
    InputId;
    /// A parameter of the program.
    ParameterId;
    /// A definition or table of the program.
    DefinitionId;
    /// A benefit of the program.
    BenefitId;
    /// A scenario of the program.
    ScenarioId;
    /// A fund of the program.
    FundId;
}

/// A category of a benefit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CategoryId {
    /// The benefit.
    pub benefit: BenefitId,
    /// The category's position in it.
    pub position: usize,
}

/// The whole program.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// The modules' names, by file.
    pub modules: Vec<String>,
    /// What is said about each module.
    pub about: Vec<Naming>,
    /// The modules that each file uses.
    pub uses: Vec<Vec<usize>>,
    /// How a leap-day birthday is read.
    pub leap_birthday: LeapBirthday,
    /// How a birth date known in part is read.
    pub incomplete_birth: IncompleteDate,
    /// What holds for every benefit that says nothing else.
    pub conventions: Tail,
    /// Legal documents.
    pub instruments: Vec<Instrument>,
    /// Currencies and units of goods.
    pub units: Vec<Unit>,
    /// The first currency.
    pub currency: Option<UnitId>,
    /// Closed lists.
    pub enumerations: Vec<Enumeration>,
    /// Kinds of thing.
    pub entities: Vec<Entity>,
    /// Links between things.
    pub links: Vec<Link>,
    /// Facts.
    pub inputs: Vec<Input>,
    /// Dated numbers.
    pub parameters: Vec<Parameter>,
    /// Derived values and tables.
    pub definitions: Vec<Definition>,
    /// Entitlements.
    pub benefits: Vec<Benefit>,
    /// Drafts.
    pub scenarios: Vec<Scenario>,
    /// Amendments, and the changes of scenarios.
    pub patches: Vec<Patch>,
    /// The laws under which rules look at something.
    pub laws: Vec<Law>,
    /// Where money comes from.
    pub funds: Vec<Fund>,
    /// Budgets of plans.
    pub budgets: Vec<Budget>,
    /// What is measured.
    pub indicators: Vec<Indicator>,
    /// Tests.
    pub tests: Vec<Test>,
    /// Promises about everybody.
    pub properties: Vec<Property>,
    /// The language of each file, where it says one.
    pub languages: Vec<Option<Language>>,
}

/// What a declaration is called and what is remarked about it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Naming {
    /// The name in the file.
    pub name: String,
    /// The name in the other language, or the same.
    pub alias: Option<String>,
    /// The label; the name where there is none.
    pub label: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Where the name stands.
    pub span: Span,
}

impl Naming {
    /// Whether it goes by this name, in either language.
    #[must_use]
    pub fn goes_by(&self, name: &str) -> bool {
        self.name == name || self.alias.as_deref() == Some(name)
    }
}

/// The days on which something holds, both ends included; open where nothing is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Days {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

impl Days {
    /// Whether a day is among them.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let starts_in_time = |left: Self, right: Self| left.from.zip(right.to).is_none_or(|(from, to)| from <= to);
        starts_in_time(self, other) && starts_in_time(other, self)
    }
}

/// A place in an instrument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The steps into it: a level's token and its label.
    pub parts: Vec<(&'static str, String)>,
    /// What is doubtful about what the clause that cites it takes from it.
    pub doubts: Vec<Text>,
    /// Where it is cited.
    pub span: Span,
}

/// A legal document.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Name, label, notes.
    pub naming: Naming,
    /// Its official number, or its name.
    pub number: String,
    /// Its official title.
    pub title: Text,
    /// The day it was issued.
    pub issued: Option<Date>,
    /// Who issued it; empty where that is not said.
    pub issuer: String,
    /// When it binds.
    pub in_force: Days,
    /// When it is applied: the days on which it binds, unless the law says otherwise.
    pub applied: Days,
    /// What it replaces.
    pub replaces: Vec<InstrumentId>,
    /// The numbers of its first and its last article; nothing where that is not known.
    pub articles: Option<(u32, u32)>,
    /// What became of places that no rule states.
    pub standings: Vec<Standing>,
    /// What is doubtful about it.
    pub doubts: Vec<Doubt>,
}

/// A currency or a unit of goods.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Name and label.
    pub naming: Naming,
    /// Whether it is money.
    pub is_currency: bool,
    /// The smallest amount of a currency; nothing for goods.
    pub smallest: Option<Decimal>,
}

/// A closed list of values.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Name and label.
    pub naming: Naming,
    /// The values, in order.
    pub values: Vec<Naming>,
}

/// A kind of thing.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Name and label.
    pub naming: Naming,
}

/// A link from one thing to others.
#[derive(Clone, Debug)]
pub struct Link {
    /// Name and label.
    pub naming: Naming,
    /// The question for it.
    pub ask: Text,
    /// From which entity.
    pub from: EntityId,
    /// To which.
    pub to: EntityId,
    /// Whether it leads to any number of things rather than one.
    pub is_many: bool,
    /// Whether it may lead nowhere although it is known.
    pub is_optional: bool,
    /// The link back.
    pub inverse: Option<LinkId>,
    /// When it is empty as a matter of course.
    pub empty_when: Vec<Expr>,
}

/// A fact that somebody must tell.
#[derive(Clone, Debug)]
pub struct Input {
    /// Name, label, notes.
    pub naming: Naming,
    /// Of which entity.
    pub entity: EntityId,
    /// Its type.
    pub value_type: Type,
    /// Whether the value may be missing although it is known.
    pub is_optional: bool,
    /// The question.
    pub ask: Text,
    /// Help with answering.
    pub help: Text,
    /// The paper that proves it.
    pub evidence: Text,
    /// Whether it is asked last.
    pub is_sensitive: bool,
    /// The values that make sense.
    pub range: Option<(Value, Value)>,
    /// Values taken for granted under a condition.
    pub implied: Vec<(Expr, Value)>,
}

/// A number that changes on dates.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name, label, notes.
    pub naming: Naming,
    /// The module it is declared in.
    pub module: usize,
    /// Its type.
    pub value_type: Type,
    /// Its values, in order of their first day; those that patches set after the law's.
    pub values: Vec<ParameterValue>,
}

/// One value of a parameter.
#[derive(Clone, Debug)]
pub struct ParameterValue {
    /// Its days.
    pub days: Days,
    /// Whether its end was not written: it runs to the next value.
    pub is_open: bool,
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Remarks.
    pub notes: Vec<Text>,
    /// The patch that sets it; nothing for the law itself.
    pub patch: Option<PatchId>,
    /// Where.
    pub span: Span,
}

/// When a case applies.
#[derive(Clone, Debug)]
pub enum Guard {
    /// Always.
    Always,
    /// Under a condition.
    When(Expr),
    /// When no other case does.
    Otherwise,
}

/// A value under a guard.
#[derive(Clone, Debug)]
pub struct Case {
    /// The value.
    pub value: Expr,
    /// The guard.
    pub guard: Guard,
    /// Its days.
    pub days: Days,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Where.
    pub span: Span,
}

/// A derived value.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Name, label, notes.
    pub naming: Naming,
    /// Of which entity.
    pub entity: EntityId,
    /// Its type.
    pub value_type: Type,
    /// Whether it is written as a table, whose cases are rows.
    pub is_table: bool,
    /// How cases combine.
    pub policy: Policy,
    /// The cases.
    pub cases: Vec<Case>,
    /// Other cases for some people.
    pub exceptions: Vec<DefinitionException>,
    /// Where it comes from as a whole.
    pub citations: Vec<Citation>,
}

/// A draft that changes the law.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name, label, notes.
    pub naming: Naming,
    /// Its changes.
    pub patch: PatchId,
}
