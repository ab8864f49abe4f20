//! `mutua check`: is the scenario valid, what would be run, and what would it take.

use super::arguments::ScenarioArguments;
use super::durations::between;
use super::exit::{Exit, Stop};
use super::open;
use super::plausible;
use super::probe::seconds;
use super::terminal::print_broken;
use crate::analysis::design::Design;
use crate::ensemble::resources::{
    MOST_ROWS, Memory, RowTable, address_space, disk, disk_of_points, free_address_space, free_memory, row_tables,
};
use crate::experiments::fit::check_rivals;
use crate::model::ledger::Phase;
use crate::model::parameters::{SWITCHES, TABLE};
use crate::output::count;
use crate::output::testing::claimed;
use crate::record::plan::Plan;
use crate::scenario::{Factor, Scale, Scenario, Variants, visible};
use clap::Args;
use std::fmt::Write;

const EXAMPLES: &str = "\
Examples:
  mutua check scenarios/three-regimes.toml
  mutua check my.toml --set people=1000000 --threads 2";

/// Validate a scenario and report what it would take to run it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    what: ScenarioArguments,
}

pub(super) fn check(arguments: &CheckArguments) -> Result<Exit, Stop> {
    let scenario = open::open_design(&arguments.what)?;
    let threads = arguments.what.threads.count();
    let mut report = format!("{}: {}\n", visible(&scenario.name), visible(&scenario.question));
    write_parameters(&mut report, &scenario);
    write_switches(&mut report, &scenario);
    write_plan(&mut report, &scenario);
    let (scenarios, plan) = (std::slice::from_ref(&scenario), Plan::of(&scenario));
    row_tables(&scenario, &plan).iter().for_each(|table| write_rows(&mut report, table));
    Cost { scenarios, plan, threads, probed: &scenario }.write(&mut report);
    report += &claimed(&scenario.hypotheses);
    check_rivals(&scenario).map_err(Stop::refused)?;
    write_rivals(&mut report, &scenario);
    write_design(&mut report, &scenario, threads)?;
    print_broken(&report)
}

fn write_parameters(report: &mut String, scenario: &Scenario) {
    *report += "\nParameters (* set in the scenario): value, plausible range, sources of both\n";
    for row in TABLE {
        let value = scenario.parameters.get(row.name).unwrap_or(row.default);
        let mark = if value.to_bits() == row.default.to_bits() { ' ' } else { '*' };
        let range = format!("{} to {}", row.plausible_low, row.plausible_high);
        let source = scenario.source_of(row.name);
        let (source, of_range) = (visible(&source), row.plausible_source);
        let _ =
            writeln!(report, "{mark} {:24} {value:>8} {:15} {range:16} {source}; range {of_range}", row.name, row.unit);
    }
    *report += &plausible::note(scenario);
}

fn write_switches(report: &mut String, scenario: &Scenario) {
    *report += "\nSwitches (* set in the scenario)\n";
    for row in SWITCHES {
        let on = scenario.switches.get(row.name).unwrap_or(row.default);
        let (mark, position) = (if on == row.default { ' ' } else { '*' }, if on { "on" } else { "off" });
        let _ = writeln!(report, "{mark} {:24} {position:>8} {}", row.name, row.meaning);
    }
}

fn write_rivals(report: &mut String, scenario: &Scenario) {
    if !scenario.rivals.is_empty() {
        *report += "\nRivals, for `mutua fit --rival`\n";
    }
    for rival in &scenario.rivals {
        let _ =
            writeln!(report, "  {:17} {}: {}", format!("{}:", rival.name), visible(&rival.says), rival.set.join(", "));
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

/// How large a table of rows would be.
fn write_rows(report: &mut String, table: &RowTable) {
    let RowTable { key, rows, bytes, counted } = table;
    let (label, megabytes) = (format!("{key}.csv:"), bytes.div_ceil(1_000_000));
    let how = if *counted { "" } else { ", by an estimate that is rather too high" };
    let refused =
        if *rows > MOST_ROWS { format!("; {MOST_ROWS} are the most, so it would be refused") } else { String::new() };
    let _ = writeln!(report, "  {label:17} {rows} rows, about {megabytes} MB{how}{refused}");
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
    write_factors(report, &design.table().factors);
    let probed = scenarios.last().unwrap_or(scenario);
    Cost { scenarios: &scenarios, plan, threads, probed }.write(report);
    Ok(())
}

/// Which values each factor takes, and beside a range of a parameter that is another which one is plausible.
fn write_factors(report: &mut String, factors: &[Factor]) {
    for Factor { key, scale } in factors {
        let name = key.strip_prefix("parameters.").unwrap_or(key);
        let row = TABLE.iter().find(|row| row.name == name);
        let plausible = row.map_or_else(String::new, |row| match ends(scale) == ends(&Scale::plausible(row)) {
            true => " (plausible range)".to_owned(),
            false => format!(" (plausible: {} to {})", row.plausible_low, row.plausible_high),
        });
        let _ = writeln!(report, "  factor:           {} {}{plausible}", visible(key), visible(&ends(scale)));
    }
}

/// The values of a factor in few words.
fn ends(scale: &Scale) -> String {
    match scale {
        Scale::Real { low, high, .. } => format!("{low} to {high}"),
        Scale::Whole { low, high, .. } => format!("{low} to {high}"),
        Scale::Values(values) => values.join(", "),
    }
}
