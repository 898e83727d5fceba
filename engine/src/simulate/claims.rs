//! Who claims what is due.
//!
//! Receives rates of take-up; hands on marks for the rows of each benefit. It knows no law.

use std::borrow::Cow;

use super::Settings;
use super::outcome::Outcome;
use super::run::Day;
use crate::measures::TakeUp;
use crate::population::Population;
use crate::vector::Block;

/// For each benefit whose take-up is not whole: whether each person or household claims it, and whether they are persons.
pub(super) type Claims = Vec<Option<(bool, Vec<u8>)>>;

/// The marks of all benefits; nothing if a rate is not one, or for no benefit of the year.
pub(super) fn of(settings: &Settings, outcome: &Outcome, population: &Population, days: &[Day<'_>]) -> Option<Claims> {
    let mut claims: Claims = vec![None; outcome.benefits.len()];
    for (name, rate) in &settings.take_up {
        let at = outcome.benefits.iter().position(|benefit| benefit.name == *name)?;
        let take_up = TakeUp::new(settings.take_up_seed, name, *rate)?;
        let is_of_persons = days.first()?.baseline.benefits.get(at)?.is_of_persons;
        let n_rows = if is_of_persons { population.persons() } else { population.households() };
        let marks = (0..n_rows as u64).map(|place| u8::from(take_up.claims(place))).collect();
        *claims.get_mut(at)? = Some((is_of_persons, marks));
    }
    Some(claims)
}

/// Who is there and claims; nothing where that is everybody.
pub(super) fn claiming<'m>(
    present: Option<&'m [u8]>,
    claims: &'m Claims,
    benefit: usize,
    block: Block,
) -> Option<Cow<'m, [u8]>> {
    let Some(Some((is_of_persons, marks))) = claims.get(benefit) else {
        return present.map(Cow::Borrowed);
    };
    let (from, n_rows) =
        if *is_of_persons { (block.person, block.n_persons) } else { (block.household, block.n_households) };
    let marks = marks.get(from..from + n_rows)?;
    Some(match present {
        None => Cow::Borrowed(marks),
        Some(present) => Cow::Owned(marks.iter().zip(present).map(|(mark, present)| mark & present).collect()),
    })
}
