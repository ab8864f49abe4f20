//! What was written of an ensemble over design points, with the files that every such result has.

use super::manifest::Manifest;
use super::surveyed::Surveyed;
use crate::output::again::{again, over_draws, quoted};
use crate::output::csv_files::name_of;
use crate::output::error::OutputError;
use crate::output::inputs::stage_inputs;
use crate::output::kinds::kind_row;
use crate::output::manifest::stage_manifest;
use crate::output::register::Register;
use crate::output::report::{self, About, Runs, Told};
use crate::output::stage::{Stage, Staged};
use crate::record::study::StudyKind;
use crate::scenario::Ablation;
use serde_json::Value;

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
        told: &dyn Told,
    ) -> Result<Survey, OutputError> {
        let mut files = stage_inputs(stage, self.scenario)?;
        files.extend(tables);
        let study = About {
            description: self.about,
            commit: self.reports.commit.as_deref(),
            command: &command(self),
            scenario: Some(self.scenario),
            runs: Runs::of(register, self.plan.runs()),
            files: &files,
        };
        let (page, other) = report::stage(stage, told, &study, self.reports)?;
        files.push(page);
        let manifest = stage_manifest(stage, &Manifest::new(self, register, &files))?;
        files.extend(other);
        files.extend([self.timings.stage(stage)?, manifest]);
        let first_failure = register.first_failure().map(|failure| {
            let regime = name_of(self.worlds(), failure.regime);
            format!("point {}, {regime}, replicate {}: {}", failure.point + 1, failure.replicate, failure.reason)
        });
        Ok(Survey { finished: register.finished(), failed: register.failed(), first_failure, files })
    }
}

/// The command by which it is done again.
fn command(surveyed: &Surveyed<'_>) -> String {
    let study = &surveyed.about.study;
    let number = |key: &str, option: &str| {
        study.get(key).and_then(Value::as_u64).map_or_else(String::new, |number| format!(" --{option} {number}"))
    };
    let word = |key: &str, option: &str| {
        study.get(key).and_then(Value::as_str).map_or_else(String::new, |word| format!(" --{option} {word}"))
    };
    let taken: Vec<&str> = study["taken"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let everything = Ablation::all(surveyed.worlds());
    let taken = match taken.is_empty() || taken.iter().eq(everything.iter().map(|one| &one.name)) {
        true => String::new(),
        false => format!(" --only {}", taken.join(",")),
    };
    let from = match study["from"].as_str() {
        Some(from) if surveyed.about.kind() == Some(StudyKind::Decomposition) => format!(" --from {from}"),
        Some(from) if surveyed.plan.from_services => format!(" --from {from}"),
        _ => String::new(),
    };
    // Unless it is asked for, a challenge has fewer worlds than other studies.
    let replicates = match surveyed.about.kind() {
        Some(StudyKind::Challenge) => format!(" --replicates {}", surveyed.plan.replicates),
        _ => String::new(),
    };
    // Its draws are of two halves, so it says no number of them.
    let over = study["uncertain"]["posterior"].as_str();
    let over = over.filter(|_| surveyed.about.kind() == Some(StudyKind::Challenge));
    let over = over.map_or_else(String::new, |posterior| format!(" --uncertain {}", quoted(posterior)));
    let parts = study["parts"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let parts: Vec<String> = parts.map(|part| format!(" --part {part}")).collect();
    let hours = study["hours"].as_f64().map_or_else(String::new, |hours| format!(" --hours {hours}"));
    let more = [
        word("method", "method"),
        number("trajectories", "points"),
        number("levels", "levels"),
        number("rows", "points"),
        number("points", "points"),
        over,
        replicates,
        number("resamples", "resamples"),
        taken,
        from,
        word("to", "to"),
        parts.concat(),
        hours,
        over_draws(&study["uncertain"], surveyed.scenario),
    ];
    if surveyed.about.kind() == Some(StudyKind::Uncertain) {
        return again("run", surveyed.scenario, &over_draws(study, surveyed.scenario));
    }
    let command = surveyed.about.kind().map_or("", |kind| kind_row(kind).command);
    again(command, surveyed.scenario, &more.concat())
}
