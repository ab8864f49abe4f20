//! One finished or failed run as bytes and back, to the last bit.
//!
//! Little-endian integers; a value is the 64 bits it has in memory, NaN included. What belongs where is fixed by
//! [`super::journal::FORMAT`]: whoever changes this file raises that number. The layout:
//!
//! | bytes | what |
//! | --- | --- |
//! | 1 | 0: finished, 1: failed |
//! | 4, 8, 4 | design point, regime, replicate |
//! | 8 | finished: hash of the final state |
//! | 4, then 8 each | finished: how many numbers the books hold, and the numbers |
//! | 4, 4 | finished: how many indicators, how many snapshots |
//! | 4, 4, then rows | a snapshot: week, how many rows; a row: people (4), a value for each indicator (8) |
//! | 1 | finished: whether there are twins |
//! | 4, 4, 4 | twins: how many measures, weeks with the same luck, weeks with other luck |
//! | 4, then 8 each | a week of twins: week, and its numbers |
//! | 8 each | the numbers of the draws |
//! | 1 | finished: whether more is observed |
//! | 4, then numbers | observed: how many numbers, and the numbers, each in as many bytes as it needs |
//! | 4, then curves | observed: how many curves; a curve: twice how many counts, and the counts, written as numbers are |
//! | 1 | finished: whether there are rows |
//! | 4, then 35 each | spells |
//! | 4, then 22 each | networks |
//! | 4, then 14 each | quarters of networks |
//! | 4, then 41 each | persons in weeks |
//! | 4, then text | failed: length of the reason, and the reason |

mod observed;
mod reader;
mod rows;
mod twins;

pub use reader::MalformedError;

use super::draws::Draws;
use super::run::{FailedRun, Run, RunRecord};
use super::twins::TwinWeek;
use super::world::WorldRecord;
use crate::model::engine::census::Census;
use crate::model::indicator::{INDICATORS, Snapshot};
use crate::model::ledger::Ledger;
use reader::{ByteReader, OF_A_ROW, OF_A_SNAPSHOT, put_count};

const FINISHED: u8 = 0;
const FAILED: u8 = 1;
/// The bytes of a run.
#[must_use]
pub fn encode(run: &Run) -> Vec<u8> {
    let mut out = Vec::with_capacity(run.as_ref().map_or(0, length));
    match run {
        Ok(record) => {
            out.push(FINISHED);
            put_position(&mut out, record.point, record.regime, record.replicate);
            out.extend(record.state_hash.to_le_bytes());
            put_ledger(&mut out, &record.ledger);
            put_snapshots(&mut out, &record.snapshots);
            twins::put(&mut out, record.twins.as_ref());
            observed::put(&mut out, record.observed.as_ref());
            rows::put(&mut out, record.rows.as_ref());
        }
        Err(failed) => {
            out.push(FAILED);
            put_position(&mut out, failed.point, failed.regime, failed.replicate);
            put_count(&mut out, failed.reason.len());
            out.extend(failed.reason.as_bytes());
        }
    }
    out
}

/// Bytes of a record, or a few more.
fn length(record: &RunRecord) -> usize {
    let snapshots: usize = record.snapshots.iter().map(|snapshot| OF_A_SNAPSHOT + snapshot.rows.len() * OF_A_ROW).sum();
    let weeks = record.twins.as_ref().map_or(0, |twins| twins.same_luck.len() + twins.other_luck.len());
    snapshots + weeks * size_of::<TwinWeek>() + size_of::<Ledger>() + size_of::<Draws>() + 64
}

/// The run that `bytes` hold.
///
/// # Errors
/// If they hold none, or more than one. No bytes make it panic, or take more than a few times their own length.
pub fn decode(bytes: &[u8]) -> Result<Run, MalformedError> {
    let mut rest = ByteReader(bytes);
    let [kind] = rest.take()?;
    let point = rest.u32()?;
    let regime = rest.u64()?;
    let regime = usize::try_from(regime).map_err(|_| MalformedError::Regime(regime))?;
    let replicate = rest.u32()?;
    let run = match kind {
        FINISHED => {
            let state_hash = rest.u64()?;
            let ledger = rest.ledger()?;
            let snapshots = rest.snapshots()?;
            let (twins, observed) = (twins::read(&mut rest)?, observed::read(&mut rest)?);
            let rows = rows::read(&mut rest)?;
            Ok(RunRecord { point, regime, replicate, snapshots, ledger, twins, observed, rows, state_hash })
        }
        FAILED => Err(FailedRun { point, regime, replicate, reason: rest.text()? }),
        other => return Err(MalformedError::Kind(other)),
    };
    rest.end().map(|()| run)
}

/// The bytes of what towns left behind: hash, books, censuses, twins, and what is observed.
#[must_use]
pub fn encode_world(world: &WorldRecord) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(world.state_hash.to_le_bytes());
    put_ledger(&mut out, &world.ledger);
    put_count(&mut out, world.censuses.len());
    for census in &world.censuses {
        let mut census = census.clone();
        out.extend(census.week().to_le_bytes());
        put_count(&mut out, census.numbers().count());
        out.extend(census.numbers().flat_map(|number| number.to_le_bytes()));
    }
    twins::put(&mut out, world.twins.as_ref());
    observed::put(&mut out, world.observed.as_ref());
    rows::put(&mut out, world.rows.as_ref());
    out
}

/// What towns left behind, from its bytes.
///
/// # Errors
/// If they hold nothing of the kind, or more.
pub fn decode_world(bytes: &[u8]) -> Result<WorldRecord, MalformedError> {
    let mut rest = ByteReader(bytes);
    let (state_hash, ledger) = (rest.u64()?, rest.ledger()?);
    let of_each = Census::empty(0).numbers().count();
    let censuses = (0..rest.count(8 + 8 * of_each)?).map(|_| {
        let mut census = Census::empty(rest.u32()?);
        rest.measures("numbers in a census", of_each)?;
        for number in census.numbers() {
            *number = rest.take().map(i64::from_le_bytes)?;
        }
        Ok(census)
    });
    let censuses = censuses.collect::<Result<_, _>>()?;
    let (twins, observed) = (twins::read(&mut rest)?, observed::read(&mut rest)?);
    let rows = rows::read(&mut rest)?;
    let world = WorldRecord { censuses, ledger, twins, observed, rows, state_hash };
    rest.end().map(|()| world)
}

fn put_position(out: &mut Vec<u8>, point: u32, regime: usize, replicate: u32) {
    out.extend(point.to_le_bytes());
    out.extend((regime as u64).to_le_bytes());
    out.extend(replicate.to_le_bytes());
}

fn put_ledger(out: &mut Vec<u8>, ledger: &Ledger) {
    let mut ledger = ledger.clone();
    put_count(out, ledger.numbers().count());
    out.extend(ledger.numbers().flat_map(|number| number.to_le_bytes()));
}

fn put_snapshots(out: &mut Vec<u8>, snapshots: &[Snapshot]) {
    put_count(out, INDICATORS.len());
    put_count(out, snapshots.len());
    for snapshot in snapshots {
        out.extend(snapshot.week.to_le_bytes());
        put_count(out, snapshot.rows.len());
        for row in &snapshot.rows {
            out.extend(row.count.to_le_bytes());
            out.extend(row.values.iter().flat_map(|value| value.to_bits().to_le_bytes()));
        }
    }
}
