//! What kind of name is wanted at a place.
//!
//! Receives symbols; hands on whether they fit, and what to call what would. It knows no declaration.

use crate::check::names::symbol::Symbol;

/// What kind of name is wanted at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::check) enum Wanted {
    Instrument,
    Currency,
    /// A currency or a unit of goods.
    Unit,
    Enumeration,
    Entity,
    Link,
    /// A fact, a parameter, a definition or a benefit.
    Value,
    Parameter,
    Benefit,
    Category,
    /// A category, a group or a benefit.
    Qualifiable,
    Scenario,
    Fund,
    /// A definition or an exception of one.
    Definition,
    /// An amendment or a scenario.
    Patch,
    /// A scenario, where a module could be named too.
    Law,
    /// A category, a benefit or an exception.
    Removable,
    /// A category or a benefit.
    Conditioned,
    /// A definition as a whole, which gets one more exception.
    Excepted,
    /// What a change can name, but a parameter.
    Changeable,
}

impl Wanted {
    /// Whether a symbol is of this kind.
    pub(in crate::check) const fn fits(self, symbol: Symbol) -> bool {
        matches!(
            (self, symbol),
            (Self::Instrument, Symbol::Instrument(_))
                | (Self::Currency | Self::Unit, Symbol::Currency(_))
                | (Self::Unit, Symbol::Unit(_))
                | (Self::Enumeration, Symbol::Enumeration(_))
                | (Self::Entity, Symbol::Entity(_))
                | (Self::Link, Symbol::Link(_))
                | (Self::Value, Symbol::Input(_) | Symbol::Parameter(_) | Symbol::Definition(_) | Symbol::Benefit(_))
                | (Self::Parameter, Symbol::Parameter(_))
                | (Self::Benefit, Symbol::Benefit(_))
                | (Self::Category, Symbol::Category(_))
                | (Self::Qualifiable, Symbol::Category(_) | Symbol::Group(..) | Symbol::Benefit(_))
                | (Self::Scenario | Self::Law | Self::Patch, Symbol::Scenario(_))
                | (Self::Patch, Symbol::Amendment(_))
                | (Self::Definition | Self::Changeable, Symbol::Definition(_))
                | (Self::Definition | Self::Removable | Self::Changeable, Symbol::DefinitionException(..))
                | (
                    Self::Removable | Self::Changeable,
                    Symbol::Category(_) | Symbol::Benefit(_) | Symbol::Exception(..)
                )
                | (
                    Self::Conditioned,
                    Symbol::Category(_) | Symbol::Benefit(_) | Symbol::Exception(..) | Symbol::DefinitionException(..)
                )
                | (Self::Excepted, Symbol::Definition(_))
                | (Self::Fund, Symbol::Fund(_))
        )
    }

    /// What a reader calls it, in both languages.
    pub(in crate::check) const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Instrument => ("văn bản", "an instrument"),
            Self::Currency => ("tiền tệ", "a currency"),
            Self::Unit => ("tiền tệ hoặc đơn vị", "a currency or a unit"),
            Self::Enumeration => ("kiểu hoặc danh mục", "a type or an enumeration"),
            Self::Entity => ("chủ thể", "an entity"),
            Self::Link => ("liên kết", "a link"),
            Self::Value => ("dữ kiện, tham số hoặc định nghĩa", "a fact, a parameter or a definition"),
            Self::Parameter => ("tham số", "a parameter"),
            Self::Benefit => ("chế độ", "a benefit"),
            Self::Category => ("diện", "a category"),
            Self::Qualifiable => ("diện, nhóm hoặc chế độ", "a category, a group or a benefit"),
            Self::Scenario => ("kịch bản", "a scenario"),
            Self::Fund => ("nguồn vốn", "a fund"),
            Self::Definition => ("định nghĩa", "a definition"),
            Self::Patch => ("sửa đổi hoặc kịch bản", "an amendment or a scenario"),
            Self::Law => ("kịch bản hoặc mô đun", "a scenario or a module"),
            Self::Removable => ("diện, ngoại lệ hoặc chế độ", "a category, an exception or a benefit"),
            Self::Conditioned => ("diện, chế độ hoặc ngoại lệ", "a category, a benefit or an exception"),
            Self::Excepted => ("định nghĩa", "a definition"),
            Self::Changeable => ("diện, chế độ hoặc định nghĩa", "a category, a benefit or a definition"),
        }
    }
}

/// What a symbol is, with its article in English.
pub(in crate::check) const fn words_of(symbol: Symbol) -> (&'static str, &'static str) {
    match symbol {
        Symbol::Instrument(_) => ("văn bản", "an instrument"),
        Symbol::Currency(_) => ("tiền tệ", "a currency"),
        Symbol::Unit(_) => ("đơn vị", "a unit"),
        Symbol::Enumeration(_) => ("danh mục", "an enumeration"),
        Symbol::Entity(_) => ("chủ thể", "an entity"),
        Symbol::Link(_) => ("liên kết", "a link"),
        Symbol::Input(_) => ("dữ kiện", "an input"),
        Symbol::Parameter(_) => ("tham số", "a parameter"),
        Symbol::Definition(_) => ("định nghĩa", "a definition"),
        Symbol::Benefit(_) => ("chế độ", "a benefit"),
        Symbol::Category(_) => ("diện", "a category"),
        Symbol::Group(..) => ("nhóm", "a group"),
        Symbol::Exception(..) | Symbol::DefinitionException(..) => ("ngoại lệ", "an exception"),
        Symbol::Scenario(_) => ("kịch bản", "a scenario"),
        Symbol::Amendment(_) => ("sửa đổi", "an amendment"),
        Symbol::Property(_) => ("tính chất", "a property"),
        Symbol::Fund(_) => ("nguồn vốn", "a fund"),
        Symbol::Budget(_) => ("dự toán", "a budget"),
        Symbol::BudgetRow(..) => ("khoản mục của dự toán", "a line of a budget"),
        Symbol::Indicator(_) => ("chỉ tiêu", "an indicator"),
        _ => ("tên khác", "another name"),
    }
}
