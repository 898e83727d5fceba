//! `ansinh doc`. The pages are read as bytes and as text between signs; nothing here knows how they are made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{Folder, Run, run};

const LAW: &str = r#"language en edition 2026

module my.law
  label en "My law & its <b>tables</b>" vi "Luật của tôi & <b>bảng</b>"

currency VND smallest 1

instrument LAW
  label en "Law 1/2020" vi "Luật 1/2020"
  number "1/2020"
  issued 2019-12-01 by "Quốc hội"
  in force from 2020-01-01

entity person
  alias vi người
  label en "Person" vi "Người"

input born of person: date
  alias vi ngày_sinh
  label en "Born <script>alert('\"')</script>" vi "Ngày sinh <script>alert(1)</script>"
  ask en "When?" vi "Khi nào?"
  range 1900-01-01 to 2100-12-31

define age of person: duration
  alias vi tuổi
  label en "Age" vi "Tuổi"
  is full years from born to assessment date  # <i>whole</i> years
    source LAW article 1

parameter rate: money VND per month
  alias vi mức
  label en "Rate" vi "Mức"
  from 2020-01-01: 360_000 VND per month
    source LAW article 2
  from 2024-07-01: 500_000 VND per month
    source LAW article 2

fund province
  label en "Budget of the province" vi "Ngân sách tỉnh"
  funding level local

benefit support of person: money VND per month
  alias vi trợ_cấp
  label en "Support" vi "Trợ cấp"
  from 2020-01-01
  source LAW article 3

  category old
    alias vi già
    label en "Old" vi "Già"
    when age >= 80 years
      source LAW article 3 clause 1
    gives rate * 2 when age >= 90 years
      source LAW article 3 clause 2
    gives rate otherwise
      source LAW article 3 clause 2

  funded by province 100%
    from 2020-01-01
    source LAW article 4

scenario wider
  label en "Wider" vi "Rộng hơn"
  based on my.law
  widen condition of support.old from 2025-01-01 with age >= 75 years
    source LAW article 9

test "eighty & <ninety>"
  on 2024-01-01
  given person an
    born = 1940-01-01
  expect support of an = 360_000 VND per month
"#;

/// The law in a folder of its own, and the place for its pages.
fn written(more: &[&str]) -> (Run, Folder, String) {
    let folder = Folder::new();
    let (law, out) = (folder.file("my.law", LAW), folder.0.join("pages"));
    let out = out.to_str().expect("the path is UTF-8").to_owned();
    let run = run(&[&["doc", &law, "--out", &out, "--lang", "en"], more].concat());
    (run, folder, out)
}

/// Every file of a folder, by its path in it.
fn files(folder: &str) -> BTreeMap<String, String> {
    fn collect(folder: &Path, lead: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let name = format!("{lead}{}", path.file_name().expect("it has a name").to_string_lossy());
            if path.is_dir() {
                collect(&path, &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read_to_string(&path).expect("it is text"));
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(Path::new(folder), "", &mut found);
    found
}

/// The values of an attribute.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let lead = format!(" {attribute}=\"");
    let pieces = page.split(lead.as_str()).skip(1);
    pieces.map(|piece| piece.split('"').next().unwrap_or_default()).collect()
}

/// Every link leads to a file of the folder, and to a place in it; every name of a place is there once.
fn assert_links(files: &BTreeMap<String, String>) -> usize {
    let mut places: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, page) in files {
        let own = values(page, "id");
        assert_eq!(own.iter().collect::<BTreeSet<_>>().len(), own.len(), "a place is named twice in {path}");
        places.insert(path, own.into_iter().collect());
    }
    let mut n_links = 0;
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for link in values(page, "href") {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let target = match (file, file.strip_prefix("../")) {
                ("", _) => path.clone(),
                (_, Some(outside)) => outside.to_owned(),
                (file, None) if folder.is_empty() => file.to_owned(),
                (file, None) => format!("{folder}/{file}"),
            };
            let found = places.get(target.as_str());
            let found = found.unwrap_or_else(|| panic!("{path} leads to {link}, which is no file"));
            assert!(anchor.is_empty() || found.contains(anchor), "{path} leads to {link}, which is no place");
            n_links += 1;
        }
    }
    n_links
}

/// Headings go down one level at a time, and there is one of the first.
fn assert_headings(path: &str, page: &str) {
    let levels: Vec<usize> = page
        .split("<h")
        .skip(1)
        .filter_map(|piece| piece.chars().next()?.to_digit(10))
        .filter_map(|level| usize::try_from(level).ok())
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}");
    for pair in levels.windows(2) {
        assert!(pair[1] <= pair[0] + 1, "{path}: a heading of level {} under one of {}", pair[1], pair[0]);
    }
}

#[test]
fn pages_say_what_the_law_says_in_both_languages() {
    let (run, _folder, out) = written(&[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    let files = files(&out);
    for (page, parts) in [
        ("en/benefit.support.html", &["Support", "rate</a> * 2", "90 years", "Budget of the province", "100%"][..]),
        (
            "vi/benefit.support.html",
            &["Trợ cấp", "mức</a> * 2", "90 năm", "Ngân sách tỉnh", "khoản 2 Điều 3 Luật 1/2020"],
        ),
        ("en/parameters.html", &["360,000 VND per month", "<svg", "2024-07-01", "Law 1/2020, article 2"]),
        ("vi/parameters.html", &["360.000 đồng mỗi tháng", "01/07/2024"]),
        ("en/instruments.html", &["2019-12-01, Quốc hội", "from 2020-01-01"]),
        ("en/scenarios.html", &["Widens the condition of", "from 2025-01-01"]),
        ("vi/scenarios.html", &["Mở rộng điều kiện của"]),
        ("en/inputs.html", &["When?", "1900-01-01", "Age</a>"]),
        ("en/tests.my.law.html", &["eighty &amp; &lt;ninety&gt;"]),
    ] {
        let text = files.get(page).unwrap_or_else(|| panic!("there is no {page}: {:?}", files.keys()));
        for part in parts {
            assert!(text.contains(part), "{page} does not say {part}\n{text}");
        }
    }
}

#[test]
fn texts_of_files_are_escaped_and_pages_are_whole() {
    let (_, _folder, out) = written(&[]);
    let files = files(&out);
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let is_clean = !["<script", "<b>", "<i>", "<ninety>", "http:", "https:"].iter().any(|part| page.contains(part));
        assert!(is_clean, "{path}\n{page}");
        let language = if path.starts_with("en/") { "en" } else { "vi" };
        assert!(page.contains(&format!("<html lang=\"{language}\">")), "{path}");
        assert!(page.ends_with("</html>") && page.contains("<main "), "{path}");
        assert_headings(path, page);
    }
    assert!(files["en/inputs.html"].contains("Born &lt;script&gt;alert("));
    assert!(assert_links(&files) > 100);
}

#[test]
fn all_of_the_law_is_described_and_every_link_leads_somewhere() {
    let folder = Folder::new();
    let out = folder.0.join("pages").to_str().expect("the path is UTF-8").to_owned();
    let run = run(&["doc", "--all", "--out", &out, "--lang", "en"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let files = files(&out);
    assert!(assert_links(&files) > 5_000);
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        assert_headings(path, page);
    }
    assert!(files["vi/benefit.monthly_allowance.html"].contains("khoản 1 Điều 5 Nghị định 20/2021"));
}

#[test]
fn the_pages_are_the_same_every_time_and_one_language_stands_alone() {
    let (_, _first, one) = written(&[]);
    let (_, _second, other) = written(&[]);
    assert_eq!(files(&one), files(&other));
    let (run, _third, alone) = written(&["--language", "vi"]);
    assert_eq!(run.code, 0, "{run:?}");
    let alone = files(&alone);
    assert!(alone.contains_key("vi/index.html") && !alone.keys().any(|path| path.starts_with("en/")));
    assert!(!alone["vi/index.html"].contains("English"));
    assert_links(&alone);
}

#[test]
fn a_page_of_a_small_law_is_this() {
    let (_, _folder, out) = written(&["--language", "en"]);
    // One tag a line, so that a change shows what changed.
    let page = files(&out)["en/benefit.support.html"].replace("><", ">\n<");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/doc/benefit.support.html");
    if std::env::var_os("ANSINH_REWRITE").is_some() {
        fs::write(&kept, &page).expect("it can be written");
    }
    assert_eq!(fs::read_to_string(&kept).expect("it is kept"), page);
}

#[test]
fn a_folder_of_somebody_else_stays_as_it_is() {
    let (first, folder, out) = written(&[]);
    assert_eq!(first.code, 0);
    let law = folder.0.join("my.law");
    let again = |out: &str| run(&["doc", law.to_str().unwrap(), "--out", out, "--lang", "en"]);
    assert_eq!(again(&out).code, 0);
    fs::write(Path::new(&out).join("mine.txt"), "mine").unwrap();
    let refused = again(&out);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("holds `mine.txt`"), "{}", refused.err);
    let other = Folder::new();
    other.file("notes.txt", "mine");
    let refused = again(other.0.to_str().unwrap());
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("was not made by this command"), "{}", refused.err);
    assert_eq!(fs::read_dir(&other.0).unwrap().count(), 1);
    let refused = again(&other.file("a_file", ""));
    assert_eq!(refused.code, 2, "{refused:?}");
    // Nothing is left beside.
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2);
}

#[test]
fn a_law_with_errors_has_no_pages() {
    let folder = Folder::new();
    let law = folder.file("wrong.law", LAW.replace("is full years from born", "is full years from bron"));
    let out = folder.0.join("pages");
    let refused = run(&["doc", &law, "--out", out.to_str().unwrap()]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("E0301") && !out.exists(), "{}", refused.err);
    assert_eq!(run(&["doc", "--out", out.to_str().unwrap()]).code, 2);
    assert_eq!(run(&["doc", &law, "--all", "--out", out.to_str().unwrap()]).code, 2);
}

/// The contrast of two colours as WCAG 2.2 defines it.
fn contrast(one: &str, other: &str) -> f64 {
    let channel = |colour: &str, at: usize| {
        let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("two digits")) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let light = |colour: &str| 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn words_stand_out_from_their_ground_by_day_and_by_night() {
    let style = include_str!("../../src/doc/style.css");
    let palettes: Vec<&str> = style.split("--paper:").skip(1).take(2).collect();
    assert_eq!(palettes.len(), 2);
    for palette in palettes {
        let whole = format!("--paper:{palette}");
        let colour = |name: &str| {
            let rest = whole.split(&format!("--{name}:")).nth(1).expect("the colour is there");
            rest.split(';').next().expect("it ends").trim().to_owned()
        };
        for ground in ["paper", "panel", "mark"] {
            for words in ["ink", "soft", "link", "quoted"] {
                let found = contrast(&colour(words), &colour(ground));
                assert!(found >= 4.5, "{words} on {ground}: {found:.2}");
            }
        }
    }
}
