//! What an ensemble takes, said before it begins.

use super::execute::LARGE;
use super::lived::districts;
use super::plan::Plan;
use super::twin::{TwinWeek, Weeks};
use crate::model::attention::Attention;
use crate::model::course::Course;
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::model::ledger::Ledger;
use crate::model::measure::Measured;
use crate::model::network::Network;
use crate::model::parameters::Parameters;
use crate::model::person::Person;
use crate::model::structure::Structure;
use crate::model::tie::HalfTie;
use crate::model::worker::Worker;
use crate::scenario::Scenario;
use std::mem::size_of;
use std::path::Path;

/// Bytes, as estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// The state of one world.
    pub world: u64,
    /// Worlds at the same time.
    pub worlds: u64,
    /// What happens in a week of one world, as long as it runs: events, letters, and its networks.
    pub week: u64,
    /// Worlds that run at the same time.
    pub running: u64,
    /// How everybody stands in the worlds without helping networks against which others are held.
    pub baselines: u64,
    /// What is kept of runs while they are summed up: the records of one replicate, and some bytes of each other run.
    pub records: u64,
}

/// Bytes of the program itself, with what it writes.
const OF_THE_PROGRAM: u64 = 7_200_000;
/// Bytes a person of the lists in which a week is written down at the default rate of everyday contact, as measured.
const OF_A_WEEK: f64 = 26.0;
/// Bytes of the books and lists of the pieces in which a world of more than 32,000 people is settled, as measured.
const OF_PIECES: f64 = 1_400_000.0;
/// Bytes that an allocation takes beyond what it holds.
const OF_AN_ALLOCATION: u64 = 16;
/// Bytes that stay in memory of each run: where it is in the file, and the hash of its state.
const OF_EACH_RUN: u64 = 32;
/// Bytes of a design point: its scenario.
const OF_EACH_POINT: u64 = 8_192;
/// Bytes that stay of each regime at a design point: its main indicators and their differences.
const OF_EACH_RESPONSE: u64 = 1_024;

/// Bytes of a finished run, as kept.
fn record(scenario: &Scenario) -> u64 {
    let recorded = u64::from(scenario.weeks.div_ceil(scenario.record_every_weeks)) + 1;
    let row = (INDICATORS.len() + 1) * size_of::<f64>();
    let weeks = Weeks::of(scenario);
    let twins = u64::from(weeks.count() + weeks.in_window().count()) * size_of::<TwinWeek>() as u64;
    recorded * (row * POPULATIONS.len()) as u64 + size_of::<Ledger>() as u64 + twins
}

/// Bytes of the state of a world: people with their ties, workers, and what neighbourhoods know and have.
fn state(scenario: &Scenario) -> u64 {
    let parameters = &scenario.parameters;
    let ties = parameters.tie_places as usize * size_of::<HalfTie>();
    let person = (size_of::<Person>() + size_of::<Course>() + size_of::<Attention>() + ties) as u64;
    let workers = f64::from(scenario.people) * parameters.workers_per_1000 / 1000.0;
    let homes = f64::from(scenario.people) / parameters.people_per_neighbourhood * parameters.categories;
    let home = size_of::<u64>() + size_of::<Vec<u32>>() + 16;
    u64::from(scenario.people) * person + (workers * size_of::<Worker>() as f64) as u64 + (homes * home as f64) as u64
}

/// Bytes of the baselines of one replicate.
fn baselines(scenario: &Scenario) -> u64 {
    let weeks = Weeks::of(scenario);
    let other_luck = if scenario.people > LARGE { 0 } else { weeks.in_window().count() };
    u64::from(scenario.people) * u64::from(weeks.count() + other_luck) * size_of::<Measured>() as u64
}

/// Bytes of what happens in a week, and of the networks that workers could follow.
fn week(scenario: &Scenario) -> u64 {
    let rate = scenario.parameters.everyday_contact / Parameters::default().everyday_contact;
    let lists = f64::from(scenario.people) * OF_A_WEEK * (0.5 + 0.5 * rate);
    let networks = scenario.regimes.iter().filter_map(|regime| regime.structure).map(|structure| {
        let heap = OF_AN_ALLOCATION + 4 * (u64::from(structure.capacity) + 1);
        networks(scenario, &structure) * (size_of::<Network>() as u64 + heap) as f64
    });
    let pieces = if scenario.people > 32_000 { OF_PIECES } else { 0.0 };
    (lists + pieces + networks.fold(0.0, f64::max)) as u64
}

/// Networks that workers have hours for; without workers, one for every forty people.
fn networks(scenario: &Scenario, structure: &Structure) -> f64 {
    let (people, parameters) = (f64::from(scenario.people), &scenario.parameters);
    let Some(role) = structure.worker else { return people / 40.0 };
    let hours = structure.worker_hours.unwrap_or(parameters.worker_hours) * (1.0 - parameters.desk_share);
    let of_each = (hours * f64::from(structure.meets_every_weeks) / role.hours_per_meeting).min(parameters.caseload);
    // Hardly more than these are ever in need at the same time.
    (people * parameters.workers_per_1000 / 1000.0 * of_each).min(people / 4.0)
}

impl Memory {
    /// What `scenario` takes on `threads` threads.
    #[must_use]
    pub fn of(scenario: &Scenario, threads: usize) -> Self {
        Self::planned(std::slice::from_ref(scenario), &Plan::of(scenario), threads)
    }

    /// What the runs of `plan`, with one scenario a design point, take: the largest of the worlds, and something for each
    /// point.
    #[must_use]
    pub fn planned(scenarios: &[Scenario], plan: &Plan, threads: usize) -> Self {
        // The first town is the largest; districts take turns.
        let largest = |of: &dyn Fn(&Scenario) -> u64| scenarios.iter().map(|one| of(&one.town(0))).max().unwrap_or(0);
        let people = largest(&|town| u64::from(town.people));
        let districts = scenarios.iter().map(|one| u64::from(districts(one))).max().unwrap_or(1);
        let (threads, runs) = (threads as u64, plan.runs());
        let turns = plan.units() * districts;
        let (worlds, running) = if people > u64::from(LARGE) {
            (plan.regimes.min(2) as u64, 1)
        } else {
            let running = threads.min(turns * plan.regimes as u64);
            // Where there is one regime, it goes on with the world of the burn-in.
            let begun = if plan.regimes == 1 { 0 } else { threads.min(turns) };
            (begun + running, running)
        };
        let points = if scenarios.len() > 1 { scenarios.len() as u64 } else { 0 };
        let of_points = points * (OF_EACH_POINT + OF_EACH_RESPONSE * plan.regimes as u64);
        let at_once = if people > u64::from(LARGE) { 1 } else { threads.min(turns) };
        // Districts that are done wait for the others of their run, and some are being added up.
        let waiting = if districts > 1 { (districts + threads) * plan.regimes as u64 } else { 0 };
        Self {
            baselines: if plan.twins { at_once * largest(&baselines) } else { 0 },
            world: largest(&state),
            worlds,
            week: largest(&week),
            running,
            records: OF_THE_PROGRAM
                + runs * OF_EACH_RUN
                + (2 * plan.regimes as u64 + threads + waiting) * largest(&record)
                + of_points,
        }
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.world * self.worlds + self.week * self.running + self.baselines + self.records
    }
}

/// Memory that is free now: of the machine, of what this process may take, and of what its container or job may; `None`
/// where the system tells of none of them.
#[must_use]
pub fn free_memory() -> Option<u64> {
    let of_machine = kibibytes("/proc/meminfo", "MemAvailable:");
    [of_machine, free_of_process(), free_of_group()].into_iter().flatten().min()
}

/// The number of kibibytes, in bytes, after `heading` in a file of the system.
fn kibibytes(file: &str, heading: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let number = text.lines().find_map(|line| line.strip_prefix(heading))?.split_whitespace().next()?;
    number.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}

/// What this process may still take of its address space (`ulimit -v`); `None` if all.
fn free_of_process() -> Option<u64> {
    #[cfg(target_os = "linux")]
    {
        use nix::sys::resource::{RLIM_INFINITY, Resource, getrlimit};
        let (limit, _) = getrlimit(Resource::RLIMIT_AS).ok().filter(|(limit, _)| *limit != RLIM_INFINITY)?;
        Some(limit.saturating_sub(kibibytes("/proc/self/status", "VmSize:")?))
    }
    #[cfg(not(target_os = "linux"))]
    None
}

/// What the control group of this process, and those above it, may still take; `None` if all.
fn free_of_group() -> Option<u64> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let own = groups.lines().find_map(|line| line.strip_prefix("0::/"))?;
    Path::new(own).ancestors().filter_map(|group| free_of(&Path::new("/sys/fs/cgroup").join(group))).min()
}

/// What the control group in this folder may still take; files that were read and can be let go are not counted.
fn free_of(group: &Path) -> Option<u64> {
    let number = |file: &str| std::fs::read_to_string(group.join(file)).ok()?.trim().parse::<u64>().ok();
    let most = number("memory.max")?;
    let stat = std::fs::read_to_string(group.join("memory.stat")).unwrap_or_default();
    let files = stat.lines().find_map(|line| line.strip_prefix("inactive_file ")?.trim().parse::<u64>().ok());
    Some(most.saturating_sub(number("memory.current")?.saturating_sub(files.unwrap_or(0))))
}

/// Bytes on the disk that the results of `plan` take at most, while both the journal and the runs laid down are there:
/// twice the runs, and the trajectories as text.
#[must_use]
pub fn disk(scenario: &Scenario, plan: &Plan) -> u64 {
    10_000_000 + plan.runs() * 4 * record(scenario)
}

/// Bytes on the disk that an ensemble with one scenario a design point takes at most: twice the runs, and the tables of
/// responses.
#[must_use]
pub fn disk_of_points(scenarios: &[Scenario]) -> u64 {
    let (plan, cells) = (Plan::over(scenarios), (INDICATORS.len() * POPULATIONS.len()) as u64);
    let a_point = |scenario: &Scenario| {
        let regimes = plan.regimes as u64;
        2 * regimes * (u64::from(plan.replicates) * record(scenario) + cells * 160)
    };
    10_000_000 + scenarios.iter().map(a_point).sum::<u64>()
}

/// Bytes free on the disk of `path`, or of the nearest folder above it that exists; `None` where the system does not
/// tell.
#[must_use]
pub fn free_disk(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let path = std::path::absolute(path).ok()?;
        let there = path.ancestors().find(|folder| folder.exists())?;
        let disk = nix::sys::statvfs::statvfs(there).ok()?;
        Some(disk.blocks_available() as u64 * disk.fragment_size() as u64)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// An ensemble that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// What there is too little of.
    pub what: &'static str,
    /// Bytes needed.
    pub needed: u64,
    /// Bytes free.
    pub free: u64,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { what, needed, free } = *self;
        let mebibytes = |bytes: u64| bytes.div_ceil(1 << 20);
        let (needed, free) = (mebibytes(needed), mebibytes(free));
        write!(
            f,
            "this needs about {needed} MiB of {what} and {free} MiB are free: fewer people, threads or replicates, or a larger record_every_weeks"
        )
    }
}

impl std::error::Error for TooLarge {}

/// Refuses what does not fit, before anything is allocated: `out` is where results would go.
///
/// # Errors
/// If more memory or disk is needed than is free.
pub fn admit(scenario: &Scenario, threads: usize, out: &Path) -> Result<Memory, TooLarge> {
    admit_points(std::slice::from_ref(scenario), &Plan::of(scenario), threads, out)
}

/// Refuses an ensemble over design points that does not fit.
///
/// # Errors
/// If more memory or disk is needed than is free.
pub fn admit_points(scenarios: &[Scenario], plan: &Plan, threads: usize, out: &Path) -> Result<Memory, TooLarge> {
    let memory = Memory::planned(scenarios, plan, threads);
    expect_free(memory.total(), scenarios, plan, out)?;
    Ok(memory)
}

/// Refuses an ensemble of which all runs are there, and whose results do not fit.
///
/// # Errors
/// If more memory or disk is needed to sum them up than is free.
pub fn admit_kept(scenarios: &[Scenario], plan: &Plan, out: &Path) -> Result<(), TooLarge> {
    expect_free(Memory::planned(scenarios, plan, 1).records, scenarios, plan, out)
}

/// Makes sure that so much memory is free, and as much of the disk as the results of an ensemble take.
fn expect_free(memory: u64, scenarios: &[Scenario], plan: &Plan, out: &Path) -> Result<(), TooLarge> {
    let on_disk = match scenarios {
        [alone] => disk(alone, plan),
        points => disk_of_points(points),
    };
    let needs = [("memory", memory, free_memory()), ("disk", on_disk, free_disk(out))];
    for (what, needed, free) in needs {
        if let Some(free) = free.filter(|&free| needed > free) {
            return Err(TooLarge { what, needed, free });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_group_may_take_what_it_has_not_taken_but_for_files_it_can_let_go() {
        let group = tempfile::tempdir().unwrap();
        let write = |file: &str, text: &str| fs::write(group.path().join(file), text).unwrap();
        assert_eq!(free_of(group.path()), None);
        write("memory.current", "700\n");
        write("memory.max", "max\n");
        assert_eq!(free_of(group.path()), None);
        write("memory.max", "1000\n");
        assert_eq!(free_of(group.path()), Some(300));
        write("memory.stat", "anon 600\ninactive_file 100\n");
        assert_eq!(free_of(group.path()), Some(400));
        write("memory.current", "5000\n");
        assert_eq!(free_of(group.path()), Some(0));
    }
}
