//! The runs of an ensemble in a folder: kept one by one as they are done, found again after any end, and laid down in
//! the order of the plan when all are there.

use super::journal::{FolderLock, JOURNAL, Journal, JournalError, LockError, ensemble_id};
use super::lived::{DISTRICTS, Lived};
use super::payload::{Malformed, decode, decode_lived, encode, encode_lived};
use super::plan::Plan;
use super::{Run, place};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file of all runs of a finished ensemble, in the order of the plan.
pub const RUNS: &str = "runs.bin";
/// The same while it is being laid down.
const LAYING_DOWN: &str = "runs.bin.part";
/// The districts of runs that are under way.
pub const TOWNS: &str = "towns.bin";
/// Where more districts than these would be under way, runs are small beside the whole, and no districts are kept.
const MOST_DISTRICTS: u64 = 100_000;

/// How to begin in a folder in which there may be runs already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// There must be none.
    New,
    /// Those that are there are thrown away.
    Anew,
    /// Those that are there are kept, the others done.
    Resume,
}

/// The runs of an ensemble in a folder in which no other mutua is at work.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    journal: Mutex<Journal>,
    /// Districts of countries whose run is not done; `None` where there are none.
    towns: Option<Mutex<Journal>>,
    /// The first failure to keep a run.
    lost: Mutex<Option<ArchiveError>>,
    /// What had to be cut off when the journal was opened: to be told.
    pub cut: Option<String>,
    /// Whether all runs were there and laid down already.
    pub finished: bool,
    _lock: FolderLock,
}

impl Archive {
    /// Begins in `folder`, which must exist, an ensemble of so many runs that `identity` tells from all others.
    ///
    /// # Errors
    /// If another mutua is at work there, there are runs that must not be touched, or the disk does not play its part.
    pub fn begin(folder: &Path, identity: &str, runs: u64, start: Start) -> Result<Self, ArchiveError> {
        let lock = FolderLock::take(folder).map_err(ArchiveError::Busy)?;
        let id = ensemble_id(identity);
        let (journal, laid_down) = (folder.join(JOURNAL), folder.join(RUNS));
        remove(&folder.join(LAYING_DOWN))?;
        match start {
            Start::New if journal.exists() => return Err(ArchiveError::Unfinished { folder: folder.to_owned() }),
            Start::New | Start::Resume => (),
            // Runs laid down by an earlier ensemble stay until the new ones are.
            Start::Anew => {
                remove(&folder.join(TOWNS))?;
                remove(&journal)?;
            }
        }
        let there = start == Start::Resume && laid_down.exists() && !journal.exists();
        let opened = if there { Some(Journal::open_read_only(&laid_down, id, runs)?) } else { None };
        let whole = opened.filter(|opened| opened.cut.is_none() && opened.journal.done() == runs);
        let finished = whole.is_some();
        if there && !finished {
            // Damaged since: those that are whole are kept, and the others done again.
            fs::rename(&laid_down, &journal).map_err(failed("rename", &laid_down))?;
        }
        let (journal, cut) = if let Some(whole) = whole {
            (whole.journal, None)
        } else if journal.exists() {
            let opened = Journal::open(&journal, id, runs)?;
            (opened.journal, opened.cut)
        } else {
            (Journal::create(&journal, id, runs)?, None)
        };
        Ok(Self {
            folder: folder.to_owned(),
            journal: Mutex::new(journal),
            towns: None,
            lost: Mutex::new(None),
            cut: cut.map(|cut| cut.to_string()),
            finished,
            _lock: lock,
        })
    }

    /// Makes sure, before anything is made in `folder`, that nobody is at work there and nobody has left runs there;
    /// [`Self::begin`] does so again once it has the folder to itself.
    ///
    /// # Errors
    /// If another mutua is at work there, or there are runs of an unfinished ensemble.
    pub fn expect_none(folder: &Path) -> Result<(), ArchiveError> {
        if !folder.join(JOURNAL).exists() {
            return Ok(());
        }
        FolderLock::take(folder).map_err(ArchiveError::Busy)?;
        Err(ArchiveError::Unfinished { folder: folder.to_owned() })
    }

    /// Keeps districts of countries too, until their runs are done, beginning with those that are there. Nothing happens
    /// where there are many runs.
    ///
    /// # Errors
    /// If the disk does not play its part.
    pub fn keep_districts(&mut self, identity: &str) -> Result<(), ArchiveError> {
        let (path, runs) = (self.folder.join(TOWNS), self.journal().runs());
        let (id, all) = (ensemble_id(&format!("{identity} by districts")), runs * u64::from(DISTRICTS));
        if self.finished || all > MOST_DISTRICTS {
            return Ok(());
        }
        let there = if path.exists() { Journal::open(&path, id, all).ok() } else { None };
        let journal = match there {
            Some(opened) => opened.journal,
            // Of another ensemble, or damaged: it would only have saved time.
            None => {
                remove(&path)?;
                Journal::create(&path, id, all)?
            }
        };
        self.towns = Some(Mutex::new(journal));
        Ok(())
    }

    /// Keeps a district of a run; what goes wrong is remembered for [`Self::lost`].
    pub(super) fn keep_district(&self, run: u64, district: u32, lived: &Lived) {
        let Some(towns) = &self.towns else { return };
        let mut towns = towns.lock().unwrap_or_else(PoisonError::into_inner);
        self.note(towns.append(run * u64::from(DISTRICTS) + u64::from(district), &encode_lived(lived)));
    }

    /// The districts that are there: the number of the run, that of the district, and what it left behind.
    pub(super) fn districts(&self) -> Vec<(u64, u32, Lived)> {
        let Some(towns) = &self.towns else { return Vec::new() };
        let towns = towns.lock().unwrap_or_else(PoisonError::into_inner);
        let read = |index: u64| {
            let lived = decode_lived(&towns.read(index).ok()?).ok()?;
            Some((index / u64::from(DISTRICTS), (index % u64::from(DISTRICTS)) as u32, lived))
        };
        towns.present().filter_map(read).collect()
    }

    /// Lets go of the districts, once all runs are done that are to be done here.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn let_districts_go(&self) -> Result<(), ArchiveError> {
        remove(&self.folder.join(TOWNS))
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

    /// Whether something could not be kept: what is done from here on would be lost too.
    pub(super) fn has_lost(&self) -> bool {
        self.failure().is_some()
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
        decode(&payload).map_err(|fault| ArchiveError::Malformed { folder: self.folder.clone(), index, fault })
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

    /// Lays all runs down in the order of the plan, once they are all there: the same bytes whatever the order in which
    /// they were done. They get their name by [`Self::publish`], when the results made of them are whole as well.
    /// Nothing happens while some are missing.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn lay_down(&self, identity: &str) -> Result<(), ArchiveError> {
        let journal = self.journal();
        if self.finished || journal.missing().next().is_some() {
            return Ok(());
        }
        let part = self.folder.join(LAYING_DOWN);
        remove(&part)?;
        let mut laid_down = Journal::create(&part, ensemble_id(identity), journal.runs())?;
        laid_down.set_sync_every(std::time::Duration::MAX);
        for record in journal.in_order() {
            let (index, payload) = record?;
            laid_down.append(index, &payload)?;
        }
        Ok(laid_down.sync()?)
    }

    /// Gives the runs that were laid down their name, and lets the journal go. Nothing happens if none were.
    ///
    /// # Errors
    /// If the disk refuses.
    pub fn publish(&self) -> Result<(), ArchiveError> {
        let (part, whole) = (self.folder.join(LAYING_DOWN), self.folder.join(RUNS));
        if !part.exists() {
            return Ok(());
        }
        fs::rename(&part, &whole).map_err(failed("rename", &part))?;
        remove(&self.folder.join(JOURNAL))
    }

    fn journal(&self) -> MutexGuard<'_, Journal> {
        // A thread that panicked while appending leaves a journal that takes no further runs.
        self.journal.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Archive {
    /// Runs that were laid down but not published are in the journal still.
    fn drop(&mut self) {
        let _ = remove(&self.folder.join(LAYING_DOWN));
    }
}

/// The runs in a folder, for reading: those laid down, or those done so far.
///
/// # Errors
/// If there are none of this ensemble, or they are damaged.
pub fn open_runs(folder: &Path, identity: &str, runs: u64) -> Result<Journal, ArchiveError> {
    let whole = folder.join(RUNS);
    let path = if whole.exists() { whole } else { folder.join(JOURNAL) };
    Ok(Journal::open_read_only(&path, ensemble_id(identity), runs)?.journal)
}

/// Whether a run stands where the plan has it.
#[must_use]
pub fn in_place(run: &Run, index: u64, plan: &Plan) -> bool {
    let point = match run {
        Ok(record) => record.point,
        Err(failed) => failed.point,
    };
    let (replicate, regime) = place(run);
    plan.index(replicate, point, regime) == index
}

fn remove(path: &Path) -> Result<(), ArchiveError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", path)(error)),
        _ => Ok(()),
    }
}

fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> ArchiveError {
    let path = path.to_owned();
    move |source| ArchiveError::Io { doing, path, source }
}

/// Why runs could not be kept or found.
#[derive(Debug)]
pub enum ArchiveError {
    /// Another mutua is at work there, or the folder cannot be locked.
    Busy(LockError),
    /// There are runs of an unfinished ensemble.
    Unfinished {
        /// Where.
        folder: PathBuf,
    },
    /// The journal refuses.
    Journal(JournalError),
    /// The bytes of a run are whole but not a run.
    Malformed {
        /// Where.
        folder: PathBuf,
        /// The number of the run.
        index: u64,
        /// What is wrong with it.
        fault: Malformed,
    },
    /// The system refused.
    Io {
        /// What was being done, to be followed by the path.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl From<JournalError> for ArchiveError {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(lock) => lock.fmt(f),
            Self::Unfinished { folder } => write!(
                f,
                "{} holds an unfinished ensemble: use --resume to go on with it, --force to begin anew, or --out for another folder",
                folder.display()
            ),
            Self::Journal(error) => error.fmt(f),
            Self::Malformed { folder, index, fault } => {
                write!(f, "run {index} in {} cannot be read: {fault}; begin anew with --force", folder.display())
            }
            Self::Io { doing, path, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
        }
    }
}

impl std::error::Error for ArchiveError {}
