//! Arguments that several subcommands share.

use super::language::LanguageName;
use crate::ensemble::shard::Shard;
use crate::output::{ReportRequest, Start};
use clap::Args;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// A parser of whole numbers in a range, for `value_parser`.
pub(super) fn whole<T: TryFrom<u64>>(range: RangeInclusive<u64>) -> impl Fn(&str) -> Result<T, String> + Clone {
    move |typed| {
        let number = typed.parse().ok().filter(|number| range.contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| match (range.start(), range.end()) {
            (least, &u64::MAX) => format!("it must be a whole number, at least {least}"),
            (least, most) => format!("it must be a whole number from {least} to {most}"),
        })
    }
}

/// Every number that fits into 32 bits.
pub(super) const ANY: RangeInclusive<u64> = 0..=u32::MAX as u64;

/// A scenario, as typed.
#[derive(Debug, Args)]
pub(super) struct ScenarioArguments {
    /// A scenario file, or the name of a scenario that comes with the program
    pub(super) scenario: PathBuf,
    /// Worlds for each regime, instead of what the scenario says
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u32>(1..=100_000))]
    pub(super) replicates: Option<u32>,
    #[command(flatten)]
    pub(super) threads: ThreadsArgument,
    /// Set a key as if it stood in the file: `people=2000`, `stake_shared=0.1`, `hope=false`,
    /// `regime.case-centred.capacity=8`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub(super) sets: Vec<String>,
}

/// How many threads to use.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct ThreadsArgument {
    /// Threads to use; all cores if not given. Results do not depend on it
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u16>(1..=1024))]
    threads: Option<u16>,
}

impl ThreadsArgument {
    /// As many as were asked for, or as there are cores.
    pub(super) fn count(self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from)
    }
}

/// What may happen to runs that exist already, and which runs to do.
#[derive(Debug, Args)]
pub(super) struct RunsArguments {
    /// Replace results that exist already
    #[arg(long)]
    force: bool,
    /// Continue a study that was stopped or killed; with more --replicates, add them to a finished result
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    /// Do only a part of the runs, to be joined with the others by `mutua merge`
    #[arg(long, value_name = "I/N", default_value = "1/1", hide_default_value = true)]
    pub(super) shard: Shard,
    #[command(flatten)]
    pub(super) report: LanguageArgument,
}

/// In which language a report is told beside the default one.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct LanguageArgument {
    /// Write the report in this language, too (report.it.html): en or it
    #[arg(long, value_name = "CODE", default_value = "en", hide_default_value = true)]
    language: LanguageName,
}

impl LanguageArgument {
    /// Whether another language than the default one is asked for.
    pub(super) fn asks_for_another(self) -> bool {
        self.language != LanguageName::default()
    }

    /// How the report of a result that this program makes is asked for.
    pub(super) fn request(self) -> ReportRequest {
        ReportRequest { language: self.language.into(), ..ReportRequest::default() }
    }
}

impl RunsArguments {
    /// Those of a command that has flags of its own: `--resume`, `--force`.
    pub(super) fn of((resume, force): (bool, bool), shard: Shard, report: LanguageArgument) -> Self {
        Self { force, resume, shard, report }
    }

    /// How to begin.
    pub(super) fn start(&self) -> Start {
        start(self.resume, self.force)
    }
}

/// How to begin, by the flags `--resume` and `--force`.
pub(super) fn start(resume: bool, force: bool) -> Start {
    match (resume, force) {
        (true, _) => Start::Resume,
        (false, true) => Start::Replace,
        (false, false) => Start::New,
    }
}
