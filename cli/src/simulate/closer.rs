//! How results are to be looked at more closely.
//!
//! Receives traits and rates as they are written; hands on what the engine takes, or the nearest that there is.

use ansinh_engine::hir::Program;
use ansinh_engine::simulate::By;
use ansinh_engine::value::Decimal;
use ansinh_grammar::Text;

use crate::nearest::nearest;

/// The traits by which results are broken down, each once.
///
/// # Errors
/// All that are none.
pub(super) fn traits(written: &[String]) -> Result<Vec<By>, Vec<Text>> {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for name in written {
        match By::ALL.into_iter().find(|by| by.code() == name.trim()) {
            Some(by) if found.contains(&by) => {}
            Some(by) => found.push(by),
            None => wrong.push(no_trait(name)),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

fn no_trait(name: &str) -> Text {
    let codes = By::ALL.map(By::code);
    let all = codes.join(", ");
    match nearest(name, codes) {
        Some(near) => Text::new(
            format!("--by: không chia được theo `{name}`; có lẽ là `{near}`"),
            format!("--by: there is no trait `{name}`; did you mean `{near}`?"),
        ),
        None => Text::new(
            format!("--by: không chia được theo `{name}`; hiện có: {all}"),
            format!("--by: there is no trait `{name}`; there is: {all}"),
        ),
    }
}

/// The rates of `BENEFIT=RATE` texts.
///
/// # Errors
/// All that is wrong with them.
pub(super) fn take_up(program: &Program, written: &[String]) -> Result<Vec<(String, Decimal)>, Vec<Text>> {
    let (mut found, mut wrong) = (Vec::<(String, Decimal)>::new(), Vec::new());
    for text in written {
        match rate(program, text) {
            Ok((name, rate)) => {
                found.retain(|(other, _)| *other != name);
                found.push((name, rate));
            }
            Err(text) => wrong.push(text),
        }
    }
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

fn rate(program: &Program, written: &str) -> Result<(String, Decimal), Text> {
    let (name, rate) = written.split_once('=').unwrap_or((written, ""));
    let (name, rate) = (name.trim(), rate.trim());
    let namings = || program.benefits.iter().map(|benefit| &benefit.naming);
    let Some(found) = namings().find(|naming| naming.goes_by(name)) else {
        let near = nearest(name, namings().map(|naming| naming.name.as_str()));
        let remedy = near.map_or_else(Text::default, |near| {
            Text::new(format!("; có lẽ là `{near}`"), format!("; did you mean `{near}`?"))
        });
        return Err(Text::new(
            format!("--take-up: không có chế độ `{name}`{}", remedy.vi),
            format!("--take-up: there is no benefit `{name}`{}", remedy.en),
        ));
    };
    let percent = rate.strip_suffix('%').and_then(|number| number.trim().parse::<Decimal>().ok());
    let percent = percent.filter(|percent| !percent.is_sign_negative() && *percent <= Decimal::ONE_HUNDRED);
    let part = percent.and_then(|percent| percent.checked_mul(Decimal::new(1, 2)));
    part.map(|part| (found.name.clone(), part)).ok_or_else(|| {
        Text::new(
            format!("--take-up: `{name}`: `{rate}` không hợp lệ; được phép: từ 0% đến 100%"),
            format!("--take-up: `{name}`: `{rate}` is not allowed; allowed: 0% to 100%"),
        )
    })
}

/// What must be said of traits that the population does not have, and of who claims.
pub(crate) fn notes(by: &[By], has: &[By], take_up: &[(String, Decimal)]) -> Vec<Text> {
    let lacking = by.iter().filter(|by| !has.contains(by)).map(|by| {
        let label = by.label();
        Text::new(
            format!("Không chia được theo {}: dân số này không có dữ kiện ấy.", label.vi),
            format!("Not broken down by {}: this population does not have the fact.", label.en),
        )
    });
    let rates = take_up.iter().map(|(name, rate)| {
        let percent = (rate * Decimal::ONE_HUNDRED).normalize();
        Text::new(
            format!("Giả định {percent}% người đủ điều kiện đến nhận `{name}`, ai cũng như ai; cùng những người ấy khi có phương án"),
            format!("Assumed: {percent} % of those entitled claim `{name}`, everybody alike; the same people in the draft"),
        )
    });
    lacking.chain(rates).collect()
}
