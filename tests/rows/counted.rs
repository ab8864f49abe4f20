//! The second count: in worlds drawn by lot, every row against the chronicle of every person and against the world.

use super::chronicle::{State, ToldSpell, spells, state, until};
use super::shared::lot::{Lot, tries};
use super::shared::{Folder, done};
use super::sheet::{Row, of_run, rows, whole};
use super::worlds::{Identity, ShownNetwork, networks};
use mutua::analysis::chronicle::{Leaving, Lives, What};
use mutua::experiments::chronicle::Twins;
use mutua::scenario::Scenario;
use std::collections::{BTreeMap, BTreeSet};

const REGIMES: [&str; 7] = [
    "professional-centred",
    "case-centred",
    "mutual-self-help",
    "autonomous",
    "directive-group",
    "pseudo-participatory",
    "community",
];

/// A world in which much happens, drawn by lot. Now and then nobody lives without help, or only some persons are asked for.
/// In the first two there are groups that split, somebody alone in a group, and supporters.
fn drawn(lot: &mut Lot, number: usize) -> Vec<String> {
    let people = 60 + lot.below(91);
    let mut regimes = match number {
        0 => vec!["mutual-self-help", "autonomous"],
        1 => vec!["community", "case-centred"],
        _ => vec![*lot.one_of(&REGIMES), *lot.one_of(&REGIMES)],
    };
    regimes.dedup();
    if number == 0 || !lot.once_in(4) {
        regimes.insert(lot.below(2), "none");
    }
    let names: Vec<String> = regimes.iter().map(|name| format!("{name:?}")).collect();
    let mut sets = vec![
        format!("regimes=[{}]", names.join(", ")),
        format!("people={people}"),
        format!("seed={}", lot.below(1000)),
        format!("weeks={}", 40 + lot.below(80)),
        format!("burn_in_weeks={}", 1 + lot.below(60)),
        format!("record_every_weeks={}", 1 + lot.below(20)),
        format!("replicates={}", 1 + usize::from(lot.once_in(3))),
        format!("onset_per_week={}", 0.01 + 0.02 * lot.share()),
        format!("drop_out={}", 0.5 * lot.share()),
        format!("veteran_leaving={}", 0.1 * lot.share()),
        format!("alone_weeks={}", 1 + lot.below(12)),
        "seek_per_week=0.15".to_owned(),
        "outreach_per_week=0.15".to_owned(),
        format!("observe.people={}", if lot.once_in(2) { people } else { lot.below(people) + 1 }),
    ];
    // Of those who come and go `moved` asks.
    sets.extend(["people_move=false", "observe.members=true", "observe.networks=true"].map(str::to_owned));
    let focal = regimes.iter().filter(|name| ["case-centred", "professional-centred"].contains(*name));
    sets.extend(focal.map(|name| format!("regime.{name}.meetings_agreed={}", 1 + lot.below(4))));
    if number == 0 || lot.once_in(3) {
        // Groups of so few that they split.
        let groups = regimes.iter().filter(|name| ["mutual-self-help", "autonomous"].contains(*name));
        sets.extend(groups.map(|name| format!("regime.{name}.capacity=3")));
    }
    sets
}

/// What a run wrote.
struct Tables {
    members: Vec<Row>,
    networks: Vec<Row>,
    people: Vec<Row>,
}

#[test]
fn every_row_is_what_the_chronicle_of_every_person_and_the_world_say() {
    let mut lot = Lot::of("rows");
    let mut seen = Seen::default();
    for number in 0..tries("MUTUA_WORLDS", 4, 200) {
        let sets = drawn(&mut lot, number);
        println!("{}", sets.join(" "));
        let folder = Folder::with_town("");
        let mut arguments = vec!["run", "town.toml", "--out", "out"];
        arguments.extend(sets.iter().flat_map(|set| ["--set", set]));
        done(&folder, &arguments);
        let read = |name: &str| rows(&folder.path("out").join(name));
        let tables =
            Tables { members: read("members.csv"), networks: read("networks.csv"), people: read("people.csv") };
        let scenario = Scenario::parse_as("", "town.toml", "town", &sets).expect("a scenario");
        for replicate in 0..scenario.replicates {
            for regime in &scenario.regimes {
                Compared::new(&scenario, &regime.name, replicate, &tables).compare(&mut seen);
            }
        }
        let all = scenario.replicates as usize * scenario.regimes.len();
        let persons = all * scenario.observe.people as usize * recorded(&scenario).len();
        assert_eq!(tables.people.len(), persons, "{persons} rows of persons are asked for");
    }
    seen.expect_much();
}

fn recorded(scenario: &Scenario) -> Vec<u32> {
    let recorded = |week: &u32| week.is_multiple_of(scenario.record_every_weeks) || *week == scenario.weeks;
    (0..=scenario.weeks).filter(recorded).collect()
}

/// What was compared: if little happened, it is worth little.
#[derive(Default)]
struct Seen {
    words: BTreeSet<String>,
    moved: usize,
    missed: u32,
    supporters: u32,
    given: u32,
    twins: usize,
}

impl Seen {
    fn expect_much(&self) {
        let left = ["left in_need", "left recovered", "left alone", "left agreed", "left horizon"];
        for word in left.into_iter().chain(["closed alone", "closed recovered", "closed agreed"]) {
            assert!(self.words.contains(word), "{word} is not among {:?}", self.words);
        }
        let Self { moved, missed, supporters, given, twins, .. } = self;
        assert!(
            *moved > 0 && *missed > 0 && *supporters > 0 && *given > 0 && *twins > 0,
            "{moved} moved, {missed} meetings missed, {supporters} supporters, {given} turns given, {twins} twins"
        );
    }
}

/// One run, its rows, and what is known of it in slow ways.
struct Compared<'a> {
    scenario: &'a Scenario,
    regime: &'a str,
    replicate: u32,
    tables: &'a Tables,
    lives: Vec<Lives>,
    networks: BTreeMap<Identity, ShownNetwork>,
    /// Who left themselves, by week and person: why.
    left: BTreeMap<(u32, u32), Leaving>,
}

impl<'a> Compared<'a> {
    fn new(scenario: &'a Scenario, regime: &'a str, replicate: u32, tables: &'a Tables) -> Self {
        let structure = scenario.regime(regime).expect("a regime").structure;
        let twins = Twins::at_week_0(scenario, structure, replicate, &()).expect("a sound world").expect("not stopped");
        let life = |person| twins.lives(person, &()).expect("a sound world").expect("not stopped");
        let lives = (0..scenario.people).map(life).collect();
        let (networks, left) = networks(scenario, regime, replicate);
        Self { scenario, regime, replicate, tables, lives, networks, left }
    }

    fn compare(&self, seen: &mut Seen) {
        self.members(seen);
        self.networks(seen);
        self.people(seen);
    }

    /// The number of the network in which somebody is at the end of a week.
    fn network_of(&self, person: usize, week: u32) -> String {
        let is_in = |network: &ShownNetwork| {
            network.weeks.get(&week).is_some_and(|(members, ..)| members.contains(&(person as u32)))
        };
        let number = self.networks.values().position(is_in);
        number.unwrap_or_else(|| panic!("{person} is in no network in week {week}")).to_string()
    }

    fn members(&self, seen: &mut Seen) {
        let mut found = of_run(&self.tables.members, self.regime, self.replicate);
        for (person, lives) in self.lives.iter().enumerate() {
            for told in spells(&lives.here) {
                let row = found.next().unwrap_or_else(|| panic!("no row of person {person}: {told:?}"));
                self.member(row, person, &told);
                self.world_agrees(person as u32, &told);
                seen.words.insert(format!("left {}", told.why));
                seen.moved += usize::from(row["network"] != row["last_network"]);
                seen.given += told.given;
            }
        }
        assert_eq!(found.next(), None, "of nobody");
        // Weeks of membership, added up.
        let shown: usize =
            self.networks.values().flat_map(|network| network.weeks.values()).map(|(members, ..)| members.len()).sum();
        let told: u32 = self
            .lives
            .iter()
            .flat_map(|lives| spells(&lives.here))
            .map(|told| told.left.unwrap_or(self.scenario.weeks + 1) - told.entered)
            .sum();
        assert_eq!(shown, told as usize, "weeks of membership");
    }

    /// Chronicles and rows know by the same account who left and why; the world itself shows it by another.
    fn world_agrees(&self, person: u32, told: &ToldSpell) {
        let end = told.left.unwrap_or(self.scenario.weeks + 1);
        let is_member = |week: u32| {
            let mut at = self.networks.values().filter_map(|network| network.weeks.get(&week));
            at.any(|(members, ..)| members.contains(&person))
        };
        assert!((told.entered..end).all(is_member) && !is_member(told.entered - 1) && !is_member(end), "{told:?}");
        let why = told.left.map_or("horizon", |week| self.left.get(&(week, person)).map_or("alone", |why| why.name()));
        assert_eq!(why, told.why, "{person}: {told:?}");
    }

    fn member(&self, row: &Row, person: usize, told: &ToldSpell) {
        let last = told.left.map_or(self.scenario.weeks, |left| left - 1);
        let cells = [
            ("town", "0".to_owned()),
            ("person", person.to_string()),
            ("arrived", "0".to_owned()),
            ("network", self.network_of(person, told.entered)),
            ("last_network", self.network_of(person, last)),
            ("entered", told.entered.to_string()),
            ("left", told.left.map_or(String::new(), |left| left.to_string())),
            ("why", told.why.to_owned()),
            ("turns_received", told.received.to_string()),
            ("turns_given", told.given.to_string()),
            ("standing_at_entry", told.at_entry.to_owned()),
            ("standing_at_end", told.at_end.to_owned()),
        ];
        assert_row(row, &cells);
    }

    fn networks(&self, seen: &mut Seen) {
        let mut found = of_run(&self.tables.networks, self.regime, self.replicate);
        for (number, (&(founded, _), network)) in self.networks.iter().enumerate() {
            let horizon = self.scenario.weeks;
            let last = *network.weeks.keys().last().expect("weeks");
            let closed = (last < horizon).then_some(last + 1);
            let why = closed.map_or("horizon", |week| self.last_left(&network.weeks[&(week - 1)].0, week));
            seen.words.insert(format!("closed {why}"));
            let mut since = 0;
            let looks = (founded..=last).filter(|week| week.is_multiple_of(13) || *week == horizon).chain(closed);
            for week in looks {
                let row = found.next().unwrap_or_else(|| panic!("no row of network {number} in week {week}"));
                let (members, in_need, supporters) = network.weeks.get(&week).cloned().unwrap_or_default();
                let between = |weeks: &[u32]| weeks.iter().filter(|&&at| at > since && at <= week).count();
                let (held, due) = (between(&network.met), between(&network.due));
                let cells = [
                    ("town", "0".to_owned()),
                    ("network", number.to_string()),
                    ("category", network.category.to_string()),
                    ("founded", founded.to_string()),
                    ("closed", closed.map_or(String::new(), |week| week.to_string())),
                    ("why", why.to_owned()),
                    ("week", week.to_string()),
                    ("members", members.len().to_string()),
                    ("in_need", in_need.to_string()),
                    ("supporters", supporters.to_string()),
                    ("meetings_held", held.to_string()),
                    ("meetings_missed", (due - held).to_string()),
                ];
                assert_row(row, &cells);
                seen.missed += (due - held) as u32;
                seen.supporters += supporters as u32;
                since = week;
            }
        }
        assert_eq!(found.next(), None, "of no network");
        self.networks_hold_the_members_of_the_chronicles();
    }

    /// How the last of the members left, who all did in this week.
    fn last_left(&self, members: &[u32], week: u32) -> &'static str {
        let left = |&member: &u32| {
            let events = &self.lives[member as usize].here.events;
            events.iter().find_map(|event| match event.what {
                What::Left(how) if event.week == week => Some(how),
                _ => None,
            })
        };
        match members.iter().filter_map(left).next_back() {
            Some(Leaving::DropOut) => "in_need",
            Some(Leaving::Recovered) => "recovered",
            Some(Leaving::Agreed) => "agreed",
            Some(Leaving::Alone) => "alone",
            Some(Leaving::Moved) => "moved",
            None => panic!("nobody of {members:?} left in week {week}"),
        }
    }

    /// Added up over networks, people are as many as the chronicles say.
    fn networks_hold_the_members_of_the_chronicles(&self) {
        let mut sums: BTreeMap<u32, [u32; 2]> = BTreeMap::new();
        for row in of_run(&self.tables.networks, self.regime, self.replicate) {
            let sum = sums.entry(whole(row, "week")).or_default();
            sum[0] += whole(row, "members");
            sum[1] += whole(row, "in_need");
        }
        let looks = |week: &u32| week.is_multiple_of(13) || *week == self.scenario.weeks;
        for (week, sum) in sums.into_iter().filter(|(week, _)| looks(week)) {
            let weeks = self.lives.iter().map(|lives| &lives.here.weeks[week as usize]);
            let members: Vec<_> = weeks.filter(|week| week.member).collect();
            let in_need = members.iter().filter(|week| super::chronicle::standing(week.standing) == "in_need").count();
            assert_eq!(sum, [members.len() as u32, in_need as u32], "members in week {week}");
        }
    }

    fn people(&self, seen: &mut Seen) {
        let twin_there = self.regime != "none" && self.scenario.regimes.iter().any(|regime| regime.name == "none");
        let found: Vec<&Row> = of_run(&self.tables.people, self.regime, self.replicate).collect();
        let weeks = recorded(self.scenario);
        for (rows, _) in found.chunks(weeks.len()).zip(0..self.scenario.observe.people) {
            let person = whole(rows[0], "person");
            let lives = &self.lives[person as usize];
            for (row, &week) in rows.iter().zip(&weeks) {
                let here = &lives.here.weeks[week as usize];
                let cells = [
                    ("town", "0".to_owned()),
                    ("person", person.to_string()),
                    ("arrived", "0".to_owned()),
                    ("week", week.to_string()),
                    ("member", here.member.to_string()),
                    ("waiting", here.waiting.to_string()),
                    ("turns_received", until(&lives.here, week, What::is_turn).to_string()),
                ];
                assert_row(row, &cells);
                assert_state(row, "", Some(state(&lives.here, week)));
                assert_state(row, "twin_", twin_there.then(|| state(&lives.there, week)));
                seen.twins += usize::from(twin_there);
            }
        }
        let persons: Vec<u32> = found.chunks(weeks.len()).map(|rows| whole(rows[0], "person")).collect();
        assert!(persons.is_sorted_by(|a, b| a < b) && persons.len() == self.scenario.observe.people as usize);
    }
}

fn assert_row(row: &Row, cells: &[(&str, String)]) {
    for (column, cell) in cells {
        assert_eq!(&row[*column], cell, "{column} in {row:?}");
    }
}

/// Columns of a state, or empty ones.
fn assert_state(row: &Row, prefix: &str, state: Option<State>) {
    let beliefs = ["generalised_trust", "institutional_trust", "empowerment", "dependence"];
    let cell = |column: &str| row[&format!("{prefix}{column}")].as_str();
    let Some((expected, rest)) = state else {
        let all = beliefs.iter().chain(&["burden", "coping", "standing", "ties", "civic_acts"]);
        assert!(all.into_iter().all(|column| cell(column).is_empty()), "{row:?}");
        return;
    };
    for (belief, expected) in beliefs.into_iter().zip(expected) {
        let found: f64 = cell(belief).parse().expect("a number");
        // A step of the books is about a thousand-millionth.
        assert!((found - expected).abs() < 1e-8, "{belief} is {expected} in {row:?}");
    }
    for (column, expected) in rest {
        assert_eq!(cell(column), expected, "{column} in {row:?}");
    }
}
