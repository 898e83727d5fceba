//! `ansinh report`: the same figures in the page, the workbook and the table, and the same bytes twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::{Folder, run};

const ASKED: [&str; 9] =
    ["report", "--province", "ca-mau", "--from", "2022", "--to", "2022", "--scenario", "ca_mau_extension"];

fn report(folder: &Path, lang: &str) -> BTreeMap<&'static str, Vec<u8>> {
    let place = folder.to_str().expect("a path");
    let run = run(&[&ASKED[..], &["--out", place, "--quiet", "--lang", lang]].concat());
    assert_eq!((run.code, run.err.as_str(), run.out.as_str()), (0, "", ""));
    let read = |name: &'static str| (name, fs::read(folder.join(name)).expect("it is written"));
    ["report.html", "report.xlsx", "report.csv"].map(read).into_iter().collect()
}

/// The exact numbers of the page, as they stand behind its cells.
fn of_page(page: &str) -> Vec<f64> {
    let numbers = page.split("data-value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    numbers.map(|number| number.parse().expect("a number")).collect()
}

/// The numbers of the table, in its order.
fn of_table(table: &str) -> Vec<f64> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let records = reader.records().map(|record| record.expect("a row"));
    let cells = records.filter(|record| !matches!(&record[2], "note" | "") && !record[6].is_empty());
    cells.filter_map(|record| record[6].parse().ok()).collect()
}

/// The numbers of the sheets, in their order.
fn of_book(path: &Path) -> Vec<f64> {
    let mut book: Xlsx<_> = open_workbook(path).expect("it is a workbook");
    let mut numbers = Vec::new();
    for (_, range) in book.worksheets() {
        numbers.extend(range.cells().filter_map(|(_, _, data)| match data {
            Data::Float(number) => Some(*number),
            Data::Int(number) => Some(*number as f64),
            _ => None,
        }));
    }
    numbers
}

/// Whether every element that is opened is closed, in order.
fn is_well_formed(page: &str) -> bool {
    const EMPTY: [&str; 4] = ["meta", "!DOCTYPE", "br", "link"];
    let style = page.find("<style>").zip(page.find("</style>"));
    let page = style.map_or_else(|| page.to_owned(), |(from, to)| format!("{}{}", &page[..from + 7], &page[to..]));
    let mut open: Vec<String> = Vec::new();
    for tag in page.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default().to_owned();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !EMPTY.contains(&name.as_str()) {
            open.push(name);
        }
    }
    open.is_empty()
}

#[test]
fn page_workbook_and_table_say_the_same_and_twice() {
    let folder = Folder::new();
    let first = report(&folder.0.join("a"), "vi");
    assert_eq!(first, report(&folder.0.join("b"), "vi"), "the same bytes");
    let text = |name: &str| String::from_utf8(first[name].clone()).expect("UTF-8");
    let (page, table) = (text("report.html"), text("report.csv"));
    assert!(is_well_formed(&page));
    let (of_page, of_table) = (of_page(&page), of_table(&table));
    assert!(of_page.len() > 200, "{}", of_page.len());
    assert_eq!(of_page, of_table);
    assert_eq!(of_page, of_book(&folder.0.join("a/report.xlsx")));
    assert!(!page.contains("<script") && !page.contains("http"), "nothing from outside");
    for part in [
        "Dân số tổng hợp",
        "Báo cáo định kỳ năm 2022",
        "trước ngày 15/6",
        "Mã băm của luật",
        "lang=\"vi\"",
        "PHỎNG ĐOÁN",
    ] {
        assert!(page.contains(part), "{part}");
    }
    // Each chart says in words what it shows, and its table stands beneath.
    let charts = page.matches("<svg").count();
    assert!(charts >= 5, "{charts}");
    assert_eq!((page.matches("<title id=").count(), page.matches("<desc id=").count()), (charts, charts));
    for english in ["Recipients", "Cost", "Draft", "Winners", "current law", "Settings", "Sources"] {
        assert!(!page.contains(english), "{english}");
    }
}

#[test]
fn every_number_that_a_guess_moves_has_its_range_in_page_workbook_and_table() {
    let folder = Folder::new();
    let place = folder.0.to_str().expect("a path");
    let asked = ["report", "--province", "ha-nam", "--from", "2017", "--to", "2017", "--sensitivity", "--quiet"];
    let run = run(&[&asked[..], &["--lang", "vi", "--out", place]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let read = |name: &str| fs::read_to_string(folder.0.join(name)).expect("it is written");
    let (page, table) = (read("report.html"), read("report.csv"));
    assert!(is_well_formed(&page));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut ranged: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records().map(|record| record.expect("a row")) {
        let Ok(low) = record[7].parse::<f64>() else { continue };
        let (number, high): (f64, f64) = (record[6].parse().expect("a number"), record[8].parse().expect("an end"));
        assert!(low <= number && number <= high && low < high, "{record:?}");
        *ranged.entry(record[0].to_owned()).or_default() += 1;
    }
    let tables = [
        "cost_by_year",
        "recipients_by_year",
        "pyramid",
        "periods",
        "by_district",
        "by_poverty",
        "targeting",
        "overlaps",
        "living",
    ];
    for name in tables {
        assert!(ranged.get(name).is_some_and(|n| *n > 0), "{name} {ranged:?}");
    }
    // What is assumed, and how far the cost moves with it, is no result.
    assert!(!ranged.contains_key("assumptions") && !ranged.contains_key("sensitivity"), "{ranged:?}");
    assert_eq!(page.matches("data-low=").count(), ranged.values().sum::<usize>());
    let mut book: Xlsx<_> = open_workbook(folder.0.join("report.xlsx")).expect("it is a workbook");
    let cells = |range: &calamine::Range<Data>| range.cells().map(|(_, _, data)| data.to_string()).collect::<Vec<_>>();
    let first = cells(&book.worksheets()[1].1);
    for part in ["2017: thấp nhất (triệu đồng)", "2017: cao nhất (triệu đồng)"] {
        assert!(first.iter().any(|cell| cell == part), "{first:?}");
    }
}

#[test]
fn wrong_years_and_places_are_told_together() {
    let run = run(&[
        "report",
        "--province",
        "ca-mau",
        "--from",
        "2022",
        "--to",
        "2021",
        "--scenario",
        "ca_mau_extenson",
        "--out",
        "x",
        "--lang",
        "en",
    ]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("--from, --to: an earlier year and a later one") && run.err.contains("ca_mau_extension"),
        "{}",
        run.err
    );
    assert!(!Path::new("x").exists());
}
