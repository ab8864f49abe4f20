//! An ensemble over design points, whose runs are read one replicate of one point at a time.

use crate::analysis::design::DesignPoint;
use crate::analysis::readout::Reading;
use crate::analysis::responses::{AtPoint, Main, PointBuilder};
use crate::output::error::OutputError;
use crate::output::register::Register;
use crate::output::report::ReportRequest;
use crate::output::timings::Timings;
use crate::record::Run;
use crate::record::plan::Plan;
use crate::record::study::Description;
use crate::scenario::Scenario;
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
    pub point: &'a dyn Fn(usize) -> DesignPoint,
    /// How long it took.
    pub timings: &'a Timings,
    /// How its report is asked for.
    pub reports: &'a ReportRequest,
}

/// What observes each point while its runs are read: first its replicates, then all of them together.
pub(super) trait PointObserver {
    /// One replicate of a point, regime by regime; `None` where the run is missing or failed.
    fn replicate(&mut self, _at: (usize, u32), _readings: &[Option<Reading>]) -> Result<(), OutputError> {
        Ok(())
    }

    /// A point of which all replicates came.
    fn point(&mut self, _point: usize, _at_point: &AtPoint) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Nothing is observed.
impl PointObserver for () {}

/// One after the other.
impl<A: PointObserver, B: PointObserver> PointObserver for (A, B) {
    fn replicate(&mut self, at: (usize, u32), readings: &[Option<Reading>]) -> Result<(), OutputError> {
        self.0.replicate(at, readings)?;
        self.1.replicate(at, readings)
    }

    fn point(&mut self, point: usize, at_point: &AtPoint) -> Result<(), OutputError> {
        self.0.point(point, at_point)?;
        self.1.point(point, at_point)
    }
}

impl Surveyed<'_> {
    /// The scenario that has the regimes of the runs, which need not be those of the one that was named.
    pub(super) fn worlds(&self) -> &Scenario {
        self.scenarios.first().unwrap_or(self.scenario)
    }

    /// Reads all runs, one replicate of one point at a time in memory, before a observer.
    pub(super) fn read<E>(
        &self,
        run: impl Fn(u64) -> Option<Result<Run, E>>,
        observer: &mut impl PointObserver,
    ) -> Result<(Vec<Main>, Register), OutputError>
    where
        E: Error + Send + Sync + 'static,
    {
        let mut register = Register::of_all_runs();
        let mut main = Vec::with_capacity(self.scenarios.len());
        for (point, scenario) in self.scenarios.iter().enumerate() {
            let mut fold = PointBuilder::new(scenario);
            for replicate in 0..self.plan.replicates {
                let readings = fold.add(&self.unit(&run, (replicate, point as u32), &mut register)?);
                observer.replicate((point, replicate), &readings)?;
            }
            let at_point = fold.finish();
            observer.point(point, &at_point)?;
            main.push(at_point.main());
        }
        Ok((main, register))
    }

    /// The runs of one replicate at one point, regime by regime.
    pub(super) fn unit<E>(
        &self,
        run: &impl Fn(u64) -> Option<Result<Run, E>>,
        (replicate, point): (u32, u32),
        register: &mut Register,
    ) -> Result<Vec<Option<Run>>, OutputError>
    where
        E: Error + Send + Sync + 'static,
    {
        let one = |regime| {
            let found = run(self.plan.index(replicate, point, regime));
            let found = found.transpose().map_err(|error| OutputError::Runs(Box::new(error)))?;
            register.add(found.as_ref());
            Ok(found)
        };
        (0..self.plan.regimes).map(one).collect()
    }
}
