//! Reads the headers, the vocabulary and the parameters of a file.
//!
//! Receives pairs of one chunk; adds a declaration to the file. It knows no types and no dates in force.

use super::reader::{Pair, Reader, children, first_keyword, has_keyword, language};
use super::{Rule, codes};
use crate::language::{Language, Text};
use crate::tree::{
    Alias, Case, Citation, CitePart, Currency, Dated, DatedValue, Declaration, Define, Entity, Enumeration,
    EnumerationValue, File, Guard, Implied, Input, Instrument, Link, LinkKind, Meta, Module, Name, Parameter,
    PatchKind, Source, Unit, Use, Validity, WrittenText,
};

impl Reader<'_> {
    /// A chunk: a header or a declaration.
    pub(super) fn chunk(&mut self, pair: Pair<'_>, file: &mut File) -> Option<()> {
        let declaration = children(pair).next()?;
        let pair = children(declaration).next()?;
        match pair.as_rule() {
            Rule::language_header => self.language_header(pair, file)?,
            Rule::module_header => self.module_header(pair, file)?,
            Rule::use_header => {
                let mut names = children(pair);
                let module = self.qualified(&names.next()?);
                let short = names.next().map(|short| self.name(&short));
                file.uses.push(Use { module, short });
            }
            _ => {
                let declaration = self.declaration(pair)?;
                file.declarations.push(declaration);
            }
        }
        Some(())
    }

    fn language_header(&mut self, pair: Pair<'_>, file: &mut File) -> Option<()> {
        let span = self.span(&pair);
        if file.language.is_some() {
            self.complain(
                codes::REPEATED_HEADER,
                span,
                Text::new("ngôn ngữ đã được khai báo", "the language is declared already"),
            );
        }
        file.language = Some(language(&children(pair).next()?)?);
        Some(())
    }

    fn module_header(&mut self, pair: Pair<'_>, file: &mut File) -> Option<()> {
        let span = self.span(&pair);
        if file.module.is_some() {
            self.complain(
                codes::REPEATED_HEADER,
                span,
                Text::new("mô đun đã được khai báo", "the module is declared already"),
            );
        }
        let name = self.qualified(&children(pair.clone()).next()?);
        let meta = self.meta(&pair)?;
        file.module = Some(Module { name, meta });
        Some(())
    }

    fn declaration(&mut self, pair: Pair<'_>) -> Option<Declaration> {
        Some(match pair.as_rule() {
            Rule::instrument => Declaration::Instrument(Box::new(self.instrument(pair)?)),
            Rule::conventions => Declaration::Conventions(self.conventions(pair)?),
            Rule::currency => {
                let meta = self.meta(&pair)?;
                let mut parts = children(pair);
                let name = self.name(&parts.next()?);
                let smallest = parts.find(|part| part.as_rule() == Rule::number).map(|part| part.as_str().to_owned());
                Declaration::Currency(Currency { name, smallest, meta })
            }
            Rule::unit => {
                let meta = self.meta(&pair)?;
                Declaration::Unit(Unit { name: self.name(&children(pair).next()?), meta })
            }
            Rule::enumeration => Declaration::Enumeration(self.enumeration(pair)?),
            Rule::entity => Declaration::Entity(self.entity(pair)?),
            Rule::input => Declaration::Input(Box::new(self.input(pair)?)),
            Rule::parameter => Declaration::Parameter(self.parameter(pair)?),
            Rule::define => Declaration::Define(self.define(pair)?),
            Rule::table => Declaration::Table(self.table(pair)?),
            Rule::benefit => Declaration::Benefit(Box::new(self.benefit(pair)?)),
            Rule::amendment => Declaration::Patch(Box::new(self.patch(pair, PatchKind::Amendment)?)),
            Rule::scenario => Declaration::Patch(Box::new(self.patch(pair, PatchKind::Scenario)?)),
            Rule::fund => Declaration::Fund(self.fund(pair)?),
            Rule::budget => Declaration::Budget(Box::new(self.budget(pair)?)),
            Rule::indicator => Declaration::Indicator(Box::new(self.indicator(pair)?)),
            Rule::test => Declaration::Test(self.test(pair)?),
            Rule::property => Declaration::Property(Box::new(self.property(pair)?)),
            _ => return None,
        })
    }

    /// The label, aliases, notes and the like directly inside a construct.
    pub(super) fn meta(&mut self, parent: &Pair<'_>) -> Option<Meta> {
        let mut meta = Meta::default();
        for item in children(parent.clone()) {
            match item.as_rule() {
                Rule::alias => meta.aliases.extend(self.aliases(item)),
                Rule::label => meta.label = self.written(item),
                Rule::ask => meta.ask = self.written(item),
                Rule::help => meta.help = self.written(item),
                Rule::evidence => meta.evidence = self.written(item),
                Rule::payee => meta.payee = self.written(item),
                Rule::note => meta.notes.extend(self.written(item)),
                Rule::source => meta.sources.push(self.source(item)?),
                Rule::sensitive => meta.is_sensitive = true,
                _ => {}
            }
        }
        Some(meta)
    }

    fn aliases(&self, pair: Pair<'_>) -> Vec<Alias> {
        let mut parts = children(pair);
        let mut aliases = Vec::new();
        while let (Some(code), Some(name)) = (parts.next(), parts.next()) {
            if let Some(language) = language(&code) {
                aliases.push(Alias { language, name: self.name(&name) });
            }
        }
        aliases
    }

    /// The text of a label, a note and the like.
    pub(super) fn written(&self, pair: Pair<'_>) -> Option<WrittenText> {
        self.text(children(pair).find(|part| part.as_rule() == Rule::text)?)
    }

    fn text(&self, pair: Pair<'_>) -> Option<WrittenText> {
        let mut parts = children(pair);
        let mut written = WrittenText::default();
        while let (Some(code), Some(string)) = (parts.next(), parts.next()) {
            let value = Some(unquoted(&string));
            match language(&code)? {
                Language::Vi => written.vi = value,
                Language::En => written.en = value,
            }
        }
        Some(written)
    }

    /// A source with its citations.
    pub(super) fn source(&mut self, pair: Pair<'_>) -> Option<Source> {
        let mut source = Source { citations: Vec::new(), quote: None, doubts: Vec::new() };
        for part in children(pair) {
            match part.as_rule() {
                Rule::citation => source.citations.push(self.citation(part)?),
                Rule::string => source.quote = Some(unquoted(&part)),
                Rule::doubt => source.doubts.extend(self.written(part)),
                _ => {}
            }
        }
        Some(source)
    }

    /// A place in an instrument.
    pub(super) fn citation(&mut self, pair: Pair<'_>) -> Option<Citation> {
        let span = self.span(&pair);
        let mut instrument = None;
        let mut steps = Vec::new();
        for part in children(pair) {
            match part.as_rule() {
                Rule::qname => instrument = Some(self.qualified(&part)),
                Rule::cite_part => steps.push(cite_part(part)?),
                Rule::citation => return self.citation(part),
                _ => {}
            }
        }
        Some(Citation { instrument, parts: steps, span })
    }

    /// The days on which something holds.
    pub(super) fn validity(&mut self, pair: &Pair<'_>) -> Option<Validity> {
        let span = self.span(pair);
        let mut dates = children(pair.clone());
        let from = self.name(&dates.next()?);
        let to = dates.next().map(|date| self.name(&date));
        Some(Validity { from, to, span })
    }

    /// The sources, days and notes directly inside a construct.
    pub(super) fn dated(&mut self, parent: &Pair<'_>) -> Option<Dated> {
        let mut dated = Dated::default();
        for item in children(parent.clone()) {
            match item.as_rule() {
                Rule::source => dated.sources.push(self.source(item)?),
                Rule::note => dated.notes.extend(self.written(item)),
                Rule::validity => dated.validity = self.validity(&item),
                _ => {}
            }
        }
        Some(dated)
    }

    fn instrument(&mut self, pair: Pair<'_>) -> Option<Instrument> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let mut instrument = Instrument {
            name,
            meta,
            number: None,
            title: None,
            issued: None,
            issuer: None,
            in_force: None,
            applied: None,
            replaces: Vec::new(),
            articles: None,
            standings: Vec::new(),
            doubts: Vec::new(),
        };
        for item in parts {
            let mut inner = children(item.clone());
            match item.as_rule() {
                Rule::instrument_number => instrument.number = Some(unquoted(&inner.next()?)),
                Rule::title => instrument.title = self.written(item),
                Rule::issued => {
                    instrument.issued = Some(self.name(&inner.next()?));
                    instrument.issuer = inner.next().map(|issuer| unquoted(&issuer));
                }
                Rule::in_force => instrument.in_force = self.validity(&inner.next()?),
                Rule::applied => instrument.applied = self.validity(&inner.next()?),
                Rule::replaces => instrument.replaces.extend(inner.map(|name| self.qualified(&name))),
                Rule::articles => instrument.articles = Some(self.articles(&item)?),
                Rule::standing => instrument.standings.push(self.standing(&item)?),
                Rule::uncertain => instrument.doubts.push(self.uncertain(&item)?),
                _ => {}
            }
        }
        Some(instrument)
    }

    fn enumeration(&mut self, pair: Pair<'_>) -> Option<Enumeration> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let mut values = Vec::new();
        for value in parts.filter(|part| part.as_rule() == Rule::enumeration_value) {
            let meta = self.meta(&value)?;
            values.push(EnumerationValue { name: self.name(&children(value).next()?), meta });
        }
        Some(Enumeration { name, meta, values })
    }

    fn entity(&mut self, pair: Pair<'_>) -> Option<Entity> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let mut links = Vec::new();
        for link in parts.filter(|part| part.as_rule() == Rule::link) {
            links.push(self.link(link)?);
        }
        Some(Entity { name, meta, links })
    }

    fn link(&mut self, pair: Pair<'_>) -> Option<Link> {
        let meta = self.meta(&pair)?;
        let implied = self.implied(&pair)?;
        let kind = match (has_keyword(&pair, "many"), has_keyword(&pair, "optional")) {
            (true, _) => LinkKind::Many,
            (_, true) => LinkKind::Optional,
            _ => LinkKind::One,
        };
        let mut names = children(pair).filter(|part| part.as_rule() == Rule::ident);
        let name = self.name(&names.next()?);
        let target = self.name(&names.next()?);
        let inverse = names.next().map(|inverse| self.name(&inverse));
        Some(Link { name, kind, target, inverse, meta, implied })
    }

    fn implied(&mut self, parent: &Pair<'_>) -> Option<Vec<Implied>> {
        let mut all = Vec::new();
        for pair in children(parent.clone()).filter(|part| part.as_rule() == Rule::implied) {
            let dated = self.dated(&pair)?;
            let mut value = None;
            let mut condition = None;
            for part in children(pair) {
                match part.as_rule() {
                    Rule::bound => value = Some(self.bound(part)?),
                    Rule::expr => condition = Some(self.expr(part)?),
                    _ => {}
                }
            }
            all.push(Implied { value, condition: condition?, dated });
        }
        Some(all)
    }

    fn input(&mut self, pair: Pair<'_>) -> Option<Input> {
        let meta = self.meta(&pair)?;
        let implied = self.implied(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let owner = self.owner(parts.next()?)?;
        let value_type = self.value_type(parts.next()?)?;
        let mut range = None;
        for part in parts.filter(|part| part.as_rule() == Rule::input_range) {
            range = Some(self.range(children(part).next()?)?);
        }
        Some(Input { name, owner, value_type, meta, range, implied })
    }

    /// Whose something is.
    pub(super) fn owner(&self, pair: Pair<'_>) -> Option<Name> {
        children(pair).next().map(|name| self.name(&name))
    }

    fn parameter(&mut self, pair: Pair<'_>) -> Option<Parameter> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let value_type = self.value_type(parts.next()?)?;
        let mut values = Vec::new();
        for value in parts.filter(|part| part.as_rule() == Rule::dated_value) {
            values.push(self.dated_value(value)?);
        }
        Some(Parameter { name, value_type, meta, values })
    }

    fn dated_value(&mut self, pair: Pair<'_>) -> Option<DatedValue> {
        let dated = Dated { validity: None, ..self.dated(&pair)? };
        let mut parts = children(pair);
        let validity = self.validity(&parts.next()?)?;
        let value = self.expr(parts.next()?)?;
        Some(DatedValue { validity, value, dated })
    }

    fn define(&mut self, pair: Pair<'_>) -> Option<Define> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let owner = self.owner(parts.next()?)?;
        let value_type = self.value_type(parts.next()?)?;
        let mut policy = None;
        let mut cases = Vec::new();
        let mut exceptions = Vec::new();
        for part in parts {
            match part.as_rule() {
                Rule::combine_policy => policy = super::expression::policy(&children(part).next()?),
                Rule::case => cases.push(self.case(part)?),
                Rule::define_exception => exceptions.push(self.define_exception(part)?),
                _ => {}
            }
        }
        self.check_cases(&cases);
        Some(Define { name, owner, value_type, meta, policy, cases, exceptions })
    }

    /// A value under a guard.
    pub(super) fn case(&mut self, pair: Pair<'_>) -> Option<Case> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let mut parts = children(pair);
        let value = self.expr(parts.next()?)?;
        let mut guard = None;
        for part in parts.filter(|part| part.as_rule() == Rule::guard) {
            guard = Some(match children(part).next() {
                Some(condition) => Guard::When(Box::new(self.expr(condition)?)),
                None => Guard::Otherwise,
            });
        }
        Some(Case { value, guard, dated, span })
    }
}

/// One step into an instrument.
pub(super) fn cite_part(pair: Pair<'_>) -> Option<CitePart> {
    let mut level_and_label = children(pair);
    let level = first_keyword(&level_and_label.next()?)?;
    let label = level_and_label.next()?.as_str().trim().trim_matches('"').to_owned();
    Some(CitePart { level, label })
}

/// A text without its quotes and escapes.
pub(super) fn unquoted(pair: &Pair<'_>) -> String {
    let text = pair.as_str().trim();
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    inner.replace("\\\"", "\"").replace("\\\\", "\\")
}
