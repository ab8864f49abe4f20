//! Steps one world week by week and watches the law of trust at work: what people stake on each other, and what becomes
//! of it.
//!
//! ```text
//! cargo run --release --example watch_a_rule               1,000 people under mutual-self-help
//! cargo run --release --example watch_a_rule -- professional-centred 5000
//! ```
//!
//! Every request, visit, turn and civic act stakes trust. Help that comes honours the stake, a refusal burns it. The
//! ledger books each stake by what caused it and whom it was placed in, so that a flow is the difference of two ledgers.

use mutua::model::ledger::{Cause, FLOW_UNIT, Flow, Ledger, Object};
use mutua::{EVERYONE, Indicator, Scenario, Simulation};
use std::error::Error;

/// Weeks from one line to the next.
const EVERY: u32 = 13;
/// Weeks that are watched.
const WEEKS: u32 = 104;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let regime = arguments.next().unwrap_or_else(|| "mutual-self-help".to_owned());
    let people = arguments.next().map_or(Ok(1000), |typed| typed.parse())?;
    let scenario = Scenario { people, burn_in_weeks: 260, ..Scenario::default() };

    let mut simulation = Simulation::begin(&scenario, &regime, 0)?;
    println!("Stakes of trust in ties under {regime}, of {people} people, in units of evidence a week:");
    println!(
        "{:>5} {:>10} {:>10} {:>10} {:>10} {:>16}",
        "week", "staked", "honoured", "burned", "in groups", "trust in people"
    );
    let mut before = simulation.world().ledger().clone();
    while simulation.week() < WEEKS {
        simulation.step()?;
        if !simulation.week().is_multiple_of(EVERY) {
            continue;
        }
        let now = simulation.world().ledger().clone();
        let all = flow(&now, &before, Cause::ALL);
        let in_groups = flow(&now, &before, &[Cause::Dialogue]);
        let trust = simulation.snapshot().rows[EVERYONE].values[Indicator::General as usize];
        println!(
            "{:>5} {:>10.1} {:>10.1} {:>10.1} {:>10.1} {trust:>16.4}",
            simulation.week(),
            units(all.staked),
            units(all.honoured),
            units(all.burned),
            units(in_groups.staked),
        );
        before = now;
    }
    Ok(())
}

/// What flowed in ties by some causes from one ledger to a later one.
fn flow(later: &Ledger, earlier: &Ledger, causes: &[Cause]) -> Flow {
    let mut sum = Flow::default();
    for &cause in causes {
        let [later, earlier] = [later, earlier].map(|ledger| ledger.evidence[cause as usize][Object::Tie as usize]);
        sum.staked += later.staked - earlier.staked;
        sum.honoured += later.honoured - earlier.honoured;
        sum.burned += later.burned - earlier.burned;
    }
    sum
}

/// Grains of evidence over the weeks between two lines, in units a week.
fn units(grains: i64) -> f64 {
    grains as f64 / FLOW_UNIT / f64::from(EVERY)
}
