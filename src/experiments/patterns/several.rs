//! What the group itself adds: being several against being listened to.

use super::test::PatternTest;
use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::Asks::AtLeast;
use crate::analysis::patterns::{Criterion, DELTA, Kind, Pattern};
use crate::model::indicator::{Indicator, STRUCK};
use crate::model::state::world::World;

/// Being several.
pub(super) const P12: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P12",
        kind: Kind::Ours,
        claim: "Being several adds something to trust in people beyond being listened to: listening instead of prescribing is \
            worth more in a group than alone, whatever hours workers have.",
        scenario: "two-by-two",
        sets: &["people=5000", "burn_in_weeks=260"],
        searched: None,
        criteria: &P12_CRITERIA,
        notes: "Two by two: cells differ in directiveness, and in who is there (aim, present, capacity); in a group a meeting has \
            eleven turns for two, because members share them, the recovered too. Door, skill, meetings and hours are the same. Read of the struck \
            (in need at week 0, or with a first life problem since): the same people in every world. Three budgets of worker hours a week for \
            1,000 people: 4 (so few that all are used), 20, and 1,200 (nobody waits). With few hours a group reaches more people \
            than a worker alone does; that is part of what is measured there, and not where nobody waits. Recovery is told \
            beside trust: there the same difference may have another answer.",
    },
    read: read_p12,
};

const P12_CRITERIA: [Criterion; 15] = [
    Criterion::asked(
        "several_few",
        "trust in people, (listening minus prescribing) in a group minus alone, 4 hours",
        AtLeast(DELTA),
    ),
    Criterion::asked("several_some", "the same, 20 hours", AtLeast(DELTA)),
    Criterion::asked("several_all", "the same, hours enough for everybody", AtLeast(DELTA)),
    Criterion::told("listening_alone_few", "trust in people, listening minus prescribing, alone, 4 hours"),
    Criterion::told("listening_alone_some", "the same, 20 hours"),
    Criterion::told("listening_alone_all", "the same, hours enough for everybody"),
    Criterion::told("group_listening_few", "trust in people, group minus alone, both listening, 4 hours"),
    Criterion::told("group_listening_some", "the same, 20 hours"),
    Criterion::told("group_listening_all", "the same, hours enough for everybody"),
    Criterion::told("recovered_few", "recovered, (listening minus prescribing) in a group minus alone, 4 hours"),
    Criterion::told("recovered_some", "the same, 20 hours"),
    Criterion::told("recovered_all", "the same, hours enough for everybody"),
    Criterion::told("group_recovered_few", "recovered, group minus alone, both listening, 4 hours"),
    Criterion::told("group_recovered_some", "the same, 20 hours"),
    Criterion::told("group_recovered_all", "the same, hours enough for everybody"),
];

/// Workers for 1,000 people, and the hours of each.
const BUDGETS: [(f64, u32); 3] = [(0.4, 10), (2.0, 10), (20.0, 60)];

/// Trust in people and share recovered of the struck in a cell.
#[derive(Clone, Copy)]
struct Cell([f64; 2]);

/// What is read at one budget, of trust in people and of recovery.
#[derive(Clone, Copy, Default)]
struct AtBudget {
    /// (Listening − prescribing) in a group minus the same alone.
    several: [f64; 2],
    /// Listening − prescribing, alone.
    alone: [f64; 2],
    /// Group − alone, both listening.
    listening: [f64; 2],
}

fn read_p12(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let mut all = [AtBudget::default(); BUDGETS.len()];
    for (at, (workers, hours)) in all.iter_mut().zip(BUDGETS) {
        let mut there = trial.with(&[format!("workers_per_1000={workers}"), format!("worker_hours={hours}")])?;
        let world = there.world()?;
        *at = at_budget(&mut there, &world)?;
        trial.note(there.fingerprint);
    }
    const TRUST: usize = 0;
    const RECOVERED: usize = 1;
    let of = |of: fn(&AtBudget) -> f64| all.iter().map(of);
    Ok(of(|at| at.several[TRUST])
        .chain(of(|at| at.alone[TRUST]))
        .chain(of(|at| at.listening[TRUST]))
        .chain(of(|at| at.several[RECOVERED]))
        .chain(of(|at| at.listening[RECOVERED]))
        .collect())
}

fn at_budget(there: &mut PatternTrial<'_>, world: &World) -> Result<AtBudget, TrialError> {
    let mut cell = |regime: &'static str| {
        let record = there.run(regime, world.clone(), &mut ())?;
        let of = |indicator| there.at_horizon(&record, STRUCK, indicator);
        Ok::<_, TrialError>(Cell([of(Indicator::General), of(Indicator::Recovered)]))
    };
    let alone = Pair { listening: cell("listening-alone")?, prescribing: cell("prescribing-alone")? };
    let group = Pair { listening: cell("listening-group")?, prescribing: cell("prescribing-group")? };
    Ok(AtBudget::of(&alone, &group))
}

/// Listening and prescribing, with everything else equal.
struct Pair {
    listening: Cell,
    prescribing: Cell,
}

impl AtBudget {
    fn of(alone: &Pair, group: &Pair) -> Self {
        let each = |of: &dyn Fn(usize) -> f64| [of(0), of(1)];
        let worth = |pair: &Pair, measure: usize| pair.listening.0[measure] - pair.prescribing.0[measure];
        Self {
            several: each(&|measure| worth(group, measure) - worth(alone, measure)),
            alone: each(&|measure| worth(alone, measure)),
            listening: each(&|measure| group.listening.0[measure] - alone.listening.0[measure]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_being_several_adds_is_found_where_it_is_and_not_where_it_is_not() {
        let pair =
            |listening, prescribing| Pair { listening: Cell([listening; 2]), prescribing: Cell([prescribing; 2]) };
        // A group that stands higher, listening or not: being several adds to both, and nothing beyond.
        let alike = AtBudget::of(&pair(0.5, 0.25), &pair(0.75, 0.5));
        assert_eq!((alike.several[0], alike.alone[0], alike.listening[0]), (0.0, 0.25, 0.25));
        let beyond = AtBudget::of(&pair(0.5, 0.25), &pair(0.75, 0.25));
        assert_eq!((beyond.several[0], beyond.several[1]), (0.25, 0.25));
    }
}
