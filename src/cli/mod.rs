//! The command: one file a subcommand, with its arguments, its help and what it does.
//!
//! | file | what it is |
//! | --- | --- |
//! | those that `Command` lists | a subcommand each |
//! | `arguments`, `open`, `uncertain` | arguments that several of them share; the scenario that they name; the posterior over which it is done |
//! | `carry_out` | what the five with runs have in common |
//! | `session`, `resume`, `difference` | a study in a folder: begun, resumed, or refused because another one is there |
//! | `results`, `readings`, `tests`, `particles`, `remake`, `finished` | all files of a study from its runs; readings of patterns and of tests; particles of a fit; the files made again and compared; a finished result in its folder |
//! | `probe`, `durations`, `progress` | how long it will take |
//! | `terminal`, `signals`, `stopping`, `exit`, `pages`, `viewer` | messages, Ctrl-C, exit codes, large pages of memory, opening a page |
//!
//! A new subcommand is a file here, and a line in each of the three lists below.

mod ablate;
mod arguments;
mod carry_out;
mod challenge;
mod check;
mod completions;
mod decompose;
mod difference;
mod durations;
pub mod exit;
mod finished;
mod fit;
mod language;
mod merge;
mod named_file;
mod open;
mod page;
mod pages;
mod particles;
mod patterns;
mod plausible;
mod probe;
mod progress;
mod readings;
mod regimes;
mod remake;
mod report;
mod results;
mod resume;
mod rivals;
mod run;
mod scenarios;
mod sensitivity;
mod session;
mod signals;
mod state;
mod stopping;
mod story;
mod sweep;
mod terminal;
mod test;
mod tests;
mod uncertain;
mod verify;
mod viewer;

use clap::{CommandFactory, Parser, Subcommand};
use exit::{Exit, Stop};
use std::process::ExitCode;
use terminal::{lines, tell};

/// What the program is, in a sentence, and where to begin.
#[derive(Debug, Parser)]
#[command(name = "mutua", version, about = "Simulates reciprocity and social capital in social work", after_help = EXAMPLES, max_term_width = 80)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  mutua scenarios
  mutua check three-regimes
  mutua run three-regimes

Exit codes: 0 done; 1 failed on the way; 2 refused, nothing written;
130 interrupted, finished runs kept.";

/// The subcommands, as `mutua --help` lists them.
#[derive(Debug, Subcommand)]
enum Command {
    Run(run::RunArguments),
    Sweep(sweep::SweepArguments),
    Ablate(ablate::AblateArguments),
    Decompose(decompose::DecomposeArguments),
    Sensitivity(sensitivity::SensitivityArguments),
    Patterns(patterns::PatternsArguments),
    Fit(fit::FitArguments),
    Rivals(rivals::RivalsArguments),
    Test(test::TestArguments),
    Story(story::StoryArguments),
    State(state::StateArguments),
    Page(page::PageArguments),
    Check(check::CheckArguments),
    Merge(merge::MergeArguments),
    Verify(verify::VerifyArguments),
    Report(report::ReportArguments),
    Scenarios(scenarios::ScenariosArguments),
    Regimes(regimes::RegimesArguments),
    Completions(completions::CompletionsArguments),
}

impl Command {
    fn execute(&self) -> Result<Exit, Stop> {
        match self {
            Self::Run(arguments) => run::run(arguments),
            Self::Sweep(arguments) => sweep::sweep(arguments),
            Self::Ablate(arguments) => ablate::ablate(arguments),
            Self::Decompose(arguments) => decompose::decompose(arguments),
            Self::Sensitivity(arguments) => sensitivity::sensitivity(arguments),
            Self::Patterns(arguments) => patterns::patterns(arguments),
            Self::Fit(arguments) => fit::fit(arguments),
            Self::Rivals(arguments) => rivals::rivals(arguments),
            Self::Test(arguments) => test::test(arguments),
            Self::Story(arguments) => story::story(arguments),
            Self::State(arguments) => state::state(arguments),
            Self::Page(arguments) => page::page(arguments),
            Self::Check(arguments) => check::check(arguments),
            Self::Merge(arguments) => merge::merge(arguments),
            Self::Verify(arguments) => verify::verify(arguments),
            Self::Report(arguments) => report::report(arguments),
            Self::Scenarios(arguments) => scenarios::scenarios(arguments),
            Self::Regimes(arguments) => regimes::regimes(arguments),
            Self::Completions(arguments) => completions::completions(arguments, &mut Arguments::command()),
        }
    }
}

/// Parses the arguments, does what they say, and reports how it ended.
#[must_use]
pub fn main() -> ExitCode {
    signals::listen();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_parsed(&error),
    };
    let exit = arguments.command.execute().unwrap_or_else(|Stop { message, exit }| {
        tell(&message);
        exit
    });
    exit.into()
}

/// Help, the version, or what is wrong with the arguments: clap repeats these as they were typed.
fn not_parsed(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    let safe = lines(&text);
    if safe == text {
        error.exit();
    }
    tell(safe.trim_start_matches("error: ").trim_end());
    Exit::Refused.into()
}
