//! What there is to choose from: benefits, plans, their parameters, years.
//!
//! Receives the checked program; hands on lists in words. It computes no figure.

use ansinh_engine::hir::{Days, Law, Parameter, ParameterValue, Per, Program, ScenarioId, Type};
use ansinh_engine::lower::{date_text, lower, value_text, values_under};
use ansinh_engine::population::Province;
use ansinh_engine::value::Date;
use ansinh_grammar::Text;

use super::{law, words};
use crate::message::{self, Benefit, Catalogue, Reply, Scenario};

/// The year of the published figures: the first that can be simulated, and the one offered first.
const FIRST_YEAR: i32 = 2016;

/// The catalogue.
pub(super) fn reply() -> Reply {
    let program = law::program();
    let last_day = last_day(program);
    Reply::Catalogue(Catalogue {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        provinces: Province::ALL.into_iter().map(|place| province(program, place)).collect(),
        years: years(program).collect(),
        year: FIRST_YEAR,
        draft: law::draft_text().to_owned(),
        benefits: benefits(program),
        last_day: last_day.map(|day| day.to_string()).unwrap_or_default(),
    })
}

fn province(program: &Program, place: Province) -> message::Province {
    let name = message::Text { vi: place.name_vi().to_owned(), en: place.name_en().to_owned() };
    let within = match place {
        Province::VietNam => message::Text { vi: "cả nước".to_owned(), en: "the whole country".to_owned() },
        _ => message::Text { vi: format!("tỉnh {}", name.vi), en: format!("{} province", name.en) },
    };
    message::Province { code: place.code().to_owned(), name, within, scenarios: scenarios(program, place) }
}

fn years(program: &Program) -> std::ops::RangeInclusive<i32> {
    FIRST_YEAR..=newest_day(program).map_or(FIRST_YEAR, Date::year)
}

/// The last day of the rules; the day on which the newest instrument begins to bind where they have no end.
fn newest_day(program: &Program) -> Option<Date> {
    last_day(program).or_else(|| program.instruments.iter().filter_map(|found| found.in_force.from).max())
}

/// The last day of the benefit that ends last; nothing if one has no end.
fn last_day(program: &Program) -> Option<Date> {
    let ends: Option<Vec<Date>> = program.benefits.iter().map(|benefit| benefit.days.to).collect();
    ends?.into_iter().max()
}

fn benefits(program: &Program) -> Vec<Benefit> {
    let Some(plan) = newest_day(program).and_then(|on| lower(program, &law::everywhere(), on).ok()) else {
        return Vec::new();
    };
    // The questionnaire is about one person.
    let person = plan.entity("person");
    let usual = law::usual(&plan);
    let mut benefits: Vec<_> = plan.benefits.iter().filter(|benefit| Some(benefit.entity) == person).collect();
    benefits.sort_by_key(|benefit| law::rests_on(&plan, &benefit.name));
    benefits
        .into_iter()
        .map(|benefit| Benefit {
            name: benefit.name.clone(),
            label: words(&benefit.label),
            is_usual: usual.contains(benefit.name.as_str()),
        })
        .collect()
}

/// The plans of a province with the numbers a person may try. Plans of other provinces change nobody there.
pub(super) fn scenarios(program: &Program, place: Province) -> Vec<Scenario> {
    let folder = format!("{}.", place.code().replace('-', "_"));
    let is_ours = |module: usize| program.modules.get(module).is_none_or(|module| module.starts_with(&folder));
    program
        .scenarios
        .iter()
        .enumerate()
        .filter(|(_, scenario)| is_ours(scenario.naming.span.file.0))
        .map(|(idx, scenario)| Scenario {
            name: scenario.naming.name.clone(),
            label: words(&scenario.naming.label),
            summary: scenario.naming.notes.first().map(words).unwrap_or_default(),
            parameters: parameters(program, ScenarioId(idx), scenario.naming.span.file.0),
        })
        .collect()
}

/// The numbers of the plan's own file first, then those of the law; those of other plans are left out.
fn parameters(program: &Program, scenario: ScenarioId, module: usize) -> Vec<message::Parameter> {
    let is_of_plan = |module: usize| program.scenarios.iter().any(|other| other.naming.span.file.0 == module);
    let own = program.parameters.iter().filter(|parameter| parameter.module == module);
    let of_law = program.parameters.iter().filter(|parameter| !is_of_plan(parameter.module));
    own.chain(of_law)
        .filter(|parameter| matches!(parameter.value_type, Type::Integer | Type::Decimal | Type::Money(_)))
        .map(|parameter| message::Parameter {
            name: parameter.naming.name.clone(),
            label: words(&parameter.naming.label),
            unit: unit(parameter.value_type),
            by_year: years(program).map(|year| (year, words(&in_year(program, parameter, scenario, year)))).collect(),
        })
        .collect()
}

/// What the rules and the plan say of a parameter in a year, in words.
fn in_year(program: &Program, parameter: &Parameter, scenario: ScenarioId, year: i32) -> Text {
    let days = Days { from: Date::new(year, 1, 1), to: Date::new(year, 12, 31) };
    let values = values_under(program, parameter, Law::Scenario(scenario));
    let values: Vec<&ParameterValue> = values.iter().filter(|value| value.days.overlaps(days)).collect();
    let said = |value: &&ParameterValue| {
        let figure = value_text(value.value, parameter.value_type, program);
        match value.days.from.filter(|from| Some(*from) > days.from) {
            Some(from) => {
                let from = date_text(from);
                Text::new(format!("từ {}: {}", from.vi, figure.vi), format!("from {}: {}", from.en, figure.en))
            }
            None => figure,
        }
    };
    let all: Vec<Text> = values.iter().map(said).collect();
    let join = |part: fn(&Text) -> &str| all.iter().map(part).collect::<Vec<_>>().join("; ");
    Text::new(join(|text| &text.vi), join(|text| &text.en))
}

fn unit(value_type: Type) -> message::Text {
    let (vi, en) = match value_type {
        Type::Money(Per::Month) => ("đồng mỗi tháng", "VND per month"),
        Type::Money(_) => ("đồng", "VND"),
        _ => ("", ""),
    };
    message::Text { vi: vi.to_owned(), en: en.to_owned() }
}
