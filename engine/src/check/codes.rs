//! The codes of complaints about meaning.
//!
//! Data only: one line a code. It knows nothing of the rules behind them.

use ansinh_grammar::Code;

macro_rules! codes {
    ($($constant:ident $id:literal $name:literal;)*) => {
        $(pub(crate) const $constant: Code = Code { id: $id, name: $name };)*
        /// Every code of this stage, in order.
        pub const CODES: &[Code] = &[$($constant),*];
    };
}

codes! {
    UNKNOWN_NAME "E0301" "unknown-name";
    REPEATED_NAME "E0302" "repeated-name";
    WRONG_SUBJECT "E0303" "fact-of-another-thing";
    AMBIGUOUS_NAME "E0304" "ambiguous-name";
    SUBJECT_MISSING "E0308" "subject-missing";
    CYCLE "E0310" "depends-on-itself";
    TOO_MANY_STEPS "E0311" "too-many-steps";
    UNUSED_FILE_HEADER "E0312" "module-missing";
    TYPE_MISMATCH "E0401" "types-differ";
    UNIT_MISMATCH "E0402" "units-differ";
    PERIOD_MISMATCH "E0403" "periods-differ";
    DAYS_AND_MONTHS "E0405" "days-are-not-months";
    NOT_CONSTANT "E0408" "not-a-constant";
    NOT_COMBINABLE "E0409" "not-a-combination";
    NOT_AVAILABLE_HERE "E0410" "not-available-here";
    NO_VALUE_IN_USE "E0501" "no-value-in-use";
    WITHOUT_BASIS "E0504" "no-instrument-applied";
    NEVER_IN_FORCE "E0505" "never-in-force";
    REPLACES_ITSELF "E0506" "replaces-itself";
    REPLACED_IN_FORCE "E0507" "replaced-but-in-force";
    NOTHING_BETWEEN "W0508" "ends-before-it-is-replaced";
    NOT_A_DATE "E0510" "not-a-date";
    DAYS_REVERSED "E0511" "days-reversed";
    OVERLAPPING_VALUES "E0502" "overlapping-values";
    NO_VALUE "E0601" "no-value-on-the-day";
    CATEGORY_WITHOUT_AMOUNT "E0607" "category-without-amount";
    OVERFLOW "E0703" "number-too-large";
    CELL_COUNT "E0609" "row-of-another-length";
    TOTAL_DIFFERS "W1001" "stated-total-differs";
    SHARES_NOT_WHOLE "E1002" "shares-are-not-the-whole";
    MEASURE_TYPE "E1003" "measure-of-another-type";
    DAYS_WITHOUT_TARGET "W1004" "days-without-target";
    WITHOUT_MEASURE "W1005" "indicator-without-measure";
    FACT_TWICE "E1101" "fact-stated-twice";
    WITHOUT_EXPECTATION "E1102" "test-without-expectation";
    SAID_TWICE "E1103" "said-twice";
    WITHOUT_SOURCE "W0903" "clause-without-source";
}
