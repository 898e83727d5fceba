//! `ansinh coverage`: which articles of each instrument are encoded, and which clauses the tests decide both ways.
//!
//! Receives instruments by number or name; prints what the engine found. It decides nothing.

mod articles;
mod readings;
mod rules;

use ansinh_engine::hir::{Instrument, InstrumentId, Program};
use ansinh_grammar::Text;

use crate::Printed;
use crate::arguments::CoverageArguments;
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::policies::Policies;
use crate::view::View;

/// Prints the coverage of the law, or of its clauses by tests.
///
/// # Errors
/// Unknown instruments, policies with errors.
pub(crate) fn run(asked: &CoverageArguments, view: View) -> Result<Printed, Failure> {
    let policies = Policies::load(&asked.files)?;
    let program = policies.program()?;
    let mut wrong = Vec::new();
    let mut named = |names: &[String]| -> Vec<InstrumentId> {
        names.iter().filter_map(|name| instrument(program, name).map_err(|text| wrong.push(text)).ok()).collect()
    };
    let question = Question { only: named(&asked.instrument), required: named(&asked.require) };
    if !wrong.is_empty() {
        return Err(Failure::Input(wrong));
    }
    Ok(if asked.readings {
        readings::print(&policies, program, asked.format, view)
    } else if asked.rules {
        rules::print(&policies, program, &question, asked.format, view)
    } else {
        articles::print(program, &question, asked.format, view)
    })
}

/// What is asked for.
struct Question {
    only: Vec<InstrumentId>,
    required: Vec<InstrumentId>,
}

impl Question {
    /// Whether an instrument is shown.
    fn wants(&self, id: InstrumentId) -> bool {
        self.only.is_empty() || self.only.contains(&id)
    }

    /// Whether an instrument must be covered whole.
    fn requires(&self, id: InstrumentId) -> bool {
        self.required.contains(&id)
    }
}

/// The instrument of a number, in full or as far as the year, or of a name.
fn instrument(program: &Program, name: &str) -> Result<InstrumentId, Text> {
    let is_it = |found: &Instrument| {
        found.number == name
            || found.number.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
            || found.naming.goes_by(name)
    };
    if let Some(at) = program.instruments.iter().position(is_it) {
        return Ok(InstrumentId(at));
    }
    let names = program.instruments.iter().flat_map(|found| [found.number.as_str(), found.naming.name.as_str()]);
    let hint = nearest(name, names);
    let (vi, en) = hint.map_or((String::new(), String::new()), |near| {
        (format!("; có phải là `{near}`?"), format!("; did you mean `{near}`?"))
    });
    Err(Text::new(format!("không có văn bản `{name}`{vi}"), format!("there is no instrument `{name}`{en}")))
}

/// The name of an instrument with its number.
fn title(program: &Program, id: InstrumentId, view: View) -> String {
    program
        .instruments
        .get(id.0)
        .map_or_else(String::new, |found| format!("{} ({})", view.get(&found.naming.label), found.number))
}
