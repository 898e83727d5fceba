//! The id of a category: where the law of the day names the group.
//!
//! Receives a category of a benefit; hands on a short text that other programs can rely on. It decides nothing.

use crate::hir::{Instrument, Program};
use crate::plan::{Benefit, Category, Citation, Condition};
use crate::value::Date;

/// What national decrees carry behind number and year; it is left out.
const OF_A_DECREE: &str = "/NĐ-CP";

/// The id of a category on a day: the number of the instrument that names the group and the steps into it,
/// `20/2021:5.5.a` for Decree 20/2021 article 5 clause 5 point a. Of the places that the conditions cite, the first
/// counts that lies in an instrument applied on the day on which the benefit itself rests; else the first applied on the
/// day; else the first. What the benefit asks of everybody does not count. Without any place it is the category's name.
#[must_use]
pub fn group_id(benefit: &Benefit, category: &Category, on: Date, program: &Program) -> String {
    // What a benefit asks of everybody says nothing about a group: it stands in every category.
    let is_of_all = |condition: &&Condition| {
        let mut others = benefit.categories.iter().filter(|other| other.name != category.name);
        others.any(|other| other.conditions.iter().any(|found| found.span == condition.span))
    };
    let own = category.conditions.iter().filter(|condition| !is_of_all(condition));
    let conditions = own.flat_map(|condition| &condition.citations);
    let cited: Vec<(&Citation, &Instrument)> = conditions
        .chain(&category.citations)
        .filter_map(|citation| {
            let instrument = program.instruments.iter().find(|found| found.naming.name == citation.instrument)?;
            Some((citation, instrument))
        })
        .collect();
    let is_own = |citation: &Citation| benefit.sources.iter().any(|own| own.instrument == citation.instrument);
    let mut applied = cited.iter().filter(|(_, instrument)| instrument.applied.contains(on));
    let first = applied.clone().next();
    applied
        .find(|(citation, _)| is_own(citation))
        .or(first)
        .or(cited.first())
        .map_or_else(|| category.name.clone(), |(citation, instrument)| place(citation, instrument))
}

fn place(citation: &Citation, instrument: &Instrument) -> String {
    let number = instrument.number.strip_suffix(OF_A_DECREE).unwrap_or(&instrument.number);
    let steps: Vec<&str> = citation.parts.iter().map(|(_, label)| label.as_str()).collect();
    if steps.is_empty() { number.to_owned() } else { format!("{number}:{}", steps.join(".")) }
}
