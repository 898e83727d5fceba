//! The plan: named columns in order, one operation each, for one day and one set of laws.
//!
//! Built by the lowering, read by the evaluators. It holds no name look-up and no branch on a date.
//! It knows no syntax, no population and no screen.

mod benefit;
mod op;
mod print;
mod unit;

pub use benefit::{Amount, Benefit, Category, Condition, Exception, MonthRule, Procedure};
pub use op::{Arm, Op};
pub use unit::{Unit, UnitName};

use ansinh_grammar::{Span, Text};

use crate::value::{Date, IncompleteDate, LeapBirthday, Value};

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
    /// Whether only a law for some places or people asks for it: asked after what everybody may be asked.
    pub is_local: bool,
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
    /// What is doubtful about what the clause takes from it: a reading, a figure that is inferred.
    pub readings: Vec<Text>,
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
    /// Whose cases they are, by its name in each language.
    pub name: Text,
    /// Where that is declared.
    pub span: Span,
    /// Where each arm stands, in the order of the arms.
    pub arms: Vec<Span>,
    /// Where the case for everybody else stands.
    pub otherwise: Option<Span>,
}
