//! The results of an ensemble over design points: of a sweep, a sensitivity analysis, an ablation study, a contrast taken
//! apart, a challenge, or a run over a posterior.

mod ablation;
mod ablation_table;
mod challenge;
mod challenge_table;
mod crossings;
mod decomposition;
mod decomposition_sentence;
mod decomposition_shown;
mod decomposition_table;
mod manifest;
mod over_draws;
mod sensitivity;
mod sensitivity_table;
mod survey;
mod surveyed;
mod sweep;
mod tables;
mod uncertain;
mod uncertain_table;

pub use ablation::write_ablation;
pub use ablation_table::ablation_table;
pub use challenge::write_challenge;
pub use challenge_table::challenge_table;
pub use crossings::crossings_table;
pub use decomposition::write_decomposition;
pub use decomposition_shown::DecompositionShown;
pub use decomposition_table::{decomposition_table, parts_table};
pub use over_draws::OverDraws;
pub use sensitivity::write_sensitivity;
pub use sensitivity_table::sensitivity_table;
pub use survey::Survey;
pub use surveyed::Surveyed;
pub use sweep::write_sweep;
pub use uncertain::write_uncertain;
pub use uncertain_table::uncertain_table;
