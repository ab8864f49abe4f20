//! The standings of regimes while runs come in: what is kept of the runs of one replicate, and sums over those before it.

use super::contrasts::{Adjustment, Contrasts};
use super::readout::{Reading, cell, value};
use super::statistics::{Estimate, Moments};
use super::sustainability::{JUDGED, LEDGER_MEASURES, LedgerStanding, Lowest, NET_MONEY, READ, Sustainability};
use super::trend::{TREND_WEEKS, slope_per_year};
use crate::model::indicator::{EVERYONE, Indicator, Snapshot};
use crate::record::RunRecord;
use crate::scenario::Scenario;
use std::collections::BTreeMap;

/// Standings of a regime: every measure of people in every population of [`JUDGED`], and money.
pub const STANDINGS_OF_A_REGIME: usize = NET_MONEY * JUDGED.len() + 1;

/// The place of money among them.
const MONEY: usize = STANDINGS_OF_A_REGIME - 1;

/// One number a standing, in the order of [`places`].
type Line = [f64; STANDINGS_OF_A_REGIME];

/// Measure and population of every standing of a regime.
fn places() -> impl Iterator<Item = (usize, usize)> {
    (0..NET_MONEY).flat_map(|measure| JUDGED.map(|population| (measure, population))).chain([(NET_MONEY, EVERYONE)])
}

/// One recorded week of a run.
#[derive(Clone, Copy, Debug)]
struct Week {
    week: u32,
    /// Of money what was lost by then: the worth of weeks in need and the cost of hours, as a number below 0, so that a
    /// difference of levels is a gain.
    levels: Line,
}

/// What is kept of a run until its replicate is whole.
#[derive(Clone, Debug)]
struct Kept {
    weeks_in_need: i64,
    /// Thousandths of worker hours used.
    hours: i64,
    weeks: Vec<Week>,
    /// Levels of people at the horizon.
    at_horizon: Line,
}

impl Kept {
    fn of(record: &RunRecord, at_horizon: &Reading, rates: &Rates) -> Self {
        let ledger = &record.ledger;
        let lost = rates.lost(record);
        let week = |(snapshot, lost): (&Snapshot, f64)| Week {
            week: snapshot.week,
            levels: line(lost, |population, indicator| value(snapshot, population, indicator)),
        };
        Self {
            weeks_in_need: ledger.weeks_in_need,
            hours: ledger.desk + ledger.meetings,
            weeks: record.snapshots.iter().zip(lost).map(week).collect(),
            at_horizon: line(f64::NAN, |population, indicator| at_horizon[cell(population, indicator)]),
        }
    }
}

/// A level for each standing, of values by population and indicator and of money.
fn line(money: f64, value: impl Fn(usize, usize) -> f64) -> Line {
    let mut line = [money; STANDINGS_OF_A_REGIME];
    for (level, (measure, population)) in line.iter_mut().zip(places()).take(MONEY) {
        let (indicator, sign) = READ[measure];
        let value = value(population, indicator as usize);
        *level = if sign < 0.0 { 1.0 - value } else { value };
    }
    line
}

/// What is summed up of one regime over the replicates that it and the world without helping networks both finished.
#[derive(Clone, Debug, Default)]
struct Sums {
    /// Of money the net money.
    levels: [Moments; STANDINGS_OF_A_REGIME],
    /// Measure by measure: of everyone, whoever a standing is of.
    slopes: [Moments; LEDGER_MEASURES.len()],
    by_week: BTreeMap<u32, [Moments; STANDINGS_OF_A_REGIME]>,
}

impl Sums {
    /// Adds one replicate.
    fn add(&mut self, run: &Kept, without: &Kept, net_money: f64, horizon: u32) {
        let mut levels = run.at_horizon;
        levels[MONEY] = net_money;
        self.levels.iter_mut().zip(levels).for_each(|(moments, level)| moments.add(level));
        let mut late: [Vec<(u32, f64)>; LEDGER_MEASURES.len()] = Default::default();
        // Both are recorded in the same weeks.
        for (week, without) in run.weeks.iter().zip(&without.weeks) {
            let by_week = self.by_week.entry(week.week).or_default();
            let is_late = week.week >= horizon.saturating_sub(TREND_WEEKS);
            for ((place, moments), (measure, population)) in by_week.iter_mut().enumerate().zip(places()) {
                let difference = week.levels[place] - without.levels[place];
                moments.add(difference);
                if is_late && population == EVERYONE {
                    late[measure].push((week.week, difference));
                }
            }
        }
        self.slopes.iter_mut().zip(late).for_each(|(moments, late)| moments.add(slope_per_year(&late)));
    }

    /// The lowest mean difference, the first of equals.
    fn lowest(&self, place: usize) -> Option<Lowest> {
        let of_week = |(week, moments): (&u32, &[Moments; STANDINGS_OF_A_REGIME])| Lowest {
            difference: moments[place].estimate().mean,
            week: *week,
        };
        let there = self.by_week.iter().map(of_week).filter(|lowest| lowest.difference.is_finite());
        there.reduce(|lowest, next| if next.difference < lowest.difference { next } else { lowest })
    }
}

/// Standings while runs come in: the runs of one replicate, and sums over those before it. Differences of people at the
/// horizon are contrasts, which are taken anyway.
#[derive(Clone, Debug)]
pub(super) struct StandingsBuilder {
    without: Option<usize>,
    horizon: u32,
    rates: Rates,
    /// The replicate whose runs are coming in.
    number: u32,
    /// By regime.
    runs: Vec<Option<Kept>>,
    /// By regime.
    sums: Vec<Sums>,
}

impl StandingsBuilder {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let regimes = scenario.regimes.len();
        Self {
            without: scenario.without_help(),
            horizon: scenario.weeks,
            rates: Rates::of(scenario),
            number: 0,
            runs: vec![None; regimes],
            sums: vec![Sums::default(); regimes],
        }
    }

    /// Takes one run with its state at the horizon. Runs come replicate by replicate.
    pub(super) fn add(&mut self, record: &RunRecord, at_horizon: &Reading) {
        if record.replicate != self.number {
            self.close_replicate();
            self.number = record.replicate;
        }
        if let Some(run) = self.runs.get_mut(record.regime) {
            *run = Some(Kept::of(record, at_horizon, &self.rates));
        }
    }

    /// Adds the differences within the replicate and lets its runs go.
    fn close_replicate(&mut self) {
        if let Some(without) = self.without.and_then(|regime| self.runs[regime].as_ref()) {
            for (run, sums) in self.runs.iter().zip(&mut self.sums) {
                if let Some(run) = run {
                    sums.add(run, without, self.rates.net_money(run, without), self.horizon);
                }
            }
        }
        self.runs.fill(None);
    }

    /// The standings from all runs that came, and their contrasts.
    pub(super) fn finish(mut self, contrasts: &Contrasts) -> Sustainability {
        self.close_replicate();
        let without = self.without;
        let others = (0..self.runs.len()).filter(|regime| without.is_some_and(|without| without != *regime));
        let mut standings: Vec<LedgerStanding> = others.flat_map(|regime| self.of_regime(regime, contrasts)).collect();
        rank(&mut standings);
        Sustainability { without, standings }
    }

    fn of_regime(&self, regime: usize, contrasts: &Contrasts) -> Vec<LedgerStanding> {
        let sums = &self.sums[regime];
        let standing = |(place, (measure, population)): (usize, (usize, usize))| LedgerStanding {
            regime,
            measure,
            population,
            difference: match READ.get(measure) {
                Some(&(indicator, sign)) => gain(contrasts, (regime, self.without), (population, indicator), sign),
                None => sums.levels[place].estimate(),
            },
            rank: None,
            slope: sums.slopes[measure].estimate(),
            level: sums.levels[place].estimate(),
            lowest: sums.lowest(place),
        };
        places().enumerate().map(standing).collect()
    }
}

/// Gives each its place in its measure and population.
fn rank(standings: &mut [LedgerStanding]) {
    let of = |one: &LedgerStanding| (one.measure, one.population);
    let means: Vec<((usize, usize), f64)> = standings.iter().map(|one| (of(one), one.difference.mean)).collect();
    for one in standings.iter_mut().filter(|one| one.difference.mean.is_finite()) {
        let better = means.iter().filter(|(place, mean)| *place == of(one) && *mean > one.difference.mean);
        one.rank = Some(better.count() + 1);
    }
}

/// The contrast of a regime with the world without help in an indicator, turned round where less is a gain.
fn gain(
    contrasts: &Contrasts,
    (regime, without): (usize, Option<usize>),
    (population, indicator): (usize, Indicator),
    sign: f64,
) -> Estimate {
    let at = |without| contrasts.at((regime, without), Adjustment::AsRun, (population, indicator as usize));
    let found = without.and_then(at).map_or_else(|| Moments::default().estimate(), |contrast| contrast.difference);
    if sign < 0.0 { found.negated() } else { found }
}

/// What hours cost and weeks are worth.
#[derive(Clone, Copy, Debug)]
struct Rates {
    /// Thousands of people in a world, as a factor.
    per_1000: f64,
    cost_per_hour: f64,
    productive_week: f64,
}

impl Rates {
    fn of(scenario: &Scenario) -> Self {
        let parameters = &scenario.parameters;
        Self {
            per_1000: 1000.0 / f64::from(scenario.people.max(1)),
            cost_per_hour: parameters.cost_per_hour,
            productive_week: parameters.productive_week,
        }
    }

    /// The worth of the weeks that people were not in need and would have been, less the cost of the hours of workers
    /// used beyond those used in the world without help. Hours supplied would not do: they are the same in all worlds
    /// unless a regime brings its own, whether anybody works them or not.
    fn net_money(&self, run: &Kept, without: &Kept) -> f64 {
        let weeks_regained = (without.weeks_in_need - run.weeks_in_need) as f64;
        let hours = (run.hours - without.hours) as f64 / 1000.0;
        (weeks_regained * self.productive_week - hours * self.cost_per_hour) * self.per_1000
    }

    /// What weeks in need and hours used since week 0 have come to by each recorded week, as a number below 0, per 1,000
    /// people. Hours are recorded as they add up. The share in need is recorded as it is: between records it goes in a
    /// straight line, and the whole is brought to what the ledger has at the horizon.
    fn lost(&self, record: &RunRecord) -> Vec<f64> {
        let read = |snapshot: &Snapshot, indicator: Indicator| value(snapshot, EVERYONE, indicator as usize);
        let mut weeks_in_need = 0.0;
        let mut before: Option<&Snapshot> = None;
        let mut by_week = Vec::with_capacity(record.snapshots.len());
        for snapshot in &record.snapshots {
            if let Some(before) = before {
                let weeks = f64::from(snapshot.week - before.week);
                weeks_in_need += 500.0 * weeks * (read(before, Indicator::InNeed) + read(snapshot, Indicator::InNeed));
            }
            by_week.push(weeks_in_need);
            before = Some(snapshot);
        }
        let booked = record.ledger.weeks_in_need as f64 * self.per_1000;
        let closing = if weeks_in_need > 0.0 { booked / weeks_in_need } else { 1.0 };
        let of_week = |(snapshot, weeks): (&Snapshot, f64)| {
            -(weeks * closing * self.productive_week + read(snapshot, Indicator::WorkerHours) * self.cost_per_hour)
        };
        record.snapshots.iter().zip(by_week).map(of_week).collect()
    }
}
