//! What a command leaves behind when it is asked to stop.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fmt::Write, fs, thread};

use super::{Folder, command};

/// So many persons of whom nothing but the age is known.
fn many(n_persons: usize) -> String {
    (0..n_persons).fold("household,person,date_of_birth\n".to_owned(), |mut rows, person| {
        let _ = writeln!(rows, "h{},p{person},1990-05-05", person / 3);
        rows
    })
}

/// The names in a folder.
fn names(folder: &Folder) -> Vec<String> {
    let files = fs::read_dir(&folder.0).expect("the folder is there");
    let name = |file: std::io::Result<fs::DirEntry>| file.expect("a file").file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = files.map(name).collect();
    names.sort();
    names
}

/// The program with signals as given, whichever are kept from whoever runs the tests: a script keeps some from what it
/// leaves behind.
fn with_signals(signals: &str, arguments: &[&str]) -> Command {
    let own = command(arguments);
    let mut command = Command::new("env");
    command.arg(signals).arg(own.get_program()).args(own.get_args());
    for (name, value) in own.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Asks a list of so many persons to stop as soon as it writes; the code it leaves with, and the folder it leaves.
fn stopped(signals: &str, signal: &str, n_persons: usize) -> (Option<i32>, Folder) {
    let folder = Folder::new();
    let (persons, out) = (folder.file("persons.csv", many(n_persons)), folder.file("results.csv", "old"));
    let arguments = ["assess", "--facts", &persons, "--on", "2024-07-01", "--out", &out, "--quiet"];
    let mut child =
        with_signals(signals, &arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let begun = Instant::now();
    while !names(&folder).iter().any(|name| name.ends_with(".part")) && child.try_wait().expect("it runs").is_none() {
        assert!(begun.elapsed() < Duration::from_secs(240), "nothing is written");
        thread::sleep(Duration::from_millis(2));
    }
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
    sent.expect("there is `kill`");
    (child.wait().expect("it ends").code(), folder)
}

#[cfg(target_os = "linux")]
#[test]
fn who_stops_a_list_finds_the_old_results_and_nothing_else() {
    for signal in ["-INT", "-TERM"] {
        // Where the list is through before anybody looks, a longer one is not.
        let runs = (0..6).map(|turn| stopped("--default-signal=INT,TERM,HUP", signal, 60_000 << turn));
        let (code, folder) = runs.into_iter().find(|(code, _)| *code != Some(0)).expect("it can be stopped");
        assert_eq!(code, Some(130), "{signal}");
        assert_eq!(names(&folder), ["persons.csv", "results.csv"], "{signal}");
        assert_eq!(fs::read_to_string(folder.0.join("results.csv")).expect("it is there"), "old");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_started_without_a_signal_is_not_stopped_by_it() {
    let (code, folder) = stopped("--ignore-signal=INT", "-INT", 30_000);
    assert_eq!(code, Some(0));
    assert_eq!(names(&folder), ["persons.csv", "results.csv"]);
    assert_ne!(fs::read_to_string(folder.0.join("results.csv")).expect("it is there"), "old");
}
