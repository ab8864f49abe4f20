//! A part of an ensemble that is done by itself, in a folder of its own.

use std::num::{NonZeroU32, NonZeroU64};
use thiserror::Error;

/// A part of an ensemble that is done by itself, in a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    part: u32,
    of: NonZeroU32,
}

impl Shard {
    /// All of it.
    pub const WHOLE: Self = Self { part: 0, of: NonZeroU32::MIN };

    /// Part number `part`, from 1, of so many.
    ///
    /// # Errors
    /// If there are no parts, or fewer than that.
    ///
    /// # Examples
    /// ```
    /// use mutua::ensemble::shard::Shard;
    /// assert_eq!(Shard::new(1, 1), Ok(Shard::WHOLE));
    /// assert!(Shard::new(1, 0).is_err() && Shard::new(0, 3).is_err() && Shard::new(4, 3).is_err());
    /// ```
    pub fn new(part: u32, of: u32) -> Result<Self, ShardError> {
        match (part.checked_sub(1), NonZeroU32::new(of)) {
            (Some(before), Some(parts)) if before < of => Ok(Self { part: before, of: parts }),
            _ => Err(ShardError { given: format!("{part}/{of}") }),
        }
    }

    /// Which part, from 1.
    #[must_use]
    pub fn part(&self) -> u32 {
        self.part + 1
    }

    /// Of how many.
    #[must_use]
    pub fn of(&self) -> u32 {
        self.of.get()
    }

    /// Whether a unit of the plan belongs to this part.
    #[must_use]
    pub fn holds(&self, unit: u64) -> bool {
        unit % NonZeroU64::from(self.of) == u64::from(self.part)
    }
}

impl std::str::FromStr for Shard {
    type Err = ShardError;

    /// Reads `i/n`, with `i` from 1 to `n`.
    fn from_str(text: &str) -> Result<Self, ShardError> {
        let wrong = || ShardError { given: text.to_owned() };
        let (part, of) = text.split_once('/').ok_or_else(wrong)?;
        let (part, of) = (part.parse().map_err(|_| wrong())?, of.parse().map_err(|_| wrong())?);
        Self::new(part, of).map_err(|_| wrong())
    }
}

/// There is no such part.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{given} is not a part: write 1/3, 2/3 or 3/3 for the parts of three")]
pub struct ShardError {
    /// What was asked for.
    pub given: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_and_cover_every_unit_once() {
        for text in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/3/5"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        let parts: Vec<Shard> = ["1/3", "2/3", "3/3"].iter().filter_map(|text| text.parse().ok()).collect();
        assert!((0..100).all(|unit| parts.iter().filter(|part| part.holds(unit)).count() == 1));
        assert!((0..100).all(|unit| Shard::WHOLE.holds(unit)));
    }
}
