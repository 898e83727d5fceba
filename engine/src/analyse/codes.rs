//! The codes of complaints about what the law does to people.
//!
//! Data only: one line a code. It knows nothing of the analyses behind them.

use ansinh_grammar::Code;

macro_rules! codes {
    ($($constant:ident $id:literal $name:literal;)*) => {
        $(pub(super) const $constant: Code = Code { id: $id, name: $name };)*
        /// Every code of this stage, in order.
        pub const CODES: &[Code] = &[$($constant),*];
    };
}

codes! {
    UNUSED_INPUT "W0311" "input-without-use";
    UNTESTED_VALUE "W0312" "value-never-tested";
    NO_CASE "E0602" "no-case-for-some";
    CASES_DISAGREE "E0603" "cases-disagree";
    DEAD_CASE "W0604" "case-never-applies";
    DEAD_CATEGORY "W0605" "category-never-applies";
    IDLE_CONDITION "W0606" "condition-changes-nothing";
    NO_COMBINATION "E0608" "no-combination";
    EXCEPTIONS_DISAGREE "E0611" "exceptions-disagree";
}
