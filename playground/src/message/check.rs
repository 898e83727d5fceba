//! What is said about one person: questions, answers, findings and their reasons.
//!
//! Plain data in words of both languages. It knows neither the engine nor the screen.

use serde::{Deserialize, Serialize};

use super::Text;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question it answers.
    pub question: Question,
    /// The answer.
    pub value: Value,
}

/// One question of the engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The fact asked for.
    pub fact: String,
    /// Whose fact it is, by the name of the kind of thing: a person, a household.
    pub entity: String,
    /// The short name of the fact.
    pub label: Text,
    /// The question.
    pub ask: Text,
    /// What the words mean.
    pub help: Text,
    /// What proves the answer.
    pub evidence: Text,
    /// Why it is asked: the provisions that depend on it.
    pub because: Vec<Text>,
    /// Whether people may hesitate to tell.
    pub is_sensitive: bool,
    /// What an answer looks like.
    pub kind: Kind,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice(Vec<Alternative>),
    /// A day.
    Date,
    /// A number, with its unit in words.
    Number(Text),
    /// Any number of related persons, each with facts of their own.
    People(Vec<Question>),
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Its name in the policy text.
    pub name: String,
    /// Its name in words.
    pub label: Text,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// The person does not know.
    Unknown,
    /// Yes or no.
    YesNo(bool),
    /// The name of an alternative.
    Choice(String),
    /// A day, as `1944-03-01`.
    Date(String),
    /// A plain decimal.
    Number(String),
    /// One list of facts for each related person.
    People(Vec<Vec<(String, Value)>>),
}

/// What the answers lead to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// The next question; none when nothing that can still be answered would change anything.
    pub next: Option<Question>,
    /// How many questions there may still be, at most, the next one included.
    pub remaining: u32,
    /// One finding for each benefit.
    pub findings: Vec<Finding>,
}

/// What the law says about one benefit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The benefit.
    pub label: Text,
    /// Whether it is due.
    pub outcome: Outcome,
    /// The unit of the amounts in words, such as a sum each month.
    pub unit: Text,
    /// What is still to be learnt before it is certain.
    pub needs: Vec<Text>,
    /// Where it is not due: the conditions nearest to being met, each with the category it belongs to.
    pub deciding: Vec<Deciding>,
    /// The ways to the benefit.
    pub categories: Vec<Category>,
    /// How several ways make one amount, and exceptions from that.
    pub combination: Vec<Cited>,
    /// Remarks on how the law was written down.
    pub notes: Vec<Text>,
    /// What to do to get it, in lines; nothing where it is not due.
    pub advice: Vec<Cited>,
    /// What is doubtful about the answer.
    pub doubts: Vec<Text>,
}

/// A condition that decided against a benefit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deciding {
    /// The category.
    pub category: Text,
    /// The condition.
    pub condition: Condition,
}

/// Words and the provisions they rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The words.
    pub text: Text,
    /// The provisions.
    pub citations: Vec<Text>,
}

/// Whether a benefit is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is due, in this amount, a plain decimal.
    Due(String),
    /// It may be due, in one of these amounts; none where they cannot be told.
    Possible(Vec<String>),
    /// It is not due.
    NotDue,
    /// The rules contradict each other or have a gap; this is the code of the fault.
    Unsettled(String),
}

/// One way to a benefit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// Its name in words.
    pub label: Text,
    /// Whether its conditions are met.
    pub status: Truth,
    /// Whether it is the one that is paid, or one of them.
    pub is_paid: bool,
    /// How its amount is computed, where that is known.
    pub computation: Option<Cited>,
    /// Its conditions.
    pub conditions: Vec<Condition>,
}

/// One condition and how it came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The condition in words.
    pub phrase: Text,
    /// How it came out.
    pub status: Truth,
    /// The provisions it comes from.
    pub citations: Vec<Text>,
    /// The facts it looks at, each with its value.
    pub facts: Vec<(Text, Text)>,
    /// The conditions it consists of.
    pub parts: Vec<Condition>,
    /// Whether one of the parts is enough.
    pub is_any: bool,
}

/// Yes, no, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Truth {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known.
    Unknown,
}
