//! What is wrong with a command line, in Vietnamese.
//!
//! Receives what the library for arguments found; hands on the frequent ones in words. It knows no command.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong, with where to look; nothing for help and for what is rare.
pub(super) fn in_vietnamese(error: &clap::Error) -> Option<String> {
    let said = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("`, `")),
        _ => None,
    };
    let argument = said(ContextKind::InvalidArg);
    let wrong = match error.kind() {
        ErrorKind::UnknownArgument => format!("không có đối số hay tùy chọn `{}`", argument?),
        ErrorKind::InvalidSubcommand => format!("không có lệnh `{}`", said(ContextKind::InvalidSubcommand)?),
        ErrorKind::MissingRequiredArgument => format!("thiếu `{}`", argument?),
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            Some(other) if Some(&other) == argument.as_ref() => format!("`{other}` được nêu hai lần"),
            Some(other) => format!("`{}` không dùng cùng với `{other}`", argument?),
            None => return None,
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match said(ContextKind::InvalidValue)? {
            value if value.is_empty() => format!("`{}` cần một giá trị", argument?),
            value => format!("`{}`: giá trị `{value}` không hợp lệ", argument?),
        },
        ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => format!("`{}` thiếu giá trị", argument?),
        _ => return None,
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().find_map(said).map_or_else(String::new, |near| format!("; có phải là `{near}`?"));
    let valid = said(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
    let valid = valid.map_or_else(String::new, |valid| format!("; được phép: `{valid}`"));
    Some(format!("lỗi: {wrong}{near}{valid}\n\nThêm `--help` để xem cách dùng.\n"))
}

#[cfg(test)]
mod tests {
    use super::in_vietnamese;
    use crate::arguments::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_frequent_mistakes_are_said_in_vietnamese() {
        let said = |given: &[&str]| {
            let all = std::iter::once("ansinh").chain(given.iter().copied());
            let error = Arguments::command().try_get_matches_from(all).expect_err("it is wrong");
            in_vietnamese(&error).unwrap_or_default()
        };
        for (given, wanted) in [
            (&["check", "--strct"][..], "lỗi: không có đối số hay tùy chọn `--strct`; có phải là `--strict`?"),
            (&["chek"], "lỗi: không có lệnh `chek`; có phải là `check`?"),
            (&["fmt"], "lỗi: thiếu `<FILES>...`"),
            (&["check", "--max", "x"], "lỗi: `--max <N>`: giá trị `x` không hợp lệ"),
            (&["check", "--max"], "lỗi: `--max <N>` cần một giá trị"),
            (
                &["check", "--format", "xml"],
                "lỗi: `--format <FORMAT>`: giá trị `xml` không hợp lệ; được phép: `text`, `json`",
            ),
            (&["explain", "E0101", "--list"], "không dùng cùng với"),
        ] {
            assert!(said(given).contains(wanted), "{given:?}\n{}", said(given));
        }
    }
}
