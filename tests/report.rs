//! The page of every result: it stands alone, says what the numbers say, and belongs to the result.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod shared;

use mutua::scenario::sha256_of;
use shared::studies::{Study, TOWN, parts, write_inputs};
use shared::{Folder, done, mutua, refused, told};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Elements that have no end.
const VOID: [&str; 4] = ["meta", "input", "br", "link"];
/// Bytes of a page at most.
const MOST: usize = 3_000_000;

/// A tag as it stands in a page: its name, whether it ends an element, and what it says.
struct Tag<'a> {
    name: &'a str,
    ends: bool,
    closed: bool,
    attributes: BTreeMap<&'a str, &'a str>,
}

/// All tags, without what is in scripts and style sheets.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let (mut found, mut rest) = (Vec::new(), page);
    while let Some((_, after)) = rest.split_once('<') {
        let (inside, after) = after.split_once('>').expect("a tag that is closed");
        rest = after;
        if inside.starts_with('!') {
            continue;
        }
        let (ends, inside) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
        let (inside, closed) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let (name, mut left) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
        let mut attributes = BTreeMap::new();
        while let Some((name, after)) = left.split_once("=\"") {
            let (value, after) = after.split_once('"').expect("a value that ends");
            let name = name.split_whitespace().last().expect("a name");
            assert!(attributes.insert(name, value).is_none(), "{name} stands twice in <{inside}>");
            left = after;
        }
        if !ends && ["style", "script"].contains(&name) {
            rest = rest.split_once(&format!("</{name}>")).expect("it ends").1;
            continue;
        }
        found.push(Tag { name, ends, closed, attributes });
    }
    found
}

/// What is read of a page: its text without tags.
fn text(page: &str) -> String {
    let body = page.split_once("<body>").expect("a body").1.split_once("<script>").expect("a script").0;
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').expect("a tag");
        // Words of two cells are two words; what is within a line is one line.
        if ["/td", "/th", "/p", "/pre", "/li", "/h1", "/h2", "/dd", "/dt"].contains(&tag) {
            text.push('\n');
        }
        rest = after;
    }
    text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
}

/// Asserts that elements are nested, names are unique, and everything that is named is there.
fn is_well_formed(page: &str, what: &str) {
    let (mut open, mut ids, mut named) = (Vec::new(), BTreeSet::new(), Vec::new());
    for tag in tags(page) {
        if tag.ends {
            assert_eq!(open.pop(), Some(tag.name), "{what}: </{}>", tag.name);
            continue;
        }
        if let Some(id) = tag.attributes.get("id") {
            assert!(ids.insert((*id).to_owned()), "{what}: the id {id} twice");
        }
        for name in ["aria-labelledby", "aria-describedby", "for"] {
            named.extend(tag.attributes.get(name).map(|id| (*id).to_owned()));
        }
        named.extend(tag.attributes.get("href").and_then(|to| to.strip_prefix('#')).map(str::to_owned));
        if !tag.closed && !VOID.contains(&tag.name) {
            open.push(tag.name);
        }
    }
    assert_eq!(open, [""; 0], "{what}: these never end");
    let missing: Vec<&String> = named.iter().filter(|id| !ids.contains(*id)).collect();
    assert!(missing.is_empty(), "{what}: named and not there: {missing:?}");
}

/// What CSP takes of a text: SHA-256 in base 64.
fn hash(text: &str) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = sha256_of(text.as_bytes());
    let bits: String = digits.chars().map(|digit| format!("{:04b}", digit.to_digit(16).unwrap())).collect();
    let six = |at: usize| u8::from_str_radix(&format!("{:0<6}", &bits[at..bits.len().min(at + 6)]), 2).unwrap();
    (0..bits.len()).step_by(6).map(|at| char::from(letters[six(at) as usize])).collect::<String>() + "="
}

/// Asserts that nothing is loaded from elsewhere, and that the policy allows just what is there.
fn stands_alone(page: &str, what: &str) {
    for tag in tags(page) {
        for name in ["src", "srcset", "data", "action", "xlink:href", "style", "onclick", "onload"] {
            assert!(!tag.attributes.contains_key(name), "{what}: {name} in <{}>", tag.name);
        }
        if let Some(to) = tag.attributes.get("href") {
            let inside = to.starts_with('#') || to.starts_with("data:text/csv;base64,");
            assert!(tag.name == "a" && inside, "{what}: <{} href={to:.60}>", tag.name);
        }
    }
    let part = |name: &str| {
        let (_, after) = page.split_once(&format!("<{name}>")).expect("it is there");
        after.split_once(&format!("</{name}>")).expect("it ends").0
    };
    let (style, script) = (part("style"), part("script"));
    assert!(!style.contains("url(") && !style.contains("@import"), "{what}");
    for word in ["fetch", "XMLHttpRequest", "import", "eval", "innerHTML", "localStorage"] {
        assert!(!script.contains(word), "{what}: {word}");
    }
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    );
    assert!(page.contains(&policy), "{what}: {policy}");
}

/// Asserts what everybody who reads it needs.
fn is_for_everybody(page: &str, what: &str) {
    let all = tags(page);
    let count = |name: &str| all.iter().filter(|tag| tag.name == name && !tag.ends).count();
    assert_eq!((count("h1"), count("main"), count("header"), count("footer"), count("nav")), (1, 1, 1, 1, 1), "{what}");
    assert_eq!(count("table"), count("caption"), "{what}: every table has a caption");
    assert_eq!(count("figure"), count("figcaption"), "{what}: every figure has a sentence");
    for tag in all.iter().filter(|tag| !tag.ends) {
        match tag.name {
            "th" => assert!(tag.attributes.contains_key("scope"), "{what}: a heading of what?"),
            "svg" => {
                assert_eq!(tag.attributes.get("role"), Some(&"img"), "{what}");
                assert!(tag.attributes.contains_key("aria-labelledby"), "{what}: a plot without a name");
            }
            _ => (),
        }
    }
    let read = text(page);
    assert!(!read.contains(['{', '}', '`']) && !read.contains("NaN") && !read.contains("inf "), "{what}: {read}");
}

fn page(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn listed(folder: &Folder, out: &str) -> BTreeMap<String, String> {
    let manifest: serde_json::Value = serde_json::from_str(&page(folder, &format!("{out}/manifest.json"))).unwrap();
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    manifest["files"].as_array().unwrap().iter().map(|file| (word(&file["path"]), word(&file["sha256"]))).collect()
}

#[test]
fn every_kind_writes_a_page_that_stands_alone_and_belongs_to_the_result() {
    let folder = Folder::new();
    write_inputs(&folder);
    parts(&folder, 1);
    for study in Study::all(1).iter().filter(|study| study.verifies()) {
        let name = study.name;
        study.go(&folder, name, &[]).done();
        let english = page(&folder, &format!("{name}/report.html"));
        assert_eq!(listed(&folder, name).get("report.html"), Some(&sha256_of(english.as_bytes())), "{name}");
        done(&folder, &["report", name, "--language", "it"]);
        let italian = page(&folder, &format!("{name}/report.it.html"));
        assert!(!listed(&folder, name).contains_key("report.it.html"), "it lies beside");
        for (page, code) in [(&english, "en"), (&italian, "it")] {
            let what = format!("{name} in {code}");
            assert!(page.len() < MOST, "{what}: {} bytes", page.len());
            assert!(page.starts_with("<!DOCTYPE html>") && page.contains(&format!("<html lang=\"{code}\">")), "{what}");
            is_well_formed(page, &what);
            stands_alone(page, &what);
            is_for_everybody(page, &what);
        }
        let (english, italian) = (text(&english), text(&italian));
        assert!(english.contains("What was found") && italian.contains("Che cosa si è trovato"), "{name}");
        for one in [" 1 worlds", " 1 points", " 1 claims", "of 0 worlds", "not known"] {
            assert!(!english.contains(one), "{name}: {one}");
        }
        let says: &[&str] = match name {
            "sweep" | "sensitivity" => &["What is varied from point to point"],
            "ablate" => &["What it hangs on: ", "what it does"],
            "decompose" => &["What makes the difference between autonomous and mutual-self-help", "which door"],
            "patterns" => &["worlds needed to decide"],
            _ => &[],
        };
        says.iter().for_each(|says| assert!(english.contains(says), "{name}: {says}"));
        let nothing = english.contains("Nothing: every number");
        assert!(!nothing || !english.contains("What is varied from point to point"), "{name}");
        done(&folder, &["verify", name, "--runs", "1"]);
    }
}

/// The differences of the struck from none as run: low and high by indicator and regime.
fn contrasts(folder: &Folder, out: &str) -> BTreeMap<(String, String), (f64, f64)> {
    let mut reader = csv::Reader::from_path(folder.path(&format!("{out}/contrasts.csv"))).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    let here = rows.filter(|row| (&row[1], &row[2], &row[3]) == ("none", "as_run", "struck"));
    let bound = |cell: &str| cell.parse().unwrap_or(f64::NAN);
    here.map(|row| ((row[4].to_owned(), row[0].to_owned()), (bound(&row[7]), bound(&row[8])))).collect()
}

/// In which group of a sentence a regime stands.
fn group(line: &str, regime: &str) -> Option<&'static str> {
    let groups =
        ["Higher (surely, in the model)", "Lower (surely, in the model)", "No clear difference", "One world of each"];
    let begins = groups.iter().filter_map(|group| Some((line.find(group)?, *group)));
    let at = line.find(&format!("{regime} "))?;
    begins.filter(|(begin, _)| *begin < at).max().map(|(_, group)| group)
}

#[test]
fn sentences_say_what_the_intervals_say_and_nothing_more() {
    let folder = Folder::new();
    let small = ["--set", "people=400", "--set", "weeks=104", "--set", "burn_in_weeks=52", "--replicates", "3"];
    done(&folder, &[&["run", "three-regimes", "--out", "run"][..], &small].concat());
    let read = text(&page(&folder, "run/report.html"));
    let labels = [
        ("recovered", "Recovered: "),
        ("generalised_trust", "Trust in people in general: "),
        ("institutional_trust", "Trust in services: "),
    ];
    let found = contrasts(&folder, "run");
    let mut seen = BTreeSet::new();
    for (indicator, label) in labels {
        let line = read.lines().find(|line| line.starts_with(label)).unwrap_or_else(|| panic!("no {label}"));
        for regime in ["professional-centred", "case-centred", "mutual-self-help"] {
            let (low, high) = found[&(indicator.to_owned(), regime.to_owned())];
            let right = match (low, high) {
                (low, _) if low > 0.0 => "Higher (surely, in the model)",
                (_, high) if high < 0.0 => "Lower (surely, in the model)",
                _ => "No clear difference",
            };
            assert_eq!(group(line, regime), Some(right), "{regime} {low} to {high}: {line}");
            seen.insert(right);
        }
    }
    assert!(seen.len() > 1, "a test of one kind of answer would not tell: {seen:?}");
}

#[test]
fn where_nothing_differs_no_difference_is_told() {
    let folder = Folder::new();
    fs::write(
        folder.path("null.toml"),
        "people = 200\nweeks = 52\nburn_in_weeks = 20\nreplicates = 3\nregimes = [\"none\", \"same\"]\n\
         [[regime]]\nname = \"same\"\nlike = \"mutual-self-help\"\nentry = [\"link\"]\ndirectiveness = \"none\"\n\
         [parameters]\nfounding = 0\nseek_per_week = 0\n",
    )
    .unwrap();
    done(&folder, &["run", "null.toml", "--out", "null"]);
    let read = text(&page(&folder, "null/report.html"));
    let first = read.split("Is it a world that you would recognise?").nth(1).expect("the first screen");
    assert_eq!(first.matches("No difference at all: the same in every world.").count(), 3, "{first}");
    assert!(
        !read.contains("Higher (surely, in the model)") && !read.contains("Lower (surely, in the model)"),
        "{read}"
    );
    assert!(read.contains("from none that are drawn, 0 are for the better and 0 for the worse"), "{read}");
    assert!(
        read.contains("Ways of help of this scenario\u{2019}s own") && !read.contains("Nothing: every number"),
        "{read}"
    );
    done(&folder, &["run", "null.toml", "--replicates", "1", "--out", "single"]);
    let single = text(&page(&folder, "single/report.html"));
    assert!(single.contains("nothing here tells a difference from luck") && !single.contains("95 % interval \u{2013}"));
    for of_many in ["bands of two lines", "in brackets", "In brackets", "1 worlds", "Sure does not mean large"] {
        assert!(!single.contains(of_many), "{of_many}: {single}");
    }
}

#[test]
fn a_way_of_help_that_is_changed_is_told_with_what_it_was() {
    let folder = Folder::with_town(TOWN);
    let set = ["--set", "regime.mutual-self-help.directiveness=0.5", "--replicates", "2"];
    done(&folder, &[&["run", "town.toml", "--out", "out", "--language", "it"][..], &set].concat());
    let read = text(&page(&folder, "out/report.html"));
    assert!(read.contains("(Here with changes: directiveness is 0.5 instead of 0.)"), "{read}");
    assert!(!read.contains("Nothing: every number"), "{read}");
    let italian = text(&page(&folder, "out/report.it.html"));
    assert!(italian.contains("(Qui con modifiche: directiveness è 0,5 invece di 0.)"), "{italian}");
    done(&folder, &["run", "town.toml", "--out", "usual"]);
    let usual = text(&page(&folder, "usual/report.html"));
    assert!(!usual.contains("(Here with changes") && !usual.contains("Ways of help of this scenario"), "{usual}");
}

#[test]
fn verdicts_are_counted_as_picture_and_terminal_say_them() {
    let folder = Folder::new();
    let small = ["--set", "people=400", "--set", "weeks=104", "--set", "burn_in_weeks=52", "--replicates", "3"];
    let said = done(&folder, &[&["run", "three-regimes", "--out", "run"][..], &small].concat());
    let page = page(&folder, "run/report.html");
    let cell = |word: &str| page.matches(&format!("<td><strong>{word}</strong></td>")).count();
    let counted = format!(
        "{} yes, {} the same as none, {} no, {} not shown.",
        if cell("yes") == 1 { "1 is".to_owned() } else { format!("{} are", cell("yes")) },
        cell("same"),
        cell("no"),
        cell("not shown (?)")
    );
    assert!(text(&page).contains(&counted), "{counted}");
    let terminal = said.split("Sustainable?").nth(1).expect("verdicts").split("everyone").next().expect("before");
    assert!(cell("same") > 0 || !terminal.contains(" same "), "{terminal}");
    assert!(text(&page).contains("This is not money saved by the municipality."));
}

#[test]
fn commands_that_a_page_prints_do_what_it_says() {
    let folder = Folder::with_town(TOWN);
    done(&folder, &["run", "town.toml", "--out", "out"]);
    let right = page(&folder, "out/report.html");
    let read = text(&right);
    let line = read.lines().find_map(|line| line.split_once("mutua story DIR/")).expect("a story").1;
    let words: Vec<&str> = line.split_whitespace().collect();
    let scenario = format!("out/{}", words[0]);
    done(&folder, &[&["story", &scenario, "--out", "story"][..], &words[1..]].concat());
    assert!(read.contains("mutua run scenario.toml") && read.contains("copied to town.toml"), "{read}");
    fs::create_dir(folder.path("copied")).unwrap();
    fs::copy(folder.path("out/scenario.toml"), folder.path("copied/town.toml")).unwrap();
    done(&folder, &["run", "copied/town.toml", "--out", "again"]);
    assert_eq!(right, page(&folder, "again/report.html"));
}

#[test]
fn the_page_does_not_depend_on_threads_or_place_and_verify_notices_a_change() {
    let folder = Folder::with_town(TOWN);
    done(&folder, &["run", "town.toml", "--threads", "1", "--out", "one"]);
    done(&folder, &["run", "town.toml", "--threads", "2", "--out", "two", "--language", "it"]);
    let right = page(&folder, "one/report.html");
    assert_eq!(right, page(&folder, "two/report.html"));
    done(&folder, &["verify", "two", "--runs", "1"]);
    fs::write(folder.path("one/report.html"), right.replacen("What was found", "What was wished", 1)).unwrap();
    let verified = mutua(&folder, &["verify", "one", "--runs", "1"]).output().unwrap();
    assert_eq!(verified.status.code(), Some(1));
    assert!(told(&verified).contains("report.html does not fit the runs"), "{}", told(&verified));
    let said = done(&folder, &["report", "one"]);
    assert!(said.contains("Written: one/report.html"), "{said}");
    assert_eq!(right, page(&folder, "one/report.html"));
    done(&folder, &["verify", "one", "--runs", "1"]);
    assert!(!folder.path("one/unfinished").exists(), "nothing is left behind");
}

#[test]
fn no_text_of_a_scenario_steers_the_page() {
    let folder = Folder::new();
    let steering = "question = \"<script>alert(1)</script> \\u001b[2J \\u202e & {all} [struck|struck] `x`\"\n";
    fs::write(folder.path("steering.toml"), format!("{steering}{TOWN}")).unwrap();
    done(&folder, &["run", "steering.toml", "--replicates", "1", "--out", "out"]);
    let page = page(&folder, "out/report.html");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it is shown as it stands");
    assert!(page.contains("{all} [struck|struck] `x`"), "nothing is put into it");
    assert!(!page.contains(['\u{1b}', '\u{202e}']), "hidden characters are shown");
    is_well_formed(&page, "steering");
    stands_alone(&page, "steering");
}

#[test]
fn a_report_in_another_language_lies_beside_and_goes_with_the_result() {
    let folder = Folder::with_town(TOWN);
    done(&folder, &["run", "town.toml", "--out", "out", "--language", "it"]);
    let beside = page(&folder, "out/report.it.html");
    assert!(beside.contains("<html lang=\"it\">"));
    done(&folder, &["report", "out", "--language", "it"]);
    assert_eq!(beside, page(&folder, "out/report.it.html"), "the same from the runs");
    done(&folder, &["report", "out", "--language", "it", "--out", "for-the-council.html"]);
    assert_eq!(beside, page(&folder, "for-the-council.html"));
    done(&folder, &["verify", "out", "--runs", "1"]);
    done(&folder, &["run", "town.toml", "--out", "out", "--force", "--set", "seed=9"]);
    assert!(!folder.path("out/report.it.html").exists(), "it told the result that is gone");
}

#[test]
fn what_cannot_be_told_is_refused_with_a_reason() {
    let folder = Folder::with_town(TOWN);
    fs::create_dir(folder.path("empty")).unwrap();
    done(&folder, &["run", "town.toml", "--out", "out"]);
    done(&folder, &["run", "town.toml", "--shard", "1/2", "--out", "part"]);
    fs::write(folder.path("mine.html"), "mine").unwrap();
    for (arguments, why) in [
        (&["report", "nowhere"][..], "is no folder: name the folder of a result"),
        (&["report", "empty"], "holds no manifest.json, so it is no result of mutua"),
        (&["report", "part"], "holds only some runs of the study"),
        (&["report", "out", "--language", "fr"], "possible values: en, it"),
        (&["report", "out", "--out", "mine.html"], "this file exists already"),
        (&["report", "out", "--out", "out/summary.csv"], "this is a file of a result"),
        (&["report", "out", "--out", "nowhere/page.html"], "there is no folder nowhere"),
        (&["run", "town.toml", "--out", "other", "--language", "italian"], "possible values: en, it"),
    ] {
        let said = refused(&folder, arguments);
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
    done(&folder, &["report", "out", "--out", "mine.html", "--force"]);
    assert_eq!(page(&folder, "mine.html"), page(&folder, "out/report.html"));
    // A result of another build does not get a page that it does not list.
    let manifest = page(&folder, "out/manifest.json");
    let hash = &listed(&folder, "out")["report.html"];
    fs::write(folder.path("out/manifest.json"), manifest.replace(hash.as_str(), &"0".repeat(64))).unwrap();
    let said = refused(&folder, &["report", "out"]);
    assert!(said.contains("lists another report.html") && said.contains("--out"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_page_is_opened_with_what_the_system_opens_pages_with() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with_town(TOWN);
    done(&folder, &["run", "town.toml", "--out", "out"]);
    let open = |script: &str| {
        let program = folder.path("xdg-open");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", folder.0.path().display(), std::env::var("PATH").unwrap_or_default());
        mutua(&folder, &["report", "out", "--open"]).env("PATH", path).output().unwrap()
    };
    let opened = open("printf %s \"$1\" > opened");
    assert_eq!(opened.status.code(), Some(0), "{}", told(&opened));
    assert!(page(&folder, "opened").ends_with("out/report.html"));
    let failed = open("exit 3");
    assert_eq!(failed.status.code(), Some(1));
    assert!(told(&failed).contains("the report is written, but xdg-open could not open it"), "{}", told(&failed));
}
