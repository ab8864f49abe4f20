//! What the pages say exists: links, paths, commands and scenarios; the README is short, and its table is the one that the main
//! job prints.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use mutua::scenario::shipped_scenarios;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Somebody reads as much in five minutes.
const MOST_WORDS: usize = 900;
/// Where code and what belongs to it stands.
const ROOMS: [&str; 10] =
    ["src/", "tests/", "docs/", "benches/", "oracle/", "scenarios/", "examples/", "wasm/", ".ci/", ".github/"];
/// What a page tells the reader to save.
const SAVED: &str = "half.toml";
/// Commands that take a scenario first.
const OF_SCENARIO: [&str; 7] = ["run", "check", "sweep", "ablate", "decompose", "sensitivity", "story"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page by its path from the root; `results/` and what is built are no pages.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for folder in ["", "docs", "docs/decisions"] {
        for entry in fs::read_dir(root().join(folder)).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                pages.insert(name, fs::read_to_string(&path).expect("a readable page"));
            }
        }
    }
    assert!(pages.len() > 20, "only {} pages", pages.len());
    pages
}

/// What stands between `open` and `close` in `text`, each time.
fn between<'a>(text: &'a str, open: &'a str, close: char) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(inner, _)| inner))
}

/// Code on a page: what stands between backticks within a line, and every line of a block.
fn code(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut in_block = false;
    for line in page.lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        } else if in_block {
            found.push(line);
        } else {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

/// The anchor that GitHub gives to a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

fn has_anchor(page: &str, wanted: &str) -> bool {
    page.lines().filter(|line| line.starts_with('#')).any(|line| anchor(line.trim_start_matches('#')) == wanted)
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readme_is_short() {
    let words = pages()["README.md"].split_whitespace().count();
    assert!(words <= MOST_WORDS, "{words} words, of at most {MOST_WORDS}: tables and details belong to docs/");
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let mut wrong = Vec::new();
    for (name, page) in &pages() {
        let folder = Path::new(name).parent().unwrap();
        for link in between(page, "](", ')').filter(|link| !link.contains("://")) {
            let (path, heading) = link.split_once('#').map_or((link, None), |(path, heading)| (path, Some(heading)));
            let target = if path.is_empty() { root().join(name) } else { root().join(folder).join(path) };
            let known =
                heading.is_none_or(|heading| fs::read_to_string(&target).is_ok_and(|text| has_anchor(&text, heading)));
            if !target.exists() || !known {
                wrong.push(format!("{name}: {link}"));
            }
        }
    }
    assert_none(&wrong);
}

/// Whether `path` is there, or a part of the name is left open (`*`, `<…>`, `…`, `NAME`).
fn is_there(path: &str) -> bool {
    let open = path.contains(['*', '<', '…', '{']) || path.contains("NAME");
    open || root().join(path).exists()
}

/// Decisions are records of their day: they may name what is gone.
#[test]
fn every_path_that_a_page_names_exists() {
    let mut wrong = Vec::new();
    for (name, page) in pages().iter().filter(|(name, _)| !name.starts_with("docs/decisions")) {
        for code in code(page) {
            let words =
                code.split_whitespace().map(|word| word.split("::").next().unwrap().trim_end_matches([',', ':']));
            let paths = words.filter(|word| ROOMS.iter().any(|room| word.starts_with(room)));
            wrong.extend(paths.filter(|path| !is_there(path)).map(|path| format!("{name}: {path}")));
        }
    }
    assert_none(&wrong);
}

/// What `mutua ARGUMENTS --help` says.
fn help(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_mutua")).args(arguments).arg("--help").output().expect("the command starts");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// A name that a page leaves open, a file that is there or is to be saved, or a scenario that comes with the program.
fn is_a_scenario(word: &str) -> bool {
    let word = word.trim_matches('\'');
    let open = word.chars().all(|letter| letter.is_ascii_uppercase());
    let file = word == SAVED || word.ends_with(".toml") && root().join(word).exists();
    open || file || shipped_scenarios().iter().any(|(name, ..)| *name == word)
}

/// What is wrong with `command`, the words after `mutua`.
fn wrong_in(command: &str, helps: &mut BTreeMap<String, Option<String>>) -> Option<String> {
    let words: Vec<&str> = command.split('#').next().unwrap().split_whitespace().collect();
    let first = words.first()?;
    if !first.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        return None;
    }
    let all = help(&[]);
    let known = |name: &str| all.lines().any(|line| line.trim_start().split(' ').next() == Some(name));
    let text = helps.entry((*first).to_owned()).or_insert_with(|| known(first).then(|| help(&[first])));
    let Some(text) = text else { return Some(format!("no command `{first}`")) };
    let flags = words.iter().filter(|word| word.starts_with("--")).map(|word| word.split('=').next().unwrap());
    if let Some(flag) = flags.into_iter().find(|flag| !text.contains(*flag)) {
        return Some(format!("`{first}` takes no {flag}"));
    }
    let scenario = words.get(1).filter(|word| !word.starts_with('-') && OF_SCENARIO.contains(first));
    scenario.filter(|word| !is_a_scenario(word)).map(|word| format!("no scenario `{word}`"))
}

#[test]
fn every_command_on_a_page_is_one() {
    let (mut wrong, mut helps, mut commands) = (Vec::new(), BTreeMap::new(), 0);
    for (name, page) in pages().iter().filter(|(name, _)| *name != "CHANGELOG.md") {
        for code in code(page) {
            for start in ["mutua ", "cargo run --release -- "] {
                let Some(command) = code.trim().strip_prefix(start) else { continue };
                commands += 1;
                wrong.extend(wrong_in(command, &mut helps).map(|why| format!("{name}: `{code}`: {why}")));
            }
        }
    }
    assert!(commands > 60, "only {commands} commands");
    assert_none(&wrong);
}

/// What the main job prints of `regime`, as `docs/start.md` has it: of the struck trust in people, trust in services,
/// dependence, recovered, ever entered; and worker hours, which are of everyone.
fn printed(page: &str, regime: &str) -> [String; 6] {
    let (_, told) = page.split_once("people struck:").expect("a table of the struck");
    let row = |text: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.split_whitespace().next() == Some(regime)).expect("a printed row");
        line[regime.len()..].split_whitespace().filter(|word| *word != "%").map(ToOwned::to_owned).collect()
    };
    let (_, everyone) = told.split_once("everyone:").expect("a table of everyone");
    let (struck, everyone) = (row(told), row(everyone));
    [&struck[0], &struck[1], &struck[3], &struck[4], &struck[5], &everyone[7]].map(ToOwned::to_owned)
}

#[test]
fn the_table_of_the_readme_is_the_one_that_the_main_job_prints() {
    let pages = pages();
    for (regime, title) in [
        ("none", "none"),
        ("professional-centred", "professional-centred"),
        ("case-centred", "case-centred"),
        ("mutual-self-help", "mutual/self-help"),
    ] {
        let [people, services, dependence, recovered, entered, hours] = printed(&pages["docs/start.md"], regime);
        let entered = if regime == "none" { String::new() } else { format!("{entered} % ") };
        let row = format!("| {title} | {entered}| {recovered} % | {people} | {services} | {dependence} | {hours} |");
        assert!(pages["README.md"].contains(&row), "{row}");
    }
}

#[test]
fn the_scenario_that_a_page_tells_to_save_is_one() {
    let (pages, folder) = (pages(), Path::new(env!("CARGO_TARGET_TMPDIR")));
    for name in ["README.md", "docs/start.md"] {
        let (_, rest) = pages[name].split_once("```toml\n").expect("a scenario");
        let file = folder.join(SAVED);
        fs::write(&file, rest.split("```").next().unwrap()).expect("a writable folder");
        let small = ["--set", "people=100", "--set", "weeks=10", "--set", "burn_in_weeks=10"];
        let output = Command::new(env!("CARGO_BIN_EXE_mutua")).arg("check").arg(&file).args(small).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("half-directive"), "{name}: {output:?}");
    }
}
