//! Holds how much of the law is encoded, and that tests decide its clauses both ways.
//!
//! Receives the embedded law, and a small one with known gaps. It evaluates nothing by itself.

use ansinh_engine::check::check;
use ansinh_engine::coverage::{self, Clause, ClauseKind};
use ansinh_engine::hir::{Program, StandingKind};
use ansinh_grammar::SourceFile;
use ansinh_tests::law;

/// The instruments whose clauses are all decided both ways.
const DECIDED: [&str; 2] = ["20/2021/NĐ-CP", "335/2026/NĐ-CP"];

/// The instruments whose articles are all accounted for.
const ACCOUNTED: [&str; 6] =
    ["20/2021/NĐ-CP", "335/2026/NĐ-CP", "136/2013/NĐ-CP", "28/2012/NĐ-CP", "168/2026/NĐ-CP", "176/2025/NĐ-CP"];

#[test]
fn every_article_is_stated_or_listed() {
    let program = law::embedded();
    let laws = coverage::articles(program);
    for number in ACCOUNTED {
        let at = program.instruments.iter().position(|found| found.number == number).expect("it is declared");
        let law = laws.iter().find(|law| law.instrument.0 == at).expect("every instrument is told");
        assert!(law.has_list && law.unlisted.is_empty(), "{number}: {:?}", law.unlisted);
        let reasons = law.standings.iter().filter(|standing| standing.kind != StandingKind::NotSeen);
        assert!(reasons.clone().all(|standing| !standing.reason.vi.is_empty() && !standing.reason.en.is_empty()));
    }
}

#[test]
fn every_clause_of_the_decrees_is_decided_both_ways() {
    let program = law::embedded();
    let all = coverage::clauses(program);
    for number in DECIDED {
        let own: Vec<&Clause> =
            all.iter().filter(|clause| program.instruments[clause.instrument.0].number == number).collect();
        assert!(own.len() > 100, "{number}: only {} clauses", own.len());
        let open: Vec<String> = own
            .iter()
            .filter(|clause| !clause.is_covered())
            .map(|clause| format!("{} at {:?}: yes {}, no {}", clause.rule, clause.span, clause.yes, clause.no))
            .collect();
        assert!(open.is_empty(), "{number}: write a test in policies/ for each of these: {open:#?}");
    }
}

/// Two conditions, an amount by cases and a rule under an open reading, with tests as given.
fn small(tests: &str) -> Program {
    let text = format!(
        "module small\ncurrency VND smallest 1\nentity person\ninstrument A\n  number \"1\"\n  in force from 2020-01-01\n\
         input old of person: yes/no\ninput poor of person: yes/no\ninput alone of person: yes/no\n\
         parameter alone_counts: yes/no\n  from 2020-01-01: no\n    source A article 1\n\
         benefit support of person: money VND per month\n  source A article 2\n  category needy\n    \
         when old and (poor or (alone and alone_counts))\n      source A article 2 clause 1\n    \
         gives 200 VND per month when alone\n      source A article 2 clause 2\n    gives 100 VND per month otherwise\n      \
         source A article 2 clause 2\n{tests}"
    );
    let checked = check(&[SourceFile::new("small.law", &text)]);
    assert!(checked.is_usable(), "{:#?}", checked.diagnostics);
    checked.program
}

fn test(old: &str, poor: &str, alone: &str, amount: u32) -> String {
    format!(
        "test \"{old} {poor} {alone}\"\n  on 2020-02-01\n  given person p\n    old = {old}\n    poor = {poor}\n    \
         alone = {alone}\n  expect support of p = {amount} VND per month\n"
    )
}

/// Kind, decided yes, decided no, in order of position.
fn marks(tests: &str) -> Vec<(ClauseKind, bool, bool)> {
    coverage::clauses(&small(tests)).iter().map(|clause| (clause.kind, clause.yes, clause.no)).collect()
}

#[test]
fn a_clause_is_decided_only_where_the_answer_hangs_on_it() {
    use ClauseKind::{Amount, Condition};
    // `alone` in the condition is switched off by the open reading: it is no clause.
    let none = [(Condition, false, false), (Condition, false, false), (Amount, false, false), (Amount, false, false)];
    assert_eq!(marks(""), none);
    // Two conditions fail at once: neither decides.
    assert_eq!(marks(&test("no", "no", "no", 0)), none);
    // One fails alone: only that one decides, and which amount would be given was not asked.
    let mut poor = none;
    poor[1].2 = true;
    assert_eq!(marks(&test("yes", "no", "no", 0)), poor);
    // Both hold: each decides with yes, and so does the amount that is given.
    let mut both = none;
    (both[0].1, both[1].1, both[2].1, both[3].2) = (true, true, true, true);
    assert_eq!(marks(&test("yes", "yes", "yes", 200)), both);
}

#[test]
fn an_unknown_fact_decides_nothing() {
    let unknown = "test \"t\"\n  on 2020-02-01\n  given person p\n    old = yes\n    alone = no\n  expect support of p unknown \
                   needs poor of p\n";
    assert!(marks(unknown).iter().all(|(_, yes, no)| !yes && !no));
}

#[test]
fn enough_tests_cover_the_small_law() {
    let tests = [
        test("yes", "yes", "yes", 200),
        test("yes", "yes", "no", 100),
        test("no", "yes", "no", 0),
        test("yes", "no", "no", 0),
    ];
    assert!(coverage::clauses(&small(&tests.concat())).iter().all(Clause::is_covered));
}
