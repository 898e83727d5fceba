//! The names of districts.
//!
//! Receives the key of a district; hands on its name. It knows no margin.

use ansinh_grammar::Text;

const NAMES: &str = include_str!("../../data/districts.csv");

/// The name of a district by its key in the column `district`; the key itself where none is known.
#[must_use]
pub fn district_name(key: &str) -> Text {
    let mut reader = csv::Reader::from_reader(NAMES.as_bytes());
    let found = reader.records().filter_map(Result::ok).find(|record| record.get(1) == Some(key));
    let named = found.and_then(|record| Some(Text::new(record.get(2)?, record.get(3)?)));
    named.unwrap_or_else(|| {
        let province = super::Province::ALL.into_iter().find(|province| province.code().replace('-', "_") == key);
        province.map_or_else(|| Text::same(key), |province| Text::new(province.name_vi(), province.name_en()))
    })
}
