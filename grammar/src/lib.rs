//! The policy language as text.
