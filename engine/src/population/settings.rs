//! What a generated population is made for: province, years, seed.
//!
//! Receives codes; hands on settings. It knows no margin.

/// What [`generate`](super::generate) is to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The province.
    pub province: Province,
    /// The year whose margins are used.
    pub reference_year: i32,
    /// The year on whose 31 December the age structure of `reference_year` holds: birth dates are shifted.
    pub year: i32,
    /// The seed of every draw.
    pub seed: u64,
}

/// A province with margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Province {
    /// Cà Mau in its boundaries before July 2025.
    CaMau,
}

impl Province {
    /// The province of a code as written in commands: `ca-mau`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        (code == Self::CaMau.code()).then_some(Self::CaMau)
    }

    /// The code, as [`Province::from_code`] reads it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CaMau => "ca-mau",
        }
    }

    /// The name in Vietnamese.
    #[must_use]
    pub const fn name_vi(self) -> &'static str {
        match self {
            Self::CaMau => "Cà Mau",
        }
    }

    /// The name in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::CaMau => "Ca Mau",
        }
    }
}
