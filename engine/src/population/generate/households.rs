//! Households with their heads and spouses.
//!
//! Receives the margins of household sizes, ages and headship; hands on a draft whose households have their size
//! and their head, with or without spouse. It knows nothing of children and other relatives.

use super::draft::{Draft, Role, Sex};
use crate::population::margins::{AGES, Margins};
use crate::population::sampling::{Purpose, Quota, Stream, Urn, allot, apportion_within, count};
use crate::population::{PopulationError, Settings};

/// The ages of a husband and a wife.
type Couple = (u8, u8);
/// A head without spouse.
type Lone = (Sex, u8);

/// Who is to head households, in random order.
struct Heads {
    couples: Vec<Couple>,
    couples_alone: Vec<Couple>,
    lone: Vec<Lone>,
    solo: Vec<Lone>,
}

/// How many households of each kind.
#[derive(Default)]
struct Kinds {
    couples: u32,
    couples_alone: u32,
    lone: u32,
    solo: u32,
}

/// Founds the households of a province.
pub(super) fn found(settings: &Settings, margins: &Margins) -> Result<Draft, PopulationError> {
    let persons = persons(margins)?;
    let households = sizes(settings.seed, margins)?;
    let sizes: Vec<u8> = households.iter().map(|&(size, _)| size).collect();
    let n_places: u32 = sizes.iter().map(|&size| u32::from(size)).sum();
    if n_places != persons.iter().flatten().sum() {
        return Err(PopulationError::Unreachable("household_size".to_owned()));
    }
    let mut heads = heads(settings.seed, margins, &persons, &kinds(&households))?;
    let mut draft = Draft::new(settings.seed, settings.year, &sizes, persons);
    let unreachable = || PopulationError::Unreachable("couple_share".to_owned());
    for (household, (size, is_couple)) in (0_u32..).zip(households) {
        if is_couple {
            let couples = if size == 2 { &mut heads.couples_alone } else { &mut heads.couples };
            let (husband, wife) = couples.pop().ok_or_else(unreachable)?;
            draft.place(household, Sex::Male, husband, Role::Head);
            draft.place(household, Sex::Female, wife, Role::Spouse);
        } else {
            let lone = if size == 1 { &mut heads.solo } else { &mut heads.lone };
            let (sex, age) = lone.pop().ok_or_else(unreachable)?;
            draft.place(household, sex, age, Role::Head);
        }
    }
    Ok(draft)
}

/// Persons by sex and single age.
fn persons(margins: &Margins) -> Result<[Vec<u32>; 2], PopulationError> {
    let of = |sex: &str| {
        (0..AGES)
            .map(|age| {
                let key = format!("{sex}/{age}");
                u32::try_from(margins.value("age_sex", &key)?).map_err(|_| PopulationError::Table(key))
            })
            .collect::<Result<Vec<u32>, _>>()
    };
    Ok([of("male")?, of("female")?])
}

/// Each household's size, and whether a couple heads it.
fn sizes(seed: u64, margins: &Margins) -> Result<Vec<(u8, bool)>, PopulationError> {
    let couple_share = margins.bands("couple_share", "")?;
    let mut kinds = Vec::new();
    let mut counts = Vec::new();
    for row in margins.of("household_size") {
        let malformed = || PopulationError::Table(format!("household_size/{}", row.key));
        let size: u8 = row.key.parse().map_err(|_| malformed())?;
        let n = u32::try_from(row.value).map_err(|_| malformed())?;
        let n_couples = u64::from(n) * couple_share.weight(size) / 1000;
        let n_couples = u32::try_from(n_couples).map_err(|_| malformed())?;
        kinds.extend([(size, true), (size, false)]);
        counts.extend([n_couples, n.checked_sub(n_couples).ok_or_else(malformed)?]);
    }
    let n_households: u32 = counts.iter().sum();
    let mut urn = Urn::new(counts);
    let stream = Stream::new(seed, Purpose::HouseholdType);
    let drawn = (0..n_households).filter_map(|household| kinds.get(usize::from(urn.take(stream, household)?)).copied());
    Ok(drawn.collect())
}

fn kinds(households: &[(u8, bool)]) -> Kinds {
    let mut kinds = Kinds::default();
    for household in households {
        match household {
            (2, true) => kinds.couples_alone += 1,
            (_, true) => kinds.couples += 1,
            (1, false) => kinds.solo += 1,
            (_, false) => kinds.lone += 1,
        }
    }
    kinds
}

fn heads(seed: u64, margins: &Margins, persons: &[Vec<u32>; 2], kinds: &Kinds) -> Result<Heads, PopulationError> {
    let [men, women] = persons;
    let n_couples = kinds.couples + kinds.couples_alone;
    let husbands = partners(margins, "male/", men, n_couples)?;
    let wives = partners(margins, "female/", women, n_couples)?;
    let singles = [rest(men, &husbands), rest(women, &wives)];
    let pairs = pair(seed, margins, &husbands, &wives)?;
    let (mut couples_alone, mut couples) = split_couples(seed, margins, pairs, kinds.couples_alone)?;
    let (mut solo, mut lone) = lone_heads(margins, &singles, kinds)?;
    Stream::new(seed, Purpose::CoupleAloneOrder).shuffle(&mut couples_alone);
    Stream::new(seed, Purpose::CoupleOrder).shuffle(&mut couples);
    Stream::new(seed, Purpose::SoloOrder).shuffle(&mut solo);
    Stream::new(seed, Purpose::LoneOrder).shuffle(&mut lone);
    Ok(Heads { couples, couples_alone, lone, solo })
}

/// How many of each age are the husbands or wives of head couples.
fn partners(margins: &Margins, sex: &str, persons: &[u32], n_couples: u32) -> Result<Vec<u32>, PopulationError> {
    let weight = margins.bands("partner_weight", sex)?;
    let weights: Vec<u64> = (0..).zip(persons).map(|(age, &n)| weight.weight(age) * u64::from(n)).collect();
    apportion_within(n_couples, &weights, persons)
        .ok_or_else(|| PopulationError::Unreachable("partner_weight".to_owned()))
}

fn rest(all: &[u32], taken: &[u32]) -> Vec<u32> {
    all.iter().zip(taken).map(|(all, taken)| all.saturating_sub(*taken)).collect()
}

/// Pairs husbands and wives by the rank of their age, with noise.
fn pair(seed: u64, margins: &Margins, husbands: &[u32], wives: &[u32]) -> Result<Vec<Couple>, PopulationError> {
    let jitter = margins.value("couple_age_jitter", "years")?;
    let jitter = 4 * u32::try_from(jitter).unwrap_or(0);
    let ranked = |by_age: &[u32], purpose| {
        let stream = Stream::new(seed, purpose);
        let ages = ages(by_age);
        let mut ranked: Vec<(u32, u8)> =
            (0..).zip(ages).map(|(idx, age)| (4 * u32::from(age) + stream.below(idx, jitter), age)).collect();
        ranked.sort_unstable();
        ranked
    };
    let husbands = ranked(husbands, Purpose::HusbandRank);
    let wives = ranked(wives, Purpose::WifeRank);
    Ok(husbands.into_iter().zip(wives).map(|((_, husband), (_, wife))| (husband, wife)).collect())
}

/// One entry for each person counted.
fn ages(by_age: &[u32]) -> impl Iterator<Item = u8> {
    (0_u8..).zip(by_age).flat_map(|(age, &n)| std::iter::repeat_n(age, n as usize))
}

/// Couples that live alone, and the others.
fn split_couples(
    seed: u64,
    margins: &Margins,
    pairs: Vec<Couple>,
    n_alone: u32,
) -> Result<(Vec<Couple>, Vec<Couple>), PopulationError> {
    let unreachable = || PopulationError::Unreachable("couple_alone_weight".to_owned());
    let weight = margins.bands("couple_alone_weight", "")?;
    let mut wives = vec![0_u32; usize::from(AGES)];
    for &(_, wife) in &pairs {
        if let Some(n) = wives.get_mut(usize::from(wife)) {
            *n += 1;
        }
    }
    let weights: Vec<u64> = (0..).zip(&wives).map(|(age, &n)| weight.weight(age) * u64::from(n)).collect();
    let alone = apportion_within(n_alone, &weights, &wives).ok_or_else(unreachable)?;
    let quotas: Vec<Quota> = alone.iter().map(|&n| Quota::Counts(vec![i64::from(n)])).collect();
    let wife = |idx: u32| pairs.get(idx as usize).map(|&(_, wife)| usize::from(wife));
    let stream = Stream::new(seed, Purpose::CoupleAlone);
    let outcomes = allot(stream, count(pairs.len()), &quotas, wife).ok_or_else(unreachable)?;
    let mut is_alone = outcomes.into_iter().map(|outcome| outcome.is_some());
    Ok(pairs.into_iter().partition(|_| is_alone.next().unwrap_or(false)))
}

/// Heads who live alone, and other heads without spouse.
fn lone_heads(
    margins: &Margins,
    singles: &[Vec<u32>; 2],
    kinds: &Kinds,
) -> Result<(Vec<Lone>, Vec<Lone>), PopulationError> {
    let unreachable = || PopulationError::Unreachable("lone_head_weight".to_owned());
    let alone = margins.bands("living_alone_weight", "")?;
    let mut who = Vec::new();
    let mut caps = Vec::new();
    let mut weights = Vec::new();
    for ((sex, key), singles) in [(Sex::Male, "male/"), (Sex::Female, "female/")].into_iter().zip(singles) {
        let weight = margins.bands("lone_head_weight", key)?;
        for (age, &n) in (0..).zip(singles) {
            who.push((sex, age));
            caps.push(n);
            weights.push(u64::from(n) * weight.weight(age));
        }
    }
    let all = apportion_within(kinds.solo + kinds.lone, &weights, &caps).ok_or_else(unreachable)?;
    let weights: Vec<u64> = who.iter().zip(&all).map(|(&(_, age), &n)| u64::from(n) * alone.weight(age)).collect();
    let solo = apportion_within(kinds.solo, &weights, &all).ok_or_else(unreachable)?;
    let lone = rest(&all, &solo);
    Ok((repeated(&who, &solo), repeated(&who, &lone)))
}

/// One entry for each person counted.
fn repeated(who: &[Lone], counts: &[u32]) -> Vec<Lone> {
    let runs = who.iter().zip(counts);
    runs.flat_map(|(&lone, &n)| std::iter::repeat_n(lone, n as usize)).collect()
}
