//! JSON as it stands in the file.
//!
//! Receives text; hands on nodes in which no key that stands twice is lost. It knows no fact.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    YesNo(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, in the order of the file.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The value as JSON, cut where it is long.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::YesNo(value) => value.to_string(),
            Self::Number(number) => number.clone(),
            Self::Text(text) => quoted(text),
            Self::List(_) => "[…]".to_owned(),
            Self::Object(_) => "{…}".to_owned(),
        }
    }

    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// A text in quotation marks, at most 60 characters of it.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = text.chars().take(LONGEST).map(|at| if at.is_control() { '\u{fffd}' } else { at }).collect();
    if text.chars().count() > LONGEST { format!("\"{cut}…\"") } else { format!("\"{cut}\"") }
}

/// How deep lists and objects may lie in each other.
const DEEPEST: usize = 64;

/// Reads a file.
///
/// # Errors
/// What is not JSON, and where; lists and objects in each other deeper than 64.
pub(super) fn read(text: &str) -> Result<Node, serde_json::Error> {
    let raw: &RawValue = serde_json::from_str(text)?;
    node(raw, 0)
}

/// A number stays the text that it is: no digit passes through a float.
fn node(raw: &RawValue, depth: usize) -> Result<Node, serde_json::Error> {
    let text = raw.get();
    if depth > DEEPEST {
        return Err(serde_json::Error::custom(format!("lists and objects lie in each other deeper than {DEEPEST}")));
    }
    Ok(match text.as_bytes().first() {
        Some(b'n') => Node::Null,
        Some(b't' | b'f') => Node::YesNo(text == "true"),
        Some(b'"') => Node::Text(serde_json::from_str(text)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            Node::List(items.into_iter().map(|item| node(item, depth + 1)).collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let Entries(entries) = serde_json::from_str(text)?;
            let entries = entries.into_iter().map(|(key, value)| Ok((key, node(value, depth + 1)?)));
            Node::Object(entries.collect::<Result<_, serde_json::Error>>()?)
        }
        _ => Node::Number(text.to_owned()),
    })
}

/// The entries of an object, also those whose key stands twice.
struct Entries<'de>(Vec<(String, &'de RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, read};

    #[test]
    fn a_key_that_stands_twice_is_kept_twice() {
        let node = read(r#"{"a": 1.10, "a": null}"#).unwrap();
        let entry = |node| ("a".to_owned(), node);
        assert_eq!(node, Node::Object(vec![entry(Node::Number("1.10".to_owned())), entry(Node::Null)]));
    }

    #[test]
    fn no_digit_of_a_number_is_lost() {
        let long = "123456789012345678.012345678";
        assert_eq!(read(long).unwrap(), Node::Number(long.to_owned()));
    }

    #[test]
    fn what_lies_too_deep_is_refused() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(read(&deep(64)).is_ok());
        assert!(read(&deep(66)).is_err());
        assert!(read(&deep(100_000)).is_err());
    }
}
