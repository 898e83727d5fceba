//! Documents say what is there, and no file tells where it was written.
//!
//! Receives the documents and every text file; lists paths that do not exist and traces of a machine.

use ansinh_tests::files;

const DOCUMENTS: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "STYLE.md",
    "grammar/LANGUAGE.md",
    "tests/README.md",
    "policies/README.md",
    "cli/README.md",
];

/// Words in backticks that look like a path of the project: with a slash, of plain signs, and with a known ending or
/// a slash at the end.
fn paths(text: &str) -> Vec<&str> {
    let is_plain = |word: &&str| word.chars().all(|sign| sign.is_ascii_alphanumeric() || "_-./".contains(sign));
    let endings =
        [".rs", ".md", ".law", ".toml", ".tsv", ".csv", ".pest", ".html", ".css", ".js", ".dict", ".json", "/"];
    let looks_like_one = |word: &&str| word.contains('/') && endings.iter().any(|ending| word.ends_with(ending));
    let in_prose = text.split("```").step_by(2);
    in_prose.flat_map(|prose| prose.split('`').skip(1).step_by(2)).filter(is_plain).filter(looks_like_one).collect()
}

#[test]
fn every_path_in_a_document_exists() {
    let root = files::root();
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let folder = root.join(document);
        let folder = folder.parent().unwrap_or(&root);
        let text = files::text(document).unwrap_or_default();
        for path in paths(&text) {
            if !root.join(path).exists() && !folder.join(path).exists() {
                missing.push(format!("{document}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_law_file_is_in_its_readme() {
    let readme = files::text("policies/README.md").unwrap_or_default();
    let is_told = |path: &str| {
        let mut folders = path.match_indices('/').filter_map(|(at, _)| path.get(..=at));
        readme.contains(path)
            || path.ends_with("_tests.law")
            || folders.any(|folder| readme.contains(&format!("`{folder}`")))
    };
    let untold: Vec<&str> =
        ansinh_policies::all().iter().map(|policy| policy.path).filter(|path| !is_told(path)).collect();
    assert!(untold.is_empty(), "{untold:#?}");
}

#[test]
fn no_file_tells_where_it_was_written() {
    let root = files::root().display().to_string();
    // Written in two parts, so that this file does not hold them.
    let folders =
        [["/ho", "me/"], ["/Us", "ers/"], ["/ro", "ot/"], ["/wo", "rk/"], ["/t", "mp/"]].map(|parts| parts.concat());
    let mut found = Vec::new();
    for file in files::under("") {
        for (at, line) in file.text.lines().enumerate() {
            let names_a_folder = folders.iter().any(|folder| begins_a_path(line, folder));
            if names_a_folder || line.contains(&root) || names_a_private_host(line) {
                found.push(format!("{}:{}", file.path, at + 1));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Whether a folder stands in the line at the start of a path, not inside of one.
fn begins_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|before| before.is_alphanumeric() || "._-/".contains(before))
    })
}

/// Whether a line names a host that serves packages and is none of the public ones.
fn names_a_private_host(line: &str) -> bool {
    let public = ["github.com", "crates.io", "docs.rs", "registry.npmjs.org", "localhost", "127.0.0.1"];
    let words = ["registry", "mirror", "proxy", "artifact", "nexus", "index"];
    line.match_indices("://").any(|(at, _)| {
        let host = line.get(at + 3..).unwrap_or("").split(['/', '"', '\'', '`', ' ', ')', ':']).next().unwrap_or("");
        let is_public = public.iter().any(|public| host == *public || host.ends_with(&format!(".{public}")));
        !is_public && words.iter().any(|word| host.contains(word))
    })
}
