//! What a command leaves behind when it is asked to stop.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fmt::Write, fs, thread};

use super::{Folder, command};

/// Enough persons of whom nothing but the age is known that nobody is through with them at once.
fn many() -> String {
    (0..60_000).fold("household,person,date_of_birth\n".to_owned(), |mut rows, person| {
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

#[cfg(unix)]
#[test]
fn who_stops_a_list_finds_the_old_results_and_nothing_else() {
    for signal in ["-INT", "-TERM"] {
        let folder = Folder::new();
        let (persons, out) = (folder.file("persons.csv", many()), folder.file("results.csv", "old"));
        let mut command = command(&["assess", "--facts", &persons, "--on", "2024-07-01", "--out", &out, "--quiet"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let begun = Instant::now();
        while !names(&folder).iter().any(|name| name.ends_with(".part")) {
            assert!(begun.elapsed() < Duration::from_secs(120), "nothing is written");
            thread::sleep(Duration::from_millis(2));
        }
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("there is `kill`");
        assert!(sent.success());
        assert_eq!(child.wait().expect("it ends").code(), Some(130), "{signal}");
        assert_eq!(names(&folder), ["persons.csv", "results.csv"], "{signal}");
        assert_eq!(fs::read_to_string(&out).expect("it is there"), "old");
    }
}
