//! Looks at how a file was typed: tabs before a line, letters that only look right.
//!
//! Receives a text; hands on complaints, and the text with the letters that were meant. It knows no grammar.

use super::{codes, scan, signs};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::letters;
use crate::span::{FileId, SourceFile, Span};

/// How many blanks a tab may stand for, the likeliest first.
const TAB_WIDTHS: [usize; 3] = [2, 4, 8];
/// How many words with look-alike letters are reported in one file.
const MAX_WORDS: usize = 5;

/// What is wrong with how a file was typed.
pub(super) fn complaints(file: FileId, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(tabs(file, text));
    if !text.is_ascii() {
        found.extend(look_alikes(text).take(MAX_WORDS).map(|(at, word)| look_alike(file, at, word)));
        found.extend(signs::complaints(file, text));
    }
    found
}

/// The text as it was meant: each look-alike letter and sign is the right one. No byte changes its place.
pub(super) fn meant(text: &str) -> Option<String> {
    let signs = signs::meant(text);
    letters_meant(signs.as_deref().unwrap_or(text)).or(signs)
}

fn letters_meant(text: &str) -> Option<String> {
    let mut words = look_alikes(text).peekable();
    words.peek()?;
    let mut meant = text.to_owned();
    for (at, word) in words {
        let right = right(word);
        if right.len() == word.len() {
            meant.replace_range(at..at + word.len(), &right);
        }
    }
    Some(meant)
}

fn right(word: &str) -> String {
    word.chars().map(|letter| letters::meant(letter).unwrap_or(letter)).collect()
}

/// One complaint about all tabs before lines, at the first.
fn tabs(file: FileId, text: &str) -> Option<Diagnostic> {
    if !text.contains('\t') {
        return None;
    }
    let mut first = None;
    let mut n_lines = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.trim_start();
        let blank = line.get(..line.len() - code.len()).unwrap_or("");
        if let Some(tab) = blank.find('\t').filter(|_| !code.is_empty()) {
            n_lines += 1;
            first = first.or(Some(at + tab));
        }
        at += line.len();
    }
    let start = first?;
    let headline = Text::new(
        format!("{n_lines} dòng thụt vào bằng dấu tab"),
        if n_lines == 1 {
            "a line is indented with a tab".to_owned()
        } else {
            format!("{n_lines} lines are indented with tabs")
        },
    );
    let found = Diagnostic::new(codes::TAB, Span { file, start, end: start + 1 }, headline)
        .saying(Text::new("tab đầu tiên ở đây", "the first is here"))
        .note(Text::new(
            "mỗi trình soạn thảo hiện tab rộng một khác, nên không biết dòng nào thuộc mục nào",
            "editors show a tab in different widths, so a reader cannot see what a line belongs to",
        ))
        .help(match tab_width(text) {
            Some(width) => Text::new(
                format!("thay mỗi tab bằng {width} dấu cách; `ansinh fmt` làm việc này khi tệp không còn lỗi khác"),
                format!("write {width} blanks for each tab; `ansinh fmt` does, once there is no other mistake"),
            ),
            None => Text::new(
                "thay các tab bằng dấu cách sao cho các mục cùng cấp thẳng cột; `ansinh fmt` không đoán được",
                "write blanks for the tabs so that items of one thing stand in one column; `ansinh fmt` cannot guess them",
            ),
        });
    Some(found)
}

/// How many blanks a tab before a line stands for: the first number with which every line belongs where it is read.
pub(crate) fn tab_width(text: &str) -> Option<usize> {
    TAB_WIDTHS.into_iter().find(|width| {
        let source = SourceFile::new("", &blanks_for_tabs(text, *width));
        let found = super::parse(FileId::default(), &source).diagnostics;
        found.iter().all(|found| found.code != codes::MISLEADING_LAYOUT)
    })
}

/// The text with each tab before the first sign of a line written as blanks.
pub(crate) fn blanks_for_tabs(text: &str, width: usize) -> String {
    let mended = |line: &str| {
        let rest = line.trim_start_matches([' ', '\t']);
        let blank = line.get(..line.len() - rest.len()).unwrap_or("");
        format!("{}{rest}", blank.replace('\t', &" ".repeat(width)))
    };
    text.split_inclusive('\n').map(mended).collect()
}

/// The words of the code with a letter that only looks right, with their first byte.
fn look_alikes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').flat_map(move |line| {
        let start = at;
        at += line.len();
        let code = if line.is_ascii() { String::new() } else { scan::code_of_line(line).unwrap_or_default() };
        let mut words = Vec::new();
        let mut from = 0;
        for word in code.split(|sign: char| !sign.is_alphanumeric() && sign != '_') {
            if is_wrong(word)
                && let Some(word) = line.get(from..from + word.len())
            {
                words.push((start + from, word));
            }
            // Words are apart by one sign; its length is what lies between.
            from += word.len();
            from += code.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        words
    })
}

/// Look-alikes of `đ` are always wrong; letters of other scripts are, among Latin ones.
fn is_wrong(word: &str) -> bool {
    let is_other = |letter: char| letters::meant(letter).is_some();
    let is_dotted_d = |letter: char| matches!(letters::meant(letter), Some('đ' | 'Đ'));
    word.contains(is_dotted_d)
        || (word.contains(is_other) && word.contains(|letter: char| letter.is_ascii_alphabetic()))
}

fn look_alike(file: FileId, start: usize, word: &str) -> Diagnostic {
    let wrong = word.chars().find(|letter| letters::meant(*letter).is_some()).unwrap_or_default();
    let meant = letters::meant(wrong).unwrap_or(wrong);
    let (wrong_code, meant_code) = (u32::from(wrong), u32::from(meant));
    let headline = Text::new(
        format!("chữ `{wrong}` (U+{wrong_code:04X}) trông giống `{meant}` (U+{meant_code:04X}) nhưng là chữ khác"),
        format!("the letter `{wrong}` (U+{wrong_code:04X}) looks like `{meant}` (U+{meant_code:04X}) and is another"),
    );
    let right = right(word);
    Diagnostic::new(codes::LOOK_ALIKE_LETTER, Span { file, start, end: start + word.len() }, headline)
        .help(Text::new(format!("gõ lại `{right}`"), format!("type `{right}` anew")))
}
