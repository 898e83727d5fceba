//! What a person has typed or chosen in a form, and how it is read.
//!
//! Receives the text of form controls by name; hands on plain values, or what is wrong with which control.
//! It knows what a date and a number look like, and no law.

use std::collections::BTreeMap;

use ansinh_engine::value::Date;

use crate::message::{Kind, Question, Value};
use crate::words::Lang;

/// The text of the controls of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The text of each control by its name.
    pub(crate) fields: BTreeMap<String, String>,
    /// How many related persons the form has.
    pub(crate) people: usize,
}

/// What is wrong with a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The name of the control.
    pub(crate) field: String,
    /// What is wrong.
    pub(crate) fault: Fault,
}

/// What can be wrong with a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody was chosen.
    Whom,
    /// No benefit is to be examined.
    NoBenefit,
    /// Nothing was chosen.
    NothingChosen,
    /// A part of the date is missing or no number.
    DateMissing,
    /// The calendar has no such day.
    DateAbsent,
    /// Not a number.
    Number,
    /// Not the value of a parameter.
    Setting,
    /// Not a seed.
    Seed,
}

/// The earliest year a date may have: a year of two digits is a mistake.
const EARLIEST: i32 = 1800;

/// The word the controls of a choice hold when the person does not know.
pub(crate) const UNKNOWN: &str = "?";

impl Entry {
    /// A form that shows an answer already given.
    pub(crate) fn of(lang: Lang, question: &Question, value: &Value) -> Self {
        let mut entry = Self::default();
        entry.fill(lang, "", question, value);
        entry
    }

    /// The text of a control.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// Sets the text of a control.
    pub(crate) fn set(&mut self, name: &str, text: String) {
        self.fields.insert(name.to_owned(), text);
    }

    /// Shows a day in the three controls of a date.
    pub(crate) fn set_date(&mut self, prefix: &str, plain: &str) {
        for (part, text) in ["year", "month", "day"].iter().zip(plain.split('-')) {
            self.set(&format!("{prefix}{part}"), text.trim_start_matches(['0', 'X']).to_owned());
        }
    }

    /// Takes one related person out and moves the others up.
    pub(crate) fn remove_person(&mut self, number: usize) {
        let old = std::mem::take(&mut self.fields);
        for (name, text) in old {
            let owner = name.split_once('.').and_then(|(owner, rest)| {
                let idx: usize = owner.strip_prefix('p')?.parse().ok()?;
                Some((idx, rest.to_owned()))
            });
            match owner {
                Some((idx, _)) if idx == number => {}
                Some((idx, rest)) if idx > number => self.set(&person_field(idx - 1, &rest), text),
                _ => self.set(&name, text),
            }
        }
        self.people = self.people.saturating_sub(1);
    }

    fn fill(&mut self, lang: Lang, prefix: &str, question: &Question, value: &Value) {
        match value {
            Value::Unknown if matches!(question.kind, Kind::YesNo | Kind::Choice(_)) => {
                self.set(&format!("{prefix}value"), UNKNOWN.to_owned());
            }
            Value::Unknown => {}
            Value::YesNo(is_so) => {
                self.set(&format!("{prefix}value"), if *is_so { "yes" } else { "no" }.to_owned());
            }
            Value::Choice(name) => self.set(&format!("{prefix}value"), name.clone()),
            Value::Number(plain) => {
                self.set(&format!("{prefix}number"), crate::figures::digits(lang, plain));
            }
            Value::Date(plain) => self.set_date(prefix, plain),
            Value::People(people) => self.fill_people(lang, question, people),
        }
    }

    fn fill_people(&mut self, lang: Lang, question: &Question, people: &[Vec<(String, Value)>]) {
        self.people = people.len();
        let Kind::People(fields) = &question.kind else {
            return;
        };
        for (idx, person) in people.iter().enumerate() {
            for (fact, value) in person {
                if let Some(field) = fields.iter().find(|field| field.fact == *fact) {
                    self.fill(lang, &person_field(idx, &format!("{fact}.")), field, value);
                }
            }
        }
    }
}

/// The name of a control that belongs to a related person.
pub(crate) fn person_field(idx: usize, rest: &str) -> String {
    format!("p{idx}.{rest}")
}

/// Reads the answer to a question.
///
/// # Errors
/// Every control that cannot be read, in the order of the form.
pub(crate) fn read(lang: Lang, question: &Question, entry: &Entry) -> Result<Value, Vec<Problem>> {
    read_at(lang, "", question, entry)
}

fn read_at(lang: Lang, prefix: &str, question: &Question, entry: &Entry) -> Result<Value, Vec<Problem>> {
    match &question.kind {
        Kind::YesNo | Kind::Choice(_) => read_choice(prefix, question, entry).map_err(|problem| vec![problem]),
        Kind::Date => read_partial_date(prefix, entry).map(Value::Date).map_err(|problem| vec![problem]),
        Kind::Number(_) => {
            let name = format!("{prefix}number");
            plain_number(lang, entry.text(&name))
                .map(Value::Number)
                .ok_or_else(|| vec![Problem { field: name, fault: Fault::Number }])
        }
        Kind::People(fields) => read_people(lang, fields, entry),
    }
}

fn read_choice(prefix: &str, question: &Question, entry: &Entry) -> Result<Value, Problem> {
    let name = format!("{prefix}value");
    match (entry.text(&name), &question.kind) {
        (UNKNOWN, _) => Ok(Value::Unknown),
        ("yes", Kind::YesNo) => Ok(Value::YesNo(true)),
        ("no", Kind::YesNo) => Ok(Value::YesNo(false)),
        (chosen, Kind::Choice(list)) if list.iter().any(|one| one.name == chosen) => {
            Ok(Value::Choice(chosen.to_owned()))
        }
        _ => Err(Problem { field: name, fault: Fault::NothingChosen }),
    }
}

fn read_people(lang: Lang, fields: &[Question], entry: &Entry) -> Result<Value, Vec<Problem>> {
    let mut people = Vec::new();
    let mut problems = Vec::new();
    for idx in 0..entry.people {
        let mut person = Vec::new();
        for field in fields {
            match read_at(lang, &person_field(idx, &format!("{}.", field.fact)), field, entry) {
                Ok(value) => person.push((field.fact.clone(), value)),
                Err(found) => problems.extend(found),
            }
        }
        people.push(person);
    }
    if problems.is_empty() { Ok(Value::People(people)) } else { Err(problems) }
}

/// Reads the three controls of a date as `1944-03-01`.
///
/// # Errors
/// The control to correct and what is wrong with it.
pub(crate) fn read_date(prefix: &str, entry: &Entry) -> Result<String, Problem> {
    let wrong = |part: &str, fault| Problem { field: format!("{prefix}{part}"), fault };
    let part = |name: &str| {
        plain_digits(entry.text(&format!("{prefix}{name}")))
            .and_then(|text| text.parse::<i32>().ok())
            .ok_or_else(|| wrong(name, Fault::DateMissing))
    };
    let (day, month, year) = (part("day")?, part("month")?, part("year")?);
    match Date::new(year, month, day) {
        Some(_) if year >= EARLIEST => Ok(format!("{year:04}-{month:02}-{day:02}")),
        Some(_) => Err(wrong("year", Fault::DateAbsent)),
        None => Err(wrong("day", Fault::DateAbsent)),
    }
}

/// Reads a date of which the day, or day and month, may be left open: `1944-03-XX`, `1944-XX-XX`.
fn read_partial_date(prefix: &str, entry: &Entry) -> Result<String, Problem> {
    let is_open = |name: &str| entry.text(&format!("{prefix}{name}")).trim().is_empty();
    let mut whole = entry.clone();
    let open = match (is_open("day"), is_open("month")) {
        (true, true) => ["day", "month"].as_slice(),
        (true, false) => ["day"].as_slice(),
        _ => return read_date(prefix, entry),
    };
    for name in open {
        whole.set(&format!("{prefix}{name}"), "1".to_owned());
    }
    let date = read_date(prefix, &whole).map_err(|problem| match problem.field.strip_suffix("day") {
        // The first day of every month exists: what the calendar lacks is the month.
        Some(before) => Problem { field: format!("{before}month"), ..problem },
        None => problem,
    })?;
    let known = date.len() - 3 * open.len();
    Ok(format!("{}{}", date.get(..known).unwrap_or_default(), "-XX".repeat(open.len())))
}

/// A whole number as typed: spaces and wide digits are accepted.
pub(crate) fn plain_digits(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).map(narrow).collect();
    let is_number = !plain.is_empty() && plain.len() <= 15 && plain.chars().all(|digit| digit.is_ascii_digit());
    is_number.then_some(plain)
}

/// A number as typed, with groups and a decimal sign of the language, as a plain decimal.
///
/// The other language's decimal sign is accepted where it cannot be a group: `1.5` is one and a half in Vietnamese
/// too, `1.500` is one thousand five hundred.
pub(crate) fn plain_number(lang: Lang, text: &str) -> Option<String> {
    let (group, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let typed: String = text.chars().filter(|letter| !letter.is_whitespace()).map(narrow).collect();
    let (whole, part) = match typed.split_once(point) {
        Some((whole, part)) => (without_groups(whole, group)?, Some(part)),
        None => match without_groups(&typed, group) {
            Some(whole) => (whole, None),
            None => typed.split_once(group).map(|(whole, part)| (whole.to_owned(), Some(part)))?,
        },
    };
    let is_digits =
        |text: &str| !text.is_empty() && text.len() <= 15 && text.chars().all(|digit| digit.is_ascii_digit());
    let is_number = is_digits(&whole) && part.is_none_or(is_digits);
    is_number.then(|| match part {
        Some(part) => format!("{whole}.{part}"),
        None => whole,
    })
}

/// The digits without their group signs, if the groups are of three digits each.
fn without_groups(text: &str, group: char) -> Option<String> {
    let mut groups = text.split(group);
    let first = groups.next()?;
    let is_grouped = groups.all(|digits| digits.len() == 3) && (first.len() <= 3 || !text.contains(group));
    is_grouped.then(|| text.replace(group, ""))
}

/// A wide digit, as some keyboards type it, made narrow.
fn narrow(letter: char) -> char {
    match u32::from(letter).checked_sub(0xff10) {
        Some(digit @ 0..=9) => char::from_digit(digit, 10).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests;
