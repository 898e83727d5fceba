//! Days, laws and rules of payment in words.
//!
//! Receives checked data; hands on texts in both languages. It decides nothing.

use ansinh_grammar::Text;

use crate::hir::{Days, Law, Program};
use crate::lower::date_text;
pub use crate::lower::{start_text, stop_text};
use crate::value::{Rounding, TestDay};

/// Some days in words; nothing is said of an open end.
#[must_use]
pub fn days_text(days: Days) -> Text {
    let (from, to) = (days.from.map(date_text), days.to.map(date_text));
    match (from, to) {
        (Some(from), Some(to)) => {
            Text::new(format!("từ {} đến hết {}", from.vi, to.vi), format!("from {} to {}", from.en, to.en))
        }
        (Some(from), None) => Text::new(format!("từ {}", from.vi), format!("from {}", from.en)),
        (None, Some(to)) => Text::new(format!("đến hết {}", to.vi), format!("up to {}", to.en)),
        (None, None) => Text::new("không nêu ngày", "no days stated"),
    }
}

/// A law in words.
#[must_use]
pub fn law_text(program: &Program, law: Law) -> Text {
    match law {
        Law::Current => Text::new("luật hiện hành", "current law"),
        Law::Scenario(id) => program.scenarios.get(id.0).map(|found| found.naming.label.clone()).unwrap_or_default(),
        Law::Module(module) => program.modules.get(module).map(Text::same).unwrap_or_default(),
    }
}

/// The day of a month on which entitlement is seen.
#[must_use]
pub fn test_day_text(rule: TestDay) -> Text {
    match rule {
        TestDay::First => Text::new("ngày đầu tháng", "the first day of the month"),
        TestDay::Last => Text::new("ngày cuối tháng", "the last day of the month"),
        TestDay::Any => Text::new("bất kỳ ngày nào trong tháng", "any day of the month"),
    }
}

/// To which side is rounded.
#[must_use]
pub fn rounding_text(rounding: Rounding) -> Text {
    match rounding {
        Rounding::Up => Text::new("làm tròn lên", "rounded up"),
        Rounding::Down => Text::new("làm tròn xuống", "rounded down"),
        Rounding::Nearest => Text::new("làm tròn đến số gần nhất", "rounded to the nearest"),
    }
}
