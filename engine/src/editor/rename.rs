//! Gives a declaration another name.
//!
//! Receives a place and the wanted name; hands on the changes in all files, or why it cannot be done.
//! It knows spellings only: the name in the other language stays.

use ansinh_grammar::language::skeleton;
use ansinh_grammar::{Edit, FileId, Language, SourceFile, Span, Text, keyword};

use crate::check::{Checked, Symbol};
use crate::editor::references;

/// The changes that call the name at a byte something else, wherever it is spelt so.
///
/// # Errors
/// No name at the place, a name that is no name, or one that something else has already.
pub fn rename(
    checked: &Checked,
    sources: &[SourceFile],
    file: FileId,
    byte: usize,
    wanted: &str,
) -> Result<Vec<Edit>, Text> {
    let nothing = || Text::new("ở đây không có tên nào đổi được", "there is no name here that can be changed");
    let (id, place) = checked.symbols.at(file, byte).ok_or_else(nothing)?;
    let declared = checked.symbols.get(id).ok_or_else(nothing)?;
    if matches!(declared.symbol, Symbol::Module(_)) {
        return Err(nothing());
    }
    if !is_name(wanted) {
        return Err(Text::new(format!("`{wanted}` không phải là một tên"), format!("`{wanted}` is not a name")));
    }
    let is_taken = |name: &str| skeleton(name) == skeleton(wanted);
    let others = checked.symbols.declared.iter().enumerate().filter(|(other, _)| *other != id.0);
    let rivals = others.filter(|(_, other)| other.inside == declared.inside);
    if let Some(rival) = rivals.flat_map(|(_, other)| &other.names).find(|name| is_taken(&name.text)) {
        return Err(Text::new(
            format!("`{}` đã là tên của một khai báo khác", rival.text),
            format!("`{}` is the name of something else already", rival.text),
        ));
    }
    let text = |span: Span| sources.get(span.file.0).map_or("", |source| source.slice(span));
    let old = text(place);
    let places = references(&checked.symbols, id).into_iter().filter(|span| text(*span) == old);
    Ok(places.map(|span| Edit { span, text: wanted.to_owned() }).collect())
}

/// Whether a text is a name: letters, digits and `_`, and no keyword.
fn is_name(text: &str) -> bool {
    let is_keyword = |language: Language| keyword::all().iter().any(|keyword| keyword.is_spelt(text, language));
    let is_letters = text.starts_with(|first: char| first.is_alphabetic())
        && text.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    is_letters && !Language::ALL.into_iter().any(is_keyword)
}
