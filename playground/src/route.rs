//! Where in the page one is, as the part of the address after `#`.
//!
//! Receives and hands on addresses. No answer of a person is ever part of one.

/// A place in the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Route {
    /// The first page.
    #[default]
    Home,
    /// The start of the questionnaire.
    CheckStart,
    /// A question by its number, from 1; a revision returns to the answers afterwards.
    Question {
        /// The number.
        number: usize,
        /// Whether it was opened from the answers.
        is_revision: bool,
    },
    /// The answers.
    Review,
    /// The result.
    Outcome,
    /// The simulation.
    Simulate,
    /// The policy text.
    Draft,
    /// The instruments and their articles.
    Law,
    /// An address that leads nowhere.
    Lost,
}

impl Route {
    /// The place an address names.
    pub(crate) fn of_hash(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [""] => Self::Home,
            ["kiem-tra"] => Self::CheckStart,
            ["kiem-tra", "xem-lai"] => Self::Review,
            ["kiem-tra", "ket-qua"] => Self::Outcome,
            ["kiem-tra", number] => question(number, false),
            ["kiem-tra", number, "sua"] => question(number, true),
            ["mo-phong"] => Self::Simulate,
            ["chinh-sach"] => Self::Draft,
            ["luat"] => Self::Law,
            _ => Self::Lost,
        }
    }

    /// The address of the place.
    pub(crate) fn hash(self) -> String {
        match self {
            Self::Home | Self::Lost => "#/".to_owned(),
            Self::CheckStart => "#/kiem-tra".to_owned(),
            Self::Question { number, is_revision: false } => format!("#/kiem-tra/{number}"),
            Self::Question { number, is_revision: true } => format!("#/kiem-tra/{number}/sua"),
            Self::Review => "#/kiem-tra/xem-lai".to_owned(),
            Self::Outcome => "#/kiem-tra/ket-qua".to_owned(),
            Self::Simulate => "#/mo-phong".to_owned(),
            Self::Draft => "#/chinh-sach".to_owned(),
            Self::Law => "#/luat".to_owned(),
        }
    }
}

fn question(number: &str, is_revision: bool) -> Route {
    match number.parse() {
        Ok(number) if number > 0 => Route::Question { number, is_revision },
        _ => Route::Lost,
    }
}

#[cfg(test)]
mod tests {
    use super::Route;

    #[test]
    fn every_place_has_an_address_that_leads_back_to_it() {
        let places = [
            Route::Home,
            Route::CheckStart,
            Route::Question { number: 3, is_revision: false },
            Route::Question { number: 12, is_revision: true },
            Route::Review,
            Route::Outcome,
            Route::Simulate,
            Route::Draft,
            Route::Law,
        ];
        for place in places {
            assert_eq!(Route::of_hash(&place.hash()), place);
        }
    }

    #[test]
    fn other_addresses_are_lost_and_an_empty_one_is_home() {
        assert_eq!(Route::of_hash(""), Route::Home);
        assert_eq!(Route::of_hash("#"), Route::Home);
        for hash in ["#/kiem-tra/0", "#/kiem-tra/-1", "#/x", "#/mo-phong/x", "#/kiem-tra/1/x"] {
            assert_eq!(Route::of_hash(hash), Route::Lost, "{hash}");
        }
    }
}
