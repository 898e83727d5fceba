//! Says an expression in words, from the labels of the names in it.
//!
//! Receives checked expressions; hands on texts in both languages. It decides nothing.

use ansinh_grammar::{Language, Text};

use super::Lowering;
use super::text::value_text;
use crate::hir::{Arithmetic, Benefit, Combination, Expr, ExprKind, Law, LinkId, Program};
use crate::value::{Comparison, Policy, Value};

/// An expression in words, from the labels of the program.
#[must_use]
pub fn expression_text(program: &Program, expr: &Expr) -> Text {
    Text::build(|language| Wording { program }.words(expr, language))
}

impl Lowering<'_> {
    /// An expression in words.
    pub(super) fn phrase(&self, expr: &Expr) -> Text {
        expression_text(self.program, expr)
    }

    /// An expression in the words of one language.
    pub(super) fn words(&self, expr: &Expr, language: Language) -> String {
        Wording { program: self.program }.words(expr, language)
    }

    /// A combination in words.
    pub(super) fn combination(&self, combination: &Combination, benefit: &Benefit) -> Text {
        let wording = Wording { program: self.program };
        Text::build(|language| wording.combination_words(combination, benefit, language))
    }
}

/// Looks up labels. It needs no day and no world.
#[derive(Clone, Copy)]
pub(super) struct Wording<'p> {
    pub(super) program: &'p Program,
}

impl Wording<'_> {
    pub(super) fn words(&self, expr: &Expr, language: Language) -> String {
        let is_vi = language == Language::Vi;
        match &expr.kind {
            ExprKind::Constant(value) => value_text(*value, expr.value_type, self.program).get(language).to_owned(),
            ExprKind::AssessmentDate => if is_vi { "ngày xét" } else { "the assessment date" }.to_owned(),
            ExprKind::Input(id) => self.label(self.program.inputs.get(id.0).map(|found| &found.naming.label), language),
            ExprKind::Parameter(id) => {
                self.label(self.program.parameters.get(id.0).map(|found| &found.naming.label), language)
            }
            ExprKind::Definition(id) => {
                self.label(self.program.definitions.get(id.0).map(|found| &found.naming.label), language)
            }
            ExprKind::Qualifies(categories) => {
                let labels: Vec<String> = categories
                    .iter()
                    .filter_map(|id| self.program.benefits.get(id.benefit.0)?.categories.get(id.position))
                    .map(|category| format!("“{}”", category.naming.label.get(language)))
                    .collect();
                let lead = if is_vi { "thuộc diện" } else { "in the category" };
                format!("{lead} {}", labels.join(if is_vi { " hoặc " } else { " or " }))
            }
            ExprKind::Benefit(id) => {
                self.label(self.program.benefits.get(id.0).map(|found| &found.naming.label), language)
            }
            ExprKind::QualifiesForBenefit(id) => {
                let label = self.label(self.program.benefits.get(id.0).map(|found| &found.naming.label), language);
                format!("{} “{label}”", if is_vi { "được hưởng" } else { "entitled to" })
            }
            ExprKind::Follow(link, inner) => self.of_further(*link, self.words(inner, language), language),
            ExprKind::Under(law, inner) => format!("{} ({})", self.words(inner, language), self.law(*law, language)),
            ExprKind::Not(inner) => self.negated(inner, language),
            ExprKind::AllOf(parts) => self.list(parts, if is_vi { " và " } else { " and " }, language),
            ExprKind::AnyOf(parts) => self.list(parts, if is_vi { " hoặc " } else { " or " }, language),
            ExprKind::Compare(comparison, left, right) => self.comparison(*comparison, left, right, language),
            ExprKind::OneOf(inner, values) => {
                let values: Vec<String> = values
                    .iter()
                    .map(|value| {
                        value_text(Value::Choice(*value), inner.value_type, self.program).get(language).to_owned()
                    })
                    .collect();
                format!("{}: {}", self.words(inner, language), values.join(if is_vi { " hoặc " } else { " or " }))
            }
            ExprKind::Add(left, right) => format!("{} + {}", self.words(left, language), self.words(right, language)),
            ExprKind::Subtract(left, right) => {
                format!("{} − {}", self.words(left, language), self.words(right, language))
            }
            ExprKind::Multiply(left, right) => {
                format!("{} × {}", self.words(left, language), self.words(right, language))
            }
            ExprKind::Divide(over, under) => {
                format!("{} ÷ {}", self.words(over, language), self.words(under, language))
            }
            ExprKind::If(_)
            | ExprKind::MonthEdge(..)
            | ExprKind::ElapsedDays(..)
            | ExprKind::Each(..)
            | ExprKind::IsPresent(_)
            | ExprKind::Required(_) => self.further_words(expr, language),
            ExprKind::Round(_, inner, step) => {
                let step = value_text(*step, expr.value_type, self.program);
                let lead = if is_vi { "làm tròn đến" } else { "rounded to" };
                format!("{} ({lead} {})", self.words(inner, language), step.get(language))
            }
            ExprKind::Elapsed { is_years, from, to } => {
                let (from, to) = (self.words(from, language), self.words(to, language));
                match (is_vi, is_years) {
                    (true, true) => format!("số năm tròn từ {from} đến {to}"),
                    (true, false) => format!("số tháng tròn từ {from} đến {to}"),
                    (false, true) => format!("full years from {from} to {to}"),
                    (false, false) => format!("full months from {from} to {to}"),
                }
            }
            ExprKind::Count(link, condition) => self.count(*link, condition.as_deref(), language),
            ExprKind::Several(policy, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.words(part, language)).collect();
                format!("{} ({})", policy_word(*policy, language), parts.join("; "))
            }
        }
    }

    fn law(&self, law: Law, language: Language) -> String {
        let is_vi = language == Language::Vi;
        let name = match law {
            Law::Current => if is_vi { "luật hiện hành" } else { "current law" }.to_owned(),
            Law::Scenario(id) => {
                self.label(self.program.scenarios.get(id.0).map(|found| &found.naming.label), language)
            }
            Law::Module(module) => self.program.modules.get(module).cloned().unwrap_or_default(),
        };
        format!("{} {name}", if is_vi { "theo" } else { "under" })
    }

    pub(super) fn label(&self, label: Option<&Text>, language: Language) -> String {
        label.map_or(String::new(), |label| label.get(language).to_owned())
    }

    /// Words about a further thing of a test or a property say which; elsewhere the subject is understood.
    fn of_further(&self, link: LinkId, words: String, language: Language) -> String {
        let name = self.program.links.get(link.0).and_then(|link| link.naming.name.strip_prefix('*'));
        let of = if language == Language::Vi { "của" } else { "of" };
        name.map_or_else(|| words.clone(), |name| format!("{words} {of} {name}"))
    }

    fn negated(&self, inner: &Expr, language: Language) -> String {
        let words = self.words(inner, language);
        let is_vi = language == Language::Vi;
        let lower = lower_first(&words);
        match (is_vi, words.starts_with("Có ")) {
            (true, true) => format!("không {lower}"),
            (true, false) => format!("không phải: {lower}"),
            (false, _) => format!("not: {lower}"),
        }
    }

    fn list(&self, parts: &[Expr], glue: &str, language: Language) -> String {
        if let [low, high] = parts
            && let Some(range) = self.range(low, high, language)
        {
            return range;
        }
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                let words = self.words(part, language);
                let is_list = matches!(&part.kind, ExprKind::AllOf(inner) | ExprKind::AnyOf(inner) if inner.len() > 1);
                if is_list { format!("({words})") } else { words }
            })
            .collect();
        parts.join(glue)
    }

    /// Two bounds on one value are one range.
    fn range(&self, low: &Expr, high: &Expr, language: Language) -> Option<String> {
        let (ExprKind::Compare(above, subject, from), ExprKind::Compare(below, other, to)) = (&low.kind, &high.kind)
        else {
            return None;
        };
        if subject != other || !matches!(above, Comparison::GreaterOrEqual | Comparison::Greater) {
            return None;
        }
        let is_under = *below == Comparison::Less;
        let (subject, from, to) = (self.words(subject, language), self.words(from, language), self.words(to, language));
        Some(match (language, *above == Comparison::Greater, is_under) {
            (Language::Vi, false, true) => format!("{subject}: từ đủ {from} đến dưới {to}"),
            (Language::Vi, false, false) => format!("{subject}: từ đủ {from} đến hết {to}"),
            (Language::Vi, true, true) => format!("{subject}: trên {from} đến dưới {to}"),
            (Language::Vi, true, false) => format!("{subject}: trên {from} đến hết {to}"),
            (Language::En, false, true) => format!("{subject}: from {from} to under {to}"),
            (Language::En, false, false) => format!("{subject}: from {from} to {to}"),
            (Language::En, true, true) => format!("{subject}: over {from} to under {to}"),
            (Language::En, true, false) => format!("{subject}: over {from} to {to}"),
        })
    }

    fn comparison(&self, comparison: Comparison, left: &Expr, right: &Expr, language: Language) -> String {
        if let (ExprKind::Count(link, condition), ExprKind::Constant(Value::Number(number))) = (&left.kind, &right.kind)
            && number.is_zero()
            && comparison == Comparison::Greater
        {
            let lead = if language == Language::Vi { "có ít nhất một" } else { "at least one of" };
            return format!("{lead} {}", lower_first(&self.members(*link, condition.as_deref(), language)));
        }
        let (left, right) = (self.words(left, language), self.words(right, language));
        match (language, comparison) {
            (_, Comparison::Equal) => format!("{left}: {right}"),
            (Language::Vi, Comparison::NotEqual) => format!("{left}: không phải {right}"),
            (Language::Vi, Comparison::Less) => format!("{left}: dưới {right}"),
            (Language::Vi, Comparison::LessOrEqual) => format!("{left}: không quá {right}"),
            (Language::Vi, Comparison::Greater) => format!("{left}: trên {right}"),
            (Language::Vi, Comparison::GreaterOrEqual) => format!("{left}: từ đủ {right} trở lên"),
            (Language::En, Comparison::NotEqual) => format!("{left}: not {right}"),
            (Language::En, Comparison::Less) => format!("{left}: under {right}"),
            (Language::En, Comparison::LessOrEqual) => format!("{left}: at most {right}"),
            (Language::En, Comparison::Greater) => format!("{left}: over {right}"),
            (Language::En, Comparison::GreaterOrEqual) => format!("{left}: {right} or more"),
        }
    }

    fn count(&self, link: crate::hir::LinkId, condition: Option<&Expr>, language: Language) -> String {
        let members = self.members(link, condition, language);
        format!("{} {}", if language == Language::Vi { "số" } else { "number of" }, lower_first(&members))
    }

    fn members(&self, link: crate::hir::LinkId, condition: Option<&Expr>, language: Language) -> String {
        let label = self.label(self.program.links.get(link.0).map(|found| &found.naming.label), language);
        condition
            .map_or(label.clone(), |condition| format!("{label} ({})", lower_first(&self.words(condition, language))))
    }
}

pub(super) fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

pub(super) fn policy_word(policy: Policy, language: Language) -> &'static str {
    match (language, policy) {
        (Language::Vi, Policy::Only) => "mức duy nhất trong",
        (Language::Vi, Policy::First) => "mức đầu tiên trong",
        (Language::Vi, Policy::Highest) => "mức cao nhất trong",
        (Language::Vi, Policy::Lowest) => "mức thấp nhất trong",
        (Language::Vi, Policy::Sum) => "tổng của",
        (Language::En, Policy::Only) => "the only one of",
        (Language::En, Policy::First) => "the first of",
        (Language::En, Policy::Highest) => "the highest of",
        (Language::En, Policy::Lowest) => "the lowest of",
        (Language::En, Policy::Sum) => "the sum of",
    }
}

impl Wording<'_> {
    fn combination_words(&self, combination: &Combination, benefit: &Benefit, language: Language) -> String {
        match combination {
            Combination::Category(id) => benefit
                .categories
                .get(id.position)
                .map_or(String::new(), |found| found.naming.label.get(language).to_owned()),
            Combination::Several(policy, parts) => {
                let parts: Vec<String> =
                    parts.iter().map(|part| self.combination_words(part, benefit, language)).collect();
                format!("{} ({})", policy_word(*policy, language), parts.join("; "))
            }
            Combination::For(_, then, otherwise) => {
                let glue = if language == Language::Vi {
                    "trong phạm vi áp dụng; nếu không thì"
                } else {
                    "in the scope; otherwise"
                };
                let words = |part| self.combination_words(part, benefit, language);
                format!("{} {glue} {}", words(then), words(otherwise))
            }
            Combination::All(policy) => {
                let all = if language == Language::Vi { "tất cả các diện" } else { "all categories" };
                format!("{} {all}", policy_word(*policy, language))
            }
            Combination::Value(value) => self.words(value, language),
            Combination::Arithmetic(step, left, right) => {
                let sign = match step {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "−",
                    Arithmetic::Multiply => "×",
                };
                let words = |part: &Combination| {
                    let words = self.combination_words(part, benefit, language);
                    if matches!(part, Combination::Arithmetic(..)) { format!("({words})") } else { words }
                };
                format!("{} {sign} {}", words(left), words(right))
            }
            Combination::Rounded(_, inner, step) => {
                let step = super::text::number_text(*step, language);
                let lead = if language == Language::Vi { "làm tròn đến" } else { "rounded to" };
                format!("{} ({lead} {})", self.combination_words(inner, benefit, language), step)
            }
        }
    }
}
