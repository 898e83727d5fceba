//! The worker's side of the conversation.
//!
//! Receives messages of the page as JSON; hands on the bridge's replies, and progress while it computes. It knows no
//! engine.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::bridge;
use crate::message::{Numbered, Reply, Request, Text};

/// Listens for requests and answers each.
pub(crate) fn open() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let listener = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| answer(&scope, &event.data()))
    };
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The listener lives as long as the worker.
    listener.forget();
    say(&scope, 0, Reply::Ready);
}

fn answer(scope: &DedicatedWorkerGlobalScope, data: &JsValue) {
    let Some(text) = data.as_string() else { return };
    match serde_json::from_str::<Numbered<Request>>(&text) {
        Ok(Numbered { run, body }) => {
            let mut progress = |stage, done, total| say(scope, run, Reply::Progress { stage, done, total });
            let reply = bridge::answer(body, &mut progress);
            say(scope, run, reply);
        }
        Err(fault) => {
            let reason = Text { vi: format!("yêu cầu hỏng: {fault}"), en: format!("broken request: {fault}") };
            say(scope, 0, Reply::Failed { reason, diagnostics: Vec::new() });
        }
    }
}

fn say(scope: &DedicatedWorkerGlobalScope, run: u32, body: Reply) {
    if let Ok(text) = serde_json::to_string(&Numbered { run, body }) {
        // A page that is gone needs no reply.
        let _ = scope.post_message(&JsValue::from_str(&text));
    }
}
