//! The tails of benefits: the months paid and the rounding.
//!
//! Data only. It knows no day of assessment.

use ansinh_grammar::Span;

use super::{Citation, Days, Procedure};
use crate::value::{Decimal, Rounding, StartMonth, StopMonth, TestDay};

/// A rule with its days.
#[derive(Clone, Debug)]
pub struct Dated<T> {
    /// The rule.
    pub rule: T,
    /// Its days.
    pub days: Days,
    /// Where it comes from.
    pub citations: Vec<Citation>,
    /// Where it was written.
    pub span: Span,
}

/// Which months are paid and how the amount is rounded, for a benefit, for a category, or by convention.
#[derive(Clone, Debug, Default)]
pub struct Tail {
    /// The first month paid.
    pub starts: Vec<Dated<StartMonth>>,
    /// The last month paid.
    pub stops: Vec<Dated<StopMonth>>,
    /// The day on which entitlement is seen.
    pub tested: Vec<Dated<TestDay>>,
    /// How the amount is rounded.
    pub roundings: Vec<Dated<(Rounding, Decimal)>>,
    /// How somebody gets it.
    pub procedures: Vec<Procedure>,
}
