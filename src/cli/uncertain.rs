//! `--uncertain`: a study over the draws of a posterior, which is a file or one that comes with the program.

use super::arguments::{ScenarioArguments, whole};
use super::exit::Stop;
use super::open;
use crate::experiments::draws::{DEFAULT_DRAWS, LEAST_WORLDS, MOST_DRAWS};
use crate::experiments::uncertain::UncertainRequest;
use crate::files::list_of;
use crate::model::parameters::{SWITCHES, TABLE};
use crate::output::count;
use crate::scenario::{FITTED_IN, POINTS_LIST, Scenario, USUAL_POSTERIOR, likely, shipped_posteriors};
use clap::Args;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The options of a study that can be done over the draws of a posterior.
#[derive(Debug, Args)]
pub(super) struct UncertainArguments {
    /// Do it over the draws of a posterior: in how much of what fits the evidence does it hold? A file as `mutua fit` writes it
    /// (or the folder of a fit), or a posterior that comes with the program; without a value `three-regimes`
    #[arg(long, value_name = "POSTERIOR", num_args = 0..=1, default_missing_value = USUAL_POSTERIOR)]
    uncertain: Option<PathBuf>,
    /// Draws of the posterior
    #[arg(long, value_name = "N", requires = "uncertain", default_value_t = DEFAULT_DRAWS, allow_negative_numbers = true, value_parser = whole::<u32>(2..=u64::from(MOST_DRAWS)))]
    draws: u32,
}

/// A scenario at the draws of a posterior.
pub(super) struct OverPosterior {
    /// Its design takes the draws.
    pub(super) scenario: Scenario,
    pub(super) request: UncertainRequest,
    /// What is to be said before it begins, with the end of the line.
    pub(super) first: String,
}

impl UncertainArguments {
    /// The scenario at the draws that are asked for, in two worlds each if nothing else is said; `None` if none are.
    pub(super) fn over(&self, what: &ScenarioArguments) -> Result<Option<OverPosterior>, Stop> {
        let Some(typed) = &self.uncertain else { return Ok(None) };
        let plain = open::open(what)?;
        let Posterior { shown, kept, table } = posterior(typed)?;
        let shipped = matches!(table, Cow::Borrowed(_));
        let refused = |error: &dyn std::fmt::Display| Stop::refused(format_args!("--uncertain {shown}: {error}"));
        let request = UncertainRequest { posterior: kept, draws: self.draws };
        let replicates = what.replicates.unwrap_or(LEAST_WORLDS);
        let at = request.at_draws(&Scenario { replicates, ..plain.clone() }, &shown, &table);
        let scenario = at.map_err(|error| refused(&error))?;
        let set = |sets: &[String]| {
            let varied = scenario.design.as_ref().and_then(|design| design.check_sets(sets).err());
            varied.map(|problems| problems.iter().map(|one| one.key.clone()).collect::<Vec<_>>().join(", "))
        };
        if let Some(keys) = set(&what.sets) {
            return Err(refused(&format_args!(
                "the posterior gives {keys} the value of each draw, which would be written over: leave --set {keys} out"
            )));
        }
        let draws = count(self.draws as usize, "draw");
        let made = match shipped {
            true => format!(", fitted in towns of {FITTED_IN} people (docs/fitting.md)"),
            false => String::new(),
        };
        let first = format!("{} over {draws} of {shown}{made}\n{}", scenario.name, also_set(&plain, &scenario));
        Ok(Some(OverPosterior { scenario, request, first }))
    }
}

/// A posterior.
pub(super) struct Posterior {
    /// As messages call it.
    pub(super) shown: String,
    /// The name by which it is found again.
    kept: String,
    pub(super) table: Cow<'static, str>,
}

/// The posterior that is called so: a file if there is one, else one that comes with the program.
pub(super) fn posterior(typed: &Path) -> Result<Posterior, Stop> {
    let shown = typed.display().to_string();
    if (!typed.exists() || typed.is_dir())
        && let Some((name, table)) = shipped_posteriors().iter().find(|(name, _)| *name == shown)
    {
        return Ok(Posterior { shown, kept: (*name).to_owned(), table: Cow::Borrowed(table) });
    }
    // The folder of a fit stands for the posterior in it.
    let of_fit = typed.join("posterior.csv");
    let file = if typed.is_dir() && of_fit.is_file() { &of_fit } else { typed };
    let table = list_of(file).map_err(|why| {
        let names: Vec<&str> = shipped_posteriors().iter().map(|(name, _)| *name).collect();
        let meant = likely(&shown, names.iter().copied()).map(|name| format!("; did you mean `{name}`?"));
        let (meant, names) = (meant.unwrap_or_default(), names.join(", "));
        Stop::refused(format_args!(
            "--uncertain {shown}: {why}{meant}\n    help: name a file as `mutua fit` writes it, or a posterior that comes with the program: {names}"
        ))
    })?;
    Ok(Posterior { shown, kept: POINTS_LIST.to_owned(), table: Cow::Owned(table) })
}

/// One line about what the scenario sets itself and the posterior sets over it; empty if there is nothing.
fn also_set(plain: &Scenario, at: &Scenario) -> String {
    let keys = at.design.as_ref().map(|design| design.keys()).unwrap_or_default();
    let own = |key: &&str| {
        let name = key.rsplit('.').next().unwrap_or_default();
        let number = TABLE.iter().find(|row| row.name == name && !key.starts_with("regime."));
        let switch = SWITCHES.iter().find(|row| row.name == name);
        number.is_some_and(|row| plain.parameters.get(name) != Some(row.default))
            || switch.is_some_and(|row| plain.switches.get(name) != Some(row.default))
    };
    let found: Vec<&str> = keys.into_iter().filter(own).collect();
    match found.is_empty() {
        true => String::new(),
        false => {
            let name = &plain.name;
            format!("{name} sets {} itself: here the posterior does, draw by draw\n", found.join(", "))
        }
    }
}
