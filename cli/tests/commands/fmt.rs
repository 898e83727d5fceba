//! `ansinh fmt`.

use std::fs;

use super::{Folder, run, run_with};

const LOOSE: &str = "define  x of person:yes/no # why\r\n   is yes\r\n";
const NEAT: &str = "define x of person: yes/no  # why\n  is yes\n";

#[test]
fn files_are_written_and_named_and_then_stay() {
    let folder = Folder::new();
    let (loose, neat) = (folder.file("loose.law", LOOSE), folder.file("neat.law", NEAT));
    let first = run(&["fmt", &loose, &neat]);
    assert_eq!((first.code, first.out, first.err.as_str()), (0, format!("{loose}\n"), ""));
    assert_eq!(fs::read_to_string(&loose).expect("it is there"), NEAT);
    let second = run(&["fmt", "--check", &loose, &neat]);
    assert_eq!((second.code, second.out.as_str()), (0, "2 files: 0 not in canonical form\n"));
}

#[test]
fn a_check_writes_nothing_and_shows_the_first_difference() {
    let file = Folder::new().file("loose.law", LOOSE);
    let run = run(&["fmt", "--check", &file, "--lang", "en"]);
    assert_eq!(run.code, 1);
    let wanted = "loose.law:1\n-define  x of person:yes/no # why\n+define x of person: yes/no  # why\n";
    assert!(run.out.contains(wanted), "{}", run.out);
    assert!(run.out.ends_with("1 file: 1 not in canonical form\n"), "{}", run.out);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), LOOSE);
}

#[test]
fn with_one_mistake_no_file_is_written() {
    let folder = Folder::new();
    let (loose, wrong) =
        (folder.file("loose.law", LOOSE), folder.file("wrong.law", "define x of person: yes/no\n  is\n"));
    let run = run(&["fmt", &loose, &wrong]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("wrong.law:2"), "{}", run.err);
    assert_eq!(fs::read_to_string(&loose).expect("it is there"), LOOSE);
}

#[test]
fn the_input_goes_to_the_output() {
    let run = run_with(&["fmt", "-"], LOOSE);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, NEAT, ""));
}
