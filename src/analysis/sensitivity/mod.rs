//! Sensitivity: how much each factor matters to an output.
//!
//! | file | what it does |
//! | --- | --- |
//! | `plan` | a [`SensitivityDesign`]: which points are to be run, as data with an identity |
//! | `trajectory` | one path of Morris, and the effects along it |
//! | `span` | where the values of a factor lie from its lowest to its highest |
//! | `index`, `indices` | how much each factor matters, from the outputs at all points |
//! | `morris` | elementary effects |
//! | `saltelli` | the indices of Sobol |
//! | `bootstrap` | intervals by drawing rows anew |
//! | `answers` | the indices of every main indicator under every regime |
//!
//! The design knows nothing of how an output comes about: it says which points are to be evaluated, and
//! [`indices`] takes one number for each of them, in their order.
//!
//! # Conventions
//! Both methods live in the unit cube; [`crate::scenario::Scale`] lays each factor's values over its edge. A factor with
//! steps (a switch, a whole number, a list) gives an equal part of its edge to each value.
//!
//! An elementary effect is the change of the output divided by the step really made: the change of the factor's value
//! as a share of the way from its lowest value to its highest. So it is in the unit of the output for the whole range
//! of the factor, and depends neither on how the factor is written nor on the levels of the grid, as far as the output
//! answers in a straight line. A switch goes from `false` to `true`; words lie evenly apart in the order of their list.
//! Between the values of a list there is nothing: one with three values makes steps of a half and of the whole.
//!
//! First-order indices follow Saltelli et al. 2010 (Computer Physics Communications 181, table 2, b), total ones Jansen
//! 1999 (table 2, f). Outputs are centred on the mean of all of them first, and the variance is that of A and B
//! together (divided by 2n). `sigma` of Morris is divided by r − 1.
//!
//! # Examples
//! ```
//! use mutua::analysis::sensitivity::{Method, SensitivityDesign, indices};
//! use mutua::scenario::{Factor, Scale};
//!
//! let factor = |key: &str| Factor { key: key.to_owned(), scale: Scale::Real { low: 0.0, high: 1.0, levels: None } };
//! let method = Method::Sobol { rows: 1024 };
//! let design = SensitivityDesign::new(method, vec![factor("stake_shared"), factor("hearsay_weight")], 7)?;
//! let outputs: Vec<f64> = (0..design.len()).map(|point| design.units(point)[0]).collect();
//! let found = indices(&design, &outputs)?;
//! assert!((found[0].measures[0].value - 1.0).abs() < 0.01 && found[1].measures[1].value.abs() < 0.01);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answers;
mod bootstrap;
mod index;
mod indices;
mod morris;
mod plan;
mod saltelli;
mod span;
mod trajectory;

pub use answers::{Answer, Output};
pub use index::{Flag, Index, Measure, ranked};
pub use indices::{OutputsError, indices};
pub use plan::{DEFAULT_RESAMPLES, MAX_RESAMPLES, Method, SensitivityDesign, SensitivityError};
