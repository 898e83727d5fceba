//! The frame around every pane: header, menu, footer.
//!
//! Receives the state and the pane; hands on the page. It knows the doors.

use yew::{Callback, Html, MouseEvent, classes, html};

use crate::panes::Act;
use crate::route::Route;
use crate::state::{Action, State};
use crate::words::{Lang, shell};

/// The pane with everything around it.
pub(crate) fn around(state: &State, act: &Act, pane: Html) -> Html {
    let lang = state.lang;
    let width = match state.route {
        Route::Simulate | Route::Draft | Route::Law | Route::Home => "wide",
        _ => "narrow",
    };
    html! {
        <>
            <a class="skip" href="#main" onclick={skip(act)}>{ shell::skip(lang) }</a>
            { header(state, act) }
            <main id="main" tabindex="-1" data-place={state.route.hash()} class={classes!("main", width)}>{ pane }</main>
            { footer(state) }
        </>
    }
}

/// The link must not change the address: the address is the place in the page.
fn skip(act: &Act) -> Callback<MouseEvent> {
    act.reform(|event: MouseEvent| {
        event.prevent_default();
        Action::Focus("main".to_owned())
    })
}

fn header(state: &State, act: &Act) -> Html {
    let lang = state.lang;
    let toggle = act.reform(|_| Action::ToggleMenu);
    let list = classes!("menu-list", state.is_menu_open.then_some("is-open"));
    html! {
        <header class="header">
            <div class="header-row">
                <a class="brand" href="#/" aria-label={shell::home_link(lang)}>
                    { mark() }
                    <span class="brand-name">{ shell::app(lang) }</span>
                    <span class="brand-line">{ shell::tagline(lang) }</span>
                </a>
                <nav class="nav" aria-label={shell::navigation(lang)}>
                    <button
                        type="button"
                        class="menu-button"
                        aria-expanded={state.is_menu_open.to_string()}
                        aria-controls="menu-list"
                        onclick={toggle}
                    >
                        { shell::menu(lang) }
                    </button>
                    <ul id="menu-list" class={list}>
                        { door(state, Route::CheckStart, shell::door_check(lang)) }
                        { door(state, Route::Simulate, shell::door_simulate(lang)) }
                        { door(state, Route::Draft, shell::door_draft(lang)) }
                        { door(state, Route::Law, shell::door_law(lang)) }
                    </ul>
                </nav>
                { language(lang, act) }
            </div>
        </header>
    }
}

fn door(state: &State, route: Route, name: &'static str) -> Html {
    let is_here = match state.route {
        Route::Question { .. } | Route::Review | Route::Outcome => route == Route::CheckStart,
        here => here == route,
    };
    let current = is_here.then_some("page");
    html!(<li><a href={route.hash()} aria-current={current}>{ name }</a></li>)
}

/// The button speaks the language it leads to.
fn language(lang: Lang, act: &Act) -> Html {
    let other = lang.other();
    let onclick = act.reform(move |_| Action::Speak(other));
    html! {
        <button type="button" id="language" class="language" lang={other.tag()} {onclick}>{ other.own_name() }</button>
    }
}

fn footer(state: &State) -> Html {
    let lang = state.lang;
    let version = state.catalogue.as_ref().map(|catalogue| shell::footer_version(lang, &catalogue.version));
    html! {
        <footer class="footer">
            <div class="footer-row">
                <p class="footer-notice">{ shell::footer_notice(lang) }</p>
                <p>{ shell::footer_private(lang) }</p>
                if let Some(version) = version {
                    <p>{ version }</p>
                }
            </div>
        </footer>
    }
}

/// Said above the pane when a worker ended by itself; nothing typed is lost.
pub(crate) fn broken(lang: Lang, act: &Act) -> Html {
    html! {
        <div class="notice notice-bad" role="alert">
            <h2>{ shell::broke_title(lang) }</h2>
            <p>{ shell::broke_text(lang) }</p>
            <button type="button" class="button" onclick={act.reform(|_| Action::Reload)}>
                { shell::reload(lang) }
            </button>
        </div>
    }
}

/// A roof over two people.
fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
            <path class="mark-ground" d="M6 2h20a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4z" />
            <path class="mark-roof" d="M6 14.5 16 7l10 7.5" />
            <circle class="mark-person" cx="12.2" cy="16.8" r="2.3" />
            <circle class="mark-person" cx="19.8" cy="16.8" r="2.3" />
            <path class="mark-person" d="M8 25.5c0-3.2 1.8-5 4.2-5 1.6 0 2.9.7 3.8 2 .9-1.3 2.2-2 3.8-2 2.4 0 4.2 1.8 4.2 5z" />
        </svg>
    }
}
