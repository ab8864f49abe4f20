//! Patterns of services: what prescribing does to those who come, what it costs, and what promises do.

use super::test::{FRESH_SEED, PatternTest};
use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::Asks::{self, AtLeast, AtMost};
use crate::analysis::patterns::{Criterion, DELTA, Kind, Pattern};
use crate::analysis::readout::total;
use crate::model::indicator::{EVERYONE, Indicator};
use crate::model::measure::place;
use crate::model::state::world::World;
use crate::record::RunRecord;

/// What prescribing leaves.
pub(super) const P1: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P1",
        kind: Kind::Paper,
        claim: "Professional-centred help brings recovery, makes dependent, disempowers by Illich's paradox, and uses up trust in \
            services; fewer of those in need come as the years go by.",
        scenario: "three-regimes",
        sets: &["people=10000", "burn_in_weeks=260", r#"regimes=["none", "professional-centred"]"#],
        searched: None,
        criteria: &P1_CRITERIA,
        notes: "The paradox is the paper's: a success in which one had no say is evidence against oneself (attribution *illich*), \
            so empowerment is asked for in worlds that read a success in this way. Under the attribution that is the default \
            (*agency*) a prescription says nothing about oneself, so nothing in a meeting can lower empowerment; what can is \
            that people helped by professionals have fewer experiences of managing with their ties. That number is told, and \
            P1+ asks for it. Whether fewer come because they trust services less is told, too; P9a asks what one's own \
            experience of services does to that.",
    },
    read: read_p1,
};

/// The same where managing with one's ties matters more.
pub(super) const P1_MOVED: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P1+",
        claim: "P1 with less empowerment under both attributions, where those in need turn to their ties eight times as often as \
            others, favours are taken to heart, self-belief begins low, and a full say is expected.",
        sets: &[
            "people=5500",
            "burn_in_weeks=260",
            r#"regimes=["none", "professional-centred"]"#,
            "need_factor=8",
            "stake_favour=4",
            "comfort_good=1",
            "comfort_chance=0.75",
            "initial_empowerment=0.35",
            "voice_expected=1",
            "prior_strength=10",
            FRESH_SEED,
        ],
        searched: Some(1),
        criteria: &P1_MOVED_CRITERIA,
        notes: "Found by search in version 1, within the stated ranges: 60 points drawn evenly over everyday_contact 0.1 to 0.6, need_factor 1 \
            to 10, comfort_good 0.7 to 1, comfort_poor 0.2 to 0.6, comfort_chance 0.3 to 0.9, stake_favour 0.5 to 4, \
            stake_shared 0.2 to 0.8, evidence_fading 0.985 to 0.999, prior_strength 5 to 40, hope_stake 0 to 2 and \
            initial_empowerment 0.4 to 0.7 (one of them below \u{2212}0.01 in empowerment); then 26 around the best over \
            voice_loss, voice_expected, stake_life, prior_strength, evidence_fading, seek_per_week, stake_shared and \
            missed_factor; then nine by hand.",
        ..P1.pattern
    },
    read: read_p1_moved,
};

const P1_CRITERIA: [Criterion; 7] = p1_criteria(None, None);
const P1_MOVED_CRITERIA: [Criterion; 7] = p1_criteria(Some(AtMost(-DELTA)), Some(AtLeast(DELTA)));

/// What is asked, with what is asked of empowerment under the attribution that is the default, and of how much trust has to
/// do with take-up.
const fn p1_criteria(agency: Option<Asks>, frozen: Option<Asks>) -> [Criterion; 7] {
    [
        Criterion::asked("recovered", "recovered, of those who ever entered, beside their twins", AtLeast(DELTA)),
        Criterion::asked("dependence", "dependence of those who ever entered, beside their twins", AtLeast(DELTA)),
        Criterion::asked(
            "empowerment_illich",
            "empowerment of those who ever entered, beside their twins, where a success without a say is evidence against \
                oneself",
            AtMost(-DELTA),
        ),
        Criterion {
            name: "empowerment_agency",
            meaning: "the same, where a success without a say says nothing about oneself",
            asks: agency,
        },
        Criterion::asked("trust_in_services", "trust in services of everyone, beside none", AtMost(-DELTA)),
        Criterion::asked("take_up_falls", "take-up of those in need, last year minus second year", AtMost(-DELTA)),
        Criterion {
            name: "falls_less_frozen",
            meaning: "how much less it falls with seek_by_trust off from week 0",
            asks: frozen,
        },
    ]
}

const EMPOWERMENT: usize = place(Indicator::Empowerment);
const DEPENDENCE: usize = place(Indicator::Dependence);
const IN_NEED: usize = place(Indicator::InNeed);

fn read_p1(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let world = trial.world()?;
    let frozen = if trial.whole { Some(frozen(trial, world.clone())?) } else { None };
    trial.only_from_here();
    p1(trial, world, frozen.as_ref())
}

fn read_p1_moved(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let world = trial.world()?;
    let frozen = frozen(trial, world.clone())?;
    p1(trial, world, Some(&frozen))
}

/// Help in the world in which trust has nothing to do with take-up from week 0 on.
fn frozen(trial: &mut PatternTrial<'_>, mut world: World) -> Result<RunRecord, TrialError> {
    world.throw(|on| on.seek_by_trust = false);
    trial.run("professional-centred", world, &mut ())
}

fn p1(trial: &mut PatternTrial<'_>, world: World, frozen: Option<&RunRecord>) -> Result<Vec<f64>, TrialError> {
    let (none, baselines) = trial.without_help(world.clone())?;
    let helped = trial.beside("professional-centred", world.clone(), &baselines)?;
    // The same people where a success without a say means the other thing.
    let mut other = world;
    other.throw(|on| on.illich_attribution = !on.illich_attribution);
    let is_illich = !other.switches().illich_attribution;
    let (_, beside_other) = trial.without_help(other.clone())?;
    let other = trial.beside("professional-centred", other, &beside_other)?;
    let (illich, agency) = if is_illich { (&helped, &other) } else { (&other, &helped) };
    let services = |record: &RunRecord| trial.at_horizon(record, EVERYONE, Indicator::Services);
    let fall = |record: &RunRecord| {
        trial.at_horizon(record, EVERYONE, Indicator::TakeUp) - trial.over(record, Indicator::TakeUp, (53, 104))
    };
    Ok(vec![
        -trial.tau_of_entered(&helped, IN_NEED),
        trial.tau_of_entered(&helped, DEPENDENCE),
        trial.tau_of_entered(illich, EMPOWERMENT),
        trial.tau_of_entered(agency, EMPOWERMENT),
        services(&helped) - services(&none),
        fall(&helped),
        frozen.map_or(f64::NAN, |frozen| fall(frozen) - fall(&helped)),
    ])
}

/// Where the textbook has the answer.
pub(super) const P2: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P2",
        kind: Kind::Paper,
        claim: "The more of what is needed is technical, the better professional-centred help does; where all of it is, it is \
            not worse than mutual help and cheaper.",
        scenario: "three-regimes",
        sets: &["people=5000", r#"regimes=["none", "professional-centred", "mutual-self-help"]"#],
        searched: None,
        criteria: &P2_CRITERIA,
        notes: "A technical need of the desk is met in the same way in every regime, by construction, so its rate cannot \
            decide between them. What is varied is the technical share of what a life problem asks for: 16 insights, the \
            textbook's share of them from 0 to 1, the rest experiential and private as two to one.",
    },
    read: read_p2,
};

const P2_CRITERIA: [Criterion; 7] = [
    Criterion::asked(
        "recovered_at_1",
        "recovered, professional-centred minus mutual, all of it textbook",
        AtLeast(-DELTA),
    ),
    Criterion::asked(
        "hours_at_1",
        "worker hours, mutual minus professional-centred, as share of the latter",
        AtLeast(DELTA),
    ),
    Criterion::told("recovered_at_0", "recovered, professional-centred minus mutual, none of it textbook"),
    Criterion::told("recovered_at_25", "the same, a quarter textbook"),
    Criterion::told("recovered_at_50", "the same, half"),
    Criterion::told("recovered_at_75", "the same, three quarters"),
    Criterion::told(
        "crossover",
        "technical share above which professional-centred help has more recover (empty: none)",
    ),
];

fn read_p2(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    const QUARTERS: u32 = 4;
    let shares: Vec<u32> = if trial.whole { (0..=QUARTERS).collect() } else { vec![QUARTERS] };
    let (mut gaps, mut hours) = (vec![f64::NAN; QUARTERS as usize + 1], f64::NAN);
    for share in shares {
        if share == QUARTERS {
            trial.only_from_here();
        }
        let textbook = 16 * share / QUARTERS;
        let private = (16 - textbook).div_ceil(3);
        let sets = [
            format!("needed_textbook={textbook}"),
            format!("needed_private={private}"),
            format!("needed_experiential={}", 16 - textbook - private),
        ];
        let mut there = trial.with(&sets)?;
        let world = there.world()?;
        let professional = there.run("professional-centred", world.clone(), &mut ())?;
        let mutual = there.run("mutual-self-help", world, &mut ())?;
        let recovered = |record: &RunRecord| there.at_horizon(record, EVERYONE, Indicator::Recovered);
        gaps[share as usize] = recovered(&professional) - recovered(&mutual);
        let used = |record| total(record, Indicator::WorkerHours);
        hours = (used(&mutual) - used(&professional)) / used(&professional);
        trial.note(there.fingerprint);
    }
    let crossover = crossing(&gaps);
    Ok(vec![gaps[4], hours, gaps[0], gaps[1], gaps[2], gaps[3], crossover])
}

/// The place, from 0 to 1, at which values at equal distances first rise from below 0 to 0 or more, by linear
/// interpolation; NaN if they never do.
fn crossing(values: &[f64]) -> f64 {
    let step = |pair: &[f64]| pair[0] < 0.0 && pair[1] >= 0.0;
    let Some(at) = values.windows(2).position(step) else { return f64::NAN };
    let (low, high) = (values[at], values[at + 1]);
    (at as f64 - low / (high - low)) / (values.len() - 1) as f64
}

/// Promise without practice.
pub(super) const P4: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P4",
        kind: Kind::Paper,
        claim: "A promise of participation that practice does not keep costs more trust in services, and more take-up, than \
            open directiveness.",
        scenario: "promise-and-practice",
        sets: &["people=6000", "burn_in_weeks=260"],
        searched: None,
        criteria: &P4_CRITERIA,
        notes: "",
    },
    read: read_p4,
};

const P4_CRITERIA: [Criterion; 8] = [
    Criterion::asked(
        "trust_in_services",
        "trust in services of everyone, promised minus open, directiveness 1",
        AtMost(-DELTA),
    ),
    Criterion::asked("take_up", "take-up of those in need, promised minus open, directiveness 1", AtMost(-DELTA)),
    Criterion::told("services_at_0", "trust in services, promised minus open, directiveness 0"),
    Criterion::told("services_at_25", "the same, directiveness 0.25"),
    Criterion::told("services_at_50", "the same, directiveness 0.5"),
    Criterion::told("services_at_75", "the same, directiveness 0.75"),
    Criterion::told(
        "hurts_from",
        "directiveness from which the promise hurts (trust in services lower by 0.01; empty: none)",
    ),
    Criterion::told("trust_in_people", "trust in people in general, promised minus open, directiveness 1"),
];

fn read_p4(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    const PAIRS: [(&str, &str); 5] = [
        ("open-0", "promised-0"),
        ("open-25", "promised-25"),
        ("open-50", "promised-50"),
        ("open-75", "promised-75"),
        ("open-100", "promised-100"),
    ];
    let world = trial.world()?;
    let (mut services, mut last) = ([f64::NAN; PAIRS.len()], [f64::NAN; 2]);
    let first = if trial.whole { 0 } else { PAIRS.len() - 1 };
    for (place, (open, promised)) in PAIRS.into_iter().enumerate().skip(first) {
        if place == PAIRS.len() - 1 {
            trial.only_from_here();
        }
        let open = trial.run(open, world.clone(), &mut ())?;
        let promised = trial.run(promised, world.clone(), &mut ())?;
        let gap =
            |indicator| trial.at_horizon(&promised, EVERYONE, indicator) - trial.at_horizon(&open, EVERYONE, indicator);
        services[place] = gap(Indicator::Services);
        last = [gap(Indicator::TakeUp), gap(Indicator::General)];
    }
    let below: Vec<f64> = services.iter().map(|gap| -gap - DELTA).collect();
    let hurts_from = if below[0] >= 0.0 { 0.0 } else { crossing(&below) };
    let [take_up, general] = last;
    Ok(vec![services[4], take_up, services[0], services[1], services[2], services[3], hurts_from, general])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crossing_is_found_between_two_values() {
        assert!((crossing(&[-1.0, -1.0, 1.0]) - 0.75).abs() < 1e-12);
        assert!((crossing(&[-1.0, 0.0, -1.0]) - 0.5).abs() < 1e-12);
        assert!(
            crossing(&[1.0, 1.0]).is_nan() && crossing(&[-1.0, -0.5]).is_nan() && crossing(&[f64::NAN, 1.0]).is_nan()
        );
    }
}
