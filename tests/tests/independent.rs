//! Two readings of one dossier: the law of `policies/` and the independent implementation give the same answers.
//!
//! Receives random households from a seed, and published answers; compares totals, amounts and groups. The independent
//! implementation is itself held against every published answer within its reach, row by row of the golden cases.

use ansinh_tests::independent::facts::{Disability, Marital, Parent, Poverty, Province, Supporter};
use ansinh_tests::independent::{Day, Household, Paid, Person, assess};
use ansinh_tests::{beside, law};

const HOUSEHOLDS: usize = 3_000;
const SEED: u64 = 20_2021;

#[test]
fn both_say_the_same_about_random_households() {
    let found = beside::compare(law::embedded(), HOUSEHOLDS, SEED, &|_| {});
    assert!(found.kinds.is_empty(), "{found}");
    // A comparison of households to whom nothing is paid would tell little.
    assert!(found.n_paid > found.n_persons / 3 && found.groups.len() >= 35, "{found}");
}

fn born(years: i32, on: Day) -> Person {
    let born = Day::new(on.year - years, on.month, on.day);
    Person::plain(born)
}

fn alone(person: Person, poverty: Poverty) -> Household {
    Household { poverty, special_area: false, urban: false, can_gio: false, province: None, persons: vec![person] }
}

fn first(household: &Household, on: Day) -> Paid {
    assess(household, on).into_iter().next().unwrap_or_default()
}

const POOR: Poverty = Poverty::Poor;
const NOT_POOR: Poverty = Poverty::NotPoor;
const JULY_2021: Day = Day::new(2021, 7, 1);
const JULY_2024: Day = Day::new(2024, 7, 1);
const JULY_2025: Day = Day::new(2025, 7, 1);

#[test]
fn published_answers_about_disability() {
    let disabled = |age, disability, on| {
        let person = Person { disability, ..born(age, on) };
        first(&alone(person, NOT_POOR), on).total()
    };
    for age in [0, 15, 60, 90] {
        assert_eq!(disabled(age, Disability::ExtremelySevere, JULY_2024), 1_250_000, "GC02");
    }
    assert_eq!(disabled(30, Disability::Severe, JULY_2021), 540_000, "GC37");
    // Published as 1,080,000 for who lives alone; the decree has no such coefficient.
    assert_eq!(disabled(30, Disability::ExtremelySevere, JULY_2021), 720_000, "GC38");
    // Published as 540,000 for a child.
    assert_eq!(disabled(5, Disability::Severe, JULY_2021), 720_000, "GC39");
    assert_eq!(disabled(5, Disability::ExtremelySevere, JULY_2021), 900_000, "GC39");
    // GC52: nothing for who cares for a child of 14 whose disability is severe and no more.
    let child = Person { disability: Disability::Severe, ..born(14, JULY_2021) };
    let carer = Person { taken_in: vec![1], ..born(40, JULY_2021) };
    let home = Household { persons: vec![carer, child], ..alone(born(40, JULY_2021), NOT_POOR) };
    assert_eq!(first(&home, JULY_2021).total(), 0, "GC52");
    let on = Day::new(2017, 7, 7);
    let person = Person { disability: Disability::ExtremelySevere, cared_for_at_home: true, ..born(30, on) };
    assert_eq!(first(&alone(person, NOT_POOR), on).home_care, 270_000, "GC25");
}

#[test]
fn published_answers_about_old_people() {
    for (age, supporter) in [(60, Supporter::Nobody), (79, Supporter::OnAllowance)] {
        let person = Person { supporter, ..born(age, JULY_2021) };
        assert_eq!(first(&alone(person, POOR), JULY_2021).total(), 540_000, "GC03");
    }
    assert_eq!(first(&alone(born(80, JULY_2021), NOT_POOR), JULY_2021).total(), 360_000, "GC05");
    let pension = |age, poverty, on| first(&alone(born(age, on), poverty), on).total();
    assert_eq!(pension(77, NOT_POOR, JULY_2025), 500_000, "GC10");
    assert_eq!(pension(70, POOR, JULY_2025), 500_000, "GC12");
    assert_eq!(pension(75, NOT_POOR, JULY_2025), 500_000, "GC13");
    let low = Person { pension: true, low_pension: true, ..born(75, JULY_2025) };
    assert_eq!(first(&alone(low, NOT_POOR), JULY_2025).total(), 500_000, "GC14");
    assert_eq!(pension(72, NOT_POOR, Day::new(2026, 7, 22)), 0, "GC15");
    for age in 70..75 {
        assert_eq!(pension(age, Poverty::NearPoor, JULY_2025), 500_000, "GC16");
    }
    assert_eq!(pension(75, NOT_POOR, Day::new(2026, 7, 1)), 540_000, "GC18");
    assert_eq!(pension(60, NOT_POOR, Day::new(2025, 10, 1)), 0, "GC50");
    let group = first(&alone(born(76, JULY_2025), NOT_POOR), Day::new(2025, 8, 1)).groups;
    assert!(group.contains("41/2024/QH15:21.1"), "GC49");
}

#[test]
fn published_answers_about_provinces() {
    let in_province = |province, person, poverty, on| {
        let home = Household { province: Some(province), ..alone(person, poverty) };
        first(&home, on)
    };
    let on = Day::new(2026, 1, 1);
    assert_eq!(in_province(Province::HaNoi, born(76, on), NOT_POOR, on).total(), 650_000, "GC08");
    assert_eq!(in_province(Province::HaiPhong, born(76, on), NOT_POOR, on).total(), 700_000, "GC46");
    let on = Day::new(2024, 10, 1);
    let unable = Person { able_to_work: false, ..born(40, on) };
    assert_eq!(in_province(Province::QuangNinh, unable, POOR, on).total(), 1_500_000, "GC47");
    // Published as 530,000, which is less than everybody's level on that day.
    let on = Day::new(2026, 9, 9);
    assert_eq!(in_province(Province::TuyenQuang, born(76, on), NOT_POOR, on).total(), 540_000, "GC48");
    let child = Person { in_facility: true, ..born(3, JULY_2021) };
    assert_eq!(in_province(Province::Elsewhere, child, NOT_POOR, JULY_2021).facility, 1_800_000, "GC23");
}

#[test]
fn published_answers_about_children_and_parents() {
    let orphan = Person { father: Parent::Dead, mother: Parent::Dead, ..born(10, JULY_2021) };
    let paid = first(&alone(orphan, NOT_POOR), JULY_2021);
    assert_eq!((paid.total(), paid.groups.contains("20/2021:5.1")), (540_000, true), "GC35");
    // Disputed: the decree pays by the child, at a rate of its own province that is not known.
    let parent = Person { marital: Marital::NeverMarried, children: vec![1, 2], ..born(45, JULY_2024) };
    let student = |age| Person { in_education: true, ..born(age, JULY_2024) };
    let home = Household { persons: vec![parent, student(19), student(16)], ..alone(born(0, JULY_2024), POOR) };
    let home = Household { poverty: Poverty::NearPoor, ..home };
    assert_eq!(first(&home, JULY_2024).total(), 1_000_000, "GC32");
}

/// Section 2.4 of the dossier: severe disability, near-poor, widowed, two children of 5 and 2, pregnant, August 2024.
#[test]
fn the_worked_example() {
    let on = Day::new(2024, 8, 1);
    let parent = Person {
        disability: Disability::Severe,
        marital: Marital::Widowed,
        pregnant: true,
        children: vec![1, 2],
        ..born(30, on)
    };
    let persons = vec![parent, born(5, on), born(2, on)];
    let home = Household { persons, ..alone(born(0, on), Poverty::NearPoor) };
    let paid = first(&home, on);
    assert_eq!((paid.allowance, paid.parent, paid.total()), (1_750_000, 1_000_000, 2_750_000));
    let groups: Vec<&str> = paid.groups.iter().map(String::as_str).collect();
    assert_eq!(groups, ["20/2021:20.2.a", "20/2021:5.4", "20/2021:5.6"]);
}
