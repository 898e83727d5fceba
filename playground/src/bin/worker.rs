//! The worker.
fn main(){}
