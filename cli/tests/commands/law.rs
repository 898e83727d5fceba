//! `ansinh law`. The figures are those of the law dossier, section 0.

use super::run;

#[test]
fn the_law_of_a_day_gives_values_rules_and_sources() {
    let run = run(&["law", "--on", "2024-07-01", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in [
        "The law in force on 2024-07-01",
        "500,000 VND per month, since 2024-07-01  [Decree 76/2024",
        "Severe or extremely severe disability (monthly_allowance.disabled)",
        "[Decree 20/2021, article 5, clause 6]",
        "Exception: A poor single parent also keeps the highest of clauses 5, 6 and 8",
        "paid to: Viet Nam Social Security",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    assert!(!run.out.contains("360,000 VND"), "the rate before is not in force");
    assert!(!run.out.contains("binh_dinh"), "what only a draft rests on is no law");
}

#[test]
fn what_changed_is_told_by_day_with_both_values() {
    let run = run(&["law", "--between", "2024-01-01", "2024-12-31", "--only", "base_rate", "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in ["══ From 2024-07-01 ══", "- 360,000 VND per month", "+ 500,000 VND per month", "(base_rate): changes"]
    {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    assert_eq!(run.out.matches("══ From").count(), 1, "{}", run.out);
    let found = super::run(&["law", "--between", "2021-06-30", "2021-07-01", "--format", "json"]).json();
    let moved = found.as_array().unwrap().iter().find(|one| one["id"] == "monthly_allowance.elderly_unsupported");
    let moved = &moved.expect("its places are others")["moved"][0];
    assert_eq!(moved["citations"][0]["en"], "Decree 20/2021, article 5, clause 5, point a", "{moved}");
    let ends = |id: &str| found.as_array().unwrap().iter().any(|one| one["id"] == id && one["what"] == "ends");
    let begins = |id: &str| found.as_array().unwrap().iter().any(|one| one["id"] == id && one["what"] == "begins");
    assert!(ends("monthly_allowance.hiv_unable_to_work") && begins("monthly_allowance.poor_child_under_3"), "{found}");
}

#[test]
fn a_day_without_changes_says_so_and_wrong_arguments_are_told_together() {
    let calm = run(&["law", "--between", "2022-02-01", "2022-02-02", "--only", "base_rate", "--lang", "vi"]);
    assert!(calm.code == 0 && calm.out.contains("Không có gì thay đổi."), "{calm:?}");
    let wrong = run(&["law", "--on", "2024-13-01", "--only", "base_rte", "--with", "ha_noi.base_rat", "--lang", "en"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    for part in ["--on: `2024-13-01` is no day", "did you mean `base_rate`?", "did you mean `ha_noi.base_rate`?"] {
        assert!(wrong.err.contains(part), "{part}\n{}", wrong.err);
    }
    let reversed = run(&["law", "--between", "2024-07-01", "2024-01-01", "--lang", "en"]);
    assert!(reversed.code == 2 && reversed.err.contains("must come after the first"), "{reversed:?}");
}

#[test]
fn what_only_a_draft_adds_is_told_with_the_draft() {
    let text = "module my.draft\nuse vn.facts\nuse nd20.base_rate\nparameter my_rate: money VND per month\n  from 2026-01-01: 1 VND per month\n    note en \"Assumed.\" vi \"Giả định.\"\nscenario higher_rate\n  alias vi mức_cao\n  set my_rate from 2020-01-01 to 2025-12-31: 2 VND per month\n    note en \"Assumed.\" vi \"Giả định.\"\n";
    let file = super::Folder::new().file("draft.law", text);
    let asked = ["law", file.as_str(), "--on", "2024-07-01", "--only", "my_rate", "--lang"];
    let run = super::run(&[&asked[..], &["en"]].concat());
    let wanted =
        "error: --only: nothing of `my_rate` is in force on 2024-07-01; only the scenario `higher_rate` sets it\n";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", wanted));
    let run = super::run(&[&asked[..], &["vi"]].concat());
    assert!(run.err.contains("chỉ kịch bản `mức_cao` mới đặt"), "{}", run.err);
    let later = ["law", file.as_str(), "--on", "2026-07-01", "--only", "my_rate", "--lang", "en"];
    let run = super::run(&later);
    let wanted = "error: --only: no rule uses `my_rate` on 2026-07-01; add the --scenario of the draft that does\n";
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", wanted));
    let run = super::run(&[&later[..], &["--scenario", "higher_rate"]].concat());
    assert!(run.code == 0 && run.out.contains("1 VND per month, since 2026-01-01"), "{run:?}");
}

#[test]
fn what_a_draft_sets_is_printed_under_it_with_its_source() {
    let text = "module my.draft\nuse vn.facts\nuse vn.instruments\nuse nd20.base_rate\nparameter my_rate: money VND per month\n  label en \"My rate\" vi \"Mức của tôi\"\n  from 2026-01-01: 1 VND per month\n    note en \"Assumed.\" vi \"Giả định.\"\nscenario higher_rate\n  alias vi mức_cao\n  set my_rate from 2021-07-01 to 2025-12-31: 2 VND per month\n    source ND20 article 4\n";
    let file = super::Folder::new().file("draft.law", text);
    let asked =
        ["law", file.as_str(), "--on", "2024-07-01", "--only", "my_rate", "--scenario", "higher_rate", "--lang"];
    let run = super::run(&[&asked[..], &["en"]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("My rate (my_rate)\n  2 VND per month, since 2021-07-01  [Decree 20/2021, article 4]"),
        "{run:?}"
    );
    let run = super::run(&[&asked[..], &["vi"]].concat());
    assert!(run.out.contains("2 đồng mỗi tháng, từ 01/07/2021  [Điều 4 Nghị định 20/2021]"), "{run:?}");
    let both = [
        "law",
        file.as_str(),
        "--between",
        "2024-07-01",
        "2026-07-01",
        "--only",
        "my_rate",
        "--scenario",
        "higher_rate",
    ];
    let run = super::run(&[&both[..], &["--lang", "en"]].concat());
    assert!(run.out.contains("- 2 VND per month") && run.out.contains("+ 1 VND per month"), "{run:?}");
}
