//! What is said about a policy text: complaints, their places, and what became of its tests.
//!
//! Plain data, with places counted as a browser counts. It knows neither the engine nor the screen.

use serde::{Deserialize, Serialize};

use super::{Scenario, Text};

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
