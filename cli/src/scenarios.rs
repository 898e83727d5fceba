//! `ansinh scenarios`: the drafts, and the numbers that can be set.
//!
//! Receives the program; hands on names, labels and values over time. It evaluates nothing.

use std::fmt::Write;

use ansinh_engine::hir::{Naming, Parameter, ParameterValue, Program, ScenarioId, Type};
use ansinh_engine::lower::{date_text, value_text};
use ansinh_grammar::Text;
use serde::Serialize;

use crate::Printed;
use crate::arguments::{Format, ScenariosArguments};
use crate::failure::Failure;
use crate::plain::{self, Both};
use crate::policies::Policies;
use crate::view::View;

/// Lists the scenarios and the parameters of the built-in policies and of given files.
///
/// # Errors
/// Files that cannot be read, policies with errors.
pub(crate) fn run(asked: &ScenariosArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    let listed = Listed::of(policies.program()?);
    Ok(Printed::fine(match asked.format {
        Format::Text => shown(&listed, view),
        Format::Json => plain::json(&listed),
    }))
}

/// Scenarios and parameters.
#[derive(Serialize)]
struct Listed {
    scenarios: Vec<Draft>,
    parameters: Vec<Listing>,
}

/// A declaration's names and texts.
#[derive(Serialize)]
struct Named {
    name: String,
    alias: Option<String>,
    label: Both,
    notes: Vec<Both>,
    #[serde(skip)]
    texts: Naming,
}

/// A scenario, and whether it is proven that nobody loses by it.
#[derive(Serialize)]
struct Draft {
    #[serde(flatten)]
    named: Named,
    can_only_add: bool,
    #[serde(skip)]
    losses: Text,
}

impl Draft {
    fn of(program: &Program, id: ScenarioId, naming: &Naming) -> Self {
        let proof = program.can_only_add(id);
        let can_only_add = proof.is_ok();
        let losses = match proof {
            Ok(()) => Text::new("Không lấy đi của ai điều gì.", "It cannot take anything away from anyone."),
            Err(reason) => Text::new(
                format!("Chưa biết có ai bị thiệt hay không: {}.", reason.vi),
                format!("Whether anyone loses is not known: {}.", reason.en),
            ),
        };
        Self { named: Named::of(naming), can_only_add, losses }
    }
}

/// A parameter and its values over time.
#[derive(Serialize)]
struct Listing {
    #[serde(flatten)]
    named: Named,
    module: String,
    values: Vec<Dated>,
}

/// A value and its days.
#[derive(Serialize)]
struct Dated {
    from: Option<String>,
    to: Option<String>,
    value: Both,
    scenario: Option<String>,
    amendment: Option<String>,
    #[serde(skip)]
    text: Text,
}

impl Listed {
    fn of(program: &Program) -> Self {
        let listing = |parameter: &Parameter| Listing {
            named: Named::of(&parameter.naming),
            module: program.modules.get(parameter.module).cloned().unwrap_or_default(),
            values: parameter.values.iter().map(|value| Dated::of(value, parameter.value_type, program)).collect(),
        };
        Self {
            scenarios: (program.scenarios.iter().enumerate())
                .map(|(idx, scenario)| Draft::of(program, ScenarioId(idx), &scenario.naming))
                .collect(),
            parameters: program.parameters.iter().map(listing).collect(),
        }
    }
}

impl Named {
    fn of(naming: &Naming) -> Self {
        Self {
            name: naming.name.clone(),
            alias: naming.alias.clone(),
            label: Both::from(&naming.label),
            notes: plain::all(&naming.notes),
            texts: naming.clone(),
        }
    }
}

impl Dated {
    fn of(value: &ParameterValue, value_type: Type, program: &Program) -> Self {
        let shown = value_text(value.value, value_type, program);
        let patch = value.patch.and_then(|id| program.patch(id));
        let from = value.days.from.map(date_text);
        let text = Text::build(|language| {
            let is_vi = language == ansinh_grammar::Language::Vi;
            let from = from.as_ref().map_or_else(String::new, |from| {
                format!("{} {}: ", if is_vi { "từ" } else { "from" }, from.get(language))
            });
            let under = patch.map_or_else(String::new, |patch| {
                let kind = match (patch.scenario.is_some(), is_vi) {
                    (true, true) => "kịch bản",
                    (true, false) => "scenario",
                    (false, true) => "sửa đổi",
                    (false, false) => "amendment",
                };
                format!(" ({kind} {})", patch.naming.name)
            });
            format!("{from}{}{under}", shown.get(language))
        });
        Self {
            from: value.days.from.map(|day| day.to_string()),
            to: value.days.to.map(|day| day.to_string()),
            value: Both::from(&shown),
            scenario: patch.filter(|patch| patch.scenario.is_some()).map(|patch| patch.naming.name.clone()),
            amendment: patch.filter(|patch| patch.scenario.is_none()).map(|patch| patch.naming.name.clone()),
            text,
        }
    }
}

fn shown(listed: &Listed, view: View) -> String {
    let mut text = format!("{}\n", view.say("Kịch bản (--scenario)", "Scenarios (--scenario)"));
    for scenario in &listed.scenarios {
        text.push_str(&named(&scenario.named.texts, view));
        let _ = writeln!(text, "      {}", view.get(&scenario.losses));
    }
    let _ = writeln!(text, "\n{}", view.say("Tham số đặt được (--set)", "Parameters that can be set (--set)"));
    for parameter in &listed.parameters {
        text.push_str(&dated(parameter, view));
    }
    text
}

fn named(naming: &Naming, view: View) -> String {
    let alias = naming.alias.as_ref().map_or_else(String::new, |alias| format!(" ({alias})"));
    let mut text = format!("\n  {}{alias}\n      {}\n", naming.name, view.get(&naming.label));
    for note in &naming.notes {
        let _ = writeln!(text, "      {}", view.get(note));
    }
    text
}

fn dated(parameter: &Listing, view: View) -> String {
    let mut text = named(&parameter.named.texts, view);
    for value in &parameter.values {
        let _ = writeln!(text, "      · {}", view.get(&value.text));
    }
    text
}
