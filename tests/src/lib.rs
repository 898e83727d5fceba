//! What An Sinh promises: the tools that the tests share.
//!
//! Receives case files, law and facts; hands on printed forms and judgements.
//! It decides nothing about law or language: it only calls the doorways and writes down what they say.

pub mod beside;
pub mod case;
pub mod draw;
pub mod figures;
pub mod files;
pub mod hide;
pub mod household;
pub mod independent;
pub mod law;
pub mod months;
pub mod printed;
pub mod random;
pub mod reasons;
pub mod shape;
