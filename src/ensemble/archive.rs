//! The runs of an ensemble: kept one by one in the folder of what is under way as they are done, found again after any
//! end, and written in the order of the plan when all are there.

use super::districts::{DISTRICTS, KeptDistricts};
use super::journal::{Fault, Journal, JournalError, ensemble_id};
use crate::files::{FileError, Folder};
use crate::record::bytes::{MalformedError, decode, decode_world, encode, encode_world};
use crate::record::names::{JOURNAL, RUNS, TAKEN_OVER, TOWNS};
use crate::record::{Run, WorldRecord};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use thiserror::Error;

/// Where more districts than these would be under way, runs are small beside the whole, and no districts are kept.
const MOST_DISTRICTS: u64 = 100_000;

/// The runs of an ensemble, in a folder in which no other mutua is at work.
#[derive(Debug)]
pub struct Archive {
    /// The folder of what is under way; `None` where the ensemble is finished.
    work: Option<Folder>,
    journal: Mutex<Journal>,
    /// Districts of countries whose run is not done; `None` where there are none.
    towns: Option<Mutex<Journal>>,
    /// The first failure to keep a run.
    lost: Mutex<Option<ArchiveError>>,
    /// What had to be cut off when the journal was opened: to be told.
    pub cut: Option<String>,
}

impl Archive {
    /// Begins in `work`, the folder of what is under way, an ensemble of so many runs that `identity` tells from all
    /// others, or goes on with the runs of it that are there.
    ///
    /// # Errors
    /// If the runs that are there are damaged, or the disk refuses.
    pub fn begin(work: Folder, identity: &str, runs: u64) -> Result<Self, ArchiveError> {
        let id = ensemble_id(identity);
        let opened = if work.holds("open", JOURNAL)? { Some(Journal::open_in(&work, JOURNAL, id, runs)) } else { None };
        let (journal, cut) = match opened {
            Some(Ok(opened)) => (opened.journal, opened.cut),
            // Of the study that this one took the place of when it was told to begin anew.
            Some(Err(JournalError { fault: Fault::OtherEnsemble { .. } | Fault::OtherRuns { .. }, .. })) => {
                work.remove(JOURNAL)?;
                (Journal::create_in(&work, JOURNAL, id, runs)?, None)
            }
            Some(Err(error)) => return Err(error.into()),
            None => (Journal::create_in(&work, JOURNAL, id, runs)?, None),
        };
        Ok(Self::of(Some(work), journal, cut.map(|cut| cut.to_string())))
    }

    /// As [`Self::begin`], with the runs in `earlier` there from the beginning.
    ///
    /// # Errors
    /// If a run in `earlier` cannot be read, or the disk refuses.
    pub fn begin_with(work: Folder, identity: &str, runs: u64, earlier: &Journal) -> Result<Self, ArchiveError> {
        work.remove(TAKEN_OVER)?;
        let mut taken = Journal::create_in(&work, TAKEN_OVER, ensemble_id(identity), runs)?;
        taken.set_sync_every(std::time::Duration::MAX);
        for record in earlier.in_order() {
            let (index, payload) = record?;
            taken.append(index, &payload)?;
        }
        taken.sync()?;
        work.rename(TAKEN_OVER, &work, JOURNAL)?;
        Self::begin(work, identity, runs)
    }

    /// The archive of a finished ensemble.
    #[must_use]
    pub fn finished(runs: Journal) -> Self {
        Self::of(None, runs, None)
    }

    /// The runs themselves.
    #[must_use]
    pub fn into_journal(self) -> Journal {
        self.journal.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(work: Option<Folder>, journal: Journal, cut: Option<String>) -> Self {
        Self { work, journal: Mutex::new(journal), towns: None, lost: Mutex::new(None), cut }
    }

    /// Keeps districts of countries too, until their runs are done, beginning with those that are there. Nothing happens
    /// where there are many runs.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn keep_districts(&mut self, identity: &str) -> Result<(), ArchiveError> {
        let (id, all) =
            (ensemble_id(&format!("{identity} by districts")), self.journal().runs() * u64::from(DISTRICTS));
        let Some(work) = self.work.as_ref().filter(|_| all <= MOST_DISTRICTS) else { return Ok(()) };
        let there = if work.holds("open", TOWNS)? { Journal::open_in(work, TOWNS, id, all).ok() } else { None };
        let journal = match there {
            Some(opened) => opened.journal,
            // Of another ensemble, or damaged: it would only have saved time.
            None => {
                work.remove(TOWNS)?;
                Journal::create_in(work, TOWNS, id, all)?
            }
        };
        self.towns = Some(Mutex::new(journal));
        Ok(())
    }

    /// Discards the districts, once all runs are done that are to be done here.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn discard_districts(&self) -> Result<(), ArchiveError> {
        self.work.as_ref().map_or(Ok(()), |work| Ok(work.remove(TOWNS)?))
    }

    /// How many districts of runs that are not done are there.
    #[must_use]
    pub fn districts_done(&self) -> u64 {
        let Some(towns) = &self.towns else { return 0 };
        let towns = towns.lock().unwrap_or_else(PoisonError::into_inner);
        towns.present().filter(|index| !self.holds(index / u64::from(DISTRICTS))).count() as u64
    }

    /// Whether the run of this number is there.
    #[must_use]
    pub fn holds(&self, index: u64) -> bool {
        self.journal().holds(index)
    }

    /// How many runs are there.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.journal().done()
    }

    /// Keeps a run. Of failures the first is remembered for [`Self::lost`]; false if there is one.
    pub fn keep(&self, index: u64, run: &Run) -> bool {
        self.keep_bytes(index, &encode(run))
    }

    /// Keeps what stands for a run in an ensemble of something else than runs.
    pub fn keep_bytes(&self, index: u64, payload: &[u8]) -> bool {
        let kept = self.journal().append(index, payload);
        self.note(kept);
        !self.has_lost()
    }

    /// Remembers the first failure.
    fn note(&self, kept: Result<(), JournalError>) {
        if let Err(error) = kept {
            self.failure().get_or_insert(error.into());
        }
    }

    fn failure(&self) -> MutexGuard<'_, Option<ArchiveError>> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why a run could not be kept, if one could not.
    pub fn lost(&self) -> Option<ArchiveError> {
        self.failure().take()
    }

    /// Brings everything to the disk.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn sync(&self) -> Result<(), ArchiveError> {
        Ok(self.journal().sync()?)
    }

    /// The run of this number.
    ///
    /// # Errors
    /// If it is not there, or not as it was.
    pub fn run(&self, index: u64) -> Result<Run, ArchiveError> {
        let payload = self.journal().read(index)?;
        decode(&payload).map_err(|fault| ArchiveError::Malformed {
            path: self.journal().path().to_owned(),
            index,
            fault,
        })
    }

    /// What was kept under this number, as bytes.
    ///
    /// # Errors
    /// If it is not there, or not as it was.
    pub fn bytes(&self, index: u64) -> Result<Vec<u8>, ArchiveError> {
        Ok(self.journal().read(index)?)
    }

    /// All runs that are there, in the order of the plan, one at a time in memory.
    pub fn runs(&self) -> impl Iterator<Item = Result<Run, ArchiveError>> {
        let present: Vec<u64> = self.journal().present().collect();
        present.into_iter().map(|index| self.run(index))
    }

    /// Writes all runs as [`RUNS`] into the folder `into`, in the order of the plan, once they are all there: the same
    /// bytes whatever the order in which they were done. Whether they are; nothing happens while some are missing.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn finalise(&self, into: &Folder, identity: &str) -> Result<bool, ArchiveError> {
        let journal = self.journal();
        if journal.missing().next().is_some() {
            return Ok(false);
        }
        let mut finished = Journal::create_in(into, RUNS, ensemble_id(identity), journal.runs())?;
        finished.set_sync_every(std::time::Duration::MAX);
        for record in journal.in_order() {
            let (index, payload) = record?;
            finished.append(index, &payload)?;
        }
        finished.sync()?;
        Ok(true)
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        // A thread that panicked while appending leaves a journal that takes no further runs.
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeptDistricts for Archive {
    fn districts(&self) -> Vec<(u64, u32, WorldRecord)> {
        let Some(towns) = &self.towns else { return Vec::new() };
        let towns = towns.lock().unwrap_or_else(PoisonError::into_inner);
        let read = |index: u64| {
            let world = decode_world(&towns.read(index).ok()?).ok()?;
            Some((index / u64::from(DISTRICTS), (index % u64::from(DISTRICTS)) as u32, world))
        };
        towns.present().filter_map(read).collect()
    }

    /// What goes wrong is remembered for [`Self::lost`].
    fn keep_district(&self, run: u64, district: u32, world: &WorldRecord) {
        let Some(towns) = &self.towns else { return };
        let mut towns = towns.lock().unwrap_or_else(PoisonError::into_inner);
        self.note(towns.append(run * u64::from(DISTRICTS) + u64::from(district), &encode_world(world)));
    }

    /// What is done from here on would be lost too.
    fn has_lost(&self) -> bool {
        self.failure().is_some()
    }
}

/// Why runs could not be kept or found.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// The journal refuses.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The bytes of a run are whole but not a run.
    #[error("run {index} in {path} cannot be read: {fault}; begin anew")]
    Malformed {
        /// The file in which they are.
        path: PathBuf,
        /// The number of the run.
        index: u64,
        /// What is wrong with it.
        fault: MalformedError,
    },
    /// The system refused.
    #[error(transparent)]
    File(#[from] FileError),
}
