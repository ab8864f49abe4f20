//! What is printed, and written, of a model beside its rivals.

use super::digits::count;
use crate::analysis::fit::{Beside, Draws, FAR, FigureBeside, Goal, Nearer, Rivalry};
use crate::analysis::statistics::Estimate;
use crate::scenario::Rival;
use std::fmt::Write as _;
use std::io::{self, Write};

/// What became of a model beside its rivals.
pub struct RivalsFound<'a> {
    /// What all models were held against.
    pub goals: &'a [Goal],
    /// How many draws there were of each model.
    pub draws: Draws,
    /// Every rival, and what came of it.
    pub rivals: Vec<(&'a Rival, Rivalry)>,
}

/// What is said below.
const CAUTION: &str = "\nA check is told apart where the interval of the difference leaves out 0: of twenty that are alike, \
    chance tells one apart. Intervals are of draws and worlds; another fit of the same model, with another seed, may end \
    elsewhere.\n";

/// How the full model is called.
const FULL: &str = "the full model";

impl RivalsFound<'_> {
    /// What is printed.
    #[must_use]
    pub fn terminal(&self) -> String {
        let mut text = String::new();
        let fitted = self.goals.iter().filter(|goal| goal.fitted).count();
        let (targets, checks) = (count(fitted, "figure"), count(self.goals.len() - fitted, "check"));
        let (groups, each) = (count(self.draws.groups as usize, "group"), count(self.draws.each as usize, "draw"));
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "fitted to {targets}, with {checks} beside. Of each model {groups} of {each} in fresh worlds, with the \
             same luck.\nHow far a draw is from the figures, in scales of {FULL}, with 95 % intervals over groups:\n"
        );
        let _ = writeln!(text, "{:<24} {:>22} {:>22}", "", "targets", "checks");
        let row = |name: &str, parts: [Option<Estimate>; 2]| {
            let [targets, checks] = parts.map(|part| part.map_or_else(|| "none".to_owned(), |one| spread(&one)));
            format!("{name:<24} {targets:>22} {checks:>22}\n")
        };
        if let Some((_, first)) = self.rivals.first() {
            text += &row(FULL, [first.targets, first.checks].map(|beside| beside.map(|beside| beside.full)));
        }
        for (rival, rivalry) in &self.rivals {
            text += &row(&rival.name, [rivalry.targets, rivalry.checks].map(|beside| beside.map(|one| one.rival)));
        }
        for (rival, rivalry) in &self.rivals {
            let _ = writeln!(text, "\n{}: \"{}\"", rival.name, rival.says);
            for (of, beside) in [("checks", &rivalry.checks), ("targets", &rivalry.targets)] {
                let _ = writeln!(text, "  {}", sentence(of, &rival.name, beside.as_ref()));
            }
            let _ = writeln!(text, "  {}", self.foreseen(rivalry));
            let shown = |figure: &&FigureBeside| !self.goals[figure.goal].fitted;
            rivalry.figures.iter().filter(shown).for_each(|figure| text += &self.check(figure, &rival.name));
        }
        text += CAUTION;
        text
    }

    /// How many of the checks that were foretold tell the rival from the full model.
    fn foreseen(&self, rivalry: &Rivalry) -> String {
        let foretold: Vec<&FigureBeside> = rivalry.figures.iter().filter(|figure| figure.foretold).collect();
        let nearer = |figure: &&&FigureBeside| figure.away.is_some_and(|away| away.nearer() == Nearer::Full);
        let (told, all) = (foretold.iter().filter(nearer).count(), foretold.len());
        match all {
            0 => "No check was foreseen to tell them apart.".to_owned(),
            _ => format!(
                "Of {} foreseen to tell them apart, {told} {}.",
                count(all, "check"),
                if told == 1 { "does" } else { "do" }
            ),
        }
    }

    fn check(&self, figure: &FigureBeside, rival: &str) -> String {
        let goal = &self.goals[figure.goal];
        let mean = |value: f64| if value.is_finite() { format!("{value:.3}") } else { "none".to_owned() };
        let says = format!("{:.3}; full {}, rival {}", goal.value, mean(figure.full), mean(figure.rival));
        let by = figure.away.map_or_else(|| "no value".to_owned(), |away| signed(&away.difference));
        format!("    {:<22} {says:<36} {by:>22}  {}\n", goal.id, verdict(figure, rival))
    }

    /// Writes the table: a row for each rival and all targets, all checks, and every figure.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(HEAD)?;
        for (rival, rivalry) in &self.rivals {
            for (of, beside) in [("targets", &rivalry.targets), ("checks", &rivalry.checks)] {
                let name = format!("all {of}");
                let before = [&rival.name, &name, of.trim_end_matches('s')].map(str::to_owned);
                table.write_record(before.into_iter().chain(vec![String::new(); 4]).chain(cells(beside.as_ref())))?;
            }
            for figure in &rivalry.figures {
                let goal = &self.goals[figure.goal];
                let kind = if goal.fitted { "target" } else { "check" };
                let foretold = if figure.foretold { "true" } else { "false" };
                let values = [goal.value, figure.full, figure.rival].map(number);
                let before = [&rival.name, &goal.id, kind, foretold].map(str::to_owned);
                table.write_record(before.into_iter().chain(values).chain(cells(figure.away.as_ref())))?;
            }
        }
        table.flush()
    }
}

const HEAD: [&str; 17] = [
    "rival",
    "figure",
    "use",
    "foretold",
    "figure_value",
    "full_mean",
    "rival_mean",
    "full_away",
    "full_low",
    "full_high",
    "rival_away",
    "rival_low",
    "rival_high",
    "further_by",
    "further_low",
    "further_high",
    "nearer",
];

fn cells(beside: Option<&Beside>) -> Vec<String> {
    let Some(beside) = beside else { return vec![String::new(); 10] };
    let estimates = [beside.full, beside.rival, beside.difference];
    let numbers = estimates.into_iter().flat_map(|one| [one.mean, one.low, one.high].map(number));
    let nearer = match beside.nearer() {
        Nearer::Full => "full",
        Nearer::Rival => "rival",
        Nearer::Neither => "neither",
    };
    numbers.chain([nearer.to_owned()]).collect()
}

/// A number in the shortest form that reads back as the same; empty where there is none. Nought has no sign.
fn number(value: f64) -> String {
    if value.is_finite() { (value + 0.0).to_string() } else { String::new() }
}

/// Nought without a sign.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

fn spread(one: &Estimate) -> String {
    format!("{:.2} [{:.2}, {:.2}]", round(one.mean), round(one.low), round(one.high))
}

fn signed(one: &Estimate) -> String {
    format!("{:+.2} [{:+.2}, {:+.2}]", round(one.mean), round(one.low), round(one.high))
}

/// Which is nearer to all figures of a kind, in plain words.
fn sentence(of: &str, rival: &str, beside: Option<&Beside>) -> String {
    let Some(beside) = beside else { return format!("There are no {of} that count.") };
    let difference = &beside.difference;
    match beside.nearer() {
        Nearer::Full => format!("On the {of} {FULL} is nearer than {rival} by {} scales.", spread(difference)),
        Nearer::Rival => {
            format!("On the {of} {rival} is nearer than {FULL} by {} scales.", spread(&difference.negated()))
        }
        Nearer::Neither => {
            format!("On the {of} {FULL} is no nearer than {rival}: by {} scales.", spread(difference))
        }
    }
}

/// Whether a check tells two models apart, and whether that was foreseen.
fn verdict(figure: &FigureBeside, rival: &str) -> String {
    if figure.away.is_some_and(|away| away.full.mean >= FAR && away.rival.mean >= FAR) {
        return format!("tells nothing: both are {FAR} scales away or more");
    }
    match (figure.away.map(|away| away.nearer()), figure.foretold) {
        (None, true) => "cannot be said, though foreseen to tell".to_owned(),
        (None, false) => "cannot be said".to_owned(),
        (Some(Nearer::Full), true) => format!("tells {FULL} from {rival}, as foreseen"),
        (Some(Nearer::Full), false) => format!("tells {FULL} from {rival}, not foreseen"),
        (Some(Nearer::Rival), true) => format!("{rival} is nearer, AGAINST what was foreseen"),
        (Some(Nearer::Rival), false) => format!("{rival} is nearer"),
        (Some(Nearer::Neither), true) => "does NOT tell them apart, though foreseen".to_owned(),
        (Some(Nearer::Neither), false) => "does not tell them apart".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(full: f64, rival: f64) -> Beside {
        let around = |middle: f64| Estimate::of(&[middle - 0.01, middle, middle + 0.01]);
        Beside { full: around(full), rival: around(rival), difference: around(rival - full) }
    }

    #[test]
    fn a_sentence_says_which_is_nearer_and_never_more() {
        assert_eq!(
            sentence("checks", "dose", Some(&beside(1.0, 1.4))),
            "On the checks the full model is nearer than dose by 0.40 [0.38, 0.42] scales."
        );
        assert_eq!(
            sentence("checks", "dose", Some(&beside(1.4, 1.0))),
            "On the checks dose is nearer than the full model by 0.40 [0.38, 0.42] scales."
        );
        let none = sentence("checks", "dose", Some(&beside(1.0, 1.0)));
        assert_eq!(none, "On the checks the full model is no nearer than dose: by 0.00 [-0.02, 0.02] scales.");
        assert_eq!(sentence("checks", "dose", None), "There are no checks that count.");
    }

    #[test]
    fn what_was_foreseen_and_did_not_come_is_said() {
        let figure = |foretold, away| FigureBeside { goal: 0, foretold, full: 0.0, rival: 0.0, away };
        let told = |foretold, full, rival| verdict(&figure(foretold, Some(beside(full, rival))), "dose");
        assert_eq!(told(true, 1.0, 2.0), "tells the full model from dose, as foreseen");
        assert_eq!(told(false, 1.0, 2.0), "tells the full model from dose, not foreseen");
        assert_eq!(told(true, 2.0, 1.0), "dose is nearer, AGAINST what was foreseen");
        assert_eq!(told(true, 1.0, 1.0), "does NOT tell them apart, though foreseen");
        assert_eq!(verdict(&figure(true, None), "dose"), "cannot be said, though foreseen to tell");
    }
}
