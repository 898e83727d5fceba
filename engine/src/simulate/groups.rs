//! By what results are broken down.
//!
//! Receives a population; hands on the group of every person. It knows the names of columns, and no law.

use ansinh_grammar::Text;

use crate::population::{ColumnData, Population, district_name};
use crate::value::Date;

/// A trait by which results are broken down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// The district of the household.
    District,
    /// Town or country.
    Residence,
    /// The kind of area of the household.
    Area,
    /// Age completed on 31 December.
    Age,
    /// Sex.
    Sex,
    /// The class of the household.
    Poverty,
    /// The fifth of the people by income for each head, without any benefit.
    Fifth,
    /// Five years of age, and sex: the two sides of a pyramid.
    AgeSex,
}

/// The groups of one trait, and the group of every person.
pub(super) struct Grouping {
    pub(super) by: By,
    /// Keys and names.
    pub(super) groups: Vec<(String, Text)>,
    pub(super) of_person: Vec<u8>,
}

/// The first ages of the bands: those by which the allowances are told apart.
const BANDS: [i32; 10] = [0, 3, 6, 16, 23, 40, 60, 70, 75, 80];

impl By {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::District, Self::Residence, Self::Area, Self::Age, Self::Sex, Self::Poverty, Self::Fifth, Self::AgeSex];

    /// The name by which it is asked for.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Residence => "residence",
            Self::Area => "area",
            Self::Age => "age",
            Self::Sex => "sex",
            Self::Poverty => "poverty",
            Self::Fifth => "fifth",
            Self::AgeSex => "age_sex",
        }
    }

    /// The name in words.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::District => Text::new("huyện, thành phố", "district"),
            Self::Residence => Text::new("thành thị, nông thôn", "town and country"),
            Self::Area => Text::new("loại vùng", "kind of area"),
            Self::Age => Text::new("nhóm tuổi", "age"),
            Self::Sex => Text::new("giới tính", "sex"),
            Self::Poverty => Text::new("loại hộ", "class of household"),
            Self::Fifth => Text::new("nhóm thu nhập", "fifth by income"),
            Self::AgeSex => Text::new("tuổi và giới tính", "age and sex"),
        }
    }

    const fn column(self) -> &'static str {
        match self {
            Self::Residence => "urban",
            Self::Age | Self::AgeSex => "date_of_birth",
            Self::Fifth => "income_per_head",
            Self::District | Self::Area | Self::Sex | Self::Poverty => self.code(),
        }
    }
}

impl Grouping {
    /// The groups of a population in a year; nothing where it lacks the column.
    pub(super) fn of(population: &Population, by: By, year: i32) -> Option<Self> {
        let column = population.columns().iter().find(|column| column.name == by.column())?;
        let (groups, codes) = match (by, &column.data) {
            (By::Age, ColumnData::Date(births)) => (bands(), births.iter().map(|&birth| band(birth, year)).collect()),
            (By::AgeSex, ColumnData::Date(births)) => (ages_and_sexes(), by_age_and_sex(population, births, year)?),
            (By::Fifth, ColumnData::Number { values, .. }) => (fifths(), by_income(population, values)),
            (By::Residence, ColumnData::YesNo(urban)) => (residences(), urban.clone()),
            (_, ColumnData::Choice { values, codes }) => {
                (values.iter().map(|value| (value.clone(), name(by, value))).collect(), codes.clone())
            }
            _ => return None,
        };
        let of_person = if codes.len() == population.persons() { codes } else { spread(population, &codes) };
        Some(Self { by, groups, of_person })
    }
}

/// The code of each household for each of its persons.
fn spread(population: &Population, codes: &[u8]) -> Vec<u8> {
    let sizes = population.first_person().windows(2).map(|ends| match ends {
        [from, to] => (to - from) as usize,
        _ => 0,
    });
    codes.iter().zip(sizes).flat_map(|(&code, size)| std::iter::repeat_n(code, size)).collect()
}

fn bands() -> Vec<(String, Text)> {
    let ends = BANDS.iter().skip(1).map(|next| Some(next - 1)).chain([None]);
    let band = |(from, to): (&i32, Option<i32>)| match to {
        Some(to) => (format!("{from}-{to}"), Text::new(format!("{from}–{to} tuổi"), format!("Aged {from}–{to}"))),
        None => (format!("{from}+"), Text::new(format!("Từ {from} tuổi"), format!("Aged {from} and over"))),
    };
    BANDS.iter().zip(ends).map(band).collect()
}

fn band(birth: i32, year: i32) -> u8 {
    // On 31 December every birthday of the year has passed.
    let age = Date::from_packed(birth).map_or(0, |birth| year - birth.year());
    let at = BANDS.iter().rposition(|&from| age >= from).unwrap_or(0);
    u8::try_from(at).unwrap_or(0)
}

/// The last band has no end.
const LAST_BAND: i32 = 80;

/// Bands of five years, men and then women of each.
fn ages_and_sexes() -> Vec<(String, Text)> {
    let band = |from: i32| {
        let (key, vi, en) = if from < LAST_BAND {
            let to = from + 4;
            (format!("{from}-{to}"), format!("{from}–{to}"), format!("{from}–{to}"))
        } else {
            (format!("{from}+"), format!("từ {from}"), format!("{from} and over"))
        };
        [("male", "nam", "men"), ("female", "nữ", "women")].map(|(sex, sex_vi, sex_en)| {
            (format!("{key}/{sex}"), Text::new(format!("{vi} tuổi, {sex_vi}"), format!("Aged {en}, {sex_en}")))
        })
    };
    (0..=LAST_BAND / 5).flat_map(|at| band(at * 5)).collect()
}

/// Nothing where sex is not known.
fn by_age_and_sex(population: &Population, births: &[i32], year: i32) -> Option<Vec<u8>> {
    let column = population.columns().iter().find(|column| column.name == By::Sex.column())?;
    let ColumnData::Choice { values, codes } = &column.data else { return None };
    let female = values.iter().position(|value| value == "female");
    let code = |(birth, sex): (&i32, &u8)| {
        let age = Date::from_packed(*birth).map_or(0, |birth| year - birth.year());
        let band = u8::try_from(age.clamp(0, LAST_BAND) / 5).unwrap_or(0);
        2 * band + u8::from(Some(usize::from(*sex)) == female)
    };
    Some(births.iter().zip(codes).map(code).collect())
}

fn residences() -> Vec<(String, Text)> {
    vec![("rural".to_owned(), Text::new("Nông thôn", "Country")), ("urban".to_owned(), Text::new("Thành thị", "Town"))]
}

fn fifths() -> Vec<(String, Text)> {
    let fifth = |at: i32| {
        let text = match at {
            1 => Text::new("Nhóm 1 (nghèo nhất)", "Fifth 1 (poorest)"),
            5 => Text::new("Nhóm 5 (giàu nhất)", "Fifth 5 (richest)"),
            _ => Text::new(format!("Nhóm {at}"), format!("Fifth {at}")),
        };
        (at.to_string(), text)
    };
    (1..=5).map(fifth).collect()
}

/// The fifth in which the middle of each household stands, households in order of income and of their place.
fn by_income(population: &Population, incomes: &[i64]) -> Vec<u8> {
    let mut order: Vec<usize> = (0..incomes.len()).collect();
    order.sort_by_key(|&at| (incomes.get(at), at));
    let size = |at: usize| match population.first_person().get(at..at + 2) {
        Some([from, to]) => u64::from(to - from),
        _ => 0,
    };
    let mut fifths = vec![0; incomes.len()];
    let (mut before, all) = (0, 2 * population.persons() as u64);
    for at in order {
        let middle = 2 * before + size(at);
        before += size(at);
        if let Some(fifth) = fifths.get_mut(at) {
            *fifth = u8::try_from(middle * 5 / all.max(1)).unwrap_or(4).min(4);
        }
    }
    fifths
}

fn name(by: By, value: &str) -> Text {
    match (by, value) {
        (By::District, _) => district_name(value),
        (_, "male") => Text::new("Nam", "Men"),
        (_, "female") => Text::new("Nữ", "Women"),
        (_, "poor") => Text::new("Hộ nghèo", "Poor households"),
        (_, "near_poor") => Text::new("Hộ cận nghèo", "Near-poor households"),
        (_, "not_poor") => Text::new("Hộ không nghèo", "Other households"),
        (_, "lowland") => Text::new("Đồng bằng, thành thị", "Lowland or town"),
        (_, "mountain") => Text::new("Vùng núi", "Mountain"),
        (_, "island") => Text::new("Hải đảo", "Island"),
        (_, "ethnic_minority") => Text::new(
            "Vùng dân tộc thiểu số, xã đặc biệt khó khăn",
            "Ethnic-minority area, extremely difficult commune",
        ),
        (_, "coastal") => Text::new("Bãi ngang ven biển", "Poor coastal area"),
        (_, "remote") => Text::new("Vùng sâu, vùng xa", "Remote area"),
        (_, other) => Text::same(other),
    }
}
