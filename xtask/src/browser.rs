//! Finds a browser: one to test with, and the person's own to show the page in.
//!
//! Receives nothing; hands on a path. It knows names of browsers and packages.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{command, install};

const NAMES: [&str; 5] = ["chromium", "google-chrome", "google-chrome-stable", "chrome", "chromium-browser"];

/// A Chromium to test with, installed from Debian if there is none and that is possible.
///
/// # Errors
/// There is none and none can be installed; the message then says what to install.
pub(crate) fn for_tests() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("CHROME").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("CHROME names {}, which is not there", named.display()))
        };
    }
    if search().is_none() && install::is_possible() {
        install::packages(&["chromium", "chromium-driver"])?;
    }
    search().ok_or_else(|| {
        "no Chromium was found for the browser tests: install Chromium or Chrome, or set CHROME to its path".to_owned()
    })
}

/// Shows the address in the person's own browser, if there is a screen.
pub(crate) fn open(address: &str) {
    let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let words: &[&str] = if cfg!(windows) {
        &["cmd", "/c", "start"]
    } else if cfg!(target_os = "macos") {
        &["open"]
    } else if has_screen {
        &["xdg-open"]
    } else {
        return;
    };
    if let [program, arguments @ ..] = words {
        let started =
            Command::new(program).args(arguments).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        if started.is_err() {
            println!("open the address above in a browser");
        }
    }
}

fn search() -> Option<PathBuf> {
    NAMES.iter().find_map(|name| command::find(name))
}
