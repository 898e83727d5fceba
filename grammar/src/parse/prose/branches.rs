//! `nếu … thì …` that says nothing of the others.
//!
//! Receives a place where `ngược lại` is missing; hands on a case with its condition where it is one, else advice.

use super::Remedy;
use super::words::Place;
use crate::language::Text;
use crate::parse::Rule;

/// The remedy for a choice that lacks its other branch.
pub(super) fn remedy(place: &Place<'_>, error: &pest::error::Error<Rule>) -> Option<Remedy> {
    let pest::error::ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return None;
    };
    if !positives.contains(&Rule::k_else) {
        return None;
    }
    let last = place.here.checked_sub(1)?;
    let find =
        |token: &str, to: usize| (0..to).rev().find(|at| place.word(*at).and_then(|word| word.token()) == Some(token));
    let then = find("then", place.here)?;
    let start = find("if", then)?;
    let text = |from: usize, to: usize| place.between(from, to).and_then(|(from, to)| place.text.get(from..to));
    let (condition, value) = (text(start + 1, then.checked_sub(1)?)?, text(then + 1, last)?);
    let case = Remedy::new(place.between(start, last)?, format!("{value} {} {condition}", place.spelling("when")));
    if begins_case(place, start) && case.works(place.text) {
        return Some(case.saying(headline()));
    }
    let other = place.spelling("else");
    let help = Text::new(
        format!("thêm `{other}` và giá trị cho những người còn lại"),
        format!("add `{other}` and the value for everybody else"),
    );
    Some(Remedy::by_hand(place.between(start, start)?, help).saying(headline()))
}

fn headline() -> Text {
    Text::new("`nếu … thì …` thiếu phần `ngược lại`", "`if … then …` lacks its `else`")
}

/// Whether the choice is all that a case or an amount says.
fn begins_case(place: &Place<'_>, start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| place.word(at));
    before.is_some_and(|word| matches!(word.token(), Some("is" | "gives")) || word.text == "hưởng")
}
