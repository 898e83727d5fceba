//! Base rates and regimes, by day.
//!
//! Receives a day and a province; hands on dong. The figures are those of `law_tables.csv` of the dossier.

use super::day::Day;
use super::facts::Province;

/// Which set of rules holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Regime {
    /// Decree 136/2013 with Decree 28/2012, paid from 2015-01-01.
    Of2013,
    /// Decree 20/2021, from 2021-07-01.
    Of2021,
    /// Decree 335/2026, from 2026-10-05.
    Of2026,
}

/// From this day the social pension is paid, and clauses 5b and 5c of Decree 20/2021 are read as closed.
pub const SOCIAL_PENSION: Day = Day::new(2025, 7, 1);

/// The rules of a day.
#[must_use]
pub fn regime(on: Day) -> Regime {
    if on < Day::new(2021, 7, 1) {
        Regime::Of2013
    } else if on < Day::new(2026, 10, 5) {
        Regime::Of2021
    } else {
        Regime::Of2026
    }
}

/// The national base. OPEN: between 2026-07-01 and 2026-10-04 Decree 335/2026 article 32.3 speaks of people already
/// receiving; the press says 540,000 for all, and so it is read here.
#[must_use]
pub fn national(on: Day) -> i64 {
    last(on, &[((2015, 1, 1), 270_000), ((2021, 7, 1), 360_000), ((2024, 7, 1), 500_000), ((2026, 7, 1), 540_000)])
}

/// The base that counts: the provincial one if that is higher.
#[must_use]
pub fn base(province: Option<Province>, on: Day) -> i64 {
    let own: &[((i32, i32, i32), i64)] = match province {
        Some(Province::HaNoi) => &[((2022, 1, 1), 440_000), ((2024, 7, 1), 500_000), ((2026, 1, 1), 650_000)],
        Some(Province::HaiPhong) => &[((2022, 1, 1), 500_000), ((2026, 1, 1), 700_000)],
        Some(Province::HaiDuong) => &[((2021, 7, 1), 380_000), ((2024, 8, 1), 550_000), ((2026, 1, 1), 700_000)],
        Some(Province::QuangNinh) => &[((2021, 8, 1), 450_000), ((2023, 1, 1), 500_000), ((2024, 10, 1), 700_000)],
        Some(Province::DaNang) => &[((2021, 7, 1), 400_000), ((2024, 7, 1), 0)],
        _ => &[],
    };
    national(on).max(last(on, own))
}

/// The base in facilities.
#[must_use]
pub fn facility_base(province: Option<Province>, on: Day) -> i64 {
    let own: &[((i32, i32, i32), i64)] = match province {
        Some(Province::QuangNinh) => &[((2021, 8, 1), 500_000), ((2023, 1, 1), 650_000), ((2024, 10, 1), 700_000)],
        _ => &[],
    };
    base(province, on).max(last(on, own))
}

/// The social pension with what the province adds, from 2025-07-01.
/// OPEN: Hà Nội's 150,000 was to make 650,000; with 540,000 from July 2026 the sum is read as still 650,000.
#[must_use]
pub fn social_pension(province: Option<Province>, on: Day) -> i64 {
    let total: &[((i32, i32, i32), i64)] = match province {
        Some(Province::HaNoi) => &[((2026, 1, 1), 650_000)],
        Some(Province::HaiPhong | Province::HaiDuong) => &[((2026, 1, 1), 700_000)],
        Some(Province::HoChiMinh) => &[((2025, 7, 1), 650_000)],
        Some(Province::TuyenQuang) => &[((2025, 7, 1), 530_000)],
        _ => &[],
    };
    let national = last(on, &[((2025, 7, 1), 500_000), ((2026, 7, 1), 540_000)]);
    national.max(last(on, total))
}

/// The last value that has begun; 0 before the first.
fn last(on: Day, values: &[((i32, i32, i32), i64)]) -> i64 {
    let begun = values.iter().rev().find(|((year, month, day), _)| Day::new(*year, *month, *day) <= on);
    begun.map_or(0, |(_, value)| *value)
}
