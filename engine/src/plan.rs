//! The plan: named columns in order, one operation each, for one day and one set of laws.
//!
//! Built by the lowering, read by the evaluators. It holds no name look-up and no branch on a date.
//! It knows no syntax, no population and no screen.

mod print;
mod unit;

pub use unit::{Unit, UnitName};

use ansinh_grammar::{Span, Text};

use crate::value::{
    Comparison, Date, Decimal, IncompleteDate, LeapBirthday, Policy, Rounding, StartMonth, StopMonth, TestDay, Value,
};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub usize);)*
    };
}

ids! {
    /// A column of the plan.
    ColumnId;
    /// An entity of the plan.
    EntityId;
    /// An input of the plan.
    InputId;
    /// A link of the plan.
    LinkId;
}

/// What is computed on one day under one set of laws.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The assessment date.
    pub on: Date,
    /// How a leap-day birthday is read.
    pub leap_birthday: LeapBirthday,
    /// Up to which day the law is known; nothing for the latest.
    pub known_on: Option<Date>,
    /// How a birth date known in part is read.
    pub incomplete_birth: IncompleteDate,
    /// The scenario's label; nothing for current law.
    pub scenario: Option<Text>,
    /// Kinds of thing.
    pub entities: Vec<Entity>,
    /// Links between things.
    pub links: Vec<Link>,
    /// Facts, in the order of their declaration.
    pub inputs: Vec<Input>,
    /// The columns: each uses only earlier ones.
    pub columns: Vec<Column>,
    /// The benefits, in the order of their declaration, those that go with another last.
    pub benefits: Vec<Benefit>,
    /// Columns that were asked for by name, in the order asked.
    pub subjects: Vec<ColumnId>,
}

impl Plan {
    /// Whether a column is yes for everybody: what is taken for granted under it is presumed of all, and says nothing
    /// about which people there can be.
    #[must_use]
    pub fn is_always(&self, guard: ColumnId) -> bool {
        matches!(self.column(guard).map(|column| &column.op), Some(Op::Constant(Value::YesNo(true))))
    }

    /// A column.
    #[must_use]
    pub fn column(&self, id: ColumnId) -> Option<&Column> {
        self.columns.get(id.0)
    }

    /// The benefit of a name.
    #[must_use]
    pub fn benefit(&self, name: &str) -> Option<&Benefit> {
        self.benefits.iter().find(|benefit| benefit.name == name)
    }

    /// The entity of a name.
    #[must_use]
    pub fn entity(&self, name: &str) -> Option<EntityId> {
        self.entities.iter().position(|entity| entity.name == name).map(EntityId)
    }

    /// The input of a name.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<InputId> {
        self.inputs.iter().position(|input| input.name == name).map(InputId)
    }
}

/// A kind of thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
}

/// A link from one thing to others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
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
    /// Yes/no columns of which one certain yes makes the link empty, unless it is stated.
    pub empty_when: Vec<ColumnId>,
    /// Whether any column of this plan looks at it.
    pub is_used: bool,
}

/// The kind of a column's values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<Choice>),
    /// A date.
    Date,
    /// A number.
    Number(Number),
}

/// One value of a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
}

/// A number's unit, decimals and bounds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Number {
    /// The unit.
    pub unit: Unit,
    /// Decimals: the values are whole numbers over ten to this power.
    pub scale: u32,
    /// The smallest such whole number that can occur.
    pub low: i64,
    /// The largest.
    pub high: i64,
}

/// A fact that somebody must tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// Of which entity.
    pub entity: EntityId,
    /// The kind of its values.
    pub kind: Kind,
    /// Whether the value may be missing although it is known.
    pub is_optional: bool,
    /// Its label.
    pub label: Text,
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
    /// Values taken for granted where a column is certainly yes, unless the fact is stated.
    pub implied: Vec<(ColumnId, Value)>,
    /// Whether any column of this plan looks at it.
    pub is_used: bool,
}

/// A place in an instrument.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Citation {
    /// The instrument's name in policies.
    pub instrument: String,
    /// The steps into it: a level's token and its label.
    pub parts: Vec<(&'static str, String)>,
    /// The place as it is cited.
    pub text: Text,
    /// What is doubtful about it on the day.
    pub doubts: Vec<Text>,
}

/// What part a column plays in the law.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// A step on the way.
    Step,
    /// A fact.
    Input,
    /// A parameter.
    Parameter,
    /// A definition or table.
    Definition,
    /// Whether a category applies.
    Category,
    /// The amount of a benefit.
    Benefit,
}

/// One column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Its name; empty for a step.
    pub name: String,
    /// What part it plays.
    pub role: Role,
    /// What it says, for a reader.
    pub phrase: Text,
    /// Of which entity; nothing for a value that is the same for all.
    pub entity: Option<EntityId>,
    /// The kind of its values.
    pub kind: Kind,
    /// How it is computed.
    pub op: Op,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Where each arm of its cases comes from, in the order of the arms; empty where that is not told apart.
    pub arm_citations: Vec<Vec<Citation>>,
    /// What each arm of its cases is called, in the order of the arms; empty where that is not told apart.
    pub arm_labels: Vec<Text>,
    /// Whether it may fail although every fact is known.
    pub can_fault: bool,
    /// Where its cases were written, if it is a list of cases of the law.
    pub written: Option<Written>,
}

/// What a list of cases is in the law.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Listed {
    /// Clauses, rows or amounts.
    Clauses,
    /// The categories of a benefit.
    Categories,
    /// The exceptions of a benefit, over the combination of its categories.
    Exceptions,
}

/// Where a list of cases was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// What the cases are.
    pub listed: Listed,
    /// Whose cases they are.
    pub name: String,
    /// Where that is declared.
    pub span: Span,
    /// Where each arm stands, in the order of the arms.
    pub arms: Vec<Span>,
    /// Where the case for everybody else stands.
    pub otherwise: Option<Span>,
}

/// One guarded value of several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Arm {
    /// When it applies; always where there is none.
    pub guard: Option<ColumnId>,
    /// The value.
    pub value: ColumnId,
}

/// One operation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Op {
    /// A constant.
    Constant(Value),
    /// A fact.
    Input(InputId),
    /// The same as another column, under another name.
    Same(ColumnId),
    /// Not.
    Not(ColumnId),
    /// Whether all are yes. One certain no decides, also against a fault.
    All(Vec<ColumnId>),
    /// Whether any is yes. One certain yes decides, also against a fault.
    Any(Vec<ColumnId>),
    /// A comparison.
    Compare(Comparison, ColumnId, ColumnId),
    /// Whether a choice is one of these.
    OneOf(ColumnId, Vec<u16>),
    /// A sum.
    Add(ColumnId, ColumnId),
    /// A difference.
    Subtract(ColumnId, ColumnId),
    /// A product.
    Multiply(ColumnId, ColumnId),
    /// Rounding to a multiple of a positive number.
    Round(Rounding, ColumnId, Decimal),
    /// The number itself, which must be above zero: a divisor.
    Positive(ColumnId),
    /// A quotient, rounded to a multiple of a positive number: a quotient alone is never stored.
    RoundQuotient(Rounding, ColumnId, ColumnId, Decimal),
    /// The first day of a date's month, or the last if true.
    MonthEdge(bool, ColumnId),
    /// Days from one date to another.
    ElapsedDays(ColumnId, ColumnId),
    /// The values of a column for the things that a link leads to and for which another is yes, made one; nothing if
    /// there are none, or zero for a sum.
    Each {
        /// How.
        policy: Policy,
        /// The link.
        link: LinkId,
        /// The value.
        value: ColumnId,
        /// Of which things.
        condition: Option<ColumnId>,
    },
    /// Whether there is a value.
    IsPresent(ColumnId),
    /// The value, which must be there.
    Required(ColumnId),
    /// Completed months between two dates, or whole years of twelve.
    Elapsed {
        /// Whether only whole years count.
        is_years: bool,
        /// From.
        from: ColumnId,
        /// To.
        to: ColumnId,
    },
    /// The values of the arms that apply, made one; `otherwise` where none applies, or else a fault.
    Cases {
        /// How.
        policy: Policy,
        /// The arms.
        arms: Vec<Arm>,
        /// The value where no arm applies.
        otherwise: Option<ColumnId>,
    },
    /// Whether an arm of a column of cases is the one whose value they take; of equal ones the first.
    Chosen {
        /// The column of cases.
        cases: ColumnId,
        /// Which arm.
        position: usize,
    },
    /// The value of another thing: the one that a link leads to.
    Follow(LinkId, ColumnId),
    /// How many things a link leads to for which a column is yes; all where there is none.
    Count(LinkId, Option<ColumnId>),
}

impl Op {
    /// The columns that it looks at, in order.
    #[must_use]
    pub fn operands(&self) -> Vec<ColumnId> {
        match self {
            Self::Constant(_) | Self::Input(_) | Self::Count(_, None) => Vec::new(),
            Self::Same(one)
            | Self::Not(one)
            | Self::Chosen { cases: one, .. }
            | Self::OneOf(one, _)
            | Self::Round(_, one, _)
            | Self::Positive(one)
            | Self::MonthEdge(_, one)
            | Self::IsPresent(one)
            | Self::Required(one)
            | Self::Follow(_, one)
            | Self::Count(_, Some(one)) => vec![*one],
            Self::All(parts) | Self::Any(parts) => parts.clone(),
            Self::Compare(_, left, right)
            | Self::Add(left, right)
            | Self::Subtract(left, right)
            | Self::Multiply(left, right)
            | Self::RoundQuotient(_, left, right, _)
            | Self::ElapsedDays(left, right)
            | Self::Elapsed { from: left, to: right, .. } => vec![*left, *right],
            Self::Each { value, condition, .. } => condition.iter().copied().chain([*value]).collect(),
            Self::Cases { arms, otherwise, .. } => arm_operands(arms).chain(*otherwise).collect(),
        }
    }
}

fn arm_operands(arms: &[Arm]) -> impl Iterator<Item = ColumnId> {
    arms.iter().flat_map(|arm| arm.guard.into_iter().chain([arm.value]))
}

/// A benefit and the columns that make it.
#[derive(Clone, Debug)]
pub struct Benefit {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Of which entity.
    pub entity: EntityId,
    /// The unit of its amount.
    pub unit: Unit,
    /// Whether it is in force on the day.
    pub is_in_force: bool,
    /// The amount.
    pub amount: ColumnId,
    /// Whether any category applies.
    pub qualifies: ColumnId,
    /// The categories in force.
    pub categories: Vec<Category>,
    /// Who gets the money where it is not the one entitled.
    pub payee: Option<Text>,
    /// Where it comes from as a whole.
    pub sources: Vec<Citation>,
    /// How amounts combine, for a reader.
    pub combination: Text,
    /// Where that comes from.
    pub citations: Vec<Citation>,
    /// Exceptions in force.
    pub exceptions: Vec<Exception>,
}

/// A category and the columns that make it.
#[derive(Clone, Debug)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: Text,
    /// Remarks.
    pub notes: Vec<Text>,
    /// Whether a scenario adds it.
    pub is_of_scenario: bool,
    /// Whether it applies; in the plan of a month, whether it is paid if no other takes its place.
    pub qualifies: ColumnId,
    /// Whether it applies; in the plan of a month, whether somebody is entitled in that month.
    pub entitled: ColumnId,
    /// Its amount where it applies.
    pub amount: ColumnId,
    /// Whether its amount is what is paid, or a part of it.
    pub paid: ColumnId,
    /// Where it is declared.
    pub span: Span,
    /// Its conditions.
    pub conditions: Vec<Condition>,
    /// Where the amount comes from.
    pub citations: Vec<Citation>,
    /// The amounts that it may give, each for a reader.
    pub amounts: Vec<Amount>,
    /// Which months are paid.
    pub months: MonthRule,
    /// How somebody gets it; nothing where the law says nothing.
    pub procedure: Option<Procedure>,
}

/// How somebody gets a benefit, as it holds on the day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Procedure {
    /// Where to go.
    pub apply_at: Option<Text>,
    /// The papers to bring, besides those that prove the facts.
    pub bring: Vec<Text>,
    /// In how many working days there must be an answer.
    pub working_days: Option<u32>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Remarks: mostly what is not known.
    pub notes: Vec<Text>,
}

/// Which months are paid, as it holds on the day, and where that comes from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MonthRule {
    /// The first month paid.
    pub starts: StartMonth,
    /// The last month paid.
    pub stops: StopMonth,
    /// The day on which entitlement is seen.
    pub tested: TestDay,
    /// Where the first month comes from.
    pub start_citations: Vec<Citation>,
    /// Where the last month comes from.
    pub stop_citations: Vec<Citation>,
}

/// One condition of a category.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The column.
    pub column: ColumnId,
    /// Where it stands.
    pub span: Span,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// One amount of a category.
#[derive(Clone, Debug)]
pub struct Amount {
    /// When it is given.
    pub guard: Option<ColumnId>,
    /// The amount.
    pub value: ColumnId,
    /// How it is computed, for a reader.
    pub phrase: Text,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}

/// Another combination for some people.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Its label.
    pub label: Text,
    /// For whom: its own condition, unless an exception that overrides it applies.
    pub condition: ColumnId,
    /// Where it comes from.
    pub citations: Vec<Citation>,
}
