//! The results of an ablation study: what each mechanism carries of each contrast.

use super::super::csv_files::{Sheet, name_of};
use super::super::error::OutputError;
use super::super::file_names::POINTS;
use super::super::plots;
use super::super::register::Register;
use super::super::report::AblationTold;
use super::super::stage::{Stage, Staged};
use super::over_draws::{ABOVE, DrawsObserver, OverDraws, write_above};
use super::sensitivity::table;
use super::survey::Survey;
use super::surveyed::Surveyed;
use super::tables::PointColumns;
use crate::analysis::ablation::{AblationBuilder, AblationDraws, AblationResults, Ablations};
use crate::analysis::responses::MAIN;
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::record::Run;
use crate::scenario::Scenario;
use std::error::Error;
use std::io;

/// The last column of the table of points: what is taken away there.
const ABLATION: &str = "ablation";

/// Writes the results of an ablation study from its runs, each of which `run` gives by its number; `None` if it is
/// missing. Runs are read once, in the order of the plan; of a replicate only those of the scenario as it stands are
/// kept while the others come. Over the draws of a posterior they are read draw by draw.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_ablation<E>(
    stage: &Stage,
    study: &Ablations,
    over: Option<OverDraws<'_>>,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<(Survey, AblationResults), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let (results, register) = match over {
        None => read(study, surveyed, run)?,
        Some(over) => {
            let mut fold = AblationDraws::new(surveyed.scenario, study);
            let register = over.read(surveyed, run, &mut fold)?;
            (fold.finish(over.distinct()), register)
        }
    };
    let mut staged = vec![
        points(stage, study, surveyed)?,
        table(stage, "ablation.csv", |sheet| rows(sheet, surveyed.scenario, study, &results))?,
    ];
    let pictures = plots::of_ablation(surveyed.scenario, study, &results, surveyed.plan.from_services)?;
    staged.extend(plots::stage(stage, &pictures)?);
    let told = AblationTold {
        scenario: surveyed.scenario,
        study,
        results: &results,
        from_services: surveyed.plan.from_services,
        pictures: &pictures,
    };
    Ok((surveyed.finish(stage, staged, &register, &told)?, results))
}

impl DrawsObserver for AblationDraws {
    fn add(&mut self, point: usize, runs: &[Option<Run>]) {
        Self::add(self, point, runs);
    }

    fn next_draw(&mut self) {
        Self::next_draw(self);
    }
}

/// Reads the runs of a scenario as it stands and with each thing taken away.
fn read<E>(
    study: &Ablations,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<(AblationResults, Register), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut register = Register::of_all_runs();
    let mut fold = AblationBuilder::new(surveyed.scenario, study);
    for replicate in 0..surveyed.plan.replicates {
        for point in 0..surveyed.plan.points {
            fold.add(point as usize, &surveyed.unit(&run, (replicate, point), &mut register)?);
        }
    }
    Ok((fold.finish(), register))
}

/// Completes the table of points: one column a key, then what is taken away there.
fn points(stage: &Stage, study: &Ablations, surveyed: &Surveyed<'_>) -> Result<Staged, OutputError> {
    table(stage, POINTS, |sheet| {
        let keys = surveyed.keys.iter().map(AsRef::as_ref);
        sheet.header(["point"].into_iter().chain(keys).chain([ABLATION]))?;
        for number in 0..surveyed.scenarios.len() {
            PointColumns::of(surveyed, number).write(sheet, surveyed.keys)?;
            let of_draw = number % study.points();
            let name = of_draw.checked_sub(1).map_or("", |ablation| study.all()[ablation].name.as_str());
            sheet.text(name)?;
            sheet.end_row()?;
        }
        Ok(())
    })
}

/// One row an ablation, regime, population, indicator and quantity.
fn rows(sheet: &mut Sheet, scenario: &Scenario, study: &Ablations, results: &AblationResults) -> io::Result<()> {
    let keys = ["ablation", "taken", "regime", "reference", "basis", "population", "indicator", "quantity"];
    let above = ABOVE.into_iter().filter(|_| results.draws().is_some());
    sheet.header(keys.into_iter().chain(["mean", "sd", "low", "high", "n", "share_carried", "inert"]).chain(above))?;
    for ablation in 0..study.all().len() {
        for regime in results.regimes() {
            for population in 0..POPULATIONS.len() {
                for place in 0..MAIN.len() {
                    let of = Cell { ablation, regime, population, place };
                    of.write(sheet, scenario, study, results)?;
                }
            }
        }
    }
    Ok(())
}

/// What one ablation says of one main indicator of a population under a regime.
struct Cell {
    ablation: usize,
    regime: usize,
    population: usize,
    /// Index into [`MAIN`].
    place: usize,
}

impl Cell {
    /// Writes its three rows.
    fn write(
        &self,
        sheet: &mut Sheet,
        scenario: &Scenario,
        study: &Ablations,
        results: &AblationResults,
    ) -> io::Result<()> {
        let Self { ablation, regime, population, place } = *self;
        let (one, carried) = (&study.all()[ablation], results.at(ablation, regime, population, place));
        let keys = [
            one.name.as_str(),
            one.taken.word(),
            name_of(scenario, regime),
            results.reference().map_or("", |reference| name_of(scenario, reference)),
            results.basis().word(),
            POPULATIONS[population].name,
            INDICATORS[MAIN[place] as usize].name,
        ];
        let quantities = [
            ("stands", &carried.stands, f64::NAN),
            ("without", &carried.without, f64::NAN),
            ("carried", &carried.carried, carried.share()),
        ];
        let above = results.above(ablation, regime, population, place);
        for (number, (quantity, estimate, share)) in quantities.into_iter().enumerate() {
            keys.into_iter().chain([quantity]).try_for_each(|key| sheet.text(key))?;
            sheet.estimate(estimate)?;
            sheet.whole(estimate.n)?;
            sheet.number(share)?;
            sheet.truth(results.is_inert_under(ablation, regime))?;
            write_above(sheet, above.map(|above| above[number]))?;
            sheet.end_row()?;
        }
        Ok(())
    }
}
