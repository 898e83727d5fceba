//! Looks at the characters of a chunk before the grammar does.
//!
//! Receives a chunk; hands on complaints that make parsing pointless or unsafe: an unclosed text,
//! an unclosed bracket, too much nesting. It knows strings, comments and brackets, and no grammar.

use super::chunk::Chunk;
use super::{MAX_NESTING, codes, opening};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::span::{FileId, Span};

/// One opened bracket: where, and how many quantifiers are open inside it.
struct Open {
    at: usize,
    n_quantifiers: usize,
}

/// What is wrong with the characters; the first mistake of each kind.
pub(super) fn scan(file: FileId, chunk: Chunk<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut open = vec![Open { at: 0, n_quantifiers: 0 }];
    let mut at = 0;
    for line in chunk.text.split_inclusive('\n') {
        let span = |from: usize, to: usize| Span { file, start: chunk.start + from, end: chunk.start + to };
        let code = match code_of_line(line) {
            Ok(code) => code,
            Err(quote) => {
                let end = at + line.trim_end().len();
                diagnostics.push(unclosed_text(span(at + quote, end)));
                line.get(..quote).unwrap_or("").to_owned()
            }
        };
        if opening::starts_item(line)
            && let [only] = open.as_mut_slice()
        {
            only.n_quantifiers = 0;
        }
        if count_nesting(&code, at, &mut open) > MAX_NESTING {
            diagnostics.push(nested_too_deeply(span(at, at + line.trim_end().len())));
            return diagnostics;
        }
        at += line.len();
    }
    if open.len() > 1
        && let Some(last) = open.last()
    {
        let start = chunk.start + last.at;
        diagnostics.push(unclosed_bracket(Span { file, start, end: start + 1 }));
    }
    diagnostics
}

/// The line with texts and comment blanked out, or the byte of a quote that is never closed.
pub(super) fn code_of_line(line: &str) -> Result<String, usize> {
    let mut code = String::with_capacity(line.len());
    let mut opened: Option<usize> = None;
    let mut is_escaped = false;
    for (at, character) in line.char_indices() {
        match (opened, character) {
            (None, '#') => break,
            (None, '"') => opened = Some(at),
            (Some(_), '"') if !is_escaped => opened = None,
            _ => {}
        }
        is_escaped = opened.is_some() && character == '\\' && !is_escaped;
        let is_code = opened.is_none() && character != '"';
        for _ in 0..character.len_utf8() {
            if !is_code {
                code.push(' ');
            }
        }
        if is_code {
            code.push(character);
        }
    }
    opened.map_or(Ok(code), Err)
}

/// Follows brackets and quantifiers through one line; the deepest nesting reached, up to the first beyond the limit.
fn count_nesting(code: &str, line_start: usize, open: &mut Vec<Open>) -> usize {
    let mut deepest = 0;
    let mut word_start = 0;
    for (at, character) in code.char_indices() {
        if character.is_alphanumeric() || character == '_' {
            continue;
        }
        let word = code.get(word_start..at).unwrap_or("");
        word_start = at + character.len_utf8();
        // `where`, `satisfies` (thỏa, "với điều kiện") and `if` open a condition that runs on.
        if matches!(word, "where" | "satisfies" | "thỏa" | "thoả" | "kiện" | "if" | "nếu")
            && let Some(last) = open.last_mut()
        {
            last.n_quantifiers += 1;
        }
        match character {
            '(' => open.push(Open { at: line_start + at, n_quantifiers: 0 }),
            ')' if open.len() > 1 => {
                open.pop();
            }
            ';' | ',' => {
                if let Some(last) = open.last_mut() {
                    last.n_quantifiers = 0;
                }
            }
            _ => {}
        }
        deepest = deepest.max(depth(open));
        if deepest > MAX_NESTING {
            break;
        }
    }
    deepest
}

fn depth(open: &[Open]) -> usize {
    open.len() - 1 + open.iter().map(|open| open.n_quantifiers).sum::<usize>()
}

fn unclosed_text(span: Span) -> Diagnostic {
    let headline = Text::new("đoạn văn bản này không có dấu đóng ngoặc kép", "this text is never closed");
    Diagnostic::new(codes::UNCLOSED_TEXT, span, headline).saying(Text::new("mở ở đây", "opened here")).help(Text::new(
        "thêm `\"` ở cuối; một đoạn văn bản nằm trọn trên một dòng",
        "add `\"` at its end; a text stays on one line",
    ))
}

fn unclosed_bracket(span: Span) -> Diagnostic {
    let headline = Text::new("dấu ngoặc này không được đóng", "this bracket is never closed");
    Diagnostic::new(codes::UNCLOSED_BRACKET, span, headline)
        .saying(Text::new("mở ở đây", "opened here"))
        .note(Text::new(
            "không rõ danh sách kết thúc ở đâu, nên phần sau của khai báo này không được xét",
            "where the list ends is not clear, so the rest of this declaration is not looked at",
        ))
        .help(Text::new("thêm `)`", "add `)`"))
}

fn nested_too_deeply(span: Span) -> Diagnostic {
    let headline =
        Text::new(format!("lồng nhau quá {MAX_NESTING} tầng"), format!("nested more than {MAX_NESTING} levels deep"));
    Diagnostic::new(codes::NESTED_TOO_DEEPLY, span, headline)
        .help(Text::new("đặt tên cho một phần bằng `định nghĩa`", "give a part of it a name with `define`"))
}
