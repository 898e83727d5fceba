//! Which constructs start a line, and where a blank line belongs.
//!
//! Data only: the names of grammar rules. A rule that begins with a keyword stands in one of the two lists.

/// Constructs that start their own line, one level deeper than the construct they stand in.
pub(crate) const ITEMS: &[&str] = &[
    "label",
    "alias",
    "ask",
    "help",
    "note",
    "evidence",
    "payee",
    "sensitive",
    "source",
    "validity",
    "instrument_number",
    "title",
    "issued",
    "in_force",
    "applied",
    "replaces",
    "articles",
    "standing",
    "uncertain",
    "doubt",
    "leap_birthday",
    "enumeration_value",
    "link",
    "input_range",
    "implied",
    "dated_value",
    "combine_policy",
    "case",
    "table_head",
    "table_row",
    "category",
    "when",
    "gives",
    "group",
    "combine",
    "exception",
    "by",
    "based_on",
    "include",
    "scope",
    "set_parameter",
    "add_category",
    "add_exception",
    "remove",
    "replace_definition",
    "replace_part",
    "change_condition",
    "under",
    "on",
    "known_on",
    "given",
    "fact",
    "everything_else",
    "expect",
    "fund_level",
    "funded_by",
    "budget_period",
    "budget_head",
    "budget_row",
    "measure",
    "target",
    "for_every",
    "always",
    "incomplete_birth",
    "define_exception",
    "starts",
    "stops",
    "tested",
    "amount_rounding",
    "procedure",
    "apply_at",
    "bring",
    "answered",
];

/// Constructs inside which a validity is part of the line.
const DATED: &[&str] = &[
    "dated_value",
    "in_force",
    "applied",
    "uncertain",
    "set_parameter",
    "remove",
    "replace_definition",
    "replace_part",
    "change_condition",
    "target",
    "for_every",
];

/// Items with a blank line before each.
const APART: &[&str] = &[
    "category",
    "exception",
    "define_exception",
    "set_parameter",
    "add_category",
    "add_exception",
    "remove",
    "replace_definition",
    "replace_part",
    "change_condition",
];

/// Items with a blank line before the first of several.
const RUNS: &[&[&str]] = &[&["group"], &["funded_by"]];

/// Whether a construct starts its own line inside another.
pub(crate) fn starts_line(parent: &str, rule: &str) -> bool {
    match (parent, rule) {
        ("enumeration_value", "alias" | "label") | ("add_exception", _) | ("place", "articles") => false,
        (parent, "validity") => !DATED.contains(&parent),
        (_, rule) => ITEMS.contains(&rule),
    }
}

/// Whether a blank line stands before an item.
pub(crate) fn is_apart(parent: &str, rule: &str, previous: Option<&str>) -> bool {
    let run = RUNS.iter().find(|run| run.contains(&rule));
    APART.contains(&rule)
        || (parent == "benefit" && rule == "combine")
        || run.is_some_and(|run| previous.is_none_or(|previous| !run.contains(&previous)))
}

/// Whether a blank line stands between two declarations.
pub(crate) fn are_declarations_apart(previous: &str, rule: &str) -> bool {
    previous != "use_header" || rule != "use_header"
}

#[cfg(test)]
mod tests {
    use super::ITEMS;

    /// Constructs that begin with a keyword and do not start a line.
    const INLINE: &[&str] = &[
        "language_header",
        "overrides",
        "module_header",
        "use_header",
        "instrument",
        "conventions",
        "enumeration",
        "currency",
        "entity",
        "input",
        "parameter",
        "define",
        "table",
        "benefit",
        "amendment",
        "scenario",
        "replaced",
        "changed",
        "test",
        "fund",
        "budget",
        "indicator",
        "property",
        "total_column",
        "budget_line",
        "measured",
        "measured_among",
        "target_kind",
        "like",
        "property_scope",
        "expect_conflict",
        "unit",
        "optional",
        "quantity_type",
        "presence",
        "conditional",
        "for_each",
        "month_edge",
        "owner",
        "value_type",
        "money_type",
        "per",
        "cite_level",
        "policy",
        "guard",
        "source_column",
        "cell",
        "expect_unknown",
        "expect_among",
        "expect_cites",
        "expect_error",
        "world",
        "negation",
        "disjunction",
        "conjunction",
        "membership",
        "over",
        "to_under",
        "to",
        "rounding",
        "all_of",
        "any_of",
        "quantifier",
        "count",
        "elapsed",
        "qualifies",
        "assessment_date",
        "yes_no",
        "all",
        "time_unit",
        "scale",
    ];

    /// The name of each rule of the grammar with what it says.
    fn rules() -> Vec<(&'static str, &'static str)> {
        let grammar = include_str!("../grammar.pest");
        let starts: Vec<usize> = grammar
            .match_indices('\n')
            .map(|(at, _)| at + 1)
            .filter(|at| grammar[*at..].starts_with(|first: char| first.is_ascii_lowercase()))
            .collect();
        starts.iter().filter_map(|at| grammar[*at..].split_once('=')).map(|(name, body)| (name.trim(), body)).collect()
    }

    #[test]
    fn every_rule_that_begins_with_a_keyword_is_on_a_list() {
        for (name, body) in rules() {
            let body = body.trim_start_matches([' ', '_', '@', '$', '{', '(']);
            if !body.starts_with("k_") || body.trim_start().starts_with("reserved") {
                continue;
            }
            let n_lists = usize::from(ITEMS.contains(&name)) + usize::from(INLINE.contains(&name));
            assert_eq!(n_lists, 1, "`{name}` starts a line or not: put it on a list in parse/items.rs");
        }
    }

    #[test]
    fn every_name_on_a_list_is_a_rule() {
        let rules = rules();
        for name in ITEMS.iter().chain(INLINE).chain(super::DATED).chain(super::APART) {
            assert!(rules.iter().any(|(rule, _)| rule == name), "{name}");
        }
    }
}
