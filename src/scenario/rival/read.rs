//! The tables `[[rival]]` as typed → what is validated.

use super::super::definition::Scenario;
use super::super::keys::RIVAL;
use super::super::listed::Listed;
use super::super::name::why_no_regime;
use super::super::report::Report;
use super::super::typed::{Node, Table};
use super::keys::{key_of, why_no_key};
use super::{MAX_RIVALS, Rival};

/// The keys of a `[[rival]]`.
const KEYS: [&str; 5] = ["name", "says", "set", "tells", "because"];
/// Characters in a text at most.
const MOST_OF_TEXT: usize = 1000;
/// Items in a list at most.
const MOST_OF_LIST: usize = 200;

/// The rivals in `tree`. What is wrong with them is noted; whether a scenario can be as they set it is asked of all of it.
pub(in crate::scenario) fn read(report: &mut Report<'_>, tree: &Table) -> Option<Vec<Rival>> {
    let Some(node) = tree.get(RIVAL) else { return Some(Vec::new()) };
    let items = report.list(node, RIVAL, "written as [[rival]]")?;
    if items.len() > MAX_RIVALS {
        report.wrong(node, RIVAL, format!("must be at most {MAX_RIVALS}, not {}", items.len()), None);
        return None;
    }
    let mut all: Vec<Rival> = Vec::new();
    let mut whole = true;
    for (index, item) in items.iter().enumerate() {
        let path = format!("{RIVAL}[{index}]");
        let table = report.table(item, &path);
        let one = table.and_then(|table| Typed(Listed { item, table, path: &path }).rival(report, &all));
        whole &= one.is_some();
        all.extend(one);
    }
    whole.then_some(all)
}

/// Why the rivals of a scenario that was made by hand could not have been read; `None` if they could.
pub(in crate::scenario) fn allowed(scenario: &Scenario) -> Option<(String, String)> {
    let rivals = &scenario.rivals;
    if rivals.len() > MAX_RIVALS {
        return Some((String::new(), format!("there must be at most {MAX_RIVALS}, not {}", rivals.len())));
    }
    for (place, one) in rivals.iter().enumerate() {
        let what = why_no_name(&one.name, &rivals[..place])
            .or_else(|| [&one.says, &one.because].into_iter().find_map(|text| why_no_text(text)).map(str::to_owned))
            .or_else(|| one.set.is_empty().then(|| NOTHING.to_owned()))
            .or_else(|| one.set.iter().find_map(|set| why_no_key(set)).map(|(what, _)| what))
            .or_else(|| twice(&one.set, key_of).map(|set| format!("`{set}` is set twice")))
            .or_else(|| twice(&one.tells, |tells| Some(tells.to_owned())).map(|id| format!("`{id}` is named twice")));
        if let Some(what) = what {
            return Some((one.name.clone(), what));
        }
    }
    None
}

const NOTHING: &str = "sets nothing, so it is the full model itself";

fn why_no_name(name: &str, earlier: &[Rival]) -> Option<String> {
    if earlier.iter().any(|other| other.name == name) {
        return Some("is that of an earlier rival".to_owned());
    }
    // It stands in tables and names folders, as that of a regime does.
    why_no_regime(name)
}

fn why_no_text(text: &str) -> Option<&'static str> {
    let good = !text.trim().is_empty() && text.chars().count() <= MOST_OF_TEXT && !text.contains(char::is_control);
    (!good).then_some("must say in one line of at most 1000 characters what is meant")
}

/// The first of `texts` of which an earlier one has the same key.
fn twice(texts: &[String], key: impl Fn(&str) -> Option<String>) -> Option<&String> {
    let keys: Vec<Option<String>> = texts.iter().map(|text| key(text)).collect();
    let place = (1..texts.len()).find(|&place| keys[place].is_some() && keys[..place].contains(&keys[place]))?;
    texts.get(place)
}

/// A rival as typed.
struct Typed<'t>(Listed<'t>);

impl Typed<'_> {
    fn rival(&self, report: &mut Report<'_>, earlier: &[Rival]) -> Option<Rival> {
        let good = self.0.has_only(report, &KEYS);
        let name = self.0.text(report, "name", "name = \"felt-only\"", |name| why_no_name(name, earlier));
        let says = self.0.text(report, "says", "says = \"Help is felt, and nothing else\"", why_no_text);
        let because = self.0.text(
            report,
            "because",
            "because = \"why these checks should tell it from the full model\"",
            why_no_text,
        );
        let set = self.set(report);
        let tells = match self.0.table.get("tells") {
            Some(node) => self.texts(report, node, "tells", |id| Some(id.to_owned()), "is named twice"),
            None => Some(Vec::new()),
        };
        let rival = Rival { name: name?, says: says?, set: set?, tells: tells?, because: because? };
        good.then_some(rival)
    }

    fn set(&self, report: &mut Report<'_>) -> Option<Vec<String>> {
        let node = self.0.needed(report, "set", "set = [\"help_effect=false\"]")?;
        let set = self.texts(report, node, "set", key_of, "is set twice")?;
        if set.is_empty() {
            report.wrong(node, &self.0.at("set"), NOTHING, None);
            return None;
        }
        let wrong = set.iter().find_map(|one| why_no_key(one).map(|(what, help)| (format!("`{one}` {what}"), help)));
        if let Some((what, help)) = wrong {
            report.wrong(node, &self.0.at("set"), what, help);
            return None;
        }
        Some(set)
    }

    /// A list of texts of which no two have the same key.
    fn texts(
        &self,
        report: &mut Report<'_>,
        node: &Node,
        key: &str,
        same: impl Fn(&str) -> Option<String>,
        clash: &str,
    ) -> Option<Vec<String>> {
        let path = self.0.at(key);
        let items = report.list(node, &path, "a list of texts in [brackets]")?;
        if items.len() > MOST_OF_LIST {
            report.wrong(node, &path, format!("must hold at most {MOST_OF_LIST}, not {}", items.len()), None);
            return None;
        }
        let texts: Option<Vec<String>> =
            items.iter().map(|item| report.text(item, &path).map(|text| text.trim().to_owned())).collect();
        let texts = texts?;
        if let Some(again) = twice(&texts, same) {
            report.wrong(node, &path, format!("`{again}` {clash}"), None);
            return None;
        }
        Some(texts)
    }
}
