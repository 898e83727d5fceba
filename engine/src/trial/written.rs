//! Writes a counterexample as a test of the language.
//!
//! Receives facts; hands on a text that can be put into the file of the property: in its language, in canonical form,
//! with the claim of the property as it is written. It judges nothing.

use std::fmt::Write;

use ansinh_grammar::keyword::by_token;
use ansinh_grammar::{Language, Text};

use super::property::Promise;
use crate::hir::{Base, Input, Naming, Program, Type};
use crate::value::{Date, Decimal, Fact, Facts, Value};

/// Calls the things of a counterexample what a reader would: the one that the property is about as it does.
pub(super) fn name(promise: &Promise<'_>, facts: &mut Facts) {
    let property = promise.property;
    let mut is_named = false;
    let words = Words { program: promise.program, language: property.language };
    let subject = promise.program.entities.get(property.entity.0).map(|entity| entity.naming.name.clone());
    let mut number = 0;
    let others: Vec<(usize, String)> = promise.others(facts).collect();
    for (at, thing) in facts.things.iter_mut().enumerate() {
        if let Some((_, name)) = others.iter().find(|(other, _)| *other == at) {
            thing.name.clone_from(name);
            continue;
        }
        if !is_named && Some(&thing.entity) == subject.as_ref() {
            thing.name.clone_from(&property.variable);
            is_named = true;
            continue;
        }
        number += 1;
        thing.name = format!("{}_{number}", words.entity(&thing.entity));
    }
}

/// The test.
pub(super) fn test(promise: &Promise<'_>, on: Date, facts: &Facts) -> String {
    let property = promise.property;
    let words = Words { program: promise.program, language: property.language };
    let title = Text::new(
        format!("phản ví dụ: {}", property.naming.label.vi),
        format!("counterexample: {}", property.naming.label.en),
    );
    let title = title.get(property.language).replace('"', "'");
    // Writing to a string does not fail.
    let mut text = format!("{} \"{title}\"\n  {} {on}\n", words.keyword("test"), words.keyword("on"));
    if let Some(day) = property.known_on {
        let _ = writeln!(text, "  {} {day}", words.keyword("known_at"));
    }
    for thing in &facts.things {
        let _ = writeln!(text, "  {} {} {}", words.keyword("given"), words.entity(&thing.entity), thing.name);
        for (name, fact) in &thing.facts {
            if let (Some(input), Fact::Known(value)) = (words.input(name), fact) {
                let _ = writeln!(text, "    {} = {}", words.name(&input.naming), words.value(*value, input));
            }
        }
        for (name, targets) in &thing.links {
            let of_the_law = promise.program.links.iter().take(promise.n_links());
            let Some(link) = of_the_law.into_iter().find(|link| link.naming.name == *name) else { continue };
            let names: Vec<&str> =
                targets.iter().filter_map(|at| facts.things.get(*at)).map(|thing| thing.name.as_str()).collect();
            let written = match names.as_slice() {
                [only] if !link.is_many => (*only).to_owned(),
                names => format!("({})", names.join(", ")),
            };
            let _ = writeln!(text, "    {} = {written}", words.name(&link.naming));
        }
    }
    let _ = writeln!(text, "  {} {}", words.keyword("expect"), property.text);
    text
}

/// Names and values in one language.
struct Words<'p> {
    program: &'p Program,
    language: Language,
}

impl Words<'_> {
    fn keyword(&self, token: &str) -> &'static str {
        by_token(token).map_or("", |keyword| keyword.spelling(self.language))
    }

    /// The name in the language, where there is one: names have the language of their file, aliases the other.
    fn name(&self, naming: &Naming) -> String {
        let own = self.program.languages.get(naming.span.file.0).copied().flatten().unwrap_or(Language::En);
        let alias = naming.alias.as_ref().filter(|_| own != self.language);
        alias.unwrap_or(&naming.name).clone()
    }

    fn entity(&self, name: &str) -> String {
        let found = self.program.entities.iter().find(|entity| entity.naming.name == name);
        found.map_or_else(|| name.to_owned(), |entity| self.name(&entity.naming))
    }

    fn input(&self, name: &str) -> Option<&Input> {
        self.program.inputs.iter().find(|input| input.naming.name == name)
    }

    fn value(&self, value: Value, input: &Input) -> String {
        match (value, input.value_type) {
            (Value::YesNo(value), _) => self.keyword(if value { "yes" } else { "no" }).to_owned(),
            (Value::Date(date), _) => date.to_string(),
            (Value::Absent, _) => "()".to_owned(),
            (Value::Choice(position), Type::Choice(id)) => {
                let values = self.program.enumerations.get(id.0).map_or(&[][..], |found| &found.values);
                values.get(usize::from(position)).map_or_else(String::new, |value| self.name(value))
            }
            (Value::Choice(position), _) => position.to_string(),
            (Value::Number(number), value_type) => self.number(number, value_type),
        }
    }

    fn number(&self, number: Decimal, value_type: Type) -> String {
        if value_type == Type::Percent {
            return format!("{}%", grouped(number * Decimal::ONE_HUNDRED));
        }
        let twelve = Decimal::from(12);
        if value_type == Type::Duration && (number % twelve).is_zero() && !number.is_zero() {
            return format!("{} {}", grouped(number / twelve), self.keyword("years"));
        }
        let (mut over, mut under) = (String::new(), String::new());
        for (base, exponent) in value_type.dimension().unwrap_or_default().factors() {
            let word = match base {
                Base::Month => self.keyword("months").to_owned(),
                Base::Year => self.keyword("years").to_owned(),
                Base::Day => self.keyword("days").to_owned(),
                Base::Currency => self.unit(self.program.currency.map(|id| id.0)),
                Base::Declared(id) => self.unit(Some(id.0)),
            };
            if exponent > 0 {
                over = format!(" {word}");
            } else {
                // English says `per month`, whatever the number.
                let word = if self.language == Language::En { word.trim_end_matches('s') } else { word.as_str() };
                under = format!(" {} {word}", self.keyword("per"));
            }
        }
        format!("{}{over}{under}", grouped(number))
    }

    fn unit(&self, at: Option<usize>) -> String {
        let unit = at.and_then(|at| self.program.units.get(at));
        unit.map_or_else(String::new, |unit| self.name(&unit.naming))
    }
}

/// A number as the language writes it: thousands apart from five digits on.
fn grouped(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (whole, decimals) = plain
        .split_once('.')
        .map_or((plain.as_str(), String::new()), |(whole, decimals)| (whole, format!(".{decimals}")));
    if whole.len() < 5 {
        return plain;
    }
    let mut found = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && !found.ends_with('-') {
            found.push('_');
        }
        found.push(digit);
    }
    found + &decimals
}
