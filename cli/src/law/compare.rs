//! What changed between two days: on which day, which rule, from what to what.
//!
//! Receives the readings of the days on which anything changes; hands on the differences, as text or plain types.

use std::collections::BTreeMap;
use std::fmt::Write;

use ansinh_engine::hir::Program;
use ansinh_engine::lower::{Line, Rule, date_text};
use ansinh_engine::value::Date;
use ansinh_grammar::Text;
use serde::Serialize;

use super::{PlainLine, head, sourced};
use crate::failure::Failure;
use crate::plain::Both;
use crate::view::View;

/// What one rule became on a day.
pub(super) struct Change {
    on: Date,
    rule: Rule,
    what: What,
    gone: Vec<Line>,
    come: Vec<Line>,
    /// Provisions that say the same in another place: where they stood, and where they stand.
    moved: Vec<(Line, Line)>,
}

#[derive(Clone, Copy)]
enum What {
    Begins,
    Ends,
    Changes,
}

/// The changes after the first day up to the last, by day.
///
/// # Errors
/// A day on which the law cannot be read.
pub(super) fn changes(
    program: &Program,
    (from, to): (Date, Date),
    read: impl Fn(Date) -> Result<Vec<Rule>, Failure>,
) -> Result<Vec<Change>, Failure> {
    let mut before = read(from)?;
    let mut changes = Vec::new();
    for on in program.days_of_change().into_iter().filter(|day| from < *day && *day <= to) {
        let now = read(on)?;
        changes.extend(differences(&before, &now, on));
        before = now;
    }
    Ok(changes)
}

fn differences(before: &[Rule], now: &[Rule], on: Date) -> Vec<Change> {
    let key = |rule: &Rule| (rule.kind, rule.id.clone());
    let old: BTreeMap<_, &Rule> = before.iter().map(|rule| (key(rule), rule)).collect();
    let new: BTreeMap<_, &Rule> = now.iter().map(|rule| (key(rule), rule)).collect();
    let mut found = Vec::new();
    for rule in now {
        let earlier = old.get(&key(rule));
        let others = earlier.map_or(&[][..], |earlier| &earlier.lines);
        let (gone, come, moved) = compared(others, &rule.lines);
        let what = if earlier.is_some() { What::Changes } else { What::Begins };
        if !(gone.is_empty() && come.is_empty() && moved.is_empty()) {
            found.push(Change { on, rule: rule.clone(), what, gone, come, moved });
        }
    }
    for rule in before.iter().filter(|rule| !new.contains_key(&key(rule))) {
        let (gone, come, moved) = (rule.lines.clone(), Vec::new(), Vec::new());
        found.push(Change { on, rule: rule.clone(), what: What::Ends, gone, come, moved });
    }
    found
}

/// What is gone, what has come, and what says the same in another place.
fn compared(before: &[Line], now: &[Line]) -> (Vec<Line>, Vec<Line>, Vec<(Line, Line)>) {
    let lacking = |lines: &[Line], others: &[Line]| -> Vec<Line> {
        lines.iter().filter(|line| !others.contains(line)).cloned().collect()
    };
    let (mut gone, mut come) = (lacking(before, now), Vec::new());
    let mut moved = Vec::new();
    for line in lacking(now, before) {
        match gone.iter().position(|other| other.text == line.text) {
            Some(at) => moved.push((gone.remove(at), line)),
            None => come.push(line),
        }
    }
    (gone, come, moved)
}

/// The changes for a reader.
pub(super) fn text(changes: &[Change], (from, to): (Date, Date), view: View) -> String {
    let (first, last) = (date_text(from), date_text(to));
    let lead = Text::new(
        format!("Thay đổi sau ngày {} đến hết ngày {}", first.vi, last.vi),
        format!("What changed after {} up to {}", first.en, last.en),
    );
    let mut text = format!("{}\n", view.get(&lead));
    text.push_str(view.say(
        "- không còn   + mới   = nội dung như cũ, căn cứ mới\n",
        "- gone   + new   = says the same, in another place\n",
    ));
    if changes.is_empty() {
        text.push_str(view.say("Không có gì thay đổi.\n", "Nothing changed.\n"));
    }
    let mut day = None;
    for change in changes {
        if day != Some(change.on) {
            let on = date_text(change.on);
            let _ = writeln!(text, "\n══ {} {} ══", view.say("Từ ngày", "From"), view.get(&on));
            day = Some(change.on);
        }
        let what = match change.what {
            What::Begins => view.say("bắt đầu", "begins"),
            What::Ends => view.say("kết thúc", "ends"),
            What::Changes => view.say("thay đổi", "changes"),
        };
        let _ = writeln!(text, "\n{}: {what}", head(&change.rule, view).trim());
        for (sign, line) in change.gone.iter().map(|line| ('-', line)).chain(change.come.iter().map(|line| ('+', line)))
        {
            let _ = writeln!(text, "  {sign} {}", sourced(line, view));
        }
        for (before, now) in &change.moved {
            let _ = writeln!(text, "  = {}  [{} → {}]", view.get(&now.text), places(before, view), places(now, view));
        }
    }
    text
}

fn places(line: &Line, view: View) -> String {
    line.citations.iter().map(|citation| view.get(&citation.text)).collect::<Vec<_>>().join("; ")
}

/// A change in both languages.
#[derive(Serialize)]
pub(super) struct PlainChange {
    on: String,
    id: String,
    label: Both,
    /// `begins`, `ends` or `changes`.
    what: &'static str,
    gone: Vec<PlainLine>,
    come: Vec<PlainLine>,
    /// Provisions that say the same as before in another place, which is given.
    moved: Vec<PlainLine>,
}

/// The changes as plain types.
pub(super) fn plain(changes: &[Change]) -> Vec<PlainChange> {
    let lines = |lines: &[Line]| lines.iter().map(PlainLine::of).collect();
    let one = |change: &Change| PlainChange {
        on: change.on.to_string(),
        id: change.rule.id.clone(),
        label: Both::from(&change.rule.label),
        what: match change.what {
            What::Begins => "begins",
            What::Ends => "ends",
            What::Changes => "changes",
        },
        gone: lines(&change.gone),
        come: lines(&change.come),
        moved: change.moved.iter().map(|(_, now)| PlainLine::of(now)).collect(),
    };
    changes.iter().map(one).collect()
}
