//! What kind of place it is: a few lines a regime in plain words, and how many figures of evidence it is inside of.

use super::cells::rounded;
use crate::analysis::Findings;
use crate::analysis::quantities::Quantity;
use crate::analysis::spells::Spells;
use crate::analysis::validity::ValidityCount;
use crate::model::structure::{Aim, Present, Structure};
use crate::output::digits::count;
use crate::scenario::Scenario;
use std::fmt::Write as _;

/// Characters in a line of the terminal.
const LINE: usize = 100;

/// A value in its unit as it is read: shares in per cent, others with the decimals that tell them apart.
pub(in crate::output) fn written(value: f64, unit: &str) -> String {
    let (value, mark) = if unit.starts_with("share") { (100.0 * value, " %") } else { (value, "") };
    let decimals = match value.abs() {
        size if size < 0.1 => 3,
        size if size < 1.0 => 2,
        size if size < 1000.0 && mark.is_empty() || size < 10.0 => 1,
        _ => 0,
    };
    if !value.is_finite() {
        return "-".to_owned();
    }
    let text = rounded(value, decimals);
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{short}{mark}")
}

/// A block a regime that has networks, and the count of figures.
pub(super) fn push(text: &mut String, scenario: &Scenario, findings: &Findings, colour: bool) {
    let observed = |regime: usize| !findings.spells.mean(regime, Quantity::PrevalenceNow).is_nan();
    if !(0..scenario.regimes.len()).any(observed) {
        return;
    }
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let _ = writeln!(text, "\n{bold}What kind of place is it?{plain}");
    let spells = &findings.spells;
    for (regime, named) in scenario.regimes.iter().enumerate().filter(|(regime, _)| observed(*regime)) {
        if let Some(structure) = &named.structure {
            let place = Place { spells, regime };
            push_lines(text, &format!("{}. {}", named.name, place.told(structure)));
        }
    }
    push_lines(text, &(without_services(scenario, spells) + &trust(findings)));
    push_lines(text, &evidence(findings));
}

/// Where the text is broken, every line but the first is set in.
fn push_lines(text: &mut String, told: &str) {
    let mut column = 0;
    for word in told.split(' ') {
        let length = word.chars().count();
        match column {
            0 => (),
            _ if column + 1 + length > LINE => {
                text.push_str("\n  ");
                column = 2;
            }
            _ => {
                text.push(' ');
                column += 1;
            }
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}

/// A regime of a scenario, by what is observed in it.
struct Place<'a> {
    spells: &'a Spells,
    regime: usize,
}

impl Place<'_> {
    fn of(&self, quantity: Quantity) -> String {
        written(self.spells.mean(self.regime, quantity), quantity.row().unit)
    }

    /// In words that fit the structure.
    fn told(&self, structure: &Structure) -> String {
        if self.spells.mean(self.regime, Quantity::MeetingsAYear).is_nan() {
            return "No network was ever open.".to_owned();
        }
        format!("{}; {} wait per 1,000. {}", self.networks(structure), self.of(Quantity::Waiting), self.ways())
    }

    /// What a network is.
    fn networks(&self, structure: &Structure) -> String {
        let meetings = self.of(Quantity::MeetingsAYear);
        match (structure.aim, structure.present) {
            (Aim::Focal, Present::Client) => {
                format!("One person alone with a worker: {meetings} meetings a year")
            }
            (Aim::Focal, _) => {
                format!(
                    "A network around one person: {} at a meeting, {meetings} meetings a year",
                    self.of(Quantity::Present)
                )
            }
            (Aim::Plural | Aim::Community, _) => {
                let what = if structure.aim == Aim::Community { "A community network" } else { "A group" };
                let (size, in_need) = (self.of(Quantity::GroupSize), self.of(Quantity::GroupInNeed));
                format!("{what}: {size} people, {in_need} in need, {meetings} meetings a year")
            }
        }
    }

    /// Who came, and how long it took.
    fn ways(&self) -> String {
        let (entered, weeks) = (self.of(Quantity::EnteredOfStruck), Quantity::EnteredWeeksToRecovery);
        let weeks = half(self.spells.mean(self.regime, weeks));
        format!("Of those struck {entered} entered; median weeks from entry to recovery: {weeks}.")
    }
}

/// The weeks within which half of them recover, if they do.
fn half(weeks: f64) -> String {
    if weeks.is_nan() { "not reached".to_owned() } else { written(weeks, "weeks") }
}

/// How long it takes without services, where there is such a world.
fn without_services(scenario: &Scenario, spells: &Spells) -> String {
    let weeks = scenario.without_help().map(|without| half(spells.mean(without, Quantity::WeeksToRecovery)));
    weeks.map_or_else(String::new, |weeks| format!("Without services, median weeks from onset to recovery: {weeks}. "))
}

/// Trust at week 0, which is the same in every regime, beside what the scenario asks for.
fn trust(findings: &Findings) -> String {
    let first = (0..findings.failed.len()).find(|regime| findings.books.n(*regime) > 0).unwrap_or(0);
    let of = |quantity| rounded(findings.spells.mean(first, quantity), 2);
    format!("Trust in people at week 0: {} (asked: {}).", of(Quantity::TrustWeek0), of(Quantity::TrustAsked))
}

/// How many figures the model is inside of, and how many can be said nothing of.
fn evidence(findings: &Findings) -> String {
    let ValidityCount { targets, targets_inside, checks, checks_inside, unsaid } =
        ValidityCount::of(&findings.validity);
    let all = count(findings.validity.len(), "figure");
    let worlds = findings.validity.iter().map(|one| one.model.n).max().unwrap_or(0);
    let alone = if worlds == 1 { " One world: no intervals." } else { "" };
    format!(
        "{all} of evidence: {} of {} that can be compared contradict this world ({targets_inside} of {targets} targets \
         inside, {checks_inside} of {checks} checks); of {unsaid} nothing can be said (validity.csv).{alone}",
        targets + checks - targets_inside - checks_inside,
        targets + checks,
    )
}
