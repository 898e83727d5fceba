//! How somebody gets a benefit, as it stands in the law for each time.
//!
//! Receives procedures; hands on HTML. What is not known is said to be not known.

use ansinh_engine::hir::{Doubt, Procedure};
use ansinh_engine::lower::place_text;
use ansinh_grammar::Text;
use maud::{Markup, html};

use super::site::Site;

impl Site<'_> {
    /// How somebody gets a benefit; nothing where the law says nothing.
    pub(super) fn procedures(&self, procedures: &[Procedure]) -> Markup {
        html! {
            @if !procedures.is_empty() {
                h3 { (self.say("Thủ tục", "How to apply")) }
                @for procedure in procedures { (self.procedure(procedure)) }
            }
        }
    }

    fn procedure(&self, procedure: &Procedure) -> Markup {
        let days = procedure
            .working_days
            .map(|days| Text::new(format!("trong {days} ngày làm việc"), format!("within {days} working days")));
        let mut lines: Vec<(Text, Markup)> = Vec::new();
        let mut line = |vi: &str, en: &str, said: &Text| {
            lines.push((Text::new(vi, en), html! { (self.get(said)) }));
        };
        if let Some(place) = &procedure.apply_at {
            line("Nơi nộp", "Where to go", place);
        }
        procedure.bring.iter().for_each(|paper| line("Mang theo", "Bring", paper));
        if let Some(days) = &days {
            line("Trả lời", "Answer", days);
        }
        html! {
            (self.stated(procedure.days, &procedure.citations))
            @if !lines.is_empty() { (self.facts(&lines)) }
            (self.notes(&procedure.notes))
        }
    }

    /// What is doubtful about an instrument.
    pub(super) fn doubts(&self, doubts: &[Doubt]) -> Markup {
        html! {
            @if !doubts.is_empty() {
                h3 { (self.say("Chưa chắc chắn", "Not certain")) }
                ul {
                    @for doubt in doubts {
                        li {
                            @if let Some(place) = &doubt.place { (self.get(&place_text(&place.parts))) ": " }
                            (self.get(&doubt.text))
                        }
                    }
                }
            }
        }
    }
}
