//! What was written of an ensemble over design points, with the files that every such result has.

use super::manifest::Manifest;
use super::surveyed::Surveyed;
use crate::output::csv_files::name_of;
use crate::output::error::OutputError;
use crate::output::inputs::stage_inputs;
use crate::output::manifest::stage_manifest;
use crate::output::register::Register;
use crate::output::stage::{Stage, Staged};

/// What was written of an ensemble over design points.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Runs that were finished.
    pub finished: u64,
    /// Runs that failed.
    pub failed: u64,
    /// Why the first of them did.
    pub first_failure: Option<String>,
    /// The files, the manifest last.
    pub files: Vec<Staged>,
}

impl Surveyed<'_> {
    /// Adds what every result has, and says what there is.
    pub(super) fn finish(
        &self,
        stage: &Stage,
        tables: Vec<Staged>,
        register: &Register,
    ) -> Result<Survey, OutputError> {
        let mut files = stage_inputs(stage, self.scenario)?;
        files.extend(tables);
        let manifest = stage_manifest(stage, &Manifest::new(self, register, &files))?;
        files.extend([self.timings.stage(stage)?, manifest]);
        let first_failure = register.first_failure().map(|failure| {
            let regime = name_of(self.scenario, failure.regime);
            format!("point {}, {regime}, replicate {}: {}", failure.point + 1, failure.replicate, failure.reason)
        });
        Ok(Survey { finished: register.finished(), failed: register.failed(), first_failure, files })
    }
}
