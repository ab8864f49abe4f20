//! How the model is computed: phases go by the rules, part by part of the population; what happened is applied by each part
//! to its own people. Here are parts, screening, prefetching, the application of effects, the books and the census, and no
//! formula.

pub mod apply;
pub mod audit;
pub mod batch;
pub mod books;
pub mod census;
pub mod change;
mod drift;
pub mod happened;
mod hearsay;
pub mod initialise;
pub mod listing;
mod outcomes;
pub mod parts;
pub mod pending;
pub mod phase;
mod prefetch;
mod requests;
pub mod screening;
