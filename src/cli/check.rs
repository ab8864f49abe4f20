//! `mutua check`: is the scenario valid, what would be run, and what would it take.

use super::exit::{Exit, Stop};
use super::{CheckArguments, open, print_broken};
use crate::analysis::design::Design;
use crate::ensemble::admission::{Memory, free_memory};
use crate::ensemble::execute::LARGE;
use crate::ensemble::plan::Plan;
use crate::ensemble::replicate::world;
use crate::model::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::parameters::{SWITCHES, TABLE};
use crate::model::tick::tick;
use crate::output::count;
use crate::scenario::{Scenario, visible};
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
    write_cost(&mut report, &scenario, threads);
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
    if let Some(design) = Design::of(scenario) {
        let _ = writeln!(report, "  design:           {}, for `mutua sweep`", count(design.len(), "point"));
    }
    if scenario.towns() > 1 {
        let (towns, people) = (scenario.towns(), scenario.town(0).people);
        let _ = writeln!(
            report,
            "  in towns:         {towns} of at most {people} people, without ties or help between them"
        );
    }
}

fn write_cost(report: &mut String, scenario: &Scenario, threads: usize) {
    let memory = Memory::of(scenario, threads);
    let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
    let _ = write!(report, "  memory:           about {} MiB", mebibytes(memory.total()));
    let _ = match free_memory() {
        Some(free) if free < memory.total() => {
            writeln!(report, "; only {} MiB are free, so it would be refused", mebibytes(free))
        }
        Some(free) => writeln!(report, " ({} MiB are free)", mebibytes(free)),
        None => writeln!(report),
    };
    if memory.baselines > 0 {
        let _ = writeln!(report, "  of it for twins:  about {} MiB", mebibytes(memory.baselines));
    }
    let plan = Plan::of(scenario);
    let seconds = seconds(scenario, &plan, threads);
    let time = between(seconds * 0.7, seconds * 1.6);
    let _ = writeln!(report, "  time:             {time} on {}, by a probe of one second", count(threads, "thread"));
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

/// People-weeks a second on one core, half of them in the burn-in and the rest in the last regime.
fn probe(scenario: &Scenario) -> f64 {
    let mut small = scenario.town(0);
    small.people = small.people.min(PROBE_PEOPLE);
    let mut world = world(&small, 0);
    world.audited = false;
    let mut happened = Happened::default();
    let clock = Instant::now();
    let mut weeks = 0_u32;
    while clock.elapsed() < PROBE {
        if clock.elapsed() > PROBE / 2 && !world.booking {
            world.begin(scenario.regimes.last().and_then(|regime| regime.structure));
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
        s if s < 1.0 => "under a second".to_owned(),
        s if s < 120.0 => format!("{s:.0} s"),
        s if s < 7200.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}
