//! The results of an ensemble over design points: of a sweep, a sensitivity analysis, or an ablation study.

mod ablation;
mod ablation_table;
mod challenge;
mod challenge_table;
mod crossings;
mod manifest;
mod sensitivity;
mod sensitivity_table;
mod survey;
mod surveyed;
mod sweep;
mod tables;

pub use ablation::write_ablation;
pub use ablation_table::ablation_table;
pub use challenge::write_challenge;
pub use challenge_table::challenge_table;
pub use crossings::crossings_table;
pub use sensitivity::write_sensitivity;
pub use sensitivity_table::sensitivity_table;
pub use survey::Survey;
pub use surveyed::Surveyed;
pub use sweep::write_sweep;
