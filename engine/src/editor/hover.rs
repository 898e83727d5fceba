//! What is told about a name.
//!
//! Receives a symbol; hands on its label, kind, type, values over time with their sources, and notes, in both
//! languages as Markdown. It knows no screen.

use ansinh_grammar::{FileId, Language, Span, Text};

use crate::check::{Checked, Declared, Symbol, SymbolId};
use crate::editor::Kind;
use crate::editor::particulars::particulars;
use crate::hir::{Citation, Days, Naming, ParameterValue, Program, Type};
use crate::lower::{citation_text, date_text, value_text};

/// What is told about the name at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// The place it is about.
    pub span: Span,
    /// What the name means.
    pub symbol: SymbolId,
    /// What is told, as Markdown.
    pub text: Text,
}

/// What is told about the name at a byte.
#[must_use]
pub fn hover_at(checked: &Checked, file: FileId, byte: usize) -> Option<Hover> {
    let (symbol, span) = checked.symbols.at(file, byte)?;
    Some(Hover { span, symbol, text: hover_of(checked, symbol)? })
}

/// What is told about a symbol.
#[must_use]
pub fn hover_of(checked: &Checked, id: SymbolId) -> Option<Text> {
    let declared = checked.symbols.get(id)?;
    let program = &checked.program;
    let mut lines = vec![heading(checked, declared)];
    lines.extend(signature(program, declared.symbol));
    lines.extend(names(declared));
    if let Symbol::Parameter(id) = declared.symbol {
        let values = program.parameters.get(id.0).map_or(&[][..], |parameter| &parameter.values);
        let value_type = program.parameters.get(id.0).map_or(Type::YesNo, |parameter| parameter.value_type);
        lines.extend(values.iter().map(|value| dated_value(program, value, value_type)));
    }
    if let Symbol::Enumeration(id) = declared.symbol {
        let values = program.enumerations.get(id.0).map_or(&[][..], |enumeration| &enumeration.values);
        lines.extend(values.iter().map(|value| both(|language| format!("- {}", value.label.get(language)))));
    }
    lines.extend(particulars(program, declared.symbol));
    lines.extend(sources(program, declared.symbol));
    let notes = naming(program, declared.symbol).map_or(&[][..], |naming| &naming.notes);
    lines.extend(notes.iter().map(|note| both(|language| format!("> {}", note.get(language)))));
    Some(both(|language| lines.iter().map(|line| line.get(language)).collect::<Vec<_>>().join("\n\n")))
}

pub(super) fn both(form: impl Fn(Language) -> String) -> Text {
    Text::build(form)
}

/// The label of a declaration: its name where it has none.
pub(super) fn label(checked: &Checked, declared: &Declared) -> Text {
    naming(&checked.program, declared.symbol)
        .map_or_else(|| Text::same(declared.name().replace('_', " ")), |naming| naming.label.clone())
}

/// What a symbol is called in the program; nothing for what has no label of its own.
#[must_use]
pub fn naming(program: &Program, symbol: Symbol) -> Option<&Naming> {
    Some(match symbol {
        Symbol::Currency(id) | Symbol::Unit(id) => &program.units.get(id.0)?.naming,
        Symbol::Exception(id, position) => &program.benefits.get(id.0)?.exceptions.get(position)?.naming,
        Symbol::DefinitionException(id, position) => &program.definitions.get(id.0)?.exceptions.get(position)?.naming,
        Symbol::Fund(id) => &program.funds.get(id.0)?.naming,
        Symbol::Budget(position) => &program.budgets.get(position)?.naming,
        Symbol::BudgetRow(budget, position) => &program.budgets.get(budget)?.rows.get(position)?.naming,
        Symbol::Indicator(position) => &program.indicators.get(position)?.naming,
        Symbol::Property(number) => &program.properties.iter().find(|found| found.number == number)?.naming,
        Symbol::Module(module) => program.about.get(module)?,
        Symbol::Instrument(id) => &program.instruments.get(id.0)?.naming,
        Symbol::Enumeration(id) => &program.enumerations.get(id.0)?.naming,
        Symbol::EnumerationValue(id, position) => program.enumerations.get(id.0)?.values.get(position)?,
        Symbol::Entity(id) => &program.entities.get(id.0)?.naming,
        Symbol::Link(id) => &program.links.get(id.0)?.naming,
        Symbol::Input(id) => &program.inputs.get(id.0)?.naming,
        Symbol::Parameter(id) => &program.parameters.get(id.0)?.naming,
        Symbol::Definition(id) => &program.definitions.get(id.0)?.naming,
        Symbol::Benefit(id) => &program.benefits.get(id.0)?.naming,
        Symbol::Category(id) => &program.benefits.get(id.benefit.0)?.categories.get(id.position)?.naming,
        Symbol::Group(id, position) => &program.benefits.get(id.0)?.groups.get(position)?.naming,
        Symbol::Scenario(id) => &program.scenarios.get(id.0)?.naming,
        Symbol::Amendment(id) => &program.patch(id)?.naming,
        _ => return None,
    })
}

fn heading(checked: &Checked, declared: &Declared) -> Text {
    let (label, kind) = (label(checked, declared), Kind::of(declared.symbol).words());
    both(|language| format!("**{}** ({})", label.get(language), kind.get(language)))
}

/// The name with its owner and type, as a declaration writes it.
fn signature(program: &Program, symbol: Symbol) -> Option<Text> {
    let (naming, entity, value_type) = match symbol {
        Symbol::Input(id) => program.inputs.get(id.0).map(|it| (&it.naming, Some(it.entity), it.value_type))?,
        Symbol::Parameter(id) => program.parameters.get(id.0).map(|it| (&it.naming, None, it.value_type))?,
        Symbol::Definition(id) => {
            program.definitions.get(id.0).map(|it| (&it.naming, Some(it.entity), it.value_type))?
        }
        Symbol::Benefit(id) => program.benefits.get(id.0).map(|it| (&it.naming, Some(it.entity), it.value_type))?,
        _ => return None,
    };
    let entity = entity.and_then(|id| program.entities.get(id.0)).map(|entity| &entity.naming);
    let words = crate::check::type_words(value_type, program);
    let name = |naming: &Naming, language: Language| match (language, &naming.alias) {
        (Language::Vi, Some(alias)) => alias.clone(),
        _ => naming.name.clone(),
    };
    let of = |language| ansinh_grammar::keyword::by_token("of").map_or("", |keyword| keyword.spelling(language));
    Some(both(|language| {
        let owner = entity.map_or(String::new(), |entity| format!(" {} {}", of(language), name(entity, language)));
        format!("`{}{owner}: {}`", name(naming, language), words.get(language))
    }))
}

/// The names it goes by, if there are several.
fn names(declared: &Declared) -> Option<Text> {
    let names: Vec<String> = declared.names.iter().map(|name| format!("`{}`", name.text)).collect();
    (names.len() > 1).then(|| {
        let listed = names.join(", ");
        Text::new(format!("Tên: {listed}"), format!("Names: {listed}"))
    })
}

fn dated_value(program: &Program, value: &ParameterValue, value_type: Type) -> Text {
    let shown = value_text(value.value, value_type, program);
    let cited = cited(program, &value.citations);
    let patch = value.patch.and_then(|id| program.patch(id)).map(|patch| &patch.naming.label);
    let days = days(value.days);
    both(|language| {
        let patch = patch.map_or(String::new(), |label| format!(" [{}]", label.get(language)));
        let cited = cited.get(language);
        let cited = if cited.is_empty() { String::new() } else { format!(" ({cited})") };
        format!("- {}{patch}: {}{cited}", days.get(language), shown.get(language))
    })
}

/// Days in words; nothing where none are stated.
pub(super) fn days(days: Days) -> Text {
    let from = days.from.map(date_text);
    let to = days.to.map(date_text);
    both(|language| {
        let (word_from, word_to) = if language == Language::Vi { ("từ", "đến") } else { ("from", "to") };
        let part = |word: &str, day: &Option<Text>| day.as_ref().map(|day| format!("{word} {}", day.get(language)));
        let parts: Vec<String> = [part(word_from, &from), part(word_to, &to)].into_iter().flatten().collect();
        parts.join(" ")
    })
}

/// Where the declaration as a whole comes from.
fn sources(program: &Program, symbol: Symbol) -> Option<Text> {
    let citations = match symbol {
        Symbol::Definition(id) => &program.definitions.get(id.0)?.citations,
        Symbol::Benefit(id) => &program.benefits.get(id.0)?.citations,
        Symbol::Category(id) => &program.benefits.get(id.benefit.0)?.categories.get(id.position)?.citations,
        Symbol::Scenario(id) => &program.patch(program.scenarios.get(id.0)?.patch)?.citations,
        Symbol::Amendment(id) => &program.patch(id)?.citations,
        Symbol::Fund(id) => &program.funds.get(id.0)?.citations,
        Symbol::Budget(position) => &program.budgets.get(position)?.citations,
        Symbol::Indicator(position) => &program.indicators.get(position)?.citations,
        Symbol::Property(number) => &program.properties.iter().find(|found| found.number == number)?.citations,
        _ => return None,
    };
    let cited = cited(program, citations);
    (!citations.is_empty()).then(|| Text::new(format!("Căn cứ: {}", cited.vi), format!("Source: {}", cited.en)))
}

/// Sources in words, one after the other.
pub(super) fn cited(program: &Program, citations: &[Citation]) -> Text {
    let texts = citations
        .iter()
        .filter_map(|citation| Some(citation_text(program.instruments.get(citation.instrument.0)?, &citation.parts)));
    let texts: Vec<Text> = texts.collect();
    both(|language| texts.iter().map(|text| text.get(language)).collect::<Vec<_>>().join("; "))
}
