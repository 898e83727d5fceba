//! The named assumptions of a projection: paths over the years, each with its source and its range.
//!
//! Receives a province and values set by hand; hands on paths. It knows the table and no person.

use ansinh_grammar::Text;

use crate::population::calibration::Standing;
use crate::population::{Assumption, PopulationError, Province};

const TABLE: &str = include_str!("../../../data/projection.csv");

/// One value of a path: what is assumed for a year, and within which range it may lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathPoint {
    /// The path: `tfr`, `mortality`, `poor` and so on.
    pub name: String,
    /// The year; between two years the path is straight, outside them it stays.
    pub year: i32,
    /// The value, in its unit.
    pub value: i64,
    /// The lowest value that is thought possible.
    pub low: i64,
    /// The highest value that is thought possible.
    pub high: i64,
    /// The unit.
    pub unit: String,
    /// Where it comes from; a guess says so.
    pub source: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// What the value is worth.
    pub standing: Standing,
}

/// All paths of a projection.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Paths(Vec<PathPoint>);

/// The name of the path of the base rate: dong a month from 1 January of a year on, in place of the law.
const BASE_RATE: &str = "base_rate";

/// The names of all paths, with what they are.
const NAMES: [(&str, &str, &str); 11] = [
    ("tfr", "mức sinh (số con của một phụ nữ)", "fertility (children per woman)"),
    ("sex_ratio", "tỷ số giới tính khi sinh", "sex ratio at birth"),
    ("mortality", "mức chết", "mortality"),
    ("migration", "di cư thuần", "net migration"),
    ("poor", "hộ nghèo", "poor households"),
    ("near_poor", "hộ cận nghèo", "near-poor households"),
    ("pension", "tỷ lệ có lương hưu", "pension coverage"),
    ("disability", "tỷ lệ khuyết tật", "disability"),
    ("unsupported", "người già không có người phụng dưỡng", "the aged without a supporter"),
    ("income", "thu nhập bình quân đầu người", "income per head"),
    (BASE_RATE, "mức chuẩn trợ giúp xã hội", "base rate of social assistance"),
];

/// The name of a path in words.
#[must_use]
pub fn path_label(name: &str) -> Text {
    let found = NAMES.iter().find(|(known, ..)| *known == name);
    found.map_or_else(|| Text::same(name), |(_, vi, en)| Text::new(*vi, *en))
}

impl Paths {
    /// The paths of a province, with values set by hand: `tfr/2025` for one year, `tfr` for all of them.
    ///
    /// # Errors
    ///
    /// If the table is malformed, or no path has the name of a value.
    pub fn of(province: Province, own: &[Assumption]) -> Result<Self, PopulationError> {
        let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
        let mut points = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| PopulationError::Table(error.to_string()))?;
            if record.get(0) == Some("*") || record.get(0) == Some(province.code()) {
                points.push(point(&record).ok_or_else(|| malformed(&record))?);
            }
        }
        let mut paths = Self(points);
        own.iter().try_for_each(|assumption| paths.set(assumption))?;
        Ok(paths)
    }

    /// All points, in the order of the table, those set by hand for years of their own last.
    #[must_use]
    pub fn points(&self) -> &[PathPoint] {
        &self.0
    }

    /// The names that can be set.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, ..)| *name)
    }

    /// Sets a value by hand.
    fn set(&mut self, assumption: &Assumption) -> Result<(), PopulationError> {
        let unknown = || PopulationError::Assumption(assumption.name.clone());
        let (name, year) = match assumption.name.split_once('/') {
            Some((name, year)) => (name, Some(year.parse::<i32>().map_err(|_| unknown())?)),
            None => (assumption.name.as_str(), None),
        };
        if !NAMES.iter().any(|(known, ..)| *known == name) || (name == BASE_RATE && year.is_none()) {
            return Err(unknown());
        }
        let fits = |point: &&mut PathPoint| point.name == name && year.is_none_or(|year| point.year == year);
        let mut n_set = 0;
        for point in self.0.iter_mut().filter(fits) {
            by_hand(point, assumption.value);
            n_set += 1;
        }
        if let (0, Some(year)) = (n_set, year) {
            let unit = self.0.iter().find(|point| point.name == name).map_or("VND a month", |point| &point.unit);
            let mut point = PathPoint {
                name: name.to_owned(),
                year,
                value: 0,
                low: 0,
                high: 0,
                unit: unit.to_owned(),
                source: String::new(),
                confidence: String::new(),
                standing: Standing::Assumed,
            };
            by_hand(&mut point, assumption.value);
            self.0.push(point);
        }
        Ok(())
    }

    /// The value of a path in a year; nothing where there is no such path.
    pub(super) fn at(&self, name: &str, year: i32) -> Option<i64> {
        let points = || self.0.iter().filter(|point| point.name == name);
        let before = points().filter(|point| point.year <= year).max_by_key(|point| point.year);
        let after = points().filter(|point| point.year >= year).min_by_key(|point| point.year);
        match (before, after) {
            (Some(before), Some(after)) if before.year < after.year => {
                let (part, whole) = (i64::from(year - before.year), i64::from(after.year - before.year));
                Some(before.value + (after.value - before.value) * part / whole)
            }
            (found, other) => found.or(other).map(|point| point.value),
        }
    }

    /// The base rate that is set by hand for a year, in dong a month; nothing where the law says it.
    #[must_use]
    pub fn base_rate(&self, year: i32) -> Option<i64> {
        let set = self.0.iter().filter(|point| point.name == BASE_RATE && point.year <= year);
        set.max_by_key(|point| point.year).map(|point| point.value)
    }

    /// The same paths with one of them at the lowest or highest that is thought possible, in every year in which the
    /// two differ.
    #[must_use]
    pub fn at_edge(&self, name: &str, is_high: bool) -> Self {
        let moved = |point: &PathPoint| {
            let value = if is_high { point.high } else { point.low };
            if point.name == name { PathPoint { value, ..point.clone() } } else { point.clone() }
        };
        Self(self.0.iter().map(moved).collect())
    }

    /// The names of the paths that have a range, in order.
    #[must_use]
    pub fn uncertain(&self) -> Vec<&'static str> {
        let has_range = |name: &str| self.0.iter().any(|point| point.name == name && point.low != point.high);
        Self::names().filter(|name| has_range(name)).collect()
    }
}

fn by_hand(point: &mut PathPoint, value: i64) {
    (point.value, point.low, point.high) = (value, value, value);
    point.standing = Standing::Assumed;
    "đặt riêng; set by hand".clone_into(&mut point.source);
    point.confidence.clear();
}

fn malformed(record: &csv::StringRecord) -> PopulationError {
    PopulationError::Table(record.iter().take(3).collect::<Vec<_>>().join("/"))
}

fn point(record: &csv::StringRecord) -> Option<PathPoint> {
    let source = record.get(7)?.to_owned();
    let standing = if source.contains("GUESS") { Standing::Guess } else { Standing::Sourced };
    Some(PathPoint {
        name: record.get(1)?.to_owned(),
        year: record.get(2)?.parse().ok()?,
        value: record.get(3)?.parse().ok()?,
        low: record.get(4)?.parse().ok()?,
        high: record.get(5)?.parse().ok()?,
        unit: record.get(6)?.to_owned(),
        source,
        confidence: record.get(8)?.to_owned(),
        standing,
    })
}

#[cfg(test)]
mod tests {
    use super::Paths;
    use crate::population::{Assumption, Province};

    fn own(name: &str, value: i64) -> Vec<Assumption> {
        vec![Assumption { name: name.to_owned(), value }]
    }

    #[test]
    fn every_province_has_every_path_and_a_sound_range() {
        for province in Province::ALL {
            let paths = Paths::of(province, &[]).unwrap();
            for name in Paths::names().filter(|name| *name != "base_rate") {
                assert!(paths.at(name, 2016).is_some() && paths.at(name, 2035).is_some(), "{province:?} {name}");
            }
            assert!(paths.points().iter().all(|point| point.low <= point.value && point.value <= point.high));
        }
    }

    #[test]
    fn a_path_is_straight_between_its_years_and_stays_outside_them() {
        let paths = Paths::of(Province::CaMau, &[]).unwrap();
        // 591 in 2017 and 225 in 2019, typed from the table; the middle is 408.
        assert_eq!(paths.at("poor", 2018), Some(408));
        assert_eq!((paths.at("poor", 2010), paths.at("poor", 2040)), (Some(796), Some(90)));
    }

    #[test]
    fn a_value_set_by_hand_holds_for_its_year_or_for_all() {
        let of = |name: &str, value| Paths::of(Province::CaMau, &own(name, value)).unwrap();
        assert_eq!(of("poor/2018", 500).at("poor", 2018), Some(500));
        assert_eq!(of("tfr", 2000).at("tfr", 2023), Some(2000));
        let set = of("base_rate/2028", 600_000);
        assert_eq!((set.base_rate(2027), set.base_rate(2030)), (None, Some(600_000)));
        assert!(Paths::of(Province::CaMau, &own("tfx", 1)).is_err());
        assert!(Paths::of(Province::CaMau, &own("base_rate", 1)).is_err());
    }
}
