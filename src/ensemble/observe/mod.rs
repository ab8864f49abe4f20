//! What is observed in a world while it is simulated, beside what is counted. Observing draws no lots and changes nothing.
//!
//! | file | what it does |
//! | --- | --- |
//! | `rows` | the rows that a scenario asks for, kept by the three below |
//! | `spells` | spells of membership |
//! | `networks` | helping networks quarter by quarter, and their numbers |
//! | `sample` | a sample of persons in the recorded weeks |

mod networks;
mod rows;
mod sample;
mod spells;

pub(super) use rows::RowsObserver;
