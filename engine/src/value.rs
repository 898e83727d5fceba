//! Values and what each operation means.
//!
//! Receives plain numbers, dates and names; hands on values. It knows no policy, no plan and no person.

mod date;

pub use date::{Date, LeapBirthday, completed_months, days_in_month};
