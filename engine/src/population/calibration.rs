//! How far a population meets its margins.
//!
//! Receives a population and the settings it was made for; hands on one row a margin, target beside count. It counts
//! from the columns alone, so it judges a population from elsewhere as well; it does not know how the generator works.
//!
//! Margins are the counts of the tables, and the shares of schooling, hardship and extremely difficult communes taken
//! of the counted candidates. Weights that only shape who lives with whom are no margins.

mod facts;
mod households;
mod income;
mod persons;
mod places;

use super::margins::{Margins, Row};
use super::{Population, Settings};
use facts::Facts;

/// A margin: what the source counts and what the population has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The margin and its key in the tables, by which it is set by hand; several rows may go by one name.
    pub name: String,
    /// The name in English.
    pub name_en: String,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// What the source counts.
    pub target: i64,
    /// What the population has.
    pub got: i64,
    /// The unit of both.
    pub unit: String,
    /// Where the target comes from; a guess says so.
    pub source: String,
    /// `high`, `medium` or `low`.
    pub confidence: String,
    /// What the target is worth.
    pub standing: Standing,
}

/// What a target is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Published for this place and year, and to be met within one per cent.
    Hard,
    /// From a source, or derived from one.
    Sourced,
    /// A guess, in whole or in part.
    Guess,
    /// Set by hand.
    Assumed,
}

impl Margin {
    /// The relative error as an exact fraction: numerator and denominator. Nothing if the target is 0.
    #[must_use]
    pub fn relative_error(&self) -> Option<(i64, i64)> {
        (self.target != 0).then(|| (self.got.saturating_sub(self.target), self.target))
    }

    /// The relative error in thousandths, rounded half away from zero. Nothing if the target is 0.
    #[must_use]
    pub fn per_mille(&self) -> Option<i64> {
        let (error, target) = self.relative_error()?;
        let doubled = error.checked_mul(2000)?;
        let rounded = doubled.checked_add(target.checked_mul(doubled.signum())?)?;
        rounded.checked_div(target.checked_mul(2)?)
    }

    fn of(row: &Row, target: i64, got: i64, (name_en, name_vi): (String, String)) -> Self {
        Self {
            name_en,
            name_vi,
            target,
            got,
            unit: row.unit.clone(),
            source: row.source.clone(),
            confidence: row.confidence.clone(),
            name: row.name(),
            standing: standing(row),
        }
    }
}

/// Households, the poor and the near-poor, and recipients are hard where they are published.
fn standing(row: &Row) -> Standing {
    let is_wanted =
        ["poverty", "recipients"].contains(&row.margin.as_str()) || (row.margin == "total" && row.key == "households");
    match row.confidence.as_str() {
        _ if row.is_assumed => Standing::Assumed,
        _ if row.source.contains("GUESS") => Standing::Guess,
        "high" if is_wanted => Standing::Hard,
        _ => Standing::Sourced,
    }
}

/// The published or guessed recipients by group, without a count: who is paid, only the law can tell.
#[must_use]
pub fn recipients(settings: &Settings) -> Vec<Margin> {
    let Ok(margins) = Margins::load(settings) else {
        return Vec::new();
    };
    let named = |row: &Row| Margin::of(row, row.value, 0, (row.key.clone(), row.key.clone()));
    margins.of("recipients").map(named).collect()
}

/// All margins that a population of these settings rests on, also those that only shape who lives with whom: by name,
/// with their values.
///
/// # Errors
///
/// If no margins are held for the reference year, or an assumption names none.
pub fn margins(settings: &Settings) -> Result<Vec<Margin>, super::PopulationError> {
    let named = |row: &Row| Margin::of(row, row.value, row.value, (row.name(), row.name()));
    Ok(Margins::load(settings)?.all().map(named).collect())
}

/// Holds every margin of the settings against the population: households first, then persons. A margin whose columns
/// the population lacks is left out; there are none at all if no margins are held for the reference year.
#[must_use]
pub fn calibration(population: &Population, settings: &Settings) -> Vec<Margin> {
    let Ok(margins) = Margins::load(settings) else {
        return Vec::new();
    };
    let facts = Facts::of(population, settings.year);
    let mut table = households::margins(&facts, &margins);
    table.extend(persons::margins(&facts, &margins));
    table.extend(places::margins(&facts, &margins));
    table.extend(income::margins(&facts, &margins));
    table
}

#[cfg(test)]
mod tests {
    use super::{Margin, Standing};

    fn margin(target: i64, got: i64) -> Margin {
        let text = String::new;
        let (name_en, name_vi, unit, source, confidence) = (text(), text(), text(), text(), text());
        let (name, standing) = (text(), Standing::Sourced);
        Margin { name, name_en, name_vi, target, got, unit, source, confidence, standing }
    }

    #[test]
    fn the_relative_error_rounds_half_away_from_zero() {
        assert_eq!(margin(2000, 2001).per_mille(), Some(1));
        assert_eq!(margin(2000, 1999).per_mille(), Some(-1));
        assert_eq!(margin(2001, 2002).per_mille(), Some(0));
        assert_eq!(margin(0, 1).per_mille(), None);
    }
}
