//! What could be typed at a place.
//!
//! Receives a file, also a broken one, and a byte; hands on keywords that the grammar accepts there and names that
//! fit, the likely ones first. It looks at the words before the place, since the clause around it is seldom whole.

use ansinh_grammar::language::skeleton;
use ansinh_grammar::{FileId, Language, SourceFile, Span, Text, expected, keyword};

use crate::check::{Checked, Declared, Symbol};
use crate::editor::{Kind, hover};
use crate::hir::{EntityId, EnumerationId, Program, Type};

/// One thing that could be typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// The text.
    pub text: String,
    /// What it is; nothing for a keyword.
    pub kind: Option<Kind>,
    /// What it is called for a reader.
    pub label: Text,
    /// What it replaces.
    pub replace: Span,
}

/// What kind of name a place wants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Only(Kind),
    ValueOf(EnumerationId),
    Qualifiable,
    Currency,
    /// What may follow `of`: a link to one thing, or an entity in the head of a declaration.
    Owner,
    Any,
}

/// What could be typed at a byte; what begins like the word there comes first, nothing else if the word begins so.
#[must_use]
pub fn completions_at(checked: &Checked, source: &SourceFile, file: FileId, byte: usize) -> Vec<Completion> {
    let surface = surface(source);
    let expected = expected(source, byte, surface);
    let replace = Span { file, start: expected.start, end: byte.max(expected.start) };
    let typed = skeleton(source.slice(replace));
    let mut found: Vec<(usize, Completion)> = Vec::new();
    if expected.is_name {
        let before = source.text().get(..expected.start).unwrap_or("");
        let wanted = wanted(checked, before);
        let owner = owner(checked, before);
        for declared in &checked.symbols.declared {
            if is_visible(checked, declared, file) && fits(&checked.program, declared.symbol, wanted) {
                let rank =
                    usize::from(entity_of(&checked.program, declared.symbol).is_some_and(|of| Some(of) != owner));
                let text = declared.name_in(surface).to_owned();
                let (kind, label) = (Some(Kind::of(declared.symbol)), hover::label(checked, declared));
                found.push((rank, Completion { text, kind, label, replace }));
            }
        }
    }
    for keyword in expected.keywords {
        let text = keyword.spelling(surface).to_owned();
        let label = Text::build(|language| keyword.spelling(language).to_owned());
        found.push((2, Completion { text, kind: None, label, replace }));
    }
    let begins = |completion: &Completion| skeleton(&completion.text).starts_with(&typed);
    found.retain(|(_, completion)| begins(completion));
    found.sort_by(|left, right| (left.0, &left.1.text).cmp(&(right.0, &right.1.text)));
    found.dedup_by(|left, right| left.1.text == right.1.text && left.1.kind == right.1.kind);
    found.into_iter().map(|(_, completion)| completion).collect()
}

/// The language a file says it is written in.
fn surface(source: &SourceFile) -> Language {
    let spelling = |language| keyword::by_token("language").map_or("", |keyword| keyword.spelling(language));
    let header = source.text().lines().find_map(|line| {
        let words = Language::ALL.into_iter().find_map(|language| line.strip_prefix(spelling(language)))?;
        Language::from_code(words.split_whitespace().next()?)
    });
    header.unwrap_or(Language::En)
}

/// Names of the file itself and of the modules it uses.
fn is_visible(checked: &Checked, declared: &Declared, file: FileId) -> bool {
    let is_used = |module: usize| {
        checked.symbols.references.iter().filter(|reference| reference.span.file == file).any(|reference| {
            checked.symbols.get(reference.symbol).is_some_and(|used| used.symbol == Symbol::Module(module))
        })
    };
    !declared.names.is_empty()
        && (declared.module == file.0 || matches!(declared.symbol, Symbol::Module(_)) || is_used(declared.module))
}

fn fits(program: &Program, symbol: Symbol, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Only(kind) => Kind::of(symbol) == kind,
        Wanted::ValueOf(id) => matches!(symbol, Symbol::EnumerationValue(of, _) if of == id),
        Wanted::Qualifiable => matches!(symbol, Symbol::Category(_) | Symbol::Group(..) | Symbol::Benefit(_)),
        Wanted::Currency => matches!(symbol, Symbol::Currency(_) | Symbol::Unit(_)),
        Wanted::Owner => match symbol {
            Symbol::Link(id) => program.links.get(id.0).is_some_and(|link| !link.is_many),
            _ => matches!(symbol, Symbol::Entity(_) | Symbol::Variable | Symbol::Thing),
        },
        Wanted::Any => {
            matches!(Kind::of(symbol), Kind::Input | Kind::Parameter | Kind::Definition | Kind::Link)
        }
    }
}

/// What the words before a place want there.
fn wanted(checked: &Checked, before: &str) -> Wanted {
    let trimmed = before.trim_end();
    let ends_with = |tokens: &[&str]| tokens.iter().any(|token| ends_with_keyword(trimmed, token));
    if ends_with(&["of"]) {
        return Wanted::Owner;
    }
    if ends_with(&["qualifies"]) {
        return Wanted::Qualifiable;
    }
    if ends_with(&["t_money"]) {
        return Wanted::Currency;
    }
    let kinds: [(&[&str], Kind); 6] = [
        (&["source", "cites", "replaces"], Kind::Instrument),
        (&["use", "based_on"], Kind::Module),
        (&["set"], Kind::Parameter),
        (&["into"], Kind::Benefit),
        (&["given", "one", "many"], Kind::Entity),
        (&["under"], Kind::Scenario),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(tokens, _)| ends_with(tokens)) {
        return Wanted::Only(*kind);
    }
    let line = trimmed.rsplit('\n').next().unwrap_or(trimmed);
    if line.ends_with(':') && !line.starts_with(' ') {
        return Wanted::Only(Kind::Enumeration);
    }
    compared(line).and_then(|name| enumeration_of(checked, name)).map_or(Wanted::Any, Wanted::ValueOf)
}

fn ends_with_keyword(text: &str, token: &str) -> bool {
    Language::ALL.into_iter().any(|language| {
        let spelling = keyword::by_token(token).map_or("", |keyword| keyword.spelling(language));
        let rest = text.strip_suffix(spelling).filter(|_| !spelling.is_empty());
        rest.is_some_and(|rest| !rest.ends_with(|last: char| last.is_alphanumeric() || last == '_'))
    })
}

/// The name that the end of a line compares with something: `poverty of household in (poor,`.
fn compared(line: &str) -> Option<&str> {
    let line = match line.rfind('(') {
        Some(at) if !line.get(at..)?.contains(')') => line.get(..at)?.trim_end(),
        _ => line,
    };
    let spelling = |language| keyword::by_token("in").map_or("", |keyword| keyword.spelling(language));
    let signs = ["!=", "="].into_iter().chain(Language::ALL.map(spelling));
    let left = signs.into_iter().find_map(|sign| line.strip_suffix(sign))?.trim_end();
    // Of `poverty of household` the first name decides.
    let of = Language::ALL.map(|language| keyword::by_token("of").map_or("", |keyword| keyword.spelling(language)));
    let mut words = left.split_whitespace().rev().peekable();
    let mut name = words.next()?;
    while words.peek().is_some_and(|word| of.contains(word)) {
        words.next();
        name = words.next()?;
    }
    Some(name.trim_start_matches('('))
}

fn enumeration_of(checked: &Checked, name: &str) -> Option<EnumerationId> {
    let is_called = |declared: &&Declared| declared.names.iter().any(|spelling| spelling.text == name);
    checked.symbols.declared.iter().filter(is_called).find_map(|declared| {
        match type_of(&checked.program, declared.symbol)? {
            Type::Choice(id) => Some(id),
            _ => None,
        }
    })
}

fn type_of(program: &Program, symbol: Symbol) -> Option<Type> {
    match symbol {
        Symbol::Input(id) => program.inputs.get(id.0).map(|input| input.value_type),
        Symbol::Definition(id) => program.definitions.get(id.0).map(|definition| definition.value_type),
        _ => None,
    }
}

fn entity_of(program: &Program, symbol: Symbol) -> Option<EntityId> {
    match symbol {
        Symbol::Input(id) => program.inputs.get(id.0).map(|input| input.entity),
        Symbol::Definition(id) => program.definitions.get(id.0).map(|definition| definition.entity),
        Symbol::Benefit(id) => program.benefits.get(id.0).map(|benefit| benefit.entity),
        Symbol::Link(id) => program.links.get(id.0).map(|link| link.from),
        _ => None,
    }
}

/// Whose facts a bare name means before a place: the entity in the head of the declaration.
fn owner(checked: &Checked, before: &str) -> Option<EntityId> {
    let head = before.lines().rev().find(|line| line.starts_with(|first: char| first.is_alphabetic()))?;
    let words: Vec<&str> = head.split([' ', ':']).collect();
    checked
        .program
        .entities
        .iter()
        .position(|entity| {
            let names = std::iter::once(&entity.naming.name).chain(&entity.naming.alias);
            names.into_iter().any(|name| words.contains(&name.as_str()))
        })
        .map(EntityId)
}
