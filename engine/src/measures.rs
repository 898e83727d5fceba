//! Measures of poverty, inequality, targeting and take-up, as the literature defines them.
//!
//! Receives whole numbers with whole weights; hands on exact fractions, means and counts. It knows no law, no person
//! and no table. Money is never divided before the end, and never a float.
//!
//! Each function says whose definition it follows. A measure that does not exist, like inequality of nothing, is
//! `None` and never zero.
//!
//! ```
//! use ansinh_engine::measures::{Observation, gini};
//! // One of two has everything: half of the area under the line of equality.
//! let incomes = [Observation { value: 0, weight: 1 }, Observation { value: 10, weight: 1 }];
//! assert_eq!(gini(&incomes).and_then(|gini| gini.per_mille()), Some(500));
//! ```

mod inequality;
mod poverty;
mod ratio;
mod sampling;
mod takeup;
mod targeting;

pub use inequality::{Quantile, gini, quantiles};
pub use poverty::{Aversion, Line, foster_greer_thorbecke};
pub use ratio::Ratio;
pub use sampling::{Design, reach, standard_error};
pub use takeup::TakeUp;
pub use targeting::Coverage;

/// A value, and how many people have it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Observation {
    /// Income for each head, in the smallest unit of money that counts.
    pub value: i64,
    /// How many people.
    pub weight: u64,
}
