//! The bytes of a file of runs: its header, what stands around each run, and their checksums.

use sha2::{Digest, Sha256};

/// The number of the format of journals and of [`super::bytes`](mod@super::bytes): raised whenever either changes.
pub const FORMAT: u32 = 7;

/// The first 16 bytes of a SHA-256.
pub(crate) type Checksum = [u8; 16];

/// The first bytes of a journal.
pub(crate) const MAGIC: [u8; 8] = *b"mutuajnl";
/// The first bytes of a record. The first of them occurs in no UTF-8 text.
pub(crate) const MARK: [u8; 4] = [0xF5, b'r', b'u', b'n'];

/// What a journal belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalHeader {
    /// Which ensemble: [`crate::ensemble::journal::ensemble_id`].
    pub id: [u8; 32],
    /// Runs in the whole plan, whether or not they are all done here.
    pub runs: u64,
}

impl JournalHeader {
    /// Magic 8, format 4, id 32, runs 8, checksum 16.
    pub(crate) const LENGTH: usize = 68;

    pub(crate) fn bytes(&self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[8..12].copy_from_slice(&FORMAT.to_le_bytes());
        bytes[12..44].copy_from_slice(&self.id);
        bytes[44..52].copy_from_slice(&self.runs.to_le_bytes());
        let checksum = first_half(Sha256::new().chain_update(&bytes[..52]));
        bytes[52..].copy_from_slice(&checksum);
        bytes
    }

    /// The checksum with which the chain of records begins.
    pub(crate) fn checksum(&self) -> Checksum {
        let mut checksum = Checksum::default();
        checksum.copy_from_slice(&self.bytes()[52..]);
        checksum
    }

    pub(crate) fn parse(given: &[u8; Self::LENGTH]) -> Result<Self, NotAHeader> {
        if given[..8] != MAGIC {
            return Err(NotAHeader::Magic);
        }
        let format = u32::from_le_bytes(part(given, 8));
        if format != FORMAT {
            return Err(NotAHeader::Format(format));
        }
        let header = Self { id: part(given, 12), runs: u64::from_le_bytes(part(given, 44)) };
        if header.bytes() == *given { Ok(header) } else { Err(NotAHeader::Checksum) }
    }
}

/// Why bytes are not a header.
pub(crate) enum NotAHeader {
    Magic,
    Format(u32),
    Checksum,
}

/// What stands before the payload of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    /// Bytes of payload.
    pub length: u32,
    /// Index of the run.
    pub index: u64,
    /// The checksum of the record before, or of the header.
    pub previous: Checksum,
}

impl Head {
    /// Mark 4, length 4, index 8, previous checksum 16.
    pub const LENGTH: usize = 32;

    pub fn bytes(&self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..4].copy_from_slice(&MARK);
        bytes[4..8].copy_from_slice(&self.length.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.index.to_le_bytes());
        bytes[16..].copy_from_slice(&self.previous);
        bytes
    }

    /// `None` without the mark.
    pub fn parse(bytes: &[u8; Self::LENGTH]) -> Option<Self> {
        let length = u32::from_le_bytes(part(bytes, 4));
        let index = u64::from_le_bytes(part(bytes, 8));
        (bytes[..4] == MARK).then(|| Self { length, index, previous: part(bytes, 16) })
    }

    /// A checksum into which the payload has still to go.
    pub fn begin_checksum(&self) -> Sha256 {
        let hash = Sha256::new().chain_update(self.previous);
        hash.chain_update(self.length.to_le_bytes()).chain_update(self.index.to_le_bytes())
    }

    /// Bytes of the whole record.
    pub fn whole(&self) -> u64 {
        (Self::LENGTH + size_of::<Checksum>()) as u64 + u64::from(self.length)
    }
}

/// The checksum of what has been put into `hash`.
pub(crate) fn first_half(hash: Sha256) -> Checksum {
    let mut checksum = Checksum::default();
    checksum.copy_from_slice(&hash.finalize()[..16]);
    checksum
}

/// `N` bytes of `bytes` from `at` on; zeros where there are none.
fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes.get(at..).and_then(|rest| rest.first_chunk::<N>()).copied().unwrap_or([0; N])
}
