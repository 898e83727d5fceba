//! What to do about an amount of another unit or period.
//!
//! Receives an expression or a value as written and the type that is wanted; hands on the complaint with its remedy. It
//! decides nothing about types.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Expr as TreeExpr, ExprKind as TreeKind};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::check::types::literal::per;
use crate::check::types::words::is_plain;
use crate::codes;
use crate::hir::{Dimension, Expr, ExprKind, Naming, Per, Type};
use crate::value::{Decimal, Value};

/// How to turn one period into the other.
pub(super) fn period_help(found: Type, wanted: Type) -> Option<Text> {
    let (vi, en) = match (found, wanted) {
        (Type::Money(Per::Month), Type::Money(Per::Year)) => ("* 12 tháng / 1 năm", "* 12 months / 1 year"),
        // A twelfth is no whole number of dong: without rounding it would be refused next.
        (Type::Money(Per::Year), Type::Money(Per::Month)) => (
            "* 1 năm / 12 tháng làm tròn xuống đến 1 VND mỗi tháng",
            "* 1 year / 12 months rounded down to 1 VND per month",
        ),
        (Type::Money(Per::Year), Type::Money(Per::Once)) => ("* 1 năm", "* 1 year"),
        _ => return None,
    };
    Some(Text::new(format!("đổi đơn vị cho rõ: `{vi}`"), format!("convert in the open: `{en}`")))
}

/// Which unit a plain number lacks.
pub(super) fn unit_help(found: Type, wanted: Type) -> Option<Text> {
    let units = match wanted {
        Type::Money(_) if found == Type::Percent => {
            return Some(Text::new(
                "nhân một mức tiền với tỷ lệ này, ví dụ `mức_chuẩn * 150%`",
                "multiply an amount by it, as in `base_rate * 150%`",
            ));
        }
        Type::Duration => Text::new("`tháng` hoặc `năm`, ví dụ `36 tháng`", "`months` or `years`, as in `36 months`"),
        Type::Money(Per::Month) => Text::new("`VND mỗi tháng`", "`VND per month`"),
        Type::Money(Per::Once) => Text::new("`VND`", "`VND`"),
        _ => return None,
    };
    is_plain(found).then(|| {
        Text::new(
            format!("viết đơn vị sau con số: {}", units.vi),
            format!("write the unit behind the number: {}", units.en),
        )
    })
}

/// The words for a period, where an amount has one.
fn period_words(period: Per) -> Option<Text> {
    let (vi, en) = match period {
        Per::Month => ("mỗi tháng", "per month"),
        Per::Year => ("mỗi năm", "per year"),
        Per::Day => ("mỗi ngày", "per day"),
        Per::Once => return None,
    };
    Some(Text::new(vi, en))
}

impl Checker {
    /// The complaint about an expression of one type where another is wanted.
    pub(in crate::check) fn mismatch_of(&self, expr: &Expr, wanted: Type) -> Diagnostic {
        let found = self.mismatch(expr.span, expr.value_type, wanted);
        match (expr.value_type, wanted, &expr.kind) {
            (Type::Money(Per::Once), Type::Money(period), kind) => {
                let Some(words) = period_words(period) else { return found };
                match kind {
                    ExprKind::Constant(_) => self.with_period(found, &words),
                    _ => match self.declared_as(expr) {
                        Some(naming) => self.declared_without(found, naming, &words),
                        None => found,
                    },
                }
            }
            (Type::Percent, Type::Money(_), ExprKind::Constant(Value::Number(share))) => {
                self.multiplied(found, *share, wanted)
            }
            _ => found,
        }
    }

    /// The complaint about a constant of one type where another is wanted.
    pub(in crate::check) fn mismatch_of_constant(&self, expr: &TreeExpr, found: Type, wanted: Type) -> Diagnostic {
        let complaint = self.mismatch(expr.span, found, wanted);
        let TreeKind::Quantity(_) = &expr.kind else { return complaint };
        match (found, wanted) {
            (Type::Money(Per::Once), Type::Money(period)) => match period_words(period) {
                Some(words) => self.with_period(complaint, &words),
                None => complaint,
            },
            // Nothing is multiplied in a constant.
            (Type::Percent, Type::Money(_)) => complaint.help(Text::new(
                "viết số tiền, hoặc khai báo `phần trăm` nếu là một tỷ lệ",
                "write the amount, or declare it `percent` if it is a share",
            )),
            _ => complaint,
        }
    }

    /// The remedy for an amount whose period was left out.
    fn with_period(&self, found: Diagnostic, period: &Text) -> Diagnostic {
        let span = found.primary.span;
        let end = Span { start: span.end, ..span };
        found
            .help(Text::new(format!("thêm `{}` sau số tiền", period.vi), format!("add `{}` behind it", period.en)))
            .edit(end, format!(" {}", period.get(self.surface())))
    }

    fn declared_without(&self, found: Diagnostic, naming: &Naming, period: &Text) -> Diagnostic {
        let (name, currency) = (self.program.called(naming), self.currency_name());
        found.label(naming.span, Text::new("khai báo là số tiền một lần", "declared as an amount paid once")).help(
            Text::new(
                format!("nếu `{}` là số tiền {}, khai báo `tiền {currency} {}`", name.vi, period.vi, period.vi),
                format!("if `{}` is an amount {}, declare it `money {currency} {}`", name.en, period.en, period.en),
            ),
        )
    }

    fn currency_name(&self) -> &str {
        let unit = self.program.currency.and_then(|id| self.program.units.get(id.0));
        unit.map_or("VND", |unit| unit.naming.name.as_str())
    }

    /// The declaration that an expression names.
    fn declared_as(&self, expr: &Expr) -> Option<&Naming> {
        Some(match &expr.kind {
            ExprKind::Input(id) => &self.program.inputs.get(id.0)?.naming,
            ExprKind::Parameter(id) => &self.program.parameters.get(id.0)?.naming,
            ExprKind::Definition(id) => &self.program.definitions.get(id.0)?.naming,
            ExprKind::Follow(_, inner) | ExprKind::Under(_, inner) | ExprKind::Required(inner) => {
                return self.declared_as(inner);
            }
            _ => return None,
        })
    }

    /// A share where an amount is wanted: of what it is a share must be said.
    fn multiplied(&self, found: Diagnostic, share: Decimal, wanted: Type) -> Diagnostic {
        let Some(percent) = share.checked_mul(Decimal::ONE_HUNDRED) else { return found };
        let percent = percent.normalize();
        let mut levels = self.levels(wanted);
        let (Some(level), None) = (levels.next(), levels.next()) else { return found };
        let name = self.program.called(level);
        let span = found.primary.span;
        let start = Span { end: span.start, ..span };
        let written = name.get(self.surface()).to_owned();
        found
            .help(Text::new(
                format!("nhân một mức tiền với tỷ lệ này: `{} * {percent}%`", name.vi),
                format!("multiply an amount by it: `{} * {percent}%`", name.en),
            ))
            .edit(start, format!("{written} * "))
    }

    /// The parameters of a type that this file sees.
    fn levels(&self, wanted: Type) -> impl Iterator<Item = &Naming> {
        let is_seen = |module: usize| {
            module == self.module || self.program.uses.get(self.module).is_some_and(|uses| uses.contains(&module))
        };
        let fitting = self.program.parameters.iter().filter(move |found| found.value_type == wanted);
        fitting.filter(move |found| is_seen(found.module)).map(|found| &found.naming)
    }

    /// What a parameter counts: where every value is told by the period and the declaration forgets it, what is meant
    /// is what the values say.
    pub(in crate::check) fn parameter_type(&mut self, parameter: &tree::Parameter) -> Type {
        let declared = self.value_type(&parameter.value_type);
        let (Type::Money(Per::Once), Some(first)) = (declared, forgotten_period(parameter)) else { return declared };
        let meant = per(Some(first));
        let tree::ValueType::Money(currency, _) = &parameter.value_type else { return declared };
        let (Some(words), Some(value)) = (period_words(meant), parameter.values.first()) else { return declared };
        let name = currency.text.clone();
        let found = self
            .mismatch(value.value.span, Type::Money(meant), declared)
            .label(currency.span, Text::new("khai báo là số tiền một lần", "declared as an amount paid once"));
        let mut found = found.help(Text::new(
            format!("khai báo `tiền {name} {}`", words.vi),
            format!("declare it `money {name} {}`", words.en),
        ));
        found.notes.clear();
        let end = Span { start: currency.span.end, ..currency.span };
        let found = found.edit(end, format!(" {}", words.get(self.surface())));
        self.report(Diagnostic { code: codes::PERIOD_MISMATCH, ..found });
        self.base(currency, crate::check::names::wanted::Wanted::Currency)
            .map_or(declared, |base| Type::of_dimension(Dimension::of_per(base, meant)))
    }
}

/// The period that all values of a parameter have.
fn forgotten_period(parameter: &tree::Parameter) -> Option<tree::TimeUnit> {
    let period = |value: &tree::DatedValue| match &value.value.kind {
        TreeKind::Quantity(quantity) if quantity.currency.is_some() => quantity.per,
        _ => None,
    };
    let first = period(parameter.values.first()?)?;
    parameter.values.iter().all(|value| period(value) == Some(first)).then_some(first)
}
