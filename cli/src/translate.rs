//! `ansinh translate`: a policy file in the other language.
//!
//! Receives a file and those whose names it uses; hands on its text, and names without an alias on the error output.

use std::io;

use ansinh_engine::translate;
use ansinh_grammar::{FileId, Text};

use crate::arguments::TranslateArguments;
use crate::failure::Failure;
use crate::fmt::Wrong;
use crate::policies::Policies;
use crate::view::{self, View};
use crate::{Printed, out};

/// Translates a file.
///
/// # Errors
/// Files that cannot be read or written, and a file with mistakes.
pub(crate) fn run(asked: &TranslateArguments, view: View) -> Result<Printed, Failure> {
    let paths: Vec<_> = asked.others.iter().chain([&asked.file]).cloned().collect();
    let policies = Policies::load(&paths)?;
    // The files given come last, in the order given.
    let file = FileId(policies.sources.len().saturating_sub(1));
    let translated = match translate::translate(&policies.sources, file, asked.wanted()) {
        Ok(translated) => translated,
        Err(refusal) => {
            let mut wrong = Wrong::default();
            if let Some(source) = policies.sources.get(file.0) {
                wrong.add(source.clone(), refusal)?;
            }
            return wrong.finish().map(|()| Printed::fine(String::new()));
        }
    };
    if !translated.left.is_empty() {
        let names = translated.left.join("`, `");
        let note = Text::new(
            format!("ghi chú: các tên sau không có bí danh nên được giữ nguyên: `{names}`\n"),
            format!("note: these names have no alias and stay as they are: `{names}`\n"),
        );
        view::write_all(io::stderr().lock(), view.get(&note))
            .map_err(|error| Failure::unwritable(view.say("đầu ra lỗi", "error output"), &error))?;
    }
    let Some(path) = &asked.out else {
        return Ok(Printed::fine(translated.text));
    };
    out::write(path, &translated.text)?;
    Ok(Printed::fine(String::new()))
}
