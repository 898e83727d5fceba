//! Checks under which law something is asked, and whose a parameter is read of.
//!
//! Receives names of laws and of parameters; hands on laws and expressions. A parameter that an amendment or a
//! scenario sets for some people only depends on who they are. It knows no day.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Path, QualifiedName, World};
use ansinh_grammar::{Span, Text};

use crate::check::checker::{Checker, Context};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::codes;
use crate::hir::{EntityId, Expr, Law, ParameterId, PatchId};
use crate::value::Facts;

impl Checker {
    /// The law that a world names.
    pub(in crate::check) fn law(&mut self, world: &World) -> Option<Law> {
        let name = match world {
            World::CurrentLaw(_) => return Some(Law::Current),
            World::Scenario(name) => name,
        };
        if self.find(name, Wanted::Scenario).is_none()
            && let Some(module) = self.module_named(name)
        {
            self.use_symbol(Symbol::Module(module), name.span);
            return Some(Law::Module(module));
        }
        match self.resolve(name, Wanted::Law)? {
            Symbol::Scenario(id) => Some(Law::Scenario(id)),
            _ => None,
        }
    }

    /// The module that a name means here.
    fn module_named(&self, name: &QualifiedName) -> Option<usize> {
        let joined = name.joined();
        let is_own = self.program.modules.get(self.module) == Some(&joined);
        if is_own { Some(self.module) } else { self.names.module(self.module, &joined) }
    }

    /// The entity that a parameter depends on under a law, for a reader in a module.
    fn scoped_in(&self, id: ParameterId, law: Law) -> Option<EntityId> {
        let layers = match law {
            Law::Scenario(scenario) => self.program.layers(scenario),
            Law::Current | Law::Module(_) => Vec::new(),
        };
        let root = if let Law::Module(module) = law { module } else { self.module };
        let used = self.program.used_by(root);
        let counts = |id: &PatchId| {
            let patch = self.program.patch(*id);
            layers.contains(id) || patch.is_some_and(|patch| patch.scenario.is_none() && used.contains(&patch.module))
        };
        self.scoped.get(&id)?.iter().find(|(_, patch)| counts(patch)).map(|(entity, _)| *entity)
    }

    /// A parameter of a subject: where it depends on people, it must be read of one of them.
    pub(super) fn parameter_of(&mut self, expr: Expr, id: ParameterId, path: &Path, context: &Context) -> Option<Expr> {
        let law = match &path.under {
            Some(world) => Some(self.law(world)?),
            None => None,
        };
        // A rule may be asked under any law that is loaded.
        let entity = match law.or(self.asked_under) {
            Some(law) => self.scoped_in(id, law),
            None => self.scoped.get(&id).and_then(|all| all.first()).map(|(entity, _)| *entity),
        };
        match entity {
            Some(entity) if path.of.is_empty() => {
                if context.entity != Some(entity) {
                    self.report_dependence(&path.name, id, entity, path.span, context.entity);
                    return None;
                }
                Some(expr)
            }
            Some(entity) => self.about(expr, entity, &path.name, &path.of, context),
            None if path.of.is_empty() => Some(expr),
            // It is the same for everybody: whose it is said to be must only be somebody.
            None => {
                self.reached(&path.name, &path.of, context)?;
                Some(expr)
            }
        }
    }

    /// The thing of a test that a parameter is read of; inner nothing where it is the same for everybody.
    pub(in crate::check) fn parameter_thing(
        &mut self,
        id: ParameterId,
        law: Law,
        path: &Path,
        facts: &Facts,
    ) -> Option<Option<usize>> {
        let entity = self.scoped_in(id, law);
        if path.of.is_empty() {
            if let Some(entity) = entity {
                self.report_dependence(&path.name, id, entity, path.span, None);
                return None;
            }
            return Some(None);
        }
        let thing = self.thing(path, facts)?;
        let owner = facts.things.get(thing).map_or("", |thing| &thing.entity);
        let found = self.program.entities.iter().position(|entity| entity.naming.name == owner).map(EntityId);
        match entity.zip(found) {
            Some((entity, found)) if entity != found => {
                self.wrong_subject(&path.name, entity, found);
                None
            }
            Some(_) => Some(Some(thing)),
            None => Some(None),
        }
    }

    /// Complains that a parameter has no answer without a person.
    fn report_dependence(
        &mut self,
        name: &QualifiedName,
        id: ParameterId,
        entity: EntityId,
        span: Span,
        reader: Option<EntityId>,
    ) {
        let by = self.scoped.get(&id).and_then(|all| all.first()).and_then(|(_, patch)| self.program.patch(*patch));
        let (by, at) =
            by.map_or_else(Default::default, |patch| (self.program.called(&patch.naming), patch.naming.span));
        let owner = self.program.entities.get(entity.0).map(|entity| self.program.called(&entity.naming));
        let owner = owner.unwrap_or_default();
        let link = self
            .program
            .links
            .iter()
            .find(|link| Some(link.from) == reader && link.to == entity && !link.is_many)
            .map_or_else(|| Text::same("p"), |link| self.program.called(&link.naming));
        let (name, said) = (name.last().to_owned(), name.joined());
        let headline = Text::new(
            format!("`{name}` phụ thuộc vào từng `{}`, phải nêu là của ai", owner.vi),
            format!("`{name}` depends on the `{}`, so it must be read of someone", owner.en),
        );
        let module = self.program.parameters.get(id.0).and_then(|found| self.program.modules.get(found.module));
        let module = module.cloned().unwrap_or_default();
        let found = Diagnostic::new(codes::SCOPED, span, headline)
            .label(
                at,
                Text::new(
                    format!("`{}` chỉ sửa cho một số người", by.vi),
                    format!("`{}` sets it for some only", by.en),
                ),
            )
            .help(Text::new(
                format!("viết `{said} của {}`, hoặc `{said} theo {module}` cho mức chung", link.vi),
                format!("write `{said} of {}`, or `{said} under {module}` for the general one", link.en),
            ));
        self.report(found);
    }

    /// Checks what a promise or an expectation looks at under a law: amounts too, and other laws. Those are handed on,
    /// for they are no business of those who only compute benefits.
    pub(in crate::check) fn asking<T>(&mut self, law: Law, check: impl FnOnce(&mut Self) -> T) -> (T, Vec<Law>) {
        let of_rules = std::mem::take(&mut self.program.laws);
        self.asked_under = Some(law);
        let checked = check(self);
        self.asked_under = None;
        (checked, std::mem::replace(&mut self.program.laws, of_rules))
    }
}
