//! Everything that a report says, one folder a language. A text that a language lacks does not compile, and one that no page
//! says is an unused field, which is refused, too.
//!
//! In braces stands what is put in, in brackets `[words|term]` what leads to the glossary, between back ticks what is typed.

mod en;
mod it;
mod keys;

use crate::output::Language;
pub(super) use keys::Texts;

/// Those of a language.
pub(super) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::English => &en::TEXTS,
        Language::Italian => &it::TEXTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What stands between two characters, each time.
    fn between(text: &str, open: char, close: char) -> BTreeSet<String> {
        // What comes before the first opening stands between nothing.
        text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0.to_owned())).collect()
    }

    /// What is put into a text, whether as it is or to tell one from many.
    fn put_in(text: &str) -> BTreeSet<String> {
        let name = |inside: String| inside.split('?').next().unwrap_or_default().to_owned();
        between(text, '{', '}').into_iter().map(name).collect()
    }

    #[test]
    fn texts_of_all_languages_put_in_the_same_and_lead_to_words_that_are_explained() {
        let english = texts(Language::English).all();
        for language in Language::ALL {
            let here = texts(language);
            let ids: Vec<&str> = here.glossary.iter().map(|word| word.id).collect();
            for ((key, here), (_, there)) in here.all().into_iter().zip(&english) {
                assert_eq!(put_in(here), put_in(there), "{key} in {}", language.code());
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
        let ids = |language| texts(language).glossary.iter().map(|word| word.id).collect::<Vec<_>>();
        let english = ids(Language::English);
        assert_eq!(english.iter().collect::<BTreeSet<_>>().len(), english.len());
        Language::ALL.into_iter().for_each(|language| assert_eq!(ids(language), english));
    }

    #[test]
    fn italian_is_not_left_in_english() {
        let italian = texts(Language::Italian).all();
        // A name, an abbreviation, and words that both languages have.
        let may_be_same = ["file"];
        for ((key, here), (_, there)) in italian.into_iter().zip(texts(Language::English).all()) {
            let (here, there) = (here.trim(), there.trim());
            assert!(here != there || here.len() < 3 || may_be_same.contains(&key), "{key}: {here}");
        }
    }

    #[test]
    fn every_indicator_population_and_word_of_a_verdict_has_an_italian_name() {
        use crate::analysis::sustainability::LEDGER_MEASURES;
        use crate::model::indicator::{INDICATORS, POPULATIONS, TOLD_OF};
        let italian = texts(Language::Italian);
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
        let missing: Vec<&str> = all.filter(|name| italian.name(name, "\0") == "\0").collect();
        assert_eq!(missing, [""; 0]);
    }
}
