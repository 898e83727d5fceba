//! How much of the law the rules state, instrument by instrument.
//!
//! Plain data in words. It knows neither the engine nor the screen.

use serde::{Deserialize, Serialize};

use super::Text;

/// An instrument and what became of its articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Its name in words.
    pub label: Text,
    /// Its official number.
    pub number: String,
    /// Its official title; empty where it is not known.
    pub title: Text,
    /// When it is in force.
    pub days: Text,
    /// What was done with its articles, each kind with its articles.
    pub parts: Vec<Part>,
    /// Whether it is known which articles it has.
    pub has_list: bool,
    /// What is doubtful about it.
    pub doubts: Vec<Text>,
}

/// The articles of which the same became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What became of them.
    pub fate: Fate,
    /// How many places that are; several left out for one reason are one entry of the list.
    pub count: usize,
    /// The articles, in their order.
    pub articles: Vec<Article>,
}

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// Rules state it.
    Encoded,
    /// An office decides.
    Discretionary,
    /// It is about something else.
    OutOfScope,
    /// Nobody of us has read it.
    NotSeen,
    /// It is not accounted for.
    Unlisted,
}

/// An article, or several that are left out for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Which.
    pub place: Text,
    /// The rules that state it by name, or the reason why none does.
    pub about: Vec<Text>,
}
