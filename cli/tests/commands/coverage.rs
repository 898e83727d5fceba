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

/// The page of readings is what the law says: whoever adds a reading to the law, or takes one out, finds out here.
#[test]
fn the_page_of_readings_is_made_of_the_law() {
    let found = run(&["coverage", "--readings", "--lang", "en"]);
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/READINGS.md");
    if std::env::var_os("ANSINH_REWRITE").is_some() {
        std::fs::write(page, &found.out).expect("the page can be written");
    }
    let written = std::fs::read_to_string(page).expect("the page is there");
    assert!(written == found.out, "write it anew with `ansinh coverage --readings --lang en > policies/READINGS.md`");
    let json = run(&["coverage", "--readings", "--format", "json"]).json();
    let all = |key: &str| json[key].as_array().cloned().unwrap_or_default();
    let (readings, departures) = (all("readings"), all("departures"));
    assert!(readings.len() >= 45 && departures.len() >= 7, "{} {}", readings.len(), departures.len());
    let of = |name: &str| readings.iter().find(|one| one["parameter"] == name).expect("it is a parameter").clone();
    let study = of("study_age_limit");
    assert_eq!(study["sources"][0], "136/2013/NĐ-CP article 5");
    assert_eq!(study["of"][1], "from 2015-01-01: 23 years");
    assert!(readings.iter().chain(&departures).all(|one| one["note"]["vi"] != "" && one["note"]["en"] != ""));
    assert!(
        readings.iter().all(|one| one["note"]["vi"].as_str().is_none_or(|note| note.starts_with("Cách hiểu còn ngỏ")))
    );
}
