//! What a scenario sets that no regime owns: the [`Parameters`], numbers, and the [`Switches`], each with one table of rows.

mod agreement;
mod row;
mod switches;
mod table;

pub use agreement::Disagreement;
pub use row::{NumberKind, ParameterRow};
pub use switches::{SWITCHES, SwitchRole, SwitchRow, Switches};
pub use table::{Parameters, TABLE};
