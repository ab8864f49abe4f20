//! A language, as typed.

use crate::output::Language;

/// A language, as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum LanguageName {
    /// English
    #[default]
    En,
    /// Italian
    It,
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::En => Self::English,
            LanguageName::It => Self::Italian,
        }
    }
}
