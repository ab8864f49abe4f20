//! Workers who learn: what to say, and how to facilitate.

use super::test::PatternTest;
use super::trial::{PatternTrial, TrialError};
use crate::analysis::patterns::Asks::AtLeast;
use crate::analysis::patterns::{Criterion, DELTA, Kind, Pattern};
use crate::ensemble::error::RunError;
use crate::model::indicator::{EVER_ENTERED, Indicator};
use crate::model::parameters::Parameters;
use crate::model::state::world::World;

/// Workers who learn.
pub(super) const P11: PatternTest = PatternTest {
    pattern: Pattern {
        id: "P11",
        kind: Kind::Paper,
        claim: "Workers who listen (directiveness 0.3) learn from those whom they help what to say and, more important, how to \
            facilitate: both help those who enter to cope.",
        scenario: "sweep-directiveness",
        sets: &[
            "people=5000",
            r#"regimes=["mutual-self-help", "professional-centred", "directive-group"]"#,
            "regime.mutual-self-help.directiveness=0.3",
        ],
        searched: None,
        criteria: &P11_CRITERIA,
        notes: "Each lesson is taken away from week 0: content by the switch worker_learning; facilitation by worker_practice 0, \
            for the switch of that name would give all workers the skill that they have at their most confident. A worker who \
            prescribes in every turn hears nothing in meetings; what became public may still be learnt.",
    },
    read: read_p11,
};

const P11_CRITERIA: [Criterion; 8] = [
    Criterion::asked(
        "content",
        "coping of those who ever entered, with what is learnt to say minus without",
        AtLeast(DELTA),
    ),
    Criterion::asked("facilitation", "the same, with what is learnt of facilitating minus without", AtLeast(DELTA)),
    Criterion::asked("facilitation_more", "facilitation minus content", AtLeast(DELTA)),
    Criterion::told("content_alone_at_1", "content, directiveness 1, the client alone"),
    Criterion::told("content_group_at_1", "content, directiveness 1, in a group"),
    Criterion::told("facilitation_group_at_1", "facilitation, directiveness 1, in a group"),
    Criterion::told("content_trust", "trust in people of those who ever entered, by content"),
    Criterion::told("facilitation_trust", "trust in people of those who ever entered, by facilitation"),
];

/// A way to keep workers from learning something.
type Lesson = fn(&mut World) -> Result<(), RunError>;

fn no_content(world: &mut World) -> Result<(), RunError> {
    world.throw(|on| on.worker_learning = false);
    Ok(())
}

fn no_facilitation(world: &mut World) -> Result<(), RunError> {
    let parameters = Parameters { worker_practice: 0.0, ..world.parameters().clone() };
    Ok(world.change(parameters, world.switches().clone())?)
}

fn read_p11(trial: &mut PatternTrial<'_>) -> Result<Vec<f64>, TrialError> {
    let (world, whole) = (trial.world()?, trial.whole);
    let mut gains = |regime: &'static str, lessons: &[Lesson]| {
        let with = trial.run(regime, world.clone(), &mut ())?;
        let mut gains = Vec::new();
        for lesson in lessons {
            let mut world = world.clone();
            lesson(&mut world)?;
            let without = trial.run(regime, world, &mut ())?;
            let gain = |of| trial.at_horizon(&with, EVER_ENTERED, of) - trial.at_horizon(&without, EVER_ENTERED, of);
            gains.push([gain(Indicator::Coping), gain(Indicator::General)]);
        }
        Ok::<_, TrialError>(gains)
    };
    let listening = gains("mutual-self-help", &[no_content, no_facilitation])?;
    let (mut alone, mut group) = (vec![[f64::NAN; 2]], vec![[f64::NAN; 2]; 2]);
    if whole {
        alone = gains("professional-centred", &[no_content])?;
        group = gains("directive-group", &[no_content, no_facilitation])?;
    }
    let [content, facilitation] = [listening[0], listening[1]];
    let more = facilitation[0] - content[0];
    Ok(vec![content[0], facilitation[0], more, alone[0][0], group[0][0], group[1][0], content[1], facilitation[1]])
}
