//! The conversation of page and engine, held natively: the same bridge that the worker runs.
//!
//! Knows requests and replies, and some facts of the law by name; knows no browser.

use ansinh_playground::bridge;
use ansinh_playground::message::{
    Answer, Catalogue, Cell, Checked, Drafted, Fate, Instrument, Kind, Outcome, Province, Question, Reply, Report,
    Request, RowWeight, Setup, Stage, Table, Value,
};

fn ask(request: Request) -> Reply {
    bridge::answer(request, &mut |_, _, _| {})
}

fn catalogue() -> Catalogue {
    match ask(Request::Catalogue) {
        Reply::Catalogue(catalogue) => catalogue,
        other => panic!("{other:?}"),
    }
}

fn draft(text: &str) -> Drafted {
    match ask(Request::Draft { text: text.to_owned() }) {
        Reply::Drafted(drafted) => drafted,
        other => panic!("{other:?}"),
    }
}

/// Answers every question until there is none; the answers, and what they lead to.
fn interview(on: &str, benefits: &[&str], answer: impl Fn(&Question) -> Value) -> (Vec<Answer>, Checked) {
    let benefits: Vec<String> = benefits.iter().map(|name| (*name).to_owned()).collect();
    let mut answers: Vec<Answer> = Vec::new();
    loop {
        let request = Request::Check { on: on.to_owned(), benefits: benefits.clone(), answers: answers.clone() };
        let checked = match ask(request) {
            Reply::Checked(checked) => checked,
            other => panic!("{other:?}"),
        };
        let Some(question) = checked.next.clone() else { return (answers, checked) };
        let is_new = !answers.iter().any(|answer| answer.question == question);
        assert!(is_new, "asked twice: {}", question.fact);
        let value = answer(&question);
        answers.push(Answer { question, value });
    }
}

const MONTHLY: [&str; 2] = ["monthly_allowance", "health_insurance_premium"];

/// The alternatives that lead nowhere.
const PLAIN: [&str; 6] = ["present", "married", "able", "no_disability", "not_poor", "elsewhere"];

/// The answer that leads nowhere.
fn plainly(question: &Question) -> Value {
    match &question.kind {
        Kind::YesNo => Value::YesNo(false),
        Kind::Choice(list) => {
            let plain = list.iter().find(|one| PLAIN.contains(&one.name.as_str()));
            plain.map_or(Value::Unknown, |one| Value::Choice(one.name.clone()))
        }
        Kind::People(_) => Value::People(Vec::new()),
        Kind::Date => Value::Date("1990-05-17".to_owned()),
        Kind::Number(_) => Value::Number("0".to_owned()),
    }
}

fn outcome<'c>(checked: &'c Checked, label: &str) -> &'c Outcome {
    let finding = checked.findings.iter().find(|finding| finding.label.en == label);
    finding.map_or_else(|| panic!("no finding {label}"), |finding| &finding.outcome)
}

#[test]
fn a_severely_disabled_old_person_of_whom_only_the_birth_year_is_known() {
    let (answers, checked) = interview("2026-06-30", &MONTHLY, |question| match question.fact.as_str() {
        "date_of_birth" => Value::Date("1944-XX-XX".to_owned()),
        "disability" => Value::Choice("severe".to_owned()),
        _ => plainly(question),
    });
    // 500,000 a month times 2.0: Decree 20/2021 article 6 clause 1 point e, Decree 76/2024.
    assert_eq!(outcome(&checked, "Monthly social allowance"), &Outcome::Due("1000000".to_owned()));
    for finding in &checked.findings {
        assert!(finding.categories.iter().any(|category| category.is_paid), "{}", finding.label.en);
    }
    assert_eq!(answers.first().map(|answer| answer.question.fact.as_str()), Some("date_of_birth"));
}

#[test]
fn who_lives_in_a_province_that_pays_more_is_paid_more() {
    let of = |province: &str| {
        let (answers, checked) = interview("2026-02-01", &MONTHLY, |question| match question.fact.as_str() {
            "date_of_birth" => Value::Date("1930-05-17".to_owned()),
            "province" => Value::Choice(province.to_owned()),
            _ => plainly(question),
        });
        assert!(answers.iter().any(|answer| answer.question.fact == "province"), "{answers:?}");
        outcome(&checked, "Monthly social allowance").clone()
    };
    // Old and without a pension: 500,000 nationally (Decree 176/2025 article 4), 650,000 in Hà Nội since 2026
    // (Resolution 63/2025 article 7).
    assert_eq!(of("elsewhere"), Outcome::Due("500000".to_owned()));
    assert_eq!(of("ha_noi"), Outcome::Due("650000".to_owned()));
}

#[test]
fn a_benefit_comes_before_the_benefit_that_follows_from_it() {
    let (_, checked) = interview("2026-06-30", &MONTHLY, plainly);
    let labels: Vec<&str> = checked.findings.iter().map(|finding| finding.label.en.as_str()).collect();
    assert_eq!(labels, ["Monthly social allowance", "Health-insurance premium of people on the allowance"]);
}

#[test]
fn who_knows_nothing_is_asked_everything_once_and_nothing_is_denied() {
    let (answers, checked) = interview("2026-06-30", &MONTHLY, |_| Value::Unknown);
    assert!(answers.len() > 5);
    assert_eq!(answers.last().map(|answer| answer.question.is_sensitive), Some(true));
    for finding in &checked.findings {
        assert!(matches!(finding.outcome, Outcome::Possible(_)), "{:?}", finding.outcome);
        assert!(!finding.needs.is_empty());
    }
}

#[test]
fn a_single_parent_is_asked_for_the_children_and_each_child_for_what_the_law_looks_at() {
    let child = |born: &str, studies| {
        let studies = ("in_education".to_owned(), Value::YesNo(studies));
        vec![("date_of_birth".to_owned(), Value::Date(born.to_owned())), studies]
    };
    let (answers, checked) = interview("2026-06-30", &MONTHLY, |question| match question.fact.as_str() {
        "date_of_birth" => Value::Date("1990-05-17".to_owned()),
        "marital" => Value::Choice("widowed".to_owned()),
        "poverty" => Value::Choice("poor".to_owned()),
        "children_raised" => Value::People(vec![child("2015-01-01", true), child("2008-01-01", true)]),
        _ => plainly(question),
    });
    let asked = answers.iter().find(|answer| answer.question.fact == "children_raised");
    let fields: Vec<&str> = match asked.map(|answer| &answer.question.kind) {
        Some(Kind::People(fields)) => fields.iter().map(|field| field.fact.as_str()).collect(),
        other => panic!("{other:?}"),
    };
    assert_eq!(fields, ["date_of_birth", "in_education"]);
    // Two children: 500,000 a month times 1.0 for each. Decree 20/2021 article 6 clause 1 point d.
    assert_eq!(outcome(&checked, "Monthly social allowance"), &Outcome::Due("1000000".to_owned()));
}

#[test]
fn who_gets_nothing_is_told_the_nearest_conditions() {
    let (_, checked) = interview("2026-06-30", &MONTHLY, plainly);
    let finding = checked.findings.first().expect("a finding");
    assert_eq!(finding.outcome, Outcome::NotDue);
    assert!(!finding.deciding.is_empty());
    assert!(finding.categories.iter().all(|category| !category.conditions.is_empty()));
}

#[test]
fn on_a_day_without_rules_nothing_is_asked_and_nothing_found() {
    let (answers, checked) = interview("2004-12-31", &MONTHLY, plainly);
    assert!(answers.is_empty() && checked.findings.is_empty());
}

#[test]
fn a_day_that_does_not_exist_is_refused() {
    let request = Request::Check { on: "2026-02-30".to_owned(), benefits: Vec::new(), answers: Vec::new() };
    assert!(matches!(ask(request), Reply::Failed { .. }));
}

#[test]
fn the_catalogue_names_what_the_law_holds() {
    let catalogue = catalogue();
    assert_eq!(catalogue.last_day, "");
    let monthly: Vec<&str> =
        catalogue.benefits.iter().filter(|benefit| benefit.is_usual).map(|benefit| benefit.name.as_str()).collect();
    assert_eq!(monthly, MONTHLY);
    let plan = catalogue
        .provinces
        .iter()
        .flat_map(|place| &place.scenarios)
        .find(|scenario| scenario.label.en.starts_with("Cà Mau: extension"));
    let first = plan.and_then(|plan| plan.parameters.first()).expect("a parameter of the plan");
    assert_eq!(first.label.en, "Coefficient for children under 36 months");
    let in_year = |year: i32| first.by_year.iter().find(|(of_year, _)| *of_year == year).map(|(_, words)| &words.vi);
    assert_eq!(in_year(2022).map(String::as_str), Some("1,5"));
    assert_eq!(in_year(2016).map(String::as_str), Some(""));
}

#[test]
fn the_original_draft_is_sound_and_its_tests_pass() {
    let drafted = draft(&catalogue().draft);
    assert_eq!(drafted.diagnostics, []);
    assert!(drafted.tests.len() >= 5 && drafted.tests.iter().all(|test| test.is_passed), "{:?}", drafted.tests);
    assert_eq!(drafted.scenarios.len(), 2);
}

#[test]
fn a_mistake_is_placed_where_the_browser_counts_it() {
    let original = catalogue().draft;
    let text = original.replacen("tỉnh của hộ = cà_mau", "tỉnh của hộ = cà_máu", 1);
    let drafted = draft(&text);
    let place = drafted.diagnostics.first().and_then(|found| found.places.first()).expect("a place");
    assert_eq!(place.elsewhere, None);
    let units: Vec<u16> = text.encode_utf16().collect();
    let marked = units.get(place.start as usize..place.end as usize).map(String::from_utf16_lossy);
    assert_eq!(marked.as_deref(), Some("cà_máu"));
    assert!(drafted.tests.is_empty());
}

#[test]
fn a_changed_figure_fails_the_tests_that_rest_on_it() {
    let original = catalogue().draft;
    let drafted = draft(&original.replacen("từ 2021-01-01: 1.5", "từ 2021-01-01: 2.5", 1));
    assert_eq!(drafted.diagnostics, []);
    assert!(drafted.tests.iter().any(|test| !test.is_passed && !test.message.vi.is_empty()));
    assert!(drafted.tests.iter().any(|test| test.is_passed));
}

fn setup(year: i32) -> Setup {
    let scenario = catalogue()
        .provinces
        .iter()
        .flat_map(|place| &place.scenarios)
        .find(|one| one.label.en.starts_with("Cà Mau: extension"))
        .cloned();
    Setup {
        province: "ca-mau".to_owned(),
        year,
        scenario: scenario.expect("the plan").name,
        seed: 1,
        ..Setup::default()
    }
}

fn simulate(setup: &Setup) -> (Report, Vec<(Stage, u64, u64)>) {
    let mut told = Vec::new();
    match bridge::answer(Request::Simulate(setup.clone()), &mut |stage, done, total| told.push((stage, done, total))) {
        Reply::Simulated(report) => (report, told),
        other => panic!("{other:?}"),
    }
}

fn table<'r>(report: &'r Report, name: &str) -> &'r Table {
    report.tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no table {name}"))
}

#[test]
fn a_simulation_of_the_published_year_stands_beside_the_published_figures() {
    let (report, told) = simulate(&setup(2016));
    assert!(report.basis.en.contains("297,264 households"), "{}", report.basis.en);
    let official = table(&report, "official");
    let total = official.rows.last().expect("a total");
    assert_eq!(total.cells.get(1), Some(&Cell::Number("34363".to_owned())));
    assert_eq!(total.weight, RowWeight::Total);
    assert!(told.iter().any(|(stage, ..)| *stage == Stage::Population));
    let of_law: Vec<u64> = told.iter().filter(|told| told.0 == Stage::Law).map(|told| told.1).collect();
    assert!(of_law.is_sorted() && of_law.len() > 10);
    assert_eq!(told.last().map(|(_, done, total)| done == total), Some(true));
}

#[test]
fn a_higher_coefficient_costs_more_and_the_charts_name_both_laws() {
    let original = setup(2022);
    let higher =
        Setup { setting: Some(("hệ_số_trẻ_em_cà_mau".to_owned(), "2.5".to_owned())), ..original.clone() };
    let added = |report: &Report| -> f64 {
        let total = table(report, "simulation").rows.last().expect("a total").cells.clone();
        match total.last() {
            Some(Cell::Difference(number)) => number.parse().expect("a number"),
            other => panic!("{other:?}"),
        }
    };
    let (first, _) = simulate(&original);
    let (second, _) = simulate(&higher);
    assert!(added(&first) > 0.0 && added(&second) > added(&first));
    let charts = &table(&first, "simulation").charts;
    assert_eq!(charts.len(), 2);
    for chart in charts {
        assert!(!chart.rows.is_empty());
        assert_eq!(chart.names.0.en, "Law in force");
        assert!(chart.names.1.en.starts_with("Cà Mau"));
    }
}

#[test]
fn the_same_settings_give_the_same_report_also_from_a_draft() {
    let original = setup(2022);
    let drafted = Setup { policy_text: Some(catalogue().draft), ..original.clone() };
    assert_eq!(simulate(&original).0, simulate(&drafted).0);
}

#[test]
fn a_draft_with_errors_is_refused_with_its_complaints() {
    let text = catalogue().draft.replacen("tỉnh của hộ = cà_mau", "tỉnh của hộ = cà_máu", 1);
    let broken = Setup { policy_text: Some(text), ..setup(2022) };
    match ask(Request::Simulate(broken)) {
        Reply::Failed { diagnostics, .. } => assert!(!diagnostics.is_empty()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_plan_that_does_not_exist_is_refused() {
    let unknown = Setup { scenario: "nowhere".to_owned(), ..setup(2022) };
    assert!(matches!(ask(Request::Simulate(unknown)), Reply::Failed { .. }));
}

#[test]
fn every_article_of_the_main_decree_is_accounted_for() {
    let Reply::Law(instruments) = ask(Request::Law) else { panic!("no law") };
    let decree: Vec<&Instrument> = instruments.iter().filter(|one| one.number == "20/2021/NĐ-CP").collect();
    let [decree] = decree.as_slice() else { panic!("{} decrees", decree.len()) };
    let articles = |fate| decree.parts.iter().filter(move |part| part.fate == fate).flat_map(|part| &part.articles);
    let allowance = articles(Fate::Encoded).find(|article| article.place.en == "article 5");
    assert!(allowance.is_some_and(|article| !article.about.is_empty()), "{decree:?}");
    assert!(articles(Fate::OutOfScope).all(|article| !article.about.is_empty()), "{decree:?}");
    assert_eq!(articles(Fate::Unlisted).count(), 0);
    assert!(decree.has_list);
    assert!(instruments.iter().any(|one| one.number == "335/2026/NĐ-CP"));
}

#[test]
fn every_place_has_its_own_plans_and_can_be_simulated() {
    let catalogue = catalogue();
    let codes: Vec<&str> = catalogue.provinces.iter().map(|place| place.code.as_str()).collect();
    assert_eq!(codes, ["ca-mau", "ha-nam", "binh-dinh", "viet-nam"]);
    let plans = |code: &'static str| {
        let is_there = move |place: &&Province| place.code == code;
        catalogue.provinces.iter().filter(is_there).flat_map(|place| &place.scenarios)
    };
    assert!(plans("binh-dinh").all(|plan| plan.label.en.starts_with("Bình Định")));
    assert!(plans("binh-dinh").count() >= 2);
    assert_eq!(plans("viet-nam").count(), 0);
    // Hà Nam is the smallest.
    let setup = Setup { province: "ha-nam".to_owned(), year: 2016, seed: 1, ..Setup::default() };
    let (report, _) = simulate(&setup);
    assert!(report.basis.en.starts_with("Ha Nam, 2016"), "{:?}", report.basis);
    let lost = Setup { province: "atlantis".to_owned(), ..setup };
    assert!(matches!(ask(Request::Simulate(lost)), Reply::Failed { .. }));
}
