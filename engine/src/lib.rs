//! What the policy language means.
