//! `mutua state`: every number of one world at one time, as section 7 of `docs/odd.md` lists them, to be held against
//! another implementation of the model.

use super::arguments::{ANY, ScenarioArguments, ThreadsArgument, whole};
use super::exit::{Exit, Stop};
use super::named_file;
use super::open;
use super::pages::enlarge;
use super::progress::Progress;
use super::stopping;
use super::terminal::{print, print_by};
use crate::ensemble::replicate::{self, burn_in};
use crate::ensemble::resources::check_resources_at_points;
use crate::ensemble::threads::on_threads;
use crate::files::{check_writable, fill_file};
use crate::model::state::world::World;
use crate::record::plan::Plan;
use crate::scenario::{Regime, Scenario, visible};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  mutua state three-regimes --week 52 --regime case-centred
  mutua state three-regimes --week 0 --regime none --out start.csv
  mutua state my-town.toml --tick 3 --replicate 2 --set people=100

Section 7 of docs/odd.md says what each line is. The state after T ticks is that
before tick T: --tick 0 is the world after set-up. --week W is W weeks after the
burn-in; --week 0 is the end of the burn-in, with the regime brought in.";

/// Write every number of one world at one time, to compare it with another implementation
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct StateArguments {
    /// A scenario file, or the name of a scenario that comes with the program
    scenario: PathBuf,
    /// The week, counted as in results: week 0 is the end of the burn-in
    #[arg(
        long,
        value_name = "W",
        allow_negative_numbers = true, value_parser = whole::<u32>(ANY),
        required_unless_present = "tick",
        conflicts_with = "tick"
    )]
    week: Option<u32>,
    /// The tick instead, counted from the start of the burn-in
    #[arg(long, value_name = "T", allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    tick: Option<u32>,
    /// The regime; may be left out where the scenario runs one only, and in the burn-in, which all share
    #[arg(long, value_name = "NAME")]
    regime: Option<String>,
    /// The replicate, that is which world; they are numbered from 0
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    replicate: u32,
    /// The town, where there are several; they are numbered from 0
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true, value_parser = whole::<u32>(ANY))]
    town: u32,
    /// File for the state; standard output if not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long, requires = "out")]
    force: bool,
    #[command(flatten)]
    threads: ThreadsArgument,
    /// Set a key as if it stood in the file: `people=2000`, `hope=false`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

pub(super) fn state(arguments: &StateArguments) -> Result<Exit, Stop> {
    let typed = ScenarioArguments {
        scenario: arguments.scenario.clone(),
        replicates: None,
        threads: arguments.threads,
        sets: arguments.sets.clone(),
    };
    let scenario = town(arguments, &open::open(&typed)?)?;
    check_replicate(arguments, &scenario)?;
    let time = Time::of(arguments, &scenario)?;
    let regime = regime(arguments, &scenario, time)?;
    if let Some(out) = &arguments.out {
        check_out(out, arguments)?;
    }
    let one = [Scenario { regimes: vec![regime.clone()], replicates: 1, ..scenario.plain() }];
    enlarge(&one);
    let beside = arguments.out.as_deref().unwrap_or(Path::new("."));
    check_resources_at_points(&one, &Plan::over(&one), 1, beside).map_err(Stop::refused)?;
    let world = on_threads(arguments.threads.count(), || world_at(&scenario, &regime, arguments.replicate, time))
        .map_err(Stop::failed)?;
    write(&world?, arguments)
}

/// When the state is to be looked at.
#[derive(Clone, Copy)]
enum Time {
    /// After so many ticks of the burn-in, which is not over.
    BurnIn(u32),
    /// So many weeks after the burn-in.
    Week(u32),
}

impl Time {
    fn of(arguments: &StateArguments, scenario: &Scenario) -> Result<Self, Stop> {
        let Scenario { burn_in_weeks, weeks, ref name, .. } = *scenario;
        let (option, given, last) = match (arguments.week, arguments.tick) {
            (Some(week), _) => ("--week", week, weeks),
            (None, tick) => ("--tick", tick.unwrap_or(0), burn_in_weeks + weeks),
        };
        if given > last {
            let needed = weeks + (given - last);
            return Err(Stop::refused(format_args!(
                "{option} {given}: {name} ends at {last}; for more, --set weeks={needed}"
            )));
        }
        Ok(match arguments.week {
            Some(week) => Self::Week(week),
            None if given < burn_in_weeks => Self::BurnIn(given),
            None => Self::Week(given - burn_in_weeks),
        })
    }
}

fn town(arguments: &StateArguments, country: &Scenario) -> Result<Scenario, Stop> {
    let (town, towns, name) = (arguments.town, country.towns(), &country.name);
    if town < towns {
        return Ok(country.town(town));
    }
    let there = if towns == 1 { "one town, number 0".to_owned() } else { format!("{towns} towns, 0 to {}", towns - 1) };
    Err(Stop::refused(format_args!("--town {town}: {name} has {there}")))
}

fn check_replicate(arguments: &StateArguments, scenario: &Scenario) -> Result<(), Stop> {
    let Scenario { replicates, ref name, .. } = *scenario;
    let asked = arguments.replicate;
    if asked < replicates {
        return Ok(());
    }
    Err(Stop::refused(format_args!(
        "--replicate {asked}: replicates of {name} are numbered 0 to {}; for more, --set replicates={}",
        replicates - 1,
        u64::from(asked) + 1
    )))
}

/// The regime asked for, or the only one, or in the burn-in none: it is not there yet.
fn regime(arguments: &StateArguments, scenario: &Scenario, time: Time) -> Result<Regime, Stop> {
    match (&arguments.regime, &scenario.regimes[..], time) {
        (Some(name), ..) => scenario.regime(name).map_err(Stop::refused),
        (None, [only], _) => Ok(only.clone()),
        (None, _, Time::BurnIn(_)) => Ok(Regime::none()),
        (None, several, Time::Week(_)) => {
            let names: Vec<_> = several.iter().map(|regime| regime.name.as_str()).collect();
            let names = names.join(", ");
            Err(Stop::refused(format_args!("{} runs {names}: choose one with --regime", scenario.name)))
        }
    }
}

/// Refuses a file that cannot be written, before the long work.
fn check_out(out: &Path, arguments: &StateArguments) -> Result<(), Stop> {
    let refused = |why: &str| Stop::refused(format_args!("--out {}: {why}", out.display()));
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    if real(out)
        .is_some_and(|out| open::read_by(&arguments.scenario).iter().any(|read| real(read) == Some(out.clone())))
    {
        return Err(refused("this command reads that file; name another"));
    }
    if named_file::is_there("--out", out, None)? && !arguments.force {
        return Err(refused(IS_THERE));
    }
    check_writable(out).map_err(|error| refused(&error.to_string()))
}

const IS_THERE: &str = "this file is there already; --force replaces it";

/// The world at the time asked for.
fn world_at(scenario: &Scenario, regime: &Regime, number: u32, time: Time) -> Result<World, Stop> {
    let (ticks, weeks) = match time {
        Time::BurnIn(ticks) => (ticks, None),
        Time::Week(week) => (scenario.burn_in_weeks, Some(week)),
    };
    let all = u64::from(ticks + weeks.unwrap_or(0)) * u64::from(scenario.people);
    let progress = Progress::shown(1, all);
    let before = Scenario { burn_in_weeks: ticks, ..scenario.plain() };
    let begun = burn_in(&before, number, &progress).map_err(Stop::failed)?;
    let world = match (weeks, begun) {
        (Some(weeks), Some(begun)) => {
            let after = Scenario { weeks, ..scenario.plain() };
            replicate::simulate(&after, begun, regime.structure, |_| false, &progress, &mut ()).map_err(Stop::failed)?
        }
        (_, begun) => begun,
    };
    progress.finish();
    world.ok_or_else(Stop::before_writing)
}

/// Writes the state to a file, or to standard output.
fn write(world: &World, arguments: &StateArguments) -> Result<Exit, Stop> {
    let Some(path) = arguments.out.as_deref() else { return print_by(|out| list(world, out)) };
    // From here on a signal must not leave half of a file.
    stopping::poll_from_now_on();
    let filled = fill_file(path, |out| {
        list(world, out)?;
        // Somebody may have made it meanwhile.
        if !arguments.force && path.exists() {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, IS_THERE));
        }
        Ok(())
    });
    match filled {
        Err(_) if stopping::asked() => Err(Stop::before_writing()),
        filled => {
            filled.map_err(Stop::failed)?;
            print(&format!("Written: {}\n", visible(&path.display().to_string())))
        }
    }
}

/// Writes the state line by line: a large world has more of them than memory could hold as text.
fn list(world: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let mut written = writeln!(out, "entity,number,field,value");
    world.describe(|entry| {
        if written.is_ok() && stopping::asked() {
            written = Err(io::ErrorKind::Interrupted.into());
        } else if written.is_ok() {
            written = writeln!(out, "{},{},{},{}", entry.entity, entry.number, entry.field, entry.value);
        }
    });
    written?;
    out.flush()
}
