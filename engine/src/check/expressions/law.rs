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
            by.map_or((String::new(), Span::default()), |patch| (patch.naming.name.clone(), patch.naming.span));
        let owner = self.program.entities.get(entity.0).map_or("", |entity| &entity.naming.name).to_owned();
        let link = self
            .program
            .links
            .iter()
            .find(|link| Some(link.from) == reader && link.to == entity && !link.is_many)
            .map_or_else(|| "p".to_owned(), |link| link.naming.name.clone());
        let (name, said) = (name.last().to_owned(), name.joined());
        let headline = Text::new(
            format!("`{name}` phụ thuộc vào từng `{owner}`, phải nêu là của ai"),
            format!("`{name}` depends on the `{owner}`, so it must be read of someone"),
        );
        let module = self.program.parameters.get(id.0).and_then(|found| self.program.modules.get(found.module));
        let module = module.cloned().unwrap_or_default();
        let found = Diagnostic::new(codes::SCOPED, span, headline)
            .label(at, Text::new(format!("`{by}` chỉ sửa cho một số người"), format!("`{by}` sets it for some only")))
            .help(Text::new(
                format!("viết `{said} của {link}`, hoặc `{said} theo {module}` cho mức chung"),
                format!("write `{said} of {link}`, or `{said} under {module}` for the general one"),
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
