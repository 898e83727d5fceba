//! `ansinh simulate --from --to`: several years in a row, and within which range they lie.

use serde_json::Value;

use super::run;

const CA_MAU: [&str; 7] = ["simulate", "--province", "ca-mau", "--format", "json", "--lang", "en"];

fn list(found: &Value) -> &[Value] {
    found.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn table<'f>(found: &'f Value, name: &str) -> &'f [Value] {
    let table = list(&found["tables"]).iter().find(|table| table["name"] == name);
    list(&table.unwrap_or_else(|| panic!("no table `{name}`"))["rows"])
}

fn number(cell: &Value) -> f64 {
    cell.as_str().and_then(|cell| cell.parse().ok()).unwrap_or(f64::NAN)
}

fn row<'r>(rows: &'r [Value], name: &str) -> &'r [Value] {
    let row = rows.iter().find(|row| row["name"] == name);
    list(&row.unwrap_or_else(|| panic!("no row `{name}`"))["cells"])
}

#[test]
fn the_year_of_the_margins_is_that_of_a_single_year_and_groups_add_up() {
    let question =
        ["--scenario", "ca_mau_extension", "--by", "district,sex", "--measures", "--take-up", "funeral_support=90%"];
    let years = run(&[&CA_MAU[..], &["--from", "2016", "--to", "2017"], &question].concat());
    assert_eq!((years.code, years.err.as_str()), (0, ""));
    let one = run(&[&CA_MAU[..], &["--year", "2016"], &question].concat()).json();
    let years = years.json();
    let total = row(table(&one, "simulation"), "total");
    let of_2016 = row(table(&years, "projection"), "2016");
    assert_eq!((number(&of_2016[0]), number(&of_2016[1])), (number(&total[2]), number(&total[5])));
    // Every cell of a closer look of 2016 is that of the single year.
    for name in ["by_district", "by_sex", "targeting", "changes", "overlaps", "living"] {
        let (of_all, of_one) = (table(&years, name), table(&one, name));
        for wanted in of_one {
            let named = format!("{}/2016", wanted["name"].as_str().unwrap());
            assert_eq!(row(of_all, &named), list(&wanted["cells"]), "{name} {named}");
        }
        assert!(of_all.iter().any(|row| row["name"].as_str().unwrap().ends_with("/2017")), "{name}");
    }
    let sexes = table(&years, "by_sex");
    let whole = number(&row(sexes, "monthly_allowance/2017")[1]);
    let parts: f64 =
        ["male", "female"].iter().map(|sex| number(&row(sexes, &format!("monthly_allowance/{sex}/2017"))[1])).sum();
    assert!(whole > 30_000.0 && (whole - parts).abs() < 0.5, "{whole} is not {parts}");
    let told = years["notes"].to_string();
    assert!(told.contains("90 %") && !told.contains("not measured"), "{told}");
}

#[test]
fn wrong_years_and_assumptions_are_told() {
    for (more, part) in [
        (&["--from", "2014", "--to", "2017"][..], "years from 2015 to 2035"),
        (&["--from", "2017", "--to", "2016"], "the first not after the last"),
        (&["--from", "2017", "--to", "2018", "--assume", "base_rate=600_000"], "needs a year"),
        (&["--from", "2017", "--to", "2018", "--assume", "tfr/2020=-3"], "not negative"),
        (&["--from", "2017", "--to", "2018", "--assume", "trf/2020=3"], "did you mean `tfr`?"),
    ] {
        let run = run(&[&CA_MAU[..], more].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{more:?}");
        assert!(run.err.contains(part), "{part}\n{}", run.err);
    }
}

#[test]
fn every_figure_lies_in_its_range_and_the_widest_guess_comes_first() {
    let run = run(&[
        "simulate",
        "--province",
        "ha-nam",
        "--from",
        "2017",
        "--to",
        "2017",
        "--by",
        "residence",
        "--sensitivity",
        "--format",
        "json",
    ]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let found = run.json();
    for row in table(&found, "projection") {
        let cell = &list(&row["cells"])[0];
        let [low, number, high] = ["low", "number", "high"].map(|end| number(&cell[end]));
        assert!(low < number && number < high, "{row}");
    }
    // Groups have ranges too; what is counted of all people alike has none.
    let of_towns = table(&found, "by_residence");
    assert!(of_towns.iter().any(|row| list(&row["cells"]).iter().any(|cell| cell["low"].is_string())));
    let people = table(&found, "projection_people");
    assert!(people.iter().any(|row| list(&row["cells"]).iter().any(|cell| cell["low"].is_string())));
    let swings = table(&found, "sensitivity");
    let width = |row: &Value| {
        let cells = list(&row["cells"]);
        number(&cells[0]).abs().max(number(&cells[1]).abs())
    };
    assert!(swings.len() > 10 && swings.windows(2).all(|pair| width(&pair[0]) >= width(&pair[1])));
    assert!(width(&swings[0]) > 0.0);
}
