//! From the bytes of a file to its text.
//!
//! Receives bytes; hands on text, or says which other encoding they are in and how to convert them. It knows the
//! keywords: a guess is right if it makes words of the language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::keyword;
use crate::language::{Language, Text};

/// Why bytes are no text, and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotText {
    /// The line, from 1, of the first byte that is wrong.
    pub line: usize,
    /// What is wrong.
    pub headline: Text,
    /// How to mend it.
    pub help: Text,
}

/// The encodings that Vietnamese files were kept in before Unicode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Legacy {
    Windows1258,
    Tcvn3,
    Vni,
}

/// The text of a file.
///
/// # Errors
/// Bytes that are not UTF-8, and text that was made of such bytes by reading them as another encoding.
///
/// ```
/// use ansinh_grammar::encoding::decode;
/// assert_eq!(decode("khi tuổi".as_bytes()).unwrap(), "khi tuổi");
/// let wrong = decode(b"\xff\xfek\0h\0i\0").unwrap_err();
/// assert!(wrong.headline.en.contains("UTF-16"));
/// ```
pub fn decode(bytes: &[u8]) -> Result<&str, NotText> {
    if let Some(found) = document(bytes) {
        return Err(found);
    }
    let is_wide = bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || bytes.iter().filter(|byte| **byte == 0).count() > bytes.len() / 4;
    if is_wide {
        return Err(utf_16());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => match (text.find('\0'), misread(text)) {
            (Some(at), _) => Err(no_text(line_of(bytes, at))),
            (None, Some((legacy, at))) => Err(legacy_text(legacy, line_of(bytes, at))),
            (None, None) => Ok(text),
        },
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            Err(guess(bytes).map_or_else(|| unknown(line), |legacy| legacy_text(legacy, line)))
        }
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

/// Text that was made of legacy bytes by reading each as the letter of its number, with the first such byte.
fn misread(text: &str) -> Option<(Legacy, usize)> {
    let first = text.find(|letter: char| !letter.is_ascii())?;
    let bytes: Option<Vec<u8>> = text.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    // Good Vietnamese has letters beyond the first 256, and a text in another language makes no keywords.
    guess(&bytes?).filter(|legacy| *legacy != Legacy::Windows1258).map(|legacy| (legacy, first))
}

/// The encoding under which the bytes spell the most keywords, if they spell any.
fn guess(bytes: &[u8]) -> Option<Legacy> {
    let count = |legacy: Legacy| n_keywords(&legacy.text(bytes));
    let all = [Legacy::Windows1258, Legacy::Tcvn3, Legacy::Vni];
    let best = all.into_iter().map(|legacy| (count(legacy), legacy)).max_by_key(|(count, _)| *count)?;
    (best.0 > 0).then_some(best.1)
}

/// How often words of the language with marks stand in a text.
fn n_keywords(text: &str) -> usize {
    let marked = keyword::all().iter().map(|keyword| keyword.spelling(Language::Vi)).filter(|word| !word.is_ascii());
    let text = text.to_lowercase();
    marked.filter(|word| word.chars().count() > 2).map(|word| text.matches(word).count()).sum()
}

/// The letters of TCVN3 from byte 0xA1 on; `·` where there is none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ······àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợùỦũúụừửữứựỳỷỹýỵ·";
/// The marks that VNI writes as a byte after a letter, from its small letters' bytes.
const VNI: [(u8, &str); 15] = [
    (0xf9, "\u{301}"),
    (0xf8, "\u{300}"),
    (0xfb, "\u{309}"),
    (0xf5, "\u{303}"),
    (0xef, "\u{323}"),
    (0xe2, "\u{302}"),
    (0xe1, "\u{302}\u{301}"),
    (0xe0, "\u{302}\u{300}"),
    (0xe5, "\u{302}\u{309}"),
    (0xe3, "\u{302}\u{303}"),
    (0xe4, "\u{302}\u{323}"),
    (0xea, "\u{306}"),
    (0xe9, "\u{306}\u{301}"),
    (0xe8, "\u{306}\u{300}"),
    (0xeb, "\u{306}\u{323}"),
];
/// The letters that VNI writes as one byte.
const VNI_LETTERS: [(u8, &str); 9] = [
    (0xf4, "ơ"),
    (0xf6, "ư"),
    (0xf1, "đ"),
    (0xed, "í"),
    (0xec, "ì"),
    (0xe6, "ỉ"),
    (0xf3, "ĩ"),
    (0xf2, "ị"),
    (0xee, "ỵ"),
];
/// The bytes of Windows-1258 that are another letter than in Latin 1.
const WINDOWS_1258: [(u8, &str); 14] = [
    (0xc3, "Ă"),
    (0xcc, "\u{300}"),
    (0xd0, "Đ"),
    (0xd2, "\u{309}"),
    (0xd5, "Ơ"),
    (0xdd, "Ư"),
    (0xde, "\u{303}"),
    (0xe3, "ă"),
    (0xec, "\u{301}"),
    (0xf0, "đ"),
    (0xf2, "\u{323}"),
    (0xf5, "ơ"),
    (0xfd, "ư"),
    (0xfe, "₫"),
];

static TABLES: LazyLock<[BTreeMap<u8, String>; 3]> = LazyLock::new(|| {
    let windows = WINDOWS_1258.iter().map(|(byte, text)| (*byte, (*text).to_owned())).collect();
    let tcvn =
        (0xa1..=0xff).zip(TCVN3.chars()).map(|(byte, letter)| (byte, letter.to_lowercase().to_string())).collect();
    let vni = VNI
        .iter()
        .chain(&VNI_LETTERS)
        .flat_map(|(byte, text)| [(*byte, (*text).to_owned()), (*byte - 0x20, (*text).to_owned())]);
    [windows, tcvn, vni.collect()]
});

impl Legacy {
    /// The text that bytes stand for, in normal form C; the case of letters may be lost.
    fn text(self, bytes: &[u8]) -> String {
        let [windows, tcvn, vni] = &*TABLES;
        let table = match self {
            Self::Windows1258 => windows,
            Self::Tcvn3 => tcvn,
            Self::Vni => vni,
        };
        let mut text = String::new();
        for byte in bytes {
            match table.get(byte) {
                Some(letters) => text.push_str(letters),
                None => text.push(char::from(*byte)),
            }
        }
        text.nfc().collect()
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Windows1258 => "Windows-1258",
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI Windows",
        }
    }
}

/// What programs put at the head of documents that are no text.
const DOCUMENTS: [(&[u8], &str); 4] =
    [(b"PK\x03\x04", "Word/Excel"), (b"\xd0\xcf\x11\xe0", "Word/Excel"), (b"%PDF-", "PDF"), (b"{\\rtf", "RTF")];

/// A document of an office program.
fn document(bytes: &[u8]) -> Option<NotText> {
    let (_, kind) = DOCUMENTS.iter().find(|(head, _)| bytes.starts_with(head))?;
    Some(NotText {
        line: 1,
        headline: Text::new(
            format!("đây là tệp {kind}, không phải văn bản thuần"),
            format!("this is a {kind} file and no plain text"),
        ),
        help: Text::new("lưu dạng văn bản thuần (plain text), mã UTF-8", "save it as plain text in UTF-8"),
    })
}

fn utf_16() -> NotText {
    NotText {
        line: 1,
        headline: Text::new("tệp này mã hóa UTF-16, không phải UTF-8", "this is UTF-16, not UTF-8"),
        help: Text::new(
            "lưu lại dạng UTF-8, hoặc chuyển bằng `iconv -f UTF-16 -t UTF-8`",
            "save it as UTF-8, or convert it with `iconv -f UTF-16 -t UTF-8`",
        ),
    }
}

fn no_text(line: usize) -> NotText {
    NotText {
        line,
        headline: Text::new(
            "tệp này có ký tự NUL, nên không phải tệp văn bản",
            "there is a NUL in it, so this is no text file",
        ),
        help: Text::new(
            "mở bằng chương trình đã tạo ra nó rồi lưu lại dạng văn bản UTF-8",
            "open it in the program that made it and save it as UTF-8 text",
        ),
    }
}

fn legacy_text(legacy: Legacy, line: usize) -> NotText {
    let name = legacy.name();
    let help = match legacy {
        Legacy::Windows1258 => Text::new(
            "lưu lại dạng UTF-8, hoặc chuyển bằng `iconv -f WINDOWS-1258 -t UTF-8`",
            "save it as UTF-8, or convert it with `iconv -f WINDOWS-1258 -t UTF-8`",
        ),
        Legacy::Tcvn3 | Legacy::Vni => Text::new(
            format!("chuyển mã từ {name} sang Unicode (UTF-8), chẳng hạn bằng bộ công cụ của UniKey"),
            format!("convert it from {name} to Unicode (UTF-8), for example with the toolkit of UniKey"),
        ),
    };
    let headline = Text::new(
        format!("chữ Việt trong tệp này dùng bảng mã {name}, không phải UTF-8"),
        format!("the Vietnamese in this file is in {name}, not in UTF-8"),
    );
    NotText { line, headline, help }
}

fn unknown(line: usize) -> NotText {
    NotText {
        line,
        headline: Text::new("tệp này không phải văn bản UTF-8", "this is not UTF-8 text"),
        help: Text::new("lưu lại tệp dạng UTF-8", "save the file as UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn headline(bytes: &[u8]) -> String {
        decode(bytes).expect_err("it is not UTF-8").headline.en
    }

    #[test]
    fn good_text_in_any_normal_form_is_text() {
        for text in ["", "khi tuổi >= 60 năm", "khi tuo\u{302}\u{309}i", "\u{feff}define x", "café", "à la carte"]
        {
            assert_eq!(decode(text.as_bytes()), Ok(text));
        }
    }

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        let with_mark: Vec<u8> = "\u{feff}khi tuổi".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let without: Vec<u8> = "khi old and poor".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(headline(&with_mark).contains("UTF-16"));
        assert!(headline(&without).contains("UTF-16"));
    }

    #[test]
    fn documents_are_told_from_text() {
        assert!(headline(b"PK\x03\x04\x14\0\x06\0\0\0\0\0").contains("Word/Excel"));
        assert!(headline(b"%PDF-1.7\n").contains("PDF"));
        assert!(decode(b"PK = 1").is_ok());
    }

    #[test]
    fn legacy_encodings_are_told_apart() {
        // "định nghĩa", "căn cứ", "điều" in each encoding, as their tables say.
        assert!(headline(b"\xf0i\xf2nh nghi\xdea\n c\xe3n c\xfd\xec \xf0i\xea\xccu").contains("Windows-1258"));
        assert!(headline(b"\xae\xdenh ngh\xdca\n c\xa8n c\xf8 \xaei\xd2u").contains("TCVN3"));
        assert!(headline(b"\xf1\xf2nh ngh\xf3a\n c\xeaan c\xf6\xf9 \xf1ie\xe0u").contains("VNI"));
        assert!(headline(b"\xff\x80abc").contains("not UTF-8 text"));
    }

    #[test]
    fn legacy_bytes_that_were_read_as_latin_are_told() {
        let misread: String = b"\xae\xdenh ngh\xdca x\n c\xa8n c\xf8".iter().map(|byte| char::from(*byte)).collect();
        assert!(headline(misread.as_bytes()).contains("TCVN3"));
    }

    #[test]
    fn the_line_is_the_first_that_is_wrong() {
        assert_eq!(decode(b"a\nb\n\xff").expect_err("it is not UTF-8").line, 3);
    }
}
