//! The law of 2016 counted by hand: how many of the generated population are paid, and as what.
//!
//! Receives generated populations; hands on whether the published counts of recipients come out. It knows the
//! conditions of Decree 136/2013 and Decree 28/2012 and nothing of the engine that runs laws.

use super::{any, ca_mau, column};
use crate::population::{ColumnData, Population};
use crate::value::{Date, LeapBirthday, completed_months};

/// Recipients by the group they are paid in, each person once; ties between disability and old age apart.
#[derive(Default, Debug)]
struct Recipients {
    older: i64,
    disabled: i64,
    older_or_disabled: i64,
    orphans: i64,
    former_orphans: i64,
    hiv: i64,
    lone_parents: i64,
    lone_parents_paid_twice: i64,
    /// The sum of the highest coefficients, doubled; lone parents' own allowance is left out.
    doubled_coefficients: i64,
}

struct Reader<'a>(&'a Population);

impl<'a> Reader<'a> {
    fn yes(&self, name: &str) -> Vec<bool> {
        let ColumnData::YesNo(values) = column(self.0, name) else { panic!("{name}") };
        values.iter().map(|&value| value == 1).collect()
    }

    fn choice(&self, name: &str) -> Vec<&'a str> {
        let ColumnData::Choice { values, codes } = column(self.0, name) else { panic!("{name}") };
        codes.iter().map(|&code| values[usize::from(code)].as_str()).collect()
    }
}

/// All facts the law asks for, at a date. Coefficients are doubled to stay whole.
struct Law<'a> {
    population: &'a Population,
    age_months: Vec<i32>,
    poor: Vec<bool>,
    parentless: Vec<bool>,
    unsupported: Vec<bool>,
    has_other_income: Vec<bool>,
    carer: Vec<bool>,
    disability: Vec<&'a str>,
    hiv: Vec<bool>,
    able_to_work: Vec<bool>,
    in_education: Vec<bool>,
    received_as_child: Vec<bool>,
    may_be_lone: Vec<bool>,
}

fn both<A, B>(a: Vec<A>, b: Vec<B>, rule: impl Fn(A, B) -> bool) -> Vec<bool> {
    a.into_iter().zip(b).map(|(a, b)| rule(a, b)).collect()
}

impl<'a> Law<'a> {
    fn at(population: &'a Population, date: &str) -> Self {
        let date = Date::parse(date).unwrap();
        let reader = Reader(population);
        let ColumnData::Date(births) = column(population, "date_of_birth") else { panic!() };
        let age = |&birth| completed_months(Date::from_packed(birth).unwrap(), date, LeapBirthday::default());
        let poverty = reader.choice("poverty");
        let first = population.first_person();
        let poor = (0..population.households())
            .flat_map(|h| vec![poverty[h] == "poor"; (first[h + 1] - first[h]) as usize])
            .collect();
        let alone = both(reader.choice("father"), reader.choice("mother"), |f, m| f != "present" && m != "present");
        let insured = both(reader.yes("pension"), reader.yes("insurance_allowance"), |a, b| a || b);
        let single = ["never_married", "widowed", "spouse_missing"];
        Self {
            population,
            age_months: births.iter().map(age).collect(),
            poor,
            parentless: both(reader.yes("abandoned"), alone, |a, b| a || b),
            unsupported: reader.choice("supporter").iter().map(|&s| s != "able").collect(),
            has_other_income: both(insured, reader.yes("other_allowance"), |a, b| a || b),
            carer: reader.yes("community_carer"),
            disability: reader.choice("disability"),
            hiv: reader.yes("hiv"),
            able_to_work: reader.yes("able_to_work"),
            in_education: reader.yes("in_education"),
            received_as_child: reader.yes("received_as_child"),
            may_be_lone: reader.choice("marital").iter().map(|m| single.contains(m)).collect(),
        }
    }

    fn child(&self, p: usize) -> i64 {
        match self.age_months[p] {
            0..48 if self.parentless[p] => 5,
            48..192 if self.parentless[p] => 3,
            _ => 0,
        }
    }

    fn student(&self, p: usize) -> i64 {
        let studies = self.received_as_child[p] && self.in_education[p];
        if studies && (192..276).contains(&self.age_months[p]) { 3 } else { 0 }
    }

    fn hiv(&self, p: usize) -> i64 {
        match self.age_months[p] {
            _ if !self.hiv[p] || !self.poor[p] => 0,
            0..48 => 5,
            48..192 => 4,
            192.. if !self.able_to_work[p] && !self.has_other_income[p] => 3,
            _ => 0,
        }
    }

    fn older(&self, p: usize) -> i64 {
        let lonely = self.poor[p] && self.unsupported[p];
        match self.age_months[p] / 12 {
            60.. if lonely && self.carer[p] => 6,
            80.. if lonely => 4,
            60..80 if lonely => 3,
            80.. if !self.has_other_income[p] => 2,
            _ => 0,
        }
    }

    fn disabled(&self, p: usize) -> i64 {
        let is_young_or_old = !(192..720).contains(&self.age_months[p]);
        match self.disability[p] {
            "severe" => 3 + i64::from(is_young_or_old),
            "extremely_severe" => 4 + i64::from(is_young_or_old),
            _ => 0,
        }
    }

    fn lone_parent(&self, p: usize) -> bool {
        let relation = &self.population.relations()[0];
        let children = &relation.targets[relation.offsets[p] as usize..relation.offsets[p + 1] as usize];
        self.poor[p]
            && self.may_be_lone[p]
            && children.iter().any(|&c| {
                let child = c as usize;
                (0..192).contains(&self.age_months[child])
                    || (192..276).contains(&self.age_months[child]) && self.in_education[child]
            })
    }

    /// Everybody is counted in the group of the highest coefficient.
    fn recipients(&self) -> Recipients {
        let mut n = Recipients::default();
        for p in (0..self.population.persons()).filter(|&p| self.age_months[p] >= 0) {
            let groups = [self.child(p), self.student(p), self.hiv(p), self.older(p), self.disabled(p)];
            let highest = groups.into_iter().max().unwrap_or(0);
            let [child, student, hiv, older, disabled] = groups.map(|group| group == highest);
            let counter = match (highest, older, disabled) {
                (0, ..) if self.lone_parent(p) => &mut n.lone_parents,
                (0, ..) => continue,
                (_, true, true) => &mut n.older_or_disabled,
                (_, true, false) => &mut n.older,
                (_, false, true) => &mut n.disabled,
                _ if child => &mut n.orphans,
                _ if hiv => &mut n.hiv,
                _ => {
                    assert!(student);
                    &mut n.former_orphans
                }
            };
            *counter += 1;
            n.doubled_coefficients += highest;
            n.lone_parents_paid_twice += i64::from(highest > 0 && self.lone_parent(p));
        }
        n
    }
}

fn is_within(got: i64, target: i64, per_mille: i64) -> bool {
    (got - target).abs() * 1000 <= target * per_mille
}

/// 19,016 older, 12,680 disabled, 252 orphans at the end of 2016: seed 000_8a5f4ba2c127cff2.txt; the residual
/// 2,415 is what the named groups leave of 34,363.
#[test]
fn published_recipients_come_out_at_the_end_of_the_year() {
    for seed in [1, 2, 3] {
        let population = ca_mau(seed);
        let n = Law::at(&population, "2016-12-31").recipients();
        println!("seed {seed}: {n:?}");
        for tie in [0, n.older_or_disabled] {
            assert!(is_within(n.older + tie, 19_016, 10), "{n:?}");
            assert!(is_within(n.disabled + tie, 12_680, 10), "{n:?}");
        }
        assert_eq!(n.orphans, 252);
        let others = n.former_orphans + n.hiv + n.lone_parents;
        assert!(is_within(others, 2_415, 10), "{n:?}");
        let named = n.older + n.disabled + n.older_or_disabled + n.orphans;
        assert!(is_within(named + others, 34_363, 5), "{n:?}");
        // A month's allowances at 270,000 a unit, without lone parents', stay below the 165,356 million spent in 2016.
        let million_a_year = n.doubled_coefficients * 135 * 12 / 1000;
        println!("{million_a_year} million VND a year");
        assert!((120_000..165_356).contains(&million_a_year));
    }
}

/// Nobody dies and everybody ages between January and December, so the aged grow by about a twelfth of a birth year
/// each month; the counts stay plausible all year.
#[test]
fn recipients_are_plausible_in_every_month() {
    let population = any();
    let mut last = 0;
    for month in 1..=12 {
        let n = Law::at(population, &format!("2016-{month:02}-28")).recipients();
        println!("month {month}: {n:?}");
        assert!(n.older > last && is_within(n.older, 19_016, 130), "{n:?}");
        assert!(is_within(n.disabled, 12_680, 20) && is_within(n.orphans, 252, 120), "{n:?}");
        last = n.older;
    }
}
