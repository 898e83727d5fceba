//! A large policy that is like the real ones: programmes of provinces over common facts, every second one in Vietnamese.
//!
//! Receives a seed and how many lines are wanted; hands on files without mistakes, or with many. Every declaration of
//! the language occurs. It times nothing.

use ansinh_engine::translate;
use ansinh_grammar::{FileId, Language, SourceFile};
use ansinh_tests::random::Random;

/// What every programme builds on.
const FACTS: &str = include_str!("facts.law");

/// The files of a policy of about so many lines.
pub(crate) fn policy(seed: u64, n_lines: usize) -> Vec<SourceFile> {
    let mut random = Random::new(seed);
    let facts = SourceFile::new("common/facts.law", FACTS);
    let mut files = vec![facts];
    let mut n_written = FACTS.lines().count();
    for number in 1.. {
        if n_written >= n_lines {
            break;
        }
        let text = programme(number, &mut random);
        n_written += text.lines().count();
        let path = format!("provinces/p{number}.law");
        let source = SourceFile::new(path.as_str(), &text);
        let is_vietnamese = number % 2 == 0;
        let text = if is_vietnamese { vietnamese(&source).unwrap_or(text) } else { text };
        files.push(SourceFile::new(path, &text));
    }
    files
}

/// A programme in Vietnamese.
fn vietnamese(source: &SourceFile) -> Option<String> {
    let sources = [source.clone(), SourceFile::new("common/facts.law", FACTS)];
    translate::translate(&sources, FileId(0), Language::Vi).ok().map(|found| found.text)
}

/// The same files with so many mistakes, spread evenly: a misspelt name here, an operator without its end there.
pub(crate) fn with_mistakes(files: &[SourceFile], n_mistakes: usize) -> Vec<SourceFile> {
    let is_fit = |line: &str| [" >= ", " * "].iter().any(|sign| line.contains(sign)) && !line.contains('"');
    let n_fit = files.iter().flat_map(|file| file.text().lines()).filter(|line| is_fit(line)).count();
    let every = (n_fit / n_mistakes.max(1)).max(1);
    let mut at = 0;
    let mut spoilt = |line: &str| {
        at += usize::from(is_fit(line));
        match (is_fit(line) && at % every == 0, (at / every) % 2) {
            (false, _) => line.to_owned(),
            (true, 0) => line.replace(" >= ", " >= >= ").replace(" * ", " * * "),
            (true, _) => line.replace(" >= ", "x >= ").replace(" * ", "x * "),
        }
    };
    let mut file = |file: &SourceFile| {
        let text: String = file.text().lines().map(|line| spoilt(line) + "\n").collect();
        SourceFile::new(file.path(), &text)
    };
    files.iter().map(&mut file).collect()
}

/// One programme: about 450 lines.
fn programme(number: usize, random: &mut Random) -> String {
    let mut text = head(number);
    for at in 1..=4 {
        text += &parameter(at, random);
    }
    for at in 1..=8 {
        text += &definition(at, random);
    }
    for at in 1..=2 {
        text += &table(at, random);
    }
    for at in 1..=2 {
        text += &benefit(at, random);
    }
    text += &money(number, random);
    text += &changes(number, random);
    for at in 1..=10 {
        text += &test(number, at, random);
    }
    text
}

fn head(number: usize) -> String {
    format!(
        r#"language en edition 2026

module provinces.p{number}
  label en "Programme of province {number}" vi "Chương trình của tỉnh {number}"

# The facts that all provinces share.
use common.facts

instrument R{number}
  label en "Resolution {number}/2021" vi "Nghị quyết {number}/2021/NQ-HĐND"
  number "{number}/2021/NQ-HĐND"
  issued 2020-12-01 by "Hội đồng nhân dân tỉnh {number}"
  in force from 2021-01-01

instrument L{number}
  number "{number}/2024/NQ-HĐND"
  title en "Higher levels in province {number}" vi "Nâng mức hỗ trợ của tỉnh {number}"
  in force from 2024-07-01
  applied from 2024-01-01

enumeration zone_{number}
  alias vi vùng_{number}
  value plain alias vi đồng_bằng label en "Plain" vi "Đồng bằng"
  value hills alias vi trung_du label en "Hills" vi "Trung du"
  value island alias vi hải_đảo label en "Islands" vi "Hải đảo"

input zone of household: zone_{number}
  alias vi vùng
  label en "Zone of the province" vi "Vùng của tỉnh"
  ask en "Where does the household live?" vi "Hộ sống ở vùng nào?"
"#
    )
}

fn parameter(at: usize, random: &mut Random) -> String {
    let mut text = format!(
        "\nparameter level_{at}: money VND per month\n  alias vi mức_{at}\n  label en \"Level {at}\" vi \"Mức {at}\"\n"
    );
    let mut amount = 200 + 10 * random.below(20);
    for year in 2021..=2025 {
        text += &format!("  from {year}-01-01: {amount}_000 VND per month\n    source {}\n", cited(random));
        amount += 10 + 10 * random.below(6);
    }
    text
}

/// A place in an instrument.
fn cited(random: &mut Random) -> String {
    format!("LAW article {} clause {}", 1 + random.below(40), 1 + random.below(9))
}

/// A condition of a person.
fn condition(random: &mut Random) -> String {
    let age = 1 + random.below(90);
    let conditions = [
        format!("age >= {age} years"),
        format!("age < {age} years and not pension"),
        format!("age in {age} years to under {} years", age + 5),
        "poverty of household in (poor, near_poor)".to_owned(),
        "disabled and (works or studies)".to_owned(),
        "zone of household = island".to_owned(),
        format!("income < level_{} * {}.5", 1 + random.below(4), 1 + random.below(3)),
        format!("some c in children where age of c < {} years", 1 + random.below(16)),
        format!("(count of c in children where age of c < {} years) >= 2", 3 + random.below(12)),
    ];
    random.pick(&conditions).cloned().unwrap_or_default()
}

fn definition(at: usize, random: &mut Random) -> String {
    let mut text = format!("\ndefine group_{at} of person: yes/no\n  alias vi nhóm_{at}\n");
    text += &format!("  label en \"Group {at} of the province\" vi \"Nhóm {at} của tỉnh\"\n  is all of (\n");
    for _ in 0..=random.below(3) {
        text += &format!("    {};\n", condition(random));
    }
    text += &format!("  )\n    source {}\n", cited(random));
    let factor = 1 + random.below(9);
    text += &format!("\ndefine factor_{at} of person: decimal\n  alias vi hệ_số_{at}\n  combine first\n");
    for step in 1..=2 {
        text += &format!("  is {step}.{factor} when {}\n    source {}\n", condition(random), cited(random));
    }
    text += &format!("  is 1.0 otherwise\n    source {}\n\n  exception remote\n    when remote\n", cited(random));
    text += &format!("      source {}\n    is 2.{factor}\n      source {}\n", cited(random), cited(random));
    text
}

fn table(at: usize, random: &mut Random) -> String {
    let mut text = format!("\ntable rate_{at} of person: decimal\n  alias vi tỷ_lệ_{at}\n  source {}\n", cited(random));
    text += "  | age                       | disabled | => result |\n";
    for step in 0..9 {
        let (low, high) = (step * 10, step * 10 + 10);
        for disabled in ["yes", "no "] {
            let cell = format!("{low} years to under {high} years");
            text += &format!("  | {cell:<25} | {disabled}      | => {}.{}    |\n", 1 + step % 3, random.below(10));
        }
    }
    text + "  | >= 90 years               | any      | => 3.0    |\n"
}

fn benefit(at: usize, random: &mut Random) -> String {
    let mut text = format!(
        r#"
benefit support_{at} of person: money VND per month
  alias vi hỗ_trợ_{at}
  label en "Support {at} of the province" vi "Hỗ trợ {at} của tỉnh"
  from 2021-01-01
  source LAW article 5; LAW article {}
"#,
        1 + random.below(40)
    );
    for category in 1..=8 {
        text += &format!(
            r#"
  category c{at}{category}
    alias vi d{at}{category}
    label en "People of kind {category}" vi "Người thuộc diện {category}"
    when group_{category}
      source {}
    when {}
      source {}
    gives level_{} * factor_{} * rate_{}
      source {} quote "mức hỗ trợ bằng mức chuẩn nhân với hệ số"
"#,
            cited(random),
            condition(random),
            cited(random),
            1 + random.below(4),
            1 + random.below(8),
            1 + random.below(2),
            cited(random),
        );
    }
    text += &format!("\n  group most_{at}: c{at}1, c{at}2, c{at}3, c{at}4\n    alias vi phần_lớn_{at}\n");
    text += &format!("\n  combine highest of all\n    source {}\n", cited(random));
    text +=
        &format!("\n  exception both\n    alias vi cả_hai\n    when qualifies for c{at}7 and qualifies for c{at}8\n");
    text += &format!("    combine sum of (c{at}7, c{at}8)\n");
    text + "      source LAW article 7 clause 2\n\n  funded by central_budget 60%, provincial_budget 40%\n"
}

fn money(number: usize, random: &mut Random) -> String {
    let mut text = format!(
        "\nbudget plan_{number} in million VND\n  label en \"Plan {number}\" vi \"Kế hoạch {number}\"\n  \
         source LAW appendix I\n  | line               | central_budget | provincial_budget | total |\n"
    );
    let mut sums = (0, 0);
    for line in 1..=8 {
        let (central, provincial) = (100 + random.below(800), 100 + random.below(800));
        sums = (sums.0 + central, sums.1 + provincial);
        let total = central + provincial;
        text += &format!("  | work_{line} \"Work {line}\"    | {central:<7} | {provincial:<10} | {total:<5} |\n");
    }
    text += &format!("  | total              | {:<7} | {:<10} | {:<5} |\n", sums.0, sums.1, sums.0 + sums.1);
    text + &format!(
        r#"
indicator reached_{number}: percent
  label en "People reached in province {number}" vi "Người được hỗ trợ ở tỉnh {number}"
  source LAW article 13
  measure count of p in all person where qualifies for support_1 of p among age of p >= 60 years
  target from 2021-01-01 to 2024-12-31: at least {}%
  target from 2025-01-01: more than 70%
"#,
        30 + random.below(30)
    )
}

fn changes(number: usize, random: &mut Random) -> String {
    let (low, high) = (300 + random.below(90), 400 + random.below(90));
    format!(
        r#"
amendment higher_{number}
  label en "Higher levels {number}" vi "Nâng mức {number}"
  by L{number}

  set level_1 from 2024-01-01: {low}_000 VND per month
    source L{number} article 1

  widen condition of support_1.c12 from 2024-01-01 with age >= 80 years
    source L{number} article 2

scenario draft_{number}
  label en "Draft of province {number}" vi "Dự thảo của tỉnh {number}"
  based on provinces.p{number}

  set level_2 from 2025-01-01: {high}_000 VND per month
    note en "An assumption." vi "Mức giả định."

  add category young into support_2
    label en "Young people" vi "Thanh niên"
    when age in 16 years to under 30 years
      source LAW article 9
    gives level_2 * 0.5
      source LAW article 9

  replace amount of support_1.c13 from 2025-01-01 with level_3 * 1.5
    source LAW article 10
"#
    )
}

fn test(number: usize, at: usize, random: &mut Random) -> String {
    let (year, month, day) = (1930 + random.below(90), 1 + random.below(12), 1 + random.below(28));
    let pension = if random.one_in(2) { "yes" } else { "no" };
    format!(
        r#"
test "person {at} of province {number}"
  on 202{}-06-01
  given household home
    poverty = poor
    zone = hills
    members = (lan)
  given person lan
    born = {year}-{month:02}-{day:02}
    pension = {pension}
    disabled = no
    income = {}00_000 VND per month
    children = ()
  expect support_1 of lan >= 0 VND per month
  expect support_2 of lan under draft_{number} >= 0 VND per month
"#,
        1 + random.below(5),
        1 + random.below(90)
    )
}
