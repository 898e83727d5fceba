//! How many households each one of a sample stands for.
//!
//! Receives the columns that a mapping names, and cells; hands on exact weights, strata and sampling units, one for each
//! household. It knows no result.

use std::collections::HashMap;

use ansinh_engine::value::{Decimal, mantissa};
use ansinh_grammar::Text;

use super::cell::Cell;
use super::layout::no_column;
use super::mapping::Sampling;
use super::mistake::{At, Breach, Mistakes};
use super::table::Table;

/// The most decimals that a weight may have.
const MOST_DECIMALS: u32 = 9;

/// Weights as they are read, one for each row and then one for each household.
#[derive(Debug)]
pub(super) struct Weights {
    file: String,
    columns: Vec<(usize, String)>,
    n_replicates: usize,
    stratum: Option<usize>,
    unit: Option<usize>,
    weights: Vec<Decimal>,
    /// The replicate weights, replicate by replicate.
    replicates: Vec<Vec<Decimal>>,
    strata: Codes,
    units: Codes,
    pub(super) factor: Option<Decimal>,
}

/// Texts as numbers, in the order in which they are met.
#[derive(Default, Debug)]
struct Codes {
    names: HashMap<String, u32>,
    of_row: Vec<u32>,
}

/// The weights of households.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Sample {
    /// The weight of each household, times ten to the power of `scale`.
    pub(crate) weights: Vec<i64>,
    /// Decimals of the weights.
    pub(crate) scale: u32,
    /// Replicate weights at the same scale, replicate by replicate.
    pub(crate) replicates: Vec<Vec<i64>>,
    /// By what the sum of squared differences is multiplied.
    pub(crate) factor: Option<Decimal>,
    /// The stratum of each household; all in one where none is told.
    pub(crate) strata: Vec<u32>,
    /// The sampling unit of each household; each its own where none is told.
    pub(crate) units: Vec<u32>,
}

impl Weights {
    /// What is read: from the table of households if it has the weight, else from that of persons.
    ///
    /// # Errors
    /// Columns that are not there.
    pub(super) fn of(sampling: &Sampling, persons: &Table, households: Option<&Table>) -> Result<Self, Vec<Text>> {
        let table = households.filter(|table| table.column(&sampling.weight).is_some()).unwrap_or(persons);
        let mut wrong = Vec::new();
        let mut columns = Vec::new();
        let mut column = |name: &str, what: &str| match table.column(name) {
            Some(at) => columns.push((at, name.to_owned())),
            None => wrong.push(no_column(table, name, what)),
        };
        column(&sampling.weight, "sample.weight");
        let mut n_replicates = 0;
        for written in &sampling.replicates {
            let start = written.strip_suffix('*');
            let is_it = |name: &&String| start.map_or(*name == written, |start| name.starts_with(start));
            let found: Vec<&String> = table.header.iter().filter(is_it).collect();
            n_replicates += found.len();
            found.iter().for_each(|name| column(name, "sample.replicates"));
            if found.is_empty() {
                column(written, "sample.replicates");
            }
        }
        let mut place = |name: Option<&String>, what: &str, at: usize| {
            let name = name?;
            column(name, what);
            Some(at)
        };
        let stratum = place(sampling.stratum.as_ref(), "sample.stratum", 1 + n_replicates);
        let after = 1 + n_replicates + usize::from(stratum.is_some());
        let unit = place(sampling.unit.as_ref(), "sample.unit", after);
        let factor = sampling.factor.as_deref().map(|factor| Decimal::from_str_exact(factor).ok());
        if factor == Some(None) {
            wrong.push(Text::new(
                "bảng ánh xạ: `sample.factor` phải là một số, ví dụ \"0.05\"",
                "mapping: `sample.factor` is a number, for example \"0.05\"",
            ));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Self {
            file: table.file(),
            columns,
            n_replicates,
            stratum,
            unit,
            weights: Vec::new(),
            replicates: vec![Vec::new(); n_replicates],
            strata: Codes::default(),
            units: Codes::default(),
            factor: factor.flatten(),
        })
    }

    /// Whether the weights stand in this table.
    pub(super) fn is_of(&self, table: &Table) -> bool {
        self.file == table.file()
    }

    /// The places of the columns.
    pub(super) fn wanted(&self) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().map(|(at, _)| *at)
    }

    /// Adds the cells of a row.
    pub(super) fn push<'a>(&mut self, cells: &[Cell<'_>], at: impl Fn(&'a str) -> At<'a>, mistakes: &mut Mistakes) {
        let At { file, row, .. } = at("");
        for column in 0..=self.n_replicates {
            let cell = cells.get(column).unwrap_or(&Cell::Empty);
            let number = match cell {
                Cell::Whole(number) => Some(Decimal::from(*number)),
                Cell::Number(number) => Some(*number),
                other => Decimal::from_str_exact(&other.text()).ok(),
            };
            // A replicate may leave a household out; the weight itself may not.
            let is_sound = |number: &Decimal| {
                number.scale() <= MOST_DECIMALS && (*number > Decimal::ZERO || (column > 0 && number.is_zero()))
            };
            let number = number.map(|number| number.normalize()).filter(is_sound);
            if number.is_none() {
                let name = self.columns.get(column).map_or("", |(_, name)| name);
                mistakes.add(At { file, row, column: name }, &cell.text(), Breach::Weight, wrong_weight());
            }
            let number = number.unwrap_or(Decimal::ONE);
            match column.checked_sub(1) {
                None => self.weights.push(number),
                Some(at) => self.replicates.iter_mut().skip(at).take(1).for_each(|replicate| replicate.push(number)),
            }
        }
        let text = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.text().into_owned());
        let (stratum, unit) = (text(self.stratum), text(self.unit));
        let unit = unit.map(|unit| format!("{}\u{0}{unit}", stratum.as_deref().unwrap_or_default()));
        self.strata.push(stratum);
        self.units.push(unit);
    }

    /// Persons of one household who have different weights.
    pub(super) fn same(
        &self,
        first_person: &[u32],
        order: &[u32],
        file: &str,
        numbers: &[u64],
        mistakes: &mut Mistakes,
    ) {
        let column = self.columns.first().map_or("", |(_, name)| name);
        let weight = |row: u32| self.weights.get(row as usize);
        for ends in first_person.windows(2) {
            let [from, to] = ends else { continue };
            let rows = order.get(*from as usize..*to as usize).unwrap_or_default();
            let Some((first, others)) = rows.split_first() else { continue };
            for row in others.iter().filter(|row| weight(**row) != weight(*first)) {
                let row = numbers.get(*row as usize).copied().unwrap_or(0);
                let remedy = Text::new("cả hộ phải có một quyền số", "a household has one weight");
                mistakes.add(At { file, row, column }, "", Breach::Same, remedy);
            }
        }
    }

    /// The rows in another order, or some of them.
    pub(super) fn take(&mut self, order: &[u32]) {
        fn of<T: Copy>(values: &mut Vec<T>, order: &[u32]) {
            *values = order.iter().filter_map(|row| values.get(*row as usize)).copied().collect();
        }
        of(&mut self.weights, order);
        self.replicates.iter_mut().for_each(|replicate| of(replicate, order));
        of(&mut self.strata.of_row, order);
        of(&mut self.units.of_row, order);
    }

    /// Exact weights at one scale.
    ///
    /// # Errors
    /// Weights too large to count with.
    pub(super) fn finish(self) -> Result<Sample, Text> {
        let all = || self.weights.iter().chain(self.replicates.iter().flatten());
        let scale = all().map(Decimal::scale).max().unwrap_or(0);
        let too_large = || Text::new("quyền số quá lớn", "the weights are too large");
        let scaled = |weights: &[Decimal]| -> Result<Vec<i64>, Text> {
            let scaled = |weight: &Decimal| mantissa(*weight, scale).and_then(|weight| i64::try_from(weight).ok());
            weights.iter().map(|weight| scaled(weight).ok_or_else(too_large)).collect()
        };
        let n = u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
        Ok(Sample {
            weights: scaled(&self.weights)?,
            scale,
            replicates: self.replicates.iter().map(|replicate| scaled(replicate)).collect::<Result<_, _>>()?,
            factor: self.factor,
            strata: if self.stratum.is_some() { self.strata.of_row } else { vec![0; n as usize] },
            units: if self.unit.is_some() { self.units.of_row } else { (0..n).collect() },
        })
    }
}

impl Codes {
    fn push(&mut self, name: Option<String>) {
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let code = name.map_or(0, |name| *self.names.entry(name).or_insert(next));
        self.of_row.push(code);
    }
}

fn wrong_weight() -> Text {
    Text::new(
        format!("quyền số phải là số dương, nhiều nhất {MOST_DECIMALS} chữ số thập phân"),
        format!("a weight is a number above zero with at most {MOST_DECIMALS} decimals"),
    )
}
