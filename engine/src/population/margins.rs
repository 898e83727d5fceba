//! The margin tables.
//!
//! Receives a province and a reference year; hands on counts, shares and weights with their sources. It knows the
//! form of the tables (margin, key, value, unit, source, confidence) and not what a margin is used for.

use super::{PopulationError, Province};

/// One line of a margin table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) margin: String,
    pub(super) key: String,
    pub(super) value: i64,
    pub(super) unit: String,
    pub(super) source: String,
    pub(super) confidence: String,
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

const CA_MAU_2016: [&str; 2] =
    [include_str!("../../data/ca_mau_2016_age_sex.csv"), include_str!("../../data/ca_mau_2016.csv")];

impl Margins {
    /// Reads the tables of a province and a year.
    pub(super) fn load(province: Province, year: i32) -> Result<Self, PopulationError> {
        let tables = match (province, year) {
            (Province::CaMau, 2016) => CA_MAU_2016,
            _ => return Err(PopulationError::ReferenceYear(year)),
        };
        let mut rows = Vec::new();
        for table in tables {
            for record in csv::Reader::from_reader(table.as_bytes()).into_records() {
                let record = record.map_err(|error| PopulationError::Table(error.to_string()))?;
                rows.push(row(&record)?);
            }
        }
        Ok(Self(rows))
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
    })
}
