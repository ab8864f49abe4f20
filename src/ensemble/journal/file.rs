//! An open journal: adding runs to it, and reading them.

use super::error::{Fault, JournalError};
use super::scan::read_at;
use crate::record::journal::{Checksum, FORMAT, Head, first_half};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a finished run may wait before it is brought to the disk with a later one, unless said otherwise. It is
/// safe from a killed process at once, and from a power cut after this.
pub const SYNC_EVERY: Duration = Duration::from_secs(1);

/// Which ensemble a journal belongs to: the resolved scenario (as its hash text), this version of the program, and the
/// format.
#[must_use]
pub fn ensemble_id(scenario_hash: &str) -> [u8; 32] {
    let parts = Sha256::new().chain_update(scenario_hash).chain_update([0]).chain_update(env!("CARGO_PKG_VERSION"));
    parts.chain_update([0]).chain_update(FORMAT.to_le_bytes()).finalize().into()
}

/// An open journal. It keeps 8 bytes in memory for each run of the plan.
///
/// Only one process may write to it: take the [`crate::files::FolderLock`] of its folder first.
///
/// ```
/// use mutua::ensemble::journal::{Journal, ensemble_id};
///
/// let folder = tempfile::tempdir()?;
/// let (path, id) = (folder.path().join("journal.bin"), ensemble_id("hash of a scenario"));
/// let mut journal = Journal::create(&path, id, 3)?;
/// journal.append(2, b"the last run")?;
/// journal.append(0, b"the first run")?;
/// drop(journal);
///
/// let journal = Journal::open(&path, id, 3)?.journal;
/// assert_eq!(journal.missing().collect::<Vec<_>>(), [1]);
/// assert_eq!(journal.read(2)?, b"the last run");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Journal {
    pub(super) path: PathBuf,
    pub(super) file: File,
    /// Where the record of each run begins; 0, where the header is, for a run that is not there.
    pub(super) places: Vec<u64>,
    pub(super) done: u64,
    /// Where the next record begins.
    pub(super) end: u64,
    /// The checksum that the next record continues.
    pub(super) chain: Checksum,
    /// The last record as it was written; kept for its room.
    pub(super) buffer: Vec<u8>,
    pub(super) access: Access,
    pub(super) sync_every: Duration,
    pub(super) synced: Instant,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    ReadOnly,
    Writing,
    /// A write failed: what the disk holds is not known any more.
    Stopped,
}

impl Journal {
    /// Adds a run, in one write, and brings it to the disk if the last time is longer ago than [`Self::set_sync_every`]
    /// says.
    ///
    /// # Errors
    /// If the run is there already, is not in the plan, or the file cannot be written or brought to the disk. After a
    /// failed write the file is cut back to the records before, where the system allows; otherwise that is done when it
    /// is opened again. In either case this journal takes no further runs.
    pub fn append(&mut self, index: u64, payload: &[u8]) -> Result<(), JournalError> {
        let length = self.check_append(index, payload.len())?;
        let head = Head { length, index, previous: self.chain };
        let checksum = first_half(head.begin_checksum().chain_update(payload));
        self.buffer.clear();
        self.buffer.extend(head.bytes());
        self.buffer.extend(payload);
        self.buffer.extend(checksum);
        if let Err(source) = self.write_buffer() {
            self.access = Access::Stopped;
            // If this fails as well, what was written is cut off when the journal is opened again.
            let _ = self.file.set_len(self.end);
            return Err(self.fault(Fault::Write { offset: self.end, done: self.done, source }));
        }
        self.keep(index, self.end);
        self.end += head.whole();
        self.chain = checksum;
        if self.synced.elapsed() >= self.sync_every { self.sync() } else { Ok(()) }
    }

    /// Brings every run that was added to the disk.
    ///
    /// # Errors
    /// If the system cannot. It is not known then what is on the disk, and this journal takes no further runs.
    pub fn sync(&mut self) -> Result<(), JournalError> {
        if self.access == Access::ReadOnly {
            return Ok(());
        }
        if let Err(source) = self.file.sync_data() {
            self.access = Access::Stopped;
            return Err(self.fault(Fault::Io { doing: "bring to the disk", offset: self.end, source }));
        }
        self.synced = Instant::now();
        Ok(())
    }

    /// How long a run may wait before [`Self::append`] brings it to the disk: [`SYNC_EVERY`] unless set;
    /// [`Duration::ZERO`] for each run at once, [`Duration::MAX`] for only when [`Self::sync`] is called.
    pub fn set_sync_every(&mut self, at_most: Duration) {
        self.sync_every = at_most;
    }

    /// The payload of a run. Its checksum is verified again.
    ///
    /// # Errors
    /// If the run is not there, cannot be read, or has been changed since the journal was opened.
    pub fn read(&self, index: u64) -> Result<Vec<u8>, JournalError> {
        let offset = self.place(index).ok_or_else(|| self.fault(Fault::Missing { index }))?;
        match self.read_record(index, offset) {
            Ok(Some(payload)) => Ok(payload),
            Ok(None) => Err(self.fault(Fault::Changed { index, offset })),
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Err(self.fault(Fault::Changed { index, offset })),
            Err(source) => Err(self.fault(Fault::Io { doing: "read", offset, source })),
        }
    }

    /// The runs that are there, with their payloads, in the order of the plan whatever the order in which they were
    /// added. One at a time is in memory.
    pub fn in_order(&self) -> impl Iterator<Item = Result<(u64, Vec<u8>), JournalError>> {
        self.present().map(|index| Ok((index, self.read(index)?)))
    }

    /// Whether a run is there.
    #[must_use]
    pub fn holds(&self, index: u64) -> bool {
        self.place(index).is_some()
    }

    /// The runs that are there, in the order of the plan.
    pub fn present(&self) -> impl Iterator<Item = u64> {
        (0..self.runs()).filter(|&index| self.holds(index))
    }

    /// The runs of the plan that are not there, in the order of the plan.
    pub fn missing(&self) -> impl Iterator<Item = u64> {
        (0..self.runs()).filter(|&index| !self.holds(index))
    }

    /// How many runs are there.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done
    }

    /// How many runs the whole plan has.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.places.len() as u64
    }

    /// Bytes of header and records.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.end
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn place(&self, index: u64) -> Option<u64> {
        let at = usize::try_from(index).ok()?;
        self.places.get(at).copied().filter(|&place| place > 0)
    }

    pub(super) fn keep(&mut self, index: u64, offset: u64) {
        if let Some(place) = usize::try_from(index).ok().and_then(|at| self.places.get_mut(at)) {
            *place = offset;
            self.done += 1;
        }
    }

    /// Whether a run may stand at `offset`.
    pub(super) fn expect_new(&self, index: u64, offset: u64) -> Result<(), Fault> {
        let runs = self.runs();
        if index >= runs {
            Err(Fault::NoSuchRun { index, runs, offset })
        } else if self.holds(index) {
            Err(Fault::Twice { index, offset })
        } else {
            Ok(())
        }
    }

    /// Whether a run may be added; the length of its payload.
    fn check_append(&self, index: u64, length: usize) -> Result<u32, JournalError> {
        match self.access {
            Access::ReadOnly => return Err(self.fault(Fault::ReadOnly)),
            Access::Stopped => return Err(self.fault(Fault::Stopped)),
            Access::Writing => {}
        }
        self.expect_new(index, self.end).map_err(|fault| self.fault(fault))?;
        u32::try_from(length).map_err(|_| self.fault(Fault::TooLong { index, length }))
    }

    fn write_buffer(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(&self.buffer)
    }

    /// `None` if the record is not whole any more.
    fn read_record(&self, index: u64, offset: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = [0; Head::LENGTH];
        read_at(&self.file, &mut bytes, offset)?;
        let fits = |head: &Head| head.index == index && head.whole() <= self.end.saturating_sub(offset);
        let Some(head) = Head::parse(&bytes).filter(fits) else {
            return Ok(None);
        };
        let mut payload = vec![0; head.length as usize];
        let begin = offset + Head::LENGTH as u64;
        read_at(&self.file, &mut payload, begin)?;
        let mut stored = Checksum::default();
        read_at(&self.file, &mut stored, begin + u64::from(head.length))?;
        let checksum = first_half(head.begin_checksum().chain_update(&payload));
        Ok((checksum == stored).then_some(payload))
    }

    fn fault(&self, fault: Fault) -> JournalError {
        fault.of(&self.path)
    }
}
