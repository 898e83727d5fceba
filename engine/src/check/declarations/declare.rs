//! First pass: every declaration gets its name, its id and its type.
//!
//! Receives the trees; fills the program with declarations whose bodies are still empty, in the order of the files.
//! It knows names and types, no expressions.

use ansinh_grammar::tree::{Declaration, Meta, Name, ValueType};
use ansinh_grammar::{Text, tree};

use crate::check::checker::Checker;
use crate::check::declarations::standing::{articles, standings};
use crate::check::names::naming::{all_names, naming, qualified};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::hir::{
    Benefit, BenefitId, Category, CategoryId, Combination, Days, Definition, DefinitionId, Entity, EntityId,
    Enumeration, EnumerationId, Group, Input, InputId, Instrument, InstrumentId, Link, LinkId, Parameter, ParameterId,
    PatchId, Tail,
};
use crate::value::Policy;

impl Checker {
    /// The first pass over all files.
    pub(in crate::check) fn declare(&mut self, files: &[tree::File]) {
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
        // What declares a name that was taken for a module is known only now.
        for (module, name) in std::mem::take(&mut self.absent) {
            self.module = module;
            self.unknown_module(&name);
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
            articles: articles(instrument),
            standings: standings(instrument),
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
                let value_type = self.parameter_type(parameter);
                let module = self.module;
                let names = naming(&parameter.name, &parameter.meta);
                self.program.parameters.push(Parameter { naming: names, module, value_type, values: Vec::new() });
                self.add_name(&all_names(&parameter.name, &parameter.meta), Symbol::Parameter(id), &[]);
            }
            Declaration::Define(define) => self.declare_define(define),
            Declaration::Table(table) => {
                let id = self.declare_definition(&table.name, &table.meta, &table.owner, &table.value_type);
                if let Some(found) = self.program.definitions.get_mut(id.0) {
                    found.is_table = true;
                }
            }
            Declaration::Benefit(benefit) => self.declare_benefit(benefit),
            _ => {}
        }
    }

    pub(in crate::check) fn declare_definition(
        &mut self,
        name: &Name,
        meta: &Meta,
        owner: &Name,
        value_type: &ValueType,
    ) -> DefinitionId {
        let id = DefinitionId(self.program.definitions.len());
        let entity = self.entity(owner);
        let value_type = self.value_type(value_type);
        self.program.definitions.push(Definition {
            naming: naming(name, meta),
            entity,
            value_type,
            is_table: false,
            policy: Policy::Only,
            cases: Vec::new(),
            exceptions: Vec::new(),
            citations: Vec::new(),
        });
        self.add_name(&all_names(name, meta), Symbol::Definition(id), &[]);
        id
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

    pub(in crate::check) fn benefit_names(&self, id: BenefitId) -> Vec<String> {
        self.program.benefits.get(id.0).map_or(Vec::new(), |benefit| {
            std::iter::once(benefit.naming.name.clone()).chain(benefit.naming.alias.clone()).collect()
        })
    }

    /// The name of a category, of the law or of a patch.
    pub(in crate::check) fn declare_category(
        &mut self,
        id: BenefitId,
        category: &tree::Category,
        patch: Option<PatchId>,
    ) {
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
    pub(in crate::check) fn entity(&mut self, name: &Name) -> EntityId {
        match self.resolve(&qualified(name), Wanted::Entity) {
            Some(Symbol::Entity(id)) => id,
            _ => EntityId(0),
        }
    }
}
