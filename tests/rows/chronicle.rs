//! What the chronicle of a person says of their spells and of how they stood: the slow way.

use mutua::analysis::chronicle::{Event, Leaving, Life, NeedStatus, Week, What};

/// A spell as the chronicle tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ToldSpell {
    pub entered: u32,
    pub left: Option<u32>,
    pub why: &'static str,
    pub received: u32,
    pub given: u32,
    pub at_entry: &'static str,
    pub at_end: &'static str,
}

pub fn standing(status: NeedStatus) -> &'static str {
    match status {
        NeedStatus::Untroubled => "untroubled",
        NeedStatus::InNeed => "in_need",
        NeedStatus::Recovered => "recovered",
    }
}

/// The spells of a life, from its events alone.
pub fn spells(life: &Life) -> Vec<ToldSpell> {
    let (mut over, mut open) = (Vec::new(), None::<ToldSpell>);
    let mut status = life.weeks[0].standing;
    // What happens in a phase is told in the order of kinds: how somebody stands is settled at its end.
    for phase in life.events.chunk_by(|a, b| (a.week, a.phase) == (b.week, b.phase)) {
        let after = phase.iter().fold(status, |status, event| stands(event).unwrap_or(status));
        for event in phase {
            match event.what {
                what if what.is_turn() => open.iter_mut().for_each(|spell| spell.received += 1),
                What::GaveTurn => open.iter_mut().for_each(|spell| spell.given += 1),
                What::Left(how) => over.extend(open.take().map(|spell| ended(spell, event.week, how, after))),
                What::Entered { .. } => open = Some(begun(event.week, after)),
                _ => (),
            }
        }
        status = after;
    }
    let last = life.weeks.last().expect("weeks");
    over.extend(open.map(|spell| ToldSpell { at_end: standing(last.standing), ..spell }));
    over
}

fn stands(event: &Event) -> Option<NeedStatus> {
    match event.what {
        What::Onset | What::Relapse | What::Worsened => Some(NeedStatus::InNeed),
        What::Recovered => Some(NeedStatus::Recovered),
        _ => None,
    }
}

fn begun(week: u32, status: NeedStatus) -> ToldSpell {
    let at = standing(status);
    ToldSpell { entered: week, left: None, why: "horizon", received: 0, given: 0, at_entry: at, at_end: at }
}

fn ended(spell: ToldSpell, week: u32, how: Leaving, status: NeedStatus) -> ToldSpell {
    let (why, at_end) = match how {
        Leaving::DropOut => ("in_need", "in_need"),
        Leaving::Recovered => ("recovered", "recovered"),
        Leaving::Agreed => ("agreed", "in_need"),
        Leaving::Alone => ("alone", standing(status)),
        Leaving::Moved => ("moved", standing(status)),
    };
    ToldSpell { left: Some(week), why, at_end, ..spell }
}

/// How many events of a kind there were up to the end of a week.
pub fn until(life: &Life, week: u32, of: impl Fn(What) -> bool) -> u32 {
    life.events.iter().filter(|event| event.week <= week && of(event.what)).count() as u32
}

/// The columns of a state: beliefs, then the rest as text.
pub type State = ([f64; 4], Vec<(&'static str, String)>);

/// A state, as the chronicle has it.
pub fn state(life: &Life, week: u32) -> State {
    let Week { beliefs, burden, standing: status, had, needed, ties, .. } = &life.weeks[week as usize];
    let coping = if *needed == 0 { String::new() } else { (f64::from(*had) / f64::from(*needed)).to_string() };
    let acts = until(life, week, |what| what == What::Acted);
    let rest = vec![
        ("burden", burden.to_string()),
        ("coping", coping),
        ("standing", standing(*status).to_owned()),
        ("ties", ties.to_string()),
        ("civic_acts", acts.to_string()),
    ];
    (*beliefs, rest)
}
