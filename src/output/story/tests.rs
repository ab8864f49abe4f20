//! Every sentence of every language, told facts drawn at random: rare ones, too, that small worlds do not have.

use super::belief::{Going, Trust, Way};
use super::tongue::{Into, Learnt, Refusers, Source, Tongue, Until};
use super::{Language, tongue};
use crate::analysis::chronicle::digest::{Asking, Began, Digest, Given, Membership, Movement, Spell, Stretch};
use crate::analysis::chronicle::digest::{Turns, Wait};
use crate::analysis::chronicle::parting::Parting;
use crate::analysis::chronicle::{BeliefSource, Event, Leaving, NeedStatus, Other, Pick, Picked, Week, What};
use crate::model::effects::Door;
use crate::model::ledger::{Channel, Phase};
use crate::model::origin::Origin;

const SEEDS: u64 = 20_000;

/// A generator of its own (splitmix64).
struct Lot(u64);

impl Lot {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn to(&mut self, most: u32) -> u32 {
        (self.draw() % (u64::from(most) + 1)) as u32
    }

    /// Mostly a small count, where grammar changes; at times a large one.
    fn count(&mut self) -> u32 {
        match self.to(9) {
            0 => self.to(30_000),
            1 | 2 => self.to(40),
            _ => self.to(3),
        }
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.to(of.len() as u32 - 1) as usize]
    }

    fn maybe<T>(&mut self, what: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.to(2) == 0 { None } else { Some(what(self)) }
    }

    fn week(&mut self) -> u32 {
        self.to(1) * self.to(2000) + self.to(700)
    }

    fn tie(&mut self) -> Option<Origin> {
        self.one(&[None, Some(Origin::Kin), Some(Origin::Neighbour), Some(Origin::CoMember), Some(Origin::Helper)])
    }

    fn other(&mut self) -> Other {
        let person = self.to(30_000);
        self.one(&[Other::Nobody, Other::Worker, Other::Person(person)])
    }

    fn door(&mut self) -> Door {
        self.one(&[Door::Initiative, Door::Link, Door::Desk, Door::Outreach, Door::Mandate])
    }

    fn leaving(&mut self) -> Leaving {
        self.one(&[Leaving::DropOut, Leaving::Recovered, Leaving::Agreed, Leaving::Alone, Leaving::Moved])
    }

    fn event(&mut self) -> Event {
        let (door, leaving, channel) = (self.door(), self.leaving(), self.one(Channel::ALL));
        let what = self.one(&[
            What::Onset,
            What::Visit { solved: true },
            What::TurnRefused,
            What::Kindness,
            What::GaveTurn,
            What::Declined,
            What::Dialogue,
            What::Applied(door),
            What::Left(leaving),
            What::Learnt(channel),
            What::Mistaken,
            What::Heard { services: false },
            What::TieFaded,
        ]);
        let (other, tie, count) = (self.other(), self.tie(), 1 + self.count());
        Event { week: 1, phase: Phase::Life, what, other, tie, felt: None, count, source: None, moved: [0.0; 4] }
    }

    fn wait(&mut self) -> Wait {
        Wait { from: self.week(), to: None, door: self.door(), via: self.other(), tie: self.tie() }
    }

    fn spell(&mut self) -> Spell {
        let from = self.week();
        let needed = self.to(24);
        let began = self.one(&[Began::Before, Began::Onset, Began::Relapse, Began::Worsened]);
        let to = self.maybe(|lot| from + lot.week());
        Spell { from, to, began, had: self.to(needed), needed }
    }

    fn membership(&mut self) -> Membership {
        let wait = self.wait();
        let (entered, founded) = (wait.from + self.one(&[0, 1, 30]), self.to(1) == 0);
        let left = self.maybe(|lot| (entered + lot.week(), lot.leaving()));
        Membership { wait, entered, founded, others: 0, supporters: 0, would_not: 0, left }
    }

    fn turns(&mut self) -> Turns {
        let received = self.count();
        let prescribed = self.one(&[0, received, self.0 as u32 % (received + 1)]);
        let refused = self.to(received - prescribed);
        Turns { received, felt: self.to(received - refused), refused, prescribed, missed: self.to(prescribed) }
    }

    fn by(&mut self) -> Option<BeliefSource> {
        let all: Vec<_> = BeliefSource::all().collect();
        self.maybe(|lot| lot.one(&all))
    }

    fn digest(&mut self) -> Digest {
        let needed = self.to(24);
        let week = Week {
            beliefs: [0.0; 4],
            faded: [0.0; 4],
            burden: 0.0,
            standing: self.one(&[NeedStatus::Untroubled, NeedStatus::InNeed, NeedStatus::Recovered]),
            member: self.to(1) == 0,
            waiting: false,
            had: self.to(needed),
            needed,
            ties: self.count(),
        };
        let stretch = Stretch { week: 1, to: 0.5, by: None };
        let belief = Movement {
            from: 0.5,
            to: f64::from(self.to(100)) / 100.0,
            by: [0.0; BeliefSource::COUNT],
            faded: 0.0,
            turn: None,
            year: stretch,
        };
        Digest {
            weeks: 5000,
            moved: self.maybe(Self::week),
            first: week.clone(),
            last: week,
            spells: (0..self.to(3)).map(|_| self.spell()).collect(),
            stays: (0..1 + self.to(2)).map(|_| self.membership()).collect(),
            waits: Vec::new(),
            asked: Asking::default(),
            asked_first: Asking::default(),
            turns: self.turns(),
            learnt: [0; Channel::ALL.len()],
            teacher: None,
            mistaken: 0,
            given: Given::default(),
            waited: 0,
            beliefs: [belief; 4],
        }
    }
}

/// All sentences that `tongue` says of facts drawn from `seed`.
fn sentences(tongue: &dyn Tongue, seed: u64) -> Vec<String> {
    let mut lot = Lot(seed);
    let lot = &mut lot;
    let (here, there) = (lot.digest(), lot.digest());
    let spell = lot.spell();
    let wait = lot.wait();
    let requests = 1 + lot.count();
    let refused = lot.to(requests);
    let people = 1 + lot.to((requests - 1).min(20));
    let asked = Asking { weeks: lot.week(), requests, refused, people, refusers: None, refuser: None };
    let person = lot.to(20_000);
    let tie = lot.tie().unwrap_or(Origin::Kin);
    let by = match refused {
        0 => None,
        n if people == 1 => Some(Refusers::Only(person)).filter(|_| n > 0),
        n => lot.one(&[
            None,
            Some(Refusers::Only(person)),
            Some(Refusers::Often(person, 1 + n / 2)),
            Some(Refusers::Ties(tie)),
        ]),
    };
    let until = lot.one(&[Until::Help, Until::Recovery, Until::End]);
    let (supporters, would_not, others) = (lot.count(), lot.count(), lot.count());
    let into = lot.one(&[
        Into::Talks,
        Into::Around { supporters, would_not },
        Into::NewGroup,
        Into::Peers(others),
        Into::Residents(others),
    ]);
    let all = 1 + lot.count();
    let most = 1 + lot.to(all - 1);
    let learnt =
        Learnt { all, by: lot.one(Channel::ALL), most, teacher: lot.maybe(|lot| (person, 1 + lot.to(all - 1))) };
    let (by_most, year) = (lot.by(), 1 + lot.to(40));
    let way =
        lot.one(&[Way::Ends, Way::Turn { rose: true, to: 80, year, by: by_most }, Way::Furthest { year, by: by_most }]);
    let going = Going {
        of: lot.one(&[Trust::People, Trust::Services, Trust::Oneself]),
        from: lot.to(100),
        to: lot.to(100),
        way,
    };
    let given =
        Given { turns: lot.count(), favours: lot.count(), acts: lot.count(), declined: lot.count(), supported: 0 };
    let parting = Parting { week: lot.week(), here: lot.maybe(Lot::event), there: lot.maybe(Lot::event) };
    let kind = lot.one(&Pick::ALL);
    let picked = lot.maybe(|lot| (kind, Picked { person, of: 1 + lot.count() as usize }));
    let source = Source { scenario: "town", people: 2000, seed: 1, replicate: 0, picked };
    let after = lot.maybe(|lot| (lot.week(), spell.began));
    let lasted = lot.maybe(Lot::week);
    let (week, n) = (lot.week(), 1 + lot.count());
    let brief = lot.to(1) == 0;
    vec![
        tongue.never_in_need(week, lot.to(1) == 0),
        tongue.trouble(&spell),
        tongue.asked_nobody(until),
        tongue.asked(until, &asked, by),
        tongue.entry(&here.stays[0], into),
        tongue.never_applied(),
        tongue.recovered_waiting(&wait, week),
        tongue.waited_to_the_end(&wait, week),
        tongue.turns(&here, brief),
        tongue.learnt_nothing(),
        tongue.learnt(&learnt, brief),
        tongue.mistaken(n),
        tongue.left(week, lot.leaving(), lot.to(1) == 0),
        tongue.recovered(week, after),
        tongue.fell_back(n, week, lasted),
        tongue.gave(&given),
        tongue.went(&going),
        tongue.end(&here),
        tongue.same_life(),
        tongue.twin_need(&here, &there),
        tongue.twin_end(&there, brief),
        tongue.parted(&parting),
        tongue.source(&source),
    ]
}

/// What is wrong with a sentence whatever it says.
fn slip(sentence: &str) -> Option<String> {
    let bad = ["  ", " ,", " .", " ;", " :", "..", ",,", ",.", ":.", ";.", "()", "( ", " )", "{", "}", "NaN"];
    if let Some(bad) = bad.into_iter().find(|bad| sentence.contains(bad)) {
        return Some(format!("{bad:?}"));
    }
    if sentence.matches('(').count() != sentence.matches(')').count() {
        return Some("brackets".to_owned());
    }
    let begins = sentence.starts_with('(') || sentence.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let ends = sentence.ends_with('.') || sentence.ends_with(".)");
    (!begins || !ends).then(|| "no sentence".to_owned())
}

#[test]
fn sentences_are_whole_in_every_language_whatever_they_are_told() {
    for seed in 0..SEEDS {
        for language in Language::ALL {
            for sentence in sentences(tongue(language), seed) {
                let slip = slip(&sentence);
                assert!(slip.is_none(), "{slip:?}, seed {seed}, {language:?}: {sentence}");
            }
        }
    }
}

/// Nothing of English, nor of grammar that Italian does not have.
#[test]
fn italian_is_italian_whatever_it_is_told() {
    let english =
        ["the", "they", "them", "and", "was", "were", "with", "from", "week", "year", "person", "once", "times"];
    let wrong = [
        "uno persone",
        "uno favori",
        " un una ",
        " a il ",
        " a l'",
        " di il ",
        " di l'",
        " da il ",
        " da l'",
        "con nessuno di",
        "zero",
        " e è ",
        " e e",
        "nel ott",
        "nel und",
        "uno volte",
        "una consapevolezze",
        " in il ",
        "su uno ",
        "su una turni",
        "persone che aveva ",
        "persona che avevano",
        "una sono ",
        "uno sono ",
    ];
    for seed in 0..SEEDS {
        for sentence in sentences(tongue(Language::Italian), seed) {
            let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).collect();
            let found = english.into_iter().find(|word| words.contains(word));
            assert!(found.is_none(), "{found:?}, seed {seed}: {sentence}");
            let bad = wrong.into_iter().find(|bad| sentence.contains(bad));
            assert!(bad.is_none(), "{bad:?}, seed {seed}: {sentence}");
        }
    }
}

/// A number that one language tells, the other tells.
#[test]
fn languages_say_the_same_numbers() {
    let digits = |text: &str| {
        let text = text.replace(['.', ','], "");
        let mut all: Vec<u32> = text
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|digits| digits.parse().ok())
            .filter(|&n| n > 100)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    for seed in 0..SEEDS {
        let [english, italian] = Language::ALL.map(|language| sentences(tongue(language), seed));
        for (english, italian) in english.iter().zip(&italian) {
            assert_eq!(digits(english), digits(italian), "seed {seed}: {english} {italian}");
        }
    }
}

#[test]
fn italian_agrees_with_one_and_with_many() {
    let italian = tongue(Language::Italian);
    let mut lot = Lot(20);
    let mut life = lot.digest();
    life.stays.truncate(1);
    life.stays[0] = Membership { entered: 10, left: Some((114, Leaving::Recovered)), ..life.stays[0] };
    let mut turns = |received, felt, refused, prescribed, missed| {
        life.turns = Turns { received, felt, refused, prescribed, missed };
        italian.turns(&life, false)
    };
    for (said, expected) in [
        (turns(0, 0, 0, 0, 0), "nessun turno ha riguardato la sua vita."),
        (turns(1, 1, 0, 0, 0), "il solo turno sulla sua vita le è sembrato un aiuto."),
        (turns(1, 0, 1, 0, 0), "il solo turno sulla sua vita le è stato rifiutato."),
        (
            turns(1, 0, 0, 1, 1),
            "l'operatore le ha dato una prescrizione: non le è sembrata un aiuto e l'ha seguita invano.",
        ),
        (
            turns(3, 3, 0, 3, 1),
            "l'operatore le ha dato tre prescrizioni: tutte e tre le sono sembrate un aiuto e una l'ha seguita invano.",
        ),
    ] {
        assert_eq!(said, format!("In circa due anni {expected}"));
    }
    assert_eq!(
        turns(1234, 222, 1, 2, 1),
        "In circa due anni, di 1.234 turni sulla sua vita (due con una prescrizione), 222 le sono sembrati un aiuto, uno è \
         stato rifiutato e una volta ha seguito invano un consiglio."
    );
    let given = |turns, favours, acts, declined| italian.gave(&Given { turns, favours, acts, declined, supported: 0 });
    assert_eq!(given(0, 0, 0, 0), "Non ha fatto né favori né gesti civici, e non ha mai detto di no.");
    assert_eq!(
        given(1, 1, 0, 1),
        "Ha dedicato un turno ad altri, fatto un favore e nessun gesto civico, e ha detto di no una volta."
    );
    assert_eq!(given(0, 0, 2, 2), "Ha fatto due gesti civici e nessun favore, e ha detto di no due volte.");
    life.moved = None;
    life.last = Week { standing: NeedStatus::Untroubled, member: false, needed: 0, had: 0, ties: 5, ..life.last };
    assert_eq!(italian.end(&life), "Alla fine non aveva problemi di vita e aveva cinque legami.");
    life.last = Week { standing: NeedStatus::Recovered, member: true, needed: 6, had: 6, ties: 0, ..life.last };
    assert_eq!(
        italian.end(&life),
        "Alla fine aveva superato il problema ed era ancora nella rete d'aiuto, con tutte le sei consapevolezze e nessun \
         legame."
    );
    let asked = |requests, refused, people, by| {
        let asked = Asking { weeks: 4, requests, refused, people, refusers: None, refuser: None };
        italian.asked(Until::End, &asked, by)
    };
    assert_eq!(asked(1, 0, 1, None), "Da allora ha chiesto un solo favore, e l'ha avuto.");
    assert_eq!(
        asked(2, 1, 2, Some(Refusers::Only(7))),
        "Da allora ha chiesto favori due volte a due persone, con un rifiuto della persona n. 7."
    );
    assert_eq!(
        asked(9, 5, 1, Some(Refusers::Only(7))),
        "Da allora ha chiesto favori nove volte a una persona, con cinque rifiuti, tutti della persona n. 7."
    );
    assert_eq!(
        asked(9, 5, 6, Some(Refusers::Ties(Origin::Kin))),
        "Da allora ha chiesto favori nove volte a sei persone, con cinque rifiuti, per lo più di familiari."
    );
    let going = |from, to, way| italian.went(&Going { of: Trust::People, from, to, way });
    assert_eq!(going(45, 52, Way::Ends), "Su cento, la fiducia nelle persone è salita da 45 a 52.");
    assert_eq!(going(45, 45, Way::Ends), "Su cento, la fiducia nelle persone era 45 all'inizio e alla fine.");
    assert_eq!(
        going(52, 45, Way::Furthest { year: 8, by: Some(BeliefSource::Giving) }),
        "Su cento, la fiducia nelle persone è scesa da 52 a 45, soprattutto nell'ottavo anno, per l'aiuto dato ad altri."
    );
    assert_eq!(
        going(45, 52, Way::Turn { rose: true, to: 60, year: 3, by: None }),
        "Su cento, la fiducia nelle persone è salita da 45 a 60 nel terzo anno; alla fine era 52."
    );
}
