//! What somebody does to get a benefit, and what is doubtful about the answer, in plain words.
//!
//! Receives a plan and a finding; hands on texts for whoever is entitled. What is not known is said to be not known.
//! It decides nothing.

use std::collections::BTreeSet;

use ansinh_grammar::Text;

use super::finding::{Answer, Certainty, Finding};
use super::possible::Needed;
use super::reason::Reason;
use crate::plan::{self, Citation, Plan};
use crate::value::{StartMonth, Value};

/// What somebody does to get a benefit that is due.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Advice {
    /// Where to go; nothing where that is not known.
    pub apply_at: Option<Text>,
    /// What to bring: papers that are asked for, and those that prove the facts that the answer rests on.
    pub bring: Vec<Text>,
    /// In how many working days there must be an answer; nothing where that is not known.
    pub working_days: Option<u32>,
    /// From which month it is paid; nothing where it is not paid by the month, or not known.
    pub paid_from: Option<Text>,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Remarks: mostly what is not known.
    pub notes: Vec<Text>,
}

impl Advice {
    /// The advice as lines for a reader, what is not known too.
    #[must_use]
    pub fn lines(&self) -> Vec<Text> {
        let mut lines = Vec::new();
        let mut line = |vi: &str, en: &str, said: &Text| {
            lines.push(Text::new(format!("{vi}: {}", said.vi), format!("{en}: {}", said.en)));
        };
        let unknown = Text::new("chưa rõ", "not known");
        line("Nơi nộp hồ sơ", "Where to go", self.apply_at.as_ref().unwrap_or(&unknown));
        if !self.bring.is_empty() {
            let joined = |of: fn(&Text) -> &str| self.bring.iter().map(of).collect::<Vec<_>>().join("; ");
            line("Mang theo", "Bring", &Text::new(joined(|text| &text.vi), joined(|text| &text.en)));
        }
        let days = self.working_days.map_or(unknown, |days| {
            Text::new(format!("trong {days} ngày làm việc"), format!("within {days} working days"))
        });
        line("Trả lời", "Answer", &days);
        if let Some(paid_from) = &self.paid_from {
            line("Trả tiền từ", "Paid from", paid_from);
        }
        lines
    }
}

/// What somebody does to get a benefit; nothing unless it is certainly due.
#[must_use]
pub fn advice(plan: &Plan, finding: &Finding) -> Option<Advice> {
    let is_due = matches!(&finding.amount, Answer::Certain(amount) if !amount.is_zero());
    let benefit = plan.benefit(&finding.benefit).filter(|_| is_due)?;
    let mut advice = Advice::default();
    let mut is_first = true;
    for found in finding.paid() {
        let Some(category) = benefit.categories.iter().find(|category| category.name == found.name) else { continue };
        for reason in found.conditions.iter().filter(|reason| reason.holds == Certainty::Yes) {
            proofs(plan, reason, &mut advice.bring);
        }
        if is_first {
            advice.take(category);
        }
        is_first = false;
    }
    (!is_first).then_some(advice)
}

impl Advice {
    /// What the law says about a category.
    fn take(&mut self, category: &plan::Category) {
        if let Some(procedure) = &category.procedure {
            self.apply_at.clone_from(&procedure.apply_at);
            self.bring.splice(0..0, procedure.bring.iter().cloned());
            self.working_days = procedure.working_days;
            self.citations.clone_from(&procedure.citations);
            self.notes.clone_from(&procedure.notes);
        }
        let months = &category.months;
        if !months.start_citations.is_empty() {
            self.paid_from = Some(match months.starts {
                StartMonth::Same => Text::new("tháng đủ điều kiện", "the month in which the conditions are met"),
                StartMonth::Next => Text::new("tháng sau tháng đủ điều kiện", "the month after the conditions are met"),
                StartMonth::Decision => Text::new("tháng ký quyết định", "the month in which the decision is signed"),
            });
            let new = months.start_citations.iter().filter(|citation| !self.citations.contains(citation));
            let new: Vec<Citation> = new.cloned().collect();
            self.citations.extend(new);
        }
    }
}

/// The papers that prove what a condition rests on. What is not so needs no paper.
fn proofs(plan: &Plan, reason: &Reason, found: &mut Vec<Text>) {
    let no = crate::lower::kind_text(Value::YesNo(false), &plan::Kind::YesNo);
    for fact in reason.facts.iter().filter(|fact| fact.value != no) {
        let Some(Needed::Input(id)) = fact.need.map(|need| need.what) else { continue };
        let evidence = plan.inputs.get(id.0).map(|input| &input.evidence);
        if let Some(evidence) = evidence.filter(|text| !text.vi.is_empty() && !found.contains(text)) {
            found.push(evidence.clone());
        }
    }
    for part in reason.parts.iter().filter(|part| part.holds == Certainty::Yes) {
        proofs(plan, part, found);
    }
}

/// What is doubtful about an answer, each with the place that it is about; each doubt about an instrument once.
#[must_use]
pub fn doubts(finding: &Finding) -> Vec<Text> {
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut found = Vec::new();
    let mut tell = |citation: &Citation, doubt: &Text| {
        found.push(Text::new(
            format!("{}: {}", citation.text.vi, doubt.vi),
            format!("{}: {}", citation.text.en, doubt.en),
        ));
    };
    if finding.qualifies != Certainty::No {
        let paid = finding.paid().into_iter();
        let of_paid = paid
            .flat_map(|category| category.conditions.iter().flat_map(Reason::all_citations).chain(&category.citations));
        for citation in of_paid.chain(finding.all_citations()) {
            for doubt in citation.doubts.iter().chain(&citation.readings) {
                if told.insert((citation.instrument.as_str(), doubt.vi.as_str())) {
                    tell(citation, doubt);
                }
            }
        }
    }
    for category in &finding.categories {
        let failing = only_failing(category.conditions.iter());
        for citation in failing.into_iter().flat_map(against) {
            for doubt in &citation.readings {
                if told.insert((citation.instrument.as_str(), doubt.vi.as_str())) {
                    tell(citation, doubt);
                }
            }
        }
    }
    found
}

/// The one condition that fails while all others hold: what it rests on decides.
fn only_failing<'r>(conditions: impl Iterator<Item = &'r Reason>) -> Option<&'r Reason> {
    let mut open = conditions.filter(|reason| reason.holds != Certainty::Yes);
    let first = open.next().filter(|reason| reason.holds == Certainty::No);
    first.filter(|_| open.next().is_none())
}

/// The places that a failing condition rests on; of several parts, of the only one that fails.
fn against(reason: &Reason) -> Vec<&Citation> {
    let parts: Vec<&Reason> = match only_failing(reason.parts.iter()) {
        _ if reason.is_any => reason.parts.iter().collect(),
        Some(part) => vec![part],
        // Where several parts fail none of them decides.
        None if !reason.parts.is_empty() => return Vec::new(),
        None => Vec::new(),
    };
    reason.citations.iter().chain(parts.into_iter().flat_map(against)).collect()
}
