//! What studies over the draws of a posterior have in common: how their runs are read, and in how many draws something lies
//! above nought.

use super::super::csv_files::Sheet;
use super::super::error::OutputError;
use super::super::register::Register;
use super::super::table::cells::{rounded, signed};
use super::surveyed::Surveyed;
use crate::analysis::design::Design;
use crate::analysis::draws::Above;
use crate::analysis::statistics::Estimate;
use crate::record::Run;
use std::collections::BTreeSet;
use std::error::Error;
use std::io;

/// The draws of a posterior, at each of which a study is done.
#[derive(Clone, Copy, Debug)]
pub struct OverDraws<'a> {
    /// The draws.
    pub draws: &'a Design,
    /// Points of each.
    pub of_each: usize,
}

/// What takes in the runs of draw after draw.
pub(super) trait DrawsObserver {
    /// The runs of one replicate at one point of the present draw.
    fn add(&mut self, point: usize, runs: &[Option<Run>]);
    /// All worlds of the present draw came.
    fn next_draw(&mut self);
}

impl OverDraws<'_> {
    /// How many of the draws are of different particles.
    pub(super) fn distinct(&self) -> usize {
        (0..self.draws.len()).map(|draw| self.draws.row(draw)).collect::<BTreeSet<_>>().len()
    }

    /// Reads all runs, draw by draw, replicate by replicate, point by point.
    pub(super) fn read<E>(
        &self,
        surveyed: &Surveyed<'_>,
        run: impl Fn(u64) -> Option<Result<Run, E>>,
        observer: &mut impl DrawsObserver,
    ) -> Result<Register, OutputError>
    where
        E: Error + Send + Sync + 'static,
    {
        let mut register = Register::of_all_runs();
        for draw in 0..self.draws.len() {
            for replicate in 0..surveyed.plan.replicates {
                for point in 0..self.of_each {
                    let number = (draw * self.of_each + point) as u32;
                    observer.add(point, &surveyed.unit(&run, (replicate, number), &mut register)?);
                }
            }
            observer.next_draw();
        }
        Ok(register)
    }
}

/// The columns that tables of such a study have beside the others.
pub(super) const ABOVE: [&str; 4] = ["share_above", "share_low", "share_high", "distinct"];

/// Writes them; none where the study is not over draws.
pub(super) fn write_above(sheet: &mut Sheet, above: Option<Above>) -> io::Result<()> {
    let Some(above) = above else { return Ok(()) };
    let (low, high) = above.interval();
    [above.share(), low, high].into_iter().try_for_each(|number| sheet.number(number))?;
    sheet.whole(above.distinct)
}

/// What the intervals of such a study hold, for the foot of a table.
pub(super) fn held((draws, distinct): (usize, usize)) -> String {
    format!(
        "Over {draws} draws of {distinct} different particles. In brackets: the middle 95 % of the draws, luck and\n\
         what is not known of the parameters; then in how many of them it lies above 0, with its interval.\n"
    )
}

/// A mean with the middle of the draws.
pub(super) fn middle(estimate: &Estimate, decimals: usize) -> String {
    let [mean, low, high] = [estimate.mean, estimate.low, estimate.high].map(|number| signed(number, decimals));
    format!("{mean} [{low}, {high}]")
}

/// The same in a line of the terminal: `97 % [90, 99]`.
pub(super) fn in_draws(above: &Above) -> String {
    let (low, high) = above.interval();
    let [share, low, high] = [above.share(), low, high].map(|share| rounded(100.0 * share, 0));
    format!("in {share} % [{low}, {high}]")
}
