//! The option `--language`.

use crate::output::Language;

/// A language, as typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LanguageName {
    /// English
    En,
    /// Italian
    It,
}

/// In which language a text is written.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct LanguageArgument {
    /// Language of the text; names of regimes, files and columns are the same in all
    #[arg(long = "language", value_name = "LANGUAGE", default_value = "en")]
    name: LanguageName,
}

impl LanguageArgument {
    pub(super) fn language(self) -> Language {
        match self.name {
            LanguageName::En => Language::English,
            LanguageName::It => Language::Italian,
        }
    }
}
