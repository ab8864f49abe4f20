//! What is shown on the terminal of a contrast taken apart.

use crate::analysis::responses::OVERVIEW;
use crate::model::indicator::{HEADLINE, INDICATORS, POPULATIONS};
use crate::scenario::visible;

/// What is shown on the terminal of a contrast taken apart; the files have all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecompositionShown {
    /// Places in [`INDICATORS`].
    pub(super) indicators: Vec<usize>,
    /// Place in [`POPULATIONS`].
    pub(super) population: usize,
}

impl Default for DecompositionShown {
    fn default() -> Self {
        Self { indicators: OVERVIEW.map(|indicator| indicator as usize).to_vec(), population: HEADLINE }
    }
}

impl DecompositionShown {
    /// Those of these names, or what is usually shown where none is named.
    ///
    /// # Errors
    /// If there is none of a name: what there is.
    pub fn named(indicators: &[String], population: Option<&str>) -> Result<Self, String> {
        let mut shown = Self::default();
        if !indicators.is_empty() {
            let all = INDICATORS.iter().map(|row| row.name);
            shown.indicators = indicators
                .iter()
                .map(|name| place("--indicator", name, all.clone()))
                .collect::<Result<Vec<_>, String>>()?;
        }
        if let Some(name) = population {
            shown.population = place("--population", name, POPULATIONS.iter().map(|row| row.name))?;
        }
        Ok(shown)
    }
}

fn place(option: &str, name: &str, all: impl Iterator<Item = &'static str> + Clone) -> Result<usize, String> {
    let known: Vec<&str> = all.clone().collect();
    known.iter().position(|known| *known == name).ok_or_else(|| {
        let meant = crate::scenario::likely(name, known.iter().copied());
        let meant = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        format!("{option} {}: there is none of that name, there are {}{meant}", visible(name), known.join(", "))
    })
}
