//! A contrast taken apart: what each part of the difference between two regimes is worth, exactly, replicate by replicate.
//!
//! The regimes between the two form a game: the value of a set of parts is what an indicator is where these parts are as in
//! the one and all others as in the other. What a part is worth is its Shapley value: its marginal contribution, averaged over
//! all orders in which the parts may change. Parts add up to the contrast.

mod builder;
mod cells;
mod draws;
mod results;
mod shapley;

pub use builder::DecompositionBuilder;
pub use cells::{Cells, EqualHours};
pub use draws::DecompositionDraws;
pub use results::{Basis, Decomposition, Whole, Worth};
pub use shapley::{Split, split};
