//! `mutua check`: is the scenario valid, what would be run, and what would it take.

use super::exit::{Exit, Stop};
use super::{CheckArguments, open, print_broken};
use crate::analysis::design::Design;
use crate::ensemble::replicate::world;
use crate::ensemble::resources::{Memory, address_space, disk, disk_of_points, free_address_space, free_memory};
use crate::model::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::parameters::{SWITCHES, TABLE};
use crate::model::tick::tick;
use crate::output::count;
use crate::record::plan::LARGE;
use crate::record::plan::Plan;
use crate::scenario::{Scenario, Variants, visible};
use std::fmt::Write;
use std::time::{Duration, Instant};

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua check scenarios/three-regimes.toml
  mutua check my.toml --set people=1000000 --threads 2";

/// People in a world that is only made to see how fast it goes.
const PROBE_PEOPLE: u32 = 20_000;
/// Time given to the probe.
const PROBE: Duration = Duration::from_secs(1);

pub(super) fn check(arguments: &CheckArguments) -> Result<Exit, Stop> {
    let scenario = open::open_design(&arguments.what)?;
    let threads = open::threads(arguments.what.threads);
    let mut report = format!("{}: {}\n", visible(&scenario.name), visible(&scenario.question));
    write_parameters(&mut report, &scenario);
    write_switches(&mut report, &scenario);
    write_plan(&mut report, &scenario);
    let (scenarios, plan) = (std::slice::from_ref(&scenario), Plan::of(&scenario));
    Cost { scenarios, plan, threads, probed: &scenario }.write(&mut report);
    write_design(&mut report, &scenario, threads)?;
    print_broken(&report)
}

fn write_parameters(report: &mut String, scenario: &Scenario) {
    *report += "\nParameters (* set in the scenario)\n";
    for row in TABLE {
        let value = scenario.parameters.get(row.name).unwrap_or(row.default);
        let mark = if value.to_bits() == row.default.to_bits() { ' ' } else { '*' };
        let source = scenario.source_of(row.name);
        let source = visible(&source);
        let _ = writeln!(report, "{mark} {:24} {:>8} {:22} {source}", row.name, value, row.unit);
    }
}

fn write_switches(report: &mut String, scenario: &Scenario) {
    *report += "\nSwitches (* set in the scenario)\n";
    for row in SWITCHES {
        let on = scenario.switches.get(row.name).unwrap_or(row.default);
        let (mark, position) = (if on == row.default { ' ' } else { '*' }, if on { "on" } else { "off" });
        let _ = writeln!(report, "{mark} {:24} {position:>8} {}", row.name, row.meaning);
    }
}

fn write_plan(report: &mut String, scenario: &Scenario) {
    let plan = Plan::of(scenario);
    let phases: Vec<_> = Phase::ALL.iter().map(|phase| phase.name()).collect();
    let names: Vec<_> = scenario.regimes.iter().map(|regime| regime.name.as_str()).collect();
    let _ = writeln!(report, "\nPlan\n  phases of a week: {}", phases.join(" > "));
    let _ = writeln!(report, "  regimes:          {}", names.join(", "));
    let _ = writeln!(
        report,
        "  runs:             {} = {} regimes x {} replicates, seed {}",
        plan.runs(),
        plan.regimes,
        plan.replicates,
        scenario.seed
    );
    let _ = writeln!(
        report,
        "  each:             {} people x {} weeks, after {} weeks without services (shared by the regimes)",
        scenario.people, scenario.weeks, scenario.burn_in_weeks
    );
    if scenario.towns() > 1 {
        let (towns, people) = (scenario.towns(), scenario.town(0).people);
        let _ = writeln!(
            report,
            "  in towns:         {towns} of at most {people} people, without ties or help between them"
        );
    }
}

/// What an ensemble would take: memory, disk and time.
struct Cost<'a> {
    scenarios: &'a [Scenario],
    plan: Plan,
    threads: usize,
    /// One of the scenarios, to see how fast it goes.
    probed: &'a Scenario,
}

impl Cost<'_> {
    fn write(&self, report: &mut String) {
        let Self { scenarios, plan, threads, probed } = *self;
        let memory = Memory::planned(scenarios, &plan, threads);
        write_need(report, "memory:", memory.total(), free_memory());
        if memory.baselines > 0 {
            let _ = writeln!(report, "  of it for twins:  about {} MiB", mebibytes(memory.baselines));
        }
        if let Some(free) = free_address_space() {
            write_need(report, "address space:", address_space(memory.total(), threads, scenarios), Some(free));
        }
        let disk = match scenarios {
            [alone] => disk(alone, &plan),
            points => disk_of_points(points, &plan),
        };
        let _ = writeln!(report, "  disk:             at most {} MiB", mebibytes(disk));
        // Only now: the probe itself takes memory.
        let seconds = seconds(probed, &plan, threads);
        let time = between(seconds * 0.7, seconds * 1.6);
        let _ =
            writeln!(report, "  time:             {time} on {}, by a probe of one second", count(threads, "thread"));
    }
}

fn mebibytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// What is needed, and what is free.
fn write_need(report: &mut String, what: &str, needed: u64, free: Option<u64>) {
    let _ = write!(report, "  {what:17} about {} MiB", mebibytes(needed));
    let _ = match free {
        Some(free) if free < needed => {
            writeln!(report, "; only {} MiB are free, so it would be refused", mebibytes(free))
        }
        Some(free) => writeln!(report, " ({} MiB are free)", mebibytes(free)),
        None => writeln!(report),
    };
}

/// Points of a design that are looked at at most: of more of them, as many that lie evenly among them.
const LOOKED_AT: usize = 20_000;

/// What `mutua sweep` would run and take.
fn write_design(report: &mut String, scenario: &Scenario, threads: usize) -> Result<(), Stop> {
    let Some(design) = Design::of(scenario) else { return Ok(()) };
    let (variants, points) = (Variants::of(scenario).map_err(Stop::refused)?, design.len());
    let looked_at = points.min(LOOKED_AT);
    let place = |number: usize| number * points / looked_at;
    let at = |number: usize| variants.at(&design.point(place(number)).sets());
    let scenarios: Result<Vec<_>, _> = (0..looked_at).map(at).collect();
    let (scenarios, factor) = (scenarios.map_err(Stop::refused)?, points as f64 / looked_at as f64);
    let sampled = Plan::over(&scenarios);
    let people_weeks = (sampled.people_weeks as f64 * factor) as u64;
    let plan = Plan { points: u32::try_from(points).unwrap_or(u32::MAX), people_weeks, ..sampled };
    let sizes = [(points, "point"), (plan.regimes, "regime"), (plan.replicates as usize, "replicate")];
    let sizes = sizes.map(|(size, what)| count(size, what)).join(" x ");
    let _ = writeln!(report, "\nDesign, for `mutua sweep`\n  runs:             {} = {sizes}", plan.runs());
    let probed = scenarios.last().unwrap_or(scenario);
    Cost { scenarios: &scenarios, plan, threads, probed }.write(report);
    Ok(())
}

/// Seconds that a plan takes, by a probe of its scenario, or of one of its design points.
pub(super) fn seconds(scenario: &Scenario, plan: &Plan, threads: usize) -> f64 {
    let large = scenario.town(0).people > LARGE;
    let side_by_side = plan.runs().max(1) * u64::from(scenario.towns());
    let at_once = if large { threads as u64 } else { side_by_side.min(threads as u64) };
    // The probe fits near a core, and a large world does not: it takes about twice as long (docs/performance.md).
    let slower = if large { 2.0 } else { 1.0 };
    slower * plan.people_weeks as f64 / (probe(scenario) * at_once as f64)
}

/// People-weeks a second on one core, half of them in the burn-in and the rest in the last regime; NaN where there is no
/// such world.
fn probe(scenario: &Scenario) -> f64 {
    let mut small = scenario.town(0);
    small.people = small.people.min(PROBE_PEOPLE);
    let Ok(mut world) = world(&small, 0) else { return f64::NAN };
    world.audited = false;
    let mut happened = Happened::default();
    let clock = Instant::now();
    let mut weeks = 0_u32;
    while clock.elapsed() < PROBE {
        if clock.elapsed() > PROBE / 2 && !world.booking {
            let begun = world.begin(scenario.regimes.last().and_then(|regime| regime.structure));
            if begun.is_err() {
                break;
            }
        }
        if tick(&mut world, &mut happened).is_err() || weeks > scenario.burn_in_weeks + scenario.weeks {
            break;
        }
        weeks += 1;
    }
    f64::from(weeks.max(1)) * f64::from(small.people) / clock.elapsed().as_secs_f64()
}

/// A range of seconds in words.
pub(super) fn between(least: f64, most: f64) -> String {
    let (least, most) = (duration(least), duration(most));
    if least == most { least } else { format!("{least} to {most}") }
}

/// Seconds in words.
pub(super) fn duration(seconds: f64) -> String {
    match seconds {
        s if s.is_nan() => "an unknown time".to_owned(),
        s if s < 1.0 => "under a second".to_owned(),
        s if s < 120.0 => format!("{s:.0} s"),
        s if s < 7200.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}
