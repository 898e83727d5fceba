//! `ansinh population`. The published figures are those of the seeds 002 (households) and 000 (recipients) of the
//! dossier on Cà Mau.

use super::{Folder, run};

const CA_MAU: [&str; 5] = ["population", "--province", "ca-mau", "--format", "json"];

#[test]
fn every_hard_target_is_met_within_one_per_cent() {
    let run = run(&CA_MAU);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let found = run.json();
    let rows = found["tables"][0]["rows"].as_array().unwrap();
    let published = [
        ("total/households", 297_264.0),
        ("poverty/poor", 23_646.0),
        ("poverty/near_poor", 11_388.0),
        ("recipients/older", 19_016.0),
        ("recipients/disabled", 12_680.0),
        ("recipients/orphans", 252.0),
        ("recipients/others", 2_415.0),
    ];
    for (name, target) in published {
        let row = rows.iter().find(|row| row["name"] == name).unwrap();
        let number = |at: usize| row["cells"][at].as_str().unwrap().parse::<f64>().unwrap();
        assert!((number(0) - target).abs() < 0.5, "{name}: {}", number(0));
        assert!((number(1) / target - 1.0).abs() <= 0.01, "{name}: {}", number(1));
        assert_eq!(row["cells"][4]["en"], "hard target");
    }
    assert_eq!((&found["is_synthetic"], &found["weight"]), (&true.into(), &1.into()));
}

#[test]
fn a_province_may_be_called_by_its_name() {
    let of = |name: &str| run(&["population", "--province", name, "--assumptions", "--lang", "en"]);
    let by_code = of("ha-nam");
    assert_eq!((by_code.code, by_code.err.as_str()), (0, ""));
    for name in ["Hà Nam", "ha_nam", "HA NAM"] {
        assert_eq!(of(name).out, by_code.out, "{name}");
    }
    assert_eq!(of("Hà Nem").code, 2);
}

#[test]
fn margins_set_by_hand_are_told_and_a_missed_target_leaves_with_one() {
    let file = Folder::new().file(
        "margins.txt",
        "# older people\nfacility/community_carer = 90\nunsupported_aged/poor_60_79=4000 # from 4,679\n",
    );
    let run = run(&[
        "population",
        "--province",
        "ca-mau",
        "--margins",
        &file,
        "--lang",
        "en",
        "--set",
        "facility/community_carer=80",
    ]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    for part in [
        "Margin set by hand: facility/community_carer=80",
        "Margin set by hand: unsupported_aged/poor_60_79=4000",
        "set by hand",
        "GUESS",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
}

#[test]
fn wrong_margins_are_refused_all_at_once() {
    let sets = ["poverty/pour=5", "poverty/poor", "poverty/poor=-3", "unsupported_aged/poor_80=1200"];
    let mut arguments = vec!["population", "--province", "ha-nam", "--lang", "en"];
    arguments.extend(sets.iter().flat_map(|set| ["--set", set]));
    let run = run(&arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for part in [
        "--set: there is no margin `poverty/pour`; did you mean `poverty/poor`?",
        "--set: `poverty/poor` must be NAME=VALUE",
        "--set: `poverty/poor`: `-3` is not allowed; allowed: a whole number in households, not negative",
        "--set: `unsupported_aged/poor_80`: `1200` is not allowed; allowed: a whole number in per mille",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}
