//! The names of the files in which runs are kept. What writes and reads them is in `ensemble`; `output` looks after them in
//! folders of results.

/// All runs of a finished ensemble, in the order of the plan.
pub const RUNS: &str = "runs.bin";
/// The journal in the folder of what is under way.
pub const JOURNAL: &str = "journal.bin";
/// The districts of runs that are under way.
pub const TOWNS: &str = "towns.bin";
/// The runs of an earlier result while they are taken over.
pub const TAKEN_OVER: &str = "taken-over.bin";
