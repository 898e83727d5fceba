//! Where people live, when it is said for all of them at once; and whose law counts then.
//!
//! Receives the name of a province; hands on the fact. It knows no law of any province.

use ansinh_engine::hir::Program;
use ansinh_engine::value::{Fact, Facts};
use ansinh_grammar::Text;

use super::node::Node;
use super::value;

/// The fact that says in which province a household lives.
pub(super) const PROVINCE: &str = "province";

/// The province that is given for everybody, as a fact.
///
/// # Errors
/// There is no such province.
pub(super) fn named(name: &str, program: &Program) -> Result<Fact, Text> {
    let input = program.inputs.iter().find(|input| input.naming.name == PROVINCE);
    let Some(input) = input else {
        return Err(Text::new(
            "--province: luật không hỏi tỉnh, thành phố",
            "--province: the law asks for no province",
        ));
    };
    value::fact(&Node::Text(name.to_owned()), input, program).map_err(|allowed| {
        Text::new(
            format!("--province: `{name}` không hợp lệ; được phép: {}", allowed.vi),
            format!("--province: `{name}` is not allowed; allowed: {}", allowed.en),
        )
    })
}

/// States the province for every household of a case.
///
/// # Errors
/// The case names another province, or has no household that could lie in one.
pub(super) fn state(facts: &mut Facts, province: &Fact, program: &Program) -> Result<(), Text> {
    let input = program.inputs.iter().find(|input| input.naming.name == PROVINCE);
    let entity =
        input.and_then(|input| program.entities.get(input.entity.0)).map_or("", |found| found.naming.name.as_str());
    let homes: Vec<usize> = (0..facts.things.len())
        .filter(|at| facts.things.get(*at).is_some_and(|thing| thing.entity == entity))
        .collect();
    if homes.is_empty() {
        return Err(Text::new(
            format!("--province: tệp không có hộ nào ({entity}); thêm hộ và nối mỗi người với hộ"),
            format!("--province: the file has no {entity}; add one and link every person to it"),
        ));
    }
    for home in homes {
        let own = facts.things.get(home).and_then(|thing| thing.facts.get(PROVINCE));
        if own.is_some_and(|own| own != province) {
            let name = facts.things.get(home).map_or("", |thing| thing.name.as_str());
            return Err(Text::new(
                format!("--province: tệp nêu tỉnh khác cho `{name}`; bỏ tùy chọn này hoặc bỏ mục trong tệp"),
                format!("--province: the file names another province for `{name}`; drop the option or the entry"),
            ));
        }
        facts.state(home, PROVINCE, province.clone());
    }
    Ok(())
}

/// Whether a case says of anybody where they live.
pub(super) fn is_stated(facts: &Facts) -> bool {
    facts.things.iter().any(|thing| thing.facts.contains_key(PROVINCE))
}

/// What is to be said where it is not known where people live.
pub(super) fn missing() -> Text {
    Text::new(
        "chưa nêu tỉnh, nên chỉ tính mức chung cả nước; tỉnh có thể trả cao hơn. Thêm --province, hoặc `province` của hộ.",
        "no province is given, so only the national law counts; a province may pay more. Add --province, or `province` of the household.",
    )
}
