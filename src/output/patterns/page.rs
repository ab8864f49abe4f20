//! The page that explains what became of the patterns.

use super::command::PatternsCommand;
use super::terminal::value;
use crate::analysis::patterns::verdict::{Found, Reread, VariantResult, Verdict, Without};
use crate::analysis::patterns::{Criterion, Outcome, Pattern};
use crate::output::again::quoted;
use crate::scenario::visible;
use std::fmt::Write as _;

/// What every such page has in its beginning, and no other file.
const MARK: &str = "<!-- written by: mutua patterns";
/// Bytes within which it stands.
pub const PAGE_BEGINNING: u64 = 400;

/// Whether a file that begins like this is such a page.
#[must_use]
pub fn is_page(beginning: &[u8]) -> bool {
    beginning.windows(MARK.len()).any(|part| part == MARK.as_bytes())
}

/// The page that explains all of it.
#[must_use]
pub fn page(asked: &PatternsCommand<'_>, found: &[Found]) -> String {
    let mut text = String::from("# Patterns: what the theory says, and what the model shows\n\n");
    // Writing into a string cannot fail.
    let _ =
        writeln!(text, "{MARK}{} --page docs/patterns.md -->\n", asked.command().trim_start_matches("mutua patterns"));
    text += INTRODUCTION;
    if !asked.sets.is_empty() {
        let sets: Vec<String> = asked.sets.iter().map(|set| format!("`{}`", visible(set))).collect();
        let _ = writeln!(text, "\nOn top of that is set here, in all of them: {}.", sets.join(", "));
    }
    text += "\n## In short\n\n";
    text += &short(found);
    text += "\n## Power\n\n";
    text += POWER;
    text += &power(found);
    for one in found {
        section(&mut text, asked, one);
    }
    text
}

const INTRODUCTION: &str = "\
Each pattern is a claim with a test that can fail. A claim is **the paper's** (Raineri 2017), **surveys'** (what was found when \
members were asked), or **ours**. Its numbers are taken in each replicate between worlds of the same people with the same luck; \
*at the horizon* is the mean over what was recorded in the last 52 weeks; the smallest difference that counts is 0.01 where \
nothing else is said.

**What decides.** Each number is judged by the 95 % interval of its mean over the worlds. It **holds** if the whole interval lies \
where it is asked to lie, **fails** if none of it does, and is **undecided** if the interval reaches over the bound, or if more \
than one world in ten lacks the number. A number that no world has fails. A pattern holds if every number that is asked for \
holds; it fails if one fails; otherwise it is undecided. More worlds make intervals narrower: they decide what is undecided, and \
do not turn a *fails* into a *holds*. (All numbers have to hold, so a pattern that holds needs no correction for many tests; one \
that fails may, if it fails in one number of many and by little.)

**What it depends on.** A pattern that holds is read again with each mechanism switched off in turn, and with every advantage \
set to 0 in turn (comfort of those who lived the same, willingness of those who came, what is at stake in turns about keeping \
well, what a missing say costs; each, those of the meeting together, and all together). Where a default is the version less kind \
to mutual help, it is read with the kinder one, too: a name with a value, as `stake_keeping_well=2`, is something given and not \
taken. Four worlds decide there if they can; otherwise all are read. The pattern is \
**conditional** on what it fails without; **open** if it fails without nothing, but is undecided without something or a world \
could not be read; and simply *holds* if it holds whatever is taken away. Where taking something away leaves the first world the \
same to the last bit it is *inert*, and no more is read.

All parameters are defaults, and most of them assumed, unless a pattern says what it sets. A verdict is about the model.
";

const POWER: &str = "\
Power is apart from the verdict. The smallest effect of interest is the distance of what is asked from 0. *Worlds needed*: with \
so many worlds of this size, a number that lies by that much beyond what is asked holds in 90 % of cases, and one that falls \
short of it by that much fails in 90 % of cases; each number by itself, the most demanding one is shown. It is computed from the \
spread between the worlds that were read (noncentral t). *People needed*: in each of as many worlds as were read, for the same; \
an approximation, which takes the variance between worlds to fall in proportion to the number of people, and the way things go \
not to change with the size of a town. A verdict with too little power may still be clear, when the effect is large.

";

/// What each test takes, a row a pattern.
fn power(found: &[Found]) -> String {
    let head = "| | worlds read | people in each | worlds needed | people needed | enough |\n| --- | --- | --- | --- | --- | --- |\n";
    let mut text = head.to_owned();
    for one in found {
        let (id, worlds, people) = (one.pattern.id, one.whole.replicates, one.people);
        let (needed, size) = match one.needs() {
            Some(needs) => (needs.worlds.to_string(), rounded(needs.people).to_string()),
            None => ("cannot be said".to_owned(), String::new()),
        };
        let enough = if one.has_power() { "yes" } else { "no" };
        let _ = writeln!(text, "| {id} | {worlds} | {people} | {needed} | {size} | {enough} |");
    }
    text
}

/// Up to two figures that count: the rest would say more than is known.
fn rounded(people: u64) -> u64 {
    let mut unit = 1;
    while people / unit >= 100 {
        unit *= 10;
    }
    people.div_ceil(unit) * unit
}

/// The table in short: a row a pattern.
#[must_use]
pub fn short(found: &[Found]) -> String {
    let mut text = String::from("| | whose | claim | verdict | depends on |\n| --- | --- | --- | --- | --- |\n");
    for one in found {
        let (pattern, verdict) = (&one.pattern, one.verdict());
        let depends_on = match &verdict {
            Verdict::Conditional(names) => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            Verdict::Holds => "nothing single".to_owned(),
            Verdict::Open => "not known: undecided without something, or a world failed".to_owned(),
            Verdict::Fails => format!("fails: {}", in_the_way(pattern, &one.whole)),
            Verdict::Undecided => format!("undecided: {}", in_the_way(pattern, &one.whole)),
        };
        let (id, whose, claim, word) = (pattern.id, pattern.kind.whose(), pattern.claim, verdict.word());
        let _ = writeln!(text, "| {id} | {whose} | {claim} | **{word}** | {depends_on} |");
    }
    text
}

/// The criteria that fail, or if none does, those that are undecided.
fn in_the_way(pattern: &Pattern, reading: &VariantResult) -> String {
    let names: Vec<&str> = reading.in_the_way().into_iter().map(|place| pattern.criteria[place].name).collect();
    names.join(", ")
}

fn section(text: &mut String, asked: &PatternsCommand<'_>, one: &Found) {
    let pattern = &one.pattern;
    let (id, word, claim) = (pattern.id, one.verdict().word(), pattern.claim);
    let _ = writeln!(text, "\n## {id}: {word}\n\n{claim} (The claim is {}.)\n", pattern.kind.whose());
    if !pattern.notes.is_empty() {
        let _ = writeln!(text, "{}\n", pattern.notes);
    }
    if let Some(searched) = pattern.searched {
        let _ = writeln!(text, "{}\n", of_seeds(searched, one.seed));
    }
    let mut command = format!("mutua patterns --only {id}");
    asked.sets.iter().for_each(|set| command += &format!(" --set {}", quoted(set)));
    let _ = writeln!(text, "`{command}`; its scenario: `{}`\n", asked.run(pattern, &[]));
    text.push_str(
        "| number | mean, 95 % interval | asked | outcome | worlds needed | n |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for (place, criterion) in pattern.criteria.iter().enumerate() {
        row(text, criterion, one, place);
    }
    if !one.without.is_empty() {
        taken_away(text, pattern, &one.without);
    }
}

/// Which seed searched, and which confirms.
fn of_seeds(searched: u64, seed: u64) -> String {
    if searched == seed {
        return format!("The search read worlds of seed {searched}, and so do these numbers: they confirm nothing.");
    }
    format!(
        "The search read worlds of seed {searched}. All numbers here are of seed {seed}, which it never read: they confirm what \
         was found, or they do not."
    )
}

fn row(text: &mut String, criterion: &Criterion, one: &Found, place: usize) {
    let estimate = &one.whole.estimates[place];
    let (asks, needs) = match criterion.asks {
        Some(asks) => {
            let needs = asks.needs(estimate, one.people).map_or_else(String::new, |needs| needs.worlds.to_string());
            (asks.to_string(), needs)
        }
        None => (String::new(), String::new()),
    };
    let outcome = one.whole.outcomes[place].map_or("", |outcome| outcome.word());
    let (name, meaning, value, n) = (criterion.name, criterion.meaning, value(estimate), estimate.n);
    let _ = writeln!(text, "| `{name}`: {meaning} | {value} | {asks} | {outcome} | {needs} | {n} |");
}

/// What happens with each mechanism and advantage taken away.
fn taken_away(text: &mut String, pattern: &Pattern, without: &[Without]) {
    let of = |outcome: Outcome| without.iter().filter(move |one| one.outcome() == outcome);
    let is_read = |one: &&Without| matches!(one.reread, Reread::Read(_));
    let names = |ones: &mut dyn Iterator<Item = &Without>| -> String {
        ones.map(|one| format!("`{}`", one.name)).collect::<Vec<_>>().join(", ")
    };
    text.push_str(if of(Outcome::Fails).next().is_some() {
        "\nIt fails without:\n\n"
    } else if of(Outcome::Undecided).next().is_some() {
        "\nIt fails without nothing that could be decided.\n"
    } else {
        "\nIt holds whatever is taken away.\n"
    });
    numbers(text, pattern, of(Outcome::Fails), "fails");
    if of(Outcome::Undecided).any(|one| is_read(&one)) {
        text.push_str("\nIt is undecided without:\n\n");
        numbers(text, pattern, of(Outcome::Undecided).filter(is_read), "is undecided");
    }
    let lists = [
        ("It holds without", names(&mut of(Outcome::Holds).filter(is_read))),
        ("Inert here", names(&mut without.iter().filter(|one| one.reread == Reread::Inert))),
        ("Not read, because a world failed", names(&mut without.iter().filter(|one| one.reread == Reread::Unread))),
    ];
    for (what, names) in lists.iter().filter(|(_, names)| !names.is_empty()) {
        let _ = writeln!(text, "\n{what}: {names}.");
    }
}

/// A row each of what was read with something taken away; nothing if there is none.
fn numbers<'a>(text: &mut String, pattern: &Pattern, without: impl Iterator<Item = &'a Without>, what: &str) {
    let mut lines = String::new();
    for one in without {
        let Reread::Read(reading) = &one.reread else { continue };
        let asked = pattern.criteria.iter().zip(&reading.estimates).filter(|(criterion, _)| criterion.asks.is_some());
        let values: Vec<String> =
            asked.map(|(criterion, estimate)| format!("{} {}", criterion.name, value(estimate))).collect();
        let (name, worlds, names) = (&one.name, reading.replicates, in_the_way(pattern, reading));
        let _ = writeln!(lines, "| `{name}` | {worlds} | {names} | {} |", values.join("; "));
    }
    if !lines.is_empty() {
        let _ = writeln!(text, "| taken away | worlds | what {what} | numbers |\n| --- | --- | --- | --- |");
        text.push_str(&lines);
    }
}
