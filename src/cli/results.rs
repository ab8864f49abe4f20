//! The results of a study of any kind from its runs: all files, and what is printed on the terminal.

use super::{particles, readings, terminal, tests};
use crate::ensemble::archive::Archive;
use crate::experiments::fit::FitStudy;
use crate::experiments::patterns::PatternStudy;
use crate::experiments::testing::TestStudy;
use crate::experiments::{AtDraws, Ensemble, Points, Study, Task};
use crate::output::fit::{FitFound, terminal as fit_text, write_fit};
use crate::output::patterns::{terminal as patterns_table, write_patterns};
use crate::output::points::{
    DecompositionShown, OverDraws, Survey, Surveyed, ablation_table, challenge_table, crossings_table,
    decomposition_table, sensitivity_table, uncertain_table, write_ablation, write_challenge, write_decomposition,
    write_sensitivity, write_sweep, write_uncertain,
};
use crate::output::testing::write_test;
use crate::output::{OutputError, ReportRequest, Stage, Staged, Timings, Written, table, write_results};
use crate::record::study::Description;
use crate::scenario::Scenario;

/// What was made.
pub(super) struct Results {
    /// The files on the stage, the manifest last.
    pub(super) files: Vec<Staged>,
    /// What is printed on the terminal.
    pub(super) text: String,
    /// Runs or readings that were finished.
    pub(super) finished: u64,
    /// The message if some failed.
    pub(super) failure: Option<String>,
}

/// What is printed on the terminal, and how the report is told.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    /// What is shown on the terminal of all that is in the files.
    pub(super) asked: Asked,
    /// The report.
    pub(super) reports: ReportRequest,
}

/// What is shown on the terminal of all that is in the files.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The regime that is asked about; all if `None`.
    pub(super) regime: Option<usize>,
    /// What is shown of a contrast taken apart.
    pub(super) decomposed: DecompositionShown,
}

impl Asked {
    /// One regime, or all.
    pub(super) fn about(regime: Option<usize>) -> Self {
        Self { regime, ..Self::default() }
    }
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
        Task::Patterns(search) => return of_patterns(stage, search, about, archive, &choice.reports),
        Task::Fit(fit) => return of_fit(stage, fit, about, archive, (timings, &choice.reports)),
        Task::Test(test) => return of_test(stage, test, about, archive, (timings, &choice.reports)),
        Task::Runs(ensemble) => ensemble,
    };
    let Ensemble { scenario, scenarios, plan, points } = &**ensemble;
    let point = |index| points.point(index);
    let surveyed = Surveyed {
        about,
        scenario,
        scenarios,
        plan,
        keys: points.keys(),
        point: &point,
        timings,
        reports: &choice.reports,
    };
    let run = |index| archive.holds(index).then(|| archive.run(index));
    match points {
        Points::Alone => of_run(stage, scenario, about, archive, (timings, &choice.reports)),
        Points::Design(design) => {
            let (survey, crossings) = write_sweep(stage, design, &surveyed, run)?;
            Ok(of_survey(survey, crossings_table(scenario, design, &crossings)))
        }
        Points::Draws(design) => {
            let (survey, found, claimed) = write_uncertain(stage, design, &surveyed, run)?;
            Ok(of_survey(survey, uncertain_table(scenario, &found, &claimed)))
        }
        Points::Factors(design) => {
            let (survey, answers) = write_sensitivity(stage, design, &surveyed, run)?;
            Ok(of_survey(survey, sensitivity_table(scenario, design, &answers, choice.asked.regime)))
        }
        Points::Challenge(design) => {
            let (survey, found) = write_challenge(stage, design, &surveyed, run)?;
            Ok(of_survey(survey, challenge_table(scenario, design, &found)))
        }
        Points::Without(ablations) => {
            let (survey, carried) = write_ablation(stage, ablations, None, &surveyed, run)?;
            Ok(of_survey(survey, ablation_table(scenario, ablations, &carried)))
        }
        Points::Cells(cells) => {
            let (survey, found) = write_decomposition(stage, cells, None, &surveyed, run)?;
            Ok(of_survey(survey, decomposition_table(cells, &found, &choice.asked.decomposed)))
        }
        Points::AtDraws(all) => {
            let AtDraws { draws, each, of_each, .. } = &**all;
            let over = Some(OverDraws { draws, of_each: *of_each });
            match each {
                Points::Without(ablations) => {
                    let (survey, carried) = write_ablation(stage, ablations, over, &surveyed, run)?;
                    Ok(of_survey(survey, ablation_table(scenario, ablations, &carried)))
                }
                Points::Cells(cells) => {
                    let (survey, found) = write_decomposition(stage, cells, over, &surveyed, run)?;
                    Ok(of_survey(survey, decomposition_table(cells, &found, &choice.asked.decomposed)))
                }
                _ => Err(OutputError::Runs("no such study is done over draws".into())),
            }
        }
    }
}

/// Those of a run, from the runs that exist.
fn of_run(
    stage: &Stage,
    scenario: &Scenario,
    about: &Description,
    archive: &Archive,
    (timings, reports): (&Timings, &ReportRequest),
) -> Result<Results, OutputError> {
    let written = write_results(stage, about, scenario, archive.runs(), timings, reports)?;
    Ok(Results {
        text: table(scenario, &written.findings, terminal::has_colours()),
        finished: written.register.finished(),
        failure: failure(scenario, &written),
        files: written.files,
    })
}

/// The message about runs that failed.
fn failure(scenario: &Scenario, written: &Written) -> Option<String> {
    let first = written.register.first_failure()?;
    let (count, name) = (written.register.failed(), &scenario.regimes[first.regime].name);
    Some(format!(
        "{count} runs failed, the first of them {name}, replicate {}: {}; the others are kept",
        first.replicate, first.reason
    ))
}

/// Those of an ensemble over design points.
fn of_survey(survey: Survey, text: String) -> Results {
    let failed = survey.failed;
    let failure = survey
        .first_failure
        .map(|first| format!("{failed} runs failed, the first of them {first}; the others are kept"));
    Results { files: survey.files, text, finished: survey.finished, failure }
}

/// Those of a fit, from its particles, of which none may be missing.
fn of_fit(
    stage: &Stage,
    fit: &FitStudy,
    about: &Description,
    archive: &Archive,
    (timings, reports): (&Timings, &ReportRequest),
) -> Result<Results, OutputError> {
    let unread = |what: String| OutputError::Runs(what.into());
    let done = particles::kept(fit, archive).map_err(unread)?;
    let told = fit.told(&done).ok_or_else(|| unread("particles are missing that the fit asked for".to_owned()))?;
    let failure = particles::failure(&done);
    if told.generations.last().is_some_and(|last| last.tolerance.is_nan()) {
        let why = failure.unwrap_or_else(|| "no world has a value for any target".to_owned());
        return Err(unread(format!("there is nothing to fit by, so there is no posterior: {why}")));
    }
    let found = FitFound {
        scenario: &fit.scenario,
        factors: fit.course.factors(),
        goals: fit.course.goals(),
        held: &fit.held,
        left: &fit.left,
        sizes: fit.course.sizes(),
        people_weeks: fit.request.people_weeks,
        people_weeks_each: fit.people_weeks_each,
        told: &told,
        seed_of: &|number| fit.seed_of(number),
        failed: particles::failed(&done),
        rival: fit.rival.as_ref(),
    };
    let files = write_fit(stage, about, &found, timings, reports)?;
    Ok(Results { files, text: fit_text(&found), finished: particles::simulated(&done), failure })
}

/// Those of patterns, from their readings, of which none may be missing.
fn of_patterns(
    stage: &Stage,
    search: &PatternStudy,
    about: &Description,
    archive: &Archive,
    reports: &ReportRequest,
) -> Result<Results, OutputError> {
    let outcomes = readings::kept(search, archive).map_err(|error| OutputError::Runs(error.into()))?;
    let found = search.search.found(&outcomes);
    let files = write_patterns(stage, about, &readings::command(search), &found, reports)?;
    let failure = readings::failure(search, &outcomes);
    Ok(Results { files, text: patterns_table(&found), finished: outcomes.len() as u64, failure })
}

/// Those of a test, from its worlds, of which none may be missing.
fn of_test(
    stage: &Stage,
    test: &TestStudy,
    about: &Description,
    archive: &Archive,
    (timings, reports): (&Timings, &ReportRequest),
) -> Result<Results, OutputError> {
    let readings = tests::kept(test, archive).map_err(|error| OutputError::Runs(error.into()))?;
    let come = tests::Come::of(test, &readings);
    let outcome = come.outcome(test);
    let files = write_test(stage, about, &outcome, timings, reports)?;
    let text = crate::output::testing::terminal(&outcome);
    Ok(Results { files, text, finished: u64::from(test.looked_at(&come.tested)), failure: tests::failure(&readings) })
}
