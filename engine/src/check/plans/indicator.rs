//! Checks indicators: how they are measured, and their targets.
//!
//! Receives indicators as written; hands them on with typed conditions and bounds. It knows no population.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::TargetKind;
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::names::naming::{all_names, naming};
use crate::check::names::symbol::Symbol;
use crate::check::plans::fund::gap_words;
use crate::check::types::words::fits;
use crate::codes;
use crate::hir::{Citation, Days, Expr, Indicator, Measure, Target, Type};
use crate::value::{Comparison, Value};

impl Checker {
    /// What is measured, and what is to be reached.
    pub(in crate::check) fn indicator(&mut self, indicator: &tree::Indicator) {
        let symbol = Symbol::Indicator(self.program.indicators.len());
        self.add_name(&all_names(&indicator.name, &indicator.meta), symbol, &[]);
        let value_type = self.value_type(&indicator.value_type);
        let citations = self.citations(&indicator.meta.sources);
        let spans: Vec<Span> = indicator.measures.iter().map(|measure| measure.span).collect();
        self.said_once(&spans, &Text::new("cách đo", "the measure"));
        let measure = indicator.measures.first().and_then(|measure| self.measure(measure, value_type));
        if indicator.measures.is_empty() && indicator.meta.notes.is_empty() {
            self.warn_without_measure(indicator.name.span);
        }
        let mut targets = Vec::new();
        for target in &indicator.targets {
            targets.extend(self.target(target, value_type, &citations));
        }
        targets.sort_by_key(|target: &Target| target.days.from);
        self.check_target_days(&targets, indicator);
        let naming = naming(&indicator.name, &indicator.meta);
        self.program.indicators.push(Indicator { naming, value_type, measure, targets, citations });
    }

    fn warn_without_measure(&mut self, span: Span) {
        let headline = Text::new("chỉ tiêu này chưa nêu cách đo", "this indicator does not say how it is measured");
        self.report(Diagnostic::new(codes::WITHOUT_MEASURE, span, headline).help(Text::new(
            "thêm `đo bằng số lượng của p trong tất cả người ...`, hoặc một ghi chú nói vì sao không đo được",
            "add `measure count of p in all person ...`, or a note that says why it cannot be measured",
        )));
    }

    fn measure(&mut self, measure: &tree::Measure, value_type: Type) -> Option<Measure> {
        let entity = self.entity(&measure.entity);
        self.forget_locals();
        self.declare_local(&measure.variable, Symbol::Variable);
        let context = Context::of_member(entity, &measure.variable.text);
        let mut checked = |condition: &Option<tree::Expr>| -> Option<Option<Expr>> {
            match condition {
                Some(condition) => self.condition(condition, &context).map(Some),
                None => Some(None),
            }
        };
        let (condition, among) = (checked(&measure.condition), checked(&measure.among));
        let is_share = value_type == Type::Percent;
        let fits = is_share || (value_type == Type::Integer && measure.among.is_none());
        if !fits {
            self.report_measure(measure);
            return None;
        }
        Some(Measure { entity, condition: condition?, among: among?, is_share })
    }

    fn report_measure(&mut self, measure: &tree::Measure) {
        let (headline, help) = match &measure.among {
            Some(_) => (
                Text::new("một phần `trong số` là phần trăm", "a part `among` others is a percentage"),
                Text::new("ghi kiểu `phần trăm`", "give it the type `percent`"),
            ),
            None => (
                Text::new("số lượng là số nguyên hoặc phần trăm", "a count is a whole number or a percentage"),
                Text::new("ghi kiểu `số nguyên` hoặc `phần trăm`", "give it the type `integer` or `percent`"),
            ),
        };
        self.report(Diagnostic::new(codes::MEASURE_TYPE, measure.span, headline).help(help));
    }

    fn target(&mut self, target: &tree::Target, value_type: Type, container: &[Citation]) -> Option<Target> {
        let days = self.days(Some(&target.validity));
        let citations = self.citations(&target.dated.sources);
        if target.dated.notes.is_empty() {
            self.warn_without_source(&citations, container, target.span);
        }
        let (bound, found) = self.quantity(&target.bound)?;
        if value_type == Type::Percent
            && let (Value::Number(number), Type::Integer | Type::Decimal) = (bound, found)
        {
            let complaint = self.plain_for_share(target.bound.span, number, found);
            self.report(complaint);
            return None;
        }
        if !fits(found, value_type) {
            let found = self.mismatch(target.bound.span, found, value_type);
            self.report(found);
            return None;
        }
        let Value::Number(bound) = bound else {
            return None;
        };
        Some(Target { days, comparison: comparison(target.kind), bound, citations, span: target.span })
    }

    /// Two targets never hold on one day. Days between two of them are told, unless the later one has a note.
    fn check_target_days(&mut self, targets: &[Target], indicator: &tree::Indicator) {
        for (first, second) in targets.iter().zip(targets.iter().skip(1)) {
            if first.days.overlaps(second.days) {
                let headline =
                    Text::new("hai mục tiêu cùng áp dụng trong một thời gian", "two targets apply on the same days");
                self.report(
                    Diagnostic::new(codes::OVERLAPPING_VALUES, second.span, headline)
                        .label(first.span, Text::new("mục tiêu kia", "the other target")),
                );
                continue;
            }
            let is_explained =
                indicator.targets.iter().any(|target| target.span == second.span && !target.dated.notes.is_empty());
            let from = first.days.to.and_then(crate::value::Date::day_after);
            if from.is_some() && from != second.days.from && !is_explained {
                let to = second.days.from.and_then(crate::value::Date::day_before);
                let (vi, en) = gap_words(Days { from, to });
                let headline = Text::new(format!("không có mục tiêu {vi}"), format!("there is no target {en}"));
                self.report(
                    Diagnostic::new(codes::DAYS_WITHOUT_TARGET, second.span, headline)
                        .label(first.span, Text::new("mục tiêu trước", "the target before"))
                        .help(Text::new(
                            "nếu văn bản chỉ nêu các mốc, ghi điều đó thành `ghi chú` của mục tiêu sau",
                            "if the document only sets milestones, say so in a `note` of the later target",
                        )),
                );
            }
        }
    }
}

const fn comparison(kind: TargetKind) -> Comparison {
    match kind {
        TargetKind::AtLeast => Comparison::GreaterOrEqual,
        TargetKind::AtMost => Comparison::LessOrEqual,
        TargetKind::Exactly => Comparison::Equal,
        TargetKind::MoreThan => Comparison::Greater,
        TargetKind::LessThan => Comparison::Less,
    }
}
