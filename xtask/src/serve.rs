//! Serves a folder on this machine only, with the headers the page is meant to be served with.
//!
//! Receives a folder; hands on an address. It knows file endings and headers, nothing of the page. One request, one
//! connection: a browser that keeps a connection open never keeps another request waiting.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

/// Nothing but the page's own files is ever fetched, and nothing is ever sent elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// The longest head of a request that is read.
const LONGEST_HEAD: u64 = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server.
pub(crate) struct Running {
    /// Where the page is.
    pub(crate) address: String,
    listening: JoinHandle<()>,
}

impl Running {
    /// Serves until the process is ended.
    pub(crate) fn wait(self) {
        let _ = self.listening.join();
    }
}

/// Serves the folder on the loopback address; port 0 is any free port.
///
/// # Errors
/// The port is taken.
pub(crate) fn start(folder: &Path, port: u16) -> Result<Running, String> {
    let refused = |reason| format!("cannot listen on port {port}: {reason}");
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(refused)?;
    let address = format!("http://{}/", listener.local_addr().map_err(refused)?);
    let folder = folder.to_path_buf();
    let listening = std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || {
                // A browser that went away before its answer is no failure of ours.
                let _ = answer(&stream, &folder);
            });
        }
    });
    Ok(Running { address, listening })
}

fn answer(stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.take(LONGEST_HEAD));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = first.split_whitespace();
    let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let found = wanted(url).map(|path| folder.join(path)).filter(|_| matches!(method, "GET" | "HEAD"));
    let found = found.and_then(|file| fs::read(&file).ok().map(|content| (kind(&file), content)));
    let (status, (kind, content)) = match found {
        Some(found) => ("200 OK", found),
        None => ("404 Not Found", ("text/plain; charset=utf-8", b"not found".to_vec())),
    };
    let body: &[u8] = if method == "HEAD" { &[] } else { &content };
    let mut stream = stream;
    stream.write_all(head(status, kind, content.len()).as_bytes())?;
    stream.write_all(body)?;
    stream.flush()
}

fn head(status: &str, kind: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Content-Security-Policy: {POLICY}\r\n\r\n"
    )
}

/// The file an address names, never one outside the folder.
fn wanted(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
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

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::{Path, PathBuf};

    use super::{kind, start, wanted};

    #[test]
    fn the_bare_address_is_the_page() {
        assert_eq!(wanted("/"), Some(PathBuf::from("index.html")));
        assert_eq!(wanted("/?x=1"), Some(PathBuf::from("index.html")));
        assert_eq!(wanted("/fonts/a.woff2"), Some(PathBuf::from("fonts/a.woff2")));
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for address in
            ["", "/../Cargo.toml", "/a/../../b", "//etc/passwd", "/.git/config", "/a\\..\\b", "/%2e%2e/a", "/c:/a"]
        {
            assert_eq!(wanted(address), None, "{address}");
        }
    }

    #[test]
    fn browsers_refuse_a_module_with_the_wrong_type() {
        assert_eq!(kind(Path::new("page_bg.wasm")), "application/wasm");
        assert_eq!(kind(Path::new("boot.js")), "text/javascript; charset=utf-8");
    }

    #[test]
    fn a_request_is_answered_while_other_connections_are_silent() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let server = start(folder, 0).unwrap();
        let place = server.address.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let silent: Vec<TcpStream> = (0..20).map(|_| TcpStream::connect(&place).unwrap()).collect();
        let ask = |request: &str| {
            let mut stream = TcpStream::connect(&place).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let answer = ask("GET /Cargo.toml HTTP/1.1\r\nHost: here\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("name = \"xtask\""), "{answer}");
        assert!(answer.contains("default-src 'none'"));
        assert!(ask("GET /nowhere HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
        assert!(ask("POST /Cargo.toml HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 404"));
        drop(silent);
    }
}
