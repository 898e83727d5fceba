//! A scenario and parameters set by hand.
//!
//! Receives names and values as they are written; hands on what the engine takes, or the nearest that there is.

use ansinh_engine::hir::{Naming, Parameter, Program, Type};
use ansinh_engine::lower::{Named, ambiguous_text, parameter_named, scenario_named};
use ansinh_engine::value::{Date, Value};
use ansinh_grammar::Text;

use crate::nearest::nearest;
use crate::quantity;

/// Whether one scenario goes by this name.
///
/// # Errors
/// If there is none, the nearest one, or where to look; if there are several, their full names.
pub(crate) fn scenario(program: &Program, name: &str) -> Result<(), Text> {
    match scenario_named(program, name) {
        Named::One(_) => return Ok(()),
        Named::Several(all) => return Err(ambiguous("--scenario", name, &all)),
        Named::Nothing => {}
    }
    let all: Vec<&Naming> = program.scenarios.iter().map(|scenario| &scenario.naming).collect();
    let remedy = remedy(name, &all);
    Err(Text::new(
        format!("--scenario: không có kịch bản `{name}`; {}", remedy.vi),
        format!("--scenario: there is no scenario `{name}`; {}", remedy.en),
    ))
}

/// That an option names what may be several things.
fn ambiguous(option: &str, name: &str, all: &[(String, ansinh_grammar::Span)]) -> Text {
    let (found, help) = ambiguous_text(name, all);
    Text::new(format!("{option}: {}; {}", found.vi, help.vi), format!("{option}: {}; {}", found.en, help.en))
}

/// Whether a module of this name exists.
///
/// # Errors
/// If there is none; the nearest one, or all.
pub(crate) fn module(program: &Program, name: &str) -> Result<(), Text> {
    if program.modules.iter().any(|module| module == name) {
        return Ok(());
    }
    let remedy = nearest(name, program.modules.iter().map(String::as_str)).map_or_else(Text::default, |near| {
        Text::new(format!("; có lẽ là `{near}`"), format!("; did you mean `{near}`?"))
    });
    Err(Text::new(
        format!("--with: không có mô đun `{name}`{}", remedy.vi),
        format!("--with: there is no module `{name}`{}", remedy.en),
    ))
}

/// The nearest name, or where to look.
fn remedy(name: &str, all: &[&Naming]) -> Text {
    let names = all.iter().flat_map(|naming| [Some(naming.name.as_str()), naming.alias.as_deref()]).flatten();
    nearest(name, names).map_or_else(
        || Text::new("`ansinh scenarios` liệt kê các tên", "`ansinh scenarios` lists the names"),
        |near| Text::new(format!("có lẽ là `{near}`"), format!("did you mean `{near}`?")),
    )
}

/// The settings of `PARAM=VALUE` texts.
///
/// # Errors
/// All that is wrong with them.
pub(crate) fn settings(program: &Program, written: &[String]) -> Result<Vec<(String, Value)>, Vec<Text>> {
    let mut found: Vec<(String, Value)> = Vec::new();
    let mut wrong = Vec::new();
    for written in written {
        match setting(program, written) {
            Ok((name, _))
                if found
                    .iter()
                    .any(|(other, _)| parameter_named(program, other) == parameter_named(program, &name)) =>
            {
                wrong.push(Text::new(
                    format!("--set: `{name}` được nêu hai lần"),
                    format!("--set: `{name}` is given twice"),
                ));
            }
            Ok(setting) => found.push(setting),
            Err(text) => wrong.push(text),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

fn setting(program: &Program, written: &str) -> Result<(String, Value), Text> {
    let Some((name, value)) = written.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
        return Err(Text::new(
            format!("--set: `{written}` phải có dạng TÊN=GIÁ_TRỊ, ví dụ mức_chuẩn=600_000"),
            format!("--set: `{written}` must be NAME=VALUE, for example base_rate=600_000"),
        ));
    };
    let found = parameter_named(program, name);
    if let Named::Several(all) = &found {
        return Err(ambiguous("--set", name, all));
    }
    let parameter = found.one().and_then(|id| program.parameters.get(id.0));
    let Some(parameter) = parameter else {
        let all: Vec<&Naming> = program.parameters.iter().map(|found| &found.naming).collect();
        let remedy = remedy(name, &all);
        return Err(Text::new(
            format!("--set: không có tham số `{name}`; {}", remedy.vi),
            format!("--set: there is no parameter `{name}`; {}", remedy.en),
        ));
    };
    let value = self::value(program, parameter, value).map_err(|allowed| {
        Text::new(
            format!("--set: `{name}`: `{value}` không hợp lệ; được phép: {}", allowed.vi),
            format!("--set: `{name}`: `{value}` is not allowed; allowed: {}", allowed.en),
        )
    })?;
    // With its module, if it was named: two modules may have one of this name.
    let known = if name.contains('.') { name.to_owned() } else { parameter.naming.name.clone() };
    Ok((known, value))
}

/// The value of a text for a parameter, of whatever type.
fn value(program: &Program, parameter: &Parameter, text: &str) -> Result<Value, Text> {
    let allowed = || quantity::allowed(parameter.value_type);
    match parameter.value_type {
        Type::YesNo => match text {
            "yes" | "có" => Ok(Value::YesNo(true)),
            "no" | "không" => Ok(Value::YesNo(false)),
            _ => Err(Text::new("có hoặc không", "yes or no")),
        },
        Type::Date => Date::parse(text)
            .map(Value::Date)
            .ok_or_else(|| Text::new("một ngày, ví dụ 2024-07-01", "a day, for example 2024-07-01")),
        Type::Choice(id) => {
            let values = program.enumerations.get(id.0).map_or(&[][..], |found| &found.values);
            let at = values.iter().position(|naming| naming.goes_by(text)).and_then(|at| u16::try_from(at).ok());
            let names = || values.iter().map(|naming| naming.name.as_str()).collect::<Vec<_>>().join(", ");
            at.map(Value::Choice).ok_or_else(|| Text::same(names()))
        }
        wanted => quantity::parse(text, wanted).map(Value::Number).map_err(|_| allowed()),
    }
}
