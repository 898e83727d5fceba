//! The codes of complaints about meaning, and the page that explains each code of the language.
//!
//! Data only: one line a code, one file a page under `codes/pages`. It knows nothing of the rules behind them.

mod page;
mod places;

pub use page::{Example, Page, Part, all, find, page};

use ansinh_grammar::Code;

macro_rules! codes {
    ($($constant:ident $id:literal $name:literal;)*) => {
        $(
            #[doc = concat!($id, ": ", $name)]
            pub const $constant: Code = Code::new($id, $name, places::PLACES);
        )*
        /// Every code of a complaint about meaning, in the order of the table.
        pub const CODES: &[Code] = &[$($constant),*];
    };
}

codes! {
    UNKNOWN_NAME "E0301" "unknown-name";
    REPEATED_NAME "E0302" "repeated-name";
    WRONG_SUBJECT "E0303" "fact-of-another-thing";
    AMBIGUOUS_NAME "E0304" "ambiguous-name";
    LOOK_ALIKE_NAMES "E0305" "look-alike-names";
    SCOPED "E0306" "depends-on-the-person";
    WRONG_ALIAS "E0307" "wrong-alias";
    SUBJECT_MISSING "E0308" "subject-missing";
    CYCLE "E0310" "depends-on-itself";
    TOO_MANY_STEPS "E0311" "too-many-steps";
    UNUSED_INPUT "W0311" "input-without-use";
    UNUSED_FILE_HEADER "E0312" "module-missing";
    UNTESTED_VALUE "W0312" "value-never-tested";
    CIRCLE_OF_EXCEPTIONS "E0313" "exceptions-in-a-circle";
    TYPE_MISMATCH "E0401" "types-differ";
    UNIT_MISMATCH "E0402" "units-differ";
    PERIOD_MISMATCH "E0403" "periods-differ";
    YEARS_AND_MONTHS "E0404" "years-against-months";
    DAYS_AND_MONTHS "E0405" "days-are-not-months";
    UNROUNDED "E0406" "must-be-rounded";
    DIVISOR_ZERO "E0407" "divisor-may-be-zero";
    NOT_CONSTANT "E0408" "not-a-constant";
    NOT_COMBINABLE "E0409" "not-a-combination";
    NOT_AVAILABLE_HERE "E0410" "not-available-here";
    NEVER_HOLDS "E0411" "range-holds-nothing";
    ROUNDING_STEP "E0412" "rounding-to-nothing";
    MAY_BE_ABSENT "E0415" "amount-may-be-absent";
    NO_RANK "E0416" "values-without-an-order";
    NOT_BY_THE_MONTH "E0417" "not-paid-by-the-month";
    NO_VALUE_IN_USE "E0501" "no-value-in-use";
    OVERLAPPING_VALUES "E0502" "overlapping-values";
    NO_ORDER "E0503" "changes-without-order";
    WITHOUT_BASIS "E0504" "no-instrument-applied";
    NEVER_IN_FORCE "E0505" "never-in-force";
    REPLACES_ITSELF "E0506" "replaces-itself";
    REPLACED_IN_FORCE "E0507" "replaced-but-in-force";
    NOTHING_BETWEEN "W0508" "ends-before-it-is-replaced";
    NOT_A_DATE "E0510" "not-a-date";
    DAYS_REVERSED "E0511" "days-reversed";
    NO_VALUE "E0601" "no-value-on-the-day";
    NO_CASE "E0602" "no-case-for-some";
    CASES_DISAGREE "E0603" "cases-disagree";
    DEAD_CASE "W0604" "case-never-applies";
    DEAD_CATEGORY "W0605" "category-never-applies";
    IDLE_CONDITION "W0606" "condition-changes-nothing";
    CATEGORY_WITHOUT_AMOUNT "E0607" "category-without-amount";
    NO_COMBINATION "E0608" "no-combination";
    SEVERAL_OTHERWISE "E0610" "several-otherwise";
    CONVENTIONS_DIFFER "E0512" "conventions-differ";
    CELL_COUNT "E0609" "row-of-another-length";
    EXCEPTIONS_DISAGREE "E0611" "exceptions-disagree";
    FAULT_DIVISOR "E0702" "divisor-not-above-zero";
    OVERFLOW "E0703" "number-too-large";
    UNKNOWN_WORLD "E0704" "unknown-scenario-or-parameter";
    FAULT_ABSENT "E0705" "value-is-absent";
    FAULT_CONFLICT "E0801" "conflicting-answers";
    FAULT_NO_CASE "E0802" "no-case-applies";
    WITHOUT_SOURCE "W0903" "clause-without-source";
    STATED_AND_LEFT_OUT "E0904" "stated-and-left-out";
    LISTED_TWICE "E0905" "place-listed-twice";
    NO_SUCH_ARTICLE "E0906" "no-such-article";
    TOTAL_DIFFERS "W1001" "stated-total-differs";
    SHARES_NOT_WHOLE "E1002" "shares-are-not-the-whole";
    MEASURE_TYPE "E1003" "measure-of-another-type";
    DAYS_WITHOUT_TARGET "W1004" "days-without-target";
    WITHOUT_MEASURE "W1005" "indicator-without-measure";
    FACT_TWICE "E1101" "fact-stated-twice";
    WITHOUT_EXPECTATION "E1102" "test-without-expectation";
    SAID_TWICE "E1103" "said-twice";
    UNTRIED "E1104" "property-never-tried";
    REFUTED "E1105" "property-does-not-hold";
}
