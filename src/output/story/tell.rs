//! Which sentences the story of one person in the world under study has, and in which order: the turning points as they
//! came, and counts of all the rest.

use super::belief::{Going, Trust};
use super::sentence::{Sentence, Telling, may, must};
use super::tongue::{Into, Learnt, Refusers, Until};
use super::twin;
use crate::analysis::chronicle::digest::{Asking, Digest, Membership};
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
        let life = self.here;
        let Some(first) = life.spells.first() else {
            let untroubled = life.last.standing == NeedStatus::Untroubled;
            return vec![must(self.tongue.never_in_need(life.weeks, untroubled))];
        };
        vec![must(self.tongue.trouble(first)), self.asking()]
    }

    /// Whom they asked, how often, and who refused.
    fn asking(&self) -> Sentence {
        let (asked, until) = (&self.here.asked_first, until(self.here));
        if asked.requests == 0 {
            return must(self.tongue.asked_nobody(until));
        }
        let told = |by| self.tongue.asked(until, asked, by);
        may(told(refusers(asked)), told(None), 5)
    }

    /// Entry, what happened in the network, leaving, recovery and falling back, in their order.
    fn course(&self) -> Vec<Sentence> {
        let (life, tongue) = (self.here, self.tongue);
        let mut course: Vec<(u32, Vec<Sentence>)> = Vec::new();
        if let Some(first) = life.stays.first() {
            let sentences = vec![
                must(tongue.entry(first, self.into(first))),
                may(tongue.turns(life, false), tongue.turns(life, true), 2),
                self.learnt(),
                may(if life.mistaken == 0 { String::new() } else { tongue.mistaken(life.mistaken) }, String::new(), 9),
            ];
            course.push((first.wait.from, sentences));
        } else {
            course.push((life.waits.first().map_or(0, |wait| wait.from), vec![must(self.no_entry())]));
        }
        let left = life.stays.last().and_then(|stay| stay.left);
        let in_need = left.is_some_and(|(_, how)| matches!(how, Leaving::DropOut | Leaving::Agreed));
        let again = life.stays.len() > 1;
        let left = left.map(|(week, how)| (week, must(tongue.left(week, how, again))));
        let (first, second) = if in_need { (left, self.recovery()) } else { (self.recovery(), left) };
        course.extend([first, second].into_iter().flatten().map(|(week, sentence)| (week, vec![sentence])));
        if let Some((week, text)) = self.fell_back() {
            course.push((week, vec![must(text)]));
        }
        // Of what fell into one week, who left recovered recovered first.
        course.sort_by_key(|(week, _)| *week);
        course.into_iter().flat_map(|(_, sentences)| sentences).collect()
    }

    /// What they gave, how trust moved, and how it stands at the end.
    fn outcome(&self) -> Vec<Sentence> {
        let (life, tongue) = (self.here, self.tongue);
        let went = |of, belief: usize| tongue.went(&Going::of(of, &life.beliefs[belief]));
        // Its ends only, if words have to be spared.
        let ends = |of, belief: usize| tongue.went(&Going::ends(of, &life.beliefs[belief]));
        vec![
            must(tongue.gave(&life.given)),
            may(went(Trust::People, GENERAL), ends(Trust::People, GENERAL), 1),
            may(went(Trust::Services, SERVICES), ends(Trust::Services, SERVICES), 6),
            may(went(Trust::Oneself, EMPOWERMENT), ends(Trust::Oneself, EMPOWERMENT), 8),
            must(tongue.end(life)),
        ]
    }

    /// What was entered.
    fn into(&self, stay: &Membership) -> Into {
        match self.structure.map(|structure| structure.present) {
            Some(Present::Client) | None => Into::Talks,
            Some(Present::CloseTies) => Into::Around { supporters: stay.supporters, would_not: stay.would_not },
            Some(_) if stay.founded => Into::NewGroup,
            Some(Present::Peers) => Into::Peers(stay.others),
            Some(Present::Residents) => Into::Residents(stay.others),
        }
    }

    /// That there was no entry, as far as it can be told.
    fn no_entry(&self) -> String {
        if self.structure.is_none() || self.here.spells.is_empty() {
            return String::new();
        }
        match self.here.waits.first() {
            None => self.tongue.never_applied(),
            Some(wait) => match wait.to {
                Some(to) => self.tongue.recovered_waiting(wait, to - wait.from),
                None => self.tongue.waited_to_the_end(wait, self.here.weeks - wait.from),
            },
        }
    }

    /// What was learnt in networks.
    fn learnt(&self) -> Sentence {
        match learnt(self.here) {
            None => must(self.tongue.learnt_nothing()),
            Some(learnt) => may(self.tongue.learnt(&learnt, false), self.tongue.learnt(&learnt, true), 3),
        }
    }

    /// When they first recovered.
    fn recovery(&self) -> Option<(u32, Sentence)> {
        let first = self.here.spells.first()?;
        let to = first.to?;
        let told = |after| self.tongue.recovered(to, after);
        Some((to, may(told(Some((to - first.from, first.began))), told(None), 7)))
    }

    /// That they fell back.
    fn fell_back(&self) -> Option<(u32, String)> {
        let again = self.here.spells.get(1..)?;
        let last = again.last()?;
        let lasted = last.to.map(|to| to - last.from);
        Some((last.from, self.tongue.fell_back(again.len() as u32, last.from, lasted)))
    }
}

/// Until when they asked for favours.
fn until(life: &Digest) -> Until {
    let Some(first) = life.spells.first() else { return Until::End };
    let entered =
        life.stays.iter().any(|stay| stay.entered >= first.from && first.to.is_none_or(|to| stay.entered <= to));
    match (entered, first.to) {
        (true, _) => Until::Help,
        (false, Some(_)) => Until::Recovery,
        (false, None) => Until::End,
    }
}

/// By whom they were refused most.
fn refusers(asked: &Asking) -> Option<Refusers> {
    if asked.refused == 0 {
        return None;
    }
    let mostly = match asked.refusers {
        Some((tie, count)) if asked.refused > 2 && 2 * count > asked.refused => Some(Refusers::Ties(tie)),
        _ => None,
    };
    match asked.refuser {
        Some((person, count)) if count == asked.refused => Some(Refusers::Only(person)),
        Some((person, count)) if count > 2 => Some(Refusers::Often(person, count)),
        _ => mostly,
    }
}

/// What was learnt in networks, if anything was.
fn learnt(life: &Digest) -> Option<Learnt> {
    // Of equal ones the first.
    let ways = [
        Channel::Prescription,
        Channel::Dialogue,
        Channel::Private,
        Channel::Bystander,
        Channel::Greeting,
        Channel::Giving,
    ];
    let count = |channel: Channel| life.learnt[channel as usize];
    let by = ways.into_iter().reduce(|most, next| if count(next) > count(most) { next } else { most })?;
    let teacher = match life.teacher {
        Some((Other::Person(person), count)) => Some((person, count)),
        _ => None,
    };
    let all = life.learnt_in_networks();
    (all > 0).then(|| Learnt { all, by, most: count(by), teacher })
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
