//! What two regimes differ in, part by part, and every mixture of them: each part as in the one or as in the other.

mod binding;
mod error;
mod part;

pub use binding::Bound;
pub use error::PartsError;
pub use part::{MOST_PARTS, Part};

use super::definition::{NONE, Regime, Scenario};
use super::field::as_toml;
use super::likely::likely;
use super::problem::one_line;
use super::shipped::shipped;
use crate::model::structure::{FIELDS, Structure};
use binding::bind;
use std::fmt::Write as _;

/// Two regimes, the parts in which they differ, and a regime for every mixture.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// Where it begins.
    pub from: Regime,
    /// Where it ends.
    pub to: Regime,
    /// What they differ in; at least one, at most [`MOST_PARTS`].
    pub all: Vec<Part>,
    /// Fields that are in another part than usual, since they clash with one of that part.
    pub bound: Vec<Bound>,
    /// Every mixture: cell `m` has part `p` as in `to` where bit `p` of `m` is set, else as in `from`.
    pub cells: Vec<Regime>,
}

impl Parts {
    /// The parts in which two regimes differ, each of the scenario or shipped. `typed` binds fields otherwise than usual:
    /// each is `NAME=field,field`, as after `--part`.
    ///
    /// # Errors
    /// If one of the regimes is not known or has no structure, they do not differ, there are too many parts, what is typed
    /// names no field in which they differ, or a mixture is no structure.
    ///
    /// # Examples
    /// ```
    /// use mutua::scenario::{Parts, Scenario};
    /// let town = Scenario::default();
    /// let parts = Parts::between(&town, "professional-centred", "listening-professional", &[]).unwrap();
    /// assert_eq!(parts.all.iter().map(|part| part.name.as_str()).collect::<Vec<_>>(), ["who_decides"]);
    /// assert_eq!(parts.cells.len(), 2);
    /// let same = Parts::between(&town, "case-centred", "case-centred", &[]).unwrap_err();
    /// assert!(same.to_string().contains("do not differ"));
    /// ```
    pub fn between(scenario: &Scenario, from: &str, to: &str, typed: &[String]) -> Result<Self, PartsError> {
        let (from, to) = (named(scenario, from)?, named(scenario, to)?);
        let both = [structure_of(&from)?, structure_of(&to)?];
        let differing: Vec<&'static str> =
            FIELDS.iter().filter(|row| row.of(&both[0]) != row.of(&both[1])).map(|row| row.name).collect();
        if differing.is_empty() {
            return Err(PartsError::Same { from: from.name, to: to.name });
        }
        let (all, bound) = bind(&both, &differing, typed)?;
        if all.len() > MOST_PARTS {
            let names = all.iter().map(|part| part.name.clone()).collect();
            return Err(PartsError::TooMany { names });
        }
        let cells = cells(&from.name, &to.name, &both, &all)?;
        Ok(Self { from, to, all, bound, cells })
    }

    /// Whether a cell has a part as in `to`.
    #[must_use]
    pub fn has(cell: usize, part: usize) -> bool {
        cell >> part & 1 == 1
    }

    /// The value of a field in the one and in the other, as it stands in a scenario; `none` where it is absent.
    #[must_use]
    pub fn values(&self, field: &str) -> [String; 2] {
        [&self.from, &self.to].map(|regime| written(regime.structure.as_ref(), field))
    }
}

fn written(structure: Option<&Structure>, field: &str) -> String {
    let row = FIELDS.iter().find(|row| row.name == field);
    let value = row.and_then(|row| Some(as_toml(row, &row.of(structure?)?)));
    value.unwrap_or_else(|| NONE.to_owned())
}

/// A regime of the scenario, or a shipped one.
fn named(scenario: &Scenario, name: &str) -> Result<Regime, PartsError> {
    if let Ok(known) = scenario.regime(name) {
        return Ok(known);
    }
    Regime::shipped(name).map_err(|_| {
        let own: Vec<&str> = scenario.regimes.iter().map(|regime| regime.name.as_str()).collect();
        let others = shipped().iter().map(|regime| regime.name.as_str()).filter(|name| !own.contains(name));
        let known: Vec<&str> = own.iter().copied().chain(others).collect();
        let meant = likely(name, known.iter().copied()).map(|name| format!("; did you mean `{name}`?"));
        PartsError::NoRegime {
            name: one_line(name),
            scenario: scenario.name.clone(),
            known: known.join(", "),
            meant: meant.unwrap_or_default(),
        }
    })
}

fn structure_of(regime: &Regime) -> Result<Structure, PartsError> {
    regime.structure.ok_or(PartsError::NoStructure)
}

/// Every mixture, by the number of its cell; all that is no structure is told.
fn cells(from: &str, to: &str, both: &[Structure; 2], parts: &[Part]) -> Result<Vec<Regime>, PartsError> {
    let (mut cells, mut wrong) = (Vec::new(), Vec::new());
    for cell in 0..1_usize << parts.len() {
        let letter = |part: usize| if Parts::has(cell, part) { 'b' } else { 'a' };
        let name: String = "cell-".chars().chain((0..parts.len()).map(letter)).collect();
        match mixture(&name, cell, both, parts) {
            Ok(regime) => cells.push(regime),
            Err(why) => {
                let of = |side: char| {
                    let these = (0..parts.len()).filter(|part| letter(*part) == side);
                    these.map(|part| parts[part].name.as_str()).collect::<Vec<_>>().join(", ")
                };
                wrong.push(format!("{} as in {from}, {} as in {to}: {why}", of('a'), of('b')));
            }
        }
    }
    if wrong.is_empty() { Ok(cells) } else { Err(PartsError::Forbidden { cells: wrong }) }
}

/// One mixture, read as a scenario would write it, so that the rules for structures are asked and no others.
fn mixture(name: &str, cell: usize, both: &[Structure; 2], parts: &[Part]) -> Result<Regime, String> {
    let mut text = format!("regimes = []\n[[regime]]\nname = \"{name}\"\n");
    for row in FIELDS {
        let part = parts.iter().position(|part| part.fields.contains(&row.name));
        let side = part.map_or(0, |part| cell >> part & 1);
        if let Some(value) = row.of(&both[side]) {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{} = {}", row.name, as_toml(row, &value));
        }
    }
    let read = Scenario::parse(&text).map_err(|problems| {
        let all: Vec<String> = problems.iter().map(|problem| problem.what.clone()).collect();
        all.join("; ")
    })?;
    read.regime(name).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(from: &str, to: &str, typed: &[&str]) -> Result<Parts, PartsError> {
        let typed: Vec<String> = typed.iter().map(ToString::to_string).collect();
        Parts::between(&Scenario::default(), from, to, &typed)
    }

    fn fields<'a>(parts: &'a Parts, name: &str) -> &'a [&'static str] {
        parts.all.iter().find(|part| part.name == name).map_or(&[], |part| &part.fields)
    }

    #[test]
    fn the_headline_has_five_parts_and_its_ends_are_the_two_regimes() {
        let found = parts("professional-centred", "mutual-self-help", &[]).unwrap();
        let names: Vec<&str> = found.all.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["who_decides", "being_several", "how_often", "which_door", "what_it_costs"]);
        assert_eq!(fields(&found, "being_several"), ["aim", "present", "capacity", "meetings_agreed", "catchment"]);
        assert_eq!(found.bound.iter().map(|bound| bound.field).collect::<Vec<_>>(), ["meetings_agreed"]);
        assert_eq!((found.cells.len(), &found.cells[0].structure), (32, &found.from.structure));
        assert_eq!(found.cells[31].structure, found.to.structure);
        assert_eq!((found.cells[1].name.as_str(), found.cells[31].name.as_str()), ("cell-baaaa", "cell-bbbbb"));
        // Only the door is as in mutual help.
        let (door, from) = (found.cells[8].structure.unwrap(), found.from.structure.unwrap());
        let expected = Structure { entry: found.to.structure.unwrap().entry, ..from };
        assert_eq!(door, expected);
    }

    #[test]
    fn a_part_without_what_it_is_called_for_is_named_by_its_fields() {
        let text = "regimes = []\n[[regime]]\nname = \"led\"\nlike = \"mutual-self-help\"\nfacilitation = 0.9\n\
                    [[regime]]\nname = \"once\"\nlike = \"case-centred\"\nmeetings_agreed = 5";
        let town = Scenario::parse(text).unwrap();
        let name = |from: &str, to: &str| {
            let found = Parts::between(&town, from, to, &[]).unwrap();
            found.all.iter().map(|part| part.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(name("mutual-self-help", "led"), ["facilitation"]);
        assert_eq!(name("case-centred", "once"), ["meetings_agreed"]);
    }

    #[test]
    fn a_worker_at_all_takes_along_what_needs_one() {
        let found = parts("mutual-self-help", "autonomous", &[]).unwrap();
        let worker = fields(&found, "a_worker_at_all");
        assert_eq!(worker, ["directiveness", "facilitation", "worker_hours_per_meeting"]);
        assert_eq!(found.all.len(), 2, "and the door");
        assert_eq!(found.bound.len(), 1, "{:?}", found.bound);
    }

    #[test]
    fn all_shipped_regimes_can_be_taken_apart() {
        let names: Vec<&str> = shipped().iter().filter(|one| one.structure.is_some()).map(|one| &*one.name).collect();
        for from in &names {
            for to in &names {
                match parts(from, to, &[]) {
                    Ok(found) => assert_eq!(found.cells.len(), 1 << found.all.len()),
                    Err(error) => assert!(from == to && error.to_string().contains("do not differ"), "{error}"),
                }
            }
        }
    }

    #[test]
    fn what_is_typed_is_bound_or_refused_with_the_reason() {
        let (from, to) = ("professional-centred", "mutual-self-help");
        let found = parts(from, to, &["pace=meets_every_weeks", "who_comes=entry,present,aim,capacity"]).unwrap();
        let names: Vec<&str> = found.all.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["who_decides", "being_several", "how_often", "what_it_costs", "pace", "who_comes"]);
        assert_eq!(fields(&found, "being_several"), ["catchment"]);
        assert!(fields(&found, "who_comes").contains(&"meetings_agreed"), "it goes where the aim goes");
        let why = |typed: &[&str]| parts(from, to, typed).unwrap_err().to_string();
        let clash = why(&["alone=aim"]);
        assert!(clash.contains("alone as in mutual-self-help") && clash.contains("present"), "{clash}");
        assert!(why(&["x=entri"]).contains("did you mean `entry`?"));
        assert!(why(&["x=worker_hours"]).contains("do not differ in worker_hours"));
        assert!(why(&["x=entry", "y=entry"]).contains("twice"));
        assert!(why(&["entry"]).contains("NAME=field"));
        assert!(why(&["X y=entry"]).contains("lower-case"));
        let each = [
            "a1=aim,present,capacity",
            "b1=catchment",
            "c1=meets_every_weeks",
            "d1=turns_per_meeting",
            "e1=facilitation",
        ];
        assert!(why(&each).contains("8 parts"), "{}", why(&each));
    }

    #[test]
    fn regimes_that_are_none_are_refused() {
        let why = |from: &str, to: &str| parts(from, to, &[]).unwrap_err().to_string();
        assert!(why("none", "autonomous").contains("has no structure"));
        assert!(why("profesional-centred", "autonomous").contains("did you mean `professional-centred`?"));
    }
}
