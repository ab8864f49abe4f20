//! Everything that a report says, one folder a language. A text that a language lacks does not compile, and one that no page
//! says is an unused field, which is refused, too.
//!
//! In braces stands what is put in, in brackets `[words|term]` what leads to the glossary, between back ticks what is typed.

mod en;
mod it;

use super::glossary::Word;
use crate::output::Language;

/// Names by what they are called in files, and how they are read.
type Names = &'static [(&'static str, &'static str)];

macro_rules! texts {
    ($($key:ident)*) => {
        /// All texts of a language.
        pub(super) struct Texts {
            /// Words explained.
            pub(super) glossary: &'static [Word],
            /// What indicators, populations, accounts and verdicts are called where that differs from the program's own words.
            names: Names,
            $(pub(super) $key: &'static str,)*
        }

        #[cfg(test)]
        impl Texts {
            /// Every text with its key.
            fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key)),*]
            }
        }
    };
}

texts! {
    brand skip contents glossary_title made_by file download not_known and and_more to interval points unit_scale
    found hangs_on sure unfinished plot_label axes_close axes_whole
    level clearly_more clearly_less not_clear without_interval none_clear nothing_compared beside
    sure_intervals sure_single sure_validity sure_nothing_held validity_elsewhere no_forecast ask_ablation
    overview_title overview_says short_caption
    assumptions_title sources_counted sizes in_towns regimes_title regime_changed regime_own set_here nothing_set set_caption
    switches_caption defaults_title defaults_caption parameter switch on off value default range unit source
    again_title again_intro fact_version fact_commit fact_seed fact_scenario files_title files_caption
    validity_title validity_counted validity_rule validity_outside validity_outside_caption validity_inside
    validity_inside_caption validity_unsaid validity_unsaid_caption figure known model side under used_as why below above inside
    states_title states_intro states_caption contrasts_title contrasts_intro contrasts_caption per_hour_title per_hour_intro
    per_hour_caption regime indicator
    sustainable_title sustainable_none sustainable_intro sustainable_counted sustainable_plot sustainable_caption ledger measure
    is_sustainable difference position trend
    ledgers_title ledgers_intro ledger_caption ledger_trust ledger_evidence ledger_hours trust_people trust_services
    balance_beyond balance_as_run balance_nobody evidence_says hours_says
    twins_title twins_intro twins_none twins_caption gap_says gap_not_clear gap_nobody correlation_title correlation_says
    pictures_title pictures_intro contrasts_plot contrasts_everyone_plot overview_everyone_title overview_everyone_says
    validity_plot oecd_title profile_title clear_counted highest_counted highest_nobody highest_none
    lives_title lives_intro
    varied spans no_values crossing_says no_crossing cannot_cross crossings_title crossings_intro points_title points_caption
    point rows_left_out sweep_hangs_on
    missing_from_services missing_always taken_away parts_do_not_add minus not_defined value_stands difference_stands
    no_clear_difference nothing_carries most_carried carried_title carried_intro carried_caption inert carries against moves
    unclear taken stands without carried share_carried
    morris_means sobol_means sensitivity_size sensitivity_ranges not_everywhere same_everywhere no_index matters_most
    indices_title indices_intro indices_caption factor flags
    patterns_question patterns_counted patterns_power nothing_conditional conditional_on patterns_hang_on patterns_defaults
    patterns_sets patterns_rule patterns_title patterns_caption pattern whose claim verdict depends_on number mean asked outcome
    worlds pattern_caption
    picture_left_out
}

impl Texts {
    /// Those of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::TEXTS,
            Language::Italian => &it::TEXTS,
        }
    }

    /// What something is called that has this name in files; as `otherwise` says, where the language has no other word.
    pub(super) fn name(&self, name: &str, otherwise: &'static str) -> &'static str {
        self.names.iter().find(|(known, _)| *known == name).map_or(otherwise, |(_, called)| called)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What stands between two characters, each time.
    fn between(text: &str, open: char, close: char) -> BTreeSet<String> {
        text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0.to_owned())).collect()
    }

    #[test]
    fn texts_of_all_languages_put_in_the_same_and_lead_to_words_that_are_explained() {
        let english = Texts::of(Language::English).all();
        for language in Language::ALL {
            let texts = Texts::of(language);
            let ids: Vec<&str> = texts.glossary.iter().map(|word| word.id).collect();
            for ((key, here), (_, there)) in texts.all().into_iter().zip(&english) {
                assert_eq!(between(here, '{', '}'), between(there, '{', '}'), "{key} in {}", language.code());
                assert_eq!(between(here, '`', '`'), between(there, '`', '`'), "{key} in {}", language.code());
                assert!(!here.is_empty(), "{key} in {}", language.code());
                for link in between(here, '[', ']') {
                    let (words, id) = link.split_once('|').unwrap_or(("", &link));
                    assert!(!words.is_empty() && ids.contains(&id), "{key} in {}: [{link}]", language.code());
                }
                for (open, close) in [('{', '}'), ('[', ']')] {
                    assert_eq!(here.matches(open).count(), here.matches(close).count(), "{key}");
                }
            }
        }
    }

    #[test]
    fn the_same_words_are_explained_in_all_languages_and_each_once() {
        let ids = |language| Texts::of(language).glossary.iter().map(|word| word.id).collect::<Vec<_>>();
        let english = ids(Language::English);
        assert_eq!(english.iter().collect::<BTreeSet<_>>().len(), english.len());
        Language::ALL.into_iter().for_each(|language| assert_eq!(ids(language), english));
    }

    #[test]
    fn italian_is_not_left_in_english() {
        let italian = Texts::of(Language::Italian).all();
        // A name, an abbreviation, and words that both languages have.
        let may_be_same = ["file"];
        for ((key, here), (_, there)) in italian.into_iter().zip(Texts::of(Language::English).all()) {
            let (here, there) = (here.trim(), there.trim());
            assert!(here != there || here.len() < 3 || may_be_same.contains(&key), "{key}: {here}");
        }
    }

    #[test]
    fn every_indicator_population_and_word_of_a_verdict_has_an_italian_name() {
        use crate::analysis::sustainability::LEDGER_MEASURES;
        use crate::model::indicator::{INDICATORS, POPULATIONS, TOLD_OF};
        let texts = Texts::of(Language::Italian);
        let indicators = INDICATORS.iter().map(|row| row.name);
        let units = INDICATORS.iter().map(|row| row.unit).filter(|unit| !unit.starts_with("share"));
        let people = TOLD_OF.map(|population| POPULATIONS[population].name);
        let measures = LEDGER_MEASURES.iter().flat_map(|measure| [measure.name, measure.ledger]);
        let regimes = crate::scenario::shipped().iter().map(|regime| regime.name.as_str());
        let words = [
            "yes",
            "no",
            "not shown",
            "above",
            "same",
            "below",
            "not below",
            "used up",
            "level",
            "building",
            "not used up",
            "target",
            "check",
            "holds",
            "conditional",
            "open",
            "undecided",
            "fails",
            "mechanism",
            "advantage",
            "kinder",
            "gap",
            "effect",
            "retention",
            "attrition",
            "selection",
            "own_part",
            "spill_over",
        ];
        let all = indicators.chain(units).chain(people).chain(measures).chain(regimes).chain(words);
        let missing: Vec<&str> = all.filter(|name| texts.name(name, "\0") == "\0").collect();
        assert_eq!(missing, [""; 0]);
    }
}
