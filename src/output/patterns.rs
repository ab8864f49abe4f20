//! What became of the patterns: a table, a page to read, and a few lines for the terminal.

use super::csv_files::Sheet;
use super::error::OutputError;
use super::manifest::{COMMIT, Listed, listed, stage_manifest};
use super::stage::{Stage, Staged};
use crate::analysis::patterns::verdict::{Found, Reread, VariantResult, Verdict};
use crate::analysis::patterns::{Criterion, Pattern, REPLICATES};
use crate::analysis::statistics::Estimate;
use crate::record::study::Description;
use crate::scenario::visible;
use serde::Serialize;
use std::fmt::Write as _;
use std::io;

/// The command `mutua patterns` as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct PatternsCommand<'a> {
    /// Worlds in which each pattern was read.
    pub replicates: u32,
    /// The patterns; all if there are none here.
    pub only: &'a [String],
    /// What was set on top.
    pub sets: &'a [String],
}

impl PatternsCommand<'_> {
    /// The command, without where it writes to.
    fn command(&self) -> String {
        let mut command = "mutua patterns".to_owned();
        if self.replicates != REPLICATES {
            // Writing into a string cannot fail.
            let _ = write!(command, " --replicates {}", self.replicates);
        }
        if !self.only.is_empty() {
            let _ = write!(command, " --only {}", self.only.join(","));
        }
        self.sets.iter().for_each(|set| command += &format!(" --set {}", quoted(set)));
        command
    }
}

/// Writes `patterns.csv`, `patterns.md` and `manifest.json`.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write_patterns(
    stage: &Stage,
    about: &Description,
    asked: &PatternsCommand<'_>,
    found: &[Found],
) -> Result<Vec<Staged>, OutputError> {
    let mut sheet = Sheet::begin(stage, "patterns.csv")?;
    sheet.write(|sheet| table(sheet, asked, found))?;
    let text = page(asked, found);
    let mut files = vec![sheet.finish()?, stage.write("patterns.md", |to| to.write_all(text.as_bytes()))?];
    let manifest = Manifest { about, commit: COMMIT, command: asked.command(), files: listed(&files) };
    let manifest = stage_manifest(stage, &manifest)?;
    files.push(manifest);
    Ok(files)
}

#[derive(Serialize)]
struct Manifest<'a> {
    #[serde(flatten)]
    about: &'a Description,
    commit: Option<&'static str>,
    command: String,
    files: Vec<Listed<'a>>,
}

/// One row a pattern, variant and criterion.
fn table(sheet: &mut Sheet, asked: &PatternsCommand<'_>, found: &[Found]) -> io::Result<()> {
    sheet.header([
        "pattern",
        "verdict",
        "without",
        "taken",
        "criterion",
        "asks",
        "mean",
        "sd",
        "low",
        "high",
        "n",
        "met",
        "held",
        "replicates",
        "holds",
        "inert",
        "command",
    ])?;
    for one in found {
        let (pattern, verdict) = (&one.pattern, one.verdict());
        let whole = Reread::Read(one.whole.clone());
        rows(sheet, pattern, verdict.word(), ("", ""), &whole, &run_command(pattern, asked, &[]))?;
        for without in &one.without {
            let command = run_command(pattern, asked, &without.sets);
            rows(sheet, pattern, verdict.word(), (&without.name, without.taken.word()), &without.reread, &command)?;
        }
    }
    Ok(())
}

fn rows(
    sheet: &mut Sheet,
    pattern: &Pattern,
    verdict: &str,
    (without, taken): (&str, &str),
    reread: &Reread,
    command: &str,
) -> io::Result<()> {
    for (place, criterion) in pattern.criteria.iter().enumerate() {
        [pattern.id, verdict, without, taken, criterion.name].iter().try_for_each(|text| sheet.text(text))?;
        sheet.text(&criterion.asks.map_or_else(String::new, |asks| asks.to_string()))?;
        match reread {
            // A number that is only told is asked for as the scenario stands alone.
            Reread::Read(reading) => {
                let estimate = &reading.estimates[place];
                sheet.estimate(estimate)?;
                sheet.whole(estimate.n)?;
                match criterion.asks {
                    Some(_) => sheet.whole(reading.met[place])?,
                    None => sheet.text("")?,
                }
                sheet.whole(reading.held)?;
                sheet.whole(reading.replicates)?;
                sheet.truth(reading.holds())?;
                sheet.truth(false)?;
            }
            Reread::Inert => {
                (0..9).try_for_each(|_| sheet.text(""))?;
                sheet.truth(true)?;
            }
            Reread::Unread => (0..10).try_for_each(|_| sheet.text(""))?,
        }
        sheet.text(command)?;
        sheet.end_row()?;
    }
    Ok(())
}

/// What runs the scenario of a pattern, with something taken away.
fn run_command(pattern: &Pattern, asked: &PatternsCommand<'_>, sets: &[String]) -> String {
    let mut command = format!("mutua run {} --replicates {}", pattern.scenario, asked.replicates);
    let own = pattern.sets.iter().copied();
    let all = own.chain(asked.sets.iter().chain(sets).map(String::as_str));
    all.for_each(|set| command += &format!(" --set {}", quoted(set)));
    command
}

/// As a shell takes it; hidden characters are shown.
fn quoted(set: &str) -> String {
    let set = visible(set);
    if set.contains([' ', '"', '[']) { format!("'{set}'") } else { set.into_owned() }
}

/// A line a pattern.
#[must_use]
pub fn terminal(found: &[Found]) -> String {
    let mut text = String::new();
    for one in found {
        let (pattern, whole) = (&one.pattern, &one.whole);
        let _ = writeln!(
            text,
            "{:4} {:12} held in {} of {}",
            pattern.id,
            one.verdict().word(),
            whole.held,
            whole.replicates
        );
        for (place, criterion) in pattern.criteria.iter().enumerate() {
            let Some(asks) = criterion.asks else { continue };
            let mark = if whole.is_met(place) { "yes" } else { "no" };
            let value = value(&whole.estimates[place]);
            let _ = writeln!(text, "       {mark:4} {:20} {value} (asked: {asks})", criterion.name);
        }
        if let Verdict::Conditional(names) = one.verdict() {
            let _ = writeln!(text, "       depends on {}", names.join(", "));
        }
    }
    text
}

/// The page that explains all of it.
#[must_use]
pub fn page(asked: &PatternsCommand<'_>, found: &[Found]) -> String {
    let mut text = String::from("# Patterns: what the theory says, and what the model shows\n\n");
    let _ = writeln!(text, "<!-- written by: {} --page docs/patterns.md -->\n", asked.command());
    text += INTRODUCTION;
    if !asked.sets.is_empty() {
        let sets: Vec<String> = asked.sets.iter().map(|set| format!("`{}`", visible(set))).collect();
        let _ = writeln!(text, "\nOn top of that is set here, in all of them: {}.", sets.join(", "));
    }
    text += "\n## In short\n\n";
    text += &short(found);
    for one in found {
        section(&mut text, asked, one);
    }
    text
}

const INTRODUCTION: &str = "\
Each pattern is a claim with a test that can fail. Its numbers are taken in each replicate between worlds of the same \
people with the same luck; *at the horizon* is the mean over what was recorded in the last 52 weeks; the \
smallest difference that counts is 0.01. A pattern **holds** if every number that is asked for is met in at least nine of ten replicates. Where it holds, it \
is read again with each mechanism switched off in turn and with every advantage at nought (comfort of those who lived the \
same, willingness of those who came, what a missing say costs; each, those of the meeting together, and all together); ten \
replicates decide there if all of them hold, or if so many fail that it could not hold in 27 of 30; otherwise all are read. It \
is **emergent** if it survives all of that, **conditional** on what it does not survive, and otherwise **not found**; **open** if \
a world failed and nothing else decides. Where \
taking something away leaves the first replicate the same to the last bit it is inert, and no more is read.

All parameters are defaults, and most of them assumed, unless a pattern says what it sets. A verdict is about the model.
";

/// The table in short: a row a pattern.
#[must_use]
pub fn short(found: &[Found]) -> String {
    let mut text = String::from("| | claim | verdict | held | hangs on |\n| --- | --- | --- | --- | --- |\n");
    for one in found {
        let (pattern, verdict) = (&one.pattern, one.verdict());
        let hangs_on = match &verdict {
            Verdict::Conditional(names) => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            Verdict::Emergent => "nothing single".to_owned(),
            Verdict::Open => "not known: a world failed".to_owned(),
            Verdict::NotFound => format!("fails: {}", failing(pattern, &one.whole)),
        };
        let (word, whole) = (verdict.word(), &one.whole);
        let _ = writeln!(
            text,
            "| {} | {} | **{word}** | {} of {} | {hangs_on} |",
            pattern.id, pattern.claim, whole.held, whole.replicates
        );
    }
    text
}

/// The criteria that are not met often enough; if each is but not all together, that.
fn failing(pattern: &Pattern, reading: &VariantResult) -> String {
    let fails = |&place: &usize| pattern.criteria[place].asks.is_some() && !reading.is_met(place);
    let names: Vec<&str> =
        (0..pattern.criteria.len()).filter(fails).map(|place| pattern.criteria[place].name).collect();
    if names.is_empty() { "each is met, but not all together".to_owned() } else { names.join(", ") }
}

fn section(text: &mut String, asked: &PatternsCommand<'_>, one: &Found) {
    let (pattern, whole) = (&one.pattern, &one.whole);
    let verdict = one.verdict();
    let _ = writeln!(text, "\n## {}: {}\n\n{}\n", pattern.id, verdict.word(), pattern.claim);
    if !pattern.notes.is_empty() {
        let _ = writeln!(text, "{}\n", pattern.notes);
    }
    let mut command = format!("mutua patterns --only {}", pattern.id);
    asked.sets.iter().for_each(|set| command += &format!(" --set {}", quoted(set)));
    let _ = writeln!(text, "`{command}`; its scenario: `{}`\n", run_command(pattern, asked, &[]));
    text.push_str("| number | mean, 95 % interval | asked | met in | n |\n| --- | --- | --- | --- | --- |\n");
    for (place, criterion) in pattern.criteria.iter().enumerate() {
        row(text, criterion, whole, place);
    }
    let _ = writeln!(text, "\nAll that is asked is met in {} of {} replicates.", whole.held, whole.replicates);
    if !one.without.is_empty() {
        taken_away(text, pattern, one);
    }
}

fn row(text: &mut String, criterion: &Criterion, reading: &VariantResult, place: usize) {
    let estimate = &reading.estimates[place];
    let (asks, met) = match criterion.asks {
        Some(asks) => (asks.to_string(), reading.met[place].to_string()),
        None => (String::new(), String::new()),
    };
    let (meaning, value) = (criterion.meaning, value(estimate));
    let _ = writeln!(text, "| `{}`: {meaning} | {value} | {asks} | {met} | {} |", criterion.name, estimate.n);
}

/// What happens with each mechanism and advantage taken away.
fn taken_away(text: &mut String, pattern: &Pattern, one: &Found) {
    let (mut lines, mut survives, mut inert, mut unread) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    for without in &one.without {
        match &without.reread {
            Reread::Inert => inert.push(format!("`{}`", without.name)),
            Reread::Unread => unread.push(format!("`{}`", without.name)),
            Reread::Read(reading) if reading.holds() => survives.push(format!("`{}`", without.name)),
            Reread::Read(reading) => {
                let fails = failing(pattern, reading);
                let asked = pattern.criteria.iter().enumerate().filter(|(_, criterion)| criterion.asks.is_some());
                let values =
                    asked.map(|(place, criterion)| format!("{} {}", criterion.name, value(&reading.estimates[place])));
                let values = values.collect::<Vec<_>>().join("; ");
                let _ = writeln!(
                    lines,
                    "| `{}` | {} of {} | {fails} | {values} |",
                    without.name, reading.held, reading.replicates
                );
            }
        }
    }
    if lines.is_empty() {
        text.push_str(match unread.is_empty() {
            true => "\nIt survives whatever is taken away.\n",
            false => "\nIt survives whatever is taken away of what could be read.\n",
        });
    } else {
        text.push_str("\nIt does not survive without:\n\n| taken away | held | what fails | numbers |\n| --- | --- | --- | --- |\n");
        text.push_str(&lines);
    }
    if !survives.is_empty() {
        let _ = writeln!(text, "\nIt survives without: {}.", survives.join(", "));
    }
    if !inert.is_empty() {
        let _ = writeln!(text, "\nInert here: {}.", inert.join(", "));
    }
    if !unread.is_empty() {
        let _ = writeln!(text, "\nNot read, because a world failed: {}.", unread.join(", "));
    }
}

/// A mean with its interval.
fn value(e: &Estimate) -> String {
    if e.n == 0 {
        return "none".to_owned();
    }
    let decimals = if e.mean.abs() >= 100.0 {
        1
    } else if e.mean.abs() >= 1.0 {
        2
    } else {
        4
    };
    let signed = |x: f64| format!("{x:+.decimals$}").replace('-', "\u{2212}");
    if e.low.is_finite() {
        format!("{} [{}, {}]", signed(e.mean), signed(e.low), signed(e.high))
    } else {
        signed(e.mean)
    }
}
