//! An Sinh at the command line.
fn main() {}
