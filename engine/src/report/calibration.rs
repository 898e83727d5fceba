//! What a population was calibrated to, as a table.
//!
//! Receives margins, and what a simulated year came to for the recipients among them; hands on a table. It knows which
//! categories of the law make which published group.

use ansinh_grammar::Text;

use super::{Cell, Heading, Row, RowKind, Table, Unit, heading};
use crate::population::{Margin, Standing};
use crate::simulate::{BenefitOutcome, Outcome};
use crate::value::Decimal;

/// The benefit whose recipients are published.
const BENEFIT: &str = "monthly_allowance";

/// Every margin of a population: what its source counts and what the population has.
#[must_use]
pub fn calibration(margins: &[Margin]) -> Table {
    let row = |margin: &Margin| {
        let error =
            margin.per_mille().map_or(Cell::Empty, |per_mille| Cell::Number(Decimal::new(per_mille, 1).normalize()));
        Row {
            name: margin.name.clone(),
            label: Text::new(&margin.name_vi, &margin.name_en),
            kind: RowKind::Main,
            cells: vec![
                Cell::Number(Decimal::from(margin.target)),
                Cell::Number(Decimal::from(margin.got)),
                error,
                Cell::Text(unit(&margin.unit)),
                Cell::Text(standing(margin.standing)),
                Cell::Text(confidence(&margin.confidence)),
                Cell::Text(Text::same(&margin.name)),
                Cell::Text(Text::same(&margin.source)),
            ],
        }
    };
    Table {
        name: "calibration",
        title: Text::new("Dân số tổng hợp so với số liệu gốc", "The synthetic population beside its margins"),
        headings: headings(),
        rows: margins.iter().map(row).collect(),
        notes: vec![notes(margins)],
    }
}

fn headings() -> Vec<Heading> {
    vec![
        heading("Số liệu gốc", "Target", Unit::AsSaid),
        heading("Dân số tổng hợp", "Got", Unit::AsSaid),
        heading("Sai lệch", "Error", Unit::Percent),
        heading("Đơn vị", "Unit", Unit::Text),
        heading("Tính chất", "Standing", Unit::Text),
        heading("Độ tin cậy", "Confidence", Unit::Text),
        heading("Tên", "Name", Unit::Text),
        heading("Nguồn", "Source", Unit::Text),
    ]
}

fn notes(margins: &[Margin]) -> Text {
    let n = |wanted: Standing| margins.iter().filter(|margin| margin.standing == wanted).count();
    let (all, hard, guesses, assumed) = (margins.len(), n(Standing::Hard), n(Standing::Guess), n(Standing::Assumed));
    Text::new(
        format!(
            "{all} dòng: {hard} dòng phải khớp trong 1%, {guesses} dòng là phỏng đoán (GUESS) chứ không phải số liệu, {assumed} dòng đặt riêng."
        ),
        format!(
            "{all} rows: {hard} to be met within 1 %, {guesses} guesses (GUESS), which are not data, {assumed} set by hand."
        ),
    )
}

/// The published or guessed recipients by group beside those whom the law of the year pays. A row whose group no
/// category makes is left out.
#[must_use]
pub fn recipients(outcome: &Outcome, published: Vec<Margin>) -> Vec<Margin> {
    let Some(benefit) = outcome.benefit(BENEFIT) else {
        return Vec::new();
    };
    let group = |mut margin: Margin| {
        let (name, headcount) = group(benefit, &margin.name_en)?;
        (margin.name_en, margin.name_vi) = (name.en, name.vi);
        margin.got = i64::try_from(headcount).ok()?;
        Some(margin)
    };
    published.into_iter().filter_map(group).collect()
}

/// Who is paid on 31 December in a published group; people with amounts in several groups count in each.
fn group(benefit: &BenefitOutcome, key: &str) -> Option<(Text, u64)> {
    let count = |is_in: fn(&str) -> bool| -> u64 {
        let inside = benefit.categories.iter().filter(|category| is_in(&category.name));
        inside.map(|category| category.baseline.headcount).sum()
    };
    let all = benefit.baseline.headcount;
    let (older, disabled) = (count(|name| name.starts_with("elderly_")), count(|name| name == "disabled"));
    let orphans = count(|name| name == "child_without_support");
    Some(match key {
        "older" => (Text::new("Người hưởng: người cao tuổi", "Recipients: older people"), older),
        "disabled" => (Text::new("Người hưởng: người khuyết tật", "Recipients: disabled people"), disabled),
        "orphans" => (Text::new("Người hưởng: trẻ mồ côi", "Recipients: orphans"), orphans),
        "others" => {
            let rest = all.saturating_sub(older + disabled + orphans);
            (Text::new("Người hưởng: còn lại", "Recipients: others"), rest)
        }
        "others_and_orphans" => {
            let rest = all.saturating_sub(older + disabled);
            (Text::new("Người hưởng: còn lại, cả trẻ mồ côi", "Recipients: others with orphans"), rest)
        }
        _ => return None,
    })
}

pub(super) fn standing(standing: Standing) -> Text {
    match standing {
        Standing::Hard => Text::new("phải khớp", "hard target"),
        Standing::Sourced => Text::new("có nguồn", "sourced"),
        Standing::Guess => Text::new("PHỎNG ĐOÁN", "GUESS"),
        Standing::Assumed => Text::new("đặt riêng", "set by hand"),
    }
}

pub(super) fn confidence(word: &str) -> Text {
    let vi = match word {
        "high" => "cao",
        "medium" => "trung bình",
        "low" => "thấp",
        other => other,
    };
    Text::new(vi, word)
}

fn unit(word: &str) -> Text {
    let vi = match word {
        "persons" => "người",
        "households" => "hộ",
        "children" => "trẻ em",
        "women" => "phụ nữ",
        "deaths a year" => "người chết trong năm",
        "per mille" => "phần nghìn",
        "VND per person and month" => "đồng mỗi người mỗi tháng",
        "years" => "tuổi",
        "points" => "điểm",
        "weight" | "weight per year of age" => "trọng số",
        other => other,
    };
    Text::new(vi, word)
}
