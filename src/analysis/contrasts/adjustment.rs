//! What is held equal between the two regimes of a contrast.

/// What is held equal between the two regimes of a contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// Nothing: the regimes as they were run, at the horizon.
    AsRun,
    /// Turns: each regime is read in the week in which everyone had received, on average, the smaller of the two
    /// regimes' turns at the horizon. Missing if either gave none.
    EqualTurns,
    /// Reach, the share of the struck who ever entered: what each regime gained over the world without help at the
    /// horizon, scaled down to the smaller of the two regimes' reaches. Missing without such a world, against it, or if
    /// either regime reached nobody.
    EqualReach,
    /// Hours: what each regime gained over the world without help, for each 1,000 worker hours that it used beyond
    /// that world's per 1,000 people. Against the world without help it is that gain itself. Missing without such a
    /// world, or if a regime used no hours beyond it.
    PerWorkerHour,
}

impl Adjustment {
    /// Every basis, in the order of the result file.
    pub const ALL: [Self; 4] = [Self::AsRun, Self::EqualTurns, Self::EqualReach, Self::PerWorkerHour];

    /// The name used in result files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AsRun => "as_run",
            Self::EqualTurns => "equal_turns",
            Self::EqualReach => "equal_reach",
            Self::PerWorkerHour => "per_worker_hour",
        }
    }
}
