//! The browser around the page: address, focus, storage, clock, print.
//!
//! Receives what is to be done; hands on what is found. Every call that the browser may refuse is allowed to fail: a
//! page without storage still works.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlTextAreaElement, Storage, Window};

use crate::route::Route;
use crate::state::{Beginning, Shelf};
use crate::words::Lang;

/// The milliseconds without a key after which a text is examined.
const PAUSE: i32 = 300;

/// The place in the shell that says the page has failed.
const FAILURE: &str = "boot-failure";

/// Shows the failure notice of the shell when the program ends by itself.
pub(crate) fn show_failures() {
    std::panic::set_hook(Box::new(|fault| {
        web_sys::console::error_1(&JsValue::from_str(&fault.to_string()));
        let notice = document().and_then(|document| document.get_element_by_id(FAILURE));
        if let Some(notice) = notice {
            // Nothing is left to do if even this fails.
            let _ = notice.remove_attribute("hidden");
        }
    }));
}

/// The place in the shell where the page is drawn.
pub(crate) fn place() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// What the page finds when it begins.
pub(crate) fn beginning() -> Beginning {
    Beginning {
        route: route(),
        lang: Lang::of_tag(&kept(Shelf::Lang).unwrap_or_default()),
        today: today(),
        answers: kept(Shelf::Answers),
        draft: kept(Shelf::Draft),
    }
}

/// The place the address names.
pub(crate) fn route() -> Route {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    Route::of_hash(&hash)
}

/// Goes to another place as a new entry of the history.
pub(crate) fn go(route: Route) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(&route.hash());
    }
}

/// Goes to another place in place of the current entry.
pub(crate) fn replace(route: Route) {
    if let Some(window) = window() {
        let _ = window.location().replace(&route.hash());
    }
}

/// Calls back whenever the address changes.
pub(crate) fn on_navigation(mut tell: impl FnMut(Route) + 'static) {
    let listener = Closure::<dyn FnMut()>::new(move || tell(route()));
    if let Some(window) = window() {
        window.set_onhashchange(Some(listener.as_ref().unchecked_ref()));
    }
    // The listener lives as long as the page.
    listener.forget();
}

/// Keeps a text.
pub(crate) fn keep(shelf: Shelf, text: &str) {
    if let Some(storage) = storage(shelf) {
        let _ = storage.set_item(key(shelf), text);
    }
}

/// Throws a kept text away.
pub(crate) fn drop_kept(shelf: Shelf) {
    if let Some(storage) = storage(shelf) {
        let _ = storage.remove_item(key(shelf));
    }
}

/// Moves the focus to a control, or to the first of a group of that name.
pub(crate) fn focus(name: &str) {
    let Some(document) = document() else { return };
    let element = document
        .get_element_by_id(name)
        .or_else(|| document.query_selector(&format!("[name=\"{name}\"]")).ok().flatten());
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Shows the top of the page.
pub(crate) fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Selects a stretch of a text control and brings it into view.
pub(crate) fn select(id: &str, start: u32, end: u32) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let Some(area) = element.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    // Browsers scroll to the caret only when the control gains the focus with the caret already there.
    let _ = area.blur();
    let _ = area.set_selection_range(start, end.max(start));
    let _ = area.focus();
    let line = area.value().encode_utf16().take(start as usize).filter(|unit| *unit == u16::from(b'\n')).count();
    let lines = area.value().lines().count().max(1);
    let height = f64::from(area.scroll_height());
    let top = height * line as f64 / lines as f64 - f64::from(area.client_height()) / 2.0;
    area.set_scroll_top(top.max(0.0) as i32);
}

/// Opens the browser's print window.
pub(crate) fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Loads the page anew.
pub(crate) fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Tells the document its language and title.
pub(crate) fn describe(lang: Lang, title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
        if let Some(root) = document.document_element() {
            let _ = root.set_attribute("lang", lang.tag());
        }
    }
}

/// Calls back after a pause; a newer wish replaces an older one.
#[derive(Default)]
pub(crate) struct Pause {
    waiting: Option<(i32, Closure<dyn FnMut()>)>,
}

impl Pause {
    /// Calls back unless another call comes first.
    pub(crate) fn then(&mut self, act: impl FnMut() + 'static) {
        let Some(window) = window() else { return };
        if let Some((id, _)) = self.waiting.take() {
            window.clear_timeout_with_handle(id);
        }
        let call = Closure::<dyn FnMut()>::new(act);
        let id = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), PAUSE)
            .unwrap_or_default();
        self.waiting = Some((id, call));
    }
}

fn kept(shelf: Shelf) -> Option<String> {
    storage(shelf)?.get_item(key(shelf)).ok()?
}

const fn key(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Lang => "ansinh.lang",
        Shelf::Answers => "ansinh.answers",
        Shelf::Draft => "ansinh.draft",
    }
}

/// Answers are gone with the tab; the rest stays.
fn storage(shelf: Shelf) -> Option<Storage> {
    let window = window()?;
    match shelf {
        Shelf::Answers => window.session_storage().ok()?,
        Shelf::Lang | Shelf::Draft => window.local_storage().ok()?,
    }
}

fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}
