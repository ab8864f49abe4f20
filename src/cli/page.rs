//! `mutua page`: the page that runs the model in a browser, as one file.
//!
//! The page is made by `web/build`, which needs Node.js. A program that was built with the feature `page` holds it; any
//! other says how to come by one.

use super::exit::{Exit, Stop};
use super::named_file;
use super::terminal::tell;
use crate::files::write_file;
use clap::Args;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  mutua page
  mutua page --out lesson/mutua.html

Open the file in any browser of today: it needs no network and no server, and
works from a memory stick. docs/page.md says what it can do.";

/// Write the page that runs the model in a browser
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PageArguments {
    /// The file to write
    #[arg(long, value_name = "FILE", default_value = "mutua.html")]
    out: PathBuf,
    /// Replace the file if it is there already
    #[arg(long)]
    force: bool,
}

/// The page, where this program was built with it.
#[cfg(feature = "page")]
const PAGE: Option<&[u8]> = Some(include_bytes!(env!("MUTUA_PAGE_FILE")));
#[cfg(not(feature = "page"))]
const PAGE: Option<&[u8]> = None;

pub(super) fn page(arguments: &PageArguments) -> Result<Exit, Stop> {
    let Some(page) = PAGE else {
        return Err(Stop::refused(
            "this program was built without the page. In a checkout, `web/build` makes it as web/dist/mutua.html, and \
             `cargo build --release --features page` then builds a program that holds it; programs of a release do",
        ));
    };
    let PageArguments { out, force } = arguments;
    if named_file::is_there("--out", out, None)? && !force {
        return Err(Stop::refused(format_args!(
            "--out {}: this file is there already; --force replaces it",
            out.display()
        )));
    }
    write_file(out, page).map_err(Stop::failed)?;
    tell(format_args!("{} is written: open it in a browser", out.display()));
    Ok(Exit::Done)
}
