//! Opening a page with what the system opens pages with.

use super::exit::Stop;
use std::path::Path;
use std::process::{Command, Stdio};

/// The program that opens a file, and what stands before the file.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(windows) {
    // The first argument of `start` in quotes is a title.
    ("cmd", &["/C", "start", ""])
} else {
    ("xdg-open", &[])
};

/// Opens a file, and waits for whoever was asked to say whether they could.
pub(super) fn open(file: &Path) -> Result<(), Stop> {
    let (program, before) = OPENER;
    let failed = |why: &str| {
        Stop::failed(format_args!("the report is written, but {program} could not open it ({why}): open it yourself"))
    };
    // A name that begins with a dash would be taken for an option.
    let file = std::path::absolute(file).map_err(|error| failed(&error.to_string()))?;
    let ended = Command::new(program)
        .args(before)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| failed(&error.to_string()))?;
    if ended.success() { Ok(()) } else { Err(failed(&ended.to_string())) }
}
