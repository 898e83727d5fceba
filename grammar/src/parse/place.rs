//! Reads what an instrument says of its own articles, and how a benefit is asked for.
//!
//! Receives pairs; hands on nodes. It knows no rule and no day.

use super::Rule;
use super::declaration::cite_part;
use super::expression::first_of;
use super::reader::{Pair, Reader, children};
use crate::tree::{Articles, CitePart, Place, Procedure, Standing, StandingKind, Uncertain};

impl Reader<'_> {
    /// The articles that an instrument has.
    pub(super) fn articles(&self, pair: &Pair<'_>) -> Option<Articles> {
        let mut ends = children(pair.clone()).filter(|part| part.as_rule() == Rule::integer);
        Some(Articles { first: self.name(&ends.next()?), last: self.name(&ends.next()?) })
    }

    /// What became of places that no rule states.
    pub(super) fn standing(&self, pair: &Pair<'_>) -> Option<Standing> {
        let kind = match first_of(pair, &["out_of_scope", "discretionary", "not_seen"])? {
            "out_of_scope" => StandingKind::OutOfScope,
            "discretionary" => StandingKind::Discretionary,
            _ => StandingKind::NotSeen,
        };
        Some(Standing { kind, places: self.places(pair)?, reason: self.written(pair.clone()) })
    }

    /// What is doubtful about an instrument.
    pub(super) fn uncertain(&mut self, pair: &Pair<'_>) -> Option<Uncertain> {
        let validity = children(pair.clone()).find(|part| part.as_rule() == Rule::validity);
        let validity = validity.and_then(|part| self.validity(&part));
        Some(Uncertain { places: self.places(pair)?, validity, text: self.written(pair.clone())? })
    }

    fn places(&self, pair: &Pair<'_>) -> Option<Vec<Place>> {
        let Some(list) = children(pair.clone()).find(|part| part.as_rule() == Rule::places) else {
            return Some(Vec::new());
        };
        let all = children(list).map(|place| self.place(&place)).collect::<Option<Vec<_>>>()?;
        Some(all.into_iter().flatten().collect())
    }

    /// One place, or several articles in a row.
    fn place(&self, pair: &Pair<'_>) -> Option<Vec<Place>> {
        let span = self.span(pair);
        if let Some(row) = children(pair.clone()).find(|part| part.as_rule() == Rule::articles) {
            let ends = self.articles(&row)?;
            let (first, last): (u16, u16) = (ends.first.text.parse().ok()?, ends.last.text.parse().ok()?);
            let article = |number: u16| CitePart { level: "article", label: number.to_string() };
            return Some((first..=last).map(|number| Place { parts: vec![article(number)], span }).collect());
        }
        let parts = children(pair.clone()).map(cite_part).collect::<Option<Vec<_>>>()?;
        Some(vec![Place { parts, span }])
    }

    /// How somebody gets a benefit.
    pub(super) fn procedure(&mut self, pair: Pair<'_>) -> Option<Procedure> {
        let (span, dated) = (self.span(&pair), self.dated(&pair)?);
        let mut procedure = Procedure { apply_at: None, bring: Vec::new(), answered: None, dated, span };
        for part in children(pair) {
            match part.as_rule() {
                Rule::apply_at => procedure.apply_at = self.written(part),
                Rule::bring => procedure.bring.extend(self.written(part)),
                Rule::answered => procedure.answered = children(part).next().map(|days| self.name(&days)),
                _ => {}
            }
        }
        Some(procedure)
    }
}
