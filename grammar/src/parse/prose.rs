//! Sentences as they stand in decrees and letters, where the language has other words.
//!
//! Receives a place where the grammar could not go on; hands on the one change after which it can. Every remedy is tried
//! before it is offered: the grammar must read the changed words and the word behind them. It knows no names.

mod ages;
mod branches;
mod citations;
pub(super) mod dates;
mod days;
mod keywords;
mod lacking;
pub(super) mod marks;
mod names;
pub(super) mod numbers;
mod phrases;
mod punctuation;
mod rows;
pub(super) mod taken;
mod words;

use pest::Parser;

use self::words::Place;
use super::recover::{error_position, first_code_after};
use super::{PolicyParser, Rule, codes};
use crate::diagnostic::{Code, Diagnostic};
use crate::keyword;
use crate::language::{Language, Text};
use crate::span::{FileId, Span};

/// A change of some words into others.
#[derive(Clone, Debug)]
pub(super) struct Remedy {
    /// The kind of mistake.
    code: Code,
    /// The first byte that is taken out, and the one after the last.
    range: (usize, usize),
    /// What is pointed at, where it is not what is taken out.
    shown: Option<(usize, usize)>,
    /// What is put there; nothing if a person must decide.
    text: Option<String>,
    /// What is wrong, where it is more than that these words are not understood.
    says: Option<Text>,
    /// What to do, where it is more than to write that text.
    help: Option<Text>,
    /// Why.
    note: Option<Text>,
}

impl Remedy {
    fn new(range: (usize, usize), text: impl Into<String>) -> Self {
        Self {
            code: codes::UNEXPECTED,
            range,
            shown: None,
            text: Some(text.into()),
            says: None,
            help: None,
            note: None,
        }
    }

    /// What a person must do.
    fn by_hand(range: (usize, usize), help: Text) -> Self {
        Self { text: None, help: Some(help), ..Self::new(range, String::new()) }
    }

    fn saying(mut self, headline: Text) -> Self {
        self.says = Some(headline);
        self
    }

    /// What to do, in words of its own.
    fn helping(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Points at something else than what is taken out.
    fn showing(mut self, shown: (usize, usize)) -> Self {
        self.shown = Some(shown);
        self
    }

    /// Whether the grammar reads the changed text to behind the word that follows the change.
    fn works(&self, text: &str) -> bool {
        let (Some(new), Some(mended)) = (&self.text, self.made(text)) else {
            return false;
        };
        let Err(error) = PolicyParser::parse(Rule::chunk, &mended) else {
            return true;
        };
        let after = self.range.0 + new.len();
        first_code_after(&mended, after).is_some_and(|next| error_position(&error) > next)
    }

    /// Up to which byte the grammar reads the changed text.
    fn reach(&self, text: &str) -> usize {
        let error = self.made(text).and_then(|mended| PolicyParser::parse(Rule::chunk, &mended).err());
        error.map_or(usize::MAX, |error| error_position(&error))
    }

    fn made(&self, text: &str) -> Option<String> {
        let (start, end) = self.range;
        let parts = [text.get(..start)?, self.text.as_deref()?, text.get(end..)?];
        Some(parts.concat())
    }

    /// The complaint.
    pub(super) fn complaint(&self, file: FileId, base: usize, text: &str) -> Diagnostic {
        let (start, end) = self.range;
        let place = |(start, end): (usize, usize)| Span { file, start: base + start, end: base + end };
        let words: Vec<&str> = text.get(start..end).unwrap_or("").split_whitespace().collect();
        let words = words.join(" ");
        let plain = || Text::new(format!("không hiểu `{words}` ở đây"), format!("`{words}` is not understood here"));
        let headline = self.says.clone().unwrap_or_else(plain);
        let mut found = Diagnostic::new(self.code, place(self.shown.unwrap_or(self.range)), headline);
        if self.range.0 == self.range.1 {
            found = found.saying(Text::new("thiếu ở đây", "missing here"));
        }
        found.notes.extend(self.note.clone());
        let new = self.text.as_deref().map(str::trim);
        let help = self.help.clone().or_else(|| {
            Some(match new? {
                "" => Text::new(format!("bỏ `{words}`"), format!("leave out `{words}`")),
                new => Text::new(format!("viết `{new}`"), format!("write `{new}`")),
            })
        });
        found.help = help;
        match &self.text {
            Some(new) => found.edit(place(self.range), if new.trim().is_empty() { "" } else { new }),
            None => found,
        }
    }
}

/// Whether one letter of a word is wrong, missing or too many, or two stand the wrong way round.
pub(super) fn is_near(written: &str, spelling: &str) -> bool {
    keywords::is_near(written, spelling)
}

/// What finds remedies for sentences of one kind; the likeliest first.
type Finder = fn(&Place<'_>) -> Vec<Remedy>;

const FINDERS: &[Finder] = &[
    punctuation::remedies,
    days::remedies,
    ages::remedies,
    names::negations,
    phrases::remedies,
    citations::remedies,
    marks::capitals,
    keywords::remedies,
    names::joined,
    keywords::colons,
    names::announced,
];

/// What says what a person must do, where nothing can be changed for them.
const BY_HAND: &[fn(&Place<'_>) -> Option<Remedy>] = &[citations::by_hand, ages::by_hand, punctuation::by_hand];

/// The amount that is meant around a byte, if the grammar goes on behind it.
pub(super) fn amount(text: &str, at: usize, surface: Language) -> Option<Remedy> {
    let found = numbers::remedies(&Place::new(text, at, surface));
    found.into_iter().find(|remedy| remedy.works(text))
}

/// The sign that a row of a table lacks, if the grammar goes on behind it.
pub(super) fn row(text: &str, at: usize) -> Option<Remedy> {
    rows::remedy(text, at)
}

/// The value that a text in quotes at a byte names, if the grammar goes on behind it.
pub(super) fn quoted(text: &str, at: usize) -> Option<Remedy> {
    names::quoted(text, at)
}

/// The change after which the grammar can go on at a byte.
pub(super) fn remedy(text: &str, at: usize, error: &pest::error::Error<Rule>, surface: Language) -> Option<Remedy> {
    // A keyword that is being typed at the end of the text needs nothing but its rest.
    let rest = text.get(at..)?;
    let is_begun = |keyword: &keyword::Keyword| keyword.spelling(surface).starts_with(rest);
    if !rest.is_empty() && keyword::all().iter().any(is_begun) {
        return None;
    }
    let place = Place::new(text, at, surface);
    if let Some(found) = branches::remedy(&place, error) {
        return Some(found);
    }
    if let Some(found) =
        lacking::remedies(&place).into_iter().chain(punctuation::behind(&place)).find(|remedy| remedy.works(text))
    {
        return Some(found);
    }
    // Where nothing stands there is nothing to say otherwise.
    place.word(place.here)?;
    let found = FINDERS.iter().flat_map(|find| find(&place)).find(|remedy| remedy.works(text));
    found.or_else(|| BY_HAND.iter().find_map(|find| find(&place)))
}
