//! What an ensemble takes of memory and of the disk: what its worlds take while they are simulated, and what its results take while
//! they are summed up. All in bytes, as estimated; `tests/memory.rs` holds it against what is taken.

use super::expected::{networks, recorded};
use super::rows::{row_tables, rows_of_a_run};
use crate::ensemble::districts::districts;
use crate::ensemble::observe::sample::SAMPLED;
use crate::ensemble::twin::Weeks;
use crate::model::engine::census::Census;
use crate::model::indicator::{INDICATORS, IndicatorValues, MAIN, POPULATIONS, Snapshot};
use crate::model::ledger::Ledger;
use crate::model::measure::{MEASURES, Measured};
use crate::model::state::network::Network;
use crate::model::state::setting::Setting;
use crate::record::observed::{Observed, Time};
use crate::record::plan::{LARGE, Plan};
use crate::record::twins::TwinWeek;
use crate::scenario::{Regime, Scenario};

/// Bytes, as estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// The program itself, its threads, and what it knows of each run and each design point.
    pub program: u64,
    /// The state of one world.
    pub world: u64,
    /// Worlds at the same time.
    pub worlds: u64,
    /// What happens in a week of one world, as long as it runs: events, letters, and its networks; and who observes it.
    pub week: u64,
    /// Worlds that run at the same time.
    pub running: u64,
    /// How everybody stands in the worlds without helping networks against which others are held.
    pub baselines: u64,
    /// What runs leave behind that are under way.
    pub records: u64,
    /// What districts of countries leave behind that wait for the others of their run.
    pub waiting: u64,
    /// What is kept while runs are summed up: the records of one replicate, and sums over all.
    pub results: u64,
}

/// Bytes of the program itself, with what it writes.
const OF_THE_PROGRAM: f64 = 10_000_000.0;
/// Bytes of a thread: its stack, as far as it is used, and the lists of memory that it has to itself.
const OF_A_THREAD: f64 = 100_000.0;
/// Bytes a person of the lists in which a week is written down at this rate of everyday contact, as measured.
const OF_A_WEEK: (f64, f64) = (26.0, 0.15);
/// Bytes a person of what an observer keeps of everybody: three numbers, ten bits, and those who entered lately.
const OBSERVED_OF_A_PERSON: f64 = 9.0;
/// Bytes of a tie of the sample, noted twice, in lists that grow.
const OBSERVED_OF_A_TIE: f64 = 24.0;
/// Bytes of the books and lists of the pieces in which a world of more than 32,000 people is settled, as measured.
const OF_PIECES: f64 = 1_400_000.0;
/// Bytes that an allocation takes beyond what it holds.
const OF_AN_ALLOCATION: f64 = 16.0;
/// Bytes that stay of each run: where it is in two files, its place in the plan, and the hash of its state.
const OF_EACH_RUN: f64 = 48.0;
/// Of the smaller of what worlds took and what results take, so much has not gone back to the system in between, as
/// measured: most of it where worlds are small, less where they are larger, and nothing of the largest.
const KEPT_BACK: [f64; 2] = [0.8, 0.4];
/// Bytes of a small world at most, and of a larger one.
const SMALL_AND_LARGER: [u64; 2] = [6 << 20, 32 << 20];
/// The most bytes that are kept back.
const MOST_KEPT_BACK: u64 = 16 << 20;

/// Cells of a reading: every indicator of every population.
const CELLS: f64 = (INDICATORS.len() * POPULATIONS.len()) as f64;
/// Bytes of a running mean and spread.
pub(crate) const OF_MOMENTS: usize = 24;
/// Bytes of an estimate.
pub(crate) const OF_AN_ESTIMATE: usize = 40;
/// Bytes that stay of each cell of the contrasts of two regimes.
pub(crate) const OF_A_CONTRAST: usize = 176;
/// Standings of a regime beside the world without helping networks: measures by population, and money.
pub(crate) const OF_STANDINGS: usize = 11;
/// Accounts of trust per person helped.
const OF_HELPED: f64 = 16.0;
/// Numbers in the split of a gap in one measure, with the correlation of twins.
pub(crate) const OF_A_SPLIT: usize = 10;
/// Bytes a regime of the plots while they are drawn, as measured.
const OF_PLOTS: f64 = 141_000.0;
/// Bytes of the report while it is written, and of the plots with whole axes that only it has, as measured: it holds no more
/// pictures than fit into a page that can be mailed. It comes on top of what worlds leave behind, for that does not all go back.
const OF_THE_REPORT: f64 = 6_000_000.0;
/// Accounts in the books.
const ACCOUNTS: f64 = 260.0;
/// Main indicators of the headline population that stay of each design point, as values and as differences.
const OF_A_POINT: f64 = 2.0 * MAIN.len() as f64;

/// Bytes of everybody beside their twins in one run.
fn twins(scenario: &Scenario) -> f64 {
    let weeks = Weeks::of(scenario);
    f64::from(weeks.count() + weeks.in_window().count()) * size_of::<TwinWeek>() as f64
}

/// Bytes of what is observed in one run: its numbers, and two counts a week of each curve.
fn observed(scenario: &Scenario) -> f64 {
    (size_of::<Observed>() + 2 * Time::COUNT * size_of::<u32>() * scenario.weeks as usize) as f64
}

/// Bytes of twins and of what is observed, as far as the plan has them.
fn beside(scenario: &Scenario, plan: &Plan) -> f64 {
    let twins = if plan.twins { twins(scenario) } else { 0.0 };
    let observed = if plan.observed { observed(scenario) } else { 0.0 };
    twins + observed
}

/// Bytes of a finished run, as kept.
fn record(scenario: &Scenario, plan: &Plan) -> f64 {
    let of_a_week = POPULATIONS.len() * size_of::<IndicatorValues>() + size_of::<Snapshot>();
    recorded(scenario) * (of_a_week as f64 + OF_AN_ALLOCATION) + size_of::<Ledger>() as f64 + beside(scenario, plan)
}

/// Bytes of a run that is under way.
fn under_way(scenario: &Scenario, plan: &Plan) -> f64 {
    recorded(scenario) * size_of::<Census>() as f64 + size_of::<Ledger>() as f64 + beside(scenario, plan)
}

/// Bytes of an observer beside a run: of everybody, and of the sample.
fn observer(town: &Scenario) -> f64 {
    let sample = f64::from(town.people.min(SAMPLED)) * town.parameters.tie_places;
    f64::from(town.people) * OBSERVED_OF_A_PERSON + sample * OBSERVED_OF_A_TIE
}

/// Bytes of the state of a world.
fn state(town: &Scenario) -> f64 {
    let (parameters, switches) = (town.parameters.clone(), town.switches.clone());
    Setting { people: town.people, seed: town.seed, replicate: 0, parameters, switches }.bytes() as f64
}

/// Bytes of the baselines of one replicate.
fn baselines(town: &Scenario) -> f64 {
    let weeks = Weeks::of(town);
    let other_luck = if town.people > LARGE { 0 } else { weeks.in_window().count() };
    f64::from(town.people) * f64::from(weeks.count() + other_luck) * size_of::<Measured>() as f64
}

/// Bytes of what happens in a week, and of the networks that workers could follow.
fn week(town: &Scenario) -> f64 {
    let (bytes, contact) = OF_A_WEEK;
    let lists = f64::from(town.people) * bytes * (0.5 + 0.5 * town.parameters.everyday_contact / contact);
    let networks = town.regimes.iter().filter_map(|regime| regime.structure).map(|structure| {
        let heap = OF_AN_ALLOCATION + 4.0 * (f64::from(structure.capacity) + 1.0);
        networks(town, &structure) * (size_of::<Network>() as f64 + heap)
    });
    let pieces = if town.people > 32_000 { OF_PIECES } else { 0.0 };
    lists + pieces + networks.fold(0.0, f64::max)
}

/// Pairs of regimes.
fn pairs(regimes: f64) -> f64 {
    regimes * (regimes - 1.0).max(0.0) / 2.0
}

/// Bytes of the findings of `mutua run` while they are made.
fn findings(scenario: &Scenario, plan: &Plan) -> f64 {
    let (regimes, weeks) = (plan.regimes as f64, recorded(scenario));
    let (moments, estimate) = (OF_MOMENTS as f64, OF_AN_ESTIMATE as f64);
    let replicate = (regimes + 1.0) * record(scenario, plan) + regimes * CELLS * size_of::<f64>() as f64;
    let summary = (weeks + 1.0) * regimes * CELLS * moments;
    let contrasts = pairs(regimes) * CELLS * OF_A_CONTRAST as f64;
    let books = regimes * (ACCOUNTS + 2.0 * OF_HELPED) * (moments + estimate);
    // Sums in each week, and the levels of the runs of one replicate.
    let standings = regimes * weeks * OF_STANDINGS as f64 * (moments + size_of::<f64>() as f64);
    let weeks_beside = if plan.twins { f64::from(Weeks::of(scenario).count()) } else { 0.0 };
    let splits = regimes * weeks_beside * (MEASURES.len() * OF_A_SPLIT) as f64;
    // The last replicate goes before estimates are made of splits, but not all of it comes back at once.
    let [_, kept_back] = KEPT_BACK;
    let of_splits = splits * estimate;
    let passing = replicate.max(of_splits) + kept_back * replicate.min(of_splits);
    passing + splits * moments + summary + contrasts + books + standings + regimes * OF_PLOTS
}

/// Bytes of the responses at one design point while they are made.
fn at_a_point(scenario: &Scenario, plan: &Plan) -> f64 {
    let regimes = plan.regimes as f64;
    (regimes + 1.0) * record(scenario, plan) + 2.0 * regimes * CELLS * (OF_MOMENTS + OF_AN_ESTIMATE) as f64
}

/// Bytes of each design point as long as the program runs: its scenario, and what is told of it in plots.
fn of_each_point(scenarios: &[Scenario], plan: &Plan) -> f64 {
    let [first, ..] = scenarios else { return 0.0 };
    let text = first.name.len() + first.question.len() + first.sources.len() * 96;
    let names: usize = first.regimes.iter().map(|regime| regime.name.len()).sum();
    let scenario = size_of::<Scenario>() + text + names + plan.regimes * (size_of::<Regime>() + 16);
    scenario as f64 + plan.regimes as f64 * OF_A_POINT * OF_AN_ESTIMATE as f64
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
        let towns: Vec<Scenario> = scenarios.iter().map(|one| one.town(0)).collect();
        let over = |all: &[Scenario], of: &dyn Fn(&Scenario) -> f64| all.iter().map(of).fold(0.0, f64::max);
        let large = towns.iter().any(|town| town.people > LARGE);
        let districts = scenarios.iter().map(|one| u64::from(districts(one))).max().unwrap_or(1);
        let threads = threads as u64;
        let turns = plan.units().saturating_mul(districts);
        let (worlds, running) = if large {
            (plan.regimes.min(2) as u64, 1)
        } else {
            let running = threads.min(turns.saturating_mul(plan.regimes as u64));
            // Where there is one regime, it goes on with the world of the burn-in.
            let begun = if plan.regimes == 1 { 0 } else { threads.min(turns) };
            (begun.saturating_add(running), running)
        };
        let at_once = if large { 1 } else { threads.min(turns) };
        // Districts that are done wait for the others of their run, and those under way are half done.
        let waiting = if districts > 1 { districts.saturating_add(threads / 2).min(turns) } else { 0 };
        let of_a_run = over(&towns, &|town| under_way(town, plan));
        // A run that is done is there as counted and as a record, then as a record and as bytes, which takes a moment.
        let done = over(&towns, &|town| record(town, plan));
        let results = match scenarios {
            [alone] => findings(alone, plan),
            points => over(points, &|point| at_a_point(point, plan)),
        };
        // Of a country they are of all towns, once a run is done.
        let (of_a_town, rows) = (over(&towns, &rows_of_a_run), over(scenarios, &rows_of_a_run));
        let results = results + (plan.regimes as f64 + 2.0) * rows;
        let points = if plan.points > 1 { f64::from(plan.points) } else { 0.0 };
        let program = OF_THE_PROGRAM
            + OF_THE_REPORT
            + OF_A_THREAD * threads as f64
            + OF_EACH_RUN * plan.runs() as f64
            + points * of_each_point(scenarios, plan);
        Self {
            program: program as u64,
            world: over(&towns, &state) as u64,
            worlds,
            week: over(&towns, &|town| week(town) + if plan.observed { observer(town) } else { 0.0 }) as u64,
            running,
            baselines: if plan.twins { (at_once as f64 * over(&towns, &baselines)) as u64 } else { 0 },
            records: (running as f64 * (of_a_run + of_a_town) + running.min(2) as f64 * (done + rows)) as u64,
            waiting: (plan.regimes as f64 * (waiting as f64 * of_a_run + if waiting > 0 { rows } else { 0.0 })) as u64,
            results: results as u64,
        }
    }

    /// What its worlds take while they are simulated.
    #[must_use]
    pub fn work(&self) -> u64 {
        let worlds = self.world.saturating_mul(self.worlds);
        let weeks = self.week.saturating_mul(self.running);
        let runs = self.baselines.saturating_add(self.records).saturating_add(self.waiting);
        worlds.saturating_add(weeks).saturating_add(runs)
    }

    /// The most that it takes at any time.
    #[must_use]
    pub fn total(&self) -> u64 {
        let (work, results) = (self.work(), self.results);
        let share = SMALL_AND_LARGER.iter().position(|most| self.world <= *most).map_or(0.0, |size| KEPT_BACK[size]);
        let [_, of_waiting] = KEPT_BACK;
        let of_worlds = share * work.saturating_sub(self.waiting).min(results) as f64;
        let kept_back = ((of_worlds + of_waiting * self.waiting.min(results) as f64) as u64).min(MOST_KEPT_BACK);
        self.program.saturating_add(work.max(results)).saturating_add(kept_back)
    }

    /// The most that it takes where all runs are there, and only have to be summed up.
    #[must_use]
    pub fn summed_up(&self) -> u64 {
        self.program.saturating_add(self.results)
    }
}

/// Bytes of a row of a table, but for the names of regimes in it.
const OF_A_ROW: f64 = 100.0;
/// Bytes of the plots, the report, the scenario and the manifest at most.
const OF_THE_REST: f64 = 10_000_000.0;

/// Bytes of a row of a table: two regimes are named in it at most.
fn row(scenario: &Scenario) -> f64 {
    let longest = scenario.regimes.iter().map(|regime| regime.name.len()).max().unwrap_or(0);
    OF_A_ROW + 2.0 * longest as f64
}

/// Bytes on the disk that the results of `plan` take at most, while both the journal and the file of finished runs are there:
/// twice the runs, the trajectories as text, and the tables of findings.
#[must_use]
pub fn disk(scenario: &Scenario, plan: &Plan) -> u64 {
    let (regimes, weeks) = (plan.regimes as f64, recorded(scenario));
    let runs = 4.0 * plan.runs() as f64 * record(scenario, plan);
    let split = if plan.twins { (MEASURES.len() * OF_A_SPLIT) as f64 } else { 0.0 };
    let rows = weeks * regimes * (CELLS + split) + 4.0 * pairs(regimes) * CELLS + 10.0 * regimes * ACCOUNTS;
    let asked = 2.0 * plan.runs() as f64 * rows_of_a_run(scenario);
    let tables: u64 = row_tables(scenario, plan).iter().map(|table| table.bytes).sum();
    (OF_THE_REST + runs + rows * row(scenario) + asked) as u64 + tables
}

/// Bytes on the disk that the results of `plan` take at most at its design points, of which these are all or some: twice
/// the runs, and the tables of responses.
#[must_use]
pub fn disk_of_points(scenarios: &[Scenario], plan: &Plan) -> u64 {
    let of_each = f64::from(plan.points) / scenarios.len().max(1) as f64;
    let a_point = |scenario: &Scenario| {
        // A sweep writes a row for each cell of each run beside it.
        let runs = f64::from(plan.replicates) * (record(scenario, plan) + CELLS * row(scenario) / 2.0);
        2.0 * plan.regimes as f64 * (runs + CELLS * row(scenario))
    };
    (OF_THE_REST + of_each * scenarios.iter().map(a_point).sum::<f64>()) as u64
}
