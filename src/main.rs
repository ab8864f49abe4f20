//! The command `mutua`: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    mutua::cli::main()
}
