//! Charts of a report as SVG inside the page.
//!
//! Receives names and exact numbers of a table; hands on drawings that say in words what they show. Numbers are only
//! placed here, never computed: the table beneath each drawing has them.

use ansinh_engine::lower::number_text;
use ansinh_engine::value::Decimal;
use ansinh_grammar::Language;
use maud::{Markup, html};

/// The drawings in their own units: narrow enough for a telephone, and their letters still to be read there.
const WIDTH: i64 = 400;

/// What a chart is called and what it says.
pub(super) struct Words<'w> {
    pub(super) id: &'w str,
    pub(super) title: &'w str,
    /// What it shows, in a sentence or two.
    pub(super) says: &'w str,
    pub(super) language: Language,
}

/// Numbers that belong together, drawn in one colour.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) values: Vec<Decimal>,
}

fn framed(words: &Words<'_>, height: i64, drawing: &Markup, legend: &[&str]) -> Markup {
    let (title, says) = (format!("{}-title", words.id), format!("{}-says", words.id));
    html! {
        figure.chart {
            @if legend.len() > 1 {
                ul.legend aria-hidden="true" {
                    @for (at, name) in legend.iter().enumerate() {
                        li { span class={ "chip s" (at) } {} (name) }
                    }
                }
            }
            svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-labelledby={ (title) " " (says) } {
                title id=(title) { (words.title) }
                desc id=(says) { (words.says) }
                (drawing)
            }
        }
    }
}

/// A number where there is little room: only a small one has decimals.
fn short(number: Decimal, language: Language) -> String {
    let digits = if number.abs() < Decimal::ONE_HUNDRED { 1 } else { 0 };
    number_text(number.round_dp(digits).normalize(), language)
}

/// A part of a room, as a place in the drawing.
fn part(number: Decimal, most: Decimal, room: i64) -> i64 {
    let part = number.checked_div(most).unwrap_or(Decimal::ZERO) * Decimal::from(room);
    i64::try_from(part.round()).unwrap_or(0)
}

/// A round number not below another one.
fn ceiling(number: Decimal) -> Decimal {
    let mut unit = Decimal::ONE;
    while unit * Decimal::TEN < number {
        unit *= Decimal::TEN;
    }
    let steps = [1, 2, 3, 4, 5, 6, 8, 10].map(|step| unit * Decimal::from(step));
    steps.into_iter().find(|step| *step >= number).unwrap_or(number)
}

/// Of how many texts beside each other one has room, counted from the last.
struct Room {
    every: usize,
    /// On a phone, where letters are larger beside the drawing.
    on_a_phone: usize,
}

impl Room {
    /// Room for texts that stand a step apart.
    fn of(texts: &[String], step: i64) -> Self {
        let longest = texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        let step = usize::try_from(step).unwrap_or(1).max(1);
        let every = |letter: usize| (longest * letter + 4).div_ceil(step).max(1);
        let own = every(7);
        Self { every: own, on_a_phone: every(9).next_multiple_of(own) }
    }
}

/// Columns of parts one above the other, one for each name, with what each comes to: rounded parts add up to something
/// else.
pub(super) fn columns(words: &Words<'_>, names: &[String], series: &[Series], sums: &[Decimal]) -> Markup {
    let (height, left, bottom, top): (i64, i64, i64, i64) = (230, 56, 24, 16);
    let total = |at: usize| series.iter().filter_map(|series| series.values.get(at)).copied().sum::<Decimal>();
    let most = ceiling((0..names.len()).map(total).max().unwrap_or(Decimal::ONE));
    let room = height - bottom - top;
    let step = (WIDTH - left - 6) / i64::try_from(names.len().max(1)).unwrap_or(1);
    let wide = (step * 7 / 10).min(60);
    let told: Vec<String> =
        (0..names.len()).map(|at| short(sums.get(at).copied().unwrap_or_default(), words.language)).collect();
    let (named, valued) = (Room::of(names, step), Room::of(&told, step));
    let drawing = html! {
        @for quarter in 0..=4_i64 {
            @let y = height - bottom - room * quarter / 4;
            line.grid x1=(left) y1=(y) x2=(WIDTH - 4) y2=(y) {}
            text.tick x=(left - 5) y=(y + 3) { (short(most * Decimal::from(quarter) / Decimal::from(4), words.language)) }
        }
        @for at in 0..names.len() {
            @let x = left + step * i64::try_from(at).unwrap_or(0) + (step - wide) / 2;
            @for (order, (from, to)) in stack(series, at).into_iter().enumerate() {
                @let (low, high) = (part(from, most, room), part(to, most, room));
                @if high > low {
                    rect class={ "s" (order) } x=(x) y=(height - bottom - high) width=(wide) height=(high - low) {}
                }
            }
        }
        @for (at, name) in names.iter().enumerate() {
            @let x = left + step * i64::try_from(at).unwrap_or(0) + step / 2;
            @let to_last = names.len() - 1 - at;
            @if to_last.is_multiple_of(named.every) {
                text.name.between[!to_last.is_multiple_of(named.on_a_phone)] x=(x) y=(height - bottom + 14) { (name) }
            }
            @if to_last.is_multiple_of(valued.every) {
                text.value.between[!to_last.is_multiple_of(valued.on_a_phone)]
                    x=(x) y=(height - bottom - part(total(at), most, room) - 4) { (told.get(at).map_or("", String::as_str)) }
            }
        }
    };
    let legend: Vec<&str> = series.iter().map(|series| series.name.as_str()).collect();
    framed(words, height, &drawing, &legend)
}

fn stack(series: &[Series], at: usize) -> Vec<(Decimal, Decimal)> {
    let mut sum = Decimal::ZERO;
    let values = series.iter().map(|series| series.values.get(at).copied().unwrap_or_default().max(Decimal::ZERO));
    values
        .map(|value| {
            let from = sum;
            sum += value;
            (from, sum)
        })
        .collect()
}

/// Bars from the left, one group for each name, the name above.
pub(super) fn bars(words: &Words<'_>, names: &[String], series: &[Series]) -> Markup {
    let n_series = i64::try_from(series.len()).unwrap_or(1);
    let (bar, gap, head) = (11, 9, 13);
    let group = head + bar * n_series + gap;
    let most = series.iter().flat_map(|series| &series.values).copied().max().unwrap_or(Decimal::ONE).max(Decimal::ONE);
    let room = WIDTH - 70;
    let drawing = html! {
        @for (at, name) in names.iter().enumerate() {
            @let y = i64::try_from(at).unwrap_or(0) * group;
            text.label x="0" y=(y + 10) { (name) }
            @for (order, series) in series.iter().enumerate() {
                @let value = series.values.get(at).copied().unwrap_or_default();
                @let top = y + head + bar * i64::try_from(order).unwrap_or(0);
                @let wide = part(value, most, room).max(i64::from(!value.is_zero()));
                rect class={ "s" (order) } x="0" y=(top) width=(wide) height=(bar - 1) rx="1" {}
                text.end x=(wide + 4) y=(top + 9) { (number_text(value, words.language)) }
            }
        }
    };
    let legend: Vec<&str> = series.iter().map(|series| series.name.as_str()).collect();
    framed(words, group * i64::try_from(names.len()).unwrap_or(0), &drawing, &legend)
}

/// Two sides of a middle: the first of the pair to the left, the second to the right, the name between.
pub(super) fn sides(words: &Words<'_>, names: &[String], pair: &[Series; 2]) -> Markup {
    let (row, head, middle) = (17, 16, 62);
    let most = pair.iter().flat_map(|series| &series.values).copied().max().unwrap_or(Decimal::ONE).max(Decimal::ONE);
    let room = (WIDTH - middle) / 2 - 44;
    let n = i64::try_from(names.len()).unwrap_or(0);
    let drawing = html! {
        text.name x=((WIDTH - middle) / 4) y="10" { (pair[0].name) }
        text.name x=(WIDTH - (WIDTH - middle) / 4) y="10" { (pair[1].name) }
        @for (at, name) in names.iter().enumerate() {
            @let y = head + row * i64::try_from(at).unwrap_or(0);
            @let values = [0, 1].map(|side: usize| pair[side].values.get(at).copied().unwrap_or_default());
            @let wide = values.map(|value| part(value, most, room).max(i64::from(!value.is_zero())));
            text.name x=(WIDTH / 2) y=(y + 11) { (name) }
            rect.s0 x=((WIDTH - middle) / 2 - wide[0]) y=(y) width=(wide[0]) height=(row - 3) rx="1" {}
            rect.s1 x=((WIDTH + middle) / 2) y=(y) width=(wide[1]) height=(row - 3) rx="1" {}
            text.tick x=((WIDTH - middle) / 2 - wide[0] - 4) y=(y + 11) { (short(values[0], words.language)) }
            text.end x=((WIDTH + middle) / 2 + wide[1] + 4) y=(y + 11) { (short(values[1], words.language)) }
        }
    };
    framed(words, head + row * n, &drawing, &[])
}

/// How far something moves to either side of where it stands, the name above each pair.
pub(super) fn swings(words: &Words<'_>, names: &[String], pair: &[Series; 2]) -> Markup {
    let (bar, head, gap) = (12, 13, 8);
    let group = bar + head + gap;
    let most = pair.iter().flat_map(|series| &series.values).map(Decimal::abs).max();
    let most = most.unwrap_or(Decimal::ONE).max(Decimal::ONE);
    let (middle, room) = (WIDTH / 2, WIDTH / 2 - 60);
    let n = i64::try_from(names.len()).unwrap_or(0);
    let drawing = html! {
        @for (at, name) in names.iter().enumerate() {
            @let y = i64::try_from(at).unwrap_or(0) * group;
            text.label x="0" y=(y + 10) { (name) }
            @for (order, series) in pair.iter().enumerate() {
                @let value = series.values.get(at).copied().unwrap_or_default();
                @let wide = part(value.abs(), most, room).max(i64::from(!value.is_zero()));
                @let is_less = value < Decimal::ZERO;
                rect class={ "s" (order) } x=(if is_less { middle - wide } else { middle }) y=(y + head + order_of(order) * bar / 2)
                    width=(wide) height=(bar / 2 - 1) {}
            }
            @let (low, high) = reach(pair, at);
            @if !low.is_zero() {
                text.tick x=(middle - part(low.abs(), most, room) - 4) y=(y + head + 10) { (short(low, words.language)) }
            }
            @if !high.is_zero() {
                text.end x=(middle + part(high, most, room) + 4) y=(y + head + 10) { "+" (short(high, words.language)) }
            }
        }
        line.grid x1=(middle) y1="0" x2=(middle) y2=(group * n) {}
    };
    framed(words, group * n, &drawing, &[&pair[0].name, &pair[1].name])
}

fn order_of(order: usize) -> i64 {
    i64::try_from(order).unwrap_or(0)
}

/// How far a pair reaches below zero and above it.
fn reach(pair: &[Series; 2], at: usize) -> (Decimal, Decimal) {
    let [one, other] = [0, 1].map(|side: usize| pair[side].values.get(at).copied().unwrap_or_default());
    (one.min(other).min(Decimal::ZERO), one.max(other).max(Decimal::ZERO))
}

/// Steps from a first total to a last one: each step begins where the one before ended. Where the steps are small beside
/// the totals, the axis begins near them, and says so.
pub(super) fn bridge(words: &Words<'_>, steps: &[(String, Decimal, bool)]) -> Markup {
    let (bar, head, gap, foot) = (14, 13, 8, 14);
    let group = bar + head + gap;
    let mut at = Decimal::ZERO;
    let mut spans = Vec::new();
    for (name, value, is_total) in steps {
        let (from, to) = if *is_total { (Decimal::ZERO, *value) } else { (at, at + value) };
        at = to;
        spans.push((name, from.min(to), from.max(to), *value, *is_total));
    }
    let most = spans.iter().map(|(_, _, to, _, _)| *to).max().unwrap_or(Decimal::ONE).max(Decimal::ONE);
    let least = spans.iter().map(|(_, from, to, _, is_total)| if *is_total { *to } else { *from }).min();
    let origin = origin(least.unwrap_or_default(), most);
    let room = WIDTH - 66;
    let place = |number: Decimal| part((number - origin).max(Decimal::ZERO), most - origin, room);
    let begins = number_text(origin, words.language);
    let drawing = html! {
        @for (at, (name, from, to, value, is_total)) in spans.iter().enumerate() {
            @let y = group * i64::try_from(at).unwrap_or(0);
            @let (x, end) = (place(*from), place(*to));
            @let class = if *is_total { "s0" } else if *value < Decimal::ZERO { "less" } else { "s1" };
            text.label x="0" y=(y + 10) { (name) }
            rect class=(class) x=(x) y=(y + head) width=((end - x).max(1)) height=(bar) rx="1" {}
            text.end x=(end + 4) y=(y + head + 11) {
                @if !is_total && *value > Decimal::ZERO { "+" }
                (number_text(*value, words.language))
            }
        }
        @if !origin.is_zero() {
            text.foot x="0" y=(group * i64::try_from(steps.len()).unwrap_or(0) + 8) {
                @match words.language {
                    Language::Vi => { "Trục bắt đầu từ " (begins) ", không từ 0" },
                    Language::En => { "The axis begins at " (begins) ", not at 0" },
                }
            }
        }
    };
    framed(words, group * i64::try_from(steps.len()).unwrap_or(0) + foot, &drawing, &[])
}

/// Where an axis begins: at zero, unless everything happens in its last fifth.
fn origin(least: Decimal, most: Decimal) -> Decimal {
    if (most - least) * Decimal::from(5) >= most {
        return Decimal::ZERO;
    }
    let span = (most - least).max(Decimal::ONE);
    let mut unit = Decimal::ONE;
    while unit * Decimal::TEN <= span {
        unit *= Decimal::TEN;
    }
    ((least - span / Decimal::TWO) / unit).floor() * unit
}

#[cfg(test)]
mod tests {
    use super::{ceiling, origin, part, short};
    use ansinh_engine::value::Decimal;
    use ansinh_grammar::Language;

    #[test]
    fn numbers_get_a_place() {
        assert_eq!(part(Decimal::from(1), Decimal::from(4), 100), 25);
        assert_eq!(part(Decimal::from(1), Decimal::ZERO, 100), 0);
        assert_eq!(ceiling(Decimal::from(165_356)), Decimal::from(200_000));
        assert_eq!(ceiling(Decimal::ZERO), Decimal::ONE);
        assert_eq!(origin(Decimal::from(10), Decimal::from(100)), Decimal::ZERO);
        assert_eq!(origin(Decimal::from(259_000), Decimal::from(262_000)), Decimal::from(257_000));
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(short(Decimal::new(1_653_564, 1), Language::En), "165,356");
        assert_eq!(short(Decimal::new(72, 1), Language::Vi), "7,2");
    }
}
