//! Says what was expected, in the law-writer's words.
//!
//! Receives a parser error; hands on a diagnostic. It knows the name of every rule and some mistakes by sight.

use super::chunk::Chunk;
use super::quantity::number_format;
use super::reader::keyword_of;
use super::{Rule, codes};
use crate::diagnostic::Diagnostic;
use crate::keyword;
use crate::language::{Language, Text};
use crate::letters;
use crate::span::{FileId, Span};

/// How many expected things are listed.
const MAX_EXPECTED: usize = 5;

/// The complaint about a place where the grammar could not go on. Keywords are named in the file's language.
pub(super) fn unexpected(
    file: FileId,
    chunk: Chunk<'_>,
    at: usize,
    error: &pest::error::Error<Rule>,
    surface: Language,
) -> Diagnostic {
    let word = word_at(chunk.text, at);
    // Where nothing stands the complaint belongs to the last word before, not to the blanks after it.
    let at = if word.is_empty() { chunk.text.get(..at).map_or(at, |before| before.trim_end().len()) } else { at };
    let span = Span { file, start: chunk.start + at, end: chunk.start + at + word.len() };
    if word.starts_with("=>") {
        let headline = Text::new("`=>` không phải phép so sánh", "`=>` is not a comparison");
        return Diagnostic::new(codes::ARROW_FOR_COMPARISON, span, headline)
            .help(Text::new("viết `>=`", "write `>=`"))
            .edit(span, ">=");
    }
    if surface == Language::Vi
        && let Some((length, keyword)) = unmarked_keyword(chunk.text, at)
    {
        return without_marks(Span { end: span.start + length, ..span }, chunk.text.get(at..at + length), keyword);
    }
    if let Some((start, number)) = number_around(chunk.text, at) {
        let start = chunk.start + start;
        return number_format(Span { file, start, end: start + number.len() }, number);
    }
    let expected = expected(error, surface);
    let found = if word.is_empty() {
        Text::new("khai báo kết thúc quá sớm", "the declaration ends too early")
    } else {
        Text::new(format!("không hiểu `{word}` ở đây"), format!("`{word}` is not understood here"))
    };
    let mut diagnostic = Diagnostic::new(codes::UNEXPECTED, span, found);
    if !expected.vi.is_empty() {
        diagnostic =
            diagnostic.saying(Text::new(format!("ở đây cần {}", expected.vi), format!("expected {}", expected.en)));
    }
    if let Some(before) = dangling_operator(chunk.text, at) {
        diagnostic = diagnostic.help(Text::new(
            format!("viết tiếp điều kiện sau `{before}`, hoặc bỏ `{before}`"),
            format!("complete the condition after `{before}`, or remove `{before}`"),
        ));
    }
    diagnostic
}

/// The word or sign at a byte.
fn word_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let length = match rest.chars().next() {
        Some(first) if is_word(first) => rest.find(|character| !is_word(character)).unwrap_or(rest.len()),
        Some('=') if rest.starts_with("=>") => 2,
        Some(first) if !first.is_whitespace() => first.len_utf8(),
        _ => 0,
    };
    rest.get(..length).unwrap_or("")
}

/// The keyword that the words at a byte spell but for their marks, and how long they are; the longest.
fn unmarked_keyword(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let rest = text.get(at..)?;
    let spelt = |keyword: &'static str| {
        let mut length = 0;
        for _ in keyword.split(' ') {
            let tail = rest.get(length..)?;
            let word = tail.trim_start_matches(' ');
            let end = word.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(word.len());
            length += tail.len() - word.len() + end;
        }
        let words = rest.get(..length)?;
        let is_meant = words != keyword && letters::bare(words) == letters::bare(keyword);
        (is_meant && !keyword.is_ascii()).then_some((length, keyword))
    };
    keyword::all().iter().filter_map(|keyword| spelt(keyword.spelling(Language::Vi))).max()
}

fn without_marks(span: Span, words: Option<&str>, keyword: &str) -> Diagnostic {
    let words = words.unwrap_or("");
    let headline = Text::new(
        format!("từ khóa `{words}` thiếu dấu hoặc sai dấu"),
        format!("the keyword `{words}` is written without its marks or with wrong ones"),
    );
    Diagnostic::new(codes::MISSING_MARKS, span, headline)
        .help(Text::new(format!("viết `{keyword}`"), format!("write `{keyword}`")))
}

/// A number in the format of Vietnamese prose around a byte, with its first byte.
fn number_around(text: &str, at: usize) -> Option<(usize, &str)> {
    let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'_');
    let bytes = text.as_bytes();
    let start = (0..at).rev().take_while(|idx| bytes.get(*idx).copied().is_some_and(is_part)).last().unwrap_or(at);
    let end = (at..bytes.len()).take_while(|idx| bytes.get(*idx).copied().is_some_and(is_part)).last()? + 1;
    let number = text.get(start..end)?;
    let is_prose = number.starts_with(|first: char| first.is_ascii_digit())
        && number.ends_with(|last: char| last.is_ascii_digit())
        && (number.contains(',') || number.matches('.').count() > 1);
    is_prose.then_some((start, number))
}

/// The `and` or `or` that a line before the place ends with.
fn dangling_operator(text: &str, at: usize) -> Option<&str> {
    let last = text.get(..at)?.split_whitespace().next_back()?;
    ["and", "or", "not", "và", "hoặc", "phải"].contains(&last).then_some(last)
}

fn expected(error: &pest::error::Error<Rule>, surface: Language) -> Text {
    let pest::error::ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Text::default();
    };
    let mut names: Vec<Text> = Vec::new();
    for rule in positives {
        let name = rule_name(*rule, surface);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > MAX_EXPECTED {
        // A long list means that almost any item could follow: it would not help.
        names.truncate(MAX_EXPECTED);
        names.push(Text::new("…", "…"));
    }
    Text::build(|language| {
        let shown: Vec<&str> = names.iter().map(|name| name.get(language)).collect();
        shown.join(if language == Language::Vi { " hoặc " } else { " or " })
    })
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
        Rule::chunk | Rule::declaration => ("một khai báo", "a declaration"),
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
        | Rule::minus => ("một biểu thức", "an expression"),
        Rule::infix
        | Rule::disjunction
        | Rule::conjunction
        | Rule::comparison
        | Rule::plus_minus
        | Rule::times_over
        | Rule::presence
        | Rule::postfix
        | Rule::membership
        | Rule::rounding => ("một phép toán", "an operator"),
        Rule::range | Rule::over | Rule::to_under | Rule::to | Rule::set | Rule::list | Rule::all => {
            ("một khoảng hoặc danh sách", "a range or a list")
        }
        Rule::instant => ("một ngày", "a day"),
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
