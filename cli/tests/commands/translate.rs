//! `ansinh translate`.

use std::fs;

use super::{Folder, run, run_with};

const ENGLISH: &str = "language en edition 2026

module my.rules

use vn.facts
use vn.instruments

define grown_up of person: yes/no  # why
  alias vi trưởng_thành
  label en \"Grown up\" vi \"Trưởng thành\"
  is age >= 18 years and poverty of household = poor
    source LCT article 2

define unnamed of person: yes/no
  is grown_up
    source LCT article 2
";

const VIETNAMESE: &str = "ngôn ngữ vi ấn bản 2026

mô đun my.rules

dùng vn.facts
dùng vn.instruments

định nghĩa trưởng_thành của người: có/không  # why
  bí danh en grown_up
  nhãn en \"Grown up\" vi \"Trưởng thành\"
  là tuổi >= 18 năm và diện_nghèo của hộ = nghèo
    căn cứ LCT điều 2

định nghĩa unnamed của người: có/không
  là trưởng_thành
    căn cứ LCT điều 2
";

#[test]
fn a_file_goes_there_and_back_and_tells_what_has_no_alias() {
    let there = run_with(&["translate", "-", "--to", "vi", "--lang", "en"], ENGLISH);
    assert_eq!((there.code, there.out.as_str()), (0, VIETNAMESE), "{}", there.err);
    assert!(there.err.starts_with("note: these names have no alias"), "{}", there.err);
    assert!(there.err.contains("`unnamed`"), "{}", there.err);
    let back = run_with(&["translate", "-", "--to", "en"], VIETNAMESE);
    assert_eq!((back.code, back.out.as_str()), (0, ENGLISH));
}

#[test]
fn a_file_that_mixes_the_languages_is_mended_and_written() {
    let folder = Folder::new();
    let mixed = folder.file("mixed.law", ENGLISH.replace("source", "căn cứ").replace(" and ", " và "));
    let out = folder.file("out.law", "");
    assert_eq!(run(&["check", &mixed]).code, 1);
    let run = run(&["translate", &mixed, "--to", "en", "--out", &out]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert_eq!(fs::read_to_string(&out).expect("it is there"), ENGLISH);
}

#[test]
fn names_of_other_given_files_change_too() {
    let folder = Folder::new();
    let rules = folder.file("rules.law", ENGLISH);
    let user = "language en edition 2026\n\nmodule my.user\n\nuse vn.facts\nuse vn.instruments\nuse my.rules\n\n\
                define x of person: yes/no\n  is grown_up\n    source LCT article 2\n";
    let user = folder.file("user.law", user);
    let run = run(&["translate", &user, &rules, "--to", "vi"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("  là trưởng_thành\n"), "{}", run.out);
}

#[test]
fn a_file_with_a_mistake_is_refused() {
    let run = run_with(&["translate", "-", "--to", "vi"], &ENGLISH.replace("grown_up\n", "grown_down\n"));
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("E0301"), "{}", run.err);
}
