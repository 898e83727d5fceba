//! The facts of one household from its rows.
//!
//! Receives a group of rows; hands on the facts of its things, or every cell that is wrong. It knows no law.

use ansinh_engine::hir::{LinkId, Program};
use ansinh_engine::value::{BIRTH, Date, Fact, Facts, Value};

use super::super::link::{self, Stated};
use super::super::node::Node;
use super::super::province::PROVINCE;
use super::super::value;
use super::Question;
use super::columns::{Columns, Meaning};
use super::group::{Group, wrong};
use super::place::Wrong;
use super::sheet::Sheet;

/// Between several names in a cell.
pub(super) const BETWEEN_NAMES: char = '|';

/// The facts of a household: its persons come first, in the order of their rows.
///
/// # Errors
/// Every cell that is wrong.
pub(super) fn facts(group: &Group, question: &Question, program: &Program) -> Result<Facts, Vec<Wrong>> {
    let mut reader =
        Reader { question, program, facts: Facts::default(), stated: Vec::new(), wrong: group.wrong.clone() };
    let persons = &question.persons;
    let name = question.person_columns.name().unwrap_or(0);
    for row in &group.persons {
        let thing = reader.facts.add("person", &persons.cell(*row, name).unwrap_or_default());
        reader.assume(thing, "person");
    }
    for (thing, row) in group.persons.iter().enumerate() {
        reader.row(thing, persons, *row, &question.person_columns);
    }
    if let Some(name) = &group.name {
        reader.household(group, name);
    }
    reader.finish(group)
}

struct Reader<'r> {
    question: &'r Question,
    program: &'r Program,
    facts: Facts,
    stated: Vec<Stated>,
    wrong: Vec<Wrong>,
}

impl Reader<'_> {
    /// What is taken to be so until a row says something else.
    fn assume(&mut self, thing: usize, entity: &str) {
        for (input, fact) in self.question.assumed.of_entity(entity) {
            self.facts.state(thing, input, fact.clone());
        }
    }

    /// The facts and links of one row.
    fn row(&mut self, thing: usize, sheet: &Sheet, row: usize, columns: &Columns) {
        sheet.each_cell(row, &mut |column, cell| match columns.meanings.get(column) {
            _ if cell.is_empty() => {}
            Some(Meaning::Fact(input)) => self.fact(thing, (sheet, row, column), &cell, *input),
            Some(Meaning::Link(link)) if Some(*link) != self.question.home => {
                self.link(thing, (sheet, row, column), &cell, *link);
            }
            Some(Meaning::Name | Meaning::Link(_) | Meaning::Aside) | None => {}
        });
    }

    fn fact(&mut self, thing: usize, (sheet, row, column): (&Sheet, usize, usize), cell: &str, input: usize) {
        let Some(input) = self.program.inputs.get(input) else { return };
        let header = sheet.header.get(column).cloned();
        match value::fact(&Node::Text(cell.to_owned()), input, self.program) {
            Ok(fact) if input.naming.name == BIRTH && !may_be_born(&fact, self.question.on) => {
                let what = (
                    "chưa sinh vào ngày xét; bỏ dòng này hoặc đổi --on",
                    "not born yet on the day; leave the row out or change --on",
                );
                self.wrong.push(wrong(sheet, row, header, Some(cell), what));
            }
            Ok(fact) => self.facts.state(thing, &input.naming.name, fact),
            Err(allowed) => {
                let (vi, en) = (
                    format!("không hợp lệ; được phép: {}", allowed.vi),
                    format!("not allowed; allowed: {}", allowed.en),
                );
                self.wrong.push(wrong(sheet, row, header, Some(cell), (&vi, &en)));
            }
        }
    }

    /// A link to persons of the same household; `none` says that there is nobody.
    fn link(&mut self, thing: usize, (sheet, row, column): (&Sheet, usize, usize), cell: &str, link: LinkId) {
        let is_many = self.program.links.get(link.0).is_some_and(|link| link.is_many);
        let mut targets = Vec::new();
        let names = cell.split(BETWEEN_NAMES).map(str::trim).filter(|_| !is_nobody(cell));
        for name in names {
            match self.facts.position(name) {
                Some(target) if !targets.contains(&target) => targets.push(target),
                _ => {
                    let what = (
                        "mỗi mã một lần, của người trong cùng hộ, cách nhau bằng `|`; không có ai thì ghi `none`",
                        "each person of the same household once, divided by `|`; `none` if there is nobody",
                    );
                    self.wrong.push(wrong(sheet, row, sheet.header.get(column).cloned(), Some(name), what));
                }
            }
        }
        if !is_many && targets.len() > 1 {
            let what = ("chỉ được nêu một mã", "one name only");
            self.wrong.push(wrong(sheet, row, sheet.header.get(column).cloned(), Some(cell), what));
        }
        self.stated.push(Stated { thing, link, targets });
    }

    /// The household itself, and that everybody in the group lives there.
    fn household(&mut self, group: &Group, name: &str) {
        let thing = self.facts.add("household", name);
        self.assume(thing, "household");
        if let (Some(row), Some(sheet)) = (group.household, &self.question.households) {
            self.row(thing, sheet, row, &self.question.household_columns);
        }
        if let Some(province) = &self.question.province {
            self.facts.state(thing, PROVINCE, province.clone());
        }
        if let Some(link) = self.question.home {
            let of_person = |person| Stated { thing: person, link, targets: vec![thing] };
            self.stated.extend((0..group.persons.len()).map(of_person));
        }
    }

    fn finish(mut self, group: &Group) -> Result<Facts, Vec<Wrong>> {
        if let Err(found) = link::state(&self.stated, self.program, &mut self.facts) {
            let row = group.persons.first().copied().unwrap_or(0);
            let of = |text: ansinh_grammar::Text| wrong(&self.question.persons, row, None, None, (&text.vi, &text.en));
            self.wrong.extend(found.into_iter().map(of));
        }
        if self.wrong.is_empty() { Ok(self.facts) } else { Err(self.wrong) }
    }
}

pub(super) fn is_nobody(cell: &str) -> bool {
    matches!(cell.to_lowercase().as_str(), "none" | "không có" | "không")
}

fn may_be_born(fact: &Fact, on: Date) -> bool {
    match fact {
        Fact::Known(Value::Date(day)) => *day <= on,
        Fact::OneOf(days) => days.iter().any(|day| *day <= on),
        Fact::Known(_) => true,
    }
}
