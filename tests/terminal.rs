//! What is shown: no text of a user or a file steers a terminal, and names that differ look different.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use shared::{Folder, files, mutua};
use std::fs;
use std::process::Output;

/// Sets a title, clears the screen, rings, turns the direction of writing, colours, goes to the start of the line.
const STEERING: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}2J\u{202e}\u{1b}[31m\u{8}\u{2066}";

/// Characters that would steer a terminal or hide in a line, as a terminal would get them.
fn hidden(text: &str) -> Vec<char> {
    let steers = |c: &char| {
        c.is_control() && *c != '\n'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(steers).collect()
}

fn shows_nothing_hidden(output: &Output, what: &str) {
    for stream in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(stream).expect("text");
        assert!(hidden(text).is_empty(), "{what}: {:?} in\n{text:?}", hidden(text));
    }
}

/// Text as TOML holds it, with escapes.
fn quoted(text: &str) -> String {
    let escaped: String = text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    format!("\"{escaped}\"")
}

/// A scenario with such texts wherever one may stand.
fn steering() -> String {
    let text = quoted(STEERING);
    format!(
        "question = {text}\npeople = 60\nweeks = 30\nburn_in_weeks = 10\nreplicates = 2\n\
         regimes = [\"none\", \"mutual-self-help\"]\n[sources]\nstake_shared = {text}\n\
         [parameters]\nstake_shared = 0.2\n[design]\nkind = \"factorial\"\n[[design.factor]]\nkey = \"hope\"\n"
    )
}

#[cfg(unix)]
#[test]
fn no_scenario_steers_the_terminal() {
    let folder = Folder::new();
    let (bad, file, out) = (format!("a{STEERING}b.toml"), "town.toml".to_owned(), format!("out{STEERING}"));
    for name in [&bad, &file] {
        fs::write(folder.path(name), steering()).expect("a scenario");
    }
    let all: [(i32, &[&str]); 14] = [
        (2, &["check", &bad]),
        (0, &["check", &file]),
        (0, &["run", &file, "--out", &out]),
        (2, &["run", &file, "--out", &out]),
        (0, &["run", &file, "--out", &out, "--resume"]),
        (0, &["verify", &out]),
        (0, &["sweep", &file, "--out", "swept"]),
        (0, &["ablate", &file, "--out", "ablated", "--only", "hope"]),
        (0, &["decompose", &file, "--from", "autonomous", "--to", "mutual-self-help", "--out", "apart"]),
        (0, &["sensitivity", &file, "--method", "morris", "--points", "2", "--out", "weighed"]),
        (0, &["run", &file, "--shard", "1/2", "--out", "part"]),
        (2, &["merge", "part", "--out", &out]),
        (0, &["story", &file, "--person", "3", "--out", "told"]),
        (2, &["story", &file, "--person", "3", "--out", "told"]),
    ];
    for (code, arguments) in all {
        let output = mutua(&folder, arguments).output().expect("the command starts");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", shared::told(&output));
        shows_nothing_hidden(&output, &format!("{arguments:?}"));
    }
    let told = fs::read_to_string(folder.path("told/mutual-self-help-person-3.md")).expect("a story");
    assert!(told.contains("(town, "), "{told}");
    for root in [&out[..], "swept", "ablated", "apart", "weighed", "told"] {
        let written = files(&folder.path(root));
        assert!(!written.is_empty(), "{root}");
        let shown = written.iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "svg" || end == "md"));
        for (path, bytes) in shown {
            let text = std::str::from_utf8(bytes).expect("text");
            assert!(hidden(text).is_empty(), "{path:?}");
        }
    }
}

#[test]
fn no_error_steers_the_terminal() {
    let folder = Folder::new();
    let (text, set) = (quoted(STEERING), format!("peo{STEERING}ple=3"));
    let bad = format!(
        "question = 3\nregimes = [{text}]\n{text} = 1\n[[regime]]\nname = {text}\nlike = {text}\n[design]\npoints = {text}\n"
    );
    fs::write(folder.path("bad.toml"), bad).expect("a scenario");
    fs::write(folder.path("broken.toml"), format!("people = {STEERING}\n")).expect("a scenario");
    let all: [&[&str]; 16] = [
        &["check", "bad.toml"],
        &["run", "bad.toml"],
        &["check", "broken.toml"],
        &["check", STEERING],
        &["check", "three-regimes", "--set", &set],
        &["check", "three-regimes", "--set", &format!("people={STEERING}")],
        &["scenarios", STEERING],
        &["run", "three-regimes", "--shard", STEERING],
        &["run", "three-regimes", STEERING],
        &["run", "three-regimes", &format!("--{STEERING}")],
        &[STEERING],
        &["verify", STEERING],
        &["ablate", "three-regimes", "--only", STEERING],
        &["decompose", "three-regimes", "--from", STEERING, "--to", "autonomous"],
        &["decompose", "three-regimes", "--from", "autonomous", "--to", "community", "--part", STEERING],
        &["story", "three-regimes", "--regime", STEERING],
    ];
    for arguments in all {
        let output = mutua(&folder, arguments).output().expect("the command starts");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
        shows_nothing_hidden(&output, &format!("{arguments:?}"));
    }
}

/// The regimes of a study, of which only the end of the name differs.
const LONG: &str = "people = 40\nweeks = 30\nburn_in_weeks = 20\nreplicates = 2\nregimes = [\"none\"]\n\
    [[regime]]\nname = \"professional-centred-25\"\nlike = \"professional-centred\"\ndirectiveness = 0.25\n\
    [[regime]]\nname = \"professional-centred-75\"\nlike = \"professional-centred\"\ndirectiveness = 0.75\n";

#[test]
fn regimes_with_long_names_can_be_told_apart() {
    let folder = Folder::new();
    fs::write(folder.path("long.toml"), LONG).expect("a scenario");
    for arguments in [&["run", "long.toml", "--out", "a"][..], &["ablate", "long.toml", "--only", "hope", "--out", "b"]]
    {
        let output = mutua(&folder, arguments).output().expect("the command starts");
        let table = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{}", shared::told(&output));
        for end in ["professional...ed-25 ", "professional...ed-75 "] {
            assert!(table.contains(end), "{end} is not in:\n{table}");
        }
        assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
    }
    // On plots there is room for both.
    for plot in ["overview", "contrasts", "ledger_trust", "sustainability", "dimensions_profile"] {
        let svg = fs::read_to_string(folder.path("a/plots").join(plot).with_extension("svg")).expect("a plot");
        assert!(svg.contains("professional-centred-25") && svg.contains("professional-centred-75"), "{plot}");
    }
}

/// A file of the program's own is as it is.
#[test]
fn what_is_meant_for_a_file_is_not_changed() {
    let folder = Folder::new();
    let print = |arguments: &[&str]| mutua(&folder, arguments).output().expect("the command starts").stdout;
    let scenario = print(&["scenarios", "three-regimes"]);
    assert!(scenario == fs::read("scenarios/three-regimes.toml").expect("the shipped scenario"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = String::from_utf8(print(&["completions", shell])).expect("text");
        assert!(!script.contains("\\u{"), "{shell}");
    }
}
