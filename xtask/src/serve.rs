//! Serves a folder on this machine only, with the headers the page is meant to be served with.
//!
//! Receives a folder; hands on an address. It knows file endings and headers, nothing of the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// Nothing but the page's own files is ever fetched, and nothing is ever sent elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// A running server.
pub(crate) struct Running {
    /// Where the page is.
    pub(crate) address: String,
    threads: Vec<JoinHandle<()>>,
}

impl Running {
    /// Serves until the process is ended.
    pub(crate) fn wait(self) {
        for thread in self.threads {
            let _ = thread.join();
        }
    }
}

/// Serves the folder on the loopback address; port 0 is any free port.
///
/// # Errors
/// The port is taken.
pub(crate) fn start(folder: &Path, port: u16) -> Result<Running, String> {
    let server =
        Server::http(("127.0.0.1", port)).map_err(|reason| format!("cannot listen on port {port}: {reason}"))?;
    let address = format!("http://{}/", server.server_addr());
    let server = Arc::new(server);
    let threads = (0..4)
        .map(|_| {
            let server = Arc::clone(&server);
            let folder = folder.to_path_buf();
            std::thread::spawn(move || answer_all(&server, &folder))
        })
        .collect();
    Ok(Running { address, threads })
}

fn answer_all(server: &Server, folder: &Path) {
    while let Ok(request) = server.recv() {
        let response = answer(&request, folder);
        // A browser that went away before its answer is no failure of ours.
        let _ = request.respond(response);
    }
}

fn answer(request: &Request, folder: &Path) -> Response<std::io::Cursor<Vec<u8>>> {
    let is_reading = matches!(request.method(), Method::Get | Method::Head);
    let file = wanted(request.url()).map(|path| folder.join(path));
    match file.and_then(|file| fs::read(&file).ok().map(|content| (file, content))) {
        Some((file, content)) if is_reading => with_headers(Response::from_data(content), kind(&file)),
        _ => with_headers(Response::from_data("not found"), "text/plain").with_status_code(StatusCode(404)),
    }
}

/// The file an address names, never one outside the folder.
fn wanted(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let is_plain =
        path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':', '%']));
    is_plain.then(|| PathBuf::from(path))
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

fn with_headers<R: std::io::Read>(mut response: Response<R>, kind: &str) -> Response<R> {
    let headers = [
        ("Content-Type", kind),
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-cache"),
    ];
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{kind, wanted};

    #[test]
    fn the_bare_address_is_the_page() {
        assert_eq!(wanted("/"), Some(PathBuf::from("index.html")));
        assert_eq!(wanted("/?x=1"), Some(PathBuf::from("index.html")));
        assert_eq!(wanted("/fonts/a.woff2"), Some(PathBuf::from("fonts/a.woff2")));
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for address in
            ["/../Cargo.toml", "/a/../../b", "//etc/passwd", "/.git/config", "/a\\..\\b", "/%2e%2e/a", "/c:/a"]
        {
            assert_eq!(wanted(address), None, "{address}");
        }
    }

    #[test]
    fn browsers_refuse_a_module_with_the_wrong_type() {
        assert_eq!(kind(Path::new("page_bg.wasm")), "application/wasm");
        assert_eq!(kind(Path::new("boot.js")), "text/javascript; charset=utf-8");
    }
}
