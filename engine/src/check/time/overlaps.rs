//! Finds clauses of a definition that both hold for everybody on the same days.
//!
//! Receives the program; hands on complaints. It compares days and reads no condition.

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;

use crate::check::periods::{Periods, day_text, days_text};
use crate::codes;
use crate::hir::{Case, Definition, Guard, Program};
use crate::value::{Date, Policy};

/// Two clauses of a definition that both hold for everybody on the same days.
pub(in crate::check) fn check(program: &Program, found: &mut Vec<Diagnostic>) {
    for definition in &program.definitions {
        let plain = |guard: &Guard| matches!(guard, Guard::Always) && definition.policy == Policy::Only;
        overlapping(program, definition, plain, found);
        overlapping(program, definition, |guard| matches!(guard, Guard::Otherwise), found);
    }
}

fn overlapping(
    program: &Program,
    definition: &Definition,
    is_meant: impl Fn(&Guard) -> bool,
    found: &mut Vec<Diagnostic>,
) {
    let cases: Vec<&Case> = definition.cases.iter().filter(|case| is_meant(&case.guard)).collect();
    for (at, later) in cases.iter().enumerate() {
        let Some(earlier) = cases.iter().take(at).find(|earlier| earlier.days.overlaps(later.days)) else {
            continue;
        };
        let both = Periods::of([earlier.days]).and(&Periods::of([later.days])).first().unwrap_or_default();
        let (name, words) = (program.called(&definition.naming), days_text(both));
        let headline = Text::new(
            format!("`{}` có hai giá trị cùng áp dụng {}", name.vi, words.vi),
            format!("two values of `{}` apply {}", name.en, words.en),
        );
        let diagnostic = Diagnostic::new(codes::OVERLAPPING_VALUES, later.span, headline)
            .label(earlier.span, Text::new("giá trị kia", "the other value"));
        let end = later.days.from.and_then(Date::day_before).filter(|_| earlier.days.to.is_none()).map(day_text);
        found.push(match end {
            Some(end) => diagnostic.help(Text::new(
                format!("cho giá trị kia hết hiệu lực vào {}", end.vi),
                format!("end the other value on {}", end.en),
            )),
            None => diagnostic,
        });
    }
}
