//! An ablation study over the draws of a posterior: what each draw says by its mean over worlds, and what all of them say.

use super::builder::AblationBuilder;
use super::points::Ablations;
use super::results::{AblationResults, CarriedAbove, Compared};
use crate::analysis::draws::{Above, over_draws};
use crate::analysis::statistics::Estimate;
use crate::record::Run;
use crate::scenario::Scenario;

/// An ablation study while its draws come in, one after the other.
#[derive(Clone, Debug)]
pub struct AblationDraws {
    nothing: AblationBuilder,
    present: AblationBuilder,
    /// Draw by draw: what stands, what is left without, and what is carried, cell by cell.
    means: [Vec<Vec<f64>>; 3],
    compared: Vec<Compared>,
    last: Option<AblationResults>,
}

impl AblationDraws {
    /// No draw yet of `scenario` and of what `study` takes away from it.
    #[must_use]
    pub fn new(scenario: &Scenario, study: &Ablations) -> Self {
        let nothing = AblationBuilder::new(scenario, study);
        Self { present: nothing.clone(), nothing, means: Default::default(), compared: Vec::new(), last: None }
    }

    /// Takes the runs of one replicate at one point of the present draw, as [`AblationBuilder::add`] does.
    pub fn add(&mut self, point: usize, runs: &[Option<Run>]) {
        self.present.add(point, runs);
    }

    /// All worlds of the present draw came.
    pub fn next_draw(&mut self) {
        let done = std::mem::replace(&mut self.present, self.nothing.clone()).finish();
        for (all, of_draw) in self.means.iter_mut().zip([&done.stands, &done.without, &done.carried]) {
            all.push(of_draw.iter().map(|estimate| estimate.mean).collect());
        }
        self.compared.resize(done.compared.len(), Compared::default());
        for (all, one) in self.compared.iter_mut().zip(&done.compared) {
            all.runs += one.runs;
            all.changed += one.changed;
        }
        self.last = Some(done);
    }

    /// What all draws say, of which so many are of different particles.
    #[must_use]
    pub fn finish(self, distinct: usize) -> AblationResults {
        let shape = self.last.unwrap_or_else(|| self.nothing.finish());
        let all = |means: &Vec<Vec<f64>>, cells: usize| -> (Vec<Estimate>, Vec<Above>) {
            let of = |cell: usize| means.iter().map(|draw| draw[cell]).collect::<Vec<f64>>();
            (0..cells).map(of).map(|values| (over_draws(&values), Above::of(&values, distinct))).unzip()
        };
        let [stands, without, carried] = &self.means;
        let (stands, stands_above) = all(stands, shape.stands.len());
        let (without, without_above) = all(without, shape.without.len());
        let (carried, carried_above) = all(carried, shape.carried.len());
        let above = CarriedAbove { stands: stands_above, without: without_above, carried: carried_above };
        AblationResults { stands, without, carried, compared: self.compared, above: Some(above), ..shape }
    }
}
