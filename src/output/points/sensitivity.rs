//! The results of a sensitivity analysis: its points, outputs at all of them, and how much each factor matters to each
//! output.

use super::super::csv_files::{Sheet, name_of};
use super::super::error::OutputError;
use super::super::file_names::{DESIGN, POINTS};
use super::super::plots;
use super::super::report::SensitivityTold;
use super::super::stage::{Stage, Staged};
use super::survey::Survey;
use super::surveyed::Surveyed;
use super::tables::PointColumns;
use crate::analysis::readout::HEADLINE;
use crate::analysis::reference;
use crate::analysis::responses::{MAIN, Main};
use crate::analysis::sensitivity::{Answer, Output, SensitivityDesign};
use crate::model::indicator::{INDICATORS, POPULATIONS};
use crate::record::Run;
use std::error::Error;
use std::io;

/// Writes the results of a sensitivity analysis from its runs, each of which `run` gives by its number; `None` if it is
/// missing. An output is the mean over replicates.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_sensitivity<E>(
    stage: &Stage,
    design: &SensitivityDesign,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<(Survey, Vec<Answer>), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let (main, register) = surveyed.read(run, &mut ())?;
    let asked = Output::all(surveyed.plan.regimes, reference(surveyed.scenario));
    let answers = Answer::all(design, &asked, &main);
    let mut staged = vec![
        stage.write(DESIGN, |to| to.write_all(design.canonical().as_bytes()))?,
        table(stage, POINTS, |sheet| points(sheet, surveyed))?,
        table(stage, "outputs.csv", |sheet| outputs(sheet, surveyed, &asked, &main))?,
        table(stage, "indices.csv", |sheet| answers_of(sheet, surveyed, design, &answers))?,
    ];
    let pictures = plots::of_sensitivity(surveyed.scenario, design, &answers)?;
    staged.extend(plots::stage(stage, &pictures)?);
    let told = SensitivityTold { scenario: surveyed.scenario, design, answers: &answers, pictures: &pictures };
    Ok((surveyed.finish(stage, staged, &register, &told)?, answers))
}

pub(super) fn table(
    stage: &Stage,
    name: &str,
    fill: impl FnOnce(&mut Sheet) -> io::Result<()>,
) -> Result<Staged, OutputError> {
    let mut sheet = Sheet::begin(stage, name)?;
    sheet.write(fill)?;
    sheet.finish()
}

/// One row a point, one column a key.
fn points(sheet: &mut Sheet, surveyed: &Surveyed<'_>) -> io::Result<()> {
    let keys = surveyed.keys.iter().map(AsRef::as_ref);
    sheet.header(["point"].into_iter().chain(keys))?;
    for number in 0..surveyed.scenarios.len() {
        PointColumns::of(surveyed, number).write(sheet, surveyed.keys)?;
        sheet.end_row()?;
    }
    Ok(())
}

/// One row a point and output.
fn outputs(sheet: &mut Sheet, surveyed: &Surveyed<'_>, asked: &[Output], main: &[Main]) -> io::Result<()> {
    let keys = surveyed.keys.iter().map(AsRef::as_ref);
    sheet.header(["point"].into_iter().chain(keys).chain(["regime", "basis", "population", "indicator", "value"]))?;
    for (number, main) in main.iter().enumerate() {
        let place = PointColumns::of(surveyed, number);
        for output in asked {
            place.write(sheet, surveyed.keys)?;
            sheet.text(name_of(surveyed.scenario, output.regime))?;
            sheet.text(output.basis.word())?;
            sheet.text(POPULATIONS[HEADLINE].name)?;
            sheet.text(INDICATORS[MAIN[output.place] as usize].name)?;
            sheet.number(output.at(main))?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

/// What stands among the flags of an output that is not defined at every point.
const MISSING: &str = "missing-outputs";

/// One row for every output, factor and measure.
fn answers_of(
    sheet: &mut Sheet,
    surveyed: &Surveyed<'_>,
    design: &SensitivityDesign,
    answers: &[Answer],
) -> io::Result<()> {
    sheet.header([
        "regime",
        "population",
        "indicator",
        "basis",
        "factor",
        "measure",
        "value",
        "low",
        "high",
        "flags",
    ])?;
    for answer in answers {
        let begin = |sheet: &mut Sheet, factor: &str| {
            sheet.text(name_of(surveyed.scenario, answer.output.regime))?;
            sheet.text(POPULATIONS[HEADLINE].name)?;
            sheet.text(INDICATORS[MAIN[answer.output.place] as usize].name)?;
            sheet.text(answer.output.basis.word())?;
            sheet.text(factor)
        };
        let Some(indices) = &answer.indices else {
            for key in design.keys() {
                begin(sheet, key)?;
                ["", "", "", "", MISSING].into_iter().try_for_each(|cell| sheet.text(cell))?;
                sheet.end_row()?;
            }
            continue;
        };
        for index in indices {
            let flags = index.flags.iter().map(|flag| flag.word()).collect::<Vec<_>>().join(" ");
            for measure in &index.measures {
                begin(sheet, &index.factor)?;
                sheet.text(measure.name)?;
                [measure.value, measure.low, measure.high].into_iter().try_for_each(|number| sheet.number(number))?;
                sheet.text(&flags)?;
                sheet.end_row()?;
            }
        }
    }
    Ok(())
}
