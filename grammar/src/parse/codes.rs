//! The codes of complaints about text.
//!
//! Data only. It knows nothing of what the text means.

use crate::diagnostic::{Code, Place};

macro_rules! codes {
    ($($constant:ident $id:literal $name:literal;)*) => {
        $(pub(super) const $constant: Code = Code::new($id, $name, PLACES);)*
        /// Every code of this stage, in order.
        pub const CODES: &[Code] = &[$($constant),*];
    };
}

codes! {
    UNEXPECTED "E0101" "unexpected-text";
    UNCLOSED_BRACKET "E0103" "unclosed-bracket";
    NESTED_TOO_DEEPLY "E0104" "nested-too-deeply";
    MIXED_AND_OR "E0105" "and-or-without-brackets";
    UNCLOSED_TEXT "E0106" "unclosed-text";
    CHAINED_COMPARISON "E0107" "chained-comparison";
    NUMBER_FORMAT "E0110" "number-format";
    ARROW_FOR_COMPARISON "E0112" "arrow-for-comparison";
    DATE_FORMAT "E0113" "date-format";
    MISLEADING_LAYOUT "E0201" "misleading-layout";
    REPEATED_HEADER "E0202" "repeated-header";
    OTHER_SURFACE "E0203" "keyword-of-the-other-language";
    MISSING_MARKS "E0204" "written-without-marks";
    TAB "E0205" "tab-before-a-line";
    LOOK_ALIKE_LETTER "E0207" "look-alike-letter";
}

/// A keyword or a name typed without its Vietnamese marks: the checker finds the names.
pub const WITHOUT_MARKS: Code = MISSING_MARKS;
/// A number written as in Vietnamese prose: the checker finds the currency behind it.
pub const NUMBER_IN_PROSE: Code = NUMBER_FORMAT;

/// What a complaint says at its main place where it says nothing of its own.
const PLACES: &[Place] = &[
    ("E0101", "không viết được như thế ở đây", "does not fit here"),
    ("E0104", "vượt quá giới hạn ở đây", "goes beyond the limit here"),
    ("E0105", "phép này", "this one"),
    ("E0107", "so sánh thứ hai", "the second comparison"),
    ("E0110", "số viết thế này", "the number as written"),
    ("E0112", "dấu này", "this sign"),
    ("E0113", "ngày viết thế này", "the date as written"),
    ("E0202", "nhắc lại ở đây", "said again here"),
    ("E0203", "từ khóa của ngôn ngữ kia", "a keyword of the other language"),
    ("E0204", "thiếu dấu hoặc sai dấu", "without its marks, or with wrong ones"),
    ("E0207", "ký tự này", "this character"),
];
