//! The results of an ensemble over design points: of a sweep, a sensitivity analysis, or an ablation study.

mod ablation;
mod ablation_table;
mod manifest;
mod sensitivity;
mod tables;

pub use ablation::write_ablation;
pub use ablation_table::ablation_table;
pub use sensitivity::write_sensitivity;

use super::manifest::stage_manifest;
use super::stage::{Stage, Staged};
use super::{OutputError, Timings, plots, stage_inputs, stage_timings};
use crate::analysis::design::{Design, Point};
use crate::analysis::readout::Reading;
use crate::analysis::responses::{AtPoint, Main, PointBuilder};
use crate::record::Run;
use crate::record::plan::Plan;
use crate::record::study::Description;
use crate::scenario::Scenario;
use manifest::Tally;
use std::error::Error;
use std::sync::Arc;

/// An ensemble over design points.
#[derive(Clone, Copy)]
pub struct Surveyed<'a> {
    /// What is asked.
    pub about: &'a Description,
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
    /// The files, the manifest last.
    pub files: Vec<Staged>,
}

/// Who is told of each point while its runs are read: first of its replicates, then of all of them together.
trait Reader {
    /// One replicate of a point, regime by regime; `None` where the run is missing or failed.
    fn replicate(&mut self, _at: (usize, u32), _readings: &[Option<Reading>]) -> Result<(), OutputError> {
        Ok(())
    }

    /// A point of which all replicates came.
    fn point(&mut self, _point: usize, _at_point: &AtPoint) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Nobody is told.
impl Reader for () {}

impl Surveyed<'_> {
    /// Reads all runs, one replicate of one point at a time in memory, before a reader.
    fn read<E>(
        &self,
        run: impl Fn(u64) -> Option<Result<Run, E>>,
        reader: &mut impl Reader,
    ) -> Result<(Vec<Main>, Tally), OutputError>
    where
        E: Error + Send + Sync + 'static,
    {
        let mut tally = Tally::default();
        let mut main = Vec::with_capacity(self.scenarios.len());
        for (point, scenario) in self.scenarios.iter().enumerate() {
            let mut fold = PointBuilder::new(scenario);
            for replicate in 0..self.plan.replicates {
                let readings = fold.add(&self.unit(&run, (replicate, point as u32), &mut tally)?);
                reader.replicate((point, replicate), &readings)?;
            }
            let at_point = fold.finish();
            reader.point(point, &at_point)?;
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

    /// Adds what every result has, and says what there is.
    fn finish(&self, stage: &Stage, tables: Vec<Staged>, tally: Tally) -> Result<Survey, OutputError> {
        let mut files = stage_inputs(stage, self.scenario)?;
        files.extend(tables);
        let manifest = stage_manifest(stage, &manifest::Manifest::new(self, &tally, &files))?;
        files.extend([stage_timings(stage, self.timings)?, manifest]);
        let (finished, failed, first_failure) = tally.told(self.scenario);
        Ok(Survey { finished, failed, first_failure, files })
    }
}

/// Writes the results of a sweep from its runs, each of which `run` gives by its number; `None` if it is missing.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_sweep<E>(
    stage: &Stage,
    design: &Design,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<Survey, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut tables = tables::Responses::begin(stage, surveyed)?;
    let (main, tally) = surveyed.read(run, &mut tables)?;
    let mut staged = tables.finish()?;
    staged.extend(plots::stage_responses(stage, surveyed.scenario, design, &main)?);
    surveyed.finish(stage, staged, tally)
}
