//! Runs, one at a time, and what is computed from those that are there.
//!
//! Each run is one of `mutua run`: the same burn-in, the same week 0, the same bytes. A page runs regimes apart from each
//! other, so the world at week 0 is kept for the next regime or for a change that begins with the services.

use super::Answer;
use mutua::analysis::contrasts::Adjustment;
use mutua::analysis::statistics::Estimate;
use mutua::analysis::{Findings, reference};
use mutua::ensemble::replicate::{burn_in, run as run_regime};
use mutua::model::indicator::{INDICATORS, POPULATIONS};
use mutua::record::bytes::{decode, encode};
use mutua::{RunRecord, Scenario, World};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;

/// A world at the end of its burn-in, and of which scenario and replicate it is.
pub(super) struct Week0 {
    before: Scenario,
    replicate: u32,
    world: World,
}

/// The scenario without what only counts from week 0 on, or not for worlds at all.
fn before_week_0(scenario: &Scenario) -> Scenario {
    Scenario { regimes: Vec::new(), question: String::new(), weeks: 1, replicates: 1, ..scenario.clone() }
}

/// The record of one run, as bytes.
pub(super) fn run(week_0: &mut Option<Week0>, text: &str, regime: usize, replicate: u32) -> Answer {
    let scenario = Scenario::parse(text)?;
    if scenario.towns() > 1 {
        return Err("a page runs one town".into());
    }
    let before = before_week_0(&scenario);
    let world = match week_0 {
        Some(kept) if kept.replicate == replicate && kept.before == before => kept.world.clone(),
        _ => {
            let world = burn_in(&scenario, replicate, &())?.ok_or("stopped")?;
            *week_0 = Some(Week0 { before, replicate, world: world.clone() });
            world
        }
    };
    let record = run_regime(&scenario, world, regime, &(), &mut ())?.ok_or("stopped")?;
    Ok(encode(&Ok(record.record((0, regime, replicate)))))
}

/// The records of a scenario that were given in.
pub(super) struct Gathered {
    scenario: Scenario,
    /// By replicate and regime: the order of the plan.
    records: BTreeMap<(u32, usize), RunRecord>,
}

impl Gathered {
    pub(super) fn new(text: &str) -> Result<Self, Box<dyn Error>> {
        Ok(Self { scenario: Scenario::parse(text)?, records: BTreeMap::new() })
    }

    /// Takes the record of a run.
    pub(super) fn give(&mut self, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
        let record = decode(bytes)?.map_err(|failed| failed.reason)?;
        self.records.insert((record.replicate, record.regime), record);
        Ok(())
    }

    /// What is computed from them: the series of these indicators of these populations, their values and contrasts at the
    /// horizon, the books, and what one difference adds to another.
    pub(super) fn findings(&self, populations: &[String], indicators: &[String]) -> Result<Value, Box<dyn Error>> {
        let findings = Findings::of(&self.scenario, self.records.values().cloned().map(Ok))?;
        let of = |names: &[String], known: &dyn Fn(&str) -> Option<usize>| -> Result<Vec<usize>, Box<dyn Error>> {
            names.iter().map(|name| known(name).ok_or_else(|| format!("there is no {name}").into())).collect()
        };
        let populations = of(populations, &|name| POPULATIONS.iter().position(|row| row.name == name))?;
        let indicators = of(indicators, &|name| INDICATORS.iter().position(|row| row.name == name))?;
        let cells: Vec<(usize, usize)> =
            populations.iter().flat_map(|&population| indicators.iter().map(move |&one| (population, one))).collect();
        let hashes: Vec<Value> = self
            .records
            .values()
            .map(|one| json!([one.regime, one.replicate, format!("{:016x}", one.state_hash)]))
            .collect();
        let regimes = 0..self.scenario.regimes.len();
        let n: Vec<usize> = regimes.map(|regime| self.records.keys().filter(|(_, of)| *of == regime).count()).collect();
        Ok(json!({
            "weeks": findings.summary.weeks,
            "regimes": self.scenario.regimes.iter().map(|regime| &regime.name).collect::<Vec<_>>(),
            "reference": reference(&self.scenario),
            "n": n,
            "series": cells.iter().map(|&cell| self.series(&findings, cell)).collect::<Vec<_>>(),
            "contrasts": cells.iter().flat_map(|&cell| self.contrasts(&findings, cell)).collect::<Vec<_>>(),
            "interactions": interactions(&findings, &cells),
            "books": books(&findings),
            "hashes": hashes,
        }))
    }

    /// One indicator of one population: by regime, week by week and at the horizon.
    fn series(&self, findings: &Findings, (population, indicator): (usize, usize)) -> Value {
        let summary = &findings.summary;
        let regimes = 0..self.scenario.regimes.len();
        let of_regime = |regime: usize| {
            let weeks = 0..summary.weeks.len();
            let found: Vec<Option<Estimate>> =
                weeks.map(|week| summary.at(regime, week, population, indicator)).collect();
            let part = |part: fn(&Estimate) -> f64| -> Vec<Value> {
                found.iter().map(|one| one.as_ref().map_or(Value::Null, |one| part(one).into())).collect()
            };
            json!({
                "mean": part(|one| one.mean), "low": part(|one| one.low), "high": part(|one| one.high),
                "horizon": summary.at_horizon(regime, population, indicator).map(|one| estimate(&one)),
            })
        };
        json!({
            "population": POPULATIONS[population].name, "indicator": INDICATORS[indicator].name,
            "regimes": regimes.map(of_regime).collect::<Vec<_>>(),
        })
    }

    /// Every difference between two regimes in one indicator of one population, as run.
    fn contrasts(&self, findings: &Findings, cell: (usize, usize)) -> Vec<Value> {
        let all = self.scenario.regimes.len();
        let pairs = (0..all).flat_map(|regime| (0..all).map(move |reference| (regime, reference)));
        pairs
            .filter_map(|pair| findings.contrasts.at(pair, Adjustment::AsRun, cell))
            .map(|one| {
                json!({
                    "regime": one.regime, "reference": one.reference,
                    "population": POPULATIONS[one.population].name, "indicator": INDICATORS[one.indicator].name,
                    "difference": estimate(&one.difference),
                })
            })
            .collect()
    }
}

fn interactions(findings: &Findings, cells: &[(usize, usize)]) -> Vec<Value> {
    let wanted = findings
        .interactions
        .iter()
        .filter(|one| one.basis == Adjustment::AsRun && cells.contains(&(one.population, one.indicator)));
    wanted
        .map(|one| {
            let square = one.of;
            json!({
                "regime": square.regime, "reference": square.reference, "other_regime": square.other_regime,
                "other_reference": square.other_reference, "fields": square.fields,
                "other_fields": square.other_fields,
                "population": POPULATIONS[one.population].name, "indicator": INDICATORS[one.indicator].name,
                "difference": estimate(&one.difference),
            })
        })
        .collect()
}

/// The ledgers per 1,000 people: every account, and by regime its mean and interval.
fn books(findings: &Findings) -> Value {
    let accounts: Vec<Value> = findings
        .books
        .accounts
        .iter()
        .map(|one| {
            json!({
                "ledger": one.ledger, "account": one.account, "cause": one.cause, "object": one.object, "unit": one.unit,
            })
        })
        .collect();
    let by_regime: Vec<Vec<Value>> =
        findings.books.estimates.iter().map(|regime| regime.iter().map(estimate).collect()).collect();
    json!({ "accounts": accounts, "estimates": by_regime })
}

/// Mean, interval, and the number of worlds.
fn estimate(one: &Estimate) -> Value {
    json!({ "mean": one.mean, "low": one.low, "high": one.high, "n": one.n })
}
