//! Where does a claim turn round? Boxes in the space of factors in which it is reversed at many points.
//!
//! | file | what it does |
//! | --- | --- |
//! | `cases` | [`Cases`]: points with their values of every factor, and whether the claim is reversed there |
//! | `region` | [`Region`]: a box, as limits of some factors |
//! | `quantile` | how much of a factor a step takes: a share of the points, from one end |
//! | `peel`, `paste` | every box that is one step smaller or larger |
//! | `trajectory` | [`Trajectory`]: box after box, from all points to few; by [`Prim`], which says how |
//! | `quasi` | which of a box's limits matter |
//! | `choose` | one box of a trajectory, by a fixed rule |
//! | `cover` | several boxes, one after the other |
//! | `confirm` | what is left of a box at fresh points |
//! | `binomial` | tails and exact bounds of a share |
//! | `flips` | the nearest single factor that turns a claim round |
//! | `plan`, `scale` | [`ChallengeDesign`]: the points at which claims are challenged, and the values of a factor there |
//! | `standing` | how a claim stands at one of them |
//! | `challenged` | [`Challenged`]: all that is said of one claim |
//!
//! # The method
//! Patient rule induction (Friedman & Fisher 1999, Statistics and Computing 9) as scenario discovery uses it (Bryant &
//! Lempert 2010, Technological Forecasting & Social Change 77): from the box of all points, again and again a small share
//! is peeled off one end of one factor, or one category of it: that which raises the share of reversed points most for each
//! point given up. Then points just outside are pasted on again as long as that share rises. What comes out is a *trajectory*,
//! from boxes that cover all reversed points to boxes in which nearly all points are reversed. Of a box:
//! *coverage* is the share of all reversed points that lie in it, *density* the share of its points that are reversed, *mass*
//! the share of all points that lie in it.
//!
//! A box is found by looking for it, so its density is too good. What counts is its density at fresh points
//! ([`Confirmed`]), which had no part in the search.
//!
//! # Examples
//! ```
//! use mutua::analysis::challenge::{Cases, Choice, Column, Prim};
//!
//! // Reversed wherever the first factor is above 0.7; the second one does not matter.
//! let first: Vec<f64> = (0..200).map(|i| f64::from(i) / 200.0).collect();
//! let second = (0..200).map(|i| f64::from(i * 37 % 200)).collect();
//! let reversed = first.iter().map(|value| *value > 0.7).collect();
//! let cases = Cases::new(vec![Column::Real(first), Column::Real(second)], reversed).unwrap();
//! let boxes = Prim::default().cover(&cases, Choice::MOST_BOXES);
//! assert_eq!(boxes.len(), 1);
//! assert_eq!(boxes[0].region.restricted(), [0]);
//! assert!(boxes[0].size.density() > 0.9);
//! ```

mod binomial;
mod cases;
mod challenged;
mod choose;
mod confirm;
mod cover;
mod flips;
mod paste;
mod peel;
mod plan;
mod quantile;
mod quasi;
mod region;
mod scale;
mod standing;
mod trajectory;

pub use binomial::{at_least, exact_bounds, most_after_none, rule_of_three};
pub use cases::{Cases, Column, UnevenError};
pub use challenged::{Challenged, Clear, FoundBox, Turned};
pub use choose::{Chosen, choose};
pub use confirm::Confirmed;
pub use cover::Choice;
pub use flips::{Flip, Trial, nearest};
pub use plan::{Alone, ChallengeDesign, Part};
pub use quasi::{Restriction, restrictions};
pub use region::{End, Limits, Region};
pub use standing::{Standing, Turn, is_clear, reading};
pub use trajectory::{Prim, Size, Step, Trajectory};
