//! Twins: each person beside themselves in the world without helping networks.
//!
//! The world without networks is run first and leaves a [`Baseline`]: how each person stood in each week that is compared.
//! Every other world of the replicate is held against it person by person while it runs, and only sums are kept
//! ([`TwinWeek`]). [`draws`] adds what the lots of the waiting list say, for which no twin is needed.

mod baseline;
pub mod draws;
mod sums;

pub use baseline::{Baseline, Weeks};
pub use sums::{Across, GROUPS, Group, Groups, TwinWeek};

use self::draws::{Draws, Watched};
use super::error::RunError;
use super::lived::Lived;
use super::replicate::{Onlooker, Watch, run};
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::world::World;
use crate::scenario::Scenario;

/// Weeks since first entry after which somebody counts as an entrant: two years.
pub const ENTRANT_WEEKS: u32 = 104;

/// What one world says beside the world without helping networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwinRecord {
    /// Beside twins who meet the same luck, week by week.
    pub same_luck: Vec<TwinWeek>,
    /// Beside twins who meet other luck from week 0 on, in the weeks of the window at the horizon.
    pub other_luck: Vec<TwinWeek>,
    /// What the lots of the waiting list say.
    pub draws: Draws,
}

impl TwinRecord {
    /// Adds the next town, of the same weeks.
    pub(super) fn join(&mut self, next: &Self) {
        let weeks = |own: &mut [TwinWeek], next: &[TwinWeek]| {
            own.iter_mut().zip(next).for_each(|(own, next)| own.join(next));
        };
        weeks(&mut self.same_luck, &next.same_luck);
        weeks(&mut self.other_luck, &next.other_luck);
        self.draws.join(&next.draws);
    }
}

/// The worlds without helping networks of one replicate.
#[derive(Clone, Debug)]
pub struct Baselines {
    /// With the luck that the other worlds have too.
    pub same_luck: Baseline,
    /// With other luck from week 0 on; `None` for a large world, which would have to be run once more.
    pub other_luck: Option<Baseline>,
}

/// One run, as [`run`] does it, held against its baselines.
///
/// # Errors
/// If the scenario cannot be run or has no such regime, the world is not sound, or its books do not balance.
pub fn beside(
    scenario: &Scenario,
    world: World,
    regime: usize,
    watch: &dyn Watch,
    baselines: &Baselines,
) -> Result<Option<Lived>, RunError> {
    let mut comparison = Comparison::new(baselines);
    let lived = run(scenario, world, regime, watch, &mut comparison)?;
    Ok(lived.map(|lived| Lived { twins: Some(comparison.finish()), ..lived }))
}

/// Holds a world against its baselines while it runs.
struct Comparison<'a> {
    baselines: &'a Baselines,
    watched: Watched,
    record: TwinRecord,
}

impl<'a> Comparison<'a> {
    fn new(baselines: &'a Baselines) -> Self {
        let of = |baseline: &Baseline| Vec::with_capacity(baseline.weeks().count() as usize);
        let Baselines { same_luck, other_luck } = baselines;
        let (same_luck, other_luck) = (of(same_luck), other_luck.as_ref().map_or_else(Vec::new, of));
        let record = TwinRecord { same_luck, other_luck, ..TwinRecord::default() };
        Self { baselines, watched: Watched::default(), record }
    }

    fn finish(self) -> TwinRecord {
        TwinRecord { draws: self.watched.finish(), ..self.record }
    }
}

impl Onlooker for Comparison<'_> {
    fn phase(&mut self, phase: Phase, world: &World, _: &Happened) {
        self.watched.look(phase, world);
    }

    fn week(&mut self, world: &World, week: u32) {
        if let Some(without) = self.baselines.same_luck.at(week) {
            self.record.same_luck.push(TwinWeek::of(world, without, week));
            self.watched.read(world, without);
        }
        if let Some(without) = self.baselines.other_luck.as_ref().and_then(|other| other.at(week)) {
            self.record.other_luck.push(TwinWeek::of(world, without, week));
        }
    }
}
