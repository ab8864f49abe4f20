//! What is printed of a fit.

use super::found::FitFound;
use super::values::{ends, shortened, value};
use crate::analysis::fit::{Ended, Goal, GoalFit, Spread};
use crate::output::digits::count;
use std::fmt::Write;

/// What is printed.
#[must_use]
pub fn terminal(found: &FitFound<'_>) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    if let Some(rival) = found.rival {
        let _ = writeln!(text, "the rival {}, not the full model: \"{}\"\n", rival.name, rival.says);
    }
    let _ = writeln!(text, "{:<26} {:>22} {:>26} {:>26}", "", "figure", "priors", "posterior");
    for (goal, fit) in found.goals.iter().zip(&found.told.goals) {
        let _ = writeln!(text, "{}", row(goal, fit));
    }
    text.push('\n');
    for (purpose, fitted) in [("targets", true), ("checks", false)] {
        let all =
            found.goals.iter().zip(&found.told.goals).filter(|(goal, fit)| goal.fitted == fitted && fit.truth.n > 0);
        let (inside, covered, of) = all.fold((0, 0, 0), |(inside, covered, of), (goal, fit)| {
            (inside + usize::from(fit.is_inside(goal)), covered + usize::from(fit.posterior.holds(goal.value)), of + 1)
        });
        let _ = writeln!(
            text,
            "{purpose}: the mean lies in the figure's interval of {inside} of {of}; {covered} figures lie in what is predicted"
        );
    }
    text += &parameters(found);
    text += &ended(found);
    text
}

fn row(goal: &Goal, fit: &GoalFit) -> String {
    let spread = |spread: &Spread| match spread.n {
        0 => "no value".to_owned(),
        _ => format!("{:.3} [{:.3}, {:.3}]", spread.mean, spread.low, spread.high),
    };
    let word = match (goal.fitted, fit.is_inside(goal)) {
        _ if fit.truth.n == 0 => "cannot be said",
        (_, true) => "inside",
        (true, false) => "OUTSIDE",
        (false, false) => "OUTSIDE (check)",
    };
    let figure = format!("{:.3} [{:.3}, {:.3}]", goal.value, goal.low, goal.high);
    let reach = if fit.truth.n > 0 && !fit.is_in_reach(goal) { "; beyond what the priors say" } else { "" };
    format!("{:<26} {figure:>22} {:>26} {:>26}  {word}{reach}", goal.id, spread(&fit.prior), spread(&fit.truth))
}

/// What is known of the parameters that were fitted.
fn parameters(found: &FitFound<'_>) -> String {
    let posterior = &found.told.posterior;
    let mut text = String::from("\nparameter: prior, then posterior (95 %), median\n");
    let mut unknown = Vec::new();
    for &place in &posterior.fitted {
        let (factor, marginal) = (&found.factors[place], posterior.marginal(place));
        if !marginal.identified {
            unknown.push(factor.key.as_str());
            continue;
        }
        let [low, high] = ends(factor);
        let [from, middle, to] = marginal.quantiles.map(|unit| shortened(&value(factor, unit)));
        let _ =
            writeln!(text, "{:<26} {} to {}: {from} to {to}, {middle}", factor.key, shortened(&low), shortened(&high));
    }
    if !unknown.is_empty() {
        let _ = writeln!(
            text,
            "not identified, what the figures say of them cannot be told from nothing: {}",
            unknown.join(", ")
        );
    }
    let rest = found.factors.len() - posterior.fitted.len();
    if rest > 0 {
        let _ = writeln!(text, "{} drawn from their priors, for they matter less", count(rest, "parameter"));
    }
    text
}

/// Why it ended.
fn ended(found: &FitFound<'_>) -> String {
    let told = found.told;
    let last = told.generations.last();
    let evaluated = last.map_or(0, |last| last.evaluated) + found.sizes.predictive;
    let why = match told.ended {
        Ended::Acceptance => format!(
            "fewer than {:.0} % of new particles were better than the worst that was kept",
            100.0 * found.sizes.least_acceptance
        ),
        Ended::Budget => "what may be simulated was used up (--budget)".to_owned(),
    };
    let generations = count(told.generations.len().saturating_sub(1), "generation");
    format!(
        "\nended after {generations}: {why}\n{evaluated} particles were simulated; {} particles of the posterior say as much as {:.0} of equal weight\n",
        told.posterior.particles.len(),
        told.posterior.effective()
    )
}
