//! The page as a component: one state, drawn whenever an action has been applied.
//!
//! Receives actions; carries out effects; hands the state to the panes. It decides nothing.

use yew::{Component, Context, Html};

use crate::client::Client;
use crate::message::Reply;
use crate::outside::{self, Pause};
use crate::panes;
use crate::state::{Action, Effect, State};

/// The page.
pub(crate) struct App {
    state: State,
    client: Client,
    pause: Pause,
    /// What must wait until the new state is drawn.
    afterwards: Vec<Effect>,
}

impl Component for App {
    type Message = Action;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let act = context.link().callback(|action| action);
        let navigated = act.clone();
        outside::on_navigation(move |route| navigated.emit(Action::Navigated(route)));
        let (state, effects) = State::begin(outside::beginning());
        let mut app = Self { state, client: Client::new(act), pause: Pause::default(), afterwards: Vec::new() };
        app.carry_out(context, effects);
        app
    }

    fn update(&mut self, context: &Context<Self>, action: Action) -> bool {
        if let Action::Heard(desk, reply) = &action
            && reply.body == Reply::Ready
        {
            self.client.is_ready(*desk);
            return false;
        }
        if matches!(action, Action::Navigated(_)) {
            outside::to_top();
        }
        let effects = self.state.apply(action);
        self.carry_out(context, effects);
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        panes::page(&self.state, &context.link().callback(|action| action))
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        outside::describe(self.state.lang, &panes::title(&self.state));
        for effect in std::mem::take(&mut self.afterwards) {
            match effect {
                Effect::Focus(id) => outside::focus(&id),
                Effect::Select(start, end) => outside::select(panes::POLICY_TEXT, start, end),
                Effect::Print => outside::print(),
                _ => {}
            }
        }
    }
}

impl App {
    fn carry_out(&mut self, context: &Context<Self>, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Go(route) => outside::go(route),
                Effect::Replace(route) => outside::replace(route),
                Effect::Ask(desk, request) => self.client.ask(desk, &request),
                Effect::Wake(desk) => self.client.wake(desk),
                Effect::Stop(desk) => self.client.stop(desk),
                Effect::Keep(shelf, text) => outside::keep(shelf, &text),
                Effect::Drop(shelf) => outside::drop_kept(shelf),
                Effect::Reload => outside::reload(),
                Effect::Later(action) => {
                    let link = context.link().clone();
                    self.pause.then(move || link.send_message(Action::Draft(action.clone())));
                }
                Effect::Focus(_) | Effect::Select(..) | Effect::Print => self.afterwards.push(effect),
            }
        }
    }
}
