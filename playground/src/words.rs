//! Everything the page says, in both languages side by side.
//!
//! A message that lacks a language, or uses a gap it was not given, does not compile. The words of the law are not
//! here: they come from the engine.

use serde::{Deserialize, Serialize};

use crate::message::Text;

/// Declares messages. Each becomes a function of the language, and of its gaps if it has any.
macro_rules! messages {
    ($($name:ident $(($($gap:ident),+))? { vi: $vi:literal, en: $en:literal $(,)? })+) => {
        $(crate::words::one_message!($name $(($($gap),+))?, $vi, $en);)+

        /// Every message by name, for the tests of the catalogue.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $vi, $en)),+];
    };
}

macro_rules! one_message {
    ($name:ident, $vi:literal, $en:literal) => {
        #[doc = $en]
        pub(crate) const fn $name(lang: crate::words::Lang) -> &'static str {
            match lang {
                crate::words::Lang::Vi => $vi,
                crate::words::Lang::En => $en,
            }
        }
    };
    ($name:ident ($($gap:ident),+), $vi:literal, $en:literal) => {
        #[doc = $en]
        pub(crate) fn $name(lang: crate::words::Lang, $($gap: impl std::fmt::Display),+) -> String {
            match lang {
                crate::words::Lang::Vi => format!($vi),
                crate::words::Lang::En => format!($en),
            }
        }
    };
}

pub(crate) use one_message;

pub(crate) mod check;
pub(crate) mod draft;
pub(crate) mod law;
pub(crate) mod shell;
pub(crate) mod simulate;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The tag browsers and screen readers know it by.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a tag; Vietnamese if there is none.
    pub(crate) fn of_tag(tag: &str) -> Self {
        if tag == "en" { Self::En } else { Self::Vi }
    }

    /// The other language.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Vi => Self::En,
            Self::En => Self::Vi,
        }
    }

    /// The language's own name.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }
}

/// The words of the engine in one language.
pub(crate) fn said(lang: Lang, text: &Text) -> &str {
    match lang {
        Lang::Vi => &text.vi,
        Lang::En => &text.en,
    }
}

#[cfg(test)]
mod tests {
    use super::{check, draft, law, shell, simulate};

    /// The gaps of a message, sorted.
    fn gaps(message: &str) -> Vec<&str> {
        let mut gaps: Vec<&str> = message.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        gaps.sort_unstable();
        gaps
    }

    #[test]
    fn both_languages_have_the_same_gaps_and_no_message_is_empty() {
        for (name, vi, en) in [check::ALL, draft::ALL, law::ALL, shell::ALL, simulate::ALL].concat() {
            assert_eq!(gaps(vi), gaps(en), "{name}");
            assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{name}");
        }
    }

    #[test]
    fn vietnamese_letters_are_composed() {
        for (name, vi, _) in [check::ALL, draft::ALL, law::ALL, shell::ALL, simulate::ALL].concat() {
            let is_composed = !vi.chars().any(|letter| ('\u{300}'..='\u{36f}').contains(&letter));
            assert!(is_composed, "{name}");
        }
    }
}
