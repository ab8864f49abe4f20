//! `[[hypothesis]]`: what is claimed of a scenario, as data, before any world of it is seen. `mutua test` puts it to the test;
//! all other commands leave it aside.
//!
//! | file | what it does |
//! | --- | --- |
//! | `read` | the tables as typed → hypotheses |
//! | `worlds` | the worlds in which they are tested, and their seed |

mod read;
mod worlds;

pub(super) use read::{allowed, read};

use super::observable::Observable;
use super::written::{quoted, real};

/// Hypotheses in one scenario at most: each takes its share of what may be wrong.
pub const MAX_HYPOTHESES: usize = 100;

/// One number of a run, and where it is claimed to lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Hypothesis {
    /// By what it is called in results; unique in a scenario.
    pub id: String,
    /// What is claimed, in words.
    pub claim: String,
    /// The claim of which it is a part: that holds if all its parts do. `None` where it is a claim by itself.
    pub part_of: Option<String>,
    /// What is read of a run.
    pub observable: Observable,
    /// The regime under which it is read.
    pub regime: String,
    /// The regime whose value, with the same people and the same luck, is taken off; `None` to read the value itself.
    pub than: Option<String>,
    /// The first regime less the second: a difference that is taken off the first one, so that the claim is of a difference of
    /// two differences. Only where there is `than`.
    pub beside: Option<[String; 2]>,
    /// Where the number is claimed to lie.
    pub direction: Direction,
    /// The smallest effect of interest, at least 0, in the unit of the number.
    pub smallest: f64,
}

/// Where a number is claimed to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// At the smallest effect or above.
    Above,
    /// At minus the smallest effect or below.
    Below,
    /// No further from 0 than the smallest effect.
    Within,
}

impl Direction {
    /// Every direction with its word in scenarios.
    pub const WORDS: [(&str, Self); 3] = [("above", Self::Above), ("below", Self::Below), ("within", Self::Within)];

    /// The word in scenarios and results.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
            Self::Within => "within",
        }
    }
}

impl Hypothesis {
    /// What claim it belongs to: that of which it is a part, or itself.
    #[must_use]
    pub fn claim_id(&self) -> &str {
        self.part_of.as_deref().unwrap_or(&self.id)
    }

    /// The regimes that it compares.
    pub fn regimes(&self) -> impl Iterator<Item = &str> {
        let beside = self.beside.iter().flatten().map(String::as_str);
        std::iter::once(self.regime.as_str()).chain(self.than.as_deref()).chain(beside)
    }

    /// What is read, from what is read under each regime: the number of which something is claimed, and the number that is taken
    /// off it first, if there is one. Of a difference of differences both are differences.
    #[must_use]
    pub fn pair(&self, under: impl Fn(&str) -> f64) -> (f64, Option<f64>) {
        match (&self.than, &self.beside) {
            (Some(than), Some([first, second])) => {
                (under(&self.regime) - under(than), Some(under(first) - under(second)))
            }
            (than, _) => (under(&self.regime), than.as_deref().map(under)),
        }
    }

    /// The difference that is taken off, `c minus d`; empty where there is none.
    #[must_use]
    pub fn taken_off(&self) -> String {
        self.beside.as_ref().map(|[first, second]| format!("{first} minus {second}")).unwrap_or_default()
    }

    /// What is compared, in one line: `a`, `a minus b`, or `(a minus b) minus (c minus d)`.
    #[must_use]
    pub fn compares(&self) -> String {
        match (&self.than, &self.beside) {
            (Some(than), Some(_)) => format!("({} minus {than}) minus ({})", self.regime, self.taken_off()),
            (Some(than), None) => format!("{} minus {than}", self.regime),
            _ => self.regime.clone(),
        }
    }

    /// What is read, and under which regimes, in one line.
    #[must_use]
    pub fn reads(&self) -> String {
        format!("{}; {}", self.observable, self.compares())
    }

    /// Its keys with their values as TOML.
    pub(super) fn written(&self) -> Vec<(&'static str, String)> {
        let mut keys = vec![("id", quoted(&self.id)), ("claim", quoted(&self.claim))];
        keys.extend(self.part_of.iter().map(|part_of| ("part_of", quoted(part_of))));
        keys.extend(self.deciding());
        keys
    }

    /// Those of them that decide.
    fn deciding(&self) -> Vec<(&'static str, String)> {
        let mut keys = self.observable.written();
        keys.push(("regime", quoted(&self.regime)));
        keys.extend(self.than.iter().map(|than| ("than", quoted(than))));
        let both = |[first, second]: &[String; 2]| format!("[{}, {}]", quoted(first), quoted(second));
        keys.extend(self.beside.iter().map(|beside| ("beside", both(beside))));
        keys.push(("direction", quoted(self.direction.word())));
        keys.push(("smallest", real(self.smallest)));
        keys
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;

    const CLAIM: &str = "\n[[hypothesis]]\nid = \"P1\"\nclaim = \"Groups raise trust\"\nindicator = \"generalised_trust\"\n\
        population = \"struck\"\nregime = \"mutual-self-help\"\nthan = \"none\"\ndirection = \"above\"\nsmallest = 0.01\n";

    fn read(text: &str) -> Result<Scenario, String> {
        Scenario::parse_as(text, "town.toml", "town", &[]).map_err(|problems| problems.to_string())
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let wrong = [
            ("id = \"P1\"", "id = \"-1\"", "hypothesis[0].id = \"-1\": must be 1 to 40 letters"),
            ("id = \"P1\"\n", "", "hypothesis[0]: lacks `id`"),
            ("claim = \"Groups raise trust\"", "claim = \" \"", "must say in one line"),
            ("\"mutual-self-help\"", "\"mutual-selfhelp\"", "did you mean `mutual-self-help`?"),
            ("than = \"none\"", "than = \"community\"", "the scenario runs no regime of this name"),
            ("than = \"none\"", "than = \"mutual-self-help\"", "is the regime itself"),
            ("\"above\"", "\"higher\"", "must be `above`, `below` or `within`"),
            ("smallest = 0.01", "smallest = -1", "must be from 0 to"),
            ("direction = \"above\"\nsmallest = 0.01", "direction = \"within\"\nsmallest = 0", "above 0"),
            ("smallest = 0.01", "smalest = 0.01", "did you mean `smallest`?"),
            ("claim = ", "part_of = \"P1\"\nclaim = ", "is the id of a hypothesis"),
            ("population = \"struck\"\n", "week = 27\n", "week 27 is not recorded"),
        ];
        for (from, to, told) in wrong {
            let text = CLAIM.replace(from, to);
            assert_ne!(text, CLAIM);
            let problems = read(&text).unwrap_err();
            assert!(problems.contains(told), "{text}\n{problems}");
        }
        assert!(read(&[CLAIM, CLAIM].concat()).unwrap_err().contains("is that of an earlier hypothesis"));
        let twin = CLAIM.replace("population = \"struck\"\n", "twin = \"effect\"\n");
        assert!(read(&twin).unwrap_err().contains("is the world in which the twins live"));
        let alone = twin.replace("than = \"none\"\n", "");
        assert!(read(&alone).is_ok());
        let beside = "than = \"none\"\nbeside = [\"professional-centred\", \"none\"]\n";
        for (from, to, told) in [
            ("than = \"none\"\n", "", "belongs to `than`"),
            ("[\"professional-centred\", \"none\"]", "[\"none\"]", "must be two regimes"),
            ("\"professional-centred\"", "\"profesional-centred\"", "did you mean `professional-centred`?"),
            ("\"professional-centred\"", "\"none\"", "nothing would differ"),
            ("\"professional-centred\"", "\"mutual-self-help\"", "is what it is held against"),
        ] {
            let good = CLAIM.replace("than = \"none\"\n", beside);
            assert!(read(&good).is_ok(), "{:?}", read(&good));
            let text = good.replacen(from, to, 1);
            assert!(read(&text).unwrap_err().contains(told), "{text}\n{:?}", read(&text));
        }
        let without_none = format!("regimes = [\"mutual-self-help\"]\n{alone}");
        assert!(read(&without_none).unwrap_err().contains("needs the world without helping networks"));
    }

    #[test]
    fn a_scenario_made_by_hand_is_held_to_the_same() {
        let mut town = read(CLAIM).unwrap();
        assert!(town.check().is_ok());
        town.hypotheses[0].than = Some("made-up".to_owned());
        assert!(town.check().unwrap_err().to_string().contains("does not run `made-up`"));
    }

    #[test]
    fn a_difference_of_differences_is_one() {
        let beside = "than = \"none\"\nbeside = [\"professional-centred\", \"none\"]\n";
        let town = read(&CLAIM.replace("than = \"none\"\n", beside)).unwrap();
        let one = &town.hypotheses[0];
        assert_eq!(one.compares(), "(mutual-self-help minus none) minus (professional-centred minus none)");
        let under = |name: &str| {
            [("none", 1.0), ("professional-centred", 3.0)].iter().find(|(of, _)| *of == name).map_or(9.0, |(_, is)| *is)
        };
        assert_eq!(one.pair(under), (8.0, Some(2.0)));
        assert!(town.for_test(20).regimes.iter().any(|regime| regime.name == "professional-centred"));
        let again = Scenario::parse_as(&town.to_toml(), "town.toml", "town", &[]).unwrap();
        assert_eq!(again.hypotheses, town.hypotheses);
    }

    #[test]
    fn the_seed_follows_from_what_decides_and_from_nothing_else() {
        let seed = |text: &str, most| read(text).unwrap().for_test(most).seed;
        let first = seed(CLAIM, 160);
        let other = CLAIM.replace("P1", "P2").replace("raise trust", "do good");
        assert_eq!(seed(&other, 160), first);
        assert_eq!(seed(&format!("seed = 7\nquestion = \"Does it?\"\nreplicates = 3{CLAIM}"), 160), first);
        let more = format!("regimes = [\"community\", \"none\", \"mutual-self-help\"]{CLAIM}");
        assert_eq!(seed(&more, 160), seed(&more.replace("\"community\", ", ""), 160));
        for changed in [
            CLAIM.replace("0.01", "0.011"),
            CLAIM.replace("struck", "everyone"),
            CLAIM.replace("above", "below"),
            format!("people = 4999{CLAIM}"),
            format!("[parameters]\nasks = 2{CLAIM}"),
        ] {
            assert_ne!(seed(&changed, 160), first, "{changed}");
        }
        assert_ne!(seed(CLAIM, 80), first);
        let two = |first: &str, second: &str| {
            [CLAIM.replace("P1", first), CLAIM.replace("P1", second).replace("0.01", "0.02")].concat()
        };
        let swapped = |first: &str, second: &str| {
            [CLAIM.replace("P1", second).replace("0.01", "0.02"), CLAIM.replace("P1", first)].concat()
        };
        assert_eq!(seed(&two("a", "b"), 20), seed(&swapped("a", "b"), 20));
        let parts = two("a", "b").replace("claim = ", "part_of = \"c\"\nclaim = ");
        assert_ne!(seed(&parts, 20), seed(&two("a", "b"), 20), "two claims are not one in two parts");
    }
}
