//! The outline of a file: its declarations, and what lies inside of them.
//!
//! Receives the table of names and the text; hands on items nested as in the file. It knows no meaning.

use ansinh_grammar::{FileId, SourceFile, Span, Text};

use crate::check::{Checked, Declared, Symbol};
use crate::editor::hover;

/// What kind of thing an item is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A legal document.
    Instrument,
    /// A closed list.
    Enumeration,
    /// A value of a closed list.
    Value,
    /// A kind of thing.
    Entity,
    /// A link between things.
    Link,
    /// A fact.
    Input,
    /// A dated number.
    Parameter,
    /// A derived value or a table.
    Definition,
    /// An entitlement.
    Benefit,
    /// A category, a group or an exception.
    Category,
    /// A change that is law.
    Amendment,
    /// A draft.
    Scenario,
    /// A module.
    Module,
    /// A name that is known only in one clause or test.
    Local,
    /// A test.
    Test,
    /// A promise about everybody.
    Property,
    /// Where money comes from.
    Fund,
    /// The budget of a plan.
    Budget,
    /// A line of a budget.
    BudgetRow,
    /// What is measured.
    Indicator,
    /// Something else that has a name, such as a currency.
    Other,
}

impl Kind {
    /// The kind of a symbol.
    #[must_use]
    pub const fn of(symbol: Symbol) -> Self {
        match symbol {
            Symbol::Instrument(_) => Self::Instrument,
            Symbol::Enumeration(_) => Self::Enumeration,
            Symbol::EnumerationValue(..) => Self::Value,
            Symbol::Entity(_) => Self::Entity,
            Symbol::Link(_) => Self::Link,
            Symbol::Input(_) => Self::Input,
            Symbol::Parameter(_) => Self::Parameter,
            Symbol::Definition(_) => Self::Definition,
            Symbol::Benefit(_) => Self::Benefit,
            Symbol::Category(_) | Symbol::Group(..) | Symbol::Exception(..) => Self::Category,
            Symbol::Amendment(_) => Self::Amendment,
            Symbol::Scenario(_) => Self::Scenario,
            Symbol::Module(_) => Self::Module,
            Symbol::Variable | Symbol::Thing => Self::Local,
            Symbol::Property(_) => Self::Property,
            Symbol::Fund(_) => Self::Fund,
            Symbol::Budget(_) => Self::Budget,
            Symbol::BudgetRow(..) => Self::BudgetRow,
            Symbol::Indicator(_) => Self::Indicator,
            _ => Self::Other,
        }
    }

    /// What a reader calls it.
    #[must_use]
    pub fn words(self) -> Text {
        let (vi, en) = match self {
            Self::Instrument => ("văn bản", "instrument"),
            Self::Enumeration => ("danh mục", "enumeration"),
            Self::Value => ("giá trị", "value"),
            Self::Entity => ("chủ thể", "entity"),
            Self::Link => ("liên kết", "link"),
            Self::Input => ("dữ kiện", "input"),
            Self::Parameter => ("tham số", "parameter"),
            Self::Definition => ("định nghĩa", "definition"),
            Self::Benefit => ("chế độ", "benefit"),
            Self::Category => ("diện", "category"),
            Self::Amendment => ("sửa đổi", "amendment"),
            Self::Scenario => ("kịch bản", "scenario"),
            Self::Module => ("mô đun", "module"),
            Self::Local => ("tên riêng ở đây", "local name"),
            Self::Test => ("kiểm thử", "test"),
            Self::Property => ("tính chất", "property"),
            Self::Fund => ("nguồn vốn", "fund"),
            Self::Budget => ("dự toán", "budget"),
            Self::BudgetRow => ("khoản mục", "line of a budget"),
            Self::Indicator => ("chỉ tiêu", "indicator"),
            Self::Other => ("tên", "name"),
        };
        Text::new(vi, en)
    }
}

/// One item of an outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its name, or the title of a test.
    pub name: String,
    /// Its label for a reader.
    pub label: Text,
    /// What it is.
    pub kind: Kind,
    /// Where its name stands.
    pub span: Span,
    /// The whole item with everything indented under it.
    pub whole: Span,
    /// What lies inside.
    pub items: Vec<Item>,
}

/// The outline of a file, in order of position.
#[must_use]
pub fn outline(checked: &Checked, source: &SourceFile, file: FileId) -> Vec<Item> {
    let is_here = |declared: &&Declared| {
        declared.span().file == file
            && !declared.names.is_empty()
            && !matches!(Kind::of(declared.symbol), Kind::Local | Kind::Module)
    };
    let declared = checked.symbols.declared.iter().filter(is_here).map(|declared| Item {
        name: declared.name().to_owned(),
        label: hover::label(checked, declared),
        kind: Kind::of(declared.symbol),
        span: declared.span(),
        whole: whole(source, declared.span()),
        items: Vec::new(),
    });
    let tests = checked.program.tests.iter().filter(|test| test.span.file == file).map(|test| Item {
        name: test.title.clone(),
        label: Text::same(&test.title),
        kind: Kind::Test,
        span: test.span,
        whole: whole(source, test.span),
        items: Vec::new(),
    });
    let mut items: Vec<Item> = declared.chain(tests).collect();
    items.sort_by_key(|item| (item.whole.start, item.span.start));
    nested(items)
}

/// Puts each item into the one whose lines hold it.
fn nested(items: Vec<Item>) -> Vec<Item> {
    let mut open: Vec<Item> = Vec::new();
    let mut top = Vec::new();
    for item in items {
        while open.last().is_some_and(|last| last.whole.end <= item.whole.start || last.whole == item.whole) {
            close(&mut open, &mut top);
        }
        open.push(item);
    }
    while !open.is_empty() {
        close(&mut open, &mut top);
    }
    top
}

fn close(open: &mut Vec<Item>, top: &mut Vec<Item>) {
    if let Some(done) = open.pop() {
        match open.last_mut() {
            Some(parent) => parent.items.push(done),
            None => top.push(done),
        }
    }
}

/// The lines of an item: from the one that holds a place to the last that is indented deeper.
fn whole(source: &SourceFile, place: Span) -> Span {
    let text = source.text();
    let start = text.get(..place.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut at = start;
    let mut end = start;
    let mut own = None;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        match own {
            None => own = Some(indent(line)),
            Some(own) if !is_blank && indent(line) <= own => break,
            Some(_) => {}
        }
        at += line.len();
        if !is_blank {
            end = at;
        }
    }
    Span { start, end, ..place }
}
