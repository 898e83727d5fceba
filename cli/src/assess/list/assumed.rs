//! What is taken to be so of whom the tables do not say it.
//!
//! Receives `FACT=VALUE` texts; hands on facts by entity, and the words that the results repeat. Nothing is ever assumed
//! that nobody asked for.

use ansinh_engine::hir::{Input, Naming, Program};
use ansinh_engine::value::Fact;
use ansinh_grammar::Text;

use super::super::node::Node;
use super::super::province::PROVINCE;
use super::super::value;
use crate::nearest::nearest;

/// One assumption.
#[derive(Debug)]
struct Assumed {
    entity: String,
    input: String,
    fact: Fact,
    written: String,
}

/// All of them, in the order in which they were given.
#[derive(Default, Debug)]
pub(super) struct Assumptions(Vec<Assumed>);

impl Assumptions {
    /// The assumptions of `FACT=VALUE` texts.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub(super) fn of(written: &[String], program: &Program) -> Result<Self, Vec<Text>> {
        let (mut all, mut wrong) = (Self::default(), Vec::new());
        for written in written {
            match assumed(written, program) {
                Ok(found) if all.0.iter().any(|other| other.input == found.input) => wrong.push(Text::new(
                    format!("--assume: `{}` được nêu hai lần", found.input),
                    format!("--assume: `{}` is given twice", found.input),
                )),
                Ok(found) => all.0.push(found),
                Err(text) => wrong.push(text),
            }
        }
        if wrong.is_empty() { Ok(all) } else { Err(wrong) }
    }

    /// The facts of an entity, by name.
    pub(super) fn of_entity(&self, entity: &str) -> impl Iterator<Item = (&str, &Fact)> {
        let own = self.0.iter().filter(move |assumed| assumed.entity == entity);
        own.map(|assumed| (assumed.input.as_str(), &assumed.fact))
    }

    /// What the results repeat: `in_facility=no;hunger=no_hunger`.
    pub(super) fn told(&self) -> String {
        self.0.iter().map(|assumed| assumed.written.as_str()).collect::<Vec<_>>().join(";")
    }
}

fn assumed(written: &str, program: &Program) -> Result<Assumed, Text> {
    let Some((name, value)) = written.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
        return Err(Text::new(
            format!("--assume: `{written}` phải có dạng DỮ_KIỆN=GIÁ_TRỊ, ví dụ in_facility=no"),
            format!("--assume: `{written}` must be FACT=VALUE, for example in_facility=no"),
        ));
    };
    let input = program.inputs.iter().find(|input| is_named(&input.naming, name));
    let Some(input) = input else { return Err(no_such(name, program)) };
    if input.naming.name == PROVINCE {
        return Err(Text::new(
            "--assume: nơi ở của mọi người thì nêu bằng --province",
            "--assume: where everybody lives is said with --province",
        ));
    }
    let fact = value::fact(&Node::Text(value.to_owned()), input, program).map_err(|allowed| {
        Text::new(
            format!("--assume: `{name}`: `{value}` không hợp lệ; được phép: {}", allowed.vi),
            format!("--assume: `{name}`: `{value}` is not allowed; allowed: {}", allowed.en),
        )
    })?;
    let entity = program.entities.get(input.entity.0).map_or("", |found| found.naming.name.as_str()).to_owned();
    let written = format!("{}={value}", input.naming.name);
    Ok(Assumed { entity, input: input.naming.name.clone(), fact, written })
}

fn no_such(name: &str, program: &Program) -> Text {
    let names = |input: &'_ Input| [Some(input.naming.name.clone()), input.naming.alias.clone()];
    let all: Vec<String> = program.inputs.iter().flat_map(names).flatten().collect();
    let remedy = nearest(name, all.iter().map(String::as_str)).map_or_else(
        || Text::new("`ansinh assess --columns` liệt kê mọi dữ kiện", "`ansinh assess --columns` lists every fact"),
        |near| Text::new(format!("có lẽ là `{near}`"), format!("did you mean `{near}`?")),
    );
    Text::new(
        format!("--assume: không có dữ kiện `{name}`; {}", remedy.vi),
        format!("--assume: there is no fact `{name}`; {}", remedy.en),
    )
}

fn is_named(naming: &Naming, name: &str) -> bool {
    naming.name == name || naming.alias.as_deref() == Some(name)
}
