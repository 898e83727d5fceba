//! The law, embedded.
