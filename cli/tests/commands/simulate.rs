//! `ansinh simulate`. Costs are a coefficient times the base rate, both from the law dossier; counts of recipients
//! are those that the province's plan of 2017 published for 2016.

use std::fs;

use serde_json::Value;

use super::{Folder, Run, run};

const CA_MAU: [&str; 5] = ["simulate", "--province", "ca-mau", "--year", "2016"];

fn ca_mau(more: &[&str]) -> Run {
    run(&[&CA_MAU, more].concat())
}

fn list(found: &Value) -> &[Value] {
    found.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The numbers of a row of a table.
fn numbers(found: &Value, table: &str, row: &str) -> Vec<f64> {
    let table = list(&found["tables"]).iter().find(|found| found["name"] == table).expect("the table is there");
    let row = list(&table["rows"]).iter().find(|found| found["name"] == row).expect("the row is there");
    let number = |cell: &Value| cell.as_str().and_then(|cell| cell.parse().ok()).unwrap_or(f64::NAN);
    list(&row["cells"]).iter().map(number).collect()
}

#[test]
fn the_figures_are_the_laws_and_the_same_for_any_number_of_threads() {
    let one = ca_mau(&["--threads", "1", "--format", "json", "--calibration"]);
    let three = ca_mau(&["--threads", "3", "--format", "json", "--calibration"]);
    assert_eq!((one.code, one.err.as_str()), (0, ""));
    assert_eq!(one.out, three.out);
    let found = one.json();
    // Law dossier, section 1.4: base rate 270,000; article 6: 3.0 in a carer's home, 1.0 from 80 without pension.
    for (row, coefficient) in [("elderly_community_care", 3.0), ("elderly_80_no_pension", 1.0)] {
        let cells = numbers(&found, "simulation", row);
        let expected = cells[1] * coefficient * 0.27;
        assert!((cells[2] - expected).abs() <= 0.051, "{row}: {} is not {expected}", cells[2]);
    }
    // Plan 60 of Cà Mau, section III.2: 34,363 recipients.
    let total = numbers(&found, "official", "total");
    assert!(total[0] == 34_363.0 && (total[1] / total[0] - 1.0).abs() < 0.01, "{total:?}");
    assert_eq!((&found["is_synthetic"], &found["seed"]), (&true.into(), &"1".into()));
    let calibration = list(&found["tables"]).iter().find(|found| found["name"] == "calibration").unwrap();
    assert!(list(&calibration["rows"]).len() > 50);
}

#[test]
fn the_text_says_that_the_people_are_made_up_and_of_what() {
    let run = ca_mau(&["--lang", "vi", "--seed", "7"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in [
        "DÂN SỐ TỔNG HỢP của Cà Mau: ",
        "theo số liệu năm 2016",
        "mầm ngẫu nhiên 7",
        "Luật: luật hiện hành của từng tháng",
        "Người hưởng và kinh phí năm 2016",
        "34.363",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    assert!(!run.out.contains("So với số liệu gốc") && !run.out.contains("Dân số tổng hợp so với số liệu gốc"));
}

#[test]
fn a_scenario_and_settings_stand_beside_current_law() {
    let scenario = ["--scenario", "ca_mau_extension", "--set", "mức_chuẩn=400_000", "--format", "json"];
    let run = run(&[&["simulate", "--province", "ca-mau", "--year", "2022"], &scenario[..]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let found = run.json();
    assert_eq!(found["scenario"]["name"], "ca_mau_extension");
    assert_eq!(
        (&found["settings"][0]["parameter"], &found["settings"][0]["value"]),
        (&"base_rate".into(), &"400000".into())
    );
    // Decree 20/2021: 3.0 times 360,000 under current law, 3.0 times the rate that was set beside it.
    let cells = numbers(&found, "simulation", "elderly_community_care");
    assert!((cells[2] - cells[1] * 3.0 * 0.36).abs() <= 0.051, "{cells:?}");
    assert!((cells[5] - cells[4] * 3.0 * 0.40).abs() <= 0.051, "{cells:?}");
}

#[test]
fn a_year_without_law_is_refused_with_the_years_that_have_some() {
    for year in ["1990", "2006"] {
        let run = run(&["simulate", "--province", "ca-mau", "--year", year, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{year}");
        let wanted = format!("--year: no law of {year} is written down; there is law from 20");
        assert!(run.err.contains(&wanted), "{}", run.err);
    }
}

#[test]
fn a_place_without_people_is_told_with_those_that_have_some() {
    for (given, place) in [("ha_noi", "Hà Nội"), ("Hà Nội", "Hà Nội"), ("nowhere", "`nowhere`")] {
        let run = run(&["simulate", "--province", given, "--year", "2022", "--lang", "en"]);
        let all = "there is: ca-mau, ha-nam, binh-dinh, viet-nam";
        let wanted = format!("error: --province: there is no synthetic population of {place}; {all}\n");
        assert_eq!((run.code, run.err.as_str()), (2, wanted.as_str()));
    }
}

#[test]
fn a_file_is_written_whole_and_alone() {
    let folder = Folder::new();
    let path = folder.file("result.csv", "what was here before");
    let run = ca_mau(&["--format", "csv", "--out", &path, "--lang", "en", "--quiet"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with("table,row,kind,label,column,unit,value,low,high\nnotes,,,,,,\"SYNTHETIC POPULATION of"),
        "{text}"
    );
    assert!(
        text.contains("official,total,total,") && text.contains(",Published: recipients,people,34363,,\n"),
        "{text}"
    );
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1);
    let wrong = format!("{path}/result.csv");
    let run = ca_mau(&["--out", &wrong, "--lang", "en"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("cannot write"), "{}", run.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let settings = [
        "base_rat=5",
        "base_rate",
        "base_rate=500.000",
        "premium_rate=4.5",
        "divorced_parent_counts=1",
        "tính_người_ly_hôn=true",
        "funeral_multiple=-1m",
    ];
    let mut arguments =
        vec!["simulate", "--province", "camau", "--year", "2016", "--scenario", "ca_mau", "--threads", "0"];
    arguments.extend(settings.iter().flat_map(|setting| ["--set", setting]));
    arguments.extend(["--lang", "en"]);
    let run = run(&arguments);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for part in [
        "--province: there is no synthetic population of `camau`; there is: ca-mau, ha-nam, binh-dinh, viet-nam; did you mean `ca-mau`?",
        "--scenario: there is no scenario `ca_mau`; `ansinh scenarios` lists the names",
        "--set: there is no parameter `base_rat`; did you mean `base_rate`?",
        "--set: `base_rate` must be NAME=VALUE",
        "--set: `base_rate`: `500.000` is not allowed; allowed: a whole number of dong, for example 500000 or 500_000",
        "--set: `premium_rate`: `4.5` is not allowed; allowed: a share with its % sign, for example 4.5%",
        "--set: `divorced_parent_counts`: `1` is not allowed; allowed: yes or no",
        "--set: `tính_người_ly_hôn`: `true` is not allowed; allowed: yes or no",
        "--set: `funeral_multiple`: `-1m` is not allowed",
        "--threads: `0` is not allowed; allowed: 1 to 1024",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}

#[test]
fn years_and_numbers_that_do_not_fit_are_refused() {
    for (year, set) in [("1500", "base_rate=1"), ("99999", "base_rate=1"), ("2022", "base_rate=99999999999999999")] {
        let run = run(&["simulate", "--province", "ca-mau", "--year", year, "--set", set, "--lang", "en"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{year} {set}");
        assert!(run.err.starts_with("error"), "{}", run.err);
    }
}

const GIFT: &str = r#"language en edition 2026

module my.gift

use vn.facts
use vn.instruments

fund centre
  label en "Budget of the centre" vi "Ngân sách của trung ương"
  funding level central

fund town
  label en "Budget of the town" vi "Ngân sách của thị xã"
  funding level local

benefit gift of person: money VND per month
  label en "Gift" vi "Quà"
  from 2016-01-01 to 2016-12-31
  source LCT article 2

  category very_old
    label en "From 90" vi "Từ 90 tuổi"
    when age >= 90 years
      source LCT article 2
    gives 1_001 VND per month
      source LCT article 2

  funded by centre 33.3%, town 66.7%
    from 2016-01-01 to 2016-12-31
    source LCT article 2

indicator old_with_gift: percent
  label en "Old people with a gift" vi "Người già có quà"
  source LCT article 2
  measure count of p in all person where qualifies for gift of p among age of p >= 90 years
  target from 2016-01-01 to 2016-12-31: exactly 100%
"#;

#[test]
fn given_files_say_who_pays_and_which_targets_are_reached() {
    let file = Folder::new().file("gift.law", GIFT);
    let found = ca_mau(&[&file, "--format", "json"]).json();
    let (centre, town) = (numbers(&found, "funding", "centre"), numbers(&found, "funding", "town"));
    let months = numbers(&found, "simulation", "gift")[1];
    let whole = months * 1_001.0;
    // A third of every dong, less than a dong from the exact part, and nothing lost.
    assert!(months > 0.0 && (centre[1] - whole * 0.333).abs() < 1.0, "{centre:?} of {whole}");
    assert!((centre[1] + town[1] - whole).abs() < f64::EPSILON, "{centre:?} {town:?}");
    let vietnamese = ca_mau(&[&file, "--lang", "vi"]).out;
    for part in ["Kinh phí năm 2016 theo nguồn chi", "Ngân sách của thị xã", "Chưa nêu nguồn chi", "100%", "đạt"]
    {
        assert!(vietnamese.contains(part), "{part}\n{vietnamese}");
    }
    let csv = ca_mau(&[&file, "--format", "csv", "--lang", "en"]).out;
    assert!(csv.contains("funding,town,main,Budget of the town,Cost,VND,"), "{csv}");
    assert!(csv.contains("indicators,old_with_gift,main,Old people with a gift,Verdict,text,reached,,\n"), "{csv}");
}

#[test]
fn every_table_says_what_the_people_are_only_taken_to_be() {
    let found = ca_mau(&["--format", "json"]).json();
    let tables = list(&found["tables"]);
    assert!(tables.len() >= 2, "{tables:#?}");
    for (language, parts) in [
        (
            "en",
            [
                "takes for no of everybody, as no source counts it: “Pension and social insurance together below",
                "derives “Has wages every month” from: “Has a steady monthly income”, “Receives a pension”",
                "“Child for whom a single parent receives the allowance”",
                "derives “Counted for the single-parent allowance until turning 16” from: “In school or training”",
            ],
        ),
        (
            "vi",
            [
                "coi là “không” với mọi người, vì không nguồn nào thống kê: “Lương hưu, trợ cấp bảo hiểm xã hội thấp",
                "suy “Có tiền lương, tiền công hằng tháng” từ: “Có thu nhập ổn định hằng tháng”, “Có lương hưu”",
                "“Con mà người đơn thân đang được hưởng trợ cấp”",
                "“Đang đi học hoặc học nghề”",
            ],
        ),
    ] {
        for table in tables {
            let notes: Vec<&str> = list(&table["notes"]).iter().filter_map(|note| note[language].as_str()).collect();
            let notes = notes.join("\n");
            assert!(parts.iter().all(|part| notes.contains(part)), "{}\n{notes}", table["name"]);
        }
    }
    let text = ca_mau(&["--lang", "en"]).out;
    assert_eq!(text.matches("The synthetic population takes for no of everybody").count(), tables.len(), "{text}");
}

#[test]
fn only_plans_of_the_province_have_their_indicators_measured() {
    let run = run(&["simulate", "--province", "ca-mau", "--year", "2019", "--format", "json"]);
    let found = run.json();
    let table = list(&found["tables"]).iter().find(|table| table["name"] == "indicators").expect("there are some");
    let names: Vec<&str> = list(&table["rows"]).iter().filter_map(|row| row["name"].as_str()).collect();
    assert!(names.iter().any(|name| name.contains("ca_mau") || name.contains("cà_mau")), "{names:?}");
    for other in ["binh_dinh", "bình_định", "ha_nam", "hà_nam"] {
        assert!(!names.iter().any(|name| name.contains(other)), "{names:?}");
    }
}

#[test]
fn closer_looks_add_up_and_say_what_the_population_lacks() {
    let arguments = ["--by", "sex,district", "--measures", "--format", "json", "--lang", "en"];
    let found = run(&[&["simulate", "--province", "viet-nam", "--year", "2016"], &arguments[..]].concat()).json();
    let whole = numbers(&found, "by_sex", "monthly_allowance");
    let parts = ["male", "female"].map(|sex| numbers(&found, "by_sex", &format!("monthly_allowance/{sex}")));
    for at in 0..3 {
        assert!((parts[0][at] + parts[1][at] - whole[at]).abs() < 0.5, "{whole:?} {parts:?}");
    }
    // GSO: 93,250,700 persons in 2016, of whom each one made stands for a hundred.
    assert!((whole[0] - 93_250_700.0).abs() < 0.5);
    let notes = found["notes"].to_string();
    assert!(notes.contains("Not broken down by district"), "{notes}");
    // Benefits can only lower poverty: headcount without them, and under current law.
    let poor = numbers(&found, "living", "headcount");
    assert!(poor[0] > poor[1] && poor[1] > 0.0, "{poor:?}");
}

#[test]
fn wrong_traits_and_rates_are_refused() {
    let wrong =
        ["--by", "aged", "--take-up", "monthly_allowanc=5%", "--take-up", "monthly_allowance=120%", "--lang", "en"];
    let run = ca_mau(&wrong);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    for part in [
        "--by: there is no trait `aged`; did you mean `age`?",
        "--take-up: there is no benefit `monthly_allowanc`; did you mean `monthly_allowance`?",
        "--take-up: `monthly_allowance`: `120%` is not allowed; allowed: 0% to 100%",
    ] {
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}
