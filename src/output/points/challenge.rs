//! The results of a challenge: how claims stand at every point, in which boxes they fail, and which single factor turns them.

use super::super::csv_files::Sheet;
use super::super::error::OutputError;
use super::super::plots;
use super::super::report::ChallengeTold;
use super::super::stage::Stage;
use super::sensitivity::table;
use super::survey::Survey;
use super::surveyed::Surveyed;
use super::tables::PointColumns;
use crate::analysis::challenge::{
    ChallengeDesign, Challenged, Clear, End, FoundBox, Limits, Part, Turned, most_after_none, reading,
};
use crate::analysis::statistics::{Estimate, Moments};
use crate::output::register::Register;
use crate::record::Run;
use std::error::Error;
use std::io;

/// Writes the results of a challenge from its runs, each of which `run` gives by its number; `None` if it is missing.
///
/// # Errors
/// If a run cannot be had, a file cannot be written, or a plot cannot be drawn.
pub fn write_challenge<E>(
    stage: &Stage,
    design: &ChallengeDesign,
    surveyed: &Surveyed<'_>,
    run: impl Fn(u64) -> Option<Result<Run, E>>,
) -> Result<(Survey, Vec<Challenged>), OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let mut register = Register::of_all_runs();
    let numbers = numbers(surveyed, &run, &mut register)?;
    let claims = surveyed.scenario.hypotheses.iter();
    let found: Vec<Challenged> =
        claims.zip(numbers).map(|(claim, numbers)| Challenged::of(design, claim, numbers)).collect();
    let mut staged = vec![
        table(stage, "challenge.csv", |sheet| points(sheet, surveyed, design, &found))?,
        table(stage, "turns.csv", |sheet| turns(sheet, surveyed, &found))?,
        table(stage, "boxes.csv", |sheet| boxes(sheet, surveyed, design, &found))?,
        table(stage, "flips.csv", |sheet| flips(sheet, surveyed, design, &found))?,
    ];
    let pictures = plots::of_challenge(surveyed.scenario, design, &found)?;
    staged.extend(plots::stage(stage, &pictures)?);
    let told = ChallengeTold { scenario: surveyed.scenario, design, found: &found, pictures: &pictures };
    Ok((surveyed.finish(stage, staged, &register, &told)?, found))
}

/// The number that each claim speaks of, over the worlds of each point.
fn numbers<E>(
    surveyed: &Surveyed<'_>,
    run: &impl Fn(u64) -> Option<Result<Run, E>>,
    register: &mut Register,
) -> Result<Vec<Vec<Estimate>>, OutputError>
where
    E: Error + Send + Sync + 'static,
{
    let claims = &surveyed.scenario.hypotheses;
    let mut all = vec![Vec::with_capacity(surveyed.scenarios.len()); claims.len()];
    for (point, scenario) in surveyed.scenarios.iter().enumerate() {
        let mut moments = vec![Moments::default(); claims.len()];
        for replicate in 0..surveyed.plan.replicates {
            let runs = surveyed.unit(run, (replicate, point as u32), register)?;
            for (moments, claim) in moments.iter_mut().zip(claims) {
                moments.add(reading(claim, scenario, &runs));
            }
        }
        all.iter_mut().zip(moments).for_each(|(all, moments)| all.push(moments.estimate()));
    }
    Ok(all)
}

/// One row a point and claim.
fn points(
    sheet: &mut Sheet,
    surveyed: &Surveyed<'_>,
    design: &ChallengeDesign,
    found: &[Challenged],
) -> io::Result<()> {
    let keys = surveyed.keys.iter().map(AsRef::as_ref);
    let rest = ["part", "seed", "hypothesis", "mean", "sd", "low", "high", "n", "standing"];
    sheet.header(["point"].into_iter().chain(keys).chain(rest))?;
    for point in 0..surveyed.scenarios.len() {
        let columns = PointColumns::of(surveyed, point);
        for (claim, one) in surveyed.scenario.hypotheses.iter().zip(found) {
            columns.write(sheet, surveyed.keys)?;
            sheet.text(design.part(point).word())?;
            sheet.whole(design.luck(point).unwrap_or(surveyed.scenario.seed))?;
            sheet.text(&claim.id)?;
            sheet.estimate(&one.numbers[point])?;
            sheet.whole(one.numbers[point].n)?;
            sheet.text(one.standings[point].map_or("", |standing| standing.word()))?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

/// One row for every claim and way in which it can fail.
fn turns(sheet: &mut Sheet, surveyed: &Surveyed<'_>, found: &[Challenged]) -> io::Result<()> {
    sheet.header([
        "hypothesis",
        "turn",
        "stands",
        "points",
        "turned",
        "share",
        "low",
        "high",
        "most_if_none",
        "search_points",
        "search_turned",
        "fresh_points",
        "fresh_turned",
        "clear_points",
        "clear_turned",
        "particles",
    ])?;
    each(surveyed, found, |claim, _, turned| {
        let (seen, n) = turned.everywhere();
        let (low, high) = turned.bounds();
        sheet.text(claim)?;
        sheet.text(turned.turn.word())?;
        match turned.stands {
            Some(stands) => sheet.truth(stands)?,
            None => sheet.text("")?,
        }
        sheet.whole(n)?;
        sheet.whole(seen)?;
        sheet.number(seen as f64 / n as f64)?;
        sheet.number(low)?;
        sheet.number(high)?;
        sheet.number(if seen == 0 { most_after_none(turned.independent()) } else { f64::NAN })?;
        let counts = [turned.search.1, turned.search.0, turned.fresh.1, turned.fresh.0];
        counts.into_iter().try_for_each(|count| sheet.whole(count))?;
        let Clear { turned: failed, points, of } = turned.clear;
        for count in [(of > 0).then_some(points), (of > 0).then_some(failed), turned.particles] {
            match count {
                Some(count) => sheet.whole(count)?,
                None => sheet.text("")?,
            }
        }
        sheet.end_row()
    })
}

/// Does something for every claim and way in which it can fail.
fn each(
    surveyed: &Surveyed<'_>,
    found: &[Challenged],
    mut of: impl FnMut(&str, &Challenged, &Turned) -> io::Result<()>,
) -> io::Result<()> {
    for (claim, one) in surveyed.scenario.hypotheses.iter().zip(found) {
        one.turned.iter().try_for_each(|turned| of(&claim.id, one, turned))?;
    }
    Ok(())
}

/// One row for every limit of every box.
fn boxes(sheet: &mut Sheet, surveyed: &Surveyed<'_>, design: &ChallengeDesign, found: &[Challenged]) -> io::Result<()> {
    let places = ["hypothesis", "turn", "box", "factor", "end", "limit", "quasi_p"];
    let searched = ["points", "turned", "density", "coverage", "mass"];
    let fresh = ["fresh_points", "fresh_turned", "fresh_density", "fresh_density_low", "fresh_density_high"];
    let rest = ["fresh_coverage", "fresh_coverage_low", "fresh_coverage_high", "confirmed"];
    sheet.header(places.into_iter().chain(searched).chain(fresh).chain(rest))?;
    each(surveyed, found, |claim, _, turned| {
        for (number, one) in turned.boxes.iter().enumerate() {
            let begin = |sheet: &mut Sheet| {
                sheet.text(claim)?;
                sheet.text(turned.turn.word())?;
                sheet.whole(number + 1)
            };
            for restriction in &one.chosen.restrictions {
                begin(sheet)?;
                sheet.text(&design.keys()[restriction.factor])?;
                limit(sheet, design, (restriction.factor, restriction.end), one)?;
                sheet.number(restriction.quasi_p)?;
                sizes(sheet, one)?;
            }
            if one.chosen.restrictions.is_empty() {
                begin(sheet)?;
                (0..4).try_for_each(|_| sheet.text(""))?;
                sizes(sheet, one)?;
            }
        }
        Ok(())
    })
}

/// Which limit it is, and where.
fn limit(sheet: &mut Sheet, design: &ChallengeDesign, (factor, end): (usize, End), one: &FoundBox) -> io::Result<()> {
    let limits = &one.chosen.region.limits[factor];
    match (end, limits) {
        (End::Low, Limits::Between { low, .. }) => {
            sheet.text("low")?;
            sheet.number(low.unwrap_or(f64::NAN))
        }
        (End::High, Limits::Between { high, .. }) => {
            sheet.text("high")?;
            sheet.number(high.unwrap_or(f64::NAN))
        }
        _ => {
            sheet.text("among")?;
            sheet.text(&design.categories(factor, limits).join(" "))
        }
    }
}

/// How large a box is, as it was found and at fresh points.
fn sizes(sheet: &mut Sheet, one: &FoundBox) -> io::Result<()> {
    let (found, fresh) = (one.chosen.size, &one.confirmed);
    sheet.whole(found.inside)?;
    sheet.whole(found.reversed)?;
    [found.density(), found.coverage(), found.mass()].into_iter().try_for_each(|number| sheet.number(number))?;
    sheet.whole(fresh.size.inside)?;
    sheet.whole(fresh.size.reversed)?;
    let (density, coverage) = (fresh.density, fresh.coverage);
    let numbers = [fresh.size.density(), density.0, density.1, fresh.size.coverage(), coverage.0, coverage.1];
    numbers.into_iter().try_for_each(|number| sheet.number(number))?;
    // A box without limits is no more dense than all points.
    if one.chosen.restrictions.is_empty() {
        sheet.text("")?
    } else {
        sheet.truth(fresh.holds())?
    }
    sheet.end_row()
}

/// One row for every factor that turns a claim by itself, the nearest first.
fn flips(sheet: &mut Sheet, surveyed: &Surveyed<'_>, design: &ChallengeDesign, found: &[Challenged]) -> io::Result<()> {
    let estimate = ["mean", "sd", "low", "high", "n"];
    let places = ["hypothesis", "turn", "factor", "stands_at", "value", "distance", "turns"];
    sheet.header(places.into_iter().chain(estimate))?;
    each(surveyed, found, |claim, challenged, turned| {
        for flip in &turned.flips {
            sheet.text(claim)?;
            sheet.text(turned.turn.word())?;
            sheet.text(&design.keys()[flip.factor])?;
            sheet.text(design.stands(flip.factor).unwrap_or_default())?;
            sheet.text(&flip.value)?;
            sheet.number(flip.distance)?;
            // Whether it makes the claim fail in this way, or makes it no longer fail so.
            sheet.truth(turned.stands == Some(false))?;
            let mut trials = design.numbers(Part::Alone).zip(design.alone());
            let of = trials.find(|(_, alone)| alone.factor == flip.factor && alone.value == flip.value);
            let number = of.and_then(|(point, _)| challenged.numbers.get(point));
            let number = number.copied().unwrap_or_else(|| Estimate::of(&[]));
            sheet.estimate(&number)?;
            sheet.whole(number.n)?;
            sheet.end_row()?;
        }
        Ok(())
    })
}
