//! The population while it is being made.
//!
//! Receives household sizes; hands on one lane for each fact, all at their defaults. It knows what the facts can
//! be and not how they are decided.

use std::ops::Range;

use crate::population::PopulationError;
use crate::population::sampling::{Lane, Purpose, Quota, Stream, allot, count};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sex {
    Male,
    Female,
}

/// The place of a person in the household.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Head,
    Spouse,
    /// A child, of any age up to 22, of the head or the spouse.
    Child,
    /// Any other relative.
    Kin,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Parent {
    Present,
    Dead,
    Missing,
    InFacility,
    InCustody,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Marital {
    NeverMarried,
    Married,
    Divorced,
    Widowed,
    SpouseMissing,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Supporter {
    Nobody,
    OnAllowance,
    Able,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Debug)]
pub(super) enum Disability {
    None,
    Mild,
    Severe,
    ExtremelySevere,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Poverty {
    Poor,
    NearPoor,
    NotPoor,
}

/// The codes of the area column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Area {
    Lowland = 0,
    Mountain = 1,
    Island = 2,
    EthnicMinority = 3,
    Coastal = 4,
    Remote = 5,
}

/// All lanes. Persons lie household by household; the head comes first, then the spouse, children, other relatives.
pub(super) struct Draft {
    pub(super) seed: u64,
    pub(super) year: i32,
    pub(super) n_persons: u32,
    pub(super) n_households: u32,
    pub(super) first: Lane<u32>,
    pub(super) household: Lane<u32>,
    /// Places of the household not yet taken.
    pub(super) free: Lane<u8>,
    pub(super) age: Lane<u8>,
    pub(super) sex: Lane<Sex>,
    pub(super) role: Lane<Role>,
    /// Persons by sex and age who have no place yet.
    pub(super) unplaced: [Vec<u32>; 2],
    pub(super) birth: Lane<i32>,
    pub(super) marital: Lane<Marital>,
    pub(super) in_education: Lane<bool>,
    pub(super) disability: Lane<Disability>,
    pub(super) poverty: Lane<Poverty>,
    pub(super) minority: Lane<bool>,
    pub(super) hardship: Lane<bool>,
    pub(super) special_area: Lane<bool>,
    pub(super) area: Lane<Area>,
    pub(super) urban: Lane<bool>,
    /// The place of the district in `districts`.
    pub(super) district: Lane<u8>,
    pub(super) districts: Vec<String>,
    /// Dong for each head and month.
    pub(super) income: Lane<i64>,
    pub(super) supporter: Lane<Supporter>,
    pub(super) pension: Lane<bool>,
    pub(super) insurance_allowance: Lane<bool>,
    pub(super) merit_allowance: Lane<bool>,
    pub(super) other_allowance: Lane<bool>,
    pub(super) community_carer: Lane<bool>,
    pub(super) eligible_for_facility: Lane<bool>,
    pub(super) father: Lane<Parent>,
    pub(super) mother: Lane<Parent>,
    pub(super) abandoned: Lane<bool>,
    pub(super) received_as_child: Lane<bool>,
    pub(super) hiv: Lane<bool>,
    pub(super) pregnant: Lane<bool>,
    pub(super) death: Lane<u16>,
    pub(super) able_to_work: Lane<bool>,
    pub(super) stable_income: Lane<bool>,
}

impl Draft {
    /// Empty households of these sizes.
    pub(super) fn new(seed: u64, year: i32, sizes: &[u8], unplaced: [Vec<u32>; 2]) -> Self {
        let (first, household) = layout(sizes);
        let n = count(household.len());
        let m = count(sizes.len());
        let no = Lane::filled(n, false);
        Self {
            seed,
            year,
            n_persons: n,
            n_households: m,
            first: first.into(),
            household: household.into(),
            free: sizes.to_vec().into(),
            age: Lane::filled(n, 0),
            sex: Lane::filled(n, Sex::Male),
            role: Lane::filled(n, Role::Kin),
            unplaced,
            birth: Lane::filled(n, 0),
            marital: Lane::filled(n, Marital::NeverMarried),
            in_education: no.clone(),
            disability: Lane::filled(n, Disability::None),
            poverty: Lane::filled(m, Poverty::NotPoor),
            minority: Lane::filled(m, false),
            hardship: Lane::filled(m, false),
            special_area: Lane::filled(m, false),
            area: Lane::filled(m, Area::Lowland),
            urban: Lane::filled(m, false),
            district: Lane::filled(m, 0),
            districts: Vec::new(),
            income: Lane::filled(m, 0),
            supporter: Lane::filled(n, Supporter::Able),
            pension: no.clone(),
            insurance_allowance: no.clone(),
            merit_allowance: no.clone(),
            other_allowance: no.clone(),
            community_carer: no.clone(),
            eligible_for_facility: no.clone(),
            father: Lane::filled(n, Parent::Present),
            mother: Lane::filled(n, Parent::Present),
            abandoned: no.clone(),
            received_as_child: no.clone(),
            hiv: no.clone(),
            pregnant: no.clone(),
            death: Lane::filled(n, 0),
            able_to_work: no.clone(),
            stable_income: no,
        }
    }

    /// The stream of draws for a purpose.
    pub(super) const fn stream(&self, purpose: Purpose) -> Stream {
        Stream::new(self.seed, purpose)
    }

    /// The persons of a household.
    pub(super) fn members(&self, household: u32) -> Range<u32> {
        self.first.at(household)..self.first.at(household + 1)
    }

    /// The poverty of a person's household.
    pub(super) fn poverty_of(&self, person: u32) -> Poverty {
        self.poverty.at(self.household.at(person))
    }

    /// Whether a person's disability is severe or extremely severe.
    pub(super) fn is_severe(&self, person: u32) -> bool {
        self.disability.at(person) >= Disability::Severe
    }

    /// Puts a person on the next free place of a household.
    pub(super) fn place(&mut self, household: u32, sex: Sex, age: u8, role: Role) {
        let free = self.free.at(household);
        let person = self.first.at(household + 1) - u32::from(free);
        self.free.put(household, free.saturating_sub(1));
        self.age.put(person, age);
        self.sex.put(person, sex);
        self.role.put(person, role);
        if let Some(left) = self.unplaced.get_mut(sex as usize).and_then(|by_age| by_age.get_mut(usize::from(age))) {
            *left = left.saturating_sub(1);
        }
    }

    /// Gives persons outcomes by exact quotas; `margin` is named if one cannot be met.
    pub(super) fn allot_persons(
        &self,
        purpose: Purpose,
        margin: &str,
        quotas: &[Quota],
        cell: impl Fn(u32) -> Option<usize>,
    ) -> Result<Vec<Option<u8>>, PopulationError> {
        allot(self.stream(purpose), self.n_persons, quotas, cell)
            .ok_or_else(|| PopulationError::Unreachable(margin.to_owned()))
    }

    /// Gives households outcomes by exact quotas; `margin` is named if one cannot be met.
    pub(super) fn allot_households(
        &self,
        purpose: Purpose,
        margin: &str,
        quotas: &[Quota],
        cell: impl Fn(u32) -> Option<usize>,
    ) -> Result<Vec<Option<u8>>, PopulationError> {
        allot(self.stream(purpose), self.n_households, quotas, cell)
            .ok_or_else(|| PopulationError::Unreachable(margin.to_owned()))
    }
}

/// The first place of each household and the end, and the household of each place.
fn layout(sizes: &[u8]) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0];
    let mut household = Vec::new();
    for (idx, &size) in (0_u32..).zip(sizes) {
        household.extend(std::iter::repeat_n(idx, usize::from(size)));
        first.push(count(household.len()));
    }
    (first, household)
}

/// The items with an outcome, and the outcome.
pub(super) fn given(outcomes: Vec<Option<u8>>) -> impl Iterator<Item = (u32, u8)> {
    (0_u32..).zip(outcomes).filter_map(|(idx, outcome)| Some((idx, outcome?)))
}
