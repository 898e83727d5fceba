//! Builds, serves and tests An Sinh.
fn main() {}
