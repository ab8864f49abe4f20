//! Numbers, lists and text from bytes, and what can be wrong with them.

use crate::model::indicator::{INDICATORS, IndicatorValues, Snapshot};
use crate::model::ledger::Ledger;
use thiserror::Error;

/// Bytes of a snapshot without rows.
pub(super) const OF_A_SNAPSHOT: usize = 8;
/// Bytes of a row.
pub(super) const OF_A_ROW: usize = 4 + 8 * INDICATORS.len();

/// Bytes that are not a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MalformedError {
    /// They end too early, or say that more follows than does.
    #[error("the bytes of a run end too early")]
    Short,
    /// Bytes are left over at the end.
    #[error("{left} bytes are left over after a run")]
    Long {
        /// How many.
        left: usize,
    },
    /// The first byte is neither of the two that it can be.
    #[error("a run is either finished (0) or failed (1), not {0}")]
    Kind(u8),
    /// A word of a row, by a number that stands for none.
    #[error("no word of a row has the number {0}")]
    Word(u8),
    /// Another number of indicators, or of numbers in the books, than this program has.
    #[error("the run holds {found} {what} where this mutua has {known}: use the version that wrote it")]
    OtherMeasures {
        /// What is counted.
        what: &'static str,
        /// How many there are in the bytes.
        found: u32,
        /// How many this program has.
        known: usize,
    },
    /// The number of a regime that this machine cannot hold.
    #[error("there is no regime number {0}")]
    Regime(u64),
    /// A number that is not written as numbers are, or too large for its place.
    #[error("a number is not written in as few bytes as it needs, or is too large")]
    Number,
    /// A reason that is not text.
    #[error("the reason of a failed run is not UTF-8 text")]
    Text,
}

/// A count that is too large is written as one that no decoder believes.
pub(super) fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

/// The bytes that have not been read yet.
pub(super) struct ByteReader<'a>(pub(super) &'a [u8]);

impl<'a> ByteReader<'a> {
    /// Nothing may be left over.
    pub(super) fn end(&self) -> Result<(), MalformedError> {
        match self.0.len() {
            0 => Ok(()),
            left => Err(MalformedError::Long { left }),
        }
    }

    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], MalformedError> {
        let (bytes, rest) = self.0.split_first_chunk::<N>().ok_or(MalformedError::Short)?;
        self.0 = rest;
        Ok(*bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, MalformedError> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, MalformedError> {
        self.take().map(u64::from_le_bytes)
    }

    /// How many things of at least `bytes` bytes follow; no more than there is room for.
    pub(super) fn count(&mut self, bytes: usize) -> Result<usize, MalformedError> {
        let count = self.u32()? as usize;
        if count > self.0.len() / bytes { Err(MalformedError::Short) } else { Ok(count) }
    }

    pub(super) fn measures(&mut self, what: &'static str, known: usize) -> Result<(), MalformedError> {
        let found = self.u32()?;
        if found as usize == known { Ok(()) } else { Err(MalformedError::OtherMeasures { what, found, known }) }
    }

    pub(super) fn ledger(&mut self) -> Result<Ledger, MalformedError> {
        let mut ledger = Ledger::default();
        self.measures("numbers in the books", ledger.numbers().count())?;
        for number in ledger.numbers() {
            *number = self.take().map(i64::from_le_bytes)?;
        }
        Ok(ledger)
    }

    pub(super) fn snapshots(&mut self) -> Result<Vec<Snapshot>, MalformedError> {
        self.measures("indicators", INDICATORS.len())?;
        let count = self.count(OF_A_SNAPSHOT)?;
        (0..count).map(|_| self.snapshot()).collect()
    }

    fn snapshot(&mut self) -> Result<Snapshot, MalformedError> {
        let week = self.u32()?;
        let count = self.count(OF_A_ROW)?;
        let rows = (0..count).map(|_| self.values()).collect::<Result<_, _>>()?;
        Ok(Snapshot { week, rows })
    }

    fn values(&mut self) -> Result<IndicatorValues, MalformedError> {
        let count = self.u32()?;
        let mut values = [0.0; INDICATORS.len()];
        for value in &mut values {
            *value = f64::from_bits(self.u64()?);
        }
        Ok(IndicatorValues { count, values })
    }

    pub(super) fn text(&mut self) -> Result<String, MalformedError> {
        let length = self.count(1)?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(MalformedError::Short)?;
        self.0 = rest;
        std::str::from_utf8(text).map(str::to_owned).map_err(|_| MalformedError::Text)
    }
}
