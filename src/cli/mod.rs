//! The command: arguments as typed, one file a subcommand.

mod ablate;
mod check;
mod completions;
pub mod exit;
mod merge;
mod open;
mod pages;
mod patterns;
mod progress;
mod regimes;
mod results;
mod resume;
mod run;
mod say;
mod scenarios;
mod sensitivity;
mod session;
mod signals;
mod state;
mod story;
mod sweep;
mod verify;

use crate::analysis::patterns::REPLICATES;
use crate::ensemble::plan::Shard;
use crate::output::Start;
use clap::{Args, Parser, Subcommand};
use exit::{Exit, Stop};
use say::{lines, print, print_broken, print_file, tell};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the program is, in a sentence, and where to begin.
#[derive(Debug, Parser)]
#[command(name = "mutua", version, about = "Simulates reciprocity and social capital in social work", after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  mutua run scenarios/three-regimes.toml
  mutua check scenarios/three-regimes.toml
  mutua scenarios

Exit codes: 0 done; 1 failed on the way; 2 refused, nothing written;
130 interrupted, finished runs kept.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a scenario and write its results
    #[command(after_help = run::EXAMPLES)]
    Run(RunArguments),
    /// Run a scenario at every point of its [design]
    #[command(after_help = sweep::EXAMPLES)]
    Sweep(SweepArguments),
    /// Take every mechanism and advantage away in turn, and say what each contrast hangs on
    #[command(after_help = ablate::EXAMPLES)]
    Ablate(AblateArguments),
    /// Say how much each factor of a [design] matters
    #[command(after_help = sensitivity::EXAMPLES)]
    Sensitivity(SensitivityArguments),
    /// Look for the patterns that the theory speaks of, with everything taken away in turn
    #[command(after_help = patterns::EXAMPLES)]
    Patterns(PatternsArguments),
    /// Tell the years of one person, beside the same person in a world without helping networks
    #[command(after_help = story::EXAMPLES)]
    Story(StoryArguments),
    /// Write every number of one world at one time, to compare it with another implementation
    #[command(after_help = state::EXAMPLES)]
    State(state::StateArguments),
    /// Validate a scenario and say what it would take to run it
    #[command(after_help = check::EXAMPLES)]
    Check(CheckArguments),
    /// Join the parts of an ensemble that was run with --shard
    #[command(after_help = merge::EXAMPLES)]
    Merge(MergeArguments),
    /// Redo some of the runs of a result, and compare every byte
    #[command(after_help = verify::EXAMPLES)]
    Verify(VerifyArguments),
    /// List the scenarios that come with the program
    Scenarios {
        /// Print the text of this one instead
        name: Option<String>,
    },
    /// List the regimes that come with the program
    Regimes {
        /// Print their TOML instead, to be copied and changed
        #[arg(long)]
        toml: bool,
    },
    /// Print shell completions
    #[command(after_help = completions::EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
struct ScenarioArguments {
    /// A scenario file, or the name of a scenario that comes with the program
    scenario: PathBuf,
    /// Worlds for each regime, instead of what the scenario says
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    replicates: Option<u32>,
    /// Threads to use; all cores if not given. Results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Set a key as if it stood in the file: `people=2000`, `stake_shared=0.1`, `hope=false`,
    /// `regime.case-centred.capacity=8`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

/// What may become of runs that are there, and which are to be done.
#[derive(Debug, Args)]
struct RunsArguments {
    /// Replace results that are there already
    #[arg(long)]
    force: bool,
    /// Go on where an earlier session of the same work stopped or was killed; with more --replicates, add them to a
    /// finished result
    #[arg(long, conflicts_with = "force")]
    resume: bool,
    /// Do only a part of the runs, to be joined with the others by `mutua merge`
    #[arg(long, value_name = "I/N", default_value = "1/1", hide_default_value = true)]
    shard: Shard,
}

impl RunsArguments {
    fn start(&self) -> Start {
        session::start(self.resume, self.force)
    }
}

#[derive(Debug, Args)]
struct RunArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Folder for the results; results/<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

#[derive(Debug, Args)]
struct SweepArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Folder for the results; results/sweep-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

#[derive(Debug, Args)]
struct AblateArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Take away these only: switches, advantages, or combinations of them joined by `+`
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    only: Vec<String>,
    /// From when on it is missing
    #[arg(long, value_name = "WHEN", default_value = "burn-in")]
    from: FromName,
    /// Folder for the results; results/ablate-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

/// From when on something is missing, as typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FromName {
    /// From the first week of the burn-in: people have always lived without it
    BurnIn,
    /// From week 0, when services begin: until then everybody lives as in the scenario as it stands
    Services,
}

#[derive(Debug, Args)]
struct SensitivityArguments {
    #[command(flatten)]
    what: ScenarioArguments,
    /// Elementary effects, to find what does not matter; or shares of variance, to say how much each factor matters
    #[arg(long)]
    method: MethodName,
    /// Base points: trajectories of Morris (20 if not given), rows of Sobol (1024, best a power of two). Each takes as
    /// many design points as there are factors, and one (Morris) or two (Sobol) more
    #[arg(long, value_name = "N")]
    points: Option<u32>,
    /// Levels of the grid of Morris: an even number, 4 if not given
    #[arg(long, value_name = "N")]
    levels: Option<u32>,
    /// Bootstrap resamples for the intervals; 1000 if not given
    #[arg(long, value_name = "N")]
    resamples: Option<u32>,
    /// The regime to be told of on the terminal; the files hold all of them
    #[arg(long, value_name = "NAME")]
    regime: Option<String>,
    /// Folder for the results; results/sensitivity-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    runs: RunsArguments,
}

/// How factors are weighed, as typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum MethodName {
    Morris,
    Sobol,
}

#[derive(Debug, Args)]
struct PatternsArguments {
    /// Worlds in which each pattern is read; it holds if it does in nine of ten
    #[arg(long, value_name = "N", default_value_t = REPLICATES, value_parser = clap::value_parser!(u32).range(1..=1000))]
    replicates: u32,
    /// Only these patterns: P3, or P1,P1+; all if not given
    #[arg(long, value_name = "P", value_delimiter = ',')]
    only: Vec<String>,
    /// Set a key in every scenario, on top of what the patterns set: `evidence_fading=0.995`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
    /// Threads to use; all cores if not given. Results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Folder for the results; results/patterns if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write the page that explains the results here too, whatever is there
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Replace results that are there already
    #[arg(long)]
    force: bool,
    /// Go on where an earlier search stopped or was killed
    #[arg(long, conflicts_with = "force")]
    resume: bool,
}

#[derive(Debug, Args)]
struct MergeArguments {
    /// The folders of the parts
    #[arg(required = true)]
    parts: Vec<PathBuf>,
    /// Folder for the joined results
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Replace results that are there already
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
struct VerifyArguments {
    /// The folder of a finished result
    folder: PathBuf,
    /// How many runs to do again
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..))]
    runs: u64,
    /// Do all runs again
    #[arg(long, conflicts_with = "runs")]
    all: bool,
    /// Threads to use; all cores if not given. Results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

#[derive(Debug, Args)]
struct StoryArguments {
    /// A scenario file, or the name of a scenario that comes with the program
    scenario: PathBuf,
    /// The regime in which the person lives; may be left out where only one has helping networks
    #[arg(long, value_name = "NAME")]
    regime: Option<String>,
    /// Tell of this person; people are numbered from 0
    #[arg(long, value_name = "ID", conflicts_with = "pick")]
    person: Option<u32>,
    /// Pick somebody of this kind; a veteran if neither is given
    #[arg(long, value_name = "KIND")]
    pick: Option<PickName>,
    /// The replicate, that is which world; they are numbered from 0
    #[arg(long, value_name = "N", default_value_t = 0)]
    replicate: u32,
    /// Folder for the story; results/story-<scenario> if not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace the same person's story if it is there already
    #[arg(long)]
    force: bool,
    /// Threads to use; all cores if not given. Results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Set a key as if it stood in the file: `people=2000`, `hope=false`; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    sets: Vec<String>,
}

/// Whom to pick, as typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum PickName {
    /// A member for more than 104 weeks at the end
    Veteran,
    /// Left a network while in need and did not come back
    Dropout,
    /// In need for 52 weeks or more, and never a member
    NeverEntered,
    /// Gave more turns at meetings than anybody else while a member
    Giver,
}

#[derive(Debug, Args)]
struct CheckArguments {
    #[command(flatten)]
    what: ScenarioArguments,
}

/// Parses the arguments, does what they say, and tells how it ended.
#[must_use]
pub fn main() -> ExitCode {
    signals::listen();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_parsed(&error),
    };
    let end = match &arguments.command {
        Command::Run(arguments) => run::run(arguments),
        Command::Sweep(arguments) => sweep::sweep(arguments),
        Command::Ablate(arguments) => ablate::ablate(arguments),
        Command::Sensitivity(arguments) => sensitivity::sensitivity(arguments),
        Command::Patterns(arguments) => patterns::patterns(arguments),
        Command::Story(arguments) => story::story(arguments),
        Command::State(arguments) => state::state(arguments),
        Command::Check(arguments) => check::check(arguments),
        Command::Merge(arguments) => merge::merge(arguments),
        Command::Verify(arguments) => verify::verify(arguments),
        Command::Scenarios { name } => scenarios::scenarios(name.as_deref()),
        Command::Regimes { toml } => regimes::regimes(*toml),
        Command::Completions { shell } => completions::completions(*shell),
    };
    let exit = end.unwrap_or_else(|Stop { message, exit }| {
        tell(&message);
        exit
    });
    exit.into()
}

/// Help, the version, or what is wrong with the arguments: clap repeats these as they were typed.
fn not_parsed(error: &clap::Error) -> ExitCode {
    let told = error.to_string();
    let safe = lines(&told);
    if safe == told {
        error.exit();
    }
    tell(safe.trim_start_matches("error: ").trim_end());
    Exit::Refused.into()
}
