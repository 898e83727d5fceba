//! The frame around each page: head, ways to other pages, the other language.
//!
//! Receives a page; hands on HTML. It knows no policy.

use ansinh_grammar::Language;
use maud::{DOCTYPE, Markup, html};

use super::folder::File;
use super::site::{Chapter, Page, Site};

/// A page with its frame.
pub(super) fn framed(site: &Site<'_>, page: &Page) -> Markup {
    let name = site.say("An Sinh: tra cứu chính sách", "An Sinh: policy reference");
    html! {
        (DOCTYPE)
        html lang=(site.language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (page.title) " · " (name) }
                link rel="stylesheet" href="../style.css";
                @for language in other_languages(site) {
                    link rel="alternate" hreflang=(language.code()) href={ "../" (language.code()) "/" (page.file) };
                }
            }
            body {
                a.skip href="#content" { (site.say("Đến nội dung", "Skip to content")) }
                header.top {
                    a.brand href="index.html" { (name) }
                    @for language in other_languages(site) {
                        a.other href={ "../" (language.code()) "/" (page.file) } lang=(language.code())
                            hreflang=(language.code()) { (language_name(language)) }
                    }
                }
                div.columns {
                    nav.chapters aria-label=(site.say("Các chương", "Chapters")) {
                        ul {
                            @for chapter in Chapter::ALL {
                                li {
                                    a href=(chapter.file()) aria-current=[current(page, chapter)] {
                                        (site.get(&chapter.title()))
                                    }
                                }
                            }
                        }
                    }
                    main #content tabindex="-1" {
                        h1 { (page.title) }
                        (page.body)
                    }
                }
                footer {
                    p {
                        (site.say(
                            "Trang này được lập từ mã của chính sách. Đây là bản tra cứu, không thay cho văn bản gốc.",
                            "Made from the code of the policy. It is a reference and does not stand in for the documents.",
                        ))
                    }
                }
            }
        }
    }
}

fn current(page: &Page, chapter: Chapter) -> Option<&'static str> {
    (page.chapter == chapter).then_some(if page.file == chapter.file() { "page" } else { "true" })
}

fn other_languages(site: &Site<'_>) -> Vec<Language> {
    site.languages.iter().copied().filter(|language| *language != site.language).collect()
}

const fn language_name(language: Language) -> &'static str {
    match language {
        Language::Vi => "Tiếng Việt",
        Language::En => "English",
    }
}

/// The page at the top of the folder: which language.
pub(super) fn entrance(languages: &[Language]) -> File {
    let first = languages.first().copied().unwrap_or(Language::Vi);
    let markup = html! {
        (DOCTYPE)
        html lang=(first.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "An Sinh" }
                link rel="stylesheet" href="style.css";
            }
            body.entrance {
                main #content {
                    h1 { "An Sinh" }
                    @for language in languages {
                        p lang=(language.code()) {
                            a href={ (language.code()) "/index.html" } {
                                (match language {
                                    Language::Vi => "Tra cứu chính sách bằng tiếng Việt",
                                    Language::En => "Policy reference in English",
                                })
                            }
                        }
                    }
                }
            }
        }
    };
    File::new("index.html", markup.into_string())
}
