//! Tells the program the commit that it was built from, for the manifest of each result, and where the page is that it is to
//! hold.
//!
//! `MUTUA_COMMIT` is the commit, with `-dirty` behind it if what the program is made of differs from it. It stays unset
//! without git, outside a checkout, and in a copy inside somebody else's. Only files that make the program be built
//! anew anyway, and the place where git notes the commit, are watched: other edits cost no build.

use std::path::Path;
use std::process::Command;

/// What the program is made of.
const MADE_OF: [&str; 4] = ["src", "scenarios", "Cargo.toml", "Cargo.lock"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_COMMAND").is_none() {
        return;
    }
    if std::env::var_os("CARGO_FEATURE_PAGE").is_some() {
        find_page();
    }
    for path in MADE_OF {
        println!("cargo::rerun-if-changed={path}");
    }
    // A checkout of this project begins where its manifest is.
    if git(&["rev-parse", "--show-prefix"]).as_deref() != Some("") {
        return;
    }
    watch_commit();
    if let Some(commit) = git(&["rev-parse", "HEAD"]) {
        println!("cargo::rustc-env=MUTUA_COMMIT={commit}{}", if is_dirty() { "-dirty" } else { "" });
    }
}

/// Tells the program where the page is that it is to hold.
fn find_page() {
    println!("cargo::rerun-if-env-changed=MUTUA_PAGE");
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let page = std::env::var("MUTUA_PAGE").unwrap_or_else(|_| format!("{here}/web/dist/mutua.html"));
    println!("cargo::rerun-if-changed={page}");
    let text = std::fs::read_to_string(&page).unwrap_or_default();
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    if text.contains(&format!("<meta name=\"generator\" content=\"mutua {version}\">")) {
        println!("cargo::rustc-env=MUTUA_PAGE_FILE={page}");
    } else {
        println!(
            "cargo::error=the feature `page` needs the page of mutua {version} at {page}: make it with web/build, or name it in MUTUA_PAGE"
        );
    }
}

/// Git notes each new commit in the log of HEAD; where it keeps none, in the branch. A path that is not there is not
/// watched, for cargo would take it as changed at every build.
fn watch_commit() {
    let branch = git(&["rev-parse", "--symbolic-full-name", "HEAD"]).unwrap_or_default();
    for name in ["HEAD", "logs/HEAD", "packed-refs", &branch] {
        if let Some(path) = git(&["rev-parse", "--git-path", name]).filter(|path| Path::new(path).is_file()) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
}

fn is_dirty() -> bool {
    let question = ["--no-optional-locks", "status", "--porcelain", "--"];
    git(&[&question[..], &MADE_OF[..]].concat()).is_some_and(|changes| !changes.is_empty())
}

/// What git answers; `None` if it cannot be asked or does not know.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| answer.trim_end().to_owned())
}
