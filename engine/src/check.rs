//! From policy files to the checked program, with every complaint.
//!
//! Receives source files; parses them, resolves names, checks types, days and dependencies; hands on the program of
//! everything that could be built. It knows no date of assessment and evaluates nothing.

mod basis;
mod benefit;
mod bounds;
mod budget;
mod changed;
mod clause;
mod combination;
mod constant;
mod cycle;
mod declare;
mod exact;
mod exact_combination;
mod exception;
mod expectation;
mod expression;
mod facts;
mod indicator;
mod instrument;
mod law;
mod literal;
mod money;
mod names;
mod nearest;
mod operation;
mod order;
mod overlaps;
mod overrides;
mod patch;
mod periods;
mod presence;
mod property;
mod references;
mod spelling;
mod standing;
mod tail;
mod test;
mod time;
mod types;
mod unit;
mod uses;
mod wanted;

pub use names::Symbol;
pub use references::{Declared, Reference, Spelling, SymbolId, Symbols};
pub use types::words as type_words;

use ansinh_grammar::diagnostic::{self, Diagnostic};
use ansinh_grammar::{FileId, SourceFile, Text, tree};

use crate::codes;
use std::collections::BTreeMap;

use crate::hir::{BenefitId, DefinitionId, EntityId, Law, ParameterId, PatchId, Program};
use names::Names;
use references::Record;

/// What was built of a set of files, and what is wrong with them.
#[derive(Debug)]
pub struct Checked {
    /// The program. Use it only if no diagnostic is an error.
    pub program: Program,
    /// The complaints of all files, in order of position.
    pub diagnostics: Vec<Diagnostic>,
    /// Every declared name and every place that uses one.
    pub symbols: Symbols,
}

impl Checked {
    /// Whether the program may be used.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Reads and checks policy files together.
#[must_use]
pub fn check(sources: &[SourceFile]) -> Checked {
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    for (idx, source) in sources.iter().enumerate() {
        let parsed = ansinh_grammar::parse(FileId(idx), source);
        diagnostics.extend(parsed.diagnostics);
        files.push(parsed.file);
    }
    let mut checker = Checker::new(&files, diagnostics);
    checker.declare(&files);
    checker.fill(&files);
    checker.check_cycles();
    checker.check_order();
    checker.check_exceptions();
    checker.check_presence();
    checker.check_replacements();
    checker.check_standings();
    checker.check_exactness();
    // Days are compared only where every name and value is known.
    if !checker.diagnostics.iter().any(Diagnostic::is_error) {
        checker.check_time();
    }
    let Checker { mut program, mut diagnostics, record, .. } = checker;
    for property in &mut program.properties {
        let source = sources.get(property.claim.span.file.0);
        property.text =
            source.map_or_else(String::new, |source| property::without_comments(source.slice(property.claim.span)));
    }
    diagnostic::sort(&mut diagnostics);
    Checked { program, diagnostics, symbols: record.finish() }
}

/// Everything that is known while checking.
struct Checker {
    program: Program,
    diagnostics: Vec<Diagnostic>,
    names: Names,
    record: Record,
    /// The language of each file, where it says one.
    surfaces: Vec<Option<ansinh_grammar::Language>>,
    /// Where conventions were stated first.
    stated: tail::Stated,
    /// The file whose declarations are being checked.
    module: usize,
    /// The parameters that patches set for some people: of which entity these are.
    scoped: BTreeMap<ParameterId, Vec<(EntityId, PatchId)>>,
    /// The exceptions of each benefit, each by all its names; those that patches add come last.
    exceptions: BTreeMap<BenefitId, Vec<Vec<String>>>,
    /// The same of each definition.
    definition_exceptions: BTreeMap<DefinitionId, Vec<Vec<String>>>,
    /// The benefit that is being checked: its own categories and groups go before those of others.
    within: Option<BenefitId>,
    /// The parts of calculations that must be there.
    expected: Vec<presence::Expected>,
    /// The law of the promise or the expectation that is being checked: it may look at amounts of benefits.
    asked_under: Option<Law>,
    /// How many properties were met, those with mistakes too.
    n_properties: usize,
}

/// Whose facts a bare name means.
#[derive(Clone, Default)]
struct Context {
    /// The subject's entity; nothing where there is no subject.
    entity: Option<EntityId>,
    /// The name of one member inside a collection; then every name must say `of` it.
    variable: Option<String>,
}

impl Context {
    const fn of(entity: EntityId) -> Self {
        Self { entity: Some(entity), variable: None }
    }
}

impl Checker {
    fn new(files: &[tree::File], diagnostics: Vec<Diagnostic>) -> Self {
        let module_name = |(idx, file): (usize, &tree::File)| {
            file.module.as_ref().map_or_else(|| format!("#{idx}"), |module| module.name.joined())
        };
        let modules = files.iter().enumerate().map(module_name).collect();
        let surfaces: Vec<_> = files.iter().map(|file| file.language).collect();
        let languages = surfaces.clone();
        let about = files.iter().map(|file| file.module.as_ref().map(declare::about).unwrap_or_default()).collect();
        let program = Program { modules, about, languages, ..Program::default() };
        let (names, record, stated) = (Names::default(), Record::default(), tail::Stated::default());
        let (scoped, exceptions) = (BTreeMap::new(), BTreeMap::new());
        Self {
            program,
            diagnostics,
            names,
            record,
            surfaces,
            stated,
            module: 0,
            scoped,
            exceptions,
            definition_exceptions: BTreeMap::new(),
            within: None,
            expected: Vec::new(),
            asked_under: None,
            n_properties: 0,
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn complain(&mut self, code: ansinh_grammar::Code, span: ansinh_grammar::Span, vi: String, en: String) {
        self.report(Diagnostic::new(code, span, Text::new(vi, en)));
    }

    /// Second pass: the bodies of all declarations.
    fn fill(&mut self, files: &[tree::File]) {
        self.fill_all_groups(files);
        let mut fill = names::Positions::default();
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                self.fill_declaration(declaration, &mut fill);
            }
        }
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                if let tree::Declaration::Patch(patch) = declaration {
                    let id = fill.patch();
                    self.fill_patch(patch, id);
                }
            }
        }
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            for declaration in &file.declarations {
                match declaration {
                    tree::Declaration::Fund(fund) => self.fill_fund(fund, &mut fill),
                    tree::Declaration::Budget(budget) => self.budget(budget),
                    tree::Declaration::Indicator(indicator) => self.indicator(indicator),
                    tree::Declaration::Test(test) => self.test(test),
                    tree::Declaration::Property(property) => self.property(property),
                    _ => {}
                }
            }
        }
    }

    fn fill_declaration(&mut self, declaration: &tree::Declaration, at: &mut names::Positions) {
        match declaration {
            tree::Declaration::Instrument(instrument) => self.fill_instrument(instrument, at.instrument()),
            tree::Declaration::Entity(entity) => self.fill_entity(entity, at),
            tree::Declaration::Input(input) => self.fill_input(input, at.input()),
            tree::Declaration::Parameter(parameter) => self.fill_parameter(parameter, at.parameter()),
            tree::Declaration::Define(define) => self.fill_define(define, at.definition()),
            tree::Declaration::Table(table) => self.fill_table(table, at.definition()),
            tree::Declaration::Benefit(benefit) => {
                let id = at.benefit();
                self.inside(id, |checker| checker.fill_benefit(benefit, id));
            }
            tree::Declaration::Conventions(conventions) => self.conventions(conventions),
            _ => {}
        }
    }
}
