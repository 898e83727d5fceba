//! What An Sinh promises.
