//! The story of one person in the world under study, sentence by sentence: the turning points in the order in which they
//! came, and counts of all the rest.

use super::belief::{ends, went};
use super::clause::door;
use super::sentence::{Sentence, Telling, may, must};
use super::twin;
use super::words::{capital, date, horizon, listed, many_by_tie, number, often, part_of, so_many, span, things, times};
use crate::analysis::chronicle::digest::{Asking, Began, Digest, Membership, Movement};
use crate::analysis::chronicle::{Leaving, NeedStatus, Other};
use crate::model::ledger::Channel;
use crate::model::state::person::{EMPOWERMENT, GENERAL, SERVICES};
use crate::model::structure::Present;

/// Spares or shortens the sentences that can be spared, the easiest first, until there are no more than `words` words.
fn spare(told: &mut [Vec<Sentence>], words: usize) {
    let length = |told: &[Vec<Sentence>]| -> usize {
        told.iter().flatten().map(|sentence| sentence.text.split_whitespace().count()).sum()
    };
    while length(told) > words {
        let most = told.iter().flatten().map(|sentence| sentence.spare).max().unwrap_or(0);
        if most == 0 {
            return;
        }
        for sentence in told.iter_mut().flatten().filter(|sentence| sentence.spare == most) {
            *sentence = must(std::mem::take(&mut sentence.short));
        }
    }
}

impl Telling<'_> {
    /// The paragraphs, without a title; of no more than `words` words, if that can be done by sparing sentences.
    pub(super) fn paragraphs(&self, words: usize) -> Vec<String> {
        let mut told = [self.beginning(), self.course(), self.outcome(), twin::sentences(self)];
        spare(&mut told, words);
        told.iter_mut().for_each(|paragraph| paragraph.retain(|sentence| !sentence.text.is_empty()));
        let join = |paragraph: &Vec<Sentence>| paragraph.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
        told.iter().map(join).filter(|paragraph| !paragraph.is_empty()).collect()
    }

    /// When the trouble began, whom they asked, and who refused.
    fn beginning(&self) -> Vec<Sentence> {
        vec![must(trouble(self.here)), asking(self.here)]
    }

    /// Entry, what happened in the network, leaving, recovery and falling back, in their order.
    fn course(&self) -> Vec<Sentence> {
        let life = self.here;
        let mut course: Vec<(u32, Vec<Sentence>)> = Vec::new();
        if let Some(first) = life.stays.first() {
            let sentences = vec![
                must(self.entry(first)),
                must(self.turns()),
                must(learnt(life)),
                may(mistaken(life), String::new(), 5),
            ];
            course.push((first.wait.from, sentences));
        } else {
            course.push((life.waits.first().map_or(0, |wait| wait.from), vec![must(self.no_entry())]));
        }
        let left = life.stays.last().and_then(|stay| stay.left);
        let in_need = left.is_some_and(|(_, how)| matches!(how, Leaving::DropOut | Leaving::Agreed));
        let left = left.map(|(week, how)| (week, must(leaving(week, how, life.stays.len()))));
        let (first, second) = if in_need { (left, recovery(life)) } else { (recovery(life), left) };
        course.extend([first, second].into_iter().flatten().map(|(week, sentence)| (week, vec![sentence])));
        if let Some((week, text)) = fell_back(life) {
            course.push((week, vec![must(text)]));
        }
        // Of what fell into one week, who left recovered recovered first.
        course.sort_by_key(|(week, _)| *week);
        course.into_iter().flat_map(|(_, sentences)| sentences).collect()
    }

    /// What they gave, how trust moved, and how it stands at the end.
    fn outcome(&self) -> Vec<Sentence> {
        let life = self.here;
        vec![
            must(giving(life)),
            must(went("Out of a hundred, trust in people", &life.beliefs[GENERAL]) + "."),
            belief("Trust in services", &life.beliefs[SERVICES], 2),
            belief("Belief in themselves", &life.beliefs[EMPOWERMENT], 4),
            must(end(life)),
        ]
    }

    /// By which door, after which wait, into what.
    fn entry(&self, stay: &Membership) -> String {
        let waited = match stay.entered - stay.wait.from {
            0 => "got in at once".to_owned(),
            weeks => format!("waited {}", span(weeks)),
        };
        format!("In {} {}, {waited} and {}.", date(stay.wait.from), door(&stay.wait), self.into(stay))
    }

    /// What was entered.
    fn into(&self, stay: &Membership) -> String {
        let (others, supporters) =
            (things(stay.others, "other", "others"), things(stay.supporters, "supporter", "supporters"));
        match self.structure.map(|structure| structure.present) {
            Some(Present::Client) | None => "saw the professional alone".to_owned(),
            Some(Present::CloseTies) => match (stay.supporters, stay.would_not) {
                (0, 0) => "had a network formed around them, to which nobody was asked".to_owned(),
                (_, 0) => format!("had a network of {supporters} formed around them"),
                (_, not) => format!("had a network of {supporters} formed around them ({} refused)", number(not)),
            },
            Some(_) if stay.founded => "were the first in a new group".to_owned(),
            Some(Present::Peers) => format!("joined a group of {others} with the same problem"),
            Some(Present::Residents) => format!("joined a community group of {others}"),
        }
    }

    /// That there was no entry, as far as it can be told.
    fn no_entry(&self) -> String {
        if self.structure.is_none() || self.here.spells.is_empty() {
            return String::new();
        }
        let Some(wait) = self.here.waits.first() else {
            return "They never asked for a place in a helping network.".to_owned();
        };
        let asked = format!("In {} {}", date(wait.from), door(wait));
        match wait.to {
            Some(to) => {
                format!("{asked}, but before a place was free, {} later, they had recovered.", span(to - wait.from))
            }
            None => format!("{asked}, and {} later, at the end, still waited.", span(self.here.weeks - wait.from)),
        }
    }

    /// Turns about their own life: their problem, and keeping well.
    fn turns(&self) -> String {
        let (life, turns) = (self.here, &self.here.turns);
        let mut time = span(life.weeks_a_member());
        if life.stays.len() > 1 {
            time = format!("{time} and {} stays", number(life.stays.len() as u32));
        }
        if turns.received == 0 {
            return format!("In {time} no turn was about their own life.");
        }
        let were = if turns.felt < 2 { "was" } else { "were" };
        let mut parts = vec![format!("{} {were} felt as help", so_many(turns.felt))];
        if turns.refused > 0 {
            parts.push(format!("{} refused", number(turns.refused)));
        }
        if turns.missed > 0 {
            parts.push(format!("{} advice was followed in vain", times(turns.missed)));
        }
        let parts = listed(&parts);
        if turns.received == turns.prescribed {
            return format!("In {time} the professional prescribed {}: {parts}.", times(turns.received));
        }
        let prescribed = match turns.prescribed {
            0 => String::new(),
            n => format!(" ({} prescribed)", number(n)),
        };
        format!("Of {} about their own life{prescribed} in {time}, {parts}.", things(turns.received, "turn", "turns"))
    }
}

/// How a belief went; its ends only, if words have to be spared.
fn belief(name: &str, belief: &Movement, spare: u8) -> Sentence {
    may(went(name, belief) + ".", ends(name, belief) + ".", spare)
}

/// When the trouble began.
fn trouble(life: &Digest) -> String {
    let Some(first) = life.spells.first() else {
        let years = horizon(life.weeks);
        return match life.last.standing {
            NeedStatus::Untroubled => format!("In {years} no life problem struck this person."),
            _ => format!("In {years} this person was never in need."),
        };
    };
    let how = match first.began {
        Began::Before => "When services opened, this person was already in need".to_owned(),
        Began::Onset => format!("In {} a life problem struck this person", date(first.from)),
        Began::Relapse => format!("In {} an earlier life problem came back to this person", date(first.from)),
        Began::Worsened => format!("In {} an earlier life problem grew on this person again", date(first.from)),
    };
    if first.needed == 0 {
        return how + ".";
    }
    let had = if first.began == Began::Before { " and" } else { ", who" };
    format!("{how}{had} had {} needed to cope.", part_of(first.had, first.needed, "insights"))
}

/// Whom they asked, how often, and who refused.
fn asking(life: &Digest) -> Sentence {
    let Some(first) = life.spells.first() else { return must(String::new()) };
    let asked = &life.asked_first;
    let entered =
        life.stays.iter().any(|stay| stay.entered >= first.from && first.to.is_none_or(|to| stay.entered <= to));
    let until = match (entered, first.to) {
        (true, _) => "Before help came",
        (false, Some(_)) => "Until they recovered",
        (false, None) => "From then on",
    };
    if asked.requests == 0 {
        return must(format!("{until} they asked nobody for a favour."));
    }
    let rate = often(asked.requests, asked.weeks).map_or_else(String::new, |rate| format!(", {rate}"));
    let people = if asked.people == 1 { "one person".to_owned() } else { format!("{} people", number(asked.people)) };
    let favours = if asked.requests == 1 { "a favour" } else { "favours" };
    let told = format!("{until} they asked {people} for {favours} {}{rate}:", times(asked.requests));
    let (refused, by) = refusals(asked);
    may(format!("{told} {refused}{by}."), format!("{told} {refused}."), 1)
}

/// How often they were refused, and by whom most.
fn refusals(asked: &Asking) -> (String, String) {
    if asked.refused == 0 {
        return ("nobody refused".to_owned(), String::new());
    }
    let mostly = match asked.refusers {
        Some((tie, count)) if asked.refused > 2 && 2 * count > asked.refused => {
            format!(", mostly by {}", many_by_tie(tie))
        }
        _ => String::new(),
    };
    let by = match asked.refuser {
        Some((person, count)) if count == asked.refused => format!(", by person {person}"),
        Some((person, count)) if count > 2 => format!(", {} by person {person}", times(count)),
        _ => mostly,
    };
    (format!("{} they were refused", times(asked.refused)), by)
}

/// What was learnt in networks, how and from whom.
fn learnt(life: &Digest) -> String {
    let all = life.learnt_in_networks();
    if all == 0 {
        return "They learnt nothing they needed there.".to_owned();
    }
    let ways = [
        (Channel::Prescription, "as prescribed"),
        (Channel::Dialogue, "told in dialogue"),
        (Channel::Private, "found in dialogue"),
        (Channel::Bystander, "caught while others spoke"),
        (Channel::Greeting, "handed on at entry"),
        (Channel::Giving, "found by helping others"),
    ];
    let count = |channel: Channel| life.learnt[channel as usize];
    let (channel, way) = ways
        .into_iter()
        .reduce(|most, next| if count(next.0) > count(most.0) { next } else { most })
        .unwrap_or(ways[0]);
    let how = match (all, count(channel)) {
        (1, _) => way.to_owned(),
        (all, most) if all == most => format!("all {way}"),
        (_, most) => format!("{} {way}", number(most)),
    };
    let teacher = match life.teacher {
        Some((Other::Person(person), count)) => format!("; {} came from person {person}", number(count)),
        _ => String::new(),
    };
    format!("They learnt {} they needed, {how}{teacher}.", things(all, "insight", "insights"))
}

fn mistaken(life: &Digest) -> String {
    match life.mistaken {
        0 => String::new(),
        n => format!("{} they did not need they took over by mistake.", capital(&number(n))),
    }
}

/// How the last stay ended.
fn leaving(week: u32, how: Leaving, stays: usize) -> String {
    let again = if stays > 1 { " for the last time" } else { "" };
    match how {
        Leaving::DropOut => format!("In {} they dropped out{again}, still in need.", date(week)),
        Leaving::Recovered => format!("In {} they left{again}, recovered.", date(week)),
        Leaving::Agreed => {
            format!("In {} the meetings agreed were over{again}, and they left, still in need.", date(week))
        }
        Leaving::Alone => format!("In {} the group, down to them alone, closed.", date(week)),
        Leaving::Moved => format!("In {} they moved away.", date(week)),
    }
}

/// When they first recovered.
fn recovery(life: &Digest) -> Option<(u32, Sentence)> {
    let first = life.spells.first()?;
    let to = first.to?;
    let after = if first.began == Began::Before { "after services opened" } else { "after the trouble began" };
    let recovered = format!("In {} they recovered", date(to));
    let long = format!("{recovered}, {} {after}.", span(to - first.from));
    Some((to, may(long, recovered + ".", 3)))
}

/// That they fell back.
fn fell_back(life: &Digest) -> Option<(u32, String)> {
    let last = life.spells.get(1..)?.last()?;
    let until = last.to.map_or_else(|| "to the end".to_owned(), |to| format!("for {}", span(to - last.from)));
    let text = match life.spells.len() as u32 - 1 {
        1 => format!("In {} they were in need again, {until}.", date(last.from)),
        n => format!("They fell back {}, the last time in {}, {until}.", times(n), date(last.from)),
    };
    Some((last.from, text))
}

fn giving(life: &Digest) -> String {
    let given = &life.given;
    let mut parts = Vec::new();
    if given.turns > 0 {
        parts.push(format!("{} at meetings", things(given.turns, "turn", "turns")));
    }
    parts.push(things(given.favours, "favour", "favours"));
    parts.push(things(given.acts, "civic act", "civic acts"));
    let said_no = match given.declined {
        0 => "never said no".to_owned(),
        n => format!("said no {}", times(n)),
    };
    format!("They gave {}, and {said_no}.", listed(&parts))
}

/// How it stands at the end.
fn end(life: &Digest) -> String {
    let last = &life.last;
    let member = if last.member { ", still a member" } else { "" };
    let insights = match last.needed {
        0 => String::new(),
        needed => format!("{} of {} insights and ", number(last.had), number(needed)),
    };
    let standing = match last.standing {
        NeedStatus::Untroubled => "untroubled",
        NeedStatus::InNeed => "in need",
        NeedStatus::Recovered => "recovered",
    };
    let ended = match life.moved {
        Some(week) => format!("In {} they moved away,", date(week)),
        None => "They ended".to_owned(),
    };
    format!("{ended} {standing}{member}, with {insights}{}.", things(last.ties, "tie", "ties"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_spared_the_easiest_first_and_no_more_than_needed() {
        let told = |words: usize| {
            let sentence = |text: &str, spare| may(text.to_owned(), "five".to_owned(), spare);
            let mut told = [vec![must("one two".to_owned()), sentence("three four", 1)], vec![sentence("five six", 2)]];
            spare(&mut told, words);
            told.iter().flatten().map(|s| s.text.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told(6), "one two three four five six");
        assert_eq!(told(5), "one two three four five");
        assert_eq!([told(4), told(0)], ["one two five five", "one two five five"]);
    }
}
