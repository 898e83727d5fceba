//! Runs every case file, and every property over every case.
//!
//! Receives the files under `cases`; fails with all that does not agree, file by file. With `ANSINH_REWRITE=1` it
//! writes the printed blocks anew instead; blocks of figures are never written.

use ansinh_engine::analyse::{self, Depth};
use ansinh_engine::check::{self, Checked};
use ansinh_engine::hir::Program;
use ansinh_engine::trial::{self, Sampling};
use ansinh_engine::{explain, lower};
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{FileId, SourceFile, parse};
use ansinh_tests::case::{Block, Case};
use ansinh_tests::files::TextFile;
use ansinh_tests::household::{self, Household};
use ansinh_tests::{figures, files, law, months, printed, reasons, shape};

/// A case with all that was made of it.
struct Run {
    case: Case,
    sources: Vec<SourceFile>,
    checked: Checked,
    failures: Vec<String>,
    rewritten: Vec<(Block, String)>,
}

fn case_files() -> Vec<TextFile> {
    files::under("tests/cases").into_iter().filter(|file| file.path.ends_with(".md")).collect()
}

fn is_syntax(case: &Case) -> bool {
    case.path.contains("/syntax/")
}

/// Runs the cases of one folder, not of the folders in it.
fn run_folder(folder: &str) {
    let folder = format!("tests/cases/{folder}/");
    let mut n_cases = 0;
    let mut failures = Vec::new();
    for file in case_files() {
        let Some(name) = file.path.strip_prefix(&folder) else { continue };
        if name.contains('/') {
            continue;
        }
        n_cases += 1;
        failures.extend(run_file(&file).into_iter().map(|failure| format!("{}: {failure}", file.path)));
    }
    assert!(n_cases > 0, "no case in {folder}");
    assert!(failures.is_empty(), "\n{}\n(ANSINH_REWRITE=1 writes printed blocks anew)", failures.join("\n\n"));
}

fn run_file(file: &TextFile) -> Vec<String> {
    let case = match Case::read(&file.path, &file.text) {
        Ok(case) => case,
        Err(complaint) => return vec![complaint],
    };
    let sources = law::sources(&case);
    let checked = check::check(&sources);
    let mut run = Run { case, sources, checked, failures: Vec::new(), rewritten: Vec::new() };
    run.twins();
    run.diagnostics();
    for block in run.case.blocks.clone() {
        run.block(&block);
    }
    if std::env::var_os("ANSINH_REWRITE").is_some() && !run.rewritten.is_empty() {
        let written = std::fs::write(files::root().join(&file.path), run.case.with(&run.rewritten));
        run.failures.extend(written.err().map(|error| error.to_string()));
    }
    run.failures
}

impl Run {
    fn block(&mut self, block: &Block) {
        let printed = match block.kind.as_str() {
            "tree" => Ok(self.trees()),
            "plan" => self.plan(block),
            "reasons" => self.reasons(block),
            "stretches" => self.household().and_then(|found| months::stretches(block, &self.checked.program, &found)),
            "properties" => self.properties(),
            "failures" => self.failures(),
            "figures" | "months" => {
                self.typed(block);
                return;
            }
            _ => return,
        };
        match printed {
            Ok(printed) => self.expect(block, printed),
            Err(failure) => self.failures.push(failure),
        }
    }

    /// Compares a printed block, or keeps it to be rewritten.
    fn expect(&mut self, block: &Block, printed: String) {
        if printed == block.text {
            return;
        }
        if std::env::var_os("ANSINH_REWRITE").is_none() {
            let kind = &block.kind;
            self.failures.push(format!("{kind}\n--- expected\n{}--- found\n{printed}---", block.text));
        }
        self.rewritten.push((block.clone(), printed));
    }

    /// A block marked `twin` says the same as the law before it, on the other surface.
    fn twins(&mut self) {
        let laws: Vec<Block> = self.case.of_kind("law").cloned().collect();
        for pair in laws.windows(2) {
            let [first, second] = pair else { continue };
            if second.argument(0) != Some("twin") {
                continue;
            }
            let [first, second] = [first, second].map(|block| {
                let source = SourceFile::new("twin.law", &block.text);
                let parsed = parse(FileId(0), &source);
                (printed::tree(&parsed.file), printed::diagnostics(&parsed.diagnostics, &[source]))
            });
            if first.0 != second.0 {
                self.failures.push(format!("the twin has another tree\n{}---\n{}", first.0, second.0));
            }
            if !second.1.is_empty() {
                self.failures.push(format!("the twin is not read\n{}", second.1));
            }
        }
    }

    /// The complaints; a case without a block for them must have none.
    fn diagnostics(&mut self) {
        let blocks: Vec<Block> = self.case.of_kind("diagnostics").cloned().collect();
        let plain = self.complaints();
        if blocks.is_empty() && !plain.is_empty() {
            self.failures.push(format!("complaints that the case does not expect:\n{}", self.print(&plain)));
        }
        for block in blocks {
            let found = match block.argument(0) {
                None => Ok(plain.clone()),
                Some("strict") => Ok(self.analysed(Depth::Strict)),
                Some("remedies") => Ok(plain.clone()),
                Some(_) => self.refusals(&block),
            };
            match found {
                Ok(found) => {
                    let is_mended = block.argument(0) == Some("remedies");
                    let text = if is_mended {
                        printed::diagnostics_with_remedies(&found, &self.sources)
                    } else {
                        self.print(&found)
                    };
                    self.expect(&block, text);
                }
                Err(failure) => self.failures.push(failure),
            }
        }
    }

    fn print(&self, found: &[Diagnostic]) -> String {
        if self.is_analysed() {
            return printed::diagnostics_with_notes(found, &self.sources);
        }
        printed::diagnostics(found, &self.sources)
    }

    /// A case about people is checked and then analysed, and its complaints are printed with their examples.
    fn is_analysed(&self) -> bool {
        self.case.path.contains("/analyse/")
    }

    /// What reading alone finds for a case of syntax, else what checking finds.
    fn complaints(&self) -> Vec<Diagnostic> {
        if !is_syntax(&self.case) {
            return if self.is_analysed() { self.analysed(Depth::Usual) } else { self.checked.diagnostics.clone() };
        }
        let each = |(at, source): (usize, &SourceFile)| parse(FileId(at), source).diagnostics;
        self.sources.iter().enumerate().flat_map(each).collect()
    }

    /// What checking finds, and then what the law does to people.
    fn analysed(&self, depth: Depth) -> Vec<Diagnostic> {
        let mut found = self.checked.diagnostics.clone();
        if self.checked.is_usable() {
            found.extend(analyse::analyse(&self.checked.program, depth).diagnostics);
        }
        found
    }

    /// What lowering on a day finds, under a scenario if one is named.
    fn refusals(&self, block: &Block) -> Result<Vec<Diagnostic>, String> {
        if !self.checked.is_usable() {
            return Err("the law has mistakes, so it cannot be lowered".to_owned());
        }
        let world = law::world(block.argument(1));
        Ok(lower::lower(&self.checked.program, &world, law::day(block)?).err().unwrap_or_default())
    }

    fn trees(&self) -> String {
        let own = self.sources.iter().filter(|source| source.path() != "small.law");
        own.enumerate().map(|(at, source)| printed::tree(&parse(FileId(at), source).file)).collect()
    }

    fn plan(&self, block: &Block) -> Result<String, String> {
        if !self.checked.is_usable() {
            return Err("the law has mistakes, so it has no plan".to_owned());
        }
        let world = law::world(block.argument(1));
        let plan = lower::lower(&self.checked.program, &world, law::day(block)?);
        plan.map(|plan| plan.to_string()).map_err(|found| format!("no plan:\n{}", self.print(&found)))
    }

    fn household(&self) -> Result<Household, String> {
        let block = self.case.of_kind("household").next().ok_or("the case has no household")?;
        household::read(&block.text, &self.checked.program)
    }

    /// The findings for one thing: `reasons an`, of one benefit: `reasons an allowance`.
    fn reasons(&self, block: &Block) -> Result<String, String> {
        let household = self.household()?;
        let name = block.argument(0).ok_or("reasons of whom?")?;
        let thing = household.facts.position(name).ok_or_else(|| format!("there is no `{name}`"))?;
        let plan = lower::lower(&self.checked.program, &household.world, household.on)
            .map_err(|found| format!("no plan:\n{}", self.print(&found)))?;
        let findings = explain::explain(&plan, &household.facts, thing).map_err(|error| error.to_string())?;
        let wanted = |benefit: &str| block.argument(1).is_none_or(|wanted| wanted == benefit);
        let wanted = findings.iter().filter(|finding| wanted(&finding.benefit));
        Ok(wanted.map(|finding| reasons::printed(finding, &plan, &household.facts)).collect())
    }

    /// What becomes of each property, with a counterexample as a test.
    fn properties(&self) -> Result<String, String> {
        if !self.checked.is_usable() {
            return Err("the law has mistakes, so its properties are not tried".to_owned());
        }
        let trials = trial::run_properties(&self.checked.program, Sampling::default());
        Ok(trials.iter().map(|trial| printed::property(trial, &self.sources)).collect())
    }

    /// What is said of each expectation that does not hold.
    fn failures(&self) -> Result<String, String> {
        if !self.checked.is_usable() {
            return Err("the law has mistakes, so its tests are not run".to_owned());
        }
        let trials = trial::run(&self.checked.program);
        let failures = trials.iter().flat_map(|trial| &trial.failures);
        Ok(failures.map(|failure| printed::failure(failure, &self.sources)).collect())
    }

    fn typed(&mut self, block: &Block) {
        if !block.text.lines().any(|line| line.starts_with(figures::SOURCE)) {
            self.failures.push("figures without a line that names their source".to_owned());
        }
        let program = &self.checked.program;
        match self.household() {
            Ok(household) if block.kind == "months" => self.failures.extend(months::judge(block, program, &household)),
            Ok(household) => self.failures.extend(figures::judge(&block.text, program, &household)),
            Err(failure) => self.failures.push(failure),
        }
    }
}

#[test]
fn syntax() {
    run_folder("syntax");
}

#[test]
fn check() {
    run_folder("check");
}

#[test]
fn analyse() {
    run_folder("analyse");
}

#[test]
fn lower() {
    run_folder("lower");
}

#[test]
fn evaluate() {
    run_folder("evaluate");
}

#[test]
fn months() {
    run_folder("months");
}

/// Every law text of every case, and of the project.
fn laws() -> Vec<SourceFile> {
    let of_case = |file: TextFile| Case::read(&file.path, &file.text).map(|case| case.blocks).unwrap_or_default();
    let blocks = case_files().into_iter().flat_map(of_case).filter(|block| block.kind == "law");
    blocks.map(|block| SourceFile::new("case.law", &block.text)).chain(law::policies()).collect()
}

#[test]
fn every_place_lies_in_its_file() {
    for source in laws() {
        let parsed = parse(FileId(0), &source);
        let of_tree = shape::read(&format!("{:?}", parsed.file)).places();
        let of_diagnostics = parsed.diagnostics.iter().map(|found| (found.primary.span.start, found.primary.span.end));
        for (start, end) in of_tree.into_iter().chain(of_diagnostics) {
            assert!(source.text().get(start..end).is_some(), "{start}..{end} of\n{}", source.text());
        }
    }
}

#[test]
fn line_ends_and_marks_do_not_matter() {
    for source in laws() {
        let other = SourceFile::new("other.law", &format!("\u{feff}{}", source.text().replace('\n', "\r\n")));
        let print = |source: &SourceFile| {
            let parsed = parse(FileId(0), source);
            printed::tree(&parsed.file) + &printed::diagnostics(&parsed.diagnostics, std::slice::from_ref(source))
        };
        assert_eq!(print(&source), print(&other));
    }
}

#[test]
fn a_last_line_without_its_end_is_told_alike() {
    for source in laws() {
        let cut = SourceFile::new(source.path(), source.text().trim_end());
        let print = |source: &SourceFile| {
            let found = parse(FileId(0), source).diagnostics;
            printed::diagnostics_with_remedies(&found, std::slice::from_ref(source))
        };
        assert_eq!(print(&cut), print(&source), "{}", source.text());
    }
}

#[test]
fn the_same_law_gives_the_same_bytes() {
    for source in laws() {
        let print = || {
            let parsed = parse(FileId(0), &source);
            let own = std::slice::from_ref(&source);
            printed::tree(&parsed.file) + &printed::diagnostics_in_full(&parsed.diagnostics, own)
        };
        assert_eq!(print(), print());
    }
}

#[test]
fn a_law_cut_anywhere_is_still_read() {
    for source in laws().into_iter().filter(|source| source.text().len() < 600) {
        for (at, _) in source.text().char_indices() {
            let start = source.text().get(..at).unwrap_or("");
            let cut = SourceFile::new("cut.law", start);
            let found = parse(FileId(0), &cut).diagnostics;
            assert!(found.is_sorted_by_key(|found| found.primary.span), "{start}");
        }
    }
}

/// Programs are checked and lowered without a word of complaint from the machine, whatever they hold.
#[test]
fn every_case_lowers_or_says_why() {
    for file in case_files() {
        let Ok(case) = Case::read(&file.path, &file.text) else { continue };
        let checked = check::check(&law::sources(&case));
        if !checked.is_usable() {
            continue;
        }
        let program: Program = checked.program;
        for day in ["2014-12-31", "2024-07-01"] {
            let Some(day) = ansinh_engine::value::Date::parse(day) else { continue };
            let print = || match lower::lower(&program, &law::world(None), day) {
                Ok(plan) => plan.to_string(),
                Err(found) => format!("{found:?}"),
            };
            assert_eq!(print(), print(), "{}", file.path);
        }
    }
}
