//! What may stand at a place where something else stands, in the law-writer's words.
//!
//! Receives a parser error; hands on a few words. It knows the name of every rule.

use super::Rule;
use super::reader::keyword_of;
use crate::language::{Language, Text};

/// How many things are listed.
const MAX_WANTED: usize = 5;
/// What stands for all that may be computed.
const VALUE: (&str, &str) = ("một giá trị hoặc điều kiện", "a value or a condition");
/// What is said in other words where a value may stand.
const OF_VALUE: [&str; 5] = ["một tên", "một số", "một ngày", "cách kết hợp", "một khoảng hoặc danh sách"];
/// What a writer most likely wants to say, first; the rest comes behind.
const LIKELY: [&str; 16] = [
    "is",
    "when",
    "gives",
    "otherwise",
    "from",
    "category",
    "expect",
    "given",
    "on",
    "set",
    "combine",
    "article",
    "source",
    "label",
    "and",
    "or",
];

/// What may stand there: all of it, or the likeliest if it is much.
pub(super) fn words(error: &pest::error::Error<Rule>, surface: Language) -> Option<Text> {
    let pest::error::ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return None;
    };
    let mut names: Vec<(usize, Text)> = Vec::new();
    for rule in positives {
        let name = (rank(*rule), rule_name(*rule, surface));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.iter().any(|(_, name)| name.vi == VALUE.0) {
        names.retain(|(_, name)| !OF_VALUE.contains(&name.vi.as_str()));
    }
    names.sort_by_key(|(rank, _)| *rank);
    let n_names = names.len();
    names.truncate(MAX_WANTED);
    let listed = |language| listed(names.iter().map(|(_, name)| name.get(language)), language);
    let (vi, en) = (listed(Language::Vi), listed(Language::En));
    match n_names {
        0 => None,
        1..=MAX_WANTED => Some(Text::new(format!("ở đây cần {vi}"), format!("expected {en}"))),
        _ => {
            Some(Text::new(format!("ở đây có thể viết, chẳng hạn, {vi}"), format!("here may stand, for example, {en}")))
        }
    }
}

/// `a, b or c`.
fn listed<'n>(names: impl Iterator<Item = &'n str>, language: Language) -> String {
    let names: Vec<&str> = names.collect();
    let or = if language == Language::Vi { "hoặc" } else { "or" };
    match names.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} {or} {last}", before.join(", ")),
        _ => names.concat(),
    }
}

/// Where something stands in a list: what is written in words first, then likely keywords, the end of all last.
fn rank(rule: Rule) -> usize {
    let Some(keyword) = keyword_of(rule) else {
        return if rule == Rule::EOI { usize::MAX } else { 0 };
    };
    1 + LIKELY.iter().position(|token| *token == keyword.token).unwrap_or(LIKELY.len())
}

/// What a rule is called by a law-writer: a keyword in quotes, everything else in words.
fn rule_name(rule: Rule, surface: Language) -> Text {
    if let Some(keyword) = keyword_of(rule) {
        return Text::same(format!("`{}`", keyword.spelling(surface)));
    }
    construct_name(rule).map_or_else(|| Text::new("điều khác", "something else"), |(vi, en)| Text::new(vi, en))
}

/// The name of each construct; nothing only for blanks and for rules that never stand alone.
fn construct_name(rule: Rule) -> Option<(&'static str, &'static str)> {
    Some(match rule {
        Rule::chunk | Rule::declaration => {
            ("một khai báo như `định nghĩa` hay `tham số`", "a declaration such as `define` or `parameter`")
        }
        Rule::EOI => ("hết khai báo", "the end of the declaration"),
        Rule::language_header | Rule::module_header | Rule::use_header => ("phần mở đầu tệp", "a file header"),
        Rule::text | Rule::string | Rule::inner => ("một đoạn văn bản trong ngoặc kép", "a text in quotes"),
        Rule::lang => ("`vi` hoặc `en`", "`vi` or `en`"),
        Rule::label | Rule::title => ("nhãn", "a label"),
        Rule::alias => ("bí danh", "an alias"),
        Rule::ask | Rule::help | Rule::evidence | Rule::sensitive => {
            ("lời hỏi, lời giải thích", "a question or its help")
        }
        Rule::payee => ("nơi nhận tiền", "who is paid"),
        Rule::note => ("ghi chú", "a note"),
        Rule::source | Rule::cell_citation | Rule::source_column => ("căn cứ", "a source"),
        Rule::citation | Rule::cite_part | Rule::places | Rule::place => {
            ("nơi trong văn bản", "a place in an instrument")
        }
        Rule::cite_level => ("điều, khoản hoặc điểm", "article, clause or point"),
        Rule::cite_label | Rule::cite_number | Rule::cite_roman | Rule::cite_letter => {
            ("số hoặc chữ của điều, khoản, điểm", "the number or letter of a provision")
        }
        Rule::validity => ("thời gian hiệu lực", "the days it is valid"),
        Rule::instrument | Rule::instrument_number | Rule::issued | Rule::in_force | Rule::applied | Rule::replaces => {
            ("phần của văn bản pháp luật", "a part of an instrument")
        }
        Rule::articles | Rule::standing | Rule::uncertain | Rule::doubt => {
            ("danh sách điều của văn bản", "the list of articles of an instrument")
        }
        Rule::procedure | Rule::apply_at | Rule::bring | Rule::answered => ("thủ tục", "a procedure"),
        Rule::conventions | Rule::leap_birthday | Rule::incomplete_birth => ("quy ước", "a convention"),
        Rule::starts | Rule::stops | Rule::tested => ("quy định về tháng hưởng", "a rule for the months paid"),
        Rule::amount_rounding => ("cách làm tròn", "a rounding"),
        Rule::define_exception | Rule::overrides => ("ngoại lệ", "an exception"),
        Rule::enumeration | Rule::enumeration_value => ("giá trị của danh mục", "a value of an enumeration"),
        Rule::currency => ("tiền tệ", "a currency"),
        Rule::unit => ("đơn vị", "a unit"),
        Rule::entity | Rule::link => ("chủ thể hoặc liên kết", "an entity or a link"),
        Rule::input | Rule::input_range | Rule::implied => ("phần của dữ kiện", "a part of an input"),
        Rule::owner => ("của ai", "whose it is"),
        Rule::value_type | Rule::money_type | Rule::quantity_type | Rule::optional => ("một kiểu giá trị", "a type"),
        Rule::per => ("mỗi tháng, mỗi năm hoặc mỗi ngày", "per month, per year or per day"),
        Rule::parameter | Rule::dated_value => ("một giá trị có ngày", "a dated value"),
        Rule::define | Rule::case => ("một trường hợp", "a case"),
        Rule::combine_policy | Rule::policy | Rule::combine => ("cách kết hợp", "a combination"),
        Rule::guard => ("điều kiện của trường hợp", "the condition of a case"),
        Rule::table | Rule::table_head | Rule::table_row => ("một dòng của bảng", "a table row"),
        Rule::cell | Rule::cell_test => ("một ô của bảng", "a table cell"),
        Rule::benefit | Rule::category | Rule::group | Rule::exception => ("phần của chế độ", "a part of a benefit"),
        Rule::when => ("điều kiện", "a condition"),
        Rule::gives => ("mức hưởng", "an amount"),
        Rule::amendment | Rule::by => ("phần của sửa đổi", "a part of an amendment"),
        Rule::scenario
        | Rule::based_on
        | Rule::include
        | Rule::scope
        | Rule::edit
        | Rule::set_parameter
        | Rule::add_category
        | Rule::add_exception
        | Rule::remove
        | Rule::replace_definition
        | Rule::replace_part
        | Rule::replaced
        | Rule::changed
        | Rule::change_condition => ("phần của kịch bản", "a part of a scenario"),
        Rule::fund | Rule::fund_level => ("phần của nguồn vốn", "a part of a fund"),
        Rule::funded_by | Rule::share => ("nguồn vốn và tỷ lệ", "a fund and its share"),
        Rule::budget | Rule::budget_period | Rule::budget_head | Rule::total_column => {
            ("phần của dự toán", "a part of a budget")
        }
        Rule::budget_row | Rule::budget_line => ("một khoản mục của dự toán", "a line of a budget"),
        Rule::budget_cell | Rule::nothing => ("một số hoặc `-`", "a figure or `-`"),
        Rule::indicator | Rule::measure | Rule::measured | Rule::measured_among => {
            ("phần của chỉ tiêu", "a part of an indicator")
        }
        Rule::target | Rule::target_kind => ("một mục tiêu", "a target"),
        Rule::property | Rule::for_every | Rule::another | Rule::property_scope | Rule::always => {
            ("phần của tính chất", "a part of a property")
        }
        Rule::test | Rule::under | Rule::on | Rule::known_on | Rule::given | Rule::like | Rule::everything_else => {
            ("phần của kiểm thử", "a part of a test")
        }
        Rule::fact | Rule::members | Rule::partial_date => ("một dữ kiện", "a fact"),
        Rule::expect
        | Rule::expect_unknown
        | Rule::expect_among
        | Rule::expect_cites
        | Rule::expect_conflict
        | Rule::expect_error => ("điều được kỳ vọng", "an expectation"),
        Rule::world => ("luật hiện hành hoặc tên kịch bản", "`current law` or a scenario"),
        Rule::expr
        | Rule::primary
        | Rule::bound
        | Rule::parentheses
        | Rule::all_of
        | Rule::any_of
        | Rule::quantifier
        | Rule::count
        | Rule::aggregate
        | Rule::elapsed
        | Rule::conditional
        | Rule::for_each
        | Rule::month_edge
        | Rule::qualifies
        | Rule::assessment_date
        | Rule::yes_no
        | Rule::prefix
        | Rule::negation
        | Rule::minus => VALUE,
        Rule::infix
        | Rule::disjunction
        | Rule::conjunction
        | Rule::comparison
        | Rule::plus_minus
        | Rule::times_over
        | Rule::presence
        | Rule::postfix
        | Rule::membership
        | Rule::rounding => ("một phép so sánh hoặc phép tính", "a comparison or a calculation"),
        Rule::range | Rule::over | Rule::to_under | Rule::to | Rule::set | Rule::list | Rule::all => {
            ("một khoảng hoặc danh sách", "a range or a list")
        }
        Rule::instant => ("một ngày", "a date"),
        Rule::path | Rule::qname | Rule::ident => ("một tên", "a name"),
        Rule::integer | Rule::number | Rule::quantity | Rule::percent_sign | Rule::time_unit | Rule::scale => {
            ("một số", "a number")
        }
        Rule::date => ("một ngày", "a date"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Rule, construct_name};
    use crate::parse::reader::keyword_of;

    #[test]
    fn every_rule_has_a_name() {
        let silent = ["WHITESPACE", "COMMENT", "sp", "hs", "reserved"];
        for rule in Rule::all_rules() {
            let name = format!("{rule:?}");
            let is_named = keyword_of(*rule).is_some() || construct_name(*rule).is_some();
            assert!(is_named || silent.contains(&name.as_str()), "{name} has no name for a law-writer");
        }
    }
}
