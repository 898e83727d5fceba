//! Declares units, and reads types.
//!
//! Receives currencies, units of goods and types as written; hands on units and checked types. It knows no expressions.

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Meta, Name, ValueType};

use crate::check::checker::Checker;
use crate::check::names::naming::{naming, qualified};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::types::literal::per;
use crate::codes;
use crate::hir::{Base, Dimension, Type, Unit, UnitId};
use crate::value::Decimal;

impl Checker {
    /// A currency or a unit of goods; a currency of the same name in another module is the same.
    pub(in crate::check) fn declare_unit(
        &mut self,
        name: &Name,
        meta: &Meta,
        smallest: Option<&str>,
        is_currency: bool,
    ) -> UnitId {
        let known = self.program.units.iter().position(|unit| unit.naming.name == name.text);
        if let Some(at) = known.filter(|_| is_currency) {
            return UnitId(at);
        }
        let id = UnitId(self.program.units.len());
        let smallest = smallest.and_then(|smallest| smallest.replace('_', "").parse::<Decimal>().ok());
        let smallest = smallest.filter(|smallest| *smallest > Decimal::ZERO);
        self.program.units.push(Unit { naming: naming(name, meta), is_currency, smallest });
        if is_currency && self.program.currency.is_none() {
            self.program.currency = Some(id);
        }
        id
    }

    /// The base unit of a name; nothing, with a complaint, if it is none.
    pub(in crate::check) fn base(&mut self, name: &Name, wanted: Wanted) -> Option<Base> {
        match self.resolve(&qualified(name), wanted)? {
            Symbol::Currency(id) if self.program.currency == Some(id) => Some(Base::Currency),
            Symbol::Currency(id) | Symbol::Unit(id) => Some(Base::Declared(id)),
            _ => None,
        }
    }

    /// The type that was written; yes/no, with a complaint, if it is none.
    pub(in crate::check) fn value_type(&mut self, written: &ValueType) -> Type {
        match written {
            ValueType::YesNo => Type::YesNo,
            ValueType::Integer => Type::Integer,
            ValueType::Decimal => Type::Decimal,
            ValueType::Percent => Type::Percent,
            ValueType::Money(currency, period) => {
                let base = self.base(currency, Wanted::Currency).unwrap_or(Base::Currency);
                Type::of_dimension(Dimension::of_per(base, per(*period)))
            }
            ValueType::Quantity(None, period) => Type::of_dimension(Dimension::of_per(Base::Day, per(*period))),
            ValueType::Quantity(Some(unit), period) => {
                let base = self.base(unit, Wanted::Unit).unwrap_or(Base::Currency);
                Type::of_dimension(Dimension::of_per(base, per(*period)))
            }
            ValueType::Date => Type::Date,
            ValueType::Duration => Type::Duration,
            ValueType::Optional(present, span) => {
                let headline = Text::new("chỉ dữ kiện mới có thể tùy chọn", "only a fact can be optional");
                let found = Diagnostic::new(codes::NOT_AVAILABLE_HERE, *span, headline).help(Text::new(
                    "bỏ `tùy chọn`, và thêm trường hợp cho khi không có giá trị",
                    "leave out `optional`, and add a case for when there is no value",
                ));
                self.report(found);
                self.value_type(present)
            }
            ValueType::Enumeration(name) => match self.resolve(name, Wanted::Enumeration) {
                Some(Symbol::Enumeration(id)) => Type::Choice(id),
                _ => Type::YesNo,
            },
        }
    }
}
