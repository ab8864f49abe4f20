//! Sustainability: whether a regime leaves people at least as well off as the world without helping networks does, ledger
//! by ledger.
//!
//! Social work is sustainable where it does not consume resources without regenerating them (Raineri 2017). There are
//! three kinds of resources, hence three ledgers, which may disagree and are never added up.
//!
//! Differences are paired by replicate: the same people with the same luck. Coping is taken over those with a life
//! problem; they are the same people in every regime, because the first onset depends on chance alone.

use super::contrasts::{Adjustment, Contrasts};
use super::readout::EVERYONE;
use super::statistics::{Estimate, Moments};
use crate::model::indicator::Indicator;
use crate::record::RunRecord;
use crate::scenario::Scenario;

/// How far below the world without helping networks a belief or coping may lie, on its scale from 0 to 1.
pub const TOLERANCE: f64 = 0.005;

/// Something that a regime may use up or regenerate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LedgerMeasure {
    /// `social`, `human` or `economic`.
    pub ledger: &'static str,
    /// The name used in result files.
    pub name: &'static str,
    /// A title for plots.
    pub label: &'static str,
    /// Unit of the difference.
    pub unit: &'static str,
    /// Sustainable if the lower 95 % bound of the difference is at least this.
    pub criterion: f64,
}

/// Every measure, in the order of the result file: ledger by ledger.
pub const LEDGER_MEASURES: [LedgerMeasure; 6] = [
    of_people("social", "trust_in_people", "Trust in people"),
    of_people("social", "trust_in_services", "Trust in services"),
    of_people("human", "coping", "Coping"),
    of_people("human", "empowerment", "Empowerment"),
    of_people("human", "less_dependence", "Less dependence"),
    LedgerMeasure {
        ledger: "economic",
        name: "net_money",
        label: "Net money",
        unit: "euro_per_1000_people",
        criterion: 0.0,
    },
];

/// The ledgers, in the order of [`LEDGER_MEASURES`].
pub const LEDGERS: [&str; 3] = ["social", "human", "economic"];

/// The place of net money in [`LEDGER_MEASURES`].
pub const NET_MONEY: usize = LEDGER_MEASURES.len() - 1;

/// What is read of everyone at the horizon, and its sign: less dependence counts as a gain.
const READ: [(Indicator, f64); NET_MONEY] = [
    (Indicator::General, 1.0),
    (Indicator::Services, 1.0),
    (Indicator::Coping, 1.0),
    (Indicator::Empowerment, 1.0),
    (Indicator::Dependence, -1.0),
];

const fn of_people(ledger: &'static str, name: &'static str, label: &'static str) -> LedgerMeasure {
    LedgerMeasure { ledger, name, label, unit: "share", criterion: -TOLERANCE }
}

/// What the criterion says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerVerdict {
    /// The lower bound is at least the criterion.
    Yes,
    /// It is below: it was not shown to be sustainable. Where the upper bound is below too, it was shown not to be.
    No,
    /// There is no interval: fewer than two replicates have the difference.
    Undecided,
}

impl LedgerVerdict {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Undecided => "undecided",
        }
    }
}

/// How a regime stands in one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LedgerStanding {
    /// Index of the regime in the scenario.
    pub regime: usize,
    /// Index into [`LEDGER_MEASURES`].
    pub measure: usize,
    /// The gain over the world without helping networks, over the replicates that both finished.
    pub difference: Estimate,
    /// Place among the regimes in this measure by the mean difference, 1 for the largest; equal differences share a
    /// place. `None` if there is no difference.
    pub rank: Option<usize>,
}

impl LedgerStanding {
    /// Whether the regime is sustainable in this measure.
    #[must_use]
    pub fn verdict(&self) -> LedgerVerdict {
        match self.difference.low {
            low if low.is_nan() => LedgerVerdict::Undecided,
            low if low >= LEDGER_MEASURES[self.measure].criterion => LedgerVerdict::Yes,
            _ => LedgerVerdict::No,
        }
    }
}

/// The standing of every regime in every measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Sustainability {
    /// The regime without helping networks that the others are read against; `None` if the scenario has none, and then
    /// there is nothing to say.
    pub without: Option<usize>,
    /// Regime by regime, measure by measure; the world without helping networks is left out.
    pub standings: Vec<LedgerStanding>,
}

impl Sustainability {
    /// The standing of a regime in the measure at a place in [`LEDGER_MEASURES`].
    #[must_use]
    pub fn at(&self, regime: usize, measure: usize) -> Option<&LedgerStanding> {
        self.standings.iter().find(|standing| (standing.regime, standing.measure) == (regime, measure))
    }
}

/// What is kept of a run until its replicate is whole.
#[derive(Clone, Copy, Debug)]
struct Kept {
    weeks_in_need: i64,
    /// Thousandths of worker hours used.
    hours: i64,
}

/// Net money while runs come in: the runs of one replicate, and sums over those before it. All other measures are
/// contrasts, which are taken anyway.
#[derive(Clone, Debug)]
pub(super) struct SustainabilityBuilder {
    without: Option<usize>,
    rates: Rates,
    /// The replicate whose runs are coming in.
    number: u32,
    /// By regime.
    runs: Vec<Option<Kept>>,
    /// By regime.
    net_money: Vec<Moments>,
}

impl SustainabilityBuilder {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let regimes = scenario.regimes.len();
        Self {
            without: scenario.without_help(),
            rates: Rates::of(scenario),
            number: 0,
            runs: vec![None; regimes],
            net_money: vec![Moments::default(); regimes],
        }
    }

    /// Takes one run. Runs come replicate by replicate.
    pub(super) fn add(&mut self, record: &RunRecord) {
        if record.replicate != self.number {
            self.close_replicate();
            self.number = record.replicate;
        }
        let ledger = &record.ledger;
        let kept = Kept { weeks_in_need: ledger.weeks_in_need, hours: ledger.desk + ledger.meetings };
        if let Some(run) = self.runs.get_mut(record.regime) {
            *run = Some(kept);
        }
    }

    /// Adds the differences within the replicate and lets its runs go.
    fn close_replicate(&mut self) {
        if let Some(without) = self.without.and_then(|regime| self.runs[regime]) {
            for (run, moments) in self.runs.iter().zip(&mut self.net_money) {
                if let Some(run) = run {
                    moments.add(self.rates.net_money(run, &without));
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
        let mut standings: Vec<LedgerStanding> = Vec::new();
        for regime in others {
            for measure in 0..LEDGER_MEASURES.len() {
                let difference = match READ.get(measure) {
                    Some(&(indicator, sign)) => gain(contrasts, (regime, without), indicator, sign),
                    None => self.net_money[regime].estimate(),
                };
                standings.push(LedgerStanding { regime, measure, difference, rank: None });
            }
        }
        let means: Vec<(usize, f64)> = standings.iter().map(|one| (one.measure, one.difference.mean)).collect();
        for one in standings.iter_mut().filter(|one| one.difference.mean.is_finite()) {
            let better = |&&(measure, mean): &&(usize, f64)| measure == one.measure && mean > one.difference.mean;
            one.rank = Some(means.iter().filter(better).count() + 1);
        }
        Sustainability { without, standings }
    }
}

/// The contrast of a regime with the world without help in an indicator of everyone, turned round where less is a gain.
fn gain(contrasts: &Contrasts, pair: (usize, Option<usize>), indicator: Indicator, sign: f64) -> Estimate {
    let found =
        pair.1.and_then(|without| contrasts.at((pair.0, without), Adjustment::AsRun, (EVERYONE, indicator as usize)));
    let found = found.map_or_else(|| Moments::default().estimate(), |contrast| contrast.difference);
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
}
