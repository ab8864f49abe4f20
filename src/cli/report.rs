//! `mutua report`: the report of a finished result made anew from its runs, in a language of choice.

use super::exit::{Exit, Stop};
use super::finished::Finished;
use super::language::LanguageName;
use super::named_file;
use super::remake::{make_again, scratch};
use super::terminal::print;
use super::viewer;
use crate::ensemble::archive::Archive;
use crate::files::{Folder, write_file};
use crate::output::{Language, NewFiles, OutputError, REPORT, ResultFolder, WrittenManifest, report_name};
use crate::scenario::visible;
use clap::Args;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  mutua report results/three-regimes --open
  mutua report results/three-regimes --language it     # report.it.html, beside it
  mutua report results/three-regimes --out for-the-council.html

The page stands alone: it can be mailed and printed. report.html belongs to the
result, is in English and is checked by `mutua verify`; a report in another
language lies beside it and goes when the result is replaced.";

/// Make the report of a finished result again, in a language of choice
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ReportArguments {
    /// The folder of a finished result
    folder: PathBuf,
    /// The language in which it is told: en or it
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: LanguageName,
    /// Write it to this file, instead of into the folder
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file named with --out if it exists already
    #[arg(long, requires = "out")]
    force: bool,
    /// Open it with what the system opens pages with
    #[arg(long)]
    open: bool,
}

/// Largest report that is read again: it is bounded, but by no number that is written down anywhere.
const MOST: u64 = 1 << 30;

pub(super) fn report(arguments: &ReportArguments) -> Result<Exit, Stop> {
    let ReportArguments { out, language, .. } = arguments;
    let language = Language::from(*language);
    let looked = ResultFolder::look(&arguments.folder)?;
    let mut folder = match out {
        Some(file) => {
            if named_file::is_there("--out", file, Some(looked.path()))? && !arguments.force {
                return Err(Stop::refused(format_args!(
                    "--out {}: this file exists already; choose another name, or replace it with --force",
                    file.display()
                )));
            }
            looked
        }
        None => {
            // Whether there is a result is said before a folder is locked for writing.
            Finished::open(&looked)?;
            drop(looked);
            ResultFolder::take(&arguments.folder)?
        }
    };
    let Finished { manifest, study, runs } = Finished::open(&folder)?;
    let scratch = scratch()?;
    let apart = Folder::open(scratch.path()).map_err(Stop::refused)?;
    make_again(&apart, (&manifest, &study, &study.description), &Archive::finished(runs), language)?;
    let name = report_name(language);
    let page = apart.read(&name, MOST).map_err(Stop::failed)?.ok_or_else(|| Stop::failed("no report was made"))?;
    let written = match out {
        Some(file) => {
            write_file(file, &page).map_err(Stop::failed)?;
            file.clone()
        }
        None => {
            if name == REPORT {
                expect_listed(&folder, &manifest, &apart)?;
            }
            put(&mut folder, &name, &page)?
        }
    };
    done(arguments, &written)
}

/// Makes sure that the result lists this report and no other: what it lists must be what is there.
fn expect_listed(folder: &ResultFolder, manifest: &WrittenManifest, apart: &Folder) -> Result<(), Stop> {
    let listed = manifest.files()?.into_iter().find(|file| file.name == REPORT).map(|file| file.sha256);
    let made = crate::output::sha256_in(apart, REPORT)?;
    if listed.is_some() && listed == made {
        return Ok(());
    }
    Err(Stop::refused(format_args!(
        "{} lists {}, so its files were made by another build of mutua: write the report elsewhere with --out, or repeat the command that made the result with --resume to write all its files again",
        folder.path().display(),
        if listed.is_some() { "another report.html" } else { "no report.html" }
    )))
}

/// Puts the page into the folder of the result.
fn put(folder: &mut ResultFolder, name: &str, page: &[u8]) -> Result<PathBuf, Stop> {
    let beside = folder.beside()?;
    let staged = beside.stage().and_then(|stage| {
        stage.write(name, |to| to.write_all(page))?;
        Ok(stage)
    });
    let names = [name.to_owned()];
    let placed = staged.and_then(|stage| folder.replace(&beside, stage, &names, NewFiles::Beside));
    if placed.is_err() {
        // Best effort: what cannot be removed now is removed with the next one.
        let _ = beside.clear();
    }
    let nowhere = || OutputError::Nothing { path: folder.path().to_owned(), what: "took no report" };
    Ok(placed.map_err(Stop::failed)?.into_iter().next().ok_or_else(nowhere)?)
}

fn done(arguments: &ReportArguments, written: &Path) -> Result<Exit, Stop> {
    let shown = visible(&written.to_string_lossy()).into_owned();
    let exit = print(&format!("Written: {shown}\n"))?;
    if arguments.open {
        viewer::open(written)?;
    }
    Ok(exit)
}
