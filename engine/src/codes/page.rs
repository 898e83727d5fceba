//! The pages of the codes: what each means, with an example that is wrong and its mend.
//!
//! Receives a number or a name; hands on the code and its page, read from the Markdown of one file.
//! It knows the few shapes that pages use and nothing of the rules behind the codes.

use ansinh_grammar::{Code, Language, Text};

macro_rules! pages {
    ($($id:literal)*) => {
        /// The texts of the pages, by code.
        const PAGES: &[(&str, &str)] = &[$(($id, include_str!(concat!("pages/", $id, ".md")))),*];
    };
}

pages! {
    "E0101" "E0103" "E0104" "E0105" "E0106" "E0107" "E0110" "E0112" "E0113"
    "E0201" "E0202" "E0203" "E0204" "E0205" "E0207"
    "E0301" "E0302" "E0303" "E0304" "E0305" "E0306" "E0307" "E0308" "E0310" "W0311" "E0311" "E0312" "E0313" "W0312"
    "E0401" "E0402" "E0403" "E0404" "E0405" "E0406" "E0407" "E0408" "E0409" "E0410" "E0411" "E0412" "E0415" "E0416"
    "E0417"
    "E0501" "E0502" "E0503" "E0504" "E0505" "E0506" "E0507" "W0508" "E0510" "E0511" "E0512"
    "E0601" "E0602" "E0603" "W0604" "W0605" "W0606" "E0607" "E0608" "E0609" "E0610" "E0611"
    "E0702" "E0703" "E0704" "E0705"
    "E0801" "E0802"
    "W0903" "E0904" "E0905" "E0906"
    "W1001" "E1002" "E1003" "W1004" "W1005"
    "E1101" "E1102" "E1103" "E1104" "E1105"
}

/// Every code of the language, of its text and of its meaning, in order of number.
#[must_use]
pub fn all() -> Vec<Code> {
    let mut codes: Vec<Code> = ansinh_grammar::CODES.iter().chain(super::CODES).copied().collect();
    codes.sort_unstable();
    codes
}

/// The code of a number or a name, in capitals or not.
#[must_use]
pub fn find(written: &str) -> Option<Code> {
    let is_it = |code: &Code| code.id.eq_ignore_ascii_case(written) || code.name.eq_ignore_ascii_case(written);
    all().into_iter().find(is_it)
}

/// The page that explains a code; nothing if nobody has written it.
#[must_use]
pub fn page(code: Code) -> Option<Page> {
    let (_, text) = PAGES.iter().find(|(id, _)| *id == code.id)?;
    read(text)
}

/// The page of one code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// What is wrong, in one line.
    pub title: Text,
    vi: Vec<Part>,
    en: Vec<Part>,
}

/// A piece of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part {
    /// A paragraph on one line.
    Paragraph(String),
    /// A law that shows the mistake, or its mend.
    Law(Example),
}

/// A law on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Whether it raises the code; otherwise it is mended.
    pub is_wrong: bool,
    /// The day and the scenario of the answer that it is about, if it is about one.
    pub on: Vec<String>,
    /// The text.
    pub law: String,
}

impl Page {
    /// The page for a reader.
    #[must_use]
    pub fn parts(&self, language: Language) -> &[Part] {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// The page that a text says.
fn read(text: &str) -> Option<Page> {
    let title = |language: &str| text.lines().find_map(|line| line.strip_prefix("- ")?.strip_prefix(language));
    let (_, rest) = text.split_once("\n## vi\n")?;
    let (vi, en) = rest.split_once("\n## en\n")?;
    Some(Page { title: Text::new(title("vi: ")?, title("en: ")?), vi: parts(vi), en: parts(en) })
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut example: Option<Example> = None;
    for line in text.lines().chain([""]) {
        match &mut example {
            Some(open) if line == "```" => {
                parts.push(Part::Law(open.clone()));
                example = None;
            }
            Some(open) => {
                open.law.push_str(line);
                open.law.push('\n');
            }
            None => {
                let opened = line.strip_prefix("```law ");
                if (opened.is_some() || line.is_empty()) && !paragraph.is_empty() {
                    parts.push(Part::Paragraph(paragraph.join(" ")));
                    paragraph.clear();
                }
                match opened {
                    Some(words) => example = Some(opening(words)),
                    None if !line.is_empty() => paragraph.push(line),
                    None => {}
                }
            }
        }
    }
    parts
}

/// An example from the words after its fence.
fn opening(words: &str) -> Example {
    let mut words = words.split_whitespace();
    let is_wrong = words.next() == Some("wrong");
    Example { is_wrong, on: words.map(str::to_owned).collect(), law: String::new() }
}

#[cfg(test)]
mod tests {
    use super::{Part, read};
    use ansinh_grammar::Language;

    #[test]
    fn a_page_has_paragraphs_and_examples_in_both_languages() {
        let text =
            "# E0000 x\n\n- vi: Một\n- en: One\n\n## vi\n\na\nb\n\n```law wrong 2024-01-01 s\nc\n```\n\n## en\n\nd\n";
        let page = read(text).unwrap();
        assert_eq!((page.title.vi.as_str(), page.title.en.as_str()), ("Một", "One"));
        let [Part::Paragraph(words), Part::Law(law)] = page.parts(Language::Vi) else { panic!("{page:?}") };
        assert_eq!((words.as_str(), law.law.as_str(), law.is_wrong, law.on.len()), ("a b", "c\n", true, 2));
        assert_eq!(page.parts(Language::En), [Part::Paragraph("d".to_owned())]);
    }
}
