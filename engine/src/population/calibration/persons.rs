//! The margins of persons.
//!
//! Receives facts and margin tables; hands on rows. It knows which margin counts which persons.

use super::Margin;
use super::facts::{Answer, Facts, Person};
use crate::population::margins::{AGES, Margins, ages};

/// A family of margins: the rows of one margin whose keys are a prefix and a range of ages.
struct Family {
    margin: &'static str,
    prefix: &'static str,
    en: &'static str,
    vi: &'static str,
    columns: &'static [&'static str],
    counts: fn(&Person) -> bool,
}

/// A margin of one row.
struct Single {
    margin: &'static str,
    key: &'static str,
    en: &'static str,
    vi: &'static str,
    columns: &'static [&'static str],
    counts: fn(&Person) -> bool,
}

/// All margins of persons.
pub(super) fn margins(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if let Ok(row) = margins.row("total", "persons") {
        let name = ("Persons".to_owned(), "Dân số".to_owned());
        table.push(Margin::of(row, row.value, count(facts, |_| true), name));
    }
    if !facts.has(&["date_of_birth"]) {
        return table;
    }
    table.extend(age_groups(facts, margins));
    table.extend(FAMILIES.iter().flat_map(|family| family_rows(family, facts, margins)));
    table.extend(education(facts, margins));
    for single in SINGLES.iter().filter(|single| facts.has(single.columns)) {
        if let Ok(row) = margins.row(single.margin, single.key) {
            let name = (single.en.to_owned(), single.vi.to_owned());
            table.push(Margin::of(row, row.value, count(facts, single.counts), name));
        }
    }
    table.extend(lone_parents(facts, margins));
    table
}

/// Five-year groups by sex, and the ages the law asks for.
fn age_groups(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if !facts.has(&["sex"]) {
        return table;
    }
    let five_years = (0..AGES).step_by(5).map(|first| (first, first + 4));
    let policy = [(0, 2), (0, 3), (0, 15), (16, 22), (60, 79), (75, 79), (80, AGES - 1)];
    for (first, last) in five_years.chain(policy) {
        for (sex, en, vi) in [("male", "Men", "Nam"), ("female", "Women", "Nữ")] {
            let answer = Answer::of(sex);
            let keys = (first..=last).map(|age| format!("{sex}/{age}"));
            let rows: Vec<_> = keys.filter_map(|key| margins.row("age_sex", &key).ok()).collect();
            let Some(row) = rows.first() else { continue };
            let target = rows.iter().map(|row| row.value).sum();
            let got = count(facts, |person| person.sex == answer && (first..=last).contains(&person.age));
            let name = (format!("{en} aged {first}-{last}"), format!("{vi} {first}-{last} tuổi"));
            table.push(Margin::of(row, target, got, name));
        }
    }
    table
}

fn family_rows(family: &Family, facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if !facts.has(family.columns) {
        return table;
    }
    for row in margins.of(family.margin) {
        let Some(range) = row.key.strip_prefix(family.prefix) else {
            continue;
        };
        let Some((first, last)) = ages(range) else {
            continue;
        };
        let is_such = |person: &Person| (first..=last).contains(&person.age) && (family.counts)(person);
        let name = (format!("{}, aged {range}", family.en), format!("{}, {range} tuổi", family.vi));
        table.push(Margin::of(row, row.value, count(facts, is_such), name));
    }
    table
}

/// Schooling is a share of each age.
fn education(facts: &Facts, margins: &Margins) -> Vec<Margin> {
    let mut table = Vec::new();
    if !facts.has(&["in_education"]) {
        return table;
    }
    for row in margins.of("in_education") {
        let Some((first, last)) = ages(&row.key) else {
            continue;
        };
        let is_of_age = |person: &Person| (first..=last).contains(&person.age);
        let target = count(facts, is_of_age).saturating_mul(row.value).saturating_add(500) / 1000;
        let got = count(facts, |person| is_of_age(person) && person.in_education);
        let name = (format!("Studying, aged {}", row.key), format!("Đang học, {} tuổi", row.key));
        table.push(Margin { unit: "persons".to_owned(), ..Margin::of(row, target, got, name) });
    }
    table
}

/// Poor persons raising a child alone: two classes of the poverty margin together.
fn lone_parents(facts: &Facts, margins: &Margins) -> Option<Margin> {
    let row = margins.row("poverty_by_class", "poor/lone_parent").ok()?;
    let aged = margins.value("poverty_by_class", "poor/aged_lone_parent").ok()?;
    let columns = ["poverty", "marital", "disability", "in_education", "children_raised"];
    if !facts.has(&columns) {
        return None;
    }
    let got = count(facts, |person| {
        let is_single = [Answer::NeverMarried, Answer::Widowed, Answer::SpouseMissing].contains(&person.marital);
        is_poor(person) && is_single && person.raises_child && !is_severe(person)
    });
    let name = (
        "Poor persons raising a child alone, not severely disabled",
        "Người đơn thân nghèo nuôi con, không khuyết tật nặng",
    );
    let name = (name.0.to_owned(), name.1.to_owned());
    Some(Margin { unit: "persons".to_owned(), ..Margin::of(row, row.value + aged, got, name) })
}

fn is_poor(person: &Person) -> bool {
    person.poverty == Answer::Poor
}

fn is_severe(person: &Person) -> bool {
    [Answer::Severe, Answer::ExtremelySevere].contains(&person.disability)
}

fn is_unsupported(person: &Person) -> bool {
    [Answer::NoSupporter, Answer::OnAllowance].contains(&person.supporter)
}

fn is_parentless(person: &Person) -> bool {
    person.abandoned || (person.father != Answer::Present && person.mother != Answer::Present)
}

/// In the stratum whose allowances are counted: 80 and over, not severely disabled.
fn is_counted_80(person: &Person) -> bool {
    person.age >= 80 && !is_severe(person)
}

fn count(facts: &Facts, is_such: impl Fn(&Person) -> bool) -> i64 {
    facts.weight * facts.persons.iter().map(|person| i64::from(is_such(person))).sum::<i64>()
}

const FAMILIES: [Family; 10] = [
    Family {
        margin: "disability",
        prefix: "mild/",
        en: "Mildly disabled",
        vi: "Khuyết tật nhẹ",
        columns: &["disability"],
        counts: |person| person.disability == Answer::Mild,
    },
    Family {
        margin: "disability",
        prefix: "severe/",
        en: "Severely disabled",
        vi: "Khuyết tật nặng",
        columns: &["disability"],
        counts: |person| person.disability == Answer::Severe,
    },
    Family {
        margin: "disability",
        prefix: "extremely_severe/",
        en: "Extremely severely disabled",
        vi: "Khuyết tật đặc biệt nặng",
        columns: &["disability"],
        counts: |person| person.disability == Answer::ExtremelySevere,
    },
    Family {
        margin: "orphans",
        prefix: "",
        en: "Children without a parent to raise them",
        vi: "Trẻ em không có nguồn nuôi dưỡng",
        columns: &["abandoned", "father", "mother"],
        counts: is_parentless,
    },
    Family {
        margin: "hiv",
        prefix: "poor/",
        en: "Poor persons with HIV",
        vi: "Người nhiễm HIV thuộc hộ nghèo",
        columns: &["hiv", "poverty"],
        counts: |person| person.hiv && is_poor(person),
    },
    Family {
        margin: "hiv",
        prefix: "other/",
        en: "Other persons with HIV",
        vi: "Người nhiễm HIV khác",
        columns: &["hiv", "poverty"],
        counts: |person| person.hiv && !is_poor(person),
    },
    Family {
        margin: "hiv_unable_to_work",
        prefix: "poor/",
        en: "Poor persons with HIV unable to work",
        vi: "Người nhiễm HIV thuộc hộ nghèo không còn khả năng lao động",
        columns: &["hiv", "poverty", "able_to_work"],
        counts: |person| person.hiv && is_poor(person) && !person.able_to_work,
    },
    Family {
        margin: "pregnant",
        prefix: "",
        en: "Pregnant women",
        vi: "Phụ nữ mang thai",
        columns: &["pregnant"],
        counts: |person| person.pregnant,
    },
    Family {
        margin: "deaths",
        prefix: "male/",
        en: "Deaths of men",
        vi: "Nam qua đời",
        columns: &["died_this_month", "sex"],
        counts: |person| person.dies && person.sex == Answer::Male,
    },
    Family {
        margin: "deaths",
        prefix: "female/",
        en: "Deaths of women",
        vi: "Nữ qua đời",
        columns: &["died_this_month", "sex"],
        counts: |person| person.dies && person.sex == Answer::Female,
    },
];

const SINGLES: [Single; 9] = [
    Single {
        margin: "unsupported_aged",
        key: "poor_60_79",
        en: "Poor persons aged 60-79 without supporter, not severely disabled",
        vi: "Người 60-79 tuổi thuộc hộ nghèo không có người phụng dưỡng, không khuyết tật nặng",
        columns: &["poverty", "supporter", "disability"],
        counts: |person| {
            (60..80).contains(&person.age) && is_poor(person) && is_unsupported(person) && !is_severe(person)
        },
    },
    Single {
        margin: "allowance_80",
        key: "pension",
        en: "Pensioners aged 80 and over, not severely disabled",
        vi: "Người từ 80 tuổi có lương hưu, không khuyết tật nặng",
        columns: &["pension", "disability"],
        counts: |person| is_counted_80(person) && person.pension,
    },
    Single {
        margin: "allowance_80",
        key: "insurance_allowance",
        en: "Recipients of monthly social insurance aged 80 and over, not severely disabled",
        vi: "Người từ 80 tuổi có trợ cấp bảo hiểm xã hội, không khuyết tật nặng",
        columns: &["insurance_allowance", "disability"],
        counts: |person| is_counted_80(person) && person.insurance_allowance,
    },
    Single {
        margin: "allowance_80",
        key: "merit_allowance",
        en: "Recipients of a merit allowance aged 80 and over, not severely disabled",
        vi: "Người từ 80 tuổi có trợ cấp người có công, không khuyết tật nặng",
        columns: &["merit_allowance", "disability"],
        counts: |person| is_counted_80(person) && person.merit_allowance,
    },
    Single {
        margin: "allowance_80",
        key: "other_allowance",
        en: "Recipients of another monthly allowance aged 80 and over, not severely disabled",
        vi: "Người từ 80 tuổi có trợ cấp hằng tháng khác, không khuyết tật nặng",
        columns: &["other_allowance", "merit_allowance", "disability"],
        counts: |person| is_counted_80(person) && person.other_allowance && !person.merit_allowance,
    },
    Single {
        margin: "facility",
        key: "community_carer",
        en: "Aged persons eligible for a facility, cared for in the community",
        vi: "Người cao tuổi đủ điều kiện vào cơ sở, được chăm sóc tại cộng đồng",
        columns: &["community_carer"],
        counts: |person| person.community_carer,
    },
    Single {
        margin: "facility",
        key: "eligible_only",
        en: "Aged persons eligible for a facility, without a carer",
        vi: "Người cao tuổi đủ điều kiện vào cơ sở, không có người chăm sóc",
        columns: &["community_carer", "eligible_for_facility"],
        counts: |person| person.eligible_for_facility && !person.community_carer,
    },
    Single {
        margin: "former_orphans",
        key: "studying",
        en: "Former recipients of the orphan allowance who study",
        vi: "Người từng hưởng trợ cấp trẻ em, đang học",
        columns: &["received_as_child", "in_education"],
        counts: |person| person.received_as_child && person.in_education,
    },
    Single {
        margin: "former_orphans",
        key: "not_studying",
        en: "Former recipients of the orphan allowance who do not study",
        vi: "Người từng hưởng trợ cấp trẻ em, không học",
        columns: &["received_as_child", "in_education"],
        counts: |person| person.received_as_child && !person.in_education,
    },
];
