//! Findings for a reader at a terminal.
//!
//! Receives findings; hands on a text: amounts or questions first, then category by category the reasons.

use std::fmt::Write;

use ansinh_engine::explain::{self, Answer, CategoryFinding, Certainty, Finding, Need, Needed, questions};
use ansinh_engine::hir::Days;
use ansinh_engine::lower::{amount_text, date_text};
use ansinh_engine::plan::{Input, Kind, Plan, Unit};
use ansinh_engine::value::{Decimal, Facts, Fault};
use ansinh_grammar::Text;

use super::encoded;
use super::months::Calendars;
use super::reasons::{sign, sources, tree};
use crate::view::View;

/// What was found.
pub(super) struct Assessed<'a> {
    /// The plan.
    pub(super) plan: &'a Plan,
    /// From when to when there is law.
    pub(super) encoded: Days,
    /// The facts.
    pub(super) facts: &'a Facts,
    /// The findings of each thing, in the order of the facts.
    pub(super) findings: Vec<Vec<Finding>>,
    /// The same with the law as it is known by now, if the findings know less.
    pub(super) later: Option<Vec<Vec<Finding>>>,
    /// The months paid, if they were asked for.
    pub(super) calendars: Option<Calendars>,
}

impl Assessed<'_> {
    /// What a finding comes to with the law as it is known by now, and how much more that is, where both are certain.
    pub(super) fn difference(&self, thing: usize, finding: &Finding) -> Option<(Decimal, Decimal)> {
        let later = self.later.as_ref()?.get(thing)?.iter().find(|later| later.benefit == finding.benefit)?;
        match (&later.amount, &finding.amount) {
            (Answer::Certain(later), Answer::Certain(amount)) => Some((*later, *later - *amount)),
            _ => None,
        }
    }
}

/// Everything, for everybody.
pub(super) fn text(assessed: &Assessed<'_>, view: View) -> String {
    let plan = assessed.plan;
    let law = plan.scenario.as_ref().map_or_else(|| view.say("luật hiện hành", "current law"), |label| view.get(label));
    let on = date_text(plan.on);
    let known = plan.known_on.map_or_else(String::new, |day| {
        format!(" · {} {}", view.say("luật biết đến ngày", "law as known on"), view.get(&date_text(day)))
    });
    let mut text = format!("{} {}{known} · {law}\n", view.say("Ngày xét", "Assessed on"), view.get(&on));
    text.push_str(view.say("✓ đúng   ✗ không đúng   ? chưa biết\n", "✓ holds   ✗ does not hold   ? not known yet\n"));
    if let Some(remark) = encoded::remark(assessed.encoded, plan.on) {
        let _ = writeln!(text, "! {}", view.get(&remark));
    }
    for (at, (thing, findings)) in assessed.facts.things.iter().zip(&assessed.findings).enumerate() {
        if findings.is_empty() {
            continue;
        }
        let entity = plan.entities.iter().find(|entity| entity.name == thing.entity);
        let entity = entity.map_or(thing.entity.as_str(), |entity| view.get(&entity.label));
        let _ = writeln!(text, "\n══ {} ({}) ══", thing.name, entity.to_lowercase());
        for finding in findings {
            text.push_str(&answer(assessed, finding, view));
            text.push_str(&back_payment(assessed, at, finding, view));
        }
        if let Some(calendars) = &assessed.calendars {
            text.push_str(&calendars.text(at, view));
        }
        for finding in findings {
            text.push_str(&reasons(finding, view));
        }
    }
    text
}

/// One line with the amount, and the questions that are still open.
fn answer(assessed: &Assessed<'_>, finding: &Finding, view: View) -> String {
    let amount = if finding.is_in_force { amount(&finding.amount, finding.unit) } else { not_in_force() };
    let mut text = format!("\n{}: {}\n", view.get(&finding.label), view.get(&amount));
    if let Some(payee) = &finding.payee {
        let _ = writeln!(text, "  {}: {}", view.say("Trả cho", "Paid to"), view.get(payee));
    }
    text.push_str(&advice(assessed.plan, finding, view));
    for side in finding.conflict.iter().flat_map(|conflict| &conflict.sides) {
        let _ = writeln!(text, "  - {}: {}", view.get(&side.label), view.get(&side.value));
        text.push_str(&sources(&side.citations.iter().collect::<Vec<_>>(), 2, view));
    }
    let open = questions(assessed.plan, std::slice::from_ref(finding));
    if !open.is_empty() {
        let _ = writeln!(text, "  {}", view.say("Cần biết thêm:", "Still needed:"));
    }
    for need in open {
        let question = Question::of(need, assessed);
        let _ =
            writeln!(text, "  - {}  [{}: {}]", view.get(&question.ask), question.path(), view.get(&question.allowed));
    }
    text
}

/// What is said of a benefit that there is not on the day.
pub(super) fn not_in_force() -> Text {
    Text::new("chế độ không có hiệu lực vào ngày này", "not in force on this day")
}

/// What to do to get it, and what is doubtful about it.
fn advice(plan: &Plan, finding: &Finding, view: View) -> String {
    let mut text = String::new();
    if let Some(advice) = explain::advice(plan, finding) {
        for line in advice.lines() {
            let _ = writeln!(text, "  {}", view.get(&line));
        }
        for note in &advice.notes {
            let _ = writeln!(text, "  {}", view.get(note));
        }
        text.push_str(&sources(&advice.citations.iter().collect::<Vec<_>>(), 2, view));
    }
    for doubt in explain::doubts(finding) {
        let _ = writeln!(text, "  {}: {}", view.say("Chưa chắc chắn", "Not certain"), view.get(&doubt));
    }
    text
}

/// What is owed for the day now that more law is known.
fn back_payment(assessed: &Assessed<'_>, thing: usize, finding: &Finding, view: View) -> String {
    let Some((later, difference)) = assessed.difference(thing, finding).filter(|(_, more)| !more.is_zero()) else {
        return String::new();
    };
    let shown = |amount: Decimal| view.get(&amount_text(amount, finding.unit)).to_owned();
    let word = if difference.is_sign_negative() {
        view.say("Đã trả thừa", "Paid too much")
    } else {
        view.say("Truy lĩnh", "Back-payment")
    };
    let now = view.say("theo luật biết đến nay", "with the law as known by now");
    format!("  {word}: {} ({now}: {})\n", shown(difference.abs()), shown(later))
}

/// An amount as far as it can be told.
pub(super) fn amount(answer: &Answer, unit: Unit) -> Text {
    match answer {
        Answer::Certain(amount) => amount_text(*amount, unit),
        Answer::Among(amounts) => {
            let texts: Vec<Text> = amounts.iter().map(|amount| amount_text(*amount, unit)).collect();
            let joined = |form: fn(&Text) -> &str, glue: &str| texts.iter().map(form).collect::<Vec<_>>().join(glue);
            Text::new(joined(|text| &text.vi, " hoặc "), joined(|text| &text.en, " or "))
        }
        Answer::Unknown => Text::new("chưa thể biết", "it cannot be told yet"),
        Answer::Fault(fault) => fault_text(*fault),
    }
}

fn fault_text(fault: Fault) -> Text {
    let code = fault.code();
    let (vi, en) = match fault {
        Fault::Conflict => ("luật cho nhiều kết quả khác nhau", "the law gives several answers that differ"),
        Fault::NoCase => ("luật không quy định trường hợp này", "the law does not provide for this case"),
        Fault::Overflow => ("số quá lớn để tính chính xác", "a number is too large to be exact"),
        Fault::Divisor => ("số chia không lớn hơn 0", "a divisor is not above zero"),
        Fault::Absent => ("thiếu một giá trị mà luật cần", "there is no value where the law needs one"),
    };
    Text::new(format!("{vi} ({code})"), format!("{en} ({code})"))
}

/// A fact that is needed, as a question.
pub(super) struct Question {
    /// Whose fact.
    pub(super) thing: String,
    /// Which fact or link.
    pub(super) fact: String,
    /// The question in plain words.
    pub(super) ask: Text,
    /// What can be answered.
    pub(super) allowed: Text,
}

impl Question {
    /// The question for a need.
    pub(super) fn of(need: Need, assessed: &Assessed<'_>) -> Self {
        let thing = assessed.facts.things.get(need.thing).map_or_else(String::new, |thing| thing.name.clone());
        let asked =
            |ask: &Text, label: &Text| if ask.en.is_empty() && ask.vi.is_empty() { label.clone() } else { ask.clone() };
        let (fact, ask, allowed) = match need.what {
            Needed::Input(id) => assessed.plan.inputs.get(id.0).map_or_else(Default::default, |input| {
                (input.name.clone(), asked(&input.ask, &input.label), allowed(input))
            }),
            Needed::Link(id) => assessed.plan.links.get(id.0).map_or_else(Default::default, |link| {
                (link.name.clone(), asked(&link.ask, &link.label), Text::new("danh sách tên", "list of names"))
            }),
        };
        Self { thing, fact, ask, allowed }
    }

    fn path(&self) -> String {
        format!("{}.{}", self.thing, self.fact)
    }
}

fn allowed(input: &Input) -> Text {
    match &input.kind {
        Kind::YesNo => Text::same("true, false"),
        Kind::Choice(choices) => {
            Text::same(choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>().join(", "))
        }
        Kind::Date => Text::same("1944-07-01, 1944-07, 1944"),
        Kind::Number(_) => Text::new("một số", "a number"),
    }
}

/// Category by category.
fn reasons(finding: &Finding, view: View) -> String {
    if !finding.is_in_force || finding.categories.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{} – {}\n", view.get(&finding.label), view.say("vì sao", "why"));
    for category in &finding.categories {
        text.push_str(&category_text(category, finding.unit, view));
    }
    let _ = writeln!(text, "  {}: {}", view.say("Cách gộp", "How amounts combine"), view.get(&finding.combination));
    text.push_str(&sources(&finding.citations.iter().collect::<Vec<_>>(), 2, view));
    for exception in &finding.exceptions {
        let lead = view.say("Ngoại lệ", "Exception");
        let _ = writeln!(text, "  {} {lead}: {}", sign(exception.applies), view.get(&exception.label));
        text.push_str(&sources(&exception.citations.iter().collect::<Vec<_>>(), 2, view));
    }
    for note in &finding.notes {
        let _ = writeln!(text, "  {}: {}", view.say("Ghi chú", "Note"), view.get(note));
    }
    text
}

fn category_text(category: &CategoryFinding, unit: Unit, view: View) -> String {
    let paid = match (category.applies, category.is_paid) {
        (Certainty::Yes, Certainty::Yes) => view.say(" – được chi trả", " – paid"),
        (Certainty::Yes, Certainty::No) => view.say(" – không chi trả riêng", " – not paid beside the others"),
        _ => "",
    };
    let scenario = if category.is_of_scenario { view.say(" (theo kịch bản)", " (of the scenario)") } else { "" };
    let mut text = format!("  {} {}{scenario}{paid}\n", sign(category.applies), view.get(&category.label));
    text.push_str(&tree(category, 3, view));
    if category.applies == Certainty::No {
        return text;
    }
    match &category.computation {
        Some(computation) => {
            let _ = writeln!(text, "      = {}", view.get(computation));
        }
        None => {
            let amount = amount(&category.amount, unit);
            let _ = writeln!(text, "      = {}", view.get(&amount));
        }
    }
    text.push_str(&sources(&category.citations.iter().collect::<Vec<_>>(), 4, view));
    for note in &category.notes {
        let _ = writeln!(text, "      {}: {}", view.say("Ghi chú", "Note"), view.get(note));
    }
    text
}
