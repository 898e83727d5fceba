//! What the embedded law says about a plain household.
//!
//! Receives a plan and plain households; hands on amounts and groups in the words of the results of `ansinh assess`,
//! and where another answer differs. It computes no amount but a sum.

use std::collections::BTreeSet;

use ansinh_engine::explain::{self, Answer as Amount, Certainty, Summary};
use ansinh_engine::hir::Program;
use ansinh_engine::lower;
use ansinh_engine::plan::{Plan, Unit};
use ansinh_engine::value::{Decimal, Facts};

use super::told::Inputs;
use crate::independent::hiding::Hidden;
use crate::independent::{Day, Household, Paid};

/// What somebody gets of one benefit.
type Amounts = fn(&Paid) -> i64;

/// The benefits that the independent implementation knows, and their amounts.
const KNOWN: [(&str, Amounts); 8] = [
    ("monthly_allowance", |paid| paid.allowance),
    ("carer_support", |paid| paid.carer),
    ("disabled_parent_support", |paid| paid.parent),
    ("facility_allowance", |paid| paid.facility),
    ("home_care_support", |paid| paid.home_care),
    ("funeral_support", |paid| paid.funeral),
    ("injury_relief", |paid| paid.injury),
    ("disaster_death_relief", |paid| paid.disaster),
];

/// The law of a day.
pub(super) struct Law {
    plan: Plan,
    inputs: Inputs,
    /// The ids of the categories, benefit by benefit.
    ids: Vec<Vec<String>>,
}

impl Law {
    pub(super) fn new(program: &Program, plan: Plan) -> Self {
        let ids = plan.benefits.iter().map(|benefit| {
            let ids = benefit.categories.iter();
            ids.map(|category| lower::group_id(benefit, category, plan.on, program)).collect()
        });
        Self { ids: ids.collect(), inputs: Inputs::of(program), plan }
    }

    pub(super) fn facts(&self, household: &Household, hidden: Option<(&Hidden, Day)>) -> Facts {
        let on = self.plan.on;
        self.inputs.facts(household, Day::new(on.year(), on.month(), on.day()), hidden)
    }

    /// The answers for the persons and, last, the household.
    ///
    /// # Panics
    /// If the law does not take the facts: then the comparison itself is wrong.
    fn summaries(&self, facts: &Facts) -> Vec<Vec<Summary>> {
        explain::summaries(&self.plan, facts).unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// Where a full answer differs from ours.
    pub(super) fn differences(&self, household: &Household, theirs: &[Paid]) -> Vec<String> {
        let found = self.summaries(&self.facts(household, None));
        let mut kinds = Vec::new();
        for (own, theirs) in found.iter().zip(theirs) {
            for (summary, name, amount) in self.known(own, theirs) {
                if summary.amount != Amount::Certain(Decimal::from(amount)) {
                    kinds.push(format!("{name}, in {}", joined(&of_the_allowance(&theirs.groups))));
                }
                if !summary.needs.is_empty() {
                    kinds.push(format!("{name} asks although everything is known"));
                }
            }
            if self.total(own) != Some(Decimal::from(theirs.total())) {
                kinds.push("total".to_owned());
            }
            let ours = self.groups(own, theirs, &[Certainty::Yes]);
            kinds.extend(ours.difference(&theirs.groups).map(|id| format!("only ours has {id}")));
            kinds.extend(theirs.groups.difference(&ours).map(|id| format!("only theirs has {id}")));
        }
        kinds
    }

    /// What a full answer says that our answer to fewer facts rules out.
    pub(super) fn ruled_out(&self, facts: &Facts, theirs: &[Paid]) -> Vec<String> {
        let found = self.summaries(facts);
        let mut kinds = Vec::new();
        for (own, theirs) in found.iter().zip(theirs) {
            for (summary, name, amount) in self.known(own, theirs) {
                if !may_be(&summary.amount, amount) {
                    let groups = joined(&of_the_allowance(&theirs.groups));
                    kinds.push(format!("hidden: {name} is ruled out, in {groups}"));
                }
            }
            let certain = self.groups(own, theirs, &[Certainty::Yes]);
            let possible = self.groups(own, theirs, &[Certainty::Yes, Certainty::Unknown]);
            kinds.extend(certain.difference(&theirs.groups).map(|id| format!("hidden: {id} is certain")));
            kinds.extend(theirs.groups.difference(&possible).map(|id| format!("hidden: {id} is ruled out")));
        }
        kinds
    }

    /// Both answers to a household of which everything is known, in a few lines.
    pub(super) fn told(&self, household: &Household, theirs: &[Paid]) -> String {
        let found = self.summaries(&self.facts(household, None));
        let mut lines = Vec::new();
        for (at, (own, theirs)) in found.iter().zip(theirs).enumerate() {
            let known = self.known(own, theirs);
            let both = known.map(|(summary, name, amount)| format!("{name} {:?}/{amount}", summary.amount));
            lines.push(format!("  p{at} {}", both.collect::<Vec<_>>().join(", ")));
            let groups = joined(&self.groups(own, theirs, &[Certainty::Yes]));
            lines.push(format!("  p{at} groups [{groups}] / [{}]", joined(&theirs.groups)));
        }
        lines.join("\n")
    }

    /// The benefits that both know, with the amount of the other side.
    fn known<'s>(
        &'s self,
        own: &'s [Summary],
        theirs: &'s Paid,
    ) -> impl Iterator<Item = (&'s Summary, &'static str, i64)> + 's {
        own.iter().filter_map(move |summary| {
            let (name, amount) = KNOWN.iter().find(|(name, _)| *name == self.name(summary))?;
            Some((summary, *name, amount(theirs)))
        })
    }

    /// All money that the person gets each month, as `ansinh assess` adds it up.
    fn total(&self, own: &[Summary]) -> Option<Decimal> {
        let counted = own.iter().filter(|summary| self.is_counted(summary));
        counted.map(|summary| if let Amount::Certain(amount) = summary.amount { Some(amount) } else { None }).sum()
    }

    fn name(&self, summary: &Summary) -> &str {
        self.plan.benefits.get(summary.benefit).map_or("", |benefit| benefit.name.as_str())
    }

    /// Whether a benefit is money that the person gets each month, and nobody else in their place.
    fn is_counted(&self, summary: &Summary) -> bool {
        let benefit = self.plan.benefits.get(summary.benefit);
        benefit.is_some_and(|benefit| benefit.unit == Unit::MoneyPerMonth && benefit.payee.is_none())
    }

    /// The groups of which something is so.
    fn groups(&self, own: &[Summary], theirs: &Paid, wanted: &[Certainty]) -> BTreeSet<String> {
        let mut groups = BTreeSet::new();
        for (summary, _, _) in self.known(own, theirs) {
            let Some(ids) = self.ids.get(summary.benefit) else { continue };
            let pairs = ids.iter().zip(&summary.applies).filter(|(_, certainty)| wanted.contains(certainty));
            groups.extend(pairs.map(|(id, _)| id.clone()));
        }
        groups
    }
}

fn may_be(amount: &Amount, theirs: i64) -> bool {
    match amount {
        Amount::Certain(certain) => *certain == Decimal::from(theirs),
        Amount::Among(amounts) => amounts.contains(&Decimal::from(theirs)),
        Amount::Unknown => true,
        Amount::Fault(_) => false,
    }
}

/// The groups of the monthly allowance, for the names of kinds.
fn of_the_allowance(ids: &BTreeSet<String>) -> BTreeSet<String> {
    ids.iter().filter(|id| id.contains(":5.") || id.contains("/QH15:")).cloned().collect()
}

fn joined(ids: &BTreeSet<String>) -> String {
    ids.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}
