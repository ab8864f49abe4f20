//! The tables of rows that a scenario asks for: members.csv, networks.csv and people.csv, written run by run. Persons wait for
//! the other runs of their replicate, since their twins live in one of them.

use super::csv_files::{Sheet, name_of};
use super::error::OutputError;
use super::file_names::{MEMBERS, NETWORKS, PEOPLE};
use super::stage::{Stage, Staged};
use crate::model::indicator::Indicator;
use crate::model::measure::{place, steps};
use crate::model::share::value;
use crate::record::RunRecord;
use crate::record::observed::Leaving;
use crate::record::rows::{NetworkLife, NetworkQuarter, PersonWeek, Rows, Spell};
use crate::scenario::Scenario;
use std::io;

/// The tables that the scenario asks for, as they are written.
pub(super) struct RowTables<'a> {
    scenario: &'a Scenario,
    members: Option<Sheet>,
    networks: Option<Sheet>,
    people: Option<Sheet>,
    /// Persons of the runs of one replicate, each with its regime.
    waiting: Vec<(usize, Vec<PersonWeek>)>,
    replicate: u32,
}

impl<'a> RowTables<'a> {
    pub(super) fn begin(stage: &Stage, scenario: &'a Scenario) -> Result<Self, OutputError> {
        let begin = |asked: bool, name: &str, columns: &[String]| {
            let begun = || {
                let mut sheet = Sheet::begin(stage, name)?;
                sheet.write(|sheet| sheet.header(columns.iter().map(String::as_str)))?;
                Ok::<_, OutputError>(sheet)
            };
            asked.then(begun).transpose()
        };
        let observe = &scenario.observe;
        Ok(Self {
            scenario,
            members: begin(observe.members, MEMBERS, &member_columns())?,
            networks: begin(observe.networks, NETWORKS, &network_columns())?,
            people: begin(observe.people > 0, PEOPLE, &person_columns())?,
            waiting: Vec::new(),
            replicate: 0,
        })
    }

    /// Takes the rows out of the next run and appends them.
    pub(super) fn add(&mut self, run: &mut RunRecord) -> Result<(), OutputError> {
        let Some(Rows { spells, networks, quarters, persons }) = run.rows.take() else { return Ok(()) };
        let begins = (name_of(self.scenario, run.regime), run.replicate);
        if let Some(sheet) = &mut self.members {
            sheet.write(|sheet| spells.iter().try_for_each(|spell| member(sheet, begins, spell)))?;
        }
        if let Some(sheet) = &mut self.networks {
            let rows = Rows { networks, quarters, ..Rows::default() };
            let all =
                || rows.networks_by_quarter().flat_map(|(life, own)| own.iter().map(move |quarter| (life, quarter)));
            sheet.write(|sheet| all().try_for_each(|(life, quarter)| network(sheet, begins, life, quarter)))?;
        }
        if self.people.is_some() {
            if run.replicate != self.replicate {
                self.write_people()?;
                self.replicate = run.replicate;
            }
            self.waiting.push((run.regime, persons));
        }
        Ok(())
    }

    /// Writes the persons of one replicate, each beside their twin.
    fn write_people(&mut self) -> Result<(), OutputError> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(sheet) = &mut self.people else { return Ok(()) };
        let without = self.scenario.without_help();
        let twins = waiting.iter().find(|(regime, _)| Some(*regime) == without);
        for (regime, persons) in &waiting {
            let begins = (name_of(self.scenario, *regime), self.replicate);
            let twins = twins.filter(|(of, _)| of != regime).map_or(&[][..], |(_, persons)| persons);
            // The same persons in the same order under every regime.
            let beside =
                persons.iter().enumerate().map(|(at, one)| (one, twins.get(at).filter(|twin| is_twin(one, twin))));
            sheet.write(|sheet| beside.into_iter().try_for_each(|(one, twin)| person(sheet, begins, one, twin)))?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Vec<Staged>, OutputError> {
        self.write_people()?;
        [self.members, self.networks, self.people].into_iter().flatten().map(Sheet::finish).collect()
    }
}

fn is_twin(one: &PersonWeek, other: &PersonWeek) -> bool {
    (one.town, one.person, one.week) == (other.town, other.person, other.week)
}

/// What every row begins with: regime and replicate.
type Begins<'a> = (&'a str, u32);

/// Columns by their names.
fn columns(names: &[&str]) -> Vec<String> {
    ["regime", "replicate", "town"].iter().chain(names).map(|&name| name.to_owned()).collect()
}

fn begin_row(sheet: &mut Sheet, (regime, replicate): Begins<'_>, town: u32) -> io::Result<()> {
    sheet.text(regime)?;
    sheet.whole(replicate)?;
    sheet.whole(town)
}

fn member_columns() -> Vec<String> {
    let weeks = ["person", "arrived", "network", "last_network", "entered", "left", "why"];
    let counts = ["turns_received", "turns_given", "standing_at_entry", "standing_at_end"];
    columns(&[&weeks[..], &counts].concat())
}

fn member(sheet: &mut Sheet, begins: Begins<'_>, spell: &Spell) -> io::Result<()> {
    begin_row(sheet, begins, spell.town)?;
    [spell.person, spell.arrived, spell.network, spell.last_network, spell.entered]
        .iter()
        .try_for_each(|number| sheet.whole(number))?;
    end(sheet, spell.why, spell.left)?;
    sheet.whole(spell.turns_received)?;
    sheet.whole(spell.turns_given)?;
    sheet.text(spell.at_entry.name())?;
    sheet.text(spell.at_end.name())?;
    sheet.end_row()
}

/// In which week it ended, and why; an empty cell and `horizon` where it did not.
fn end(sheet: &mut Sheet, why: Option<Leaving>, week: u32) -> io::Result<()> {
    match why {
        Some(why) => {
            sheet.whole(week)?;
            sheet.text(why.name())
        }
        None => {
            sheet.text("")?;
            sheet.text("horizon")
        }
    }
}

fn network_columns() -> Vec<String> {
    let life = ["network", "category", "founded", "closed", "why", "week"];
    columns(&[&life[..], &["members", "in_need", "supporters", "meetings_held", "meetings_missed"]].concat())
}

fn network(sheet: &mut Sheet, begins: Begins<'_>, life: &NetworkLife, quarter: &NetworkQuarter) -> io::Result<()> {
    begin_row(sheet, begins, life.town)?;
    [life.network, life.category.into(), life.founded].iter().try_for_each(|number| sheet.whole(number))?;
    end(sheet, life.why, life.closed)?;
    sheet.whole(quarter.week)?;
    let NetworkQuarter { week: _, members, in_need, supporters, held, missed } = quarter;
    [members, in_need, supporters, held, missed].iter().try_for_each(|count| sheet.whole(count))?;
    sheet.end_row()
}

/// The beliefs, in the order of [`PersonWeek::beliefs`].
const BELIEFS: [Indicator; 4] =
    [Indicator::General, Indicator::Services, Indicator::Empowerment, Indicator::Dependence];

/// The columns that a twin has as well; without helping networks nobody is a member, waits, or receives a turn.
fn state_columns() -> impl Iterator<Item = &'static str> {
    BELIEFS.iter().map(|belief| belief.row().name).chain(["burden", "coping", "standing", "ties", "civic_acts"])
}

fn person_columns() -> Vec<String> {
    let own = columns(&["person", "arrived", "week"]).into_iter().chain(state_columns().map(str::to_owned));
    let own = own.chain(["member", "waiting", "turns_received"].map(str::to_owned));
    own.chain(state_columns().map(|column| format!("twin_{column}"))).collect()
}

fn person(sheet: &mut Sheet, begins: Begins<'_>, one: &PersonWeek, twin: Option<&PersonWeek>) -> io::Result<()> {
    begin_row(sheet, begins, one.town)?;
    sheet.whole(one.person)?;
    sheet.whole(one.arrived)?;
    sheet.whole(one.week)?;
    state(sheet, one)?;
    sheet.truth(one.member)?;
    sheet.truth(one.waiting)?;
    sheet.whole(one.turns)?;
    match twin {
        Some(twin) => state(sheet, twin)?,
        None => state_columns().try_for_each(|_| sheet.text(""))?,
    }
    sheet.end_row()
}

fn state(sheet: &mut Sheet, one: &PersonWeek) -> io::Result<()> {
    const BELIEF: usize = place(BELIEFS[0]);
    one.beliefs.iter().try_for_each(|&belief| sheet.number(f64::from(belief) / steps(BELIEF)))?;
    sheet.number(value(one.burden))?;
    // Whoever needs nothing has no share of it.
    sheet.number(f64::from(one.had) / f64::from(one.needed))?;
    sheet.text(one.standing.name())?;
    sheet.whole(one.ties)?;
    sheet.whole(one.acts)
}
