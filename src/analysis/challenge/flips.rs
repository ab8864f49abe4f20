//! The nearest single factor that turns a claim round.

/// A factor set to another value than the scenario's, all others as they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// Which factor, from 0.
    pub factor: usize,
    /// The value, as `--set` takes it.
    pub value: String,
    /// How far it is from where the scenario stands, in units of the factor's range.
    pub distance: f64,
    /// Whether the claim is reversed there; `None` if that could not be read.
    pub reversed: Option<bool>,
}

/// A factor that turns a claim round by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// Which factor, from 0.
    pub factor: usize,
    /// The nearest of its values that does.
    pub value: String,
    /// How far that is, in units of its range.
    pub distance: f64,
}

/// The factors that turn a claim round by themselves, each at its nearest value, the nearest factor first; among equally near
/// ones in the order of the trials. `stands` says whether the claim is reversed where the scenario stands.
///
/// # Examples
/// ```
/// use mutua::analysis::challenge::{Trial, nearest};
/// let at = |factor, distance: f64, reversed| Trial { factor, value: distance.to_string(), distance, reversed: Some(reversed) };
/// let flips = nearest(false, &[at(0, 0.5, true), at(0, 0.3, false), at(1, 0.4, true), at(2, 0.1, false)]);
/// assert_eq!(flips.iter().map(|flip| flip.factor).collect::<Vec<_>>(), [1, 0]);
/// ```
#[must_use]
pub fn nearest(stands: bool, trials: &[Trial]) -> Vec<Flip> {
    let mut flips: Vec<Flip> = Vec::new();
    for trial in trials.iter().filter(|trial| trial.reversed == Some(!stands)) {
        let flip = Flip { factor: trial.factor, value: trial.value.clone(), distance: trial.distance };
        match flips.iter_mut().find(|flip| flip.factor == trial.factor) {
            Some(known) if flip.distance < known.distance => *known = flip,
            Some(_) => {}
            None => flips.push(flip),
        }
    }
    flips.sort_by(|one, other| one.distance.total_cmp(&other.distance));
    flips
}
