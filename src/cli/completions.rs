//! `mutua completions`.

use super::exit::{Exit, Stop};
use super::{Arguments, print_file};
use clap::CommandFactory;

pub(super) const EXAMPLES: &str = "\
Examples:
  mutua completions bash > ~/.local/share/bash-completion/completions/mutua
  mutua completions zsh > ~/.zfunc/_mutua";

pub(super) fn completions(shell: clap_complete::Shell) -> Result<Exit, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "mutua", &mut script);
    print_file(&String::from_utf8_lossy(&script))
}
