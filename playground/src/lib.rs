//! An Sinh in the browser.
