//! Statistics, contrasts and result files, on records made up for the purpose.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod files;
mod fold;
mod made;
mod numbers;
mod sustainability;
mod table;
mod validity;
