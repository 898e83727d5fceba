//! Everything that is known while checking.
//!
//! Receives the files; the rooms of the checker fill it, each with its own methods, in the order of work. It checks
//! nothing by itself.

use std::collections::{BTreeMap, BTreeSet};

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::QualifiedName;
use ansinh_grammar::{Span, Text, tree};

use crate::check::names::naming::about;
use crate::check::names::record::Record;
use crate::check::names::symbol::Symbol;
use crate::check::names::table::Names;
use crate::check::noted::{Expected, Stated, Unseen};
use crate::hir::{BenefitId, DefinitionId, EntityId, Further, Law, ParameterId, PatchId, Program, Type};

/// Everything that is known while checking.
pub(super) struct Checker {
    pub(super) program: Program,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) names: Names,
    pub(super) record: Record,
    /// The language of each file, where it says one.
    pub(super) surfaces: Vec<Option<ansinh_grammar::Language>>,
    /// Where conventions were stated first.
    pub(super) stated: Stated,
    /// The file whose declarations are being checked.
    pub(super) module: usize,
    /// The parameters that patches set for some people: of which entity these are.
    pub(super) scoped: BTreeMap<ParameterId, Vec<(EntityId, PatchId)>>,
    /// The exceptions of each benefit, each by all its names; those that patches add come last.
    pub(super) exceptions: BTreeMap<BenefitId, Vec<Vec<String>>>,
    /// The same of each definition.
    pub(super) definition_exceptions: BTreeMap<DefinitionId, Vec<Vec<String>>>,
    /// What patches add: the categories and exceptions of each.
    pub(super) added: BTreeMap<Symbol, PatchId>,
    /// The benefit that is being checked: its own categories and groups go before those of others.
    pub(super) within: Option<BenefitId>,
    /// The parts of calculations that must be there.
    pub(super) expected: Vec<Expected>,
    /// The law of the promise or the expectation that is being checked: it may look at amounts of benefits.
    pub(super) asked_under: Option<Law>,
    /// How many properties were met, those with mistakes too.
    pub(super) n_properties: usize,
    /// Citations of instruments that are not known.
    pub(super) lost: Vec<Span>,
    /// The files that use a module which is not there: their names may be from it.
    pub(super) blind: BTreeSet<usize>,
    /// Names of modules that a file does not use.
    pub(super) unseen: Vec<Unseen>,
    /// Modules that are used and not there: the file and the name.
    pub(super) absent: Vec<(usize, QualifiedName)>,
    /// The type that the place of the name being looked up needs.
    pub(super) needed: Option<Type>,
}

/// Whose facts a bare name means.
#[derive(Clone, Default)]
pub(super) struct Context {
    /// The subject's entity; nothing where there is no subject.
    pub(super) entity: Option<EntityId>,
    /// The name of one member inside a collection; then every name must say `of` it.
    pub(super) variable: Option<String>,
    /// Further things that may be named, each by a link of its own.
    pub(super) further: Vec<Further>,
}

impl Context {
    /// One member of a collection.
    pub(super) fn of_member(entity: EntityId, name: &str) -> Self {
        Self { entity: Some(entity), variable: Some(name.to_owned()), ..Self::default() }
    }

    pub(super) fn of(entity: EntityId) -> Self {
        Self { entity: Some(entity), ..Self::default() }
    }
}

impl Checker {
    pub(super) fn new(files: &[tree::File], diagnostics: Vec<Diagnostic>) -> Self {
        let module_name = |(idx, file): (usize, &tree::File)| {
            file.module.as_ref().map_or_else(|| format!("#{idx}"), |module| module.name.joined())
        };
        let modules = files.iter().enumerate().map(module_name).collect();
        let surfaces: Vec<_> = files.iter().map(|file| file.language).collect();
        let languages = surfaces.clone();
        let about = files.iter().map(|file| file.module.as_ref().map(about).unwrap_or_default()).collect();
        let program = Program { modules, about, languages, ..Program::default() };
        let (names, record, stated) = (Names::default(), Record::default(), Stated::default());
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
            added: BTreeMap::new(),
            within: None,
            expected: Vec::new(),
            asked_under: None,
            n_properties: 0,
            lost: Vec::new(),
            blind: BTreeSet::new(),
            unseen: Vec::new(),
            absent: Vec::new(),
            needed: None,
        }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn complain(&mut self, code: ansinh_grammar::Code, span: ansinh_grammar::Span, vi: String, en: String) {
        self.report(Diagnostic::new(code, span, Text::new(vi, en)));
    }
}
