//! The instruments, and what became of their articles.
//!
//! Receives the instruments, if they have come; hands on markup. It decides nothing.

use yew::{Html, html};

use crate::message::{Article, Fate, Instrument, Part, Text};
use crate::state::HEADING;
use crate::words::{Lang, law, said};

/// The pane.
pub(crate) fn pane(lang: Lang, instruments: Option<&[Instrument]>) -> Html {
    html! {
        <>
            <h1 id={HEADING} tabindex="-1">{ law::title(lang) }</h1>
            <p class="lead">{ law::lead(lang) }</p>
            if let Some(instruments) = instruments {
                <p id="law-count">{ law::count(lang, instruments.len()) }</p>
                { for instruments.iter().map(|one| instrument(lang, one)) }
            } else {
                <p role="status">{ law::loading(lang) }</p>
            }
        </>
    }
}

fn instrument(lang: Lang, instrument: &Instrument) -> Html {
    let title = said(lang, &instrument.title);
    let days = said(lang, &instrument.days);
    html! {
        <details class="category instrument">
            <summary>
                <h2 class="category-name">{ said(lang, &instrument.label) }</h2>
                <span class="instrument-number">{ &instrument.number }</span>
                <span class="instrument-tally">{ tally(lang, instrument) }</span>
            </summary>
            if !title.is_empty() {
                <p>{ title }</p>
            }
            if !days.is_empty() {
                <p>{ law::in_force(lang, days) }</p>
            }
            if !instrument.has_list {
                <p>{ law::no_list(lang) }</p>
            }
            { doubts(lang, &instrument.doubts) }
            { for instrument.parts.iter().map(|one| part(lang, one)) }
        </details>
    }
}

/// How many articles there are of each kind.
fn tally(lang: Lang, instrument: &Instrument) -> String {
    let one = |part: &Part| law::tally(lang, fate(lang, part.fate), part.count);
    instrument.parts.iter().map(one).collect::<Vec<_>>().join(" · ")
}

const fn fate(lang: Lang, fate: Fate) -> &'static str {
    match fate {
        Fate::Encoded => law::encoded(lang),
        Fate::Discretionary => law::discretionary(lang),
        Fate::OutOfScope => law::out_of_scope(lang),
        Fate::NotSeen => law::not_seen(lang),
        Fate::Unlisted => law::unlisted(lang),
    }
}

fn doubts(lang: Lang, doubts: &[Text]) -> Html {
    if doubts.is_empty() {
        return html!();
    }
    html! {
        <>
            <h3>{ law::doubts(lang) }</h3>
            <ul>{ for doubts.iter().map(|doubt| html!(<li>{ said(lang, doubt) }</li>)) }</ul>
        </>
    }
}

fn part(lang: Lang, part: &Part) -> Html {
    html! {
        <>
            <h3>{ fate(lang, part.fate) }</h3>
            <dl class="articles">{ for part.articles.iter().map(|one| article(lang, one)) }</dl>
        </>
    }
}

fn article(lang: Lang, article: &Article) -> Html {
    let about: Vec<&str> = article.about.iter().map(|about| said(lang, about)).collect();
    html! {
        <div class="article">
            <dt>{ said(lang, &article.place) }</dt>
            <dd>
                if about.is_empty() {
                    { law::no_reason(lang) }
                } else {
                    { about.join("; ") }
                }
            </dd>
        </div>
    }
}
