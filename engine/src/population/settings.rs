//! What a generated population is made for: province, years, seed, margins set by hand.
//!
//! Receives codes; hands on settings. It knows no margin.

use std::fmt;

/// What [`generate`](super::generate) is to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The province.
    pub province: Province,
    /// The year whose margins are used.
    pub reference_year: i32,
    /// The year on whose 31 December the age structure of `reference_year` holds: birth dates are shifted.
    pub year: i32,
    /// The seed of every draw.
    pub seed: u64,
    /// Margins that somebody replaces by values of their own.
    pub assumptions: Vec<Assumption>,
}

/// A margin with a value of somebody's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The margin and its key, as the calibration table names it: `unsupported_aged/poor_80`.
    pub name: String,
    /// The value, in the unit of the margin.
    pub value: i64,
}

impl fmt::Display for Assumption {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}={}", self.name, self.value)
    }
}

/// A province with margins, or the nation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Province {
    /// Cà Mau in its boundaries before July 2025.
    CaMau,
    /// Hà Nam in its boundaries before July 2025.
    HaNam,
    /// Bình Định in its boundaries before July 2025.
    BinhDinh,
    /// The whole of Việt Nam.
    VietNam,
}

impl Province {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::CaMau, Self::HaNam, Self::BinhDinh, Self::VietNam];

    /// The province of a code as written in commands: `ca-mau`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|province| province.code() == code)
    }

    /// The code, as [`Province::from_code`] reads it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CaMau => "ca-mau",
            Self::HaNam => "ha-nam",
            Self::BinhDinh => "binh-dinh",
            Self::VietNam => "viet-nam",
        }
    }

    /// The name in Vietnamese.
    #[must_use]
    pub const fn name_vi(self) -> &'static str {
        match self {
            Self::CaMau => "Cà Mau",
            Self::HaNam => "Hà Nam",
            Self::BinhDinh => "Bình Định",
            Self::VietNam => "Việt Nam",
        }
    }

    /// The name in English.
    #[must_use]
    pub const fn name_en(self) -> &'static str {
        match self {
            Self::CaMau => "Ca Mau",
            Self::HaNam => "Ha Nam",
            Self::BinhDinh => "Binh Dinh",
            Self::VietNam => "Viet Nam",
        }
    }

    /// How many people and households each one that is made stands for.
    #[must_use]
    pub const fn weight(self) -> u32 {
        match self {
            Self::CaMau | Self::HaNam | Self::BinhDinh => 1,
            Self::VietNam => 100,
        }
    }

    /// The answer to the law's question for the province. Nobody in the population of the nation has one: how many
    /// live where is not among its margins.
    pub(super) const fn answer(self) -> Option<&'static str> {
        match self {
            Self::CaMau => Some("ca_mau"),
            Self::HaNam => Some("ha_nam"),
            Self::BinhDinh => Some("binh_dinh"),
            Self::VietNam => None,
        }
    }
}
