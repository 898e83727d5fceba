//! Random lists for `ansinh assess --facts`, dense where the law changes its mind, to time it and to try it.
//!
//! Receives how many households, a seed, a day and how many cells of a hundred stay empty; writes `persons.csv` and
//! `households.csv`. The same seed writes the same bytes. Run it with
//! `cargo run -p ansinh-tests --example lists -- --households 100000 --seed 1 --out FOLDER`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use ansinh_engine::hir::{Input, Program};
use ansinh_engine::value::Date;
use ansinh_tests::draw::{self, Drawn, Values};
use ansinh_tests::law;
use ansinh_tests::random::Random;

/// A household has at most so many persons.
const MOST_PERSONS: usize = 6;

/// What is asked for.
struct Asked {
    n_households: usize,
    seed: u64,
    on: Date,
    /// So many cells of a hundred stay empty.
    empty: usize,
    /// Whether households say in which province they are.
    has_province: bool,
    out: PathBuf,
}

fn asked() -> Result<Asked, String> {
    let mut asked = Asked {
        n_households: 1_000,
        seed: 1,
        on: Date::parse("2024-07-01").ok_or("no day")?,
        empty: 2,
        has_province: true,
        out: PathBuf::new(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(option) = words.next() {
        if option == "--without-province" {
            asked.has_province = false;
            continue;
        }
        let value = words.next().ok_or_else(|| format!("{option} needs a value"))?;
        let number = || value.parse().map_err(|_| format!("{option}: `{value}` is no number"));
        match option.as_str() {
            "--households" => asked.n_households = number()?,
            "--seed" => asked.seed = value.parse().map_err(|_| format!("--seed: `{value}` is no number"))?,
            "--empty" => asked.empty = number()?,
            "--on" => asked.on = Date::parse(&value).ok_or_else(|| format!("--on: `{value}` is no day"))?,
            "--out" => asked.out = PathBuf::from(&value),
            other => {
                return Err(format!("{other}: there are --households --seed --on --empty --without-province --out"));
            }
        }
    }
    if asked.out.as_os_str().is_empty() { Err("--out FOLDER is missing".to_owned()) } else { Ok(asked) }
}

/// One of the two tables.
struct Table {
    out: BufWriter<File>,
    inputs: Vec<(String, Input)>,
}

impl Table {
    fn new(path: &Path, entity: &str, asked: &Asked, program: &Program) -> io::Result<Self> {
        let is_own = |input: &&Input| {
            program.entities.get(input.entity.0).is_some_and(|found| found.naming.name == entity)
                && (asked.has_province || input.naming.name != "province")
        };
        let inputs = program.inputs.iter().filter(is_own);
        let inputs: Vec<_> = inputs.map(|input| (input.naming.name.clone(), input.clone())).collect();
        let mut out = BufWriter::new(File::create(path)?);
        let names: Vec<&str> = inputs.iter().map(|(name, _)| name.as_str()).collect();
        write!(out, "{}{}", if entity == "person" { "household,person," } else { "household," }, names.join(","))?;
        Ok(Self { out, inputs })
    }

    fn facts(&mut self, values: &Values, asked: &Asked, program: &Program, random: &mut Random) -> io::Result<()> {
        for (name, input) in &self.inputs {
            let is_empty = random.below(100) < asked.empty;
            let value = values.get(name).filter(|_| !is_empty);
            let cell = value.map_or_else(String::new, |value| draw::cell(*value, input, program));
            write!(self.out, ",{cell}")?;
        }
        Ok(())
    }
}

fn write_lists(asked: &Asked) -> io::Result<usize> {
    let program = law::embedded();
    fs::create_dir_all(&asked.out)?;
    let links = draw::child_links(program);
    let mut persons = Table::new(&asked.out.join("persons.csv"), "person", asked, program)?;
    let mut households = Table::new(&asked.out.join("households.csv"), "household", asked, program)?;
    writeln!(persons.out, ",{}", links.join(","))?;
    writeln!(households.out)?;
    let mut random = Random::new(asked.seed);
    let mut n_persons = 0;
    for number in 0..asked.n_households {
        let size = 1 + random.below(MOST_PERSONS);
        let mut drawn: Drawn = draw::household_of(&mut random, program, asked.on, size);
        draw::make_consistent(&mut drawn, program, asked.on);
        let taken_in = draw::taken_in(&drawn);
        write!(households.out, "h{number}")?;
        households.facts(&drawn.household, asked, program, &mut random)?;
        writeln!(households.out)?;
        for (at, person) in drawn.persons.iter().enumerate() {
            write!(persons.out, "h{number},h{number}p{at}")?;
            persons.facts(&person.facts, asked, program, &mut random)?;
            for link in &links {
                let others = if link == "people_taken_in" { taken_in.get(at) } else { Some(&person.children) };
                let others = others.into_iter().flatten();
                let names: Vec<String> = others.map(|other| format!("h{number}p{other}")).collect();
                let is_empty = random.below(100) < asked.empty;
                let cell = if names.is_empty() { "none".to_owned() } else { names.join("|") };
                write!(persons.out, ",{}", if is_empty { "" } else { &cell })?;
            }
            writeln!(persons.out)?;
        }
        n_persons += size;
    }
    persons.out.flush()?;
    households.out.flush()?;
    Ok(n_persons)
}

fn main() -> Result<(), String> {
    let asked = asked()?;
    let n_persons = write_lists(&asked).map_err(|error| error.to_string())?;
    let (n_households, folder) = (asked.n_households, asked.out.display());
    println!("{n_persons} persons in {n_households} households, as of {}, written to {folder}", asked.on);
    Ok(())
}
