//! The results of an ensemble over design points: of a sweep, a sensitivity analysis, or an ablation study.

mod ablation;
mod ablation_table;
mod manifest;
mod sensitivity;
mod tables;

pub use ablation::{ABLATION, stage_points, write_ablation};
pub use ablation_table::ablation_table;
pub use sensitivity::{DESIGN, stage_design, write_sensitivity};

use super::atomic::Staged;
use super::folder::{MANIFEST, SCENARIO};
use super::{OutputError, ResultFolder, Timings, plots, publish, stage_json};
use crate::analysis::design::{Design, Point};
use crate::analysis::reference;
use crate::analysis::responses::{AtPoint, Fold, Main};
use crate::ensemble::Run;
use crate::ensemble::plan::Plan;
use crate::scenario::Scenario;
use manifest::Tally;
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

/// The table of points.
pub const POINTS: &str = "points.csv";

/// An ensemble over design points.
#[derive(Clone, Copy)]
pub struct Surveyed<'a> {
    /// The command that it is of, as in the manifest.
    pub command: &'static str,
    /// The scenario with its design.
    pub scenario: &'a Scenario,
    /// One scenario a design point.
    pub scenarios: &'a [Scenario],
    /// All runs.
    pub plan: &'a Plan,
    /// What is varied, in the order of columns.
    pub keys: &'a [Arc<str>],
    /// The point of each number.
    pub point: &'a dyn Fn(usize) -> Point,
    /// How long it took.
    pub timings: &'a Timings,
}

/// What was written of an ensemble over design points.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Runs that were finished.
    pub finished: u64,
    /// Runs that failed.
    pub failed: u64,
    /// Why the first of them did.
    pub first_failure: Option<String>,
    /// The files, `manifest.json` and `timings.json` last.
    pub paths: Vec<PathBuf>,
}

impl Surveyed<'_> {
    /// Reads all runs, one replicate of one point at a time in memory, and hands over each point.
    fn read<E>(
        &self,
        run: impl Fn(u64) -> Option<Result<Run, E>>,
        mut each: impl FnMut(usize, &AtPoint) -> Result<(), OutputError>,
    ) -> Result<(Vec<Main>, Tally), OutputError>
    where
        E: Error + Send + Sync + 'static,
    {
        let mut tally = Tally::default();
        let mut main = Vec::with_capacity(self.scenarios.len());
        for (point, scenario) in self.scenarios.iter().enumerate() {
            let mut fold = Fold::new(scenario.weeks, self.plan.regimes, reference(scenario));
            for replicate in 0..self.plan.replicates {
                fold.add(&self.unit(&run, (replicate, point as u32), &mut tally)?);
            }
            let at_point = fold.finish();
            each(point, &at_point)?;
            main.push(at_point.main());
        }
        Ok((main, tally))
    }

    /// The runs of one replicate at one point, regime by regime.
    fn unit<E>(
        &self,
        run: &impl Fn(u64) -> Option<Result<Run, E>>,
        (replicate, point): (u32, u32),
        tally: &mut Tally,
    ) -> Result<Vec<Option<Run>>, OutputError>
    where
        E: Error + Send + Sync + 'static,
    {
        let one = |regime| {
            let found = run(self.plan.index(replicate, point, regime));
            let found = found.transpose().map_err(|error| OutputError::Runs(Box::new(error)))?;
            tally.add(found.as_ref());
            Ok(found)
        };
        (0..self.plan.regimes).map(one).collect()
    }

    /// Adds what every result has, gives all files their names, and says what there is.
    fn publish(&self, folder: &ResultFolder, mut staged: Vec<Staged>, tally: Tally) -> Result<Survey, OutputError> {
        let text = self.scenario.to_toml();
        staged.insert(0, Staged::write(&folder.file(SCENARIO), |w| w.write_all(text.as_bytes()))?);
        let manifest = manifest::Manifest::new(folder, self, &tally, &staged);
        staged.push(stage_json(folder, MANIFEST, &manifest)?);
        staged.push(stage_json(folder, "timings.json", &self.timings.report())?);
        let paths = publish(folder, staged)?;
        let (finished, failed, first_failure) = tally.told(self.scenario);
        Ok(Survey { finished, failed, first_failure, paths })
    }
}

/// Writes the results of a sweep from its runs, each of which `run` gives by its number; `None` if it is missing.
///
/// All files are completed under temporary names before the first one gets its own.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_sweep<E>(
    folder: &ResultFolder,
    design: &Design,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<Survey, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut tables = tables::Responses::begin(folder, surveyed)?;
    let (main, tally) = surveyed.read(run, |point, at_point| tables.add(point, at_point))?;
    let mut staged = tables.finish()?;
    staged.extend(plots::stage_responses(folder, surveyed.scenario, design, &main)?);
    surveyed.publish(folder, staged, tally)
}
