//! Who belongs together.
//!
//! Receives the rows of persons and households; hands on one group a household, in the order in which its first
//! person stands, and the rows that cannot be placed. It reads no fact.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

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

/// The groups, and what is wrong with rows of households that no group has.
pub(super) fn groups(question: &Question) -> (Vec<Group>, Vec<Wrong>) {
    let persons = &question.persons;
    let home = question.home.and_then(|link| question.person_columns.link(link));
    let mut homes = Homes::of(question);
    let mut groups: Vec<Group> = Vec::new();
    let mut of_name: HashMap<Cow<'_, str>, usize> = HashMap::new();
    let mut names: HashSet<Cow<'_, str>> = HashSet::new();
    let name_column = question.person_columns.name().unwrap_or(0);
    for row in 0..persons.n_rows() {
        let (mut name, mut household) = (None, None);
        persons.each_cell(row, &mut |at, cell| match () {
            () if cell.is_empty() => {}
            () if at == name_column => name = Some(cell),
            () if Some(at) == home => household = Some(cell),
            () => {}
        });
        let known = household.as_ref().and_then(|name| of_name.get(name)).copied();
        let at = known.unwrap_or_else(|| {
            groups.push(Group { name: household.as_deref().map(str::to_owned), ..Group::default() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { continue };
        group.persons.push(row);
        if let (None, Some(name)) = (known, household) {
            let column = home.and_then(|column| persons.header.get(column)).cloned();
            homes.enter(group, &name, |name| wrong(persons, row, column, Some(name), NO_HOUSEHOLD));
            of_name.insert(name, at);
        }
        let column = || persons.header.get(name_column).cloned();
        match name {
            None => group.wrong.push(wrong(persons, row, column(), None, NO_NAME)),
            Some(name) if names.contains(&name) => {
                group.wrong.push(wrong(persons, row, column(), Some(&name), TWICE));
            }
            Some(name) => {
                names.insert(name);
            }
        }
        group.wrong.extend(cells(persons, row));
    }
    (groups, homes.left_over())
}

const NO_HOUSEHOLD: (&str, &str) = (
    "bảng hộ không có hộ này; thêm hộ hoặc sửa mã",
    "the table of households has no such household; add it or mend the name",
);
const NO_NAME: (&str, &str) = ("thiếu mã; mỗi dòng cần một mã riêng", "the name is missing; each row needs its own");
const TWICE: (&str, &str) =
    ("mã này đã có ở dòng khác; mỗi dòng cần một mã riêng", "another row has this name; each row needs its own");
const NOBODY: (&str, &str) = (
    "bảng người không có ai ở hộ này; thêm người, sửa mã, hoặc bỏ dòng",
    "the table of persons has nobody in this household; add persons, mend the name, or leave the row out",
);

/// The rows of households by name.
struct Homes<'q> {
    sheet: Option<&'q Sheet>,
    column: usize,
    /// The rows of each name: one, if all is well.
    rows: HashMap<Cow<'q, str>, Vec<usize>>,
    /// The rows that a group has.
    entered: Vec<bool>,
}

impl<'q> Homes<'q> {
    fn of(question: &'q Question) -> Self {
        let column = question.household_columns.name().unwrap_or(0);
        let sheet = question.households.as_ref();
        let mut homes = Self { sheet, column, rows: HashMap::new(), entered: Vec::new() };
        let Some(sheet) = sheet else { return homes };
        homes.entered = vec![false; sheet.n_rows()];
        for row in 0..sheet.n_rows() {
            if let Some(name) = sheet.cell(row, column) {
                homes.rows.entry(name).or_default().push(row);
            }
        }
        homes
    }

    /// Gives a group the row of its household, and what is wrong with it.
    fn enter(&mut self, group: &mut Group, name: &str, no_household: impl FnOnce(&str) -> Wrong) {
        let Some(sheet) = self.sheet else { return };
        let rows = self.rows.get(name).map_or(&[][..], Vec::as_slice);
        group.household = rows.first().copied();
        if rows.is_empty() {
            group.wrong.push(no_household(name));
        }
        for (at, row) in rows.iter().enumerate() {
            group.wrong.extend(of_row(sheet, *row, self.column, at > 0));
            if let Some(entered) = self.entered.get_mut(*row) {
                *entered = true;
            }
        }
    }

    /// What is wrong with the rows that no group has: they have no name, or nobody lives there.
    fn left_over(self) -> Vec<Wrong> {
        let Some(sheet) = self.sheet else { return Vec::new() };
        let column = sheet.header.get(self.column);
        let mut found = Vec::new();
        for row in (0..sheet.n_rows()).filter(|row| self.entered.get(*row) == Some(&false)) {
            let name = sheet.cell(row, self.column);
            let is_first = name.as_ref().and_then(|name| self.rows.get(name)?.first()) == Some(&row);
            found.extend(of_row(sheet, row, self.column, name.is_some() && !is_first));
            match name {
                None => found.push(wrong(sheet, row, column.cloned(), None, NO_NAME)),
                Some(name) if is_first => found.push(wrong(sheet, row, column.cloned(), Some(&name), NOBODY)),
                Some(_) => {}
            }
        }
        found
    }
}

/// What is wrong with a row of a household: its cells, and that another row has the name.
fn of_row(sheet: &Sheet, row: usize, column: usize, is_repeated: bool) -> Vec<Wrong> {
    let name = sheet.cell(row, column);
    let twice = || wrong(sheet, row, sheet.header.get(column).cloned(), name.as_deref(), TWICE);
    cells(sheet, row).into_iter().chain(is_repeated.then(twice)).collect()
}

/// A row with too few or too many cells.
fn cells(sheet: &Sheet, row: usize) -> Option<Wrong> {
    let (n_cells, n_columns) = (sheet.n_cells(row), sheet.header.len());
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
