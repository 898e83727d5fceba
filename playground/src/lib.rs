//! An Sinh in the browser: a page that shows, and a worker that computes.
//!
//! The page receives what a person does and hands on what the worker finds; the worker receives requests and hands
//! on replies. They share the plain types of `message` and nothing else.

mod app;
pub mod bridge;
mod client;
mod desk;
mod entry;
mod figures;
pub mod message;
mod outside;
mod panes;
mod route;
mod state;
mod words;

/// Shows the page in the document it is loaded into.
pub fn run_page() {
    outside::show_failures();
    if let Some(place) = outside::place() {
        yew::Renderer::<app::App>::with_root(place).render();
    }
}

/// Answers the requests of the page until the worker is ended.
pub fn run_worker() {
    desk::open();
}
