//! Margins set by hand.
//!
//! Receives names and values as they are written, in arguments or in a file; hands on assumptions for the engine, or
//! the nearest name that there is.

use std::fs;
use std::path::Path;

use ansinh_engine::population::{self, Assumption, Margin, Settings};
use ansinh_grammar::Text;

use crate::failure::Failure;
use crate::nearest::nearest;

/// Whether a setting is one of a margin: its name has a `/`, as no parameter's has.
pub(crate) fn is_of_margin(written: &str) -> bool {
    written.split('=').next().is_some_and(|name| name.contains('/'))
}

/// The assumptions of `NAME=VALUE` texts, and of the lines of a file; an argument comes before a line.
///
/// # Errors
/// All that is wrong with them; a file that cannot be read.
pub(crate) fn assumptions(
    made_for: &Settings,
    written: &[String],
    file: Option<&Path>,
) -> Result<Vec<Assumption>, Failure> {
    let lines = match file {
        Some(path) => fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?,
        None => String::new(),
    };
    let lines = lines.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let margins = population::margins(made_for).map_err(super::no_population)?;
    let (mut found, mut wrong) = (Vec::<Assumption>::new(), Vec::new());
    let all = lines.iter().map(|line| (*line, "--margins")).chain(written.iter().map(|text| (text.as_str(), "--set")));
    for (text, option) in all {
        match assumption(&margins, text, option) {
            Ok(assumption) => {
                found.retain(|other| other.name != assumption.name);
                found.push(assumption);
            }
            Err(text) => wrong.push(text),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(Failure::Input(wrong)) }
}

fn assumption(margins: &[Margin], written: &str, option: &str) -> Result<Assumption, Text> {
    let Some((name, value)) = written.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
        return Err(Text::new(
            format!("{option}: `{written}` phải có dạng TÊN=GIÁ_TRỊ, ví dụ poverty/poor=20_000"),
            format!("{option}: `{written}` must be NAME=VALUE, for example poverty/poor=20_000"),
        ));
    };
    let Some(margin) = margins.iter().find(|margin| margin.name == name) else {
        let near = nearest(name, margins.iter().map(|margin| margin.name.as_str()));
        let remedy = near.map_or_else(
            || Text::new("`ansinh population --all` liệt kê các tên", "`ansinh population --all` lists the names"),
            |near| Text::new(format!("có lẽ là `{near}`"), format!("did you mean `{near}`?")),
        );
        return Err(Text::new(
            format!("{option}: không có số liệu dân số `{name}`; {}", remedy.vi),
            format!("{option}: there is no margin `{name}`; {}", remedy.en),
        ));
    };
    let number = value.replace('_', "").parse::<i64>().ok().filter(|number| *number >= 0);
    let number = number.filter(|number| margin.unit != "per mille" || *number <= 1000 || is_factor(name));
    let value = number.ok_or_else(|| {
        Text::new(
            format!(
                "{option}: `{name}`: `{value}` không hợp lệ; được phép: số nguyên không âm, đơn vị {}",
                margin.unit
            ),
            format!(
                "{option}: `{name}`: `{value}` is not allowed; allowed: a whole number in {}, not negative",
                margin.unit
            ),
        )
    })?;
    Ok(Assumption { name: name.to_owned(), value })
}

/// Whether thousandths are a factor, which may be above one, and no share.
pub(super) fn is_factor(name: &str) -> bool {
    name.starts_with("affinity/") || name == "income/highest"
}
