//! The plain types the page and the worker talk in.
//!
//! Both sides receive and hand on JSON of these types. They know neither the engine nor the screen: whatever the
//! engine says is already in words of both languages here, and every figure is already computed.

use serde::{Deserialize, Serialize};

/// The same words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// A message and the run it belongs to; a newer run replaces an older one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Numbered<T> {
    /// The run.
    pub run: u32,
    /// The message.
    pub body: T,
}

/// What the page asks the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// What there is to choose from.
    Catalogue,
    /// What these answers lead to on a day.
    Check {
        /// The day, as `2026-11-22`.
        on: String,
        /// The benefits to examine, by name; all where none is named.
        benefits: Vec<String>,
        /// The answers so far, in the order they were given.
        answers: Vec<Answer>,
    },
    /// What a plan costs a province.
    Simulate(Setup),
    /// What is to be said about a policy text.
    Draft {
        /// The text.
        text: String,
    },
}

/// What the worker replies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker is awake and listens.
    Ready,
    /// What there is to choose from.
    Catalogue(Catalogue),
    /// What the answers lead to.
    Checked(Checked),
    /// How far a simulation is.
    Progress {
        /// What is being done.
        stage: Stage,
        /// Steps or persons done.
        done: u64,
        /// Steps or persons in all.
        total: u64,
    },
    /// What a plan costs a province.
    Simulated(Report),
    /// What is to be said about a policy text.
    Drafted(Drafted),
    /// The request could not be answered.
    Failed {
        /// Why.
        reason: Text,
        /// Complaints about a policy text, if that was the cause.
        diagnostics: Vec<Diagnostic>,
    },
}

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The version of the rules, for the foot of the page.
    pub version: String,
    /// The place the simulation is of.
    pub province: Text,
    /// The years a simulation can be of, and the one offered first.
    pub years: Vec<i32>,
    /// The year offered first.
    pub year: i32,
    /// The plans that can be simulated.
    pub scenarios: Vec<Scenario>,
    /// The policy text a draft begins with.
    pub draft: String,
    /// The benefits that can be examined.
    pub benefits: Vec<Benefit>,
    /// The last day on which the rules hold a benefit; empty where they have no end.
    pub last_day: String,
}

/// A benefit that can be examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benefit {
    /// Its name in the policy text.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// Whether it is paid month by month, rather than once.
    pub is_monthly: bool,
}

/// A plan that can be simulated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Its name in the policy text.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// What it changes, in a sentence.
    pub summary: Text,
    /// The parameters a person may set.
    pub parameters: Vec<Parameter>,
}

/// A number a person may set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name in the policy text.
    pub name: String,
    /// Its name in words.
    pub label: Text,
    /// Its unit in words.
    pub unit: Text,
    /// What it is in each year unless it is set, in words; empty words where it is nothing yet.
    pub by_year: Vec<(i32, Text)>,
}

/// What a simulation is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// The year.
    pub year: i32,
    /// The plan.
    pub scenario: String,
    /// The parameter a person set, and its value.
    pub setting: Option<(String, String)>,
    /// A policy text that takes the place of the plan's own.
    pub policy_text: Option<String>,
    /// The number the synthetic population is drawn from.
    pub seed: u64,
}

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

/// What a plan costs a province.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The finding in one sentence.
    pub headline: Text,
    /// What the figures are of: place, persons, households, seed.
    pub basis: Text,
    /// The tables, in the order they are shown.
    pub tables: Vec<Table>,
    /// What must not be concluded from them.
    pub cautions: Vec<Text>,
}

/// A table of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its name for the page: `people`, `spending`, `calibration`, …
    pub name: String,
    /// Its title, which states the finding.
    pub title: Text,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The charts of it.
    pub charts: Vec<Chart>,
    /// What a reader must know about it.
    pub notes: Vec<Text>,
}

/// A chart that compares two columns of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Its title.
    pub title: Text,
    /// The unit of both columns in words.
    pub unit: Text,
    /// What the two columns are called.
    pub names: (Text, Text),
    /// The columns, by position.
    pub columns: (usize, usize),
    /// The rows it shows, by position.
    pub rows: Vec<usize>,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowWeight {
    /// A row of its own.
    Main,
    /// A part of the row above.
    Part,
    /// The sum of all.
    Total,
}

/// What a simulation is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Making the population, step by step.
    Population,
    /// Applying the law, person by person.
    Law,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its title.
    pub title: Text,
    /// Its unit in words; empty where there is none.
    pub unit: Text,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// What it is.
    pub weight: RowWeight,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Words.
    Words(Text),
    /// A plain decimal.
    Number(String),
    /// A plain decimal that is a difference, shown with its sign.
    Difference(String),
    /// Nothing is known here.
    Empty,
}

/// What is to be said about a policy text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drafted {
    /// The complaints, in order of position.
    pub diagnostics: Vec<Diagnostic>,
    /// The results of the tests in the text.
    pub tests: Vec<TestResult>,
    /// The plans in the text, if it is correct.
    pub scenarios: Vec<Scenario>,
}

/// A complaint about a policy text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Whether the text cannot be used because of it.
    pub is_error: bool,
    /// Its stable name.
    pub code: String,
    /// The complaint in one line.
    pub headline: Text,
    /// The places it is about, the most important first.
    pub places: Vec<Place>,
    /// More to know.
    pub notes: Vec<Text>,
    /// What may help.
    pub help: Option<Text>,
}

/// A place in a policy text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// Where it begins, in UTF-16 units from the start of the text, as the browser counts.
    pub start: u32,
    /// Where it ends, counted alike.
    pub end: u32,
    /// What is there.
    pub label: Text,
    /// The file, where it is another than the text itself.
    pub elsewhere: Option<String>,
}

/// The result of a test in a policy text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TestResult {
    /// Its name.
    pub name: String,
    /// Whether what it expects came out.
    pub is_passed: bool,
    /// What came out instead.
    pub message: Text,
}
