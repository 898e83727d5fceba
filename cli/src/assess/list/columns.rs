//! What the columns of a table are.
//!
//! Receives a header and the program; hands on the fact or link of each column, or every name that is none.
//! It reads no row.

use ansinh_engine::hir::{EntityId, Link, LinkId, Naming, Program};
use ansinh_engine::value::Fact;
use ansinh_grammar::Text;

use super::super::link::links_of;
use super::super::province::{self, PROVINCE};
use super::super::value::one_of;
use super::sheet::Sheet;

/// What one column holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    /// What the thing of the row is called.
    Name,
    /// A fact: which input of the program.
    Fact(usize),
    /// Where a link leads.
    Link(LinkId),
    /// Nothing that is looked at.
    Aside,
}

/// The columns of a table.
#[derive(Clone, Default, Debug)]
pub(super) struct Columns {
    /// What each holds, in the order of the header.
    pub(super) meanings: Vec<Meaning>,
    facts: Vec<String>,
}

impl Columns {
    /// The columns of a table of things of an entity. A name that begins with `_` is left alone.
    ///
    /// # Errors
    /// Every name that is none, or stands twice; no column for the name of a thing.
    pub(super) fn of(sheet: &Sheet, entity: &str, program: &Program) -> Result<Self, Vec<Text>> {
        let file = &sheet.file;
        let Some(id) = program.entities.iter().position(|found| found.naming.name == entity).map(EntityId) else {
            return Err(vec![Text::new(
                format!("{file}: luật không có chủ thể `{entity}`"),
                format!("{file}: the law has no entity `{entity}`"),
            )]);
        };
        let known = Known::of(id, program);
        let mut columns = Self::default();
        let mut wrong = Vec::new();
        for name in &sheet.header {
            let place = |vi: &str, en: &str| {
                Text::new(format!("{file} dòng 1, cột `{name}`: {vi}"), format!("{file} line 1, column `{name}`: {en}"))
            };
            let meaning = known.meaning(name).unwrap_or_else(|allowed| {
                let leave =
                    ["để bỏ qua cột này, đặt tên bắt đầu bằng `_`", "to leave it alone, let its name begin with `_`"];
                wrong.push(place(
                    &format!("không có dữ kiện này; {}; {}", allowed.vi, leave[0]),
                    &format!("there is no such fact; {}; {}", allowed.en, leave[1]),
                ));
                Meaning::Aside
            });
            if meaning != Meaning::Aside && columns.meanings.contains(&meaning) {
                wrong.push(place("cột này có hai lần", "this column stands twice"));
            }
            if let Meaning::Fact(input) = meaning
                && let Some(input) = program.inputs.get(input)
            {
                columns.facts.push(input.naming.name.clone());
            }
            columns.meanings.push(meaning);
        }
        if !columns.meanings.contains(&Meaning::Name) {
            wrong.push(Text::new(
                format!("{file} dòng 1: thiếu cột `{entity}`, mã của mỗi dòng"),
                format!("{file} line 1: the column `{entity}` is missing: what the thing of each row is called"),
            ));
        }
        if wrong.is_empty() { Ok(columns) } else { Err(wrong) }
    }

    /// Whether a fact has a column.
    pub(super) fn has_fact(&self, name: &str) -> bool {
        self.facts.iter().any(|fact| fact == name)
    }

    /// Where the name of a thing stands.
    pub(super) fn name(&self) -> Option<usize> {
        self.meanings.iter().position(|meaning| *meaning == Meaning::Name)
    }

    /// Where a link stands, if it has a column.
    pub(super) fn link(&self, id: LinkId) -> Option<usize> {
        self.meanings.iter().position(|meaning| *meaning == Meaning::Link(id))
    }
}

/// The names that columns of an entity may have.
struct Known<'p> {
    entity: Option<&'p Naming>,
    links: Vec<(LinkId, &'p Link)>,
    inputs: Vec<(usize, &'p Naming)>,
}

impl<'p> Known<'p> {
    fn of(entity: EntityId, program: &'p Program) -> Self {
        let inputs = program.inputs.iter().enumerate().filter(|(_, input)| input.entity == entity);
        Self {
            entity: program.entities.get(entity.0).map(|found| &found.naming),
            links: links_of(entity, program),
            inputs: inputs.map(|(at, input)| (at, &input.naming)).collect(),
        }
    }

    /// What a column of this name holds.
    ///
    /// # Errors
    /// The names that there are, and the nearest.
    fn meaning(&self, name: &str) -> Result<Meaning, Text> {
        if name.starts_with('_') {
            return Ok(Meaning::Aside);
        }
        if self.entity.is_some_and(|entity| entity.goes_by(name)) {
            return Ok(Meaning::Name);
        }
        if let Some((id, _)) = self.links.iter().find(|(_, link)| link.naming.goes_by(name)) {
            return Ok(Meaning::Link(*id));
        }
        if let Some((at, _)) = self.inputs.iter().find(|(_, naming)| naming.goes_by(name)) {
            return Ok(Meaning::Fact(*at));
        }
        let links = self.links.iter().map(|(_, link)| &link.naming);
        let all: Vec<&Naming> =
            self.entity.into_iter().chain(links).chain(self.inputs.iter().map(|(_, naming)| *naming)).collect();
        Err(one_of(&all, Some(name)))
    }
}

/// The province that is given for everybody, as a fact.
///
/// # Errors
/// There is no such province, or the table says it already.
pub(super) fn province(name: &str, columns: &Columns, program: &Program) -> Result<Fact, Text> {
    if columns.has_fact(PROVINCE) {
        return Err(Text::new(
            "--province: bảng hộ đã có cột tỉnh; bỏ tùy chọn này hoặc bỏ cột",
            "--province: the table of households has a column for it; drop the option or the column",
        ));
    }
    province::named(name, program)
}
