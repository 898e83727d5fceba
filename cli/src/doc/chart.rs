//! A drawing of a number that changes on dates: steps, as lines of SVG.
//!
//! Receives dated values; hands on a picture that says in words what it shows. Numbers are only placed here, never
//! computed: the table beside the drawing has them exactly.

use ansinh_engine::hir::{Parameter, ParameterValue};
use ansinh_engine::lower::{date_text, value_text};
use ansinh_engine::value::{Date, Decimal, Value};
use maud::{Markup, html};

use super::site::Site;

/// The drawing in its own units: wide enough for a telephone without shrinking.
const WIDTH: i64 = 360;
const HEIGHT: i64 = 150;
const LEFT: i64 = 10;
const RIGHT: i64 = 14;
const TOP: i64 = 26;
const BOTTOM: i64 = 28;

/// One step: from a day, at a height.
struct Step<'v> {
    value: &'v ParameterValue,
    from: Date,
    number: Decimal,
}

/// The steps of a parameter's law; nothing where there are fewer than two numbers.
pub(super) fn steps(site: &Site<'_>, parameter: &Parameter, values: &[&ParameterValue], anchor: &str) -> Markup {
    let mut steps: Vec<Step<'_>> = values.iter().filter_map(|value| step(site, value)).collect();
    steps.sort_by_key(|step| step.from);
    let (Some(first), Some(last), true) = (steps.first(), steps.last(), steps.len() > 1) else {
        return html! {};
    };
    let days = (days_of(first.from), days_of(last.from));
    let largest = steps.iter().map(|step| step.number).max().unwrap_or_default();
    let smallest = steps.iter().map(|step| step.number).min().unwrap_or_default().min(Decimal::ZERO);
    let shown = |step: &Step<'_>| {
        let text = value_text(step.value.value, parameter.value_type, site.program());
        site.get(&text).to_owned()
    };
    let words: Vec<String> = steps
        .iter()
        .map(|step| format!("{} {}: {}", site.say("từ", "from"), site.get(&date_text(step.from)), shown(step)))
        .collect();
    let label = site.get(&parameter.naming.label);
    let (title, desc) = (format!("chart-{anchor}"), format!("chart-{anchor}-text"));
    html! {
        figure.chart {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-labelledby={ (title) " " (desc) } {
                title id=(title) { (label) }
                desc id=(desc) { (words.join("; ")) }
                line.axis x1=(LEFT) y1=(HEIGHT - BOTTOM) x2=(WIDTH - RIGHT) y2=(HEIGHT - BOTTOM) {}
                path.area d=(area(&steps, days, (smallest, largest))) {}
                path.steps d=(line(&steps, days, (smallest, largest))) {}
                @for step in &steps {
                    circle.dot cx=(across(days_of(step.from), days)) cy=(up(step.number, (smallest, largest))) r="3" {}
                }
                @for (at, step) in steps.iter().enumerate() {
                    @let (x, y) = (across(days_of(step.from), days), up(step.number, (smallest, largest)));
                    @if is_labelled(&steps, at, days) {
                        text.value x=(x) y=(y - 7) { (number_of(&shown(step))) }
                        line.tick x1=(x) y1=(HEIGHT - BOTTOM) x2=(x) y2=(HEIGHT - BOTTOM + 4) {}
                        text.date x=(x) y=(HEIGHT - BOTTOM + 16) { (site.get(&date_text(step.from))) }
                    }
                }
            }
        }
    }
}

/// Only the law for everybody is one line; drafts and rules for some people stand in the table.
fn step<'v>(site: &Site<'_>, value: &&'v ParameterValue) -> Option<Step<'v>> {
    let is_for_all = value
        .patch
        .and_then(|id| site.program().patch(id))
        .is_none_or(|patch| patch.scenario.is_none() && patch.scope.is_none());
    match (value.value, value.days.from) {
        (Value::Number(number), Some(from)) if is_for_all => Some(Step { value, from, number }),
        _ => None,
    }
}

/// The number without its unit, which the table says.
fn number_of(shown: &str) -> &str {
    shown.split(' ').next().unwrap_or(shown)
}

/// Days, roughly: good enough for a place in a drawing.
fn days_of(date: Date) -> i64 {
    i64::from(date.year()) * 365 + i64::from(date.month()) * 30 + i64::from(date.day())
}

/// The place of a day; the last fifth is for the value that goes on.
fn across(day: i64, (first, last): (i64, i64)) -> i64 {
    let room = (WIDTH - LEFT - RIGHT) * 4 / 5;
    LEFT + (day - first) * room / (last - first).max(1)
}

/// The place of a number.
fn up(number: Decimal, (smallest, largest): (Decimal, Decimal)) -> i64 {
    let room = Decimal::from(HEIGHT - TOP - BOTTOM);
    let part = (number - smallest).checked_div(largest - smallest).unwrap_or(Decimal::ONE);
    HEIGHT - BOTTOM - i64::try_from((part * room).round()).unwrap_or(0)
}

fn line(steps: &[Step<'_>], days: (i64, i64), bounds: (Decimal, Decimal)) -> String {
    let mut path = String::new();
    for (at, step) in steps.iter().enumerate() {
        let (x, y) = (across(days_of(step.from), days), up(step.number, bounds));
        path.push_str(&if at == 0 { format!("M{x} {y}") } else { format!("H{x}V{y}") });
    }
    path.push_str(&format!("H{}", WIDTH - RIGHT));
    path
}

fn area(steps: &[Step<'_>], days: (i64, i64), bounds: (Decimal, Decimal)) -> String {
    let start = steps.first().map_or(LEFT, |step| across(days_of(step.from), days));
    format!("{}V{}H{start}Z", line(steps, days, bounds), HEIGHT - BOTTOM)
}

/// Whether there is room for the words of a step: far enough from the one before that has some.
fn is_labelled(steps: &[Step<'_>], at: usize, days: (i64, i64)) -> bool {
    let mut taken = i64::MIN / 2;
    let mut is_labelled = false;
    for (position, step) in steps.iter().enumerate().take(at + 1) {
        let x = across(days_of(step.from), days);
        is_labelled = x - taken >= 66;
        if is_labelled {
            taken = x;
        }
        if position == at {
            break;
        }
    }
    is_labelled
}
