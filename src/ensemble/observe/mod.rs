//! What is observed in a world beside its census. Observing draws no lots of the model and changes nothing.
//!
//! | file | what it does |
//! | --- | --- |
//! | [`memberships`] | who entered a network and who left it in a week, and why |
//! | [`builder`] | what is always observed in a run: the need of everybody, spells, networks |
//! | `newcomers`, `quarters`, `sampled` | parts of it: the first half year, ends of quarters, a sample of people |
//! | [`mod@sample`] | who is in a sample |
//! | `people_set` | a set of people |
//! | `rows` | the rows that a scenario asks for |
//! | `spells`, `networks`, `persons` | kinds of them: spells of membership, networks by quarter, a sample of persons by week |

pub mod builder;
pub mod memberships;
mod networks;
mod newcomers;
mod people_set;
mod persons;
mod quarters;
mod rows;
pub mod sample;
mod sampled;
mod spells;

pub(super) use rows::RowsObserver;
