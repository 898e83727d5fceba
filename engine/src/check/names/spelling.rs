//! Names that a reader cannot tell apart, and names typed without their marks.
//!
//! Receives names; hands on complaints. It knows no kind of thing.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Name, QualifiedName};
use ansinh_grammar::{Language, Span, Text, letters};

use crate::codes;

/// Whether two spellings are one name to a reader.
pub(super) fn looks_like(name: &str, other: &str) -> bool {
    name == other || (!other.is_ascii() && letters::skeleton(name) == letters::skeleton(other))
}

/// Two declared names that are one to a reader.
pub(in crate::check) fn look_alike(name: &Name, other: &str, declared: Span) -> Diagnostic {
    let own = &name.text;
    let is_right = |spelling: &str| spelling.chars().all(|letter| letters::meant(letter).is_none());
    let headline = if is_right(own) && is_right(other) {
        Text::new(
            format!("`{own}` và `{other}` chỉ khác vị trí dấu thanh"),
            format!("`{own}` and `{other}` differ only in the place of the tone mark"),
        )
    } else {
        Text::new(format!("`{own}` và `{other}` trông giống hệt nhau"), format!("`{own}` and `{other}` look the same"))
    };
    Diagnostic::new(codes::LOOK_ALIKE_NAMES, name.span, headline)
        .label(declared, Text::new("khai báo lần đầu ở đây", "first declared here"))
        .note(Text::new(
            "người đọc không phân biệt được hai tên này, và cách viết nào cũng chỉ cùng một tên",
            "a reader cannot tell them apart, and either spelling stands for the same name",
        ))
        .help(Text::new("đặt cho một trong hai một tên khác", "give one of them another name"))
}

/// A name typed without its marks.
pub(in crate::check) fn without_marks(name: &QualifiedName, marked: &str) -> Diagnostic {
    let headline =
        Text::new(format!("`{}` không có dấu", name.last()), format!("`{}` is written without its marks", name.last()));
    let span = name.parts.last().map_or(name.span, |part| part.span);
    Diagnostic::new(ansinh_grammar::parse::WITHOUT_MARKS, span, headline)
        .saying(Text::new("không tìm thấy", "not found"))
        .help(Text::new(format!("có phải là `{marked}`?"), format!("did you mean `{marked}`?")))
}

/// An alias in the language that the file is written in.
pub(in crate::check) fn alias_of_own_language(name: &Name, own: Language) -> Diagnostic {
    let (headline, help) = match own {
        Language::En => (
            Text::new(
                "tệp này viết bằng tiếng Anh, nên tên tiếng Anh là tên khai báo, không phải bí danh",
                "this file is written in English, so the English name is the declared one and no alias",
            ),
            Text::new("ghi bí danh tiếng Việt: `alias vi ...`", "give the Vietnamese one: `alias vi ...`"),
        ),
        Language::Vi => (
            Text::new(
                "tệp này viết bằng tiếng Việt, nên tên tiếng Việt là tên khai báo, không phải bí danh",
                "this file is written in Vietnamese, so the Vietnamese name is the declared one and no alias",
            ),
            Text::new("ghi bí danh tiếng Anh: `bí danh en ...`", "give the English one: `bí danh en ...`"),
        ),
    };
    Diagnostic::new(codes::WRONG_ALIAS, name.span, headline).help(help)
}

/// A second alias in one language.
pub(in crate::check) fn repeated_alias(name: &Name, first: &Name) -> Diagnostic {
    let headline = Text::new("đã có bí danh ở ngôn ngữ này", "there is an alias in this language already");
    Diagnostic::new(codes::WRONG_ALIAS, name.span, headline)
        .label(first.span, Text::new("bí danh thứ nhất", "the first"))
        .note(Text::new(
            "mỗi tên có đúng một cách viết ở mỗi ngôn ngữ, để dịch đi rồi dịch lại vẫn như cũ",
            "a name has one spelling in each language, so that a file comes back as it was when it is translated",
        ))
        .help(Text::new("bỏ một trong hai bí danh", "remove one of the two"))
}
