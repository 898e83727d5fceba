//! What people type, and what it is read as.
//!
//! Knows the controls of a form; knows no screen.

use super::{Entry, Fault, Problem, plain_number, read, read_date};
use crate::message::{Alternative, Kind, Question, Text, Value};
use crate::words::Lang;

fn question(fact: &str, kind: Kind) -> Question {
    Question {
        fact: fact.to_owned(),
        entity: "person".to_owned(),
        label: Text::default(),
        ask: Text::default(),
        help: Text::default(),
        evidence: Text::default(),
        because: Vec::new(),
        is_sensitive: false,
        kind,
    }
}

fn entry(fields: &[(&str, &str)]) -> Entry {
    let mut entry = Entry::default();
    for (name, text) in fields {
        entry.set(name, (*text).to_owned());
    }
    entry
}

#[test]
fn numbers_are_read_in_the_language_they_are_typed_in() {
    let cases = [
        (Lang::Vi, "270.000", Some("270000")),
        (Lang::Vi, "1,5", Some("1.5")),
        (Lang::Vi, "1.5", Some("1.5")),
        (Lang::Vi, "1.500", Some("1500")),
        (Lang::Vi, "1.500,25", Some("1500.25")),
        (Lang::En, "1,500.25", Some("1500.25")),
        (Lang::En, "1,5", Some("1.5")),
        (Lang::En, "270000", Some("270000")),
        (Lang::Vi, " 76 ", Some("76")),
        (Lang::Vi, "７６", Some("76")),
        (Lang::Vi, "", None),
        (Lang::Vi, "-1", None),
        (Lang::Vi, "1,", None),
        (Lang::Vi, "1.2.3", None),
        (Lang::En, "abc", None),
    ];
    for (lang, typed, plain) in cases {
        assert_eq!(plain_number(lang, typed).as_deref(), plain, "{typed}");
    }
}

#[test]
fn a_date_must_be_complete_and_in_the_calendar() {
    let date = |day, month, year| read_date("", &entry(&[("day", day), ("month", month), ("year", year)]));
    assert_eq!(date("1", "03", "1944").as_deref(), Ok("1944-03-01"));
    assert_eq!(date("29", "2", "1948").as_deref(), Ok("1948-02-29"));
    let absent = Problem { field: "day".to_owned(), fault: Fault::DateAbsent };
    assert_eq!(date("29", "2", "1947"), Err(absent));
    let missing = Problem { field: "month".to_owned(), fault: Fault::DateMissing };
    assert_eq!(date("1", "", "1947"), Err(missing));
    let year = Problem { field: "year".to_owned(), fault: Fault::DateAbsent };
    assert_eq!(date("1", "1", "47"), Err(year));
}

#[test]
fn of_a_birth_the_day_and_month_may_stay_open() {
    let asked = question("birth", Kind::Date);
    let born = |day, month, year| read(Lang::Vi, &asked, &entry(&[("day", day), ("month", month), ("year", year)]));
    let date = |plain: &str| Ok(Value::Date(plain.to_owned()));
    assert_eq!(born("1", "3", "1944"), date("1944-03-01"));
    assert_eq!(born("", "3", "1944"), date("1944-03-XX"));
    assert_eq!(born("", "", "1944"), date("1944-XX-XX"));
    for (typed, field) in
        [(born("1", "", "1944"), "month"), (born("", "13", "1944"), "month"), (born("", "", ""), "year")]
    {
        assert_eq!(typed.unwrap_err().first().map(|problem| problem.field.clone()).as_deref(), Some(field));
    }
    let shown = Entry::of(Lang::Vi, &asked, &Value::Date("1944-03-XX".to_owned()));
    assert_eq!((shown.text("day"), shown.text("month"), shown.text("year")), ("", "3", "1944"));
}

#[test]
fn a_choice_must_be_one_of_those_offered() {
    let poor = Alternative { name: "poor".to_owned(), label: Text::default() };
    let asked = question("poverty", Kind::Choice(vec![poor]));
    assert_eq!(read(Lang::Vi, &asked, &entry(&[("value", "poor")])), Ok(Value::Choice("poor".to_owned())));
    assert_eq!(read(Lang::Vi, &asked, &entry(&[("value", "?")])), Ok(Value::Unknown));
    for typed in ["", "rich"] {
        assert!(read(Lang::Vi, &asked, &entry(&[("value", typed)])).is_err());
    }
}

#[test]
fn people_are_read_one_by_one_and_shown_again_as_they_were() {
    let asked =
        question("children", Kind::People(vec![question("birth", Kind::Date), question("studies", Kind::YesNo)]));
    let child = |born: &str, studies| {
        vec![("birth".to_owned(), Value::Date(born.to_owned())), ("studies".to_owned(), Value::YesNo(studies))]
    };
    let given = Value::People(vec![child("2010-02-03", true), child("2012-12-31", false)]);
    let mut form = Entry::of(Lang::Vi, &asked, &given);
    assert_eq!(read(Lang::Vi, &asked, &form), Ok(given));
    form.remove_person(0);
    assert_eq!(read(Lang::Vi, &asked, &form), Ok(Value::People(vec![child("2012-12-31", false)])));
    form.set("p0.birth.day", "x".to_owned());
    let problems = read(Lang::Vi, &asked, &form).unwrap_err();
    assert_eq!(problems.first().map(|problem| problem.field.as_str()), Some("p0.birth.day"));
}
