//! Worlds of a test, as they are kept in an archive, and what came of them.

use crate::analysis::claimed::ClaimedOverDraws;
use crate::analysis::testing::{Power, Tested, powers};
use crate::ensemble::archive::Archive;
use crate::ensemble::journal::Journal;
use crate::experiments::testing::{Readings, TestStudy, WorldReading};
use crate::output::testing::{TestOutcome, TestOver};

/// Those that an archive keeps.
pub(super) fn kept(test: &TestStudy, archive: &Archive) -> Result<Readings, String> {
    readings(test, |index| archive.holds(index), |index| archive.bytes(index).map_err(|error| error.to_string()))
}

/// Those of a finished test.
pub(super) fn kept_in(test: &TestStudy, journal: &Journal) -> Result<Readings, String> {
    readings(test, |index| journal.holds(index), |index| journal.read(index).map_err(|error| error.to_string()))
}

fn readings(
    test: &TestStudy,
    holds: impl Fn(u64) -> bool,
    bytes: impl Fn(u64) -> Result<Vec<u8>, String>,
) -> Result<Readings, String> {
    let mut readings = Readings::new();
    for world in (0..test.request.most).filter(|&world| holds(world.into())) {
        let numbers = test.worlds.hypotheses.len() * test.worlds_each() as usize;
        let reading = WorldReading::decode(&bytes(world.into())?, numbers);
        let unreadable = || format!("world {world} cannot be understood; start over with --force");
        readings.insert(world, reading.ok_or_else(unreadable)?);
    }
    Ok(readings)
}

/// The first world that was read though everything was decided before it, or was not though it was asked for.
pub(super) fn inconsistent(test: &TestStudy, readings: &Readings) -> Option<u32> {
    let looked_at = test.looked_at(&test.tested(readings));
    let asked = |world: u32| world < looked_at;
    (0..test.request.most)
        .find(|&world| readings.get(&world).is_none_or(|reading| (*reading != WorldReading::NotAsked) != asked(world)))
}

/// What came of the worlds that were read.
pub(super) struct Come {
    pub(super) tested: Tested,
    claimed: Option<ClaimedOverDraws>,
    seeds: Vec<u32>,
    powers: Vec<Power>,
    read: Vec<Vec<(f64, Option<f64>)>>,
}

impl Come {
    pub(super) fn of(test: &TestStudy, readings: &Readings) -> Self {
        let tested = test.tested(readings);
        let powers = powers(&test.looks, &test.worlds.hypotheses, &tested);
        let read = (0..test.looked_at(&tested)).map(|world| match readings.get(&world) {
            Some(WorldReading::Read(pairs)) => pairs.iter().map(|pair| (pair.value, pair.than)).collect(),
            _ => Vec::new(),
        });
        let read = read.collect();
        let units = 0..test.looked_at(&tested);
        let seeds =
            units.flat_map(|unit| (0..test.worlds_each()).map(move |world| test.seed_of(unit, world))).collect();
        Self { claimed: test.over_draws(readings, &tested), seeds, tested, powers, read }
    }

    pub(super) fn outcome<'a>(&'a self, test: &'a TestStudy) -> TestOutcome<'a> {
        let TestStudy { scenario, worlds, looks, .. } = test;
        let over = self.claimed.as_ref().zip(test.request.uncertain.as_ref()).zip(test.draws.as_ref());
        let over = over.map(|((claimed, file), draws)| TestOver {
            posterior: &file.posterior,
            sha256: &file.sha256,
            varied: draws.keys(),
            claimed,
            seeds: &self.seeds,
        });
        TestOutcome {
            scenario,
            worlds,
            plan: looks,
            tested: &self.tested,
            powers: &self.powers,
            read: &self.read,
            over,
        }
    }
}

/// The message about worlds that failed.
pub(super) fn failure(readings: &Readings) -> Option<String> {
    let failed = readings.iter().filter_map(|(world, reading)| match reading {
        WorldReading::Failed(reason) => Some((world, reason)),
        _ => None,
    });
    let all: Vec<_> = failed.collect();
    let (world, reason) = all.first()?;
    Some(format!(
        "{} worlds failed, the first of them number {world}, {reason}; they count as without a number",
        all.len()
    ))
}
