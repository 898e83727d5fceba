//! `ansinh explain`: what a code of a complaint means.
//!
//! Receives a code or its name; hands on its page: title, words, an example that is wrong and its mend.
//! It knows no code by itself.

use ansinh_engine::codes::{self, Page, Part};
use ansinh_grammar::{Code, Text};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::Printed;
use crate::arguments::{ExplainArguments, Format};
use crate::failure::Failure;
use crate::nearest::nearest;
use crate::plain::{self, Both};
use crate::view::View;

/// How wide a paragraph is drawn.
const WIDTH: usize = 80;

/// Explains one code, or lists all.
///
/// # Errors
/// A code that is not there.
pub(crate) fn run(asked: &ExplainArguments, view: View) -> Result<Printed, Failure> {
    let codes = match &asked.code {
        Some(written) => vec![codes::find(written).ok_or_else(|| unknown(written))?],
        None => codes::all(),
    };
    Ok(Printed::fine(match asked.format {
        Format::Json => plain::json(&codes.into_iter().map(Explained::of).collect::<Vec<_>>()),
        Format::Text if asked.list => codes.into_iter().map(|code| line(code, view)).collect(),
        Format::Text => codes.into_iter().map(|code| shown(code, view)).collect(),
    }))
}

fn unknown(written: &str) -> Failure {
    let names = codes::all().into_iter().flat_map(|code| [code.id, code.name]);
    let near = nearest(written, names);
    let remedy = |words: &str| near.map_or(String::new(), |near| format!("; {words} `{near}`?"));
    Failure::NoSuch(Text::new(
        format!("không có mã `{written}`{}", remedy("có phải là")),
        format!("there is no code `{written}`{}", remedy("did you mean")),
    ))
}

fn title(code: Code) -> Text {
    codes::page(code).map_or_else(|| Text::same(code.name), |page| page.title)
}

fn line(code: Code, view: View) -> String {
    format!("{} {:<32} {}\n", code.id, code.name, view.get(&title(code)))
}

fn shown(code: Code, view: View) -> String {
    let mut text = format!("{} {}\n{}\n", code.id, code.name, view.get(&title(code)));
    for part in codes::page(code).iter().flat_map(|page| page.parts(view.language)) {
        text.push('\n');
        match part {
            Part::Paragraph(words) => text.push_str(&filled(words)),
            Part::Law(example) => {
                let lead = if example.is_wrong { view.say("Sai", "Wrong") } else { view.say("Đúng", "Right") };
                let on = example.on.join(" ");
                let on = if on.is_empty() { on } else { format!(" ({on})") };
                text.push_str(&format!("{lead}{on}:\n\n"));
                for line in example.law.lines() {
                    text.push_str(format!("    {line}").trim_end());
                    text.push('\n');
                }
            }
        }
    }
    text
}

/// A paragraph in lines of no more than the width.
fn filled(words: &str) -> String {
    let mut text = String::new();
    let mut used = 0;
    for word in words.split(' ') {
        let width = word.width();
        if used > 0 && used + 1 + width > WIDTH {
            text.push('\n');
            used = 0;
        } else if used > 0 {
            text.push(' ');
            used += 1;
        }
        text.push_str(word);
        used += width;
    }
    text.push('\n');
    text
}

/// A page for programs.
#[derive(Serialize, Debug)]
struct Explained {
    code: &'static str,
    name: &'static str,
    title: Both,
    text: Both,
}

impl Explained {
    fn of(code: Code) -> Self {
        let text =
            codes::page(code).map_or_else(Text::default, |page| Text::build(|language| markdown(&page, language)));
        Self { code: code.id, name: code.name, title: Both::from(&title(code)), text: Both::from(&text) }
    }
}

/// The page as Markdown.
fn markdown(page: &Page, language: ansinh_grammar::Language) -> String {
    let part = |part: &Part| match part {
        Part::Paragraph(words) => format!("{words}\n"),
        Part::Law(example) => {
            format!("```law {}\n{}```\n", if example.is_wrong { "wrong" } else { "right" }, example.law)
        }
    };
    page.parts(language).iter().map(part).collect::<Vec<_>>().join("\n")
}
