//! First pass: every declaration gets its name, its id and its type.
//!
//! Receives the trees; fills the program with declarations whose bodies are still empty, in the order of the files.
//! It knows names and types, no expressions.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{self, Declaration, Meta, Name, QualifiedName, ValueType};
use ansinh_grammar::{Language, Span, Text};

use super::names::{Symbol, Wanted};
use super::nearest::nearest;
use super::{Checker, codes};
use crate::hir::{
    Benefit, BenefitId, Category, CategoryId, Combination, Days, Definition, DefinitionId, Entity, EntityId,
    Enumeration, EnumerationId, Group, Input, InputId, Instrument, InstrumentId, Link, LinkId, Naming, Parameter,
    ParameterId, PatchId, Tail,
};
use crate::value::Policy;

/// A name as one qualified part.
pub(super) fn qualified(name: &Name) -> QualifiedName {
    QualifiedName { parts: vec![name.clone()], span: name.span }
}

/// All names of a declaration: its own and its aliases with their languages.
pub(super) fn all_names<'t>(name: &'t Name, meta: &'t Meta) -> Vec<(Option<Language>, &'t Name)> {
    let aliases = meta.aliases.iter().map(|alias| (Some(alias.language), &alias.name));
    std::iter::once((None, name)).chain(aliases).collect()
}

/// What a declaration is called.
pub(super) fn naming(name: &Name, meta: &Meta) -> Naming {
    Naming {
        name: name.text.clone(),
        alias: meta.aliases.first().map(|alias| alias.name.text.clone()),
        label: meta.label.as_ref().map_or_else(|| Text::same(name.text.replace('_', " ")), tree::WrittenText::filled),
        notes: meta.notes.iter().map(tree::WrittenText::filled).collect(),
        span: name.span,
    }
}

/// What is said about a module.
pub(super) fn about(module: &tree::Module) -> Naming {
    let name = Name { text: module.name.joined(), span: module.name.span };
    naming(&name, &module.meta)
}

impl Checker {
    /// The first pass over all files.
    pub(super) fn declare(&mut self, files: &[tree::File]) {
        self.declare_modules(files);
        let each = |checker: &mut Self, declare: fn(&mut Self, &Declaration)| {
            for (module, file) in files.iter().enumerate() {
                checker.module = module;
                for declaration in &file.declarations {
                    declare(checker, declaration);
                }
            }
        };
        each(self, Self::declare_vocabulary);
        each(self, Self::declare_facts);
        each(self, Self::declare_rules);
        each(self, |checker, declaration| {
            if let Declaration::Patch(patch) = declaration {
                checker.declare_patch(patch);
            }
        });
        self.include_patches(files);
    }

    fn declare_modules(&mut self, files: &[tree::File]) {
        for (module, file) in files.iter().enumerate() {
            self.module = module;
            self.declare_module(file);
        }
        let mut uses = Vec::new();
        for (module, file) in files.iter().enumerate() {
            self.check_module_name(module, files);
            let mut visible = Vec::new();
            for used in &file.uses {
                let wanted = used.module.joined();
                let Some(module) = self.program.modules.iter().position(|module| *module == wanted) else {
                    self.unknown_module(&used.module);
                    continue;
                };
                self.use_symbol(Symbol::Module(module), used.module.span);
                if let Some(short) = &used.short {
                    self.use_symbol(Symbol::Module(module), short.span);
                }
                let short = used.short.as_ref().map(|short| short.text.clone());
                visible.push((module, std::iter::once(wanted).chain(short).collect()));
            }
            uses.push(visible);
            for broken in &file.broken {
                self.names.add_broken(&broken.text);
            }
            if file.module.is_none()
                && let Some(first) = file.declarations.first()
            {
                let headline = Text::new("tệp này không có tên mô đun", "this file does not name its module");
                self.report(
                    Diagnostic::new(codes::UNUSED_FILE_HEADER, span_of(first), headline)
                        .help(Text::new("thêm dòng `mô đun tên.của.tệp`", "add a line `module name.of.file`")),
                );
            }
        }
        self.program.uses = uses.iter().map(|uses| uses.iter().map(|(module, _)| *module).collect()).collect();
        self.names.set_uses(uses);
    }

    /// The complaint about a module that is not there.
    pub(super) fn unknown_module(&mut self, name: &QualifiedName) {
        let wanted = name.joined();
        let headline = Text::new(format!("không có mô đun `{wanted}`"), format!("there is no module `{wanted}`"));
        let mut found = Diagnostic::new(codes::UNKNOWN_NAME, name.span, headline);
        let modules = self.program.modules.iter().filter(|module| !module.starts_with('#'));
        if let Some(near) = nearest(&wanted, modules, |module| module.as_str()) {
            found = found
                .help(Text::new(format!("có phải là `{near}`?"), format!("did you mean `{near}`?")))
                .edit(name.span, near);
        }
        self.report(found);
    }

    fn declare_module(&mut self, file: &tree::File) {
        let symbol = Symbol::Module(self.module);
        match &file.module {
            Some(module) => {
                let name = Name { text: module.name.joined(), span: module.name.span };
                self.declare_symbol(&all_names(&name, &module.meta), symbol);
            }
            None => {
                self.declare_symbol(&[], symbol);
            }
        }
    }

    /// Two files of one module would hide each other's names.
    fn check_module_name(&mut self, module: usize, files: &[tree::File]) {
        let name_of = |file: &tree::File| file.module.as_ref().map(|module| module.name.clone());
        let Some(name) = files.get(module).and_then(name_of) else {
            return;
        };
        let twin = files.iter().take(module).filter_map(name_of).find(|other| other.joined() == name.joined());
        if let Some(twin) = twin {
            let headline = Text::new(
                format!("mô đun `{}` đã có trong một tệp khác", name.joined()),
                format!("module `{}` is in another file already", name.joined()),
            );
            let found = Diagnostic::new(codes::REPEATED_NAME, name.span, headline)
                .label(twin.span, Text::new("tệp kia", "the other file"))
                .help(Text::new("đặt tên khác, hoặc bỏ một tệp", "give it another name, or leave one file out"));
            self.report(found);
        }
    }

    fn declare_vocabulary(&mut self, declaration: &Declaration) {
        match declaration {
            Declaration::Instrument(instrument) => self.declare_instrument(instrument),
            Declaration::Currency(currency) => {
                let id = self.declare_unit(&currency.name, &currency.meta, currency.smallest.as_deref(), true);
                self.add_name(&all_names(&currency.name, &currency.meta), Symbol::Currency(id), &[]);
            }
            Declaration::Unit(unit) => {
                let id = self.declare_unit(&unit.name, &unit.meta, None, false);
                self.add_name(&all_names(&unit.name, &unit.meta), Symbol::Unit(id), &[]);
            }
            Declaration::Enumeration(enumeration) => {
                let id = EnumerationId(self.program.enumerations.len());
                let values = enumeration.values.iter().map(|value| naming(&value.name, &value.meta)).collect();
                let names = naming(&enumeration.name, &enumeration.meta);
                self.program.enumerations.push(Enumeration { naming: names, values });
                self.add_name(&all_names(&enumeration.name, &enumeration.meta), Symbol::Enumeration(id), &[]);
                for (position, value) in enumeration.values.iter().enumerate() {
                    self.declare_symbol(&all_names(&value.name, &value.meta), Symbol::EnumerationValue(id, position));
                }
            }
            Declaration::Entity(entity) => {
                let id = EntityId(self.program.entities.len());
                self.program.entities.push(Entity { naming: naming(&entity.name, &entity.meta) });
                self.add_name(&all_names(&entity.name, &entity.meta), Symbol::Entity(id), &[]);
            }
            Declaration::Fund(fund) => self.declare_fund(fund),
            _ => {}
        }
    }

    fn declare_instrument(&mut self, instrument: &tree::Instrument) {
        let id = InstrumentId(self.program.instruments.len());
        let in_force = self.days(instrument.in_force.as_ref());
        let applied = instrument.applied.as_ref().map(|applied| self.days(Some(applied)));
        let issued = instrument.issued.as_ref().and_then(|issued| self.date(&issued.text, issued.span));
        let doubts = self.doubts(instrument);
        self.program.instruments.push(Instrument {
            naming: naming(&instrument.name, &instrument.meta),
            number: instrument.number.clone().unwrap_or_else(|| instrument.name.text.clone()),
            title: instrument.title.as_ref().map_or_else(Text::default, tree::WrittenText::filled),
            issued,
            issuer: instrument.issuer.clone().unwrap_or_default(),
            in_force,
            applied: applied.unwrap_or(in_force),
            replaces: Vec::new(),
            articles: super::standing::articles(instrument),
            standings: super::standing::standings(instrument),
            doubts,
        });
        self.add_name(&all_names(&instrument.name, &instrument.meta), Symbol::Instrument(id), &[]);
    }

    fn declare_facts(&mut self, declaration: &Declaration) {
        match declaration {
            Declaration::Entity(entity) => {
                let from = self.entity(&entity.name);
                for link in &entity.links {
                    self.declare_link(link, from);
                }
            }
            Declaration::Input(input) => {
                let id = InputId(self.program.inputs.len());
                let entity = self.entity(&input.owner);
                let (value_type, is_optional) = match &input.value_type {
                    ValueType::Optional(present, _) => (self.value_type(present), true),
                    other => (self.value_type(other), false),
                };
                let names = naming(&input.name, &input.meta);
                let filled = |text: &Option<tree::WrittenText>| {
                    text.as_ref().map_or_else(Text::default, tree::WrittenText::filled)
                };
                let ask = input.meta.ask.as_ref().map_or_else(|| names.label.clone(), tree::WrittenText::filled);
                self.program.inputs.push(Input {
                    naming: names,
                    entity,
                    value_type,
                    is_optional,
                    ask,
                    help: filled(&input.meta.help),
                    evidence: filled(&input.meta.evidence),
                    is_sensitive: input.meta.is_sensitive,
                    range: None,
                    implied: Vec::new(),
                });
                self.add_name(&all_names(&input.name, &input.meta), Symbol::Input(id), &[]);
            }
            _ => {}
        }
    }

    fn declare_link(&mut self, link: &tree::Link, from: EntityId) {
        let id = LinkId(self.program.links.len());
        let to = self.entity(&link.target);
        let names = naming(&link.name, &link.meta);
        let ask = link.meta.ask.as_ref().map_or_else(|| names.label.clone(), tree::WrittenText::filled);
        let is_many = link.kind == tree::LinkKind::Many;
        let is_optional = link.kind == tree::LinkKind::Optional;
        self.program.links.push(Link {
            naming: names,
            ask,
            from,
            to,
            is_many,
            is_optional,
            inverse: None,
            empty_when: Vec::new(),
        });
        self.add_name(&all_names(&link.name, &link.meta), Symbol::Link(id), &[]);
    }

    fn declare_rules(&mut self, declaration: &Declaration) {
        match declaration {
            Declaration::Parameter(parameter) => {
                let id = ParameterId(self.program.parameters.len());
                let value_type = self.value_type(&parameter.value_type);
                let module = self.module;
                let names = naming(&parameter.name, &parameter.meta);
                self.program.parameters.push(Parameter { naming: names, module, value_type, values: Vec::new() });
                self.add_name(&all_names(&parameter.name, &parameter.meta), Symbol::Parameter(id), &[]);
            }
            Declaration::Define(define) => self.declare_define(define),
            Declaration::Table(table) => {
                self.declare_definition(&table.name, &table.meta, &table.owner, &table.value_type);
            }
            Declaration::Benefit(benefit) => self.declare_benefit(benefit),
            _ => {}
        }
    }

    pub(super) fn declare_definition(&mut self, name: &Name, meta: &Meta, owner: &Name, value_type: &ValueType) {
        let id = DefinitionId(self.program.definitions.len());
        let entity = self.entity(owner);
        let value_type = self.value_type(value_type);
        self.program.definitions.push(Definition {
            naming: naming(name, meta),
            entity,
            value_type,
            policy: Policy::Only,
            cases: Vec::new(),
            exceptions: Vec::new(),
            citations: Vec::new(),
        });
        self.add_name(&all_names(name, meta), Symbol::Definition(id), &[]);
    }

    fn declare_benefit(&mut self, benefit: &tree::Benefit) {
        let id = BenefitId(self.program.benefits.len());
        let entity = self.entity(&benefit.owner);
        let value_type = self.value_type(&benefit.value_type);
        self.program.benefits.push(Benefit {
            naming: naming(&benefit.name, &benefit.meta),
            entity,
            value_type,
            days: Days::default(),
            conditions: Vec::new(),
            categories: Vec::new(),
            groups: Vec::new(),
            payee: None,
            combination: Combination::All(Policy::Only),
            combination_citations: Vec::new(),
            exceptions: Vec::new(),
            funding: Vec::new(),
            tail: Tail::default(),
            citations: Vec::new(),
        });
        let names = all_names(&benefit.name, &benefit.meta);
        self.add_name(&names, Symbol::Benefit(id), &[]);
        for category in &benefit.categories {
            self.declare_category(id, category, None);
        }
        for exception in &benefit.exceptions {
            self.declare_exception(id, exception);
        }
        for (position, group) in benefit.groups.iter().enumerate() {
            let inside = self.benefit_names(id);
            self.add_name(&all_names(&group.name, &group.meta), Symbol::Group(id, position), &inside);
            let naming = naming(&group.name, &group.meta);
            if let Some(benefit) = self.program.benefits.get_mut(id.0) {
                benefit.groups.push(Group { naming, members: Vec::new() });
            }
        }
    }

    pub(super) fn benefit_names(&self, id: BenefitId) -> Vec<String> {
        self.program.benefits.get(id.0).map_or(Vec::new(), |benefit| {
            std::iter::once(benefit.naming.name.clone()).chain(benefit.naming.alias.clone()).collect()
        })
    }

    /// The name of a category, of the law or of a patch.
    pub(super) fn declare_category(&mut self, id: BenefitId, category: &tree::Category, patch: Option<PatchId>) {
        let inside = self.benefit_names(id);
        let Some(benefit) = self.program.benefits.get_mut(id.0) else {
            return;
        };
        let position = benefit.categories.len();
        benefit.categories.push(Category {
            naming: naming(&category.name, &category.meta),
            days: Days::default(),
            conditions: Vec::new(),
            amounts: Vec::new(),
            citations: Vec::new(),
            patch,
            tail: Tail::default(),
        });
        let symbol = Symbol::Category(CategoryId { benefit: id, position });
        self.add_name(&all_names(&category.name, &category.meta), symbol, &inside);
    }

    /// The entity of a name; the first one, with a complaint, if it is none.
    pub(super) fn entity(&mut self, name: &Name) -> EntityId {
        match self.resolve(&qualified(name), Wanted::Entity) {
            Some(Symbol::Entity(id)) => id,
            _ => EntityId(0),
        }
    }
}

/// Where a declaration's name stands.
fn span_of(declaration: &Declaration) -> Span {
    match declaration {
        Declaration::Instrument(found) => found.name.span,
        Declaration::Conventions(found) => found.span,
        Declaration::Currency(found) => found.name.span,
        Declaration::Unit(found) => found.name.span,
        Declaration::Enumeration(found) => found.name.span,
        Declaration::Entity(found) => found.name.span,
        Declaration::Input(found) => found.name.span,
        Declaration::Parameter(found) => found.name.span,
        Declaration::Define(found) => found.name.span,
        Declaration::Table(found) => found.name.span,
        Declaration::Benefit(found) => found.name.span,
        Declaration::Patch(found) => found.name.span,
        Declaration::Fund(found) => found.name.span,
        Declaration::Budget(found) => found.name.span,
        Declaration::Indicator(found) => found.name.span,
        Declaration::Test(found) => found.span,
        Declaration::Property(found) => found.name.span,
    }
}
