//! How a result is made again: commands, version, commit, seed, and the hash of every file.

use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use crate::output::file_names::SCENARIO;
use crate::output::register::Register;
use crate::output::stage::Staged;
use crate::record::study::Description;
use crate::scenario::{Scenario, visible};
use maud::{Markup, html};

/// What a report says of the study itself.
#[derive(Clone, Copy)]
pub(in crate::output) struct About<'a> {
    /// What is asked.
    pub(in crate::output) description: &'a Description,
    /// The commit of the program that made the result, if it is known.
    pub(in crate::output) commit: Option<&'a str>,
    /// The command that makes it again.
    pub(in crate::output) command: &'a str,
    /// The scenario; a search for patterns has many.
    pub(in crate::output) scenario: Option<&'a Scenario>,
    /// How many runs or readings there are.
    pub(in crate::output) runs: Runs,
    /// The other files of the result.
    pub(in crate::output) files: &'a [Staged],
}

/// How many runs or readings there are.
#[derive(Clone, Copy)]
pub(in crate::output) struct Runs {
    pub(super) planned: u64,
    pub(super) finished: u64,
    pub(super) failed: u64,
}

impl Runs {
    /// Those of a register, of so many that were planned.
    pub(in crate::output) fn of(register: &Register, planned: u64) -> Self {
        Self { planned, finished: register.finished(), failed: register.failed() }
    }

    /// So many, all of them finished.
    pub(in crate::output) fn all(planned: u64) -> Self {
        Self { planned, finished: planned, failed: 0 }
    }
}

/// What the section says.
pub(super) fn body(speaker: &Speaker, about: &About<'_>, seeds: &[u64]) -> Markup {
    let texts = speaker.texts;
    let Description { version, scenario_sha256, .. } = about.description;
    let seeds: Vec<String> = seeds.iter().map(u64::to_string).collect();
    let seed =
        about.scenario.map(|scenario| scenario.seed.to_string()).or((!seeds.is_empty()).then(|| seeds.join(", ")));
    let own = about.command.split_whitespace().any(|word| word == SCENARIO);
    let facts = [
        (texts.fact_version, Some(version.as_str())),
        (texts.fact_commit, about.commit),
        (texts.fact_seed, seed.as_deref()),
        (texts.fact_scenario, Some(scenario_sha256.as_str())),
    ];
    let row = |file: &Staged| vec![Cell::word(&file.name), Cell::word(&file.sha256)];
    let files = Table {
        name: "files".to_owned(),
        caption: speaker.text(texts.files_caption),
        columns: vec![(html! { (texts.file) }, "file".to_owned()), (html! { "SHA-256" }, "sha256".to_owned())],
        rows: about.files.iter().map(row).collect(),
    };
    html! {
        p { (speaker.text(texts.again_intro)) }
        @if own { p { (speaker.say(texts.again_own, &[("name", &code(&format!("{}.toml", visible(&about.description.scenario))))])) } }
        pre { code translate="no" {
            (about.command) "\n"
            "mutua verify DIR\n"
            "mutua report DIR\n"
            "mutua report DIR --language it"
        } }
        dl class="facts" {
            @for (what, value) in facts {
                div { dt { (what) } dd { @match value { Some(value) => code { (value) }, None => (texts.not_known) } } }
            }
        }
        details class="screen" { summary { (texts.files_title) } (files.render(speaker)) }
    }
}
