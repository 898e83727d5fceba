//! Temporary.
use ansinh_engine::{check, population, simulate};
use ansinh_grammar::{Language, SourceFile};
fn main() {
    let sources: Vec<SourceFile> = ansinh_policies::all().iter().map(|p| SourceFile::new(p.path, p.text)).collect();
    let t = std::time::Instant::now();
    let checked = check::check(&sources);
    for d in &checked.diagnostics { println!("{} {}", d.code.id, d.headline.en); }
    println!("checked in {:?}", t.elapsed());
    let year: i32 = std::env::args().nth(1).map_or(2016, |y| y.parse().unwrap());
    let scenario = std::env::args().nth(2);
    let t = std::time::Instant::now();
    let s = population::Settings { province: population::Province::CaMau, reference_year: 2016, year, seed: 1 };
    let pop = population::generate(&s, &mut |_, _| ()).unwrap();
    println!("generated in {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let run = simulate::Run::new(&checked.program, &pop, &simulate::Settings { year, scenario, settings: vec![] }).map_err(|e| e.message().en.clone()).unwrap();
    println!("bound in {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let part = run.part(0..run.n_blocks(), &mut |_| ()).map_err(|e| e.message().en.clone()).unwrap();
    let o = run.finish(vec![part]);
    println!("ran in {:?}", t.elapsed());
    for b in &o.benefits {
        println!("{} base {} heads {} months {} dong | reform {} {} {} {:?}", b.label.get(Language::En), b.baseline.headcount, b.baseline.person_months, b.baseline.dong().unwrap(), b.reform.headcount, b.reform.person_months, b.reform.dong().unwrap(), b.change);
        for c in &b.categories { println!("    {:60} {:8} {:9} {:16} | {:8} {:9} {:16}", c.label.en, c.baseline.headcount, c.baseline.person_months, c.baseline.dong().unwrap(), c.reform.headcount, c.reform.person_months, c.reform.dong().unwrap()); }
    }
}
