//! How much one factor matters, and what to know before trusting it.

/// One measure of a factor with its 95 % bootstrap interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Its name in result files.
    pub name: &'static str,
    /// Its value; NaN only where a flag says why.
    pub value: f64,
    /// Lower bound; NaN only where a flag says why.
    pub low: f64,
    /// Upper bound; NaN only where a flag says why.
    pub high: f64,
}

/// What a reader should know before trusting an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// The output is the same at every point: nothing can be said about what moves it.
    ConstantOutput,
    /// The output does not vary in the rows from which its variance is taken, so there are no indices.
    NoVariance,
    /// The output never answered to this factor.
    NoEffect,
    /// An index is below 0, which no true one is: too few rows, or an index near 0.
    Negative,
    /// An index is above 1, which no true one is: too few rows.
    AboveOne,
    /// The first-order index is above the total one, which no true one is: too few rows.
    FirstAboveTotal,
    /// Some resamples had no variance, so the interval leaves them out.
    IntervalIncomplete,
}

impl Flag {
    /// The word in result files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ConstantOutput => "constant-output",
            Self::NoVariance => "no-variance",
            Self::NoEffect => "no-effect",
            Self::Negative => "negative",
            Self::AboveOne => "above-one",
            Self::FirstAboveTotal => "first-above-total",
            Self::IntervalIncomplete => "interval-incomplete",
        }
    }
}

/// How much one factor matters.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    /// The key of the factor.
    pub factor: String,
    /// Sobol: `first_order` and `total`. Morris: `mu`, `mu_star` and `sigma`.
    pub measures: Vec<Measure>,
    /// What to know before trusting it, each once.
    pub flags: Vec<Flag>,
}

impl Index {
    /// The measure called `name`.
    #[must_use]
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }

    /// What factors are ranked by: `total` or `mu_star`.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.measure("total").or_else(|| self.measure("mu_star")).map_or(f64::NAN, |measure| measure.value)
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn is(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// The places of `indices` from the factor that matters most to the one that matters least; without a value, last.
#[must_use]
pub fn ranked(indices: &[Index]) -> Vec<usize> {
    let weight = |place: usize| Some(indices[place].weight()).filter(|w| !w.is_nan()).unwrap_or(f64::NEG_INFINITY);
    let mut order: Vec<usize> = (0..indices.len()).collect();
    order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
    order
}
