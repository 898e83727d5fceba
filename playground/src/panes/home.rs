//! The first page: three doors, the citizen's first and largest.
//!
//! Receives a language; hands on markup.

use yew::{Html, html};

use crate::route::Route;
use crate::state::HEADING;
use crate::words::{Lang, shell};

/// The first page.
pub(crate) fn pane(lang: Lang) -> Html {
    html! {
        <>
            <section class="hero">
                <h1 id={HEADING} tabindex="-1">{ shell::home_title(lang) }</h1>
                <p class="lead">{ shell::home_lead(lang) }</p>
            </section>
            <div class="doors">
                <section class="door door-first">
                    <h2>{ shell::home_check_title(lang) }</h2>
                    <p>{ shell::home_check_text(lang) }</p>
                    <a class="button button-large" href={Route::CheckStart.hash()}>
                        { shell::home_check_button(lang) }
                    </a>
                </section>
                { door(lang, Route::Simulate, shell::home_simulate_title(lang), shell::home_simulate_text(lang)) }
                { door(lang, Route::Draft, shell::home_draft_title(lang), shell::home_draft_text(lang)) }
            </div>
            <div class="promises">
                <section class="promise">
                    <h2>{ shell::privacy_title(lang) }</h2>
                    <p>{ shell::privacy_text(lang) }</p>
                    <details class="more">
                        <summary>{ shell::privacy_why(lang) }</summary>
                        <p>{ shell::privacy_proof(lang) }</p>
                    </details>
                </section>
                <section class="promise">
                    <h2>{ shell::reasons_title(lang) }</h2>
                    <p>{ shell::reasons_text(lang) }</p>
                    <p><a class="button button-quiet" href={Route::Law.hash()}>{ shell::reasons_link(lang) }</a></p>
                </section>
                { promise(shell::same_title(lang), shell::same_text(lang)) }
            </div>
        </>
    }
}

fn door(lang: Lang, route: Route, title: &str, text: &str) -> Html {
    html! {
        <section class="door">
            <h2>{ title }</h2>
            <p>{ text }</p>
            <a class="button button-quiet" href={route.hash()} aria-label={format!("{}: {title}", shell::open(lang))}>
                { shell::open(lang) }
            </a>
        </section>
    }
}

fn promise(title: &str, text: &str) -> Html {
    html! {
        <section class="promise">
            <h2>{ title }</h2>
            <p>{ text }</p>
        </section>
    }
}

/// The page of an address that leads nowhere.
pub(crate) fn lost(lang: Lang) -> Html {
    html! {
        <>
            <h1 id={HEADING} tabindex="-1">{ shell::not_found_title(lang) }</h1>
            <p class="lead">{ shell::not_found_text(lang) }</p>
            <p><a class="button" href={Route::Home.hash()}>{ shell::to_home(lang) }</a></p>
        </>
    }
}
