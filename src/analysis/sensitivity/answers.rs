//! How much each factor matters to each main indicator of the headline population, from the responses at all points.

use super::index::Index;
use super::indices::indices;
use super::plan::SensitivityDesign;
use crate::analysis::responses::{Basis, MAIN, Main};

/// One output: a main indicator of the headline population under a regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// Index of the regime.
    pub regime: usize,
    /// The state at the horizon, or its difference from the reference regime.
    pub basis: Basis,
    /// Index into [`MAIN`].
    pub place: usize,
}

impl Output {
    /// All outputs: values of every regime, and differences of all but the reference.
    #[must_use]
    pub fn all(regimes: usize, reference: usize) -> Vec<Self> {
        let of = |regime| {
            let bases = Basis::ALL.into_iter().filter(move |basis| *basis == Basis::Value || regime != reference);
            bases.flat_map(move |basis| (0..MAIN.len()).map(move |place| Self { regime, basis, place }))
        };
        (0..regimes).flat_map(of).collect()
    }

    /// Its value at a point: the mean over replicates; NaN where it is not defined.
    #[must_use]
    pub fn at(&self, main: &Main) -> f64 {
        main.at(self.basis, self.regime, self.place).map_or(f64::NAN, |estimate| estimate.mean)
    }
}

/// How much each factor matters to one output.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What the indices are of.
    pub output: Output,
    /// Factor by factor; `None` if the output is not defined at every point.
    pub indices: Option<Vec<Index>>,
}

impl Answer {
    /// The answers for `outputs`, from what was read at every point of `design`, in their order.
    #[must_use]
    pub fn all(design: &SensitivityDesign, outputs: &[Output], main: &[Main]) -> Vec<Self> {
        let answer = |output: &Output| {
            let values: Vec<f64> = main.iter().map(|main| output.at(main)).collect();
            Self { output: *output, indices: indices(design, &values).ok() }
        };
        outputs.iter().map(answer).collect()
    }
}
