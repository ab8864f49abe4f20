//! What is observed in a world beside its census. Observing draws no lots of the model and changes nothing.
//!
//! | file | what it does |
//! | --- | --- |
//! | [`memberships`] | who entered a network and who left it in a week, and why |
//! | `rows` | the rows that a scenario asks for, kept by the three below |
//! | `spells` | spells of membership |
//! | `networks` | helping networks quarter by quarter, and their numbers |
//! | `sample` | a sample of persons in the recorded weeks |

pub mod memberships;
mod networks;
mod rows;
mod sample;
mod spells;

pub(super) use rows::RowsObserver;
