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
//! | 4, then text | failed: length of the reason, and the reason |

mod twins;

use super::lived::Lived;
use super::twin::TwinWeek;
use super::twin::draws::Draws;
use super::{FailedRun, Run, RunRecord};
use crate::model::census::Census;
use crate::model::indicator::{INDICATORS, IndicatorValues, Snapshot};
use crate::model::ledger::Ledger;
use std::fmt;

const FINISHED: u8 = 0;
const FAILED: u8 = 1;
/// Bytes of a snapshot without rows.
const SNAPSHOT: usize = 8;
/// Bytes of a row.
const ROW: usize = 4 + 8 * INDICATORS.len();

/// Bytes that are not a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// They end too early, or say that more follows than does.
    Short,
    /// Bytes are left over at the end.
    Long {
        /// How many.
        left: usize,
    },
    /// The first byte is neither of the two that it can be.
    Kind(u8),
    /// Another number of indicators, or of numbers in the books, than this program has.
    OtherMeasures {
        /// What is counted.
        what: &'static str,
        /// How many there are in the bytes.
        found: u32,
        /// How many this program has.
        known: usize,
    },
    /// The number of a regime that this machine cannot hold.
    Regime(u64),
    /// A reason that is not text.
    Text,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Short => write!(f, "the bytes of a run end too early"),
            Self::Long { left } => write!(f, "{left} bytes are left over after a run"),
            Self::Kind(kind) => write!(f, "a run is either finished (0) or failed (1), not {kind}"),
            Self::OtherMeasures { what, found, known } => {
                write!(f, "the run holds {found} {what} where this mutua has {known}: use the version that wrote it")
            }
            Self::Regime(regime) => write!(f, "there is no regime number {regime}"),
            Self::Text => write!(f, "the reason of a failed run is not UTF-8 text"),
        }
    }
}

impl std::error::Error for Malformed {}

/// The bytes of a run.
#[must_use]
pub fn encode(run: &Run) -> Vec<u8> {
    let mut out = Vec::with_capacity(run.as_ref().map_or(0, length));
    match run {
        Ok(record) => {
            out.push(FINISHED);
            put_place(&mut out, record.point, record.regime, record.replicate);
            out.extend(record.state_hash.to_le_bytes());
            put_ledger(&mut out, &record.ledger);
            put_snapshots(&mut out, &record.snapshots);
            twins::put(&mut out, record.twins.as_ref());
        }
        Err(failed) => {
            out.push(FAILED);
            put_place(&mut out, failed.point, failed.regime, failed.replicate);
            put_count(&mut out, failed.reason.len());
            out.extend(failed.reason.as_bytes());
        }
    }
    out
}

/// Bytes of a record, or a few more.
fn length(record: &RunRecord) -> usize {
    let snapshots: usize = record.snapshots.iter().map(|snapshot| SNAPSHOT + snapshot.rows.len() * ROW).sum();
    let weeks = record.twins.as_ref().map_or(0, |twins| twins.same_luck.len() + twins.other_luck.len());
    snapshots + weeks * size_of::<TwinWeek>() + size_of::<Ledger>() + size_of::<Draws>() + 64
}

/// The run that `bytes` hold.
///
/// # Errors
/// If they hold none, or more than one. No bytes make it panic, or take more than a few times their own length.
pub fn decode(bytes: &[u8]) -> Result<Run, Malformed> {
    let mut rest = Rest(bytes);
    let [kind] = rest.take()?;
    let point = rest.u32()?;
    let regime = rest.u64()?;
    let regime = usize::try_from(regime).map_err(|_| Malformed::Regime(regime))?;
    let replicate = rest.u32()?;
    let run = match kind {
        FINISHED => {
            let state_hash = rest.u64()?;
            let ledger = rest.ledger()?;
            let snapshots = rest.snapshots()?;
            Ok(RunRecord { point, regime, replicate, snapshots, ledger, twins: rest.twins()?, state_hash })
        }
        FAILED => Err(FailedRun { point, regime, replicate, reason: rest.text()? }),
        other => return Err(Malformed::Kind(other)),
    };
    rest.end().map(|()| run)
}

/// The bytes of what towns left behind: hash, books, censuses, twins.
#[must_use]
pub fn encode_lived(lived: &Lived) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(lived.state_hash.to_le_bytes());
    put_ledger(&mut out, &lived.ledger);
    put_count(&mut out, lived.censuses.len());
    for census in &lived.censuses {
        let mut census = census.clone();
        out.extend(census.week().to_le_bytes());
        put_count(&mut out, census.numbers().count());
        out.extend(census.numbers().flat_map(|number| number.to_le_bytes()));
    }
    twins::put(&mut out, lived.twins.as_ref());
    out
}

/// What towns left behind, from its bytes.
///
/// # Errors
/// If they hold nothing of the kind, or more.
pub fn decode_lived(bytes: &[u8]) -> Result<Lived, Malformed> {
    let mut rest = Rest(bytes);
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
    let lived = Lived { censuses, ledger, twins: rest.twins()?, state_hash };
    rest.end().map(|()| lived)
}

fn put_place(out: &mut Vec<u8>, point: u32, regime: usize, replicate: u32) {
    out.extend(point.to_le_bytes());
    out.extend((regime as u64).to_le_bytes());
    out.extend(replicate.to_le_bytes());
}

/// A count that is too large is written as one that no decoder believes.
fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
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

/// The bytes that have not been read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    /// Nothing may be left over.
    fn end(&self) -> Result<(), Malformed> {
        match self.0.len() {
            0 => Ok(()),
            left => Err(Malformed::Long { left }),
        }
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (bytes, rest) = self.0.split_first_chunk::<N>().ok_or(Malformed::Short)?;
        self.0 = rest;
        Ok(*bytes)
    }

    fn u32(&mut self) -> Result<u32, Malformed> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, Malformed> {
        self.take().map(u64::from_le_bytes)
    }

    /// How many things of at least `bytes` bytes follow; no more than there is room for.
    fn count(&mut self, bytes: usize) -> Result<usize, Malformed> {
        let count = self.u32()? as usize;
        if count > self.0.len() / bytes { Err(Malformed::Short) } else { Ok(count) }
    }

    fn measures(&mut self, what: &'static str, known: usize) -> Result<(), Malformed> {
        let found = self.u32()?;
        if found as usize == known { Ok(()) } else { Err(Malformed::OtherMeasures { what, found, known }) }
    }

    fn ledger(&mut self) -> Result<Ledger, Malformed> {
        let mut ledger = Ledger::default();
        self.measures("numbers in the books", ledger.numbers().count())?;
        for number in ledger.numbers() {
            *number = self.take().map(i64::from_le_bytes)?;
        }
        Ok(ledger)
    }

    fn snapshots(&mut self) -> Result<Vec<Snapshot>, Malformed> {
        self.measures("indicators", INDICATORS.len())?;
        let count = self.count(SNAPSHOT)?;
        (0..count).map(|_| self.snapshot()).collect()
    }

    fn snapshot(&mut self) -> Result<Snapshot, Malformed> {
        let week = self.u32()?;
        let count = self.count(ROW)?;
        let rows = (0..count).map(|_| self.row()).collect::<Result<_, _>>()?;
        Ok(Snapshot { week, rows })
    }

    fn row(&mut self) -> Result<IndicatorValues, Malformed> {
        let count = self.u32()?;
        let mut values = [0.0; INDICATORS.len()];
        for value in &mut values {
            *value = f64::from_bits(self.u64()?);
        }
        Ok(IndicatorValues { count, values })
    }

    fn text(&mut self) -> Result<String, Malformed> {
        let length = self.count(1)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(Malformed::Short)?;
        self.0 = rest;
        std::str::from_utf8(text).map(str::to_owned).map_err(|_| Malformed::Text)
    }
}
