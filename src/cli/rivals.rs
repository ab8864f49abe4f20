//! `mutua rivals`: whether the full model predicts what it was never fitted to any better than simpler ones.

use super::arguments::{ThreadsArgument, whole};
use super::exit::{Exit, Stop};
use super::finished::Finished;
use super::named_file;
use super::particles;
use super::progress::Progress;
use super::terminal::{print, tell};
use crate::analysis::fit::{Draws, Ground, Told, Worlds};
use crate::experiments::fit::{FitRequest, FitStudy, RivalRequest};
use crate::experiments::{Study, Task};
use crate::files::{check_writable, fill_file};
use crate::output::ResultFolder;
use crate::output::rivals::RivalsFound;
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  mutua fit rivals
  mutua fit rivals --rival pure-dose --beside results/fit-rivals
  mutua rivals results/fit-rivals results/fit-rivals-pure-dose --out rivals.csv

docs/rivals.md says what the rivals are, and how to read what is printed.";

/// Hold a fitted model against simpler ones, by what none was fitted to
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RivalsArguments {
    /// The folders of the fits: that of the full model, and those of its rivals
    #[arg(required = true, num_args = 2..)]
    folders: Vec<PathBuf>,
    /// Groups of draws of each posterior: intervals are over them
    #[arg(long, value_name = "N", default_value_t = 10, allow_negative_numbers = true, value_parser = whole::<u32>(2..=1000))]
    groups: u32,
    /// Draws in a group
    #[arg(long, value_name = "N", default_value_t = 10, allow_negative_numbers = true, value_parser = whole::<u32>(1..=1000))]
    draws: u32,
    /// File for the table (CSV); only printed if not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long, requires = "out")]
    force: bool,
    #[command(flatten)]
    threads: ThreadsArgument,
}

/// A finished fit in its folder.
pub(super) struct FinishedFit {
    path: PathBuf,
    pub(super) fit: FitStudy,
    pub(super) sha256: String,
    pub(super) told: Told,
}

impl FinishedFit {
    /// The fit in a folder, with what came of it.
    pub(super) fn open(path: &Path) -> Result<Self, Stop> {
        let Finished { study, runs, .. } = Finished::open(&ResultFolder::look(path)?)?;
        let Study { task: Task::Fit(fit), description, .. } = study else {
            return Err(Stop::refused(format_args!("{} holds no fit", path.display())));
        };
        let done = particles::kept_in(&fit, &runs).map_err(Stop::failed)?;
        let unsaid = || Stop::failed(format_args!("{}: some particles are missing", path.display()));
        let told = fit.told(&done).ok_or_else(unsaid)?;
        Ok(Self { path: path.to_owned(), fit: *fit, sha256: description.scenario_sha256, told })
    }

    /// Refuses a fit that is not of the full model.
    pub(super) fn expect_full(self) -> Result<Self, Stop> {
        match &self.fit.rival {
            None => Ok(self),
            Some(rival) => Err(Stop::refused(format_args!(
                "{} is a fit of the rival {}, not of the full model",
                self.path.display(),
                rival.name
            ))),
        }
    }

    /// What is asked of a rival that is fitted beside this fit of the full model: as much, on the same scale.
    pub(super) fn beside(&self, name: &str) -> FitRequest {
        let rival = Some(RivalRequest::beside(name, &self.told.scales));
        FitRequest { rival, ..self.fit.request.clone() }
    }

    /// Refuses a fit of another scenario, of another size, or on another scale.
    fn expect_beside(&self, full: &Self, name: &str) -> Result<(), Stop> {
        let differs = if self.sha256 != full.sha256 {
            "is of another scenario"
        } else if self.fit.request == full.beside(name) {
            return Ok(());
        } else {
            "has another size or another scale"
        };
        Err(Stop::refused(format_args!(
            "{} {differs} than {}, so the two cannot be compared: fit it with --rival {name} --beside {}",
            self.path.display(),
            full.path.display(),
            full.path.display()
        )))
    }
}

const IS_THERE: &str = "this file is there already; --force replaces it";

pub(super) fn rivals(arguments: &RivalsArguments) -> Result<Exit, Stop> {
    if let Some(out) = &arguments.out {
        let refused = |why: &str| Stop::refused(format_args!("--out {}: {why}", out.display()));
        if named_file::is_there("--out", out, None)? && !arguments.force {
            return Err(refused(IS_THERE));
        }
        check_writable(out).map_err(|error| refused(&error.to_string()))?;
    }
    let fits = arguments.folders.iter().map(|folder| FinishedFit::open(folder)).collect::<Result<Vec<_>, _>>()?;
    let (full, rivals) = sorted(fits)?;
    let draws = Draws { groups: arguments.groups, each: arguments.draws };
    let fresh = simulate(&full, &rivals, draws, arguments.threads.count())?;
    let (of_full, of_rivals) = fresh.split_first().ok_or_else(|| Stop::failed("there are no draws"))?;
    let ground = Ground { goals: full.fit.course.goals(), scales: &full.told.scales, draws };
    let rivalry = |(fit, worlds): (&FinishedFit, &Vec<Worlds>)| {
        // Each of them is a fit of a rival.
        let name = fit.fit.rival.as_ref()?.name.as_str();
        let rival = full.fit.scenario.rivals.iter().find(|rival| rival.name == name)?;
        Some((rival, ground.rivalry(of_full, worlds, &rival.tells)))
    };
    let rivals = rivals.iter().zip(of_rivals).filter_map(rivalry).collect();
    let found = RivalsFound { goals: full.fit.course.goals(), draws, rivals };
    write(&found, arguments)
}

/// The fit of the full model, and those of its rivals in the order of the scenario.
fn sorted(fits: Vec<FinishedFit>) -> Result<(FinishedFit, Vec<FinishedFit>), Stop> {
    let (mut full, mut rivals): (Vec<_>, Vec<_>) = fits.into_iter().partition(|fit| fit.fit.rival.is_none());
    let count = full.len();
    let (Some(full), 1) = (full.pop(), count) else {
        return Err(Stop::refused(format_args!("one of the folders must hold the fit of the full model, not {count}")));
    };
    let names: Vec<String> = full.fit.scenario.rivals.iter().map(|rival| rival.name.clone()).collect();
    let name = |fit: &FinishedFit| fit.fit.rival.as_ref().map(|rival| rival.name.clone()).unwrap_or_default();
    let place = |fit: &FinishedFit| names.iter().position(|known| *known == name(fit));
    for fit in &rivals {
        fit.expect_beside(&full, &name(fit))?;
    }
    rivals.sort_by_key(place);
    if let Some(pair) = rivals.windows(2).find(|pair| place(&pair[0]) == place(&pair[1])) {
        let (one, other) = (pair[0].path.display(), pair[1].path.display());
        return Err(Stop::refused(format_args!("{one} and {other} are fits of the same rival, {}", name(&pair[0]))));
    }
    Ok((full, rivals))
}

/// Draws of all models in fresh worlds, the full model first.
fn simulate(
    full: &FinishedFit,
    rivals: &[FinishedFit],
    draws: Draws,
    threads: usize,
) -> Result<Vec<Vec<Worlds>>, Stop> {
    let each = u64::from(draws.groups * draws.each);
    let all: Vec<&FinishedFit> = std::iter::once(full).chain(rivals).collect();
    let people_weeks: u64 = all.iter().map(|fit| each * fit.fit.people_weeks_each).sum();
    let progress = Progress::of(each * all.len() as u64, people_weeks);
    let mut fresh = Vec::with_capacity(all.len());
    for fit in all {
        let worlds = fit.fit.fresh(&fit.told, draws, threads, &progress).map_err(Stop::failed)?;
        let Some(worlds) = worlds else {
            progress.finish();
            return Err(Stop::before_writing());
        };
        let failed = worlds.iter().filter(|worlds| worlds.is_empty()).count();
        if failed > 0 {
            tell(format_args!(
                "{failed} draws of {} could not be simulated and count as far from every figure",
                fit.path.display()
            ));
        }
        fresh.push(worlds);
    }
    progress.finish();
    if progress.was_stopped() {
        return Err(Stop::before_writing());
    }
    Ok(fresh)
}

/// Prints what was found, and writes the table if it was asked for.
fn write(found: &RivalsFound<'_>, arguments: &RivalsArguments) -> Result<Exit, Stop> {
    let Some(path) = &arguments.out else { return print(&found.terminal()) };
    let filled = fill_file(path, |out| {
        found.write(out)?;
        // Somebody may have made it meanwhile.
        if !arguments.force && path.exists() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, IS_THERE));
        }
        Ok(())
    });
    filled.map_err(Stop::failed)?;
    print(&format!("{}\nWritten: {}\n", found.terminal(), crate::scenario::visible(&path.display().to_string())))
}
