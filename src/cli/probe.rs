//! How long a plan would take, by a probe: a small world of its scenario is run for a second.

use crate::ensemble::replicate::world;
use crate::model::engine::happened::Happened;
use crate::model::tick::tick;
use crate::record::plan::LARGE;
use crate::record::plan::Plan;
use crate::scenario::Scenario;
use std::time::{Duration, Instant};

/// Most people in the world of a probe.
const PROBE_PEOPLE: u32 = 20_000;
/// Time given to the probe.
const PROBE: Duration = Duration::from_secs(1);

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
    world.set_audited(false);
    let mut happened = Happened::default();
    let clock = Instant::now();
    let mut weeks = 0_u32;
    while clock.elapsed() < PROBE {
        if clock.elapsed() > PROBE / 2 && !world.books_are_open() {
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
