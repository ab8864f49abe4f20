//! Patterns of spreading: from tie to tie, and from groups to the town.

use super::test::PatternTest;
use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::Asks::AtLeast;
use crate::analysis::patterns::{Criterion, DELTA, Kind, Pattern};
use crate::analysis::readout::WINDOW_WEEKS;
use crate::analysis::statistics::mean;
use crate::ensemble::error::RunError;
use crate::ensemble::observer::Observer;
use crate::model::chance::{Chance, Process};
use crate::model::engine::happened::Happened;
use crate::model::indicator::{EVERYONE, Indicator};
use crate::model::ledger::Phase;
use crate::model::parameters::Parameters;
use crate::model::state::person::SERVICES;
use crate::model::state::world::World;
use std::collections::BTreeMap;

/// Own experience keeps people away.
pub(super) const P9A: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P9a",
        kind: Kind::Paper,
        claim: "What people in need have experienced of services that prescribe keeps them away.",
        scenario: "three-regimes",
        sets: &["people=4000", r#"regimes=["none", "professional-centred"]"#],
        searched: None,
        criteria: &P9A_CRITERIA,
        notes: "Nobody tells anybody here (hearsay_weight 0 from week 0), so trust in services moves by own experience alone. \
            Where seeking answers to the trust that people began with (seek_by_trust off from week 0), that experience cannot \
            keep them away; the difference is what it does. Staying away: weeks in need neither in a network nor on its waiting \
            list, of all weeks in need.",
    },
    read: read_p9a,
};

const P9A_CRITERIA: [Criterion; 3] = [
    Criterion::asked(
        "away_by_own",
        "share of weeks in need away: own experience counts minus does not",
        AtLeast(DELTA),
    ),
    Criterion::told("away", "share of weeks in need away where it counts"),
    Criterion::told("trust_in_services", "trust in services of everyone where it counts, minus none"),
];

fn read_p9a(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let world = untold(trial.world()?)?;
    let none = trial.run("none", world.clone(), &mut ())?;
    let mut frozen = world.clone();
    frozen.throw(|on| on.seek_by_trust = false);
    let mut look = |world: World| {
        let mut seen = StayedAway::default();
        let record = trial.run("professional-centred", world, &mut seen)?;
        Ok::<_, TrialError>((seen.share(), trial.at_horizon(&record, EVERYONE, Indicator::Services)))
    };
    let ((away, services), (unmoved, _)) = (look(world)?, look(frozen)?);
    Ok(vec![away - unmoved, away, services - trial.at_horizon(&none, EVERYONE, Indicator::Services)])
}

/// The world in which nobody tells anybody from now on.
fn untold(mut world: World) -> Result<World, TrialError> {
    let parameters = Parameters { hearsay_weight: 0.0, ..world.parameters().clone() };
    world.change(parameters, world.switches().clone()).map_err(RunError::from)?;
    Ok(world)
}

/// Staying away is catching.
pub(super) const P9B: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P9b",
        kind: Kind::Ours,
        claim: "What people hear of others' experience keeps them away: staying away from services spreads among ties, beyond \
            what neighbourhood and initial trust explain, and less so where nobody tells.",
        scenario: "three-regimes",
        sets: &["people=3500", r#"regimes=["none", "professional-centred"]"#],
        searched: None,
        criteria: &P9B_CRITERIA,
        notes: "Staying away is the share of a person's weeks in need that are neither in a network nor on its waiting list, of \
            those with at least 13 such weeks. Its correlation over ties (Moran's I) is compared with 100 permutations within \
            neighbourhoods and thirds of initial trust in services. Nobody tells: hearsay_weight 0 from week 0.",
    },
    read: read_p9b,
};

const P9B_CRITERIA: [Criterion; 7] = [
    Criterion::asked("clustering", "correlation of staying away over ties, beyond permutations", AtLeast(DELTA)),
    Criterion::asked("less_untold", "how much less where nobody tells", AtLeast(DELTA)),
    Criterion::told("away_by_hearsay", "share of weeks in need away, told minus untold"),
    Criterion::told("p_value", "share of permutations with as much correlation"),
    Criterion::told("clustering_untold", "correlation beyond permutations where nobody tells"),
    Criterion::told("stayed_away", "mean share of weeks in need that people stayed away"),
    Criterion::told("pairs", "ties between people looked at"),
];

/// Weeks in need of each person, and those in which they stayed away.
#[derive(Debug, Default)]
struct StayedAway {
    horizon: u32,
    weeks: Vec<(u32, u32)>,
    ties: Vec<(u32, u32)>,
    /// Neighbourhood, and trust in services to begin with.
    strata: Vec<(u32, u16)>,
}

impl Observer for StayedAway {
    /// The weeks of whoever moved away are not those of the newcomer.
    fn phase(&mut self, _: Phase, _: &World, happened: &Happened) {
        for one in happened.effects().flat_map(|effects| effects.departures.iter()) {
            self.weeks.get_mut(one.person as usize).into_iter().for_each(|weeks| *weeks = (0, 0));
        }
    }

    fn week(&mut self, world: &World, week: u32) {
        self.weeks.resize(world.people().len(), (0, 0));
        for (person, weeks) in (0..).zip(&mut self.weeks) {
            if world.in_need(person) {
                let own = &world.courses()[person as usize];
                let away = !own.is_member() && !own.waits();
                *weeks = (weeks.0 + 1, weeks.1 + u32::from(away));
            }
        }
        if week == self.horizon {
            let people = 0..world.people().len() as u32;
            let held = |person: u32| {
                world.ties().ends_of(person).iter().filter(|end| end.is_held()).map(move |end| (person, end.alter()))
            };
            self.ties = people.clone().flat_map(held).filter(|(one, other)| one < other).collect();
            self.strata =
                people.map(|one| (world.neighbourhood(one), world.people()[one as usize].prior[SERVICES])).collect();
        }
    }
}

/// Correlation over ties beyond permutations, and the share of permutations that have as much.
struct Clustering {
    beyond: f64,
    p_value: f64,
    mean: f64,
    pairs: f64,
}

const PERMUTATIONS: u32 = 100;

impl StayedAway {
    /// The share of all weeks in need that were away.
    fn share(&self) -> f64 {
        let (need, away) = self.weeks.iter().fold((0, 0), |(need, away), own| (need + own.0, away + own.1));
        f64::from(away) / f64::from(need)
    }

    fn clustering(&self, chance: Chance) -> Clustering {
        const WEEKS_IN_NEED: u32 = 13;
        let share = |&(need, away): &(u32, u32)| (need >= WEEKS_IN_NEED).then(|| f64::from(away) / f64::from(need));
        let shares: Vec<Option<f64>> = self.weeks.iter().map(share).collect();
        let strata = self.strata_of(&shares);
        let level = mean(shares.iter().flatten().copied());
        let values: Vec<f64> = shares.iter().map(|share| share.map_or(f64::NAN, |share| share - level)).collect();
        let pairs: Vec<(usize, usize)> = self
            .ties
            .iter()
            .map(|&(one, other)| (one as usize, other as usize))
            .filter(|&(one, other)| values[one].is_finite() && values[other].is_finite())
            .collect();
        let variance = mean(values.iter().filter(|value| value.is_finite()).map(|value| value * value));
        let correlation =
            |values: &[f64]| mean(pairs.iter().map(|&(one, other)| values[one] * values[other])) / variance;
        let seen = correlation(&values);
        let permuted: Vec<f64> =
            (0..PERMUTATIONS).map(|number| correlation(&permute(&values, &strata, chance, number))).collect();
        let as_much = permuted.iter().filter(|other| **other >= seen).count();
        Clustering {
            beyond: seen - mean(permuted.iter().copied()),
            p_value: (as_much as f64 + 1.0) / (f64::from(PERMUTATIONS) + 1.0),
            mean: level,
            pairs: pairs.len() as f64,
        }
    }

    /// The people who are looked at, by neighbourhood and third of initial trust in services.
    fn strata_of(&self, shares: &[Option<f64>]) -> Vec<Vec<usize>> {
        let looked_at = || (0..self.strata.len()).filter(|&one| shares[one].is_some());
        let mut order: Vec<usize> = looked_at().collect();
        order.sort_by_key(|&one| (self.strata[one].1, one));
        let mut strata: BTreeMap<(u32, usize), Vec<usize>> = BTreeMap::new();
        for (rank, &one) in order.iter().enumerate() {
            strata.entry((self.strata[one].0, 3 * rank / order.len())).or_default().push(one);
        }
        strata.into_values().collect()
    }
}

/// The values with those within each stratum in another order, by lot.
fn permute(values: &[f64], strata: &[Vec<usize>], chance: Chance, number: u32) -> Vec<f64> {
    // A place in the plane of keys that no model draws from.
    const NO_OTHER: u32 = u32::MAX - 1;
    let mut permuted = values.to_vec();
    for stratum in strata {
        let lot = |one: usize| chance.draw(Process::Choice, one as u32, NO_OTHER, number, u32::from(u16::MAX)).lot(0);
        let mut shuffled: Vec<(u64, usize)> = stratum.iter().map(|&one| (lot(one), one)).collect();
        shuffled.sort_unstable();
        for (&to, &(_, from)) in stratum.iter().zip(&shuffled) {
            permuted[to] = values[from];
        }
    }
    permuted
}

fn read_p9b(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let horizon = trial.scenario.weeks;
    let chance = Chance::new(trial.scenario.seed, trial.replicate);
    let world = trial.world()?;
    let silent = untold(world.clone())?;
    let mut look = |world: World| {
        let mut seen = StayedAway { horizon, ..StayedAway::default() };
        trial.run("professional-centred", world, &mut seen)?;
        Ok::<_, TrialError>((seen.share(), seen.clustering(chance)))
    };
    let ((away, told), (away_untold, untold)) = (look(world)?, look(silent)?);
    let less = told.beyond - untold.beyond;
    Ok(vec![told.beyond, less, away - away_untold, told.p_value, untold.beyond, told.mean, told.pairs])
}

/// From pooled insights to civic acts.
pub(super) const P10A: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P10a",
        kind: Kind::Paper,
        claim: "What groups pool comes before what people do outside, by two months and more.",
        scenario: "three-regimes",
        sets: &["people=11000", r#"regimes=["none", "mutual-self-help"]"#],
        searched: None,
        criteria: &P10A_CRITERIA,
        notes: "Both series as means over the 52 weeks before: insights in the repertoires of open groups, and civic acts beyond \
            those without helping networks. Each is dated by the first week in which it reaches half of its last value.",
    },
    read: read_p10a,
};

const P10A_CRITERIA: [Criterion; 3] = [
    Criterion::asked("lead", "weeks from half of the pooled insights to half of the further civic acts", AtLeast(8.0)),
    Criterion::told("half_pooled", "week in which half of the insights were pooled"),
    Criterion::told("half_acts", "week in which half of the further acts were reached"),
];

/// Who does what is done outside.
pub(super) const P10B: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P10b",
        kind: Kind::Ours,
        claim: "What mutual help adds of civic acts is carried by a minority: the most active tenth does a larger share than it \
            would without helping networks.",
        scenario: "three-regimes",
        sets: &["people=5000", r#"regimes=["none", "mutual-self-help"]"#],
        searched: None,
        criteria: &P10B_CRITERIA,
        notes: "",
    },
    read: read_p10b,
};

const P10B_CRITERIA: [Criterion; 2] = [
    Criterion::asked("minority", "share of acts by the most active tenth, beside none", AtLeast(DELTA)),
    Criterion::told("minority_without", "share of acts by the most active tenth, none"),
];

/// What is pooled and done each week.
#[derive(Debug, Default)]
struct Deeds {
    pooled: Vec<f64>,
    acts: Vec<f64>,
    by_person: Vec<u16>,
}

impl Observer for Deeds {
    fn phase(&mut self, phase: Phase, _: &World, happened: &Happened) {
        if phase == Phase::Community {
            self.acts.push(happened.effects().map(|effects| effects.acted.len() as f64).sum());
        }
    }

    fn week(&mut self, world: &World, _: u32) {
        let open = world.networks().iter().filter(|network| network.open);
        self.pooled.push(open.map(|network| f64::from(network.repertoire.count_ones())).sum());
        self.by_person.clear();
        self.by_person.extend(world.people().iter().map(|person| person.acts));
    }
}

impl Deeds {
    /// The share of all acts that the most active tenth did.
    fn by_most_active(&self) -> f64 {
        let mut acts = self.by_person.clone();
        acts.sort_unstable_by(|a, b| b.cmp(a));
        let sum = |acts: &[u16]| acts.iter().map(|&acts| f64::from(acts)).sum::<f64>();
        sum(&acts[..acts.len() / 10]) / sum(&acts)
    }
}

/// The first week in which the mean over the 52 weeks before reaches half of its last value; NaN if that is not above 0.
fn half_reached(series: &[f64]) -> f64 {
    const WEEKS: usize = WINDOW_WEEKS as usize;
    let means: Vec<f64> =
        series.windows(WEEKS.min(series.len().max(1))).map(|weeks| mean(weeks.iter().copied())).collect();
    let half = 0.5 * means.last().copied().unwrap_or(f64::NAN);
    let reached = means.iter().position(|mean| *mean >= half).filter(|_| half > 0.0);
    reached.map_or(f64::NAN, |week| (week + WEEKS) as f64)
}

/// What is pooled and done without helping networks, and with mutual help.
fn deeds(trial: &mut PatternTrial<'_>) -> Result<(Deeds, Deeds), TrialError> {
    let world = trial.world()?;
    let (mut none, mut mutual) = (Deeds::default(), Deeds::default());
    trial.run("none", world.clone(), &mut none)?;
    trial.run("mutual-self-help", world, &mut mutual)?;
    Ok((none, mutual))
}

fn read_p10a(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let (none, mutual) = deeds(trial)?;
    let further: Vec<f64> = mutual.acts.iter().zip(&none.acts).map(|(with, without)| with - without).collect();
    let (pooled, acts) = (half_reached(&mutual.pooled), half_reached(&further));
    Ok(vec![acts - pooled, pooled, acts])
}

fn read_p10b(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let (none, mutual) = deeds(trial)?;
    let without = none.by_most_active();
    Ok(vec![mutual.by_most_active() - without, without])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_ramp_is_reached_half_way() {
        let ramp: Vec<f64> = (1..=520).map(f64::from).collect();
        // The last mean is that of weeks 469 to 520, 494.5; half of it is the mean up to week 273.
        assert_eq!(half_reached(&ramp), 273.0);
        assert!(half_reached(&[-1.0; 100]).is_nan());
    }

    #[test]
    fn what_spreads_over_ties_is_found_and_what_does_not_is_not() {
        // 400 people in one neighbourhood, in couples; couples share what they do, or do not.
        let chance = Chance::new(5, 0);
        let couples = |alike: bool| {
            let by_lot = |one: u32| chance.draw(Process::Prior, one, 0, 0, 0).0[0] % 2;
            let away = |one: u32| if alike { one / 2 % 2 } else { by_lot(one) };
            StayedAway {
                horizon: 0,
                weeks: (0..400).map(|one| (20, 20 * away(one))).collect(),
                ties: (0..200).map(|pair| (2 * pair, 2 * pair + 1)).collect(),
                strata: (0..400).map(|one| (0, (one * 37 % 100) as u16)).collect(),
            }
        };
        let (alike, not) = (couples(true).clustering(chance), couples(false).clustering(chance));
        assert!(alike.beyond > 0.8 && alike.p_value < 0.02, "{} {}", alike.beyond, alike.p_value);
        assert!(not.beyond.abs() < 0.2 && not.p_value > 0.02, "{} {}", not.beyond, not.p_value);
        assert_eq!(alike.pairs, 200.0);
    }
}
