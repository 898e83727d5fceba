//! The properties of the embedded law: nothing speaks against them, and mistakes seeded into the law are found.
//!
//! Receives the policies, whole and with one mistake; fails where a property says nothing, or where its counterexample
//! is no test that fails. It knows the mistakes and no sampler.

use ansinh_engine::check;
use ansinh_engine::hir::Program;
use ansinh_engine::trial::{self, PropertyTrial, Sampling, Verdict};
use ansinh_grammar::SourceFile;
use ansinh_tests::law;

/// How many properties the policies bring; it may only grow.
const N_PROPERTIES: usize = 14;

/// A mistake: the file, what it says, what it is made to say, and the property that must find it.
type Mistake = (&'static str, &'static str, &'static str, &'static str);

const MISTAKES: [Mistake; 7] = [
    ("ha_noi/base_rate.law", "440_000 VND", "340_000 VND", "never_below_the_national_rate"),
    ("ha_noi/base_rate.law", "650_000 VND", "530_000 VND", "never_below_the_national_rate"),
    (
        "nd20/monthly_allowance.law",
        "gives base_rate * counted_children",
        "gives base_rate * 0.5",
        "exception_never_hurts",
    ),
    ("nd20/monthly_allowance.law", "combine highest of all", "combine sum of all", "only_the_highest"),
    (
        "nd20/monthly_allowance.law",
        "combine sum of (single_parent, highest of clauses_5_6_8)",
        "combine lowest of (single_parent, highest of clauses_5_6_8)",
        "single_parent_by_the_child",
    ),
    (
        "ca_mau/plan_60.law",
        "# ---------------------------------------------------------------- cách hiểu khác\n",
        "  bỏ trợ_cấp_hàng_tháng.người_khuyết_tật từ 2021-01-01\n    căn cứ KH60 mục I khoản 2\n",
        "cà_mau_không_ai_bị_thiệt",
    ),
    (
        "binh_dinh/plan_2993.law",
        "  với điều kiện tỉnh của hộ = bình_định",
        "  với điều kiện tỉnh của hộ != hà_nội",
        "bình_định_chỉ_trong_tỉnh",
    ),
];

/// The policies with one text in place of another, and perhaps more at the end of a file.
fn policies(path: &str, wrong: impl Fn(&str) -> String) -> (Vec<SourceFile>, Program) {
    let change = |source: &SourceFile| {
        let text = if source.path() == path { wrong(source.text()) } else { source.text().to_owned() };
        SourceFile::new(source.path(), &text)
    };
    let sources: Vec<SourceFile> = law::policies().iter().map(change).collect();
    let checked = check::check(&sources);
    let errors: Vec<&str> =
        checked.diagnostics.iter().filter(|found| found.is_error()).map(|found| found.headline.en.as_str()).collect();
    assert!(errors.is_empty(), "{path}: {errors:?}");
    (sources, checked.program)
}

fn tried(program: &Program, name: &str) -> PropertyTrial {
    let property = program.properties.iter().find(|property| property.naming.name == name);
    trial::run_property(program, property.expect("the property is there"), Sampling::default())
}

#[test]
fn nothing_speaks_against_the_properties_of_the_law() {
    let tried = trial::run_properties(law::embedded(), Sampling::default());
    let against: Vec<_> = tried.iter().filter(|property| !property.is_good()).collect();
    assert!(against.is_empty(), "{against:#?}");
    assert!(tried.len() >= N_PROPERTIES, "{} properties are left of {N_PROPERTIES}", tried.len());
    for property in &tried {
        assert!(property.met >= 100, "{} was tried on {} only", property.name, property.met);
    }
}

#[test]
fn mistakes_in_the_law_are_found_with_a_test_that_fails() {
    for (path, right, wrong, name) in MISTAKES {
        let damaged = |text: &str| {
            assert!(text.contains(right), "{path} does not say {right}");
            text.replace(right, wrong)
        };
        let (sources, program) = policies(path, damaged);
        let found = tried(&program, name);
        let Verdict::Refuted(example) = &found.verdict else { panic!("{name} does not see {wrong}: {found:#?}") };
        assert!(example.values.len() >= 2, "{name}: {:#?}", example.values);
        // The counterexample stands as a test in the file of the property: it fails in the damaged law alone.
        let file = sources.get(found.span.file.0).expect("the property has a file").path().to_owned();
        let with_test = |text: &str| format!("{text}\n{}", example.test);
        let judge = |program: &Program| {
            let title = example.test.lines().next().unwrap_or_default();
            let test = program.tests.iter().find(|test| title.contains(&test.title)).expect("the test is read");
            trial::run_one(program, test).failures
        };
        let both = |source: &SourceFile| {
            let is_its = source.path() == file;
            let text = if is_its { with_test(source.text()) } else { source.text().to_owned() };
            SourceFile::new(source.path(), &text)
        };
        let sources: Vec<SourceFile> = sources.iter().map(both).collect();
        let checked = check::check(&sources);
        assert!(checked.is_usable(), "{name}: the counterexample is not read:\n{}", example.test);
        assert_eq!(judge(&checked.program).len(), 1, "{name}: the test does not fail:\n{}", example.test);
        let (_, whole) = policies(&file, with_test);
        let failures = judge(&whole);
        assert!(failures.is_empty(), "{name}: the test fails in the law as it is:\n{}\n{failures:#?}", example.test);
    }
}

/// The same seed finds the same; another one finds another, and the same mistake.
#[test]
fn a_seed_says_who_is_drawn() {
    let (path, right, wrong, name) = MISTAKES[0];
    let (_, program) = policies(path, |text| text.replace(right, wrong));
    let property = program.properties.iter().find(|property| property.naming.name == name).expect("it is there");
    let run = |seed| format!("{:?}", trial::run_property(&program, property, Sampling { samples: 300, seed }));
    assert_eq!(run(1), run(1));
    for seed in 2..6 {
        assert!(run(seed).contains("Refuted"), "seed {seed}");
    }
}
