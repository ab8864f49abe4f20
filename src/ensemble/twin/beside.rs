//! One world compared with its baselines while it is simulated.

use super::baseline::Baseline;
use super::draws::Watched;
use super::sums::twin_week;
use crate::ensemble::error::RunError;
use crate::ensemble::observer::{Observer, Watch};
use crate::ensemble::replicate::run;
use crate::model::engine::happened::Happened;
use crate::model::ledger::Phase;
use crate::model::state::world::World;
use crate::record::WorldRecord;
use crate::record::twins::TwinRecord;
use crate::scenario::Scenario;

/// The worlds without helping networks of one replicate.
#[derive(Clone, Debug)]
pub struct Baselines {
    /// With the luck that the other worlds have too.
    pub same_luck: Baseline,
    /// With other luck from week 0 on; `None` for a large world, which would have to be run once more.
    pub other_luck: Option<Baseline>,
}

/// One run, as [`run`] does it, before an observer and compared with its baselines.
///
/// # Errors
/// If the scenario cannot be run or has no such regime, the world is not sound, or its books do not balance.
pub fn beside(
    scenario: &Scenario,
    world: World,
    regime: usize,
    watch: &dyn Watch,
    baselines: &Baselines,
    observer: &mut impl Observer,
) -> Result<Option<WorldRecord>, RunError> {
    let mut comparison = Comparison::new(baselines);
    let record = run(scenario, world, regime, watch, &mut (&mut comparison, observer))?;
    Ok(record.map(|record| WorldRecord { twins: Some(comparison.finish()), ..record }))
}

/// Compares a world with its baselines while it is simulated.
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

impl Observer for Comparison<'_> {
    fn phase(&mut self, phase: Phase, world: &World, _: &Happened) {
        self.watched.look(phase, world);
    }

    fn week(&mut self, world: &World, week: u32) {
        if let Some(without) = self.baselines.same_luck.at(week) {
            self.record.same_luck.push(twin_week(world, without, week));
            self.watched.read(world, without);
        }
        if let Some(without) = self.baselines.other_luck.as_ref().and_then(|other| other.at(week)) {
            self.record.other_luck.push(twin_week(world, without, week));
        }
    }
}
