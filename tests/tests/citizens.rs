//! Holds what the law says to citizens: questions, help, how to apply, and doubts, in plain words.
//!
//! Receives the embedded law; looks at every text that a person is shown while asking and being answered.

use std::collections::BTreeSet;

use ansinh_engine::explain;
use ansinh_engine::hir::{Benefit, Program};
use ansinh_engine::lower::{World, lower};
use ansinh_engine::value::{Date, Fact, Facts, Value};
use ansinh_grammar::Text;
use ansinh_tests::law;

/// Abbreviations of offices and documents that a citizen need not know.
const ABBREVIATIONS: [&str; 12] =
    ["NĐ", "TT", "UBND", "HĐND", "BTXH", "TGXH", "BHYT", "BHXH", "QĐ", "NQ", "NCT", "NKT"];

/// The most words of one sentence of a citizen's text.
const LONGEST: usize = 45;

fn day(text: &str) -> Date {
    let parts: Vec<i32> = text.split('-').map(|part| part.parse().expect("a number")).collect();
    Date::new(parts[0], parts[1], parts[2]).expect("a day")
}

#[test]
fn every_fact_has_a_question_and_help_in_both_languages() {
    let program = law::embedded();
    let lacks = |text: &Text| text.vi.is_empty() || text.en.is_empty();
    let wrong: Vec<&str> = program
        .inputs
        .iter()
        .filter(|input| lacks(&input.ask) || input.ask == input.naming.label || lacks(&input.help))
        .map(|input| input.naming.name.as_str())
        .collect();
    assert!(wrong.is_empty(), "write `ask` and `help` for {wrong:?}");
}

#[test]
fn every_benefit_that_pays_today_says_how_to_apply_or_that_it_is_not_known() {
    let program = law::embedded();
    for on in ["2021-07-01", "2025-06-30", "2025-07-01", "2026-10-05", "2026-11-23"].map(day) {
        let is_told = |benefit: &Benefit| {
            let told = benefit.tail.procedures.iter().find(|procedure| procedure.days.contains(on));
            told.is_some_and(|told| told.apply_at.is_some() || !told.notes.is_empty())
        };
        let paying = program.benefits.iter().filter(|benefit| benefit.days.contains(on));
        let wrong: Vec<&str> =
            paying.filter(|benefit| !is_told(benefit)).map(|benefit| benefit.naming.name.as_str()).collect();
        assert!(wrong.is_empty(), "write a `procedure` for {wrong:?} on {on}");
    }
}

/// What a person is asked and answered, each with where it stands.
fn texts(program: &Program) -> Vec<(String, &Text)> {
    let mut all = Vec::new();
    for input in &program.inputs {
        let name = &input.naming.name;
        all.extend([&input.naming.label, &input.ask, &input.help, &input.evidence].map(|text| (name.clone(), text)));
    }
    for benefit in &program.benefits {
        let name = &benefit.naming.name;
        all.push((name.clone(), &benefit.naming.label));
        all.extend(
            benefit.categories.iter().map(|found| (format!("{name}.{}", found.naming.name), &found.naming.label)),
        );
        let of_categories = benefit.categories.iter().flat_map(|category| &category.tail.procedures);
        for procedure in benefit.tail.procedures.iter().chain(of_categories) {
            let texts = procedure.apply_at.iter().chain(&procedure.bring).chain(&procedure.notes);
            all.extend(texts.map(|text| (format!("{name} procedure"), text)));
        }
    }
    for instrument in &program.instruments {
        all.extend(instrument.doubts.iter().map(|doubt| (instrument.naming.name.clone(), &doubt.text)));
    }
    all
}

#[test]
fn texts_for_citizens_are_short_and_without_abbreviations() {
    let mut wrong = BTreeSet::new();
    for (name, text) in texts(law::embedded()) {
        for form in [&text.vi, &text.en] {
            let words = form.split(|sign: char| !sign.is_alphanumeric());
            if words.clone().any(|word| ABBREVIATIONS.contains(&word)) {
                wrong.insert(format!("{name}: an abbreviation in {form:?}"));
            }
            for sentence in form.split_inclusive(['.', '?', '!']) {
                if sentence.split_whitespace().count() > LONGEST {
                    wrong.insert(format!("{name}: too long: {sentence:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A finding of the monthly allowance for a person of some age, with facts.
fn found(on: &str, born: &str, known: &[(&str, Value)]) -> (Option<explain::Advice>, Vec<Text>) {
    let plan = lower(law::embedded(), &World::default(), day(on)).expect("the law has a value");
    let mut facts = Facts::default();
    let person = facts.add("person", "an");
    let home = facts.add("household", "home");
    facts.things[home].facts.insert("poverty".to_owned(), Fact::Known(Value::Choice(2)));
    facts.things[home].links.insert("members".to_owned(), vec![person]);
    facts.things[person].links.insert("household".to_owned(), vec![home]);
    facts.things[person].links.insert("children_raised".to_owned(), Vec::new());
    let things = &mut facts.things[person].facts;
    things.insert("date_of_birth".to_owned(), Fact::Known(Value::Date(day(born))));
    for (name, value) in known {
        things.insert((*name).to_owned(), Fact::Known(*value));
    }
    facts.is_rest_no = true;
    let findings = explain::explain(&plan, &facts, person).expect("the facts suit");
    let finding = findings.iter().find(|finding| finding.benefit == "monthly_allowance").expect("it is in force");
    (explain::advice(&plan, finding), explain::doubts(finding))
}

const SEVERE: (&str, Value) = ("disability", Value::Choice(2));
const NO_SUPPORT_NEEDED: (&str, Value) = ("supporter", Value::Choice(3));

#[test]
fn how_to_apply_changes_with_the_regime() {
    // Decree 147/2025: the chair of the commune decides within 10 working days from July 2025.
    let (now, _) = found("2025-08-15", "1990-01-01", &[SEVERE, NO_SUPPORT_NEEDED]);
    let now = now.expect("it is due");
    assert_eq!(now.working_days, Some(10));
    assert!(now.apply_at.is_some_and(|place| place.vi.contains("Xã, phường")));
    assert!(now.bring.iter().any(|paper| paper.en == "Disability certificate"), "{:?}", now.bring);
    // Article 8 of Decree 20/2021: a disabled person from the month of the certificate.
    assert!(now.paid_from.is_some());
    // Before that, and under Decree 335/2026, nothing was seen: it says so, and promises no days.
    for on in ["2023-01-15", "2026-11-15"] {
        let (other, _) = found(on, "1990-01-01", &[SEVERE, NO_SUPPORT_NEEDED]);
        let other = other.expect("it is due");
        assert!(other.working_days.is_none() && !other.notes.is_empty(), "{on}: {other:?}");
    }
}

#[test]
fn whoever_is_not_due_is_told_nothing_to_do() {
    let (nothing, doubts) = found("2025-08-15", "1990-01-01", &[("disability", Value::Choice(0)), NO_SUPPORT_NEEDED]);
    assert!(nothing.is_none() && doubts.is_empty(), "{nothing:?} {doubts:?}");
}

#[test]
fn an_answer_that_rests_on_memory_says_so() {
    // Coefficients of Decrees 28/2012 and 136/2013 are recalled.
    let (_, doubts) = found("2018-05-15", "1990-01-01", &[SEVERE, NO_SUPPORT_NEEDED]);
    assert!(
        doubts.iter().any(|doubt| doubt.en.contains("Decree 28/2012") && doubt.en.contains("from memory")),
        "{doubts:?}"
    );
    // Decree 20/2021 was read.
    let (_, doubts) = found("2023-05-15", "1990-01-01", &[SEVERE, NO_SUPPORT_NEEDED]);
    assert!(doubts.is_empty(), "{doubts:?}");
    // From July to 4 October 2026 it is open for whom the new rate counts; after that it is not.
    let (_, doubts) = found("2026-08-15", "1990-01-01", &[SEVERE, NO_SUPPORT_NEEDED]);
    assert!(doubts.iter().any(|doubt| doubt.vi.contains("tháng 7 năm 2026")), "{doubts:?}");
    let (_, doubts) = found("2026-11-15", "1990-01-01", &[SEVERE, NO_SUPPORT_NEEDED]);
    assert!(doubts.is_empty(), "{doubts:?}");
}
