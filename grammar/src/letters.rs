//! Vietnamese letters: spellings that look the same to a reader, and words without their marks.
//!
//! Receives names; hands on forms to compare them by. It knows no keyword and no grammar.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Grave, acute, tilde, hook above, dot below: the marks of a tone.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Letters that look like a Vietnamese or an English one, with the one that is meant.
const LOOK_ALIKES: [(char, char); 27] = [
    ('\u{d0}', 'Đ'),
    ('\u{189}', 'Đ'),
    ('\u{f0}', 'đ'),
    ('\u{256}', 'đ'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('Α', 'A'),
    ('Ο', 'O'),
    ('ο', 'o'),
    ('ı', 'i'),
];

/// The letter that is meant by one that only looks like it.
#[must_use]
pub fn meant(letter: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(found, _)| *found == letter).map(|(_, meant)| *meant)
}

/// What a name looks like: look-alike letters are one, and so are the places of a tone mark in a syllable.
///
/// ```
/// use ansinh_grammar::letters::skeleton;
/// assert_eq!(skeleton("hoà_bình"), skeleton("hòa_bình"));
/// assert_ne!(skeleton("hoa_bình"), skeleton("hòa_bình"));
/// assert_ne!(skeleton("an"), skeleton("ân"));
/// ```
#[must_use]
pub fn skeleton(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let mut shape = String::with_capacity(name.len());
    let mut tones = Vec::new();
    for letter in name.chars().map(|letter| meant(letter).unwrap_or(letter)).nfd() {
        if TONES.contains(&letter) {
            tones.push(letter);
            continue;
        }
        if !letter.is_alphabetic() && !is_combining_mark(letter) {
            shape.extend(tones.drain(..));
        }
        shape.push(letter);
    }
    shape.extend(tones);
    shape
}

/// A text without marks, as it is typed without a Vietnamese keyboard.
///
/// ```
/// assert_eq!(ansinh_grammar::letters::bare("điều khoản"), "dieu khoan");
/// ```
#[must_use]
pub fn bare(text: &str) -> String {
    let plain = |letter: char| match meant(letter).unwrap_or(letter) {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    };
    text.chars().map(plain).nfd().filter(|letter| !is_combining_mark(*letter)).collect()
}
