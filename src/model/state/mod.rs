//! What there is: a world as plain data, packed. Other rooms read it; only the engine writes to it.

pub mod belief;
pub mod course;
pub mod flags;
pub mod network;
pub mod outcome;
pub mod person;
pub mod setting;
pub mod tie;
pub mod tie_lots;
pub mod ties;
pub mod worker;
pub mod world;
