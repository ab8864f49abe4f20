//! Findings take as much memory as is said before they are made: [`crate::ensemble::resources`] lies below what makes them, so
//! the two meet here.

use crate::analysis::contrasts::BYTES_OF_A_CELL;
use crate::analysis::standings::STANDINGS_OF_A_REGIME;
use crate::analysis::statistics::{Estimate, Moments};
use crate::analysis::twins::NUMBERS_OF_A_SPLIT;
use crate::ensemble::resources::{OF_A_CONTRAST, OF_A_SPLIT, OF_AN_ESTIMATE, OF_MOMENTS, OF_STANDINGS};

const _: () = assert!(size_of::<Moments>() == OF_MOMENTS && size_of::<Estimate>() == OF_AN_ESTIMATE);
const _: () = assert!(BYTES_OF_A_CELL == OF_A_CONTRAST && NUMBERS_OF_A_SPLIT == OF_A_SPLIT);
const _: () = assert!(STANDINGS_OF_A_REGIME == OF_STANDINGS);
