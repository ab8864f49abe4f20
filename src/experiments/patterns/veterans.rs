//! Patterns of veterans: who of those in a group has more trust, and why.

use super::test::{FRESH_SEED, PatternTest};
use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::Asks::AtLeast;
use crate::analysis::patterns::{Criterion, DELTA, Kind, Pattern};
use crate::analysis::readout::WINDOW_WEEKS;
use crate::analysis::statistics::mean;
use crate::analysis::twins::{Term, at_horizon, window};
use crate::ensemble::observer::Observer;
use crate::model::indicator::Indicator;
use crate::model::measure::place;
use crate::model::state::tie::NEVER;
use crate::model::state::world::World;

const GENERAL: usize = place(Indicator::General);

/// Veterans above everybody.
pub(super) const P3: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P3",
        kind: Kind::Paper,
        claim: "Veterans of mutual help trust people more than everybody does, and help is what made them.",
        scenario: "three-regimes",
        sets: &["people=8000", r#"regimes=["none", "mutual-self-help"]"#],
        searched: None,
        criteria: &P3_CRITERIA,
        notes: "Veterans have been members for more than two years. What is told below is the rest of the difference between \
            veterans and everybody, which the twins split without remainder.",
    },
    read: read_p3,
};

const P3_CRITERIA: [Criterion; 9] = [
    Criterion::asked("gap", "trust in people, veterans minus everybody", AtLeast(DELTA)),
    Criterion::asked("effect", "effect on entrants: their twin difference", AtLeast(DELTA)),
    Criterion::told("retention", "those who gained more stayed"),
    Criterion::told("attrition", "those who stayed would have stood higher anyway"),
    Criterion::told("selection_trouble", "those with a problem would have stood higher anyway"),
    Criterion::told("selection_entry", "of those with a problem, those who entered would have stood higher anyway"),
    Criterion::told("own_part", "entrants' part of the mean of everybody"),
    Criterion::told("spill_over", "spill-over on those who never entered"),
    Criterion::told("twin_correlation", "correlation of those who never entered with their twins"),
];

fn read_p3(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let world = trial.world()?;
    let (_, baselines) = trial.without_help(world.clone())?;
    let mutual = trial.beside("mutual-self-help", world, &baselines)?;
    let weeks = mutual.twins.as_ref().map_or(&[][..], |twins| &twins.same_luck);
    let split = at_horizon(weeks, trial.scenario.weeks, GENERAL).unwrap_or([f64::NAN; Term::ALL.len()]);
    let term = |term: Term| split[term as usize];
    let correlations = window(weeks, trial.scenario.weeks).map(|week| week.correlation(GENERAL));
    Ok(vec![
        term(Term::Gap),
        term(Term::Effect),
        term(Term::Retention),
        term(Term::Attrition),
        term(Term::Trouble),
        term(Term::Entry),
        term(Term::OwnPart),
        term(Term::SpillOver),
        mean(correlations.filter(|value| value.is_finite())),
    ])
}

/// Veterans above newcomers.
pub(super) const P3B: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P3b",
        kind: Kind::Surveys,
        claim: "Members of mutual help who first entered more than two years ago trust people more than those who first entered \
            less than two months ago.",
        scenario: "three-regimes",
        sets: &["people=8000", r#"regimes=["none", "mutual-self-help"]"#],
        searched: None,
        criteria: &P3B_CRITERIA,
        notes: "As a survey in the meetings counts them: members by the time since their first entry, whatever help they have \
            received since, in every week of the last 52. A survey cannot say why they differ; P3 can.",
    },
    read: read_p3b,
};

/// The same where evidence lasts.
pub(super) const P3B_MOVED: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P3b+",
        claim: "P3b where evidence lasts: it fades by half in 13 years (evidence_fading 0.999) instead of 14 months.",
        sets: &[
            "people=8000",
            "burn_in_weeks=260",
            r#"regimes=["none", "mutual-self-help"]"#,
            "evidence_fading=0.999",
            FRESH_SEED,
        ],
        searched: Some(1),
        notes: "Found in version 1, by looking at one parameter at a time, within the stated ranges, with newcomers by their present \
            membership: prior_strength 60, burned_weight 1 and veteran_leaving 0.004 leave newcomers above veterans; \
            evidence_fading 0.998 and 0.999 do not.",
        ..P3B.pattern
    },
    ..P3B
};

const P3B_CRITERIA: [Criterion; 5] = [
    Criterion::asked("newcomers", "trust in people, veterans minus newcomers, by first entry", AtLeast(DELTA)),
    Criterion::told("veterans_trust", "trust in people of veterans"),
    Criterion::told("newcomers_trust", "trust in people of newcomers"),
    Criterion::told("veterans_count", "veterans in a week, mean"),
    Criterion::told("newcomers_count", "newcomers in a week, mean"),
];

/// Newcomers entered less than two months ago.
const NEWCOMER_WEEKS: u32 = 9;
/// Veterans entered more than two years ago.
const VETERAN_WEEKS: u32 = 104;

/// Trust in people of members, summed over weeks.
#[derive(Clone, Copy, Debug, Default)]
struct Trust {
    sum: f64,
    people: u32,
}

impl Trust {
    fn add(&mut self, trust: f64) {
        (self.sum, self.people) = (self.sum + trust, self.people + 1);
    }

    fn mean(self) -> f64 {
        self.sum / f64::from(self.people)
    }
}

/// Members in the last year before the horizon, as a survey counts them.
#[derive(Debug, Default)]
struct Survey {
    horizon: u32,
    newcomers: Trust,
    veterans: Trust,
}

impl Observer for Survey {
    fn week(&mut self, world: &World, week: u32) {
        if week + WINDOW_WEEKS <= self.horizon {
            return;
        }
        for (person, course) in (0..).zip(world.courses()).filter(|(_, course)| course.is_member()) {
            // A member has entered.
            debug_assert_ne!(course.entered, NEVER);
            let weeks = (world.tick() - 1).saturating_sub(course.entered.into());
            let trust = || world.view().trusts(person)[crate::model::state::person::GENERAL];
            match weeks {
                0..NEWCOMER_WEEKS => self.newcomers.add(trust()),
                weeks if weeks > VETERAN_WEEKS => self.veterans.add(trust()),
                _ => (),
            }
        }
    }
}

fn read_p3b(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let mut survey = Survey { horizon: trial.scenario.weeks, ..Survey::default() };
    let world = trial.world()?;
    trial.run("mutual-self-help", world, &mut survey)?;
    let (veterans, newcomers) = (survey.veterans.mean(), survey.newcomers.mean());
    let a_week = |of: Trust| f64::from(of.people) / f64::from(WINDOW_WEEKS.min(trial.scenario.weeks));
    Ok(vec![veterans - newcomers, veterans, newcomers, a_week(survey.veterans), a_week(survey.newcomers)])
}
