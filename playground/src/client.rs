//! The page's side of the conversation: two workers of one program.
//!
//! Receives requests; hands on replies as actions. It knows when a worker listens, and nothing of what is said.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

use crate::message::{Numbered, Reply, Request};
use crate::state::{Action, Desk};

/// Relative to the page, so that it may lie in any folder of a host.
const PROGRAM: &str = "./worker_boot.js";

/// The workers of a page.
pub(crate) struct Client {
    quick: Line,
    long: Line,
    act: Callback<Action>,
}

/// The line to one worker.
#[derive(Default)]
struct Line {
    worker: Option<Awake>,
    is_listening: bool,
    /// Requests made before the worker listened.
    waiting: Vec<String>,
}

struct Awake {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Client {
    /// A client that tells what it hears as actions.
    pub(crate) fn new(act: Callback<Action>) -> Self {
        Self { quick: Line::default(), long: Line::default(), act }
    }

    /// Starts a worker, unless it runs.
    pub(crate) fn wake(&mut self, desk: Desk) {
        let act = self.act.clone();
        let line = self.line(desk);
        if line.worker.is_none() {
            line.worker = start(desk, &act);
            if line.worker.is_none() {
                act.emit(Action::Broke(desk));
            }
        }
    }

    /// Asks a worker, starting it if need be.
    pub(crate) fn ask(&mut self, desk: Desk, request: &Numbered<Request>) {
        self.wake(desk);
        let Ok(text) = serde_json::to_string(request) else {
            return;
        };
        let line = self.line(desk);
        line.waiting.push(text);
        line.send();
    }

    /// Notes that a worker listens.
    pub(crate) fn is_ready(&mut self, desk: Desk) {
        let line = self.line(desk);
        line.is_listening = true;
        line.send();
    }

    /// Ends a worker whatever it is doing.
    pub(crate) fn stop(&mut self, desk: Desk) {
        let line = self.line(desk);
        if let Some(awake) = line.worker.take() {
            awake.worker.terminate();
        }
        *line = Line::default();
    }

    const fn line(&mut self, desk: Desk) -> &mut Line {
        match desk {
            Desk::Quick => &mut self.quick,
            Desk::Long => &mut self.long,
        }
    }
}

impl Line {
    fn send(&mut self) {
        let (Some(awake), true) = (&self.worker, self.is_listening) else {
            return;
        };
        for text in self.waiting.drain(..) {
            // The only failure is a message that cannot be copied, and text always can.
            let _ = awake.worker.post_message(&text.into());
        }
    }
}

fn start(desk: Desk, act: &Callback<Action>) -> Option<Awake> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(PROGRAM, &options).ok()?;
    let heard = act.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let reply = event.data().as_string().and_then(|text| serde_json::from_str::<Numbered<Reply>>(&text).ok());
        if let Some(reply) = reply {
            heard.emit(Action::Heard(desk, Box::new(reply)));
        }
    });
    let broke = act.clone();
    let on_error = Closure::<dyn FnMut(Event)>::new(move |_: Event| broke.emit(Action::Broke(desk)));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Some(Awake { worker, _on_message: on_message, _on_error: on_error })
}
