//! Runs other programs.
//!
//! Receives a program and its arguments; hands on whether it succeeded or what it printed. It knows no task.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Runs to the end, showing what the program prints.
///
/// # Errors
/// The program cannot be started or ends with a failure.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let shown = shown(command);
    let status = command.status().map_err(|reason| format!("cannot start `{shown}`: {reason}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status})")) }
}

/// Runs a program that needs the network: what fails is tried again, twice, after a pause.
///
/// # Errors
/// The program cannot be started or ends with a failure every time.
pub(crate) fn run_again(command: &mut Command) -> Result<(), String> {
    for pause in [5, 20] {
        match run(command) {
            Ok(()) => return Ok(()),
            Err(reason) => println!("note: {reason}; once more in {pause} s"),
        }
        std::thread::sleep(Duration::from_secs(pause));
    }
    run(command)
}

/// Runs to the end, showing what the program prints and telling each line; true if it succeeded.
///
/// # Errors
/// The program cannot be started.
pub(crate) fn watch(command: &mut Command, mut tell: impl FnMut(&str)) -> Result<bool, String> {
    let shown = shown(command);
    let failed = |reason| format!("cannot run `{shown}`: {reason}");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let (sender, receiver) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        send_lines(output, false, sender.clone());
    }
    if let Some(errors) = child.stderr.take() {
        send_lines(errors, true, sender);
    }
    for (is_error, line) in receiver {
        if is_error {
            eprintln!("{line}");
        } else {
            println!("{line}");
        }
        tell(&line);
    }
    Ok(child.wait().map_err(failed)?.success())
}

/// Sends each line as it comes, whatever its bytes.
fn send_lines(output: impl Read + Send + 'static, is_error: bool, sender: mpsc::Sender<(bool, String)>) {
    std::thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            // Nobody listens any more only when the whole task has ended.
            let _ = sender.send((is_error, String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned()));
        }
    });
}

/// What the program prints on its standard output, or nothing if it fails or is absent.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Where a program lies on the search path.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| is_runnable(candidate))
}

/// The command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Whether this process may install packages.
pub(crate) fn is_root() -> bool {
    output("id", &["-u"]).as_deref() == Some("0")
}

fn is_runnable(candidate: &Path) -> bool {
    candidate.is_file()
}
