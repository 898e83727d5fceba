//! `ansinh check`.

use super::{Folder, run, run_with};

/// A module with a misspelt name and a parameter that is declared twice.
const WRONG: &str = "language en edition 2026
module my.rules
use vn.facts
use nd20.base_rate
define double of person: money VND per month
  is bse_rate * 2
parameter p: decimal
  from 2024-01-01: 5.0
parameter p: decimal
  from 2024-01-01: 5.0
";

#[test]
fn the_built_in_policies_have_no_errors() {
    let run = run(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with("files: 0 errors, 3 warnings\n"), "{}", run.out);
}

#[test]
fn an_error_is_drawn_with_its_line_its_label_and_its_remedy() {
    let file = Folder::new().file("wrong.law", WRONG);
    let run = run(&["check", &file, "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for part in [
        "error[E0301]: `bse_rate` is not a fact, a parameter or a definition",
        "wrong.law:6:6",
        "6 |   is bse_rate * 2",
        "  |      ^^^^^^^^ not found",
        "= help: did you mean `base_rate`?",
        "first declared here",
        ": 2 errors, ",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    // Nobody watches: no colours.
    assert!(!run.out.contains('\u{1b}'));
}

#[test]
fn vietnamese_readers_get_vietnamese_words() {
    let run = run_with(&["check", "-", "--lang", "vi"], WRONG);
    assert_eq!(run.code, 1);
    for part in ["lỗi[E0301]", "cảnh báo[W0903]", "gợi ý: có phải là `base_rate`?", "2 lỗi"] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
}

#[test]
fn programs_get_both_languages() {
    let run = run_with(&["check", "-", "--format", "json"], WRONG);
    assert_eq!(run.code, 1);
    let document = run.json();
    assert_eq!((&document["schema"], &document["errors"]), (&"ansinh-diagnostics-1".into(), &2.into()));
    let found = &document["diagnostics"];
    // The findings about documents of the built-in policies stand before those of the given file.
    let own: Vec<_> = found.as_array().unwrap().iter().filter(|found| found["file"] == "-").collect();
    let first = own[0];
    assert_eq!((&first["code"], &first["severity"], &first["file"]), (&"E0301".into(), &"error".into(), &"-".into()));
    assert_eq!((&first["start"]["line"], &first["start"]["column"]), (&6.into(), &6.into()));
    assert_eq!((&first["end"]["line"], &first["end"]["column"]), (&6.into(), &14.into()));
    assert_eq!(first["headline"]["en"], "`bse_rate` is not a fact, a parameter or a definition");
    assert_eq!((&first["start"]["utf16"], &first["end"]["utf16"]), (&5.into(), &13.into()));
    assert_eq!(first["help"]["vi"], "có phải là `base_rate`?");
    // The edit mends the text: its bytes are those of the misspelt name.
    let edit = &first["edits"][0];
    let byte = |at: &str| usize::try_from(edit[at]["byte"].as_u64().unwrap()).unwrap();
    assert_eq!((&WRONG[byte("start")..byte("end")], &edit["replacement"]), ("bse_rate", &"base_rate".into()));
    let repeated = found.as_array().into_iter().flatten().find(|found| found["code"] == "E0302").unwrap();
    assert_eq!(repeated["labels"][0]["start"]["line"], 7);
    let of_law = self::run(&["check", "--format", "json"]).json();
    let codes: Vec<_> = of_law["diagnostics"].as_array().unwrap().iter().map(|found| found["code"].clone()).collect();
    assert_eq!(codes, ["W1001"; 3]);
}

#[test]
fn many_complaints_are_cut_only_when_asked_and_never_for_programs() {
    let run = run_with(&["check", "-", "--lang", "en", "--max", "1"], WRONG);
    assert!(run.out.contains(" more\n") && !run.out.contains("E0302"), "{}", run.out);
    // What is wrong with the reader's own file comes first, and errors before warnings.
    assert!(run.out.starts_with("error[E0301]") && !run.out.contains("plan_52.law"), "{}", run.out);
    let run = run_with(&["check", "-", "--format", "json", "--max", "1"], WRONG);
    assert_eq!(run.json()["diagnostics"].as_array().map(Vec::len), Some(7));
}

#[test]
fn wide_letters_and_labels_in_two_files_are_drawn_under_their_words() {
    let file = Folder::new().file("tên.law", WRONG.replace("double", "gấp_đôi_mức_chuẩn"));
    let run = run(&["check", &file, "--lang", "vi"]);
    for part in ["nd20/base_rate.law:", "`base_rate` khai báo ở đây"] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    let lines: Vec<&str> = run.out.lines().collect();
    let at = lines.iter().position(|line| line.contains("is bse_rate")).expect("the line is drawn");
    assert_eq!(lines[at].find("bse_rate"), lines[at + 1].find("^^^^^^^^"));
}

/// A table without a row for working people.
const GAP: &str = "language en edition 2026
module my.rules
use vn.instruments
use vn.facts
table share of person: decimal
  source ND20 article 4
  | age         | => result |
  | < 15 years  | => 2.0    |
  | >= 60 years | => 1.5    |
";

#[test]
fn a_gap_is_told_with_a_person() {
    let run = run_with(&["check", "-", "--lang", "vi"], GAP);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for part in
        ["lỗi[E0602]", "`share` không có dòng", "ghi chú: ví dụ vào ngày", "Ngày sinh: ", " tuổi)", "gợi ý: thêm"]
    {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
}

/// Two amounts of one person that are compared with each other.
const OPEN: &str = "language en edition 2026
module my.rules
use vn.facts
use vn.instruments
input income of person: money VND per month
input spent of person: money VND per month
define poorer of person: decimal
  source LCT article 2
  is 1.0 when income < spent
  is 2.0 when income >= spent
";

#[test]
fn what_is_not_decided_is_said() {
    let run = run_with(&["check", "-", "--lang", "en"], OPEN);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.ends_with("; not decided: 1 case list\n"), "{}", run.out);
}

#[test]
fn what_is_needless_is_told_only_when_asked() {
    let run = run(&["check", "--strict", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in ["warning[W0606]", "of category `hiv_unable_to_work` never changes the amount", "files: 0 errors, "] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
}

#[test]
fn a_file_replaces_the_built_in_module_of_its_name() {
    let folder = Folder::new();
    let text = include_str!("../../../policies/nd20/base_rate.law");
    let run = run(&["check", &folder.file("mine.law", text), "--lang", "en"]);
    assert_eq!(run.code, 0, "{}", run.out);
    let without = text.replace("parameter base_rate", "parameter other_rate").replace("alias vi mức_chuẩn", "");
    let run = self::run(&["check", &folder.file("theirs.law", without), "--lang", "en"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("`base_rate` is not"), "{}", run.out);
}

#[test]
fn files_that_cannot_be_used_are_all_named() {
    let folder = Folder::new();
    let (twin, other) = (folder.file("a.law", WRONG), folder.file("b.law", WRONG));
    let binary = folder.file("c.law", [b'l', 0xff]);
    let run = run(&["check", &twin, &other, &binary, "no-such-file.law", "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for part in [
        "both declare the module `my.rules`",
        "line 1: this is not UTF-8 text; save the file as UTF-8",
        "no such file or folder",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}

#[test]
fn no_text_makes_it_stumble() {
    let nested = format!("language en edition 2026\nmodule m\ndefine d of person: yes/no\n  is {}", "(".repeat(50_000));
    for text in ["", "\n", "\u{feff}", "module", "%%% \u{1b}[31m", "language vi ấn bản", nested.as_str()] {
        let run = run_with(&["check", "-", "--lang", "en"], text);
        assert!(run.code < 2 && run.err.is_empty(), "{:?}", run.err);
        assert!(!run.out.contains('\u{1b}'));
    }
}

#[test]
fn warnings_about_built_in_files_are_counted_behind_those_of_the_given_file() {
    let fine = "language en edition 2026\nmodule my.rules\nuse vn.facts\n";
    let run = run_with(&["check", "-", "--lang", "en"], fine);
    assert_eq!((run.code, run.out.lines().count()), (0, 3), "{}", run.out);
    assert!(run.out.contains("3 warnings about built-in files; `ansinh check` prints them\n"), "{}", run.out);
}
