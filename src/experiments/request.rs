//! What is asked of the program.

use super::ablation::AblationRequest;
use super::challenge::ChallengeRequest;
use super::patterns::PatternsRequest;
use super::sensitivity::SensitivityRequest;
use super::testing::TestRequest;
use crate::record::study::StudyKind;
use serde::{Deserialize, Serialize};

/// What is asked, beside the scenario: the kind of study, and what that has to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum StudyRequest {
    /// A scenario, as it stands.
    Run,
    /// A scenario at every point of its design.
    Sweep,
    /// How much each factor of a design matters.
    Sensitivity(SensitivityRequest),
    /// With something taken away.
    Ablation(AblationRequest),
    /// Where claims turn round.
    Challenge(ChallengeRequest),
    /// What the theory says.
    Patterns(PatternsRequest),
    /// What is claimed of a scenario.
    Test(TestRequest),
}

impl StudyRequest {
    /// The kind of study.
    #[must_use]
    pub fn kind(&self) -> StudyKind {
        match self {
            Self::Run => StudyKind::Run,
            Self::Sweep => StudyKind::Sweep,
            Self::Sensitivity(_) => StudyKind::Sensitivity,
            Self::Ablation(_) => StudyKind::Ablation,
            Self::Challenge(_) => StudyKind::Challenge,
            Self::Patterns(_) => StudyKind::Patterns,
            Self::Test(_) => StudyKind::Test,
        }
    }
}
