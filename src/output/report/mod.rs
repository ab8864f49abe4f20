//! `report.html`: one page for every result, that stands alone, and says first what there is to say.
//!
//! | file | what it is |
//! | --- | --- |
//! | `run/`, `sweep`, `ablation`, `decomposition`, `sensitivity`, `patterns`, `testing`, `challenge`, `fit`, `uncertain` | what a kind of study brings: its first screen and its sections |
//! | `told` | what such a file has to give |
//! | `assumptions`, `set_here`, `again` | sections that all kinds have |
//! | `page`, `picture`, `table`, `glossary` | of what a page is made |
//! | `speech`, `amounts`, `compared`, `texts/` | languages, numbers, and sentences that follow them |
//!
//! A sentence never says more than its numbers: a difference whose interval holds 0 is *no clear difference*. Nothing is
//! computed here. The bytes depend on the results, the language and the commit that made them, and on nothing else.

mod ablation;
mod again;
mod amounts;
mod assumptions;
mod base64;
mod challenge;
mod claimed;
mod compared;
mod decomposition;
mod fit;
mod glossary;
mod page;
mod patterns;
mod picture;
mod run;
mod sensitivity;
mod set_here;
mod speech;
mod sweep;
mod table;
mod testing;
mod texts;
mod told;
mod uncertain;

pub(super) use ablation::AblationTold;
pub(super) use again::{About, Runs};
pub(super) use challenge::ChallengeTold;
pub(super) use decomposition::DecompositionTold;
pub(super) use fit::FitTold;
pub(super) use patterns::PatternsTold;
pub(super) use run::RunTold;
pub(super) use sensitivity::SensitivityTold;
pub(super) use sweep::SweepTold;
pub(super) use testing::TestTold;
pub(super) use told::Told;
pub(super) use uncertain::UncertainTold;

use super::error::OutputError;
use super::file_names::REPORT;
use super::language::Language;
use super::manifest::COMMIT;
use super::stage::{Stage, Staged};
use page::{Page, Section};
pub(super) use speech::ROOM;
use speech::Speaker;
use std::io::{self, Write};

/// How the report of a result is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRequest {
    /// The language in which it is told. `report.html` is in the default one always; one in another lies beside it.
    pub language: Language,
    /// The commit of the program that made the result; `None` if it is not known.
    pub commit: Option<String>,
}

impl Default for ReportRequest {
    fn default() -> Self {
        Self { language: Language::default(), commit: COMMIT.map(str::to_owned) }
    }
}

/// The name of the report in a language: `report.html`, `report.it.html`.
#[must_use]
pub fn report_name(language: Language) -> String {
    match language == Language::default() {
        true => REPORT.to_owned(),
        false => REPORT.replace(".html", &format!(".{}.html", language.code())),
    }
}

/// Completes the report on the stage: that in the default language, which belongs to the result, and that in another
/// language if it is asked for, which lies beside it.
pub(super) fn stage(
    stage: &Stage,
    told: &dyn Told,
    about: &About<'_>,
    request: &ReportRequest,
) -> Result<(Staged, Option<Staged>), OutputError> {
    let of = |language| stage.write(&report_name(language), |to| write(told, about, language, to));
    let first = of(Language::default())?;
    let other = (request.language != Language::default()).then(|| of(request.language)).transpose()?;
    Ok((first, other))
}

/// Writes the page in a language.
fn write(told: &dyn Told, about: &About<'_>, language: Language, to: &mut dyn Write) -> io::Result<()> {
    let speaker = Speaker::of(language);
    let texts = speaker.texts;
    let first = told::first_screen(&speaker, about, &told.first(&speaker));
    let mut sections = told.sections(&speaker);
    let varied = told.varies();
    let assumed = |scenario| {
        let varied = varied.clone();
        Section::new("assumptions", texts.assumptions_title, move |speaker| {
            assumptions::body(speaker, scenario, &varied)
        })
    };
    sections.extend(about.scenario.map(assumed));
    sections.push(Section::new("again", texts.again_title, |speaker| again::body(speaker, about, &told.seeds())));
    let made_by = speaker.say(texts.made_by, &[("version", &about.description.version)]);
    let title = format!("{} \u{2013} mutua", about.description.scenario);
    Page { title, first, sections, made_by }.write(&speaker, to)
}
