//! Checks literals: numbers, dates, days.
//!
//! Receives literals as written; hands on values with their types. It knows currencies by name and nothing else.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Expr as TreeExpr, ExprKind as TreeKind, QualifiedName, Scale, TimeUnit, Validity};
use ansinh_grammar::{Edit, Span, Text, letters, parse, tree};

use crate::check::checker::Checker;
use crate::check::names::naming::qualified;
use crate::check::names::nearest::nearest;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::types::words::{fits, words};
use crate::codes;
use crate::hir::{Base, Days, Dimension, Per, Type};
use crate::value::{Date, Decimal, Value, days_in_month, multiply};

/// Why there is no such day: the year has no such month, or the month no such day.
fn why_no_day(text: &str) -> Text {
    let mut parts = text.split('-').map(|part| part.parse::<i32>().unwrap_or_default());
    let (year, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if year == 0 {
        return Text::new("ngày được viết năm-tháng-ngày", "a day is written year-month-day");
    }
    if !(1..=12).contains(&month) {
        return Text::new(
            "tháng viết từ 01 đến 12: ngày được viết năm-tháng-ngày",
            "months are 01 to 12: a day is written year-month-day",
        );
    }
    let n_days = days_in_month(year, month);
    Text::new(
        format!("tháng {month} năm {year} có {n_days} ngày"),
        format!("month {month} of {year} has {n_days} days"),
    )
}

impl Checker {
    /// A date as written.
    pub(in crate::check) fn date(&mut self, text: &str, span: Span) -> Option<Date> {
        let date = Date::parse(text);
        if date.is_none() {
            let headline = Text::new(format!("không có ngày `{text}`"), format!("there is no day `{text}`"));
            self.report(Diagnostic::new(codes::NOT_A_DATE, span, headline).note(why_no_day(text)));
        }
        date
    }

    /// The days of a clause; all days where nothing is written.
    pub(in crate::check) fn days(&mut self, validity: Option<&Validity>) -> Days {
        let Some(validity) = validity else {
            return Days::default();
        };
        let from = self.date(&validity.from.text, validity.from.span);
        let to = validity.to.as_ref().and_then(|to| self.date(&to.text, to.span));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            let headline = Text::new("ngày cuối đứng trước ngày đầu", "the last day lies before the first");
            let mut found = Diagnostic::new(codes::DAYS_REVERSED, validity.span, headline)
                .note(Text::new("viết như vậy thì không bao giờ áp dụng", "written so it would never hold"));
            if let Some(to) = &validity.to {
                let help = format!("`{}` … `{}`", to.text, validity.from.text);
                found = found
                    .help(Text::new(format!("đổi chỗ hai ngày: {help}"), format!("swap the two days: {help}")))
                    .edit(validity.from.span, &to.text)
                    .edit(to.span, &validity.from.text);
            }
            self.report(found);
        }
        Days { from, to }
    }

    /// A number with its scale and unit.
    pub(in crate::check) fn quantity(&mut self, quantity: &tree::Quantity) -> Option<(Value, Type)> {
        let Ok(number) = quantity.number.parse::<Decimal>() else {
            self.too_large(quantity.span);
            return None;
        };
        let scale = match quantity.scale {
            None => 1,
            Some(Scale::Thousand) => 1_000,
            Some(Scale::Million) => 1_000_000,
            Some(Scale::Billion) => 1_000_000_000_i64,
        };
        let Some(mut number) = multiply(number, Decimal::from(scale)) else {
            self.too_large(quantity.span);
            return None;
        };
        let value_type = if quantity.is_percent {
            number = multiply(number, Decimal::new(1, 2))?;
            Type::Percent
        } else if let Some(unit) = quantity.time {
            let (in_unit, value_type) = in_time(number, unit)?;
            number = in_unit;
            value_type
        } else if let Some(currency) = &quantity.currency {
            let base = match self.spoken_amount(quantity, currency) {
                Some(base) => base,
                None => self.base(currency, Wanted::Unit)?,
            };
            let value_type = Type::of_dimension(Dimension::of_per(base, per(quantity.per)));
            self.check_smallest(number, value_type, quantity.span);
            value_type
        } else if quantity.number.contains('.') {
            Type::Decimal
        } else {
            Type::Integer
        };
        Some((Value::Number(number), value_type))
    }

    /// `500.000 đồng` is one mistake: the complaint about its number takes in the currency that is meant.
    fn spoken_amount(&mut self, quantity: &tree::Quantity, currency: &tree::Name) -> Option<Base> {
        if self.find(&qualified(currency), Wanted::Unit).is_some() {
            return None;
        }
        let meant = self.currency_meant(&currency.text)?;
        let is_of_number = |found: &&mut Diagnostic| {
            found.code == parse::NUMBER_IN_PROSE && found.primary.span.start == quantity.span.start
        };
        let scale = quantity.scale.map(|scale| match scale {
            Scale::Thousand => "thousand",
            Scale::Million => "million",
            Scale::Billion => "billion",
        });
        let scale = scale.map_or_else(String::new, |token| format!("{} ", self.keyword(token)));
        let found = self.diagnostics.iter_mut().find(is_of_number)?;
        let number = found.edits.first()?.text.clone();
        let whole = format!("{number} {scale}{meant}");
        found.primary.span.end = currency.span.end;
        found.help = Some(Text::new(format!("viết `{whole}`"), format!("write `{whole}`")));
        found.edits.push(Edit { span: currency.span, text: meant });
        Some(Base::Currency)
    }

    fn too_large(&mut self, span: Span) {
        self.complain(codes::OVERFLOW, span, "số này quá lớn".to_owned(), "this number is too large".to_owned());
    }

    /// An amount finer than the smallest unit of its currency cannot be paid.
    fn check_smallest(&mut self, number: Decimal, value_type: Type, span: Span) {
        let Some(smallest) = self.program.smallest(value_type) else {
            return;
        };
        if number.checked_rem(smallest).is_some_and(|rest| !rest.is_zero()) {
            let shown = words(value_type, &self.program);
            let headline = Text::new(
                format!("số tiền này lẻ dưới {smallest} ({})", shown.vi),
                format!("this amount is finer than {smallest} ({})", shown.en),
            );
            let found = Diagnostic::new(codes::UNROUNDED, span, headline)
                .note(Text::new(
                    "đơn vị nhỏ nhất nêu ở khai báo tiền tệ",
                    "the smallest unit is said where the currency is declared",
                ))
                .help(Text::new("viết một số tiền tròn đơn vị đó", "write a whole multiple of it"));
            self.report(found);
        }
    }

    /// A literal, possibly negative, or a value of a wanted enumeration.
    pub(in crate::check) fn constant(&mut self, expr: &TreeExpr, wanted: Type) -> Option<Value> {
        let (value, value_type) = match &expr.kind {
            TreeKind::YesNo(value) => (Value::YesNo(*value), Type::YesNo),
            TreeKind::Date(text) => (Value::Date(self.date(text, expr.span)?), Type::Date),
            TreeKind::Quantity(quantity) => self.quantity(quantity)?,
            TreeKind::Negate(inner) => {
                let value = self.constant(inner, wanted)?.as_number()?;
                return Some(Value::Number(-value));
            }
            TreeKind::Path(path) if let Type::Choice(_) = wanted => {
                return self.choice(&path.name, wanted);
            }
            _ => {
                let headline = Text::new("ở đây cần một giá trị cụ thể", "a constant is wanted here");
                self.report(Diagnostic::new(codes::NOT_CONSTANT, expr.span, headline).help(Text::new(
                    "viết con số; điều phải tính thì viết thành `định nghĩa`",
                    "write the figure; what must be computed is a `define`",
                )));
                return None;
            }
        };
        if wanted == Type::Percent
            && let (Value::Number(number), Type::Integer | Type::Decimal) = (value, value_type)
        {
            let found = self.plain_for_share(expr.span, number, value_type);
            self.report(found);
            return None;
        }
        if !fits(value_type, wanted) {
            let found = self.mismatch_of_constant(expr, value_type, wanted);
            self.report(found);
            return None;
        }
        Some(value)
    }

    /// A value of the wanted enumeration, with a complaint if it has none of that name.
    pub(in crate::check) fn choice(&mut self, name: &QualifiedName, wanted: Type) -> Option<Value> {
        if let Some(value) = self.find_choice(name, wanted) {
            return Some(value);
        }
        let Type::Choice(id) = wanted else {
            return None;
        };
        let enumeration = self.program.enumerations.get(id.0)?;
        let label = self.program.called(&enumeration.naming);
        let listed = Text::build(|language| {
            let value = |value: &crate::hir::Naming| self.program.called(value).get(language).to_owned();
            enumeration.values.iter().map(value).collect::<Vec<_>>().join("`, `")
        });
        let headline = Text::new(
            format!("`{}` không phải là giá trị của `{}`", name.joined(), label.vi),
            format!("`{}` is not a value of `{}`", name.joined(), label.en),
        );
        let spellings = enumeration.values.iter().flat_map(|value| std::iter::once(&value.name).chain(&value.alias));
        let near = nearest(name.last(), spellings, |spelling| spelling.as_str()).cloned();
        let mut found = Diagnostic::new(codes::UNKNOWN_NAME, name.span, headline)
            .label(enumeration.naming.span, Text::new("danh mục khai báo ở đây", "the enumeration is declared here"))
            .note(Text::new(format!("các giá trị: `{}`", listed.vi), format!("its values: `{}`", listed.en)));
        if let Some(near) = near {
            found = found
                .help(Text::new(format!("có phải là `{near}`?"), format!("did you mean `{near}`?")))
                .edit(name.span, near);
        }
        self.report(found);
        None
    }

    /// A value of the wanted enumeration, without complaints.
    pub(in crate::check) fn find_choice(&mut self, name: &QualifiedName, wanted: Type) -> Option<Value> {
        let Type::Choice(id) = wanted else {
            return None;
        };
        let position = self
            .program
            .enumerations
            .get(id.0)?
            .values
            .iter()
            .position(|value| value.goes_by(name.last()))
            .or_else(|| self.alike_value(id, name.last()))?;
        self.use_symbol(Symbol::EnumerationValue(id, position), name.parts.last().map_or(name.span, |part| part.span));
        u16::try_from(position).ok().map(Value::Choice)
    }
}

impl Checker {
    /// The value whose name differs from a name only in the place of a tone mark.
    fn alike_value(&self, id: crate::hir::EnumerationId, name: &str) -> Option<usize> {
        if name.is_ascii() {
            return None;
        }
        let skeleton = letters::skeleton(name);
        let is_same = |other: &String| letters::skeleton(other) == skeleton;
        let values = &self.program.enumerations.get(id.0)?.values;
        values.iter().position(|value| is_same(&value.name) || value.alias.as_ref().is_some_and(is_same))
    }
}

/// A duration: years are months of twelve, days are their own.
fn in_time(number: Decimal, unit: TimeUnit) -> Option<(Decimal, Type)> {
    Some(match unit {
        TimeUnit::Years => (multiply(number, Decimal::from(12))?, Type::Duration),
        TimeUnit::Months => (number, Type::Duration),
        TimeUnit::Days => (number, Type::of_dimension(Dimension::of(Base::Day))),
    })
}

/// The period of an amount.
pub(super) const fn per(unit: Option<TimeUnit>) -> Per {
    match unit {
        Some(TimeUnit::Months) => Per::Month,
        Some(TimeUnit::Years) => Per::Year,
        Some(TimeUnit::Days) => Per::Day,
        None => Per::Once,
    }
}
