//! Where links lead, as given.
//!
//! Receives the names of things by link; hands on positions, with the way back filled in. It knows no value.

use ansinh_engine::hir::{EntityId, Link, LinkId, Program};
use ansinh_engine::value::Facts;
use ansinh_grammar::Text;

/// One link of one thing, as given.
pub(super) struct Stated {
    pub(super) thing: usize,
    pub(super) link: LinkId,
    pub(super) targets: Vec<usize>,
}

/// States all links and their inverses.
///
/// # Errors
/// Two things that contradict each other about one link; a thing that would be linked to two where one is allowed.
pub(super) fn state(stated: &[Stated], program: &Program, facts: &mut Facts) -> Result<(), Vec<Text>> {
    let mut wrong = Vec::new();
    for own in stated {
        if let Some(link) = program.links.get(own.link.0) {
            facts.link(own.thing, &link.naming.name, own.targets.clone());
        }
    }
    for own in stated {
        let inverse = program.links.get(own.link.0).and_then(|link| link.inverse);
        let Some((id, inverse)) = inverse.and_then(|id| Some((id, program.links.get(id.0)?))) else {
            continue;
        };
        for target in &own.targets {
            let says = stated.iter().find(|other| other.thing == *target && other.link == id);
            match says {
                Some(other) if !other.targets.contains(&own.thing) => {
                    wrong.push(contradiction(own, *target, inverse, facts))
                }
                Some(_) => {}
                None => wrong.extend(link_back(own.thing, *target, inverse, facts)),
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Adds a thing to where a link of another leads.
fn link_back(thing: usize, target: usize, inverse: &Link, facts: &mut Facts) -> Option<Text> {
    let name = &inverse.naming.name;
    let back = facts.things.get_mut(target)?.links.entry(name.clone()).or_default();
    if back.contains(&thing) {
        return None;
    }
    back.push(thing);
    if inverse.is_many || back.len() == 1 {
        return None;
    }
    let target = name_of(target, facts);
    Some(Text::new(
        format!("{target}.{name}: chỉ được nối với một, nhưng có nhiều nơi nêu `{target}`"),
        format!("{target}.{name}: leads to one thing only, but several name `{target}`"),
    ))
}

fn contradiction(own: &Stated, target: usize, inverse: &Link, facts: &Facts) -> Text {
    let (thing, target, link) = (name_of(own.thing, facts), name_of(target, facts), &inverse.naming.name);
    Text::new(
        format!("{target}.{link}: không có `{thing}`, nhưng `{thing}` lại nêu `{target}`"),
        format!("{target}.{link}: does not list `{thing}`, yet `{thing}` names `{target}`"),
    )
}

fn name_of(thing: usize, facts: &Facts) -> String {
    facts.things.get(thing).map_or_else(String::new, |thing| thing.name.clone())
}

/// The links of an entity.
pub(super) fn links_of(entity: EntityId, program: &Program) -> Vec<(LinkId, &Link)> {
    let links = program.links.iter().enumerate();
    links.filter(|(_, link)| link.from == entity).map(|(idx, link)| (LinkId(idx), link)).collect()
}
