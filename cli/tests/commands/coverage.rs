//! `ansinh coverage`: articles, clauses, and what the exit codes say.

use super::{Folder, run};

#[test]
fn articles_are_told_with_the_rules_that_state_them_and_the_reasons_of_the_others() {
    let run = run(&["coverage", "--instrument", "20/2021", "--lang", "en"]);
    assert_eq!(run.code, 0, "{run:?}");
    for said in
        ["Decree 20/2021 (20/2021/NĐ-CP)", "article 4: base_rate", "left to an office", "out of scope", "not seen"]
    {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
    assert!(!run.out.contains("Decree 335/2026"), "{}", run.out);
}

#[test]
fn json_has_each_place_with_why_it_is_left_out() {
    let found = run(&["coverage", "--instrument", "ND20", "--format", "json"]).json();
    assert_eq!(found["schema"], "ansinh-coverage-1");
    let law = &found["instruments"][0];
    assert_eq!(law["number"], "20/2021/NĐ-CP");
    assert_eq!(law["not_accounted_for"], serde_json::json!([]));
    let left = law["left_out"].as_array().expect("a list");
    assert!(left.iter().any(|left| left["why"] == "out_of_scope" && left["place"]["vi"] == "Điều 38"), "{left:#?}");
}

#[test]
fn a_requirement_that_is_not_met_leaves_with_1() {
    let law = "module extra\nuse vn.facts\ninstrument EX\n  number \"9/2020\"\n  in force from 2020-01-01\n  articles 1 to 3\n  \
               not seen article 1\n\ndefine grown of person: yes/no\n  is age >= 18 years\n    source EX article 2\n";
    let file = Folder::new().file("extra.law", law);
    let run_on = |more: &[&str]| {
        let mut arguments = vec!["coverage", "--instrument", "EX", "--lang", "en", file.as_str()];
        arguments.extend(more);
        run(&arguments)
    };
    let free = run_on(&[]);
    assert!(free.code == 0 && free.out.contains("not accounted for: article 3"), "{free:?}");
    assert_eq!(run_on(&["--require", "EX"]).code, 1);
    let rules = run_on(&["--rules", "--require", "9/2020"]);
    assert!(rules.code == 1 && rules.out.contains("no test: age >= 18 years"), "{rules:?}");
}

#[test]
fn an_unknown_instrument_leaves_with_2_and_a_name_that_is_near() {
    let run = run(&["coverage", "--instrument", "ND021", "--lang", "en"]);
    assert!(run.code == 2 && run.err.contains("did you mean"), "{run:?}");
}
