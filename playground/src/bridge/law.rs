//! The law as the worker holds it: read once, kept for as long as the worker lives.
//!
//! Receives the embedded files; hands on the checked program. It knows which files are tests.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use ansinh_engine::check::{Checked, check};
use ansinh_engine::hir::Program;
use ansinh_engine::lower::{World, overlays};
use ansinh_engine::plan::{Benefit, ColumnId, Op, Plan, Unit};
use ansinh_engine::population::Province;
use ansinh_grammar::SourceFile;

/// The file that a draft begins with and takes the place of.
pub(super) const DRAFT: &str = "ca_mau/plan_60.law";

/// The province that the file is about.
pub(super) const DRAFT_OF: Province = Province::CaMau;

/// The checked law, without its tests.
pub(super) fn program() -> &'static Program {
    static LAW: OnceLock<Checked> = OnceLock::new();
    &LAW.get_or_init(|| check(&sources(|path| !is_test(path), None))).program
}

/// The law of the nation with what provinces add to it: the province is asked where it makes a difference.
pub(super) fn everywhere() -> World {
    World { with: overlays(program()), ..World::default() }
}

/// The embedded files that are wanted, one of them replaced by a draft.
pub(super) fn sources(is_wanted: impl Fn(&str) -> bool, draft: Option<&str>) -> Vec<SourceFile> {
    ansinh_policies::all()
        .iter()
        .filter(|policy| is_wanted(policy.path))
        .map(|policy| {
            let text = if policy.path == DRAFT { draft.unwrap_or(policy.text) } else { policy.text };
            SourceFile::new(policy.path, text)
        })
        .collect()
}

/// The text that a draft begins with.
pub(super) fn draft_text() -> &'static str {
    ansinh_policies::all().iter().find(|policy| policy.path == DRAFT).map_or("", |policy| policy.text)
}

/// Whether a file holds tests only.
pub(super) fn is_test(path: &str) -> bool {
    path.ends_with("_tests.law")
}

/// Whether a file holds tests of the draft: it lies in the same folder.
pub(super) fn is_test_of_draft(path: &str) -> bool {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    is_test(path) && folder(path) == folder(DRAFT)
}

/// A column and all that it looks at, at any depth.
pub(super) fn below(plan: &Plan, id: ColumnId) -> BTreeSet<ColumnId> {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(plan.column(id).map(|column| column.op.operands()).unwrap_or_default());
        }
    }
    seen
}

/// On how many other benefits a benefit rests: what follows from another is told after it.
pub(super) fn rests_on(plan: &Plan, name: &str) -> usize {
    let Some(benefit) = plan.benefit(name) else { return 0 };
    let below = below(plan, benefit.amount);
    let others = plan.benefits.iter().filter(|other| other.name != name);
    others.filter(|other| other.categories.iter().any(|category| below.contains(&category.qualifies))).count()
}

/// The facts and links that a benefit asks about, by name.
fn asks<'p>(plan: &'p Plan, name: &str) -> BTreeSet<&'p str> {
    let Some(benefit) = plan.benefit(name) else { return BTreeSet::new() };
    let columns = below(plan, benefit.amount);
    let asked = columns.into_iter().filter_map(|id| match &plan.column(id)?.op {
        Op::Input(input) => plan.inputs.get(input.0).map(|found| found.name.as_str()),
        Op::Follow(link, _) | Op::Count(link, _) | Op::Each { link, .. } => {
            plan.links.get(link.0).map(|found| found.name.as_str())
        }
        _ => None,
    });
    asked.collect()
}

/// The benefits that are examined unless somebody says otherwise: the one that most others rest on, and what is paid
/// month by month like it, follows from it and asks nothing more.
pub(super) fn usual(plan: &Plan) -> BTreeSet<&str> {
    let monthly = || plan.benefits.iter().filter(|benefit| benefit.unit == Unit::MoneyPerMonth);
    let is_on = |other: &Benefit, benefit: &Benefit| {
        let below = below(plan, other.amount);
        other.name != benefit.name && benefit.categories.iter().any(|category| below.contains(&category.qualifies))
    };
    let follows = |benefit: &Benefit| plan.benefits.iter().filter(|other| is_on(other, benefit)).count();
    let Some(main) = monthly().max_by_key(|benefit| follows(benefit)) else { return BTreeSet::new() };
    let asked = asks(plan, &main.name);
    let others = monthly().filter(|other| is_on(other, main) && asks(plan, &other.name).is_subset(&asked));
    others.chain([main]).map(|benefit| benefit.name.as_str()).collect()
}
