//! Plain facts about a household.
//!
//! Receives and decides nothing: these are the words of the dossier as fields.

use super::day::Day;

/// What became of a parent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Parent {
    /// Alive and able to care for the child.
    Present,
    /// Dead.
    Dead,
    /// Declared missing.
    Missing,
    /// In a facility.
    InFacility,
    /// In prison or under an administrative measure.
    InCustody,
    /// Nobody can tell who it is.
    Unidentified,
}

/// The class of the household.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Poverty {
    /// Poor.
    Poor,
    /// Near-poor.
    NearPoor,
    /// Neither.
    NotPoor,
}

/// Marriage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marital {
    /// Never married.
    NeverMarried,
    /// Married.
    Married,
    /// Divorced.
    Divorced,
    /// The spouse is dead.
    Widowed,
    /// The spouse is declared missing.
    SpouseMissing,
}

/// Who must support an old person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Supporter {
    /// Nobody.
    Nobody,
    /// Somebody who gets a monthly social allowance.
    OnAllowance,
    /// Somebody who can.
    Able,
}

/// The degree of a disability.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disability {
    /// None.
    No,
    /// Mild: nothing is paid.
    Mild,
    /// Severe.
    Severe,
    /// Extremely severe.
    ExtremelySevere,
}

/// Where the household lives, by the provinces before July 2025.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Province {
    /// Hà Nội.
    HaNoi,
    /// Hải Phòng.
    HaiPhong,
    /// Hải Dương.
    HaiDuong,
    /// Quảng Ninh.
    QuangNinh,
    /// Hồ Chí Minh City.
    HoChiMinh,
    /// Đà Nẵng.
    DaNang,
    /// Tuyên Quang.
    TuyenQuang,
    /// Cà Mau.
    CaMau,
    /// Any other.
    Elsewhere,
}

/// The groups of Resolution 02/2022 of Hồ Chí Minh City.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CityGroup {
    /// None of them.
    No,
    /// From 60, alone.
    OldAlone,
    /// From 16 to under 60, poor, after an accident or a critical illness.
    IllOrInjured,
    /// A child of the resolution.
    CoveredChild,
    /// Group 3.
    Third,
}

/// One person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Date of birth.
    pub born: Day,
    /// Abandoned and not adopted.
    pub abandoned: bool,
    /// The father.
    pub father: Parent,
    /// The mother.
    pub mother: Parent,
    /// At school, in training, at college or in a first degree.
    pub in_education: bool,
    /// Was getting the allowance for children without support when turning 16.
    pub received_as_child: bool,
    /// A single parent was getting the allowance for this child until it turned 16.
    pub counted_at_15: bool,
    /// Marriage.
    pub marital: Marital,
    /// Pregnant.
    pub pregnant: bool,
    /// Who must support this person.
    pub supporter: Supporter,
    /// Gets a monthly pension.
    pub pension: bool,
    /// Gets another monthly sum of social insurance.
    pub insurance: bool,
    /// These two together are less than the social pension.
    pub low_pension: bool,
    /// Gets another monthly social allowance.
    pub other_allowance: bool,
    /// Gets a monthly allowance for merit.
    pub merit: bool,
    /// Has a steady monthly income.
    pub stable_income: bool,
    /// Of it, wages.
    pub wage: bool,
    /// The degree of disability.
    pub disability: Disability,
    /// Still able to work.
    pub able_to_work: bool,
    /// Lives with HIV.
    pub hiv: bool,
    /// Cannot live alone, a facility would take the person in.
    pub eligible_for_facility: bool,
    /// Lives in a facility.
    pub in_facility: bool,
    /// Somebody has taken the person in.
    pub community_carer: bool,
    /// The own family cares for the person.
    pub cared_for_at_home: bool,
    /// The spouse gets the support for disabled parents.
    pub spouse_has_support: bool,
    /// The spouse, if that is somebody of the household, by position.
    pub spouse: Option<usize>,
    /// Died this month.
    pub died: bool,
    /// Died or went missing this month in a disaster or an accident.
    pub lost: bool,
    /// Was severely injured this month in a disaster or an accident.
    pub injured: bool,
    /// Had a survivor's or another allowance each month.
    pub survivor: bool,
    /// The group of Hồ Chí Minh City.
    pub city_group: CityGroup,
    /// The children raised, by position in the household.
    pub children: Vec<usize>,
    /// The people taken in, by position in the household.
    pub taken_in: Vec<usize>,
}

impl Person {
    /// A person with nothing special.
    #[must_use]
    pub const fn plain(born: Day) -> Self {
        Self {
            born,
            abandoned: false,
            father: Parent::Present,
            mother: Parent::Present,
            in_education: false,
            received_as_child: false,
            counted_at_15: false,
            marital: Marital::NeverMarried,
            pregnant: false,
            supporter: Supporter::Able,
            pension: false,
            insurance: false,
            low_pension: false,
            other_allowance: false,
            merit: false,
            stable_income: false,
            wage: false,
            disability: Disability::No,
            able_to_work: true,
            hiv: false,
            eligible_for_facility: false,
            in_facility: false,
            community_carer: false,
            cared_for_at_home: false,
            spouse_has_support: false,
            spouse: None,
            died: false,
            lost: false,
            injured: false,
            survivor: false,
            city_group: CityGroup::No,
            children: Vec::new(),
            taken_in: Vec::new(),
        }
    }

    /// Completed years.
    #[must_use]
    pub const fn age(&self, on: Day) -> i32 {
        self.born.years_until(on)
    }
}

/// People who live together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Household {
    /// Its class.
    pub poverty: Poverty,
    /// In an extremely difficult commune or village of the ethnic-minority and mountain area.
    pub special_area: bool,
    /// In a town.
    pub urban: bool,
    /// In Cần Giờ.
    pub can_gio: bool,
    /// The province, if anybody asks for it; else only national law is meant.
    pub province: Option<Province>,
    /// The persons.
    pub persons: Vec<Person>,
}

impl Household {
    /// Poor or near-poor.
    #[must_use]
    pub fn is_poor_or_near_poor(&self) -> bool {
        self.poverty != Poverty::NotPoor
    }

    /// The persons at some positions.
    pub fn those<'h>(&'h self, positions: &'h [usize]) -> impl Iterator<Item = &'h Person> {
        positions.iter().filter_map(|at| self.persons.get(*at))
    }
}
