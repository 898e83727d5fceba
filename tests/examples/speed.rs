//! How long a large policy takes: read, checked and formatted, for each thousand lines and against the bare grammar.
//!
//! Receives the embedded law; repeats it under other module names until it has so many lines, and times each step in
//! turn, several rounds in one run. Run it with `cargo run --release -p ansinh-tests --example speed`.

use std::time::{Duration, Instant};

use ansinh_engine::check;
use ansinh_grammar::{FileId, SourceFile, format, parse};
use ansinh_tests::law;

const N_LINES: usize = 20_000;
const N_ROUNDS: usize = 5;

/// The embedded law again and again, each time with modules of its own.
fn policy() -> Vec<SourceFile> {
    let law = law::policies();
    let modules: Vec<String> =
        law.iter().filter_map(|file| parse(FileId(0), file).file.module.map(|module| module.name.joined())).collect();
    let mut files = Vec::new();
    let mut n_lines = 0;
    for copy in 0.. {
        for file in &law {
            let text = renamed(file.text(), &modules, copy);
            n_lines += text.lines().count();
            files.push(SourceFile::new(format!("{copy}/{}", file.path()), &text));
            // The rest of a copy is left out: what is used stands before its tests.
        }
        if n_lines >= N_LINES {
            break;
        }
    }
    files
}

/// A text in which every module has another name.
fn renamed(text: &str, modules: &[String], copy: usize) -> String {
    let line = |line: &str| {
        let head = ["module ", "use ", "mô đun ", "dùng "].iter().find(|head| line.starts_with(**head));
        let named = head.and_then(|head| modules.iter().find(|module| line.get(head.len()..) == Some(module.as_str())));
        named.map_or_else(|| line.to_owned(), |_| format!("{line}.c{copy}"))
    };
    let based = |line: String| {
        let head = ["  based on ", "  dựa trên "].iter().find(|head| line.starts_with(**head));
        if head.is_some() { format!("{line}.c{copy}") } else { line }
    };
    text.lines().map(|text| based(line(text)) + "\n").collect()
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn main() {
    let files = policy();
    let n_lines: usize = files.iter().map(|file| file.text().lines().count()).sum();
    let mut best = [Duration::MAX; 4];
    let mut complaints = 0;
    for _ in 0..N_ROUNDS {
        let steps = [
            timed(|| files.iter().filter(|file| !ansinh_grammar::parse::is_grammatical(file.text())).count()),
            timed(|| files.iter().map(|file| parse(FileId(0), file).diagnostics.len()).sum()),
            timed(|| check::check(&files).diagnostics.len()),
            timed(|| files.iter().filter(|file| format::format(file).is_err()).count()),
        ];
        complaints = steps.iter().map(|(_, count)| count).sum();
        for (best, (taken, _)) in best.iter_mut().zip(steps) {
            *best = taken.min(*best);
        }
    }
    println!("{n_lines} lines in {} files, {complaints} complaints, best of {N_ROUNDS} rounds", files.len());
    println!("{:<24}{:>10}{:>22}{:>22}", "step", "in all", "for 1,000 lines", "of the bare grammar");
    let [grammar, ..] = best;
    for (name, taken) in ["bare grammar", "parse", "parse and check", "format"].into_iter().zip(best) {
        let thousand = taken.as_secs_f64() * 1e6 / n_lines as f64;
        let ratio = taken.as_secs_f64() / grammar.as_secs_f64();
        println!("{name:<24}{:>7} ms{thousand:>19.2} ms{ratio:>21.2}x", taken.as_millis());
    }
}
