//! What became of trust per person helped: regenerated and consumed by what people and services did to each other, and apart
//! from both what faded.
//!
//! Evidence loses weight by itself, and a belief goes back towards what its person believed without any: up, where others
//! had been a disappointment. To forget is not to be helped, so what faded is in no balance here. Sums of a whole town are
//! mostly everyday life, which goes on without services too; what a service adds is the difference from the world without
//! helping networks in the same replicate, for each person who ever entered.

use super::statistics::{Estimate, Moments};
use crate::model::indicator::EVER_ENTERED;
use crate::model::ledger::{FLOW_UNIT, Flow, Object, STOCK_UNIT, STOCKS};
use crate::record::RunRecord;
use crate::scenario::Scenario;

/// What is booked per person helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpedFlow {
    /// Evidence that was honoured.
    Honoured,
    /// Evidence that was burned.
    Burned,
    /// Rises of the belief, of whoever, by what happened.
    Regenerated,
    /// Falls of the belief by what happened: trust spent.
    Consumed,
    /// Regenerated − consumed.
    Balance,
    /// Change by fading of evidence, either way.
    Faded,
    /// Balance + faded, and what came and went with people who moved: by how much more the stock closed than it opened.
    Change,
}

impl HelpedFlow {
    /// The name used in result files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Honoured => "honoured",
            Self::Burned => "burned",
            Self::Regenerated => "regenerated",
            Self::Consumed => "consumed",
            Self::Balance => "balance",
            Self::Faded => "faded",
            Self::Change => "change",
        }
    }

    /// Its unit.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Honoured | Self::Burned => "evidence_per_person_helped",
            _ => "full_trust_per_person_helped",
        }
    }
}

const EVIDENCE: [HelpedFlow; 2] = [HelpedFlow::Honoured, HelpedFlow::Burned];
const OF_STOCKS: [HelpedFlow; 5] =
    [HelpedFlow::Regenerated, HelpedFlow::Consumed, HelpedFlow::Balance, HelpedFlow::Faded, HelpedFlow::Change];

/// Of which trust: that in ties has no stock, only evidence.
const OBJECTS: [Object; 3] = [Object::Tie, Object::General, Object::Services];

/// Every account, in the order of the result file.
#[must_use]
pub fn helped_accounts() -> Vec<(Object, HelpedFlow)> {
    let of = |object: Object| {
        let stocks = if STOCKS.contains(&object) { &OF_STOCKS[..] } else { &[] };
        EVIDENCE.iter().chain(stocks).map(move |flow| (object, *flow))
    };
    OBJECTS.into_iter().flat_map(of).collect()
}

/// Trust per person helped, by regime.
#[derive(Clone, Debug)]
pub struct TrustOfHelped {
    /// The accounts, in the order of the estimates.
    pub accounts: Vec<(Object, HelpedFlow)>,
    /// By regime.
    pub regimes: Vec<HelpedOfRegime>,
}

/// The same of one regime.
#[derive(Clone, Debug)]
pub struct HelpedOfRegime {
    /// People who ever entered, per 1,000.
    pub helped: Estimate,
    /// All that was booked in the regime, per person helped; missing where nobody was.
    pub as_run: Vec<Estimate>,
    /// What was booked beyond the world without helping networks in the same replicate, per person helped; missing where
    /// nobody was, and without such a world.
    pub beyond_none: Vec<Estimate>,
}

impl TrustOfHelped {
    /// One account of a regime beyond the world without helping networks; `None` if there is no such account.
    #[must_use]
    pub fn beyond_none(&self, regime: usize, account: (Object, HelpedFlow)) -> Option<&Estimate> {
        self.regimes.get(regime)?.beyond_none.get(self.place(account)?)
    }

    /// One account of a regime as it was run; `None` if there is no such account.
    #[must_use]
    pub fn as_run(&self, regime: usize, account: (Object, HelpedFlow)) -> Option<&Estimate> {
        self.regimes.get(regime)?.as_run.get(self.place(account)?)
    }

    fn place(&self, account: (Object, HelpedFlow)) -> Option<usize> {
        self.accounts.iter().position(|known| *known == account)
    }
}

/// What is kept of a run until its replicate is whole.
#[derive(Clone, Debug)]
struct Kept {
    helped: f64,
    booked: Vec<f64>,
}

#[derive(Clone, Debug)]
struct Sums {
    helped: Moments,
    as_run: Vec<Moments>,
    beyond_none: Vec<Moments>,
}

/// Trust per person helped while runs come in: the runs of one replicate, and sums over those before it.
#[derive(Clone, Debug)]
pub(super) struct HelpedBuilder {
    accounts: Vec<(Object, HelpedFlow)>,
    without: Option<usize>,
    per_1000: f64,
    /// The replicate whose runs are coming in.
    number: u32,
    /// By regime.
    runs: Vec<Option<Kept>>,
    /// By regime.
    sums: Vec<Sums>,
}

impl HelpedBuilder {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let (accounts, regimes) = (helped_accounts(), scenario.regimes.len());
        let none = vec![Moments::default(); accounts.len()];
        let sums = Sums { helped: Moments::default(), as_run: none.clone(), beyond_none: none };
        Self {
            accounts,
            without: scenario.without_help(),
            per_1000: 1000.0 / f64::from(scenario.people.max(1)),
            number: 0,
            runs: vec![None; regimes],
            sums: vec![sums; regimes],
        }
    }

    /// Takes one run. Runs come replicate by replicate.
    pub(super) fn add(&mut self, record: &RunRecord) {
        if record.replicate != self.number {
            self.close_replicate();
            self.number = record.replicate;
        }
        let last = record.snapshots.last().and_then(|snapshot| snapshot.rows.get(EVER_ENTERED));
        let helped = last.map_or(0.0, |row| f64::from(row.count));
        let booked = self.accounts.iter().map(|account| booked(record, *account)).collect();
        if let Some(run) = self.runs.get_mut(record.regime) {
            *run = Some(Kept { helped, booked });
        }
    }

    /// Adds the runs of the replicate and lets them go. By nobody helped nothing is divided: that is missing.
    fn close_replicate(&mut self) {
        let without = self.without.and_then(|regime| self.runs[regime].clone());
        for (run, sums) in self.runs.iter().zip(&mut self.sums) {
            let Some(Kept { helped, booked }) = run else { continue };
            sums.helped.add(helped * self.per_1000);
            sums.as_run.iter_mut().zip(booked).for_each(|(moments, amount)| moments.add(amount / helped));
            let Some(without) = &without else { continue };
            for (moments, (amount, none)) in sums.beyond_none.iter_mut().zip(booked.iter().zip(&without.booked)) {
                moments.add((amount - none) / helped);
            }
        }
        self.runs.fill(None);
    }

    pub(super) fn finish(mut self) -> TrustOfHelped {
        self.close_replicate();
        let estimates = |moments: Vec<Moments>| moments.iter().map(Moments::estimate).collect();
        let of_regime = |Sums { helped, as_run, beyond_none }| HelpedOfRegime {
            helped: helped.estimate(),
            as_run: estimates(as_run),
            beyond_none: estimates(beyond_none),
        };
        TrustOfHelped { accounts: self.accounts, regimes: self.sums.into_iter().map(of_regime).collect() }
    }
}

/// What a run has booked on one account, over all its people.
fn booked(record: &RunRecord, (object, flow): (Object, HelpedFlow)) -> f64 {
    let evidence = |of: fn(&Flow) -> i64| {
        record.ledger.evidence.iter().map(|flows| of(&flows[object as usize])).sum::<i64>() as f64 / FLOW_UNIT
    };
    let place = STOCKS.iter().position(|known| *known == object);
    let stock = place.map(|place| record.ledger.stocks[place]).unwrap_or_default();
    let [regenerated, consumed] = [stock.regenerated, stock.consumed].map(|phases| phases.iter().sum::<i64>());
    let trust = |amount: i64| amount as f64 / STOCK_UNIT;
    match flow {
        HelpedFlow::Honoured => evidence(|flow| flow.honoured),
        HelpedFlow::Burned => evidence(|flow| flow.burned),
        HelpedFlow::Regenerated => trust(regenerated),
        HelpedFlow::Consumed => trust(consumed),
        HelpedFlow::Balance => trust(regenerated - consumed),
        HelpedFlow::Faded => trust(stock.faded),
        HelpedFlow::Change => trust(regenerated - consumed + stock.faded + stock.moved),
    }
}
