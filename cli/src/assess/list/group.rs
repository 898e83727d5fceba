//! Who belongs together.
//!
//! Receives the rows of persons and households; hands on one group a household, in the order in which its first
//! person stands, and the rows that cannot be placed. It reads no fact.

use std::collections::{BTreeMap, BTreeSet};

use ansinh_engine::hir::{LinkId, Program};

use super::Question;
use super::place::Wrong;
use super::sheet::Sheet;

/// The persons who are looked at together.
#[derive(Clone, Default, Debug)]
pub(super) struct Group {
    /// The row of the household, where there is one.
    pub(super) household: Option<usize>,
    /// What the household is called; nothing where it is not told.
    pub(super) name: Option<String>,
    /// The rows of its persons.
    pub(super) persons: Vec<usize>,
    /// What keeps all of them from being assessed.
    pub(super) wrong: Vec<Wrong>,
}

/// The link that says in which household a person lives.
pub(super) fn home(program: &Program) -> Option<LinkId> {
    let name = |id: usize| program.entities.get(id).map(|entity| entity.naming.name.as_str());
    let leads_home = |link: &ansinh_engine::hir::Link| {
        !link.is_many && name(link.from.0) == Some("person") && name(link.to.0) == Some("household")
    };
    program.links.iter().position(leads_home).map(LinkId)
}

/// The groups.
pub(super) fn groups(question: &Question) -> Vec<Group> {
    let persons = &question.persons;
    let home = question.home.and_then(|link| question.person_columns.link(link));
    let (rows, repeated) = households(question);
    let mut groups: Vec<Group> = Vec::new();
    let mut of_name: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let name_column = question.person_columns.name().unwrap_or(0);
    for row in 0..persons.rows.len() {
        let household = home.and_then(|column| persons.cell(row, column));
        let at = match household.and_then(|name| of_name.get(name)) {
            Some(at) => *at,
            None => {
                groups.push(Group { name: household.map(str::to_owned), ..Group::default() });
                groups.len() - 1
            }
        };
        let Some(group) = groups.get_mut(at) else { continue };
        group.persons.push(row);
        if let Some(name) = household
            && of_name.insert(name, at).is_none()
        {
            group.household = rows.get(name).copied();
            if question.households.is_some() && group.household.is_none() {
                let column = home.and_then(|column| persons.header.get(column)).cloned();
                group.wrong.push(wrong(persons, row, column, Some(name), NO_HOUSEHOLD));
            }
            group.wrong.extend(repeated.get(name).into_iter().flatten().cloned());
        }
        let column = persons.header.get(name_column).cloned();
        match persons.cell(row, name_column) {
            None => group.wrong.push(wrong(persons, row, column, None, NO_NAME)),
            Some(name) if !names.insert(name) => {
                group.wrong.push(wrong(persons, row, column, Some(name), TWICE));
            }
            Some(_) => {}
        }
        group.wrong.extend(cells(persons, row));
    }
    groups
}

const NO_HOUSEHOLD: (&str, &str) = (
    "bảng hộ không có hộ này; thêm hộ hoặc sửa mã",
    "the table of households has no such household; add it or mend the name",
);
const NO_NAME: (&str, &str) = ("thiếu mã; mỗi dòng cần một mã riêng", "the name is missing; each row needs its own");
const TWICE: (&str, &str) =
    ("mã này đã có ở dòng khác; mỗi dòng cần một mã riêng", "another row has this name; each row needs its own");

/// The row of each household, and what is wrong with those that stand there.
fn households(question: &Question) -> (BTreeMap<&str, usize>, BTreeMap<&str, Vec<Wrong>>) {
    let (mut rows, mut repeated) = (BTreeMap::new(), BTreeMap::<&str, Vec<Wrong>>::new());
    let (Some(sheet), Some(column)) = (&question.households, question.household_columns.name()) else {
        return (rows, repeated);
    };
    for row in 0..sheet.rows.len() {
        let Some(name) = sheet.cell(row, column) else { continue };
        let mut found: Vec<Wrong> = cells(sheet, row).into_iter().collect();
        if rows.insert(name, row).is_some() {
            found.push(wrong(sheet, row, sheet.header.get(column).cloned(), Some(name), TWICE));
        }
        if !found.is_empty() {
            repeated.entry(name).or_default().extend(found);
        }
    }
    (rows, repeated)
}

/// A row with too few or too many cells.
fn cells(sheet: &Sheet, row: usize) -> Option<Wrong> {
    let (n_cells, n_columns) = (sheet.rows.get(row).map_or(0, csv::StringRecord::len), sheet.header.len());
    (n_cells != n_columns).then(|| Wrong {
        file: sheet.file.clone(),
        line: sheet.line(row),
        column: None,
        value: None,
        what: (
            format!("dòng có {n_cells} ô, bảng có {n_columns} cột; sửa dấu phân cách hoặc dấu ngoặc kép"),
            format!("the row has {n_cells} cells, the table {n_columns} columns; mend the dividers or the quotes"),
        ),
    })
}

/// A complaint about one cell.
pub(super) fn wrong(
    sheet: &Sheet,
    row: usize,
    column: Option<String>,
    value: Option<&str>,
    (vi, en): (&str, &str),
) -> Wrong {
    Wrong {
        file: sheet.file.clone(),
        line: sheet.line(row),
        column,
        value: value.map(str::to_owned),
        what: (vi.to_owned(), en.to_owned()),
    }
}
