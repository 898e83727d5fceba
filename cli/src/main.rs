//! An Sinh at the command line.
use ansinh_grammar::{Language, SourceFile};
fn main() {
    let sources: Vec<SourceFile> = ansinh_policies::all().iter().map(|p| SourceFile::new(p.path, p.text)).collect();
    let t = std::time::Instant::now();
    let checked = ansinh_engine::check::check(&sources);
    println!("checked in {:?}", t.elapsed());
    for d in &checked.diagnostics {
        let f = &sources[d.primary.span.file.0];
        let at = f.position(d.primary.span.start);
        println!(
            "{}:{}:{} {} {} | {:?} | {:?}",
            f.path(),
            at.line,
            at.column,
            d.code.id,
            d.headline.get(Language::En),
            d.primary.text,
            d.help
        );
    }
    let t = std::time::Instant::now();
    let trials = ansinh_engine::trial::run(&checked.program);
    let mut failed = 0;
    for trial in &trials {
        for x in &trial.failures {
            failed += 1;
            let f = &sources[x.span.file.0];
            let at = f.position(x.span.start);
            println!(
                "{}:{} {:?}: {}\n    {}",
                f.path(),
                at.line,
                trial.title,
                f.slice(x.span).replace('\n', " "),
                x.found.en
            );
        }
    }
    println!("{} tests, {failed} failures in {:?}", trials.len(), t.elapsed());
}
