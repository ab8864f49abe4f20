//! The results of a study of any kind from its runs: all files, and what is to be said on the terminal.

use super::{ablate, patterns, run, sensitivity, sweep};
use crate::ensemble::archive::Archive;
use crate::experiments::{Ensemble, Points, Study, Task};
use crate::output::points::{Survey, Surveyed};
use crate::output::{OutputError, Stage, Staged, Timings};
use crate::record::study::Description;

/// What was made.
pub(super) struct Results {
    /// The files on the stage, the manifest last.
    pub(super) files: Vec<Staged>,
    /// What is to be said on the terminal.
    pub(super) text: String,
    /// Runs or readings that were finished.
    pub(super) finished: u64,
    /// What to say if some failed.
    pub(super) failure: Option<String>,
}

/// What is to be said of it on the terminal.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Choice {
    /// The regime that is asked about; all if `None`.
    pub(super) regime: Option<usize>,
}

/// Completes all result files of `study` on the stage.
pub(super) fn make(
    stage: &Stage,
    study: &Study,
    about: &Description,
    archive: &Archive,
    timings: &Timings,
    choice: &Choice,
) -> Result<Results, OutputError> {
    let ensemble = match &study.task {
        Task::Patterns(search) => return patterns::results(stage, search, about, archive),
        Task::Runs(ensemble) => ensemble,
    };
    let Ensemble { scenario, scenarios, plan, points } = &**ensemble;
    let point = |index| points.point(index);
    let surveyed = Surveyed { about, scenario, scenarios, plan, keys: points.keys(), point: &point, timings };
    let run = |index| archive.holds(index).then(|| archive.run(index));
    match points {
        Points::Alone => run::results(stage, ensemble, about, archive, timings),
        Points::Design(design) => sweep::results(stage, design, &surveyed, run),
        Points::Factors(design) => sensitivity::results(stage, design, &surveyed, run, choice),
        Points::Without(ablations) => ablate::results(stage, ablations, &surveyed, run),
    }
}

impl Results {
    /// Those of an ensemble over design points.
    pub(super) fn of(survey: Survey, text: String) -> Self {
        let failed = survey.failed;
        let failure = survey
            .first_failure
            .map(|first| format!("{failed} runs failed, the first of them {first}; the others are kept"));
        Self { files: survey.files, text, finished: survey.finished, failure }
    }
}
