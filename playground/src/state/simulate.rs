//! The simulation: what to run, how far it is, and what came out.
//!
//! Receives actions and the replies of the worker; hands on effects. It computes no figure.

use crate::entry::{self, Fault, Problem};
use crate::message::{
    Catalogue, Diagnostic, Numbered, Parameter, Reply, Report, Request, Scenario, Setup, Stage, Text,
};
use crate::state::check::SUMMARY;
use crate::state::{Desk, Effect};
use crate::words::Lang;

/// The state of the simulation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SimulateState {
    /// The plans to choose from: those of the rules, or those of a draft.
    pub(crate) scenarios: Vec<Scenario>,
    /// The place, by its code.
    pub(crate) province: String,
    pub(crate) year: i32,
    pub(crate) scenario: String,
    /// The parameter a person may try, by name; empty where the plan has none.
    pub(crate) parameter: String,
    /// Its value as typed; empty leaves it as the plan has it.
    pub(crate) value: String,
    /// The seed as typed.
    pub(crate) seed: String,
    /// The draft that takes the place of the plan's own text.
    pub(crate) draft: Option<String>,
    pub(crate) problems: Vec<Problem>,
    /// How far the run is: nothing of nothing while preparing.
    pub(crate) running: Option<(Stage, u64, u64)>,
    /// Whether a run was stopped, so that it can be said.
    pub(crate) was_stopped: bool,
    pub(crate) result: Option<(Setup, Report)>,
    pub(crate) failure: Option<(Text, Vec<Diagnostic>)>,
    asked: Option<Setup>,
    run: u32,
}

/// What can happen in the simulation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SimulateAction {
    /// Another place.
    Province(String),
    /// Another year.
    Year(i32),
    /// Another plan.
    Scenario(String),
    /// Another parameter of the plan.
    Parameter(String),
    /// Another value of the parameter, as typed.
    Value(String),
    /// Another seed, as typed.
    Seed(String),
    /// The original text again.
    DropDraft,
    /// Run.
    Run,
    /// Stop.
    Stop,
}

impl SimulateState {
    /// What the rules offer.
    pub(crate) fn offer(&mut self, catalogue: &Catalogue) {
        self.year = catalogue.year;
        "1".clone_into(&mut self.seed);
        self.province = catalogue.provinces.first().map(|place| place.code.clone()).unwrap_or_default();
        if self.draft.is_none() {
            self.choose_plans(Some(catalogue));
        }
    }

    /// Applies an action.
    pub(crate) fn apply(&mut self, lang: Lang, catalogue: Option<&Catalogue>, action: SimulateAction) -> Vec<Effect> {
        match action {
            SimulateAction::Province(code) => {
                self.province = code;
                self.draft = None;
                self.choose_plans(catalogue);
            }
            SimulateAction::Year(year) => self.year = year,
            SimulateAction::Scenario(name) => self.choose_scenario(Some(&name)),
            SimulateAction::Parameter(name) => self.choose_parameter(Some(&name)),
            SimulateAction::Value(text) => self.value = text,
            SimulateAction::Seed(text) => self.seed = text,
            SimulateAction::DropDraft => {
                self.draft = None;
                self.choose_plans(catalogue);
            }
            SimulateAction::Run => return self.start(lang),
            SimulateAction::Stop => {
                self.was_stopped = true;
                let mut effects = self.stop();
                effects.push(Effect::Focus("run".to_owned()));
                return effects;
            }
        }
        Vec::new()
    }

    /// Runs a draft with the first plan it holds, in the province that it is about.
    pub(crate) fn run_draft(
        &mut self,
        lang: Lang,
        catalogue: Option<&Catalogue>,
        text: String,
        scenarios: Vec<Scenario>,
    ) -> Vec<Effect> {
        if let Some(place) = catalogue.and_then(|catalogue| catalogue.provinces.first()) {
            self.province.clone_from(&place.code);
        }
        self.draft = Some(text);
        self.scenarios = scenarios;
        self.choose_scenario(None);
        let mut effects = self.stop();
        effects.extend(self.start(lang));
        effects
    }

    /// Ends what is running.
    pub(crate) fn stop(&mut self) -> Vec<Effect> {
        // Invariant (newer-replaces-older): a reply of the run that ended is recognised by its number.
        self.run += 1;
        match self.running.take() {
            Some(_) => vec![Effect::Stop(Desk::Long)],
            None => Vec::new(),
        }
    }

    /// Whether what is shown was made with other settings than those chosen now.
    pub(crate) fn is_stale(&self, lang: Lang) -> bool {
        match (&self.result, self.setup(lang)) {
            (Some((made_with, _)), Ok(setup)) => *made_with != setup,
            (Some(_), Err(_)) => true,
            (None, _) => false,
        }
    }

    /// The plan chosen.
    pub(crate) fn chosen(&self) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.name == self.scenario)
    }

    /// The parameter chosen.
    pub(crate) fn chosen_parameter(&self) -> Option<&Parameter> {
        self.chosen()?.parameters.iter().find(|parameter| parameter.name == self.parameter)
    }

    /// What the worker said.
    pub(crate) fn hear(&mut self, run: u32, reply: Reply) -> Vec<Effect> {
        if run != self.run {
            return Vec::new();
        }
        match reply {
            Reply::Progress { stage, done, total } => self.running = Some((stage, done, total)),
            Reply::Simulated(report) => {
                self.running = None;
                self.failure = None;
                self.result = self.asked.take().map(|setup| (setup, report));
                return vec![Effect::Focus("result-heading".to_owned())];
            }
            Reply::Failed { reason, diagnostics } => {
                self.running = None;
                self.failure = Some((reason, diagnostics));
                return vec![Effect::Focus(SUMMARY.to_owned())];
            }
            _ => {}
        }
        Vec::new()
    }

    fn start(&mut self, lang: Lang) -> Vec<Effect> {
        self.failure = None;
        self.was_stopped = false;
        let setup = match self.setup(lang) {
            Ok(setup) => setup,
            Err(problem) => {
                self.problems = vec![problem];
                return vec![Effect::Focus(SUMMARY.to_owned())];
            }
        };
        self.problems.clear();
        let mut effects = self.stop();
        self.running = Some((Stage::Population, 0, 0));
        self.asked = Some(setup.clone());
        effects.push(Effect::Ask(Desk::Long, Numbered { run: self.run, body: Request::Simulate(setup) }));
        effects.push(Effect::Focus("stop".to_owned()));
        effects
    }

    /// The settings as chosen, or the first that cannot be read.
    fn setup(&self, lang: Lang) -> Result<Setup, Problem> {
        let seed = entry::plain_digits(&self.seed)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| Problem { field: "seed".to_owned(), fault: Fault::Seed })?;
        let setting = match self.chosen_parameter() {
            Some(parameter) if !self.value.trim().is_empty() => {
                let value = entry::plain_number(lang, &self.value)
                    .ok_or_else(|| Problem { field: "value".to_owned(), fault: Fault::Setting })?;
                Some((parameter.name.clone(), value))
            }
            _ => None,
        };
        Ok(Setup {
            province: self.province.clone(),
            year: self.year,
            scenario: self.scenario.clone(),
            setting,
            policy_text: self.draft.clone(),
            seed,
        })
    }

    /// The plans of the province, and the first of them.
    fn choose_plans(&mut self, catalogue: Option<&Catalogue>) {
        let place =
            catalogue.and_then(|catalogue| catalogue.provinces.iter().find(|place| place.code == self.province));
        self.scenarios = place.map(|place| place.scenarios.clone()).unwrap_or_default();
        self.choose_scenario(None);
    }

    fn choose_scenario(&mut self, name: Option<&str>) {
        let wanted = self.scenarios.iter().find(|scenario| Some(scenario.name.as_str()) == name);
        self.scenario = wanted.or(self.scenarios.first()).map(|scenario| scenario.name.clone()).unwrap_or_default();
        self.choose_parameter(None);
    }

    fn choose_parameter(&mut self, name: Option<&str>) {
        let parameters = self.chosen().map(|scenario| scenario.parameters.as_slice()).unwrap_or_default();
        let wanted = parameters.iter().find(|parameter| Some(parameter.name.as_str()) == name);
        self.parameter = wanted.or(parameters.first()).map(|parameter| parameter.name.clone()).unwrap_or_default();
        self.value.clear();
    }
}

#[cfg(test)]
mod tests;
