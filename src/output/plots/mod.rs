//! Plots, as SVG.

use super::OutputError;
use super::atomic::Staged;
use super::folder::{PLOTS, ResultFolder, failed};
use crate::analysis::Findings;
use crate::scenario::Scenario;
use std::fs;

pub(super) fn stage(folder: &ResultFolder, _: &Scenario, _: &Findings) -> Result<Vec<Staged>, OutputError> {
    let plots = folder.file(PLOTS);
    fs::create_dir_all(&plots).map_err(failed("create the folder", &plots))?;
    Ok(Vec::new())
}
