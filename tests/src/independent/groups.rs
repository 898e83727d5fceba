//! Who is entitled to the monthly allowance, and how much of it.
//!
//! Receives a person in a household and a day; hands on the groups that apply with their amounts, and which of them is
//! paid. The articles are those of the dossier: article 5 says who, article 6 how much.

use super::day::Day;
use super::facts::{CityGroup, Disability, Household, Marital, Parent, Person, Poverty, Province, Supporter};
use super::rates::{self, Regime};

/// Students are paid for until this age at most. The dossier writes `16-22` where it writes `16-<60` of ages that are
/// left out, so the year of being 22 is in it, up to the day before the 23rd birthday.
const LAST_YEAR_OF_STUDY: i32 = 22;

/// How the group of Quảng Ninh is cited.
const QUANG_NINH: &str = "(không rõ số) NQ-HĐND Quảng Ninh";

/// One group that applies to a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entitled {
    /// As an official would cite it.
    pub id: String,
    /// Dong a month.
    pub amount: i64,
    /// What it does beside others.
    pub role: Role,
}

/// How a group goes together with others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Only the highest is paid.
    Alone,
    /// The single parent of clause 4.
    SingleParent,
    /// Is paid beside the single parent's.
    BesideSingleParent,
}

/// The highest; a single parent gets one of the groups that article 6.2 names besides.
/// Of several that may stand beside it the highest is read.
#[must_use]
pub fn highest(entitled: &[Entitled]) -> i64 {
    let most = |role| entitled.iter().filter(|found| found.role == role).map(|found| found.amount).max().unwrap_or(0);
    let alone = most(Role::Alone);
    alone.max(most(Role::SingleParent) + most(Role::BesideSingleParent))
}

/// The groups of a person on a day.
#[must_use]
pub fn entitled(household: &Household, person: &Person, on: Day) -> Vec<Entitled> {
    // Who lives in a facility has its allowance and no other.
    if person.in_facility {
        return Vec::new();
    }
    let asked = Asked { household, person, on, age: person.age(on), regime: rates::regime(on) };
    let base = rates::base(household.province, on);
    let tenths = match asked.regime {
        Regime::Of2013 => asked.of_2013(),
        Regime::Of2021 => asked.of_2021(),
        Regime::Of2026 => asked.of_2026(),
    };
    let decree = match asked.regime {
        Regime::Of2013 => "136/2013",
        Regime::Of2021 => "20/2021",
        Regime::Of2026 => "335/2026",
    };
    let mut found: Vec<Entitled> = tenths
        .into_iter()
        .map(|(place, tenths, role)| Entitled { id: format!("{decree}:{place}"), amount: tenths * base / 10, role })
        .collect();
    found.extend(asked.of_the_province());
    found.extend(asked.of_ho_chi_minh());
    found.extend(asked.social_pension());
    found
}

/// Whether a child has no parent who could care for it: abandoned, or both parents in one of the listed situations.
/// A parent whom nobody can identify is in the list from 2026-10-05 only.
#[must_use]
pub fn has_no_source_of_care(person: &Person, on: Day) -> bool {
    let is_gone = |parent: Parent| match parent {
        Parent::Present => false,
        Parent::Unidentified => rates::regime(on) == Regime::Of2026,
        Parent::Dead | Parent::Missing | Parent::InFacility | Parent::InCustody => true,
    };
    person.abandoned || (is_gone(person.father) && is_gone(person.mother))
}

/// A child of clause 1.
#[must_use]
pub fn is_child_without_care(person: &Person, on: Day) -> bool {
    person.age(on) < 16 && has_no_source_of_care(person, on)
}

/// Whether a child counts for a single parent.
#[must_use]
pub fn counts_as_child(child: &Person, on: Day) -> bool {
    let age = child.age(on);
    let goes_on = match rates::regime(on) {
        Regime::Of2013 | Regime::Of2021 => age <= LAST_YEAR_OF_STUDY,
        Regime::Of2026 => child.counted_at_15,
    };
    age < 16 || (child.in_education && goes_on)
}

/// An old person who could go to a facility but is cared for in the community: 5c in 2013, 5d in 2021, 5b in 2026.
#[must_use]
pub fn is_cared_for_outside(household: &Household, person: &Person, on: Day) -> bool {
    person.age(on) >= 60
        && household.poverty == Poverty::Poor
        && person.supporter == Supporter::Nobody
        && person.eligible_for_facility
        && person.community_carer
}

/// Severely or extremely severely disabled.
#[must_use]
pub fn is_disabled(person: &Person) -> bool {
    matches!(person.disability, Disability::Severe | Disability::ExtremelySevere)
}

/// A place in a decree, tenths of the base, and how it goes with others.
type Found = Vec<(&'static str, i64, Role)>;

struct Asked<'a> {
    household: &'a Household,
    person: &'a Person,
    on: Day,
    age: i32,
    regime: Regime,
}

impl Asked<'_> {
    fn is_poor(&self) -> bool {
        self.household.poverty == Poverty::Poor
    }

    fn of_2013(&self) -> Found {
        let person = self.person;
        let mut found = self.children();
        let studies = person.in_education && (16..=LAST_YEAR_OF_STUDY).contains(&self.age);
        if studies && has_no_source_of_care(person, self.on) {
            found.push(("5.2", 15, Role::Alone));
        }
        found.extend(self.hiv_of_2013());
        if self.is_poor() && self.is_single() {
            match self.n_children() {
                0 => {}
                1 => found.push(("5.4", 10, Role::SingleParent)),
                _ => found.push(("5.4", 20, Role::SingleParent)),
            }
        }
        let is_a = self.is_poor_without_supporter();
        if is_a {
            found.push(("5.5.a", if self.age < 80 { 15 } else { 20 }, Role::BesideSingleParent));
        }
        if self.age >= 80 && !is_a && self.is_without_monthly_money() {
            found.push(("5.5.b", 10, Role::BesideSingleParent));
        }
        if is_cared_for_outside(self.household, person, self.on) {
            found.push(("5.5.c", 30, Role::BesideSingleParent));
        }
        found.extend(self.disability());
        found
    }

    fn of_2021(&self) -> Found {
        let person = self.person;
        let mut found = self.children();
        let studies = person.in_education && (16..=LAST_YEAR_OF_STUDY).contains(&self.age);
        if studies && person.received_as_child {
            found.push(("5.2", 15, Role::Alone));
        }
        found.extend(self.hiv_child());
        found.extend(self.single_parent_by_child());
        let is_a = self.is_poor_without_supporter();
        if is_a {
            found.push(("5.5.a", if self.age < 80 { 15 } else { 20 }, Role::BesideSingleParent));
        }
        if self.on < rates::SOCIAL_PENSION {
            let is_near = self.household.is_poor_or_near_poor();
            if (75..80).contains(&self.age) && is_near && !is_a && self.household.special_area {
                found.push(("5.5.b", 10, Role::BesideSingleParent));
            }
            if self.age >= 80 && !is_a && self.is_without_monthly_money() {
                found.push(("5.5.c", 10, Role::BesideSingleParent));
            }
        }
        if is_cared_for_outside(self.household, person, self.on) {
            found.push(("5.5.d", 30, Role::BesideSingleParent));
        }
        found.extend(self.disability());
        found.extend(self.small_child());
        // No age stands here, so a child with HIV is in clause 3 and in clause 8.
        if person.hiv && self.is_poor() && !person.stable_income {
            found.push(("5.8", 15, Role::BesideSingleParent));
        }
        found
    }

    fn of_2026(&self) -> Found {
        let person = self.person;
        let mut found = self.children();
        if self.age >= 16 && person.in_education && person.received_as_child {
            found.push(("5.2", 15, Role::Alone));
        }
        found.extend(self.hiv_child());
        found.extend(self.single_parent_by_child());
        if self.is_poor_without_supporter() {
            found.push(("5.5.a", if self.age < 75 { 15 } else { 20 }, Role::BesideSingleParent));
        }
        if is_cared_for_outside(self.household, person, self.on) {
            found.push(("5.5.b", 30, Role::BesideSingleParent));
        }
        found.extend(self.disability());
        found.extend(self.small_child());
        if person.hiv && self.is_poor() && !(person.wage || person.pension || person.insurance) {
            found.push(("5.8", 15, Role::BesideSingleParent));
        }
        found
    }

    /// Clause 1, in all three decrees.
    fn children(&self) -> Found {
        if !is_child_without_care(self.person, self.on) {
            return Vec::new();
        }
        vec![("5.1", if self.age < 4 { 25 } else { 15 }, Role::Alone)]
    }

    /// Clause 3 of 2013: children, and from 16 those who cannot work and get no other money each month.
    fn hiv_of_2013(&self) -> Option<(&'static str, i64, Role)> {
        let person = self.person;
        if !person.hiv || !self.is_poor() {
            return None;
        }
        let has_money = person.pension || person.insurance || person.merit || person.other_allowance;
        let tenths = match self.age {
            ..4 => 25,
            4..16 => 20,
            _ if person.able_to_work || has_money => return None,
            _ => 15,
        };
        Some(("5.3", tenths, Role::BesideSingleParent))
    }

    /// Clause 3 since 2021. The exception for single parents does not name it any more.
    fn hiv_child(&self) -> Option<(&'static str, i64, Role)> {
        let is_in = self.person.hiv && self.is_poor() && self.age < 16;
        is_in.then_some(("5.3", if self.age < 4 { 25 } else { 20 }, Role::Alone))
    }

    /// Clause 4 since 2021: for each child.
    fn single_parent_by_child(&self) -> Option<(&'static str, i64, Role)> {
        let n_children = self.n_children();
        let is_in = self.household.is_poor_or_near_poor() && self.is_single() && n_children > 0;
        is_in.then_some(("5.4", 10 * n_children, Role::SingleParent))
    }

    /// Clause 6. Degrees and coefficients are those of Decree 28/2012 until 2021.
    fn disability(&self) -> Option<(&'static str, i64, Role)> {
        let is_child_or_old = self.age < 16 || self.age >= 60;
        let tenths = match (self.person.disability, is_child_or_old) {
            (Disability::ExtremelySevere, true) => 25,
            (Disability::ExtremelySevere, false) | (Disability::Severe, true) => 20,
            (Disability::Severe, false) => 15,
            (Disability::No | Disability::Mild, _) => return None,
        };
        Some(("5.6", tenths, Role::BesideSingleParent))
    }

    /// Clause 7 since 2021.
    fn small_child(&self) -> Option<(&'static str, i64, Role)> {
        let is_elsewhere = is_child_without_care(self.person, self.on)
            || (self.person.hiv && self.is_poor())
            || is_disabled(self.person);
        let lives_there = self.household.special_area && self.household.is_poor_or_near_poor();
        (self.age < 3 && lives_there && !is_elsewhere).then_some(("5.7", 15, Role::Alone))
    }

    /// Never married, or the spouse is dead or declared missing. Divorced people are not listed in 2021.
    /// OPEN: for 2013 the dossier does not say; read alike.
    fn is_single(&self) -> bool {
        matches!(self.person.marital, Marital::NeverMarried | Marital::Widowed | Marital::SpouseMissing)
    }

    /// The children who count for a single parent.
    fn n_children(&self) -> i64 {
        let counts = |child: &&Person| counts_as_child(child, self.on);
        let n_children = self.household.those(&self.person.children).filter(counts).count();
        i64::try_from(n_children).unwrap_or(i64::MAX)
    }

    /// Clause 5a.
    fn is_poor_without_supporter(&self) -> bool {
        self.age >= 60 && (self.is_poor() || self.is_near_poor_in_ha_noi()) && self.has_no_able_supporter()
    }

    fn has_no_able_supporter(&self) -> bool {
        matches!(self.person.supporter, Supporter::Nobody | Supporter::OnAllowance)
    }

    /// No pension, no monthly social insurance, no monthly social allowance. Money for merit is none of these.
    const fn is_without_monthly_money(&self) -> bool {
        !(self.person.pension || self.person.insurance || self.person.other_allowance)
    }

    /// From 2025-07-01. It does not stand beside a single parent's allowance: the law pays the higher of the two.
    /// OPEN: a pension below the social pension; here the whole social pension is paid.
    fn social_pension(&self) -> Option<Entitled> {
        let person = self.person;
        let is_free = !(person.pension || person.insurance) || person.low_pension;
        if self.on < rates::SOCIAL_PENSION || !is_free {
            return None;
        }
        let place = match self.age {
            75.. => "21.1",
            70..75 if self.household.is_poor_or_near_poor() => "21.2",
            _ => return None,
        };
        let amount = rates::social_pension(self.household.province, self.on);
        Some(Entitled { id: format!("41/2024/QH15:{place}"), amount, role: Role::Alone })
    }

    /// Clause 5a for near-poor people too, in Hà Nội from 2026. It is the same group for more people, so it keeps its
    /// name. OPEN: the city's resolution speaks of 80 years; from 2026-10-05 it is read with the ages of the decree.
    fn is_near_poor_in_ha_noi(&self) -> bool {
        let is_there = self.household.province == Some(Province::HaNoi) && self.on >= Day::new(2026, 1, 1);
        is_there && self.household.poverty == Poverty::NearPoor
    }

    /// Quảng Ninh from October 2024: poor households unable to work. OPEN: here nobody of 16 or more can work, and each
    /// of them is paid. The first day and the number of the resolution are not stated.
    fn of_the_province(&self) -> Option<Entitled> {
        let is_there = self.household.province == Some(Province::QuangNinh) && self.on >= Day::new(2024, 10, 1);
        let amount = if self.household.urban { 2_000_000 } else { 1_500_000 };
        let nobody_can_work = self.household.persons.iter().all(|one| one.age(self.on) < 16 || !one.able_to_work);
        let is_in = is_there && self.is_poor() && self.age >= 16 && nobody_can_work;
        is_in.then(|| Entitled { id: QUANG_NINH.to_owned(), amount, role: Role::Alone })
    }

    /// Hồ Chí Minh City: its groups from 2022-04-17 at 480,000 or the national level, old people of Cần Giờ from 2024.
    /// OPEN: the level that 1.25 is taken of is not stated; read as that of 2022.
    fn of_ho_chi_minh(&self) -> Vec<Entitled> {
        let (person, household) = (self.person, self.household);
        if household.province != Some(Province::HoChiMinh) || self.on < Day::new(2022, 4, 17) {
            return Vec::new();
        }
        let base = rates::national(self.on).max(480_000);
        let mut found = Vec::new();
        let mut add = |id: &str, amount| found.push(Entitled { id: id.to_owned(), amount, role: Role::Alone });
        match person.city_group {
            CityGroup::No => {}
            CityGroup::CoveredChild if self.age < 4 => add("02/2022/NQ-HĐND", base * 25 / 10),
            CityGroup::Third => add("02/2022/NQ-HĐND", base * 25 / 10),
            _ => add("02/2022/NQ-HĐND", base),
        }
        let is_old = self.age >= 75 && household.is_poor_or_near_poor() && household.can_gio;
        if is_old && self.on >= Day::new(2024, 1, 1) {
            add("35/2023/NQ-HĐND:1", base * 125 / 100);
        }
        found
    }
}
