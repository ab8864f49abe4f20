//! `mutua completions`.

use super::exit::{Exit, Stop};
use super::terminal::print_file;
use clap::{Args, Command};

const EXAMPLES: &str = "\
Examples:
  mutua completions bash > ~/.local/share/bash-completion/completions/mutua
  mutua completions zsh > ~/.zfunc/_mutua";

/// Print shell completions
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArguments {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn completions(arguments: &CompletionsArguments, program: &mut Command) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, program, "mutua", &mut script);
    print_file(&String::from_utf8_lossy(&script))
}
