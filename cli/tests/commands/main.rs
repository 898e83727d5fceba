//! The command, run as people run it.
//!
//! Receives the built program; runs it with arguments, files and closed pipes, and looks at what it prints and the
//! code it leaves with. It knows no function of the program.

mod assess;
mod bad_files;
mod check;
mod columns;
mod coverage;
mod doc;
mod explain;
mod fmt;
mod law;
mod list;
mod list_facts;
mod months;
mod own_data;
mod population;
mod projection;
mod report;
mod reproduce;
mod scenarios;
mod simulate;
mod stopped;
mod test;
mod translate;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

/// What a run printed and the code it left with.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Run {
    /// The output as JSON.
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("the output is JSON")
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ansinh"));
    command.args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C").stdin(Stdio::null());
    command
}

/// Runs the program with nothing on its input.
fn run(arguments: &[&str]) -> Run {
    finish(command(arguments))
}

fn finish(mut command: Command) -> Run {
    let done = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: done.status.code().expect("it is not killed"), out: text(done.stdout), err: text(done.stderr) }
}

/// Runs the program with a text on its input.
fn run_with(arguments: &[&str], input: &str) -> Run {
    let file = Folder::new().file("input", input);
    let mut command = command(arguments);
    command.stdin(fs::File::open(file).expect("the file is there"));
    finish(command)
}

/// Runs the program with an output that nobody reads.
fn run_unread(arguments: &[&str]) -> Run {
    let mut child = command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("it ends");
    let err = String::from_utf8(done.stderr).expect("output is UTF-8");
    Run { code: done.status.code().expect("it is not killed"), out: String::new(), err }
}

/// A folder for the files of one test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{}-{number}", process::id()));
        fs::create_dir_all(&path).expect("the folder can be made");
        Self(path)
    }

    /// Writes a file; its path.
    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        let mut file = fs::File::create(&path).expect("the file can be made");
        file.write_all(text.as_ref()).expect("the file can be written");
        path.to_str().expect("the path is UTF-8").to_owned()
    }
}

#[test]
fn help_speaks_the_language_asked_for_and_names_the_exit_codes() {
    for command in
        ["check", "explain", "test", "fmt", "translate", "assess", "simulate", "doc", "coverage", "scenarios"]
    {
        let english = run(&[command, "--help", "--lang", "en"]);
        assert!(english.code == 0 && english.out.contains("Exit codes:"), "{english:?}");
        let vietnamese = run(&[command, "--help", "--lang=vi"]);
        assert!(vietnamese.code == 0 && vietnamese.out.contains("Mã thoát:"), "{vietnamese:?}");
    }
}

#[test]
fn the_language_is_that_of_the_environment_unless_it_is_asked_for() {
    let mut vietnamese = command(&["check"]);
    assert!(
        finish({
            vietnamese.env("LC_ALL", "vi_VN.UTF-8");
            vietnamese
        })
        .out
        .contains(" lỗi, ")
    );
    let mut overruled = command(&["check"]);
    overruled.env("LANG", "vi_VN").env("LC_ALL", "en_GB");
    assert!(finish(overruled).out.contains(" errors, "));
    let mut asked = command(&["check", "--lang", "vi"]);
    asked.env("LANG", "en_GB");
    assert!(finish(asked).out.contains(" lỗi, "));
}

#[test]
fn wrong_arguments_leave_with_2() {
    for arguments in [&["chek"][..], &[], &["check", "--format", "xml"], &["assess"], &["check", "--lang", "fr"]] {
        assert_eq!(run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    for arguments in [&["scenarios"][..], &["check", "--format", "json"], &["test"]] {
        let run = run_unread(arguments);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_a_failure() {
    let mut command = command(&["scenarios", "--lang", "en"]);
    command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it")).stderr(Stdio::piped());
    let done = command.spawn().and_then(process::Child::wait_with_output).expect("it runs");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("standard output"));
}
