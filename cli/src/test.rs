//! `ansinh test`: the tests and properties that are written in policies.
//!
//! Receives files; hands on the tests that do not hold and the properties that somebody speaks against, each with its
//! line, and a summary. It evaluates nothing.

use std::fmt::Write;

use ansinh_engine::hir::Program;
use ansinh_engine::lower::date_text;
use ansinh_engine::trial::{self, Failure as Unmet, PropertyTrial, Sampling, Trial, Verdict};
use ansinh_grammar::{Language, SourceFile};

use crate::arguments::{Format, TestArguments};
use crate::check::many;
use crate::failure::Failure;
use crate::policies::Policies;
use crate::view::{View, printable};
use crate::{Printed, draw};

mod export;

/// Runs all tests of the built-in policies and of given files.
///
/// # Errors
/// Files that cannot be read, policies with errors.
pub(crate) fn run(asked: &TestArguments, view: View) -> Result<Printed, Failure> {
    if asked.samples == 0 {
        return Err(Failure::input(
            "--samples: phải từ 1 trở lên; không thử mẫu nào thì không thấy được phản ví dụ",
            "--samples: must be at least 1; without a sample no counterexample can be found",
        ));
    }
    let mut policies = Policies::load(&asked.files)?;
    if asked.only_given {
        let n_built_in = policies.n_built_in;
        policies.checked.program.tests.retain(|test| test.module >= n_built_in);
        policies.checked.program.properties.retain(|property| property.module >= n_built_in);
    }
    let sampling = Sampling { samples: asked.samples, seed: asked.seed };
    if asked.format == Format::Json {
        return Ok(export::exported(&policies, sampling));
    }
    let program = policies.program()?;
    let trials = trial::run(program);
    let properties = trial::run_properties(program, sampling);
    let failed: Vec<&Trial> = trials.iter().filter(|trial| !trial.failures.is_empty()).collect();
    let mut text = String::new();
    for trial in &failed {
        for unmet in &trial.failures {
            text.push_str(&shown(trial, unmet, &policies.sources, view));
        }
    }
    for property in properties.iter().filter(|property| !property.is_good()) {
        text.push_str(&against(property, &policies.sources, view));
    }
    text.push_str(&tried(program, &properties, view));
    text.push_str(&match view.language {
        Language::Vi => format!("{} kiểm thử, {} không đúng\n", trials.len(), failed.len()),
        Language::En => format!("{}, {} failed\n", many(trials.len(), "test"), failed.len()),
    });
    text.push_str(&summary(&properties, sampling, view));
    let is_wrong = !failed.is_empty() || properties.iter().any(|property| !property.is_good());
    Ok(Printed { text, is_wrong })
}

/// What speaks against a property, and a counterexample as a test.
fn against(property: &PropertyTrial, sources: &[SourceFile], view: View) -> String {
    let mut text = draw::draw(property.complaint.as_slice(), sources, view);
    if let Verdict::Refuted(found) = &property.verdict {
        text.push_str(&found.test);
        text.push('\n');
    }
    text
}

/// How each property was tried that nothing was found against; that is no proof, and is not told as one.
fn tried(program: &Program, properties: &[PropertyTrial], view: View) -> String {
    let one = |property: &PropertyTrial| {
        let PropertyTrial { name, samples, met, days, is_conditional, .. } = property;
        let called = program.called_by(name, program.properties.iter().map(|found| &found.naming));
        let name = view.get(&called);
        match view.language {
            Language::Vi => {
                let met = if *is_conditional { format!("; {met} mẫu thỏa điều kiện") } else { String::new() };
                format!("{name}: không tìm thấy phản ví dụ trong {samples} mẫu vào {days} ngày{met}\n")
            }
            Language::En => {
                let met = if *is_conditional { format!("; {met} met the condition") } else { String::new() };
                let (samples, days) = (many(*samples, "sample"), many(*days, "day"));
                format!("{name}: no counterexample in {samples} on {days}{met}\n")
            }
        }
    };
    properties.iter().filter(|property| property.is_good()).map(one).collect()
}

/// How many properties there are, and what they were tried with.
fn summary(properties: &[PropertyTrial], sampling: Sampling, view: View) -> String {
    let Sampling { samples, seed } = sampling;
    let (n_all, n_bad) = (properties.len(), properties.iter().filter(|property| !property.is_good()).count());
    match (n_all, view.language) {
        (0, _) => String::new(),
        (_, Language::Vi) => format!(
            "{n_all} tính chất, {n_bad} không đúng hoặc chưa thử được (số ban đầu {seed}, {samples} mẫu mỗi tính chất)\n"
        ),
        (_, Language::En) => {
            let all = if n_all == 1 { "1 property".to_owned() } else { format!("{n_all} properties") };
            format!("{all}, {n_bad} refuted or not tried (seed {seed}, {} each)\n", many(samples, "sample"))
        }
    }
}

/// One expectation that does not hold: place, title, lines, what was found.
fn shown(trial: &Trial, unmet: &Unmet, sources: &[SourceFile], view: View) -> String {
    let mut text = String::new();
    if let Some(source) = sources.get(unmet.span.file.0) {
        let at = source.position(unmet.span.start);
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}:{}:{}: {}", source.path(), at.line, at.column, printable(&trial.title));
        for line in source.slice(unmet.span).trim_end().lines() {
            let _ = writeln!(text, "    {}", printable(line.trim()));
        }
    }
    let (on, expected) = (date_text(unmet.on), printable(view.get(&unmet.expected)));
    let _ = match view.language {
        Language::Vi => writeln!(text, "    vào ngày {}, kỳ vọng: {expected}", on.vi),
        Language::En => writeln!(text, "    on {}, expected: {expected}", on.en),
    };
    let _ = writeln!(text, "    → {}", printable(view.get(&unmet.found)));
    for value in &unmet.values {
        let _ = writeln!(text, "      {}", printable(view.get(&value.in_words())));
    }
    text.push('\n');
    text
}
