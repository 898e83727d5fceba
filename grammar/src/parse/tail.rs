//! Reads conventions, exceptions of definitions and the tails of benefits.
//!
//! Receives pairs; hands on nodes. It knows no calendar and no amounts.

use super::Rule;
use super::expression::{first_of, rounding_mode};
use super::reader::{Pair, Reader, children, has_keyword};
use crate::tree::{
    AmountRounding, Convention, Conventions, DefineException, IncompleteBirth, IncompleteReading, LeapBirthday, Name,
    Source, StartMonth, Starts, Stops, Tail, TestDay, Tested,
};

impl Reader<'_> {
    /// What holds for the calendar and for every benefit.
    pub(super) fn conventions(&mut self, pair: Pair<'_>) -> Option<Conventions> {
        let span = self.span(&pair);
        let mut items = Vec::new();
        for part in children(pair) {
            let item = self.span(&part);
            items.push(match part.as_rule() {
                Rule::leap_birthday => {
                    let is_first_of_march = has_keyword(&part, "mar_1");
                    let source = self.source_of(part)?;
                    Convention::LeapBirthday(LeapBirthday { is_first_of_march, source, span: item })
                }
                Rule::incomplete_birth => {
                    let reading = match first_of(&part, &["earliest", "latest", "unknown"])? {
                        "earliest" => IncompleteReading::Earliest,
                        "latest" => IncompleteReading::Latest,
                        _ => IncompleteReading::Unknown,
                    };
                    let source = self.source_of(part)?;
                    Convention::IncompleteBirth(IncompleteBirth { reading, source, span: item })
                }
                Rule::tested => Convention::Tested(self.tested(part)?),
                _ => Convention::Rounding(self.amount_rounding(part)?),
            });
        }
        Some(Conventions { items, span })
    }

    /// The source directly inside a construct, if there is one.
    fn source_of(&mut self, pair: Pair<'_>) -> Option<Option<Source>> {
        match children(pair).find(|part| part.as_rule() == Rule::source) {
            Some(source) => Some(Some(self.source(source)?)),
            None => Some(None),
        }
    }

    /// Other cases of a definition for some people.
    pub(super) fn define_exception(&mut self, pair: Pair<'_>) -> Option<DefineException> {
        let meta = self.meta(&pair)?;
        let (mut name, mut overrides, mut condition, mut cases) = (None, None, None, Vec::new());
        for part in children(pair) {
            match part.as_rule() {
                Rule::ident => name = Some(self.name(&part)),
                Rule::overrides => overrides = self.overridden(part),
                Rule::when => condition = Some(self.when(part)?),
                Rule::case => cases.push(self.case(part)?),
                _ => {}
            }
        }
        Some(DefineException { name: name?, overrides, meta, condition: condition?, cases })
    }

    /// The exception that gives way.
    pub(super) fn overridden(&self, pair: Pair<'_>) -> Option<Name> {
        children(pair).next().map(|name| self.name(&name))
    }

    /// One item of a tail; whether it was one.
    pub(super) fn tail_item(&mut self, pair: Pair<'_>, tail: &mut Tail) -> Option<bool> {
        match pair.as_rule() {
            Rule::starts => tail.starts.push(self.starts(pair)?),
            Rule::stops => tail.stops.push(self.stops(pair)?),
            Rule::tested => tail.tested.push(self.tested(pair)?),
            Rule::amount_rounding => tail.roundings.push(self.amount_rounding(pair)?),
            Rule::procedure => tail.procedures.push(self.procedure(pair)?),
            _ => return Some(false),
        }
        Some(true)
    }

    fn starts(&mut self, pair: Pair<'_>) -> Option<Starts> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let month = match first_of(&pair, &["same_month", "next_month", "decision_month"])? {
            "same_month" => StartMonth::Same,
            "next_month" => StartMonth::Next,
            _ => StartMonth::Decision,
        };
        Some(Starts { month, dated, span })
    }

    fn stops(&mut self, pair: Pair<'_>) -> Option<Stops> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        Some(Stops { is_next_month: has_keyword(&pair, "next_month"), dated, span })
    }

    fn tested(&mut self, pair: Pair<'_>) -> Option<Tested> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let day = match first_of(&pair, &["first_day", "last_day", "any_day"])? {
            "first_day" => TestDay::First,
            "last_day" => TestDay::Last,
            _ => TestDay::Any,
        };
        Some(Tested { day, dated, span })
    }

    fn amount_rounding(&mut self, pair: Pair<'_>) -> Option<AmountRounding> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let rounding = children(pair).next()?;
        let mode = rounding_mode(first_of(&rounding, &["down", "up", "nearest"])?)?;
        let unit = self.quantity(&children(rounding).next()?);
        Some(AmountRounding { mode, unit, dated, span })
    }
}
