//! Patterns of groups: what a guide adds, what directing takes away, how large a group should be.

use super::given::Giving;
use super::test::PatternTest;
use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::Asks::{AtLeast, AtMost};
use crate::analysis::patterns::{Criterion, DELTA, Kind, Pattern};
use crate::analysis::readout::total;
use crate::analysis::statistics::mean;
use crate::ensemble::observer::Observer;
use crate::model::indicator::{EVERYONE, Indicator, NEVER_IN_NEED};
use crate::model::insight::SHARED;
use crate::model::ledger::Channel;
use crate::model::measure::{Measured, measured, place, steps};
use crate::model::state::world::World;
use crate::record::RunRecord;
use std::collections::BTreeMap;

const GENERAL: usize = place(Indicator::General);
const EMPOWERMENT: usize = place(Indicator::Empowerment);
const BURDEN: usize = place(Indicator::Burden);

/// What a guide adds.
pub(super) const P5: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P5",
        kind: Kind::Ours,
        claim: "A guide adds most where a group knows least: beside the same group alone, coping gains more in the weakest third \
            by pooled insights than in the strongest.",
        scenario: "guide-or-alone",
        sets: &["people=20000", "burn_in_weeks=260", "weeks=78"],
        searched: None,
        criteria: &P5_CRITERIA,
        notes: "A pair is a network founded by the same person in the same week with a guide and without, and in it those who \
            are members of both eight weeks later; they are read 26 weeks after that, members still or not.",
    },
    read: read_p5,
};

const P5_CRITERIA: [Criterion; 5] = [
    Criterion::asked(
        "gradient",
        "coping gain, guided minus alone: weakest minus strongest third of pairs",
        AtLeast(DELTA),
    ),
    Criterion::told("weakest", "coping gain, guided minus alone, weakest third of pairs"),
    Criterion::told("middle", "the same, middle third"),
    Criterion::told("strongest", "the same, strongest third"),
    Criterion::told("pairs", "pairs of networks"),
];

/// Weeks from founding to the first look at a network, and from that to the second.
const SETTLED_AFTER: u32 = 8;
const READ_AFTER: u32 = 26;

/// A network as it was settled: members, what they had pooled, and later how they cope.
#[derive(Clone, Debug, Default)]
struct Settled {
    /// Member, insights had that can be shared, coping then and at the second look.
    members: BTreeMap<u32, (u64, f64, f64)>,
}

/// Watches networks from their founding on, by (tick of founding, founder).
#[derive(Debug, Default)]
struct Founded(BTreeMap<(u32, u32), Settled>);

impl Observer for Founded {
    fn week(&mut self, world: &World, _: u32) {
        let now = world.tick() - 1;
        let coping = |person: u32| world.view().coping(person);
        for network in world.networks().iter().filter(|network| network.open) {
            if now == u32::from(network.founded) + SETTLED_AFTER {
                let known = |person: u32| world.courses()[person as usize].insights & SHARED;
                let members = network.members().iter().map(|&one| (one, (known(one), coping(one), f64::NAN)));
                self.0.insert((network.founded.into(), network.founder), Settled { members: members.collect() });
            }
        }
        let due = |founded: u32| now == founded + SETTLED_AFTER + READ_AFTER;
        for ((founded, _), settled) in self.0.iter_mut().filter(|((founded, _), _)| due(*founded)) {
            // Whoever has moved away since is not read: another person has their number.
            let is_there = |one: u32| u32::from(world.courses()[one as usize].arrived) <= founded + SETTLED_AFTER;
            let there = settled.members.iter_mut().filter(|(one, _)| is_there(**one));
            there.for_each(|(&one, (_, _, later))| *later = coping(one));
        }
    }
}

fn read_p5(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let world = trial.world()?;
    let (mut guided, mut alone) = (Founded::default(), Founded::default());
    trial.run("mutual-self-help", world.clone(), &mut guided)?;
    trial.run("alone-in-the-open", world, &mut alone)?;
    // What those in both had pooled, and how much more they gained with the guide.
    let mut pairs: Vec<(u32, f64)> = Vec::new();
    for (key, with) in &guided.0 {
        let Some(without) = alone.0.get(key) else { continue };
        let both = || with.members.iter().filter_map(|(one, with)| Some((with, without.members.get(one)?)));
        let gains = || both().map(|(with, without)| (with.2 - with.1) - (without.2 - without.1));
        let gain = mean(gains().filter(|gain| gain.is_finite()));
        if both().count() >= 2 && gain.is_finite() {
            let pooled = both().fold(0, |pooled, (_, without)| pooled | without.0);
            pairs.push((pooled.count_ones(), gain));
        }
    }
    // Pairs come in the order of founding; of those who pooled as much the earlier count as weaker.
    pairs.sort_by_key(|(pooled, _)| *pooled);
    let third = pairs.len() / 3;
    let of = |range: std::ops::Range<usize>| mean(pairs[range].iter().map(|(_, gain)| *gain));
    let (weakest, strongest) = (of(0..third), of(pairs.len() - third..pairs.len()));
    let middle = of(third..pairs.len() - third);
    Ok(vec![weakest - strongest, weakest, middle, strongest, pairs.len() as f64])
}

/// What directing takes away.
pub(super) const P6: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P6",
        kind: Kind::Paper,
        claim: "The more the guide of a group prescribes, the less is used of what its members know from experience.",
        scenario: "sweep-directiveness",
        sets: &["people=5000", "weeks=260"],
        searched: None,
        criteria: &P6_CRITERIA,
        notes: "What is used: insights that came of dialogues (those offered, private ones that came to light, and those of the \
            givers), all of them, and for each meeting. Both are asked for from no prescription to half of the turns, and from \
            half to three quarters; at directiveness 1 there is no dialogue and so nothing of it, by construction. In each turn \
            of dialogue that is left there is more to be found, because others found less before: that is told. Givers are the \
            half of those who gave in the group without prescription who gave most; the same people are looked at under all.",
    },
    read: read_p6,
};

const P6_CRITERIA: [Criterion; 12] = [
    Criterion::asked(
        "insights_to_50",
        "insights by dialogues, directiveness 0.5 minus 0, as share of those at 0",
        AtMost(-DELTA),
    ),
    Criterion::asked("insights_to_75", "the same, directiveness 0.75 minus 0.5", AtMost(-DELTA)),
    Criterion::asked(
        "per_meeting_to_50",
        "insights for each meeting, 0.5 minus 0, as share of those at 0",
        AtMost(-DELTA),
    ),
    Criterion::asked("per_meeting_to_75", "the same, 0.75 minus 0.5", AtMost(-DELTA)),
    Criterion::told(
        "offered_at_75",
        "insights offered in dialogues, directiveness 0.75 minus 0, as share of those at 0",
    ),
    Criterion::told("private_at_75", "private insights, the same"),
    Criterion::told("giving_at_75", "insights of givers, the same"),
    Criterion::told("per_dialogue_at_75", "insights for each turn of dialogue, 0.75 minus 0"),
    Criterion::told("per_meeting_at_0", "insights by dialogues for each meeting, directiveness 0"),
    Criterion::told("givers_empowerment", "empowerment of givers beside twins, directiveness 1 minus 0"),
    Criterion::told("givers_trust", "trust in people of givers beside twins, directiveness 1 minus 0"),
    Criterion::told("givers_burden", "burden of givers beside twins, directiveness 1 minus 0"),
];

/// Everybody in every measure in the last week.
#[derive(Debug, Default)]
struct AtLast {
    horizon: u32,
    people: Vec<Measured>,
}

impl Observer for AtLast {
    fn week(&mut self, world: &World, week: u32) {
        if week == self.horizon {
            self.people = (0..world.people().len() as u32).map(|person| measured(world, person)).collect();
        }
    }
}

/// A group under one share of prescription.
struct Directed {
    record: RunRecord,
    people: Vec<Measured>,
    giving: Giving,
}

/// The channels by which dialogues bring insights.
const OF_DIALOGUE: [Channel; 3] = [Channel::Dialogue, Channel::Private, Channel::Giving];

impl Directed {
    fn gained(&self, channels: &[Channel]) -> f64 {
        channels.iter().map(|channel| self.record.ledger.insights_gained[*channel as usize]).sum::<i64>() as f64
    }

    fn insights(&self) -> f64 {
        self.gained(&OF_DIALOGUE)
    }

    fn per_meeting(&self) -> f64 {
        self.insights() / f64::from(self.giving.meetings)
    }

    fn per_dialogue(&self) -> f64 {
        self.insights() / self.record.ledger.dialogues as f64
    }
}

fn read_p6(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    const MUTUAL: &str = "mutual-self-help";
    let horizon = trial.scenario.weeks;
    let last = || AtLast { horizon, people: Vec::new() };
    let world = trial.world()?;
    let mut none = last();
    trial.run("none", world.clone(), &mut none)?;
    let mut at = |directiveness: f64| {
        let mut there = trial.with(&[format!("regime.{MUTUAL}.directiveness={directiveness}")])?;
        let (mut seen, mut giving) = (last(), Giving::default());
        let record = there.run(MUTUAL, world.clone(), &mut (&mut seen, &mut giving))?;
        trial.note(there.fingerprint);
        Ok::<_, TrialError>(Directed { record, people: seen.people, giving })
    };
    let (open, half, most, closed) = (at(0.0)?, at(0.5)?, at(0.75)?, at(1.0)?);
    let givers = open.giving.most_giving_half();
    let tau = |people: &[Measured], measure: usize| {
        let apart =
            |&one: &u32| f64::from(people[one as usize][measure]) - f64::from(none.people[one as usize][measure]);
        mean(givers.iter().map(apart)) / steps(measure)
    };
    let change = |measure| tau(&closed.people, measure) - tau(&open.people, measure);
    let step = |of: fn(&Directed) -> f64, to: &Directed, from: &Directed| (of(to) - of(from)) / of(&open);
    let channel = |one: Channel| most.gained(&[one]) / open.gained(&[one]) - 1.0;
    Ok(vec![
        step(Directed::insights, &half, &open),
        step(Directed::insights, &most, &half),
        step(Directed::per_meeting, &half, &open),
        step(Directed::per_meeting, &most, &half),
        channel(Channel::Dialogue),
        channel(Channel::Private),
        channel(Channel::Giving),
        most.per_dialogue() - open.per_dialogue(),
        open.per_meeting(),
        change(EMPOWERMENT),
        change(GENERAL),
        change(BURDEN),
    ])
}

/// How large a group should be.
pub(super) const P8: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P8",
        kind: Kind::Ours,
        claim: "With as many turns in a meeting, what a group brings in coping for each hour of its members is largest at a \
            size between 4 and 20.",
        scenario: "three-regimes",
        sets: &["people=5000", "weeks=260", r#"regimes=["none", "mutual-self-help"]"#],
        searched: None,
        criteria: &P8_CRITERIA,
        notes: "The size is the capacity at which a group splits; every meeting has six turns.",
    },
    read: read_p8,
};

const SIZES: [u32; 6] = [4, 6, 8, 12, 16, 20];

const P8_CRITERIA: [Criterion; 8] = [
    Criterion::asked("peak", "best size inside minus the better of 4 and 20, as share of the latter", AtLeast(DELTA)),
    Criterion::told("best_size", "size with the largest gain for each hour"),
    Criterion::told("gain_at_4", "coping gained per 100 member-hours, size 4"),
    Criterion::told("gain_at_6", "the same, size 6"),
    Criterion::told("gain_at_8", "the same, size 8"),
    Criterion::told("gain_at_12", "the same, size 12"),
    Criterion::told("gain_at_16", "the same, size 16"),
    Criterion::told("gain_at_20", "the same, size 20"),
];

fn read_p8(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let world = trial.world()?;
    let none = trial.run("none", world.clone(), &mut ())?;
    let mut gains = [f64::NAN; SIZES.len()];
    for (gain, size) in gains.iter_mut().zip(SIZES) {
        let mut there = trial.with(&[format!("regime.mutual-self-help.capacity={size}")])?;
        let group = there.run("mutual-self-help", world.clone(), &mut ())?;
        trial.note(there.fingerprint);
        let coping = |record: &RunRecord| trial.at_horizon(record, EVERYONE, Indicator::Coping);
        // Those with a problem are the same people in both worlds.
        let never = group.snapshots.last().and_then(|last| last.rows.get(NEVER_IN_NEED)).map_or(0, |row| row.count);
        let troubled = 1.0 - f64::from(never) / f64::from(trial.scenario.people);
        *gain = 100.0 * 1000.0 * troubled * (coping(&group) - coping(&none)) / total(&group, Indicator::UnpaidHours);
    }
    let best = |places: &[usize]| places.iter().map(|place| gains[*place]).fold(f64::NEG_INFINITY, f64::max);
    let ends = best(&[0, SIZES.len() - 1]);
    let size =
        SIZES.iter().zip(gains).max_by(|a, b| a.1.total_cmp(&b.1)).map_or(f64::NAN, |(size, _)| f64::from(*size));
    let peak = (best(&[1, 2, 3, 4]) - ends) / ends;
    Ok([peak, size].into_iter().chain(gains).collect())
}
