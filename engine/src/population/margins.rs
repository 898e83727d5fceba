//! The margin tables.
//!
//! Receives settings; hands on counts, shares and weights with their sources. It knows the
//! form of the tables (margin, key, value, unit, source, confidence) and not what a margin is used for.

use std::collections::{BTreeMap, BTreeSet};

use super::{PopulationError, Province, Settings};

/// One line of a margin table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) margin: String,
    pub(super) key: String,
    pub(super) value: i64,
    pub(super) unit: String,
    pub(super) source: String,
    pub(super) confidence: String,
    /// Whether somebody has set the value by hand.
    pub(super) is_assumed: bool,
}

impl Row {
    /// The name by which it is set: the margin and the key.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.margin, self.key)
    }

    /// Whether the value counts people or households; other values are shares, weights, years or money.
    fn is_count(&self) -> bool {
        const COUNTS: [&str; 5] = ["persons", "households", "children", "women", "deaths a year"];
        COUNTS.contains(&self.unit.as_str())
    }
}

/// The margins of a province in a year.
#[derive(Clone, Debug)]
pub(super) struct Margins(Vec<Row>);

/// One value for each of some ranges of age.
#[derive(Clone, Debug)]
pub(super) struct Bands {
    bands: Vec<Band>,
    by_age: Vec<Option<usize>>,
}

#[derive(Clone, Copy, Debug)]
struct Band {
    first: u8,
    last: u8,
    value: i64,
}

/// Ages 0 to 104.
pub(super) const AGES: u8 = 105;

/// The tables of a province: its ages, and all others.
type Tables = [&'static str; 2];

const CA_MAU_2016: Tables =
    [include_str!("../../data/ca_mau_2016_age_sex.csv"), include_str!("../../data/ca_mau_2016.csv")];
const HA_NAM_2016: Tables =
    [include_str!("../../data/ha_nam_2016_age_sex.csv"), include_str!("../../data/ha_nam_2016.csv")];
const BINH_DINH_2016: Tables =
    [include_str!("../../data/binh_dinh_2016_age_sex.csv"), include_str!("../../data/binh_dinh_2016.csv")];
const VIET_NAM_2016: Tables =
    [include_str!("../../data/viet_nam_2016_age_sex.csv"), include_str!("../../data/viet_nam_2016.csv")];

/// What is the same everywhere, unless a province has rows of its own.
const SHARED_2016: &str = include_str!("../../data/shared_2016.csv");

impl Margins {
    /// Reads the margins of a population: those of the province, what is the same everywhere, and over them the
    /// values that the settings bring.
    pub(super) fn load(settings: &Settings) -> Result<Self, PopulationError> {
        let tables = match (settings.province, settings.reference_year) {
            (Province::CaMau, 2016) => CA_MAU_2016,
            (Province::HaNam, 2016) => HA_NAM_2016,
            (Province::BinhDinh, 2016) => BINH_DINH_2016,
            (Province::VietNam, 2016) => VIET_NAM_2016,
            (_, year) => return Err(PopulationError::ReferenceYear(year)),
        };
        let mut rows = Vec::new();
        for table in tables {
            rows.extend(read(table)?);
        }
        let own: BTreeSet<(String, String)> = rows.iter().map(|row| (row.margin.clone(), row.key.clone())).collect();
        let shared = read(SHARED_2016)?.into_iter();
        rows.extend(shared.filter(|row| !own.contains(&(row.margin.clone(), row.key.clone()))));
        for assumption in &settings.assumptions {
            let unknown = || PopulationError::Assumption(assumption.name.clone());
            let row = rows.iter_mut().find(|row| row.name() == assumption.name).ok_or_else(unknown)?;
            row.value = assumption.value;
            row.is_assumed = true;
        }
        Ok(Self(rows))
    }

    /// The margins of a population whose every person stands for so many: counts are divided, and what is lost by
    /// rounding within a margin is made up in its next rows. Shares and weights stay.
    pub(super) fn scaled(mut self, weight: u32) -> Self {
        let weight = i64::from(weight.max(1));
        if weight == 1 {
            return self;
        }
        let mut carried: BTreeMap<String, i64> = BTreeMap::new();
        for row in self.0.iter_mut().filter(|row| row.is_count()) {
            let carry = carried.entry(row.margin.clone()).or_default();
            let wanted = row.value.saturating_add(*carry);
            row.value = wanted.saturating_add(weight / 2).div_euclid(weight).max(0);
            *carry = wanted.saturating_sub(row.value.saturating_mul(weight));
        }
        self.close_sizes();
        self
    }

    /// Households of four and five trade until the places are as many as the persons.
    fn close_sizes(&mut self) {
        let sum = |rows: &[Row], margin: &str, of: fn(&Row) -> i64| -> i64 {
            rows.iter().filter(|row| row.margin == margin).map(of).sum()
        };
        let persons = sum(&self.0, "age_sex", |row| row.value);
        let places = sum(&self.0, "household_size", |row| row.value * row.key.parse::<i64>().unwrap_or(0));
        for (size, more) in [("4", places - persons), ("5", persons - places)] {
            let is_it = |row: &&mut Row| row.margin == "household_size" && row.key == size;
            self.0.iter_mut().filter(is_it).for_each(|row| row.value += more);
        }
    }

    /// The row of a margin and a key.
    pub(super) fn row(&self, margin: &str, key: &str) -> Result<&Row, PopulationError> {
        self.of(margin).find(|row| row.key == key).ok_or_else(|| PopulationError::Table(format!("{margin}/{key}")))
    }

    /// The value of a margin and a key.
    pub(super) fn value(&self, margin: &str, key: &str) -> Result<i64, PopulationError> {
        Ok(self.row(margin, key)?.value)
    }

    /// The values of several keys of a margin.
    pub(super) fn values<const N: usize>(&self, margin: &str, keys: [&str; N]) -> Result<Vec<i64>, PopulationError> {
        keys.into_iter().map(|key| self.value(margin, key)).collect()
    }

    /// All rows.
    pub(super) fn all(&self) -> impl Iterator<Item = &Row> {
        self.0.iter()
    }

    /// All rows of a margin, in order.
    pub(super) fn of(&self, margin: &str) -> impl Iterator<Item = &Row> {
        self.0.iter().filter(move |row| row.margin == margin)
    }

    /// The rows of a margin whose key is `prefix` and a range of ages.
    pub(super) fn bands(&self, margin: &str, prefix: &str) -> Result<Bands, PopulationError> {
        let mut bands = Vec::new();
        for row in self.of(margin) {
            let Some(range) = row.key.strip_prefix(prefix) else {
                continue;
            };
            if let Some((first, last)) = ages(range) {
                bands.push(Band { first, last, value: row.value });
            }
        }
        if bands.is_empty() {
            return Err(PopulationError::Table(format!("{margin}/{prefix}")));
        }
        let holds = |age: u8| bands.iter().position(|band| (band.first..=band.last).contains(&age));
        let by_age = (0..=u8::MAX).map(holds).collect();
        Ok(Bands { bands, by_age })
    }
}

impl Bands {
    /// The place of the band that holds an age.
    pub(super) fn band(&self, age: u8) -> Option<usize> {
        self.by_age.get(usize::from(age)).copied().flatten()
    }

    /// The value at an age; 0 outside all bands.
    pub(super) fn at(&self, age: u8) -> i64 {
        self.band(age).and_then(|idx| self.bands.get(idx)).map_or(0, |band| band.value)
    }

    /// The weight at an age: its value, or 0 if that is negative.
    pub(super) fn weight(&self, age: u8) -> u64 {
        u64::try_from(self.at(age)).unwrap_or(0)
    }

    /// The values, in order.
    pub(super) fn values(&self) -> impl Iterator<Item = i64> {
        self.bands.iter().map(|band| band.value)
    }
}

/// Reads `16` or `16-59`.
pub(super) fn ages(range: &str) -> Option<(u8, u8)> {
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    Some((first.parse().ok()?, last.parse().ok()?))
}

fn read(table: &str) -> Result<Vec<Row>, PopulationError> {
    let records = csv::Reader::from_reader(table.as_bytes()).into_records();
    records.map(|record| row(&record.map_err(|error| PopulationError::Table(error.to_string()))?)).collect()
}

fn row(record: &csv::StringRecord) -> Result<Row, PopulationError> {
    let malformed = || PopulationError::Table(record.iter().take(2).collect::<Vec<_>>().join("/"));
    let text = |idx| record.get(idx).map(str::to_owned).ok_or_else(malformed);
    Ok(Row {
        margin: text(0)?,
        key: text(1)?,
        value: text(2)?.parse().map_err(|_| malformed())?,
        unit: text(3)?,
        source: text(4)?,
        confidence: text(5)?,
        is_assumed: false,
    })
}
