//! What a person learnt in a phase, and from whom.

use super::recorder::{PhaseView, all};
use crate::analysis::chronicle::{Other, What};
use crate::model::chance::NOBODY;
use crate::model::effects::{Episode, Gained, NetworkEvent};
use crate::model::episode::Help;
use crate::model::ledger::{Cause, Channel};

impl PhaseView<'_> {
    /// Insights that are new to the person, by channel and by whom they came from.
    pub(super) fn gains(&mut self) {
        let mut known = self.known_before();
        for gain in all(self.parts, |effects| &effects.gains) {
            let new = u64::from(gain.insights) & !known;
            if gain.person != self.id || new == 0 {
                continue;
            }
            known |= new;
            match gain.how {
                Gained::ByMistake => self.push(What::Mistaken, Other::Nobody).count = new.count_ones(),
                Gained::By(channel) => self.learnt(channel, new),
            }
        }
        let greeted = self.world.courses()[self.id as usize].insights & !known;
        if greeted != 0 {
            self.push(What::Learnt(Channel::Greeting), Other::Nobody).count = greeted.count_ones();
        }
    }

    /// What was known when gains began: at an onset, what it brings.
    fn known_before(&self) -> u64 {
        self.onset().map_or(self.before.course.insights, |onset| onset.insights)
    }

    fn learnt(&mut self, channel: Channel, insights: u64) {
        let mut left = insights;
        while left != 0 {
            let bit = left & left.wrapping_neg();
            let other = self.teacher(channel, bit);
            // Those that came from the same one are one event.
            let mut same = bit;
            left &= !bit;
            let mut rest = left;
            while rest != 0 {
                let next = rest & rest.wrapping_neg();
                rest &= !next;
                if self.teacher(channel, next) == other {
                    same |= next;
                }
            }
            left &= !same;
            self.push(What::Learnt(channel), other).count = same.count_ones();
        }
    }

    /// From whom the insight `bit` came: the only one who can have told it; nobody where it cannot be told.
    fn teacher(&self, channel: Channel, bit: u64) -> Other {
        match channel {
            Channel::Prescription => Other::Worker,
            Channel::Dialogue => self.only_partner().unwrap_or_else(|| self.only_voice(bit, true)),
            Channel::Private => self.only_partner().unwrap_or(Other::Nobody),
            // Only what a worker prescribes has no voice.
            Channel::Bystander if self.voices(bit).next().is_none() => Other::Worker,
            Channel::Bystander => self.only_voice(bit, false),
            Channel::Alone | Channel::Greeting | Channel::Giving => Other::Nobody,
        }
    }

    /// The partners of those dialogues of the person in this phase in which something arrived.
    fn partners(&self) -> impl Iterator<Item = u32> + '_ {
        let arrived = |episode: &&Episode| {
            let facts = episode.kind.facts();
            episode.ego == self.id && facts.cause == Cause::Dialogue && facts.help == Help::Full
        };
        all(self.parts, |effects| &effects.episodes).filter(arrived).map(|episode| episode.alter)
    }

    fn only_partner(&self) -> Option<Other> {
        let first = self.partners().next()?;
        let only = self.partners().all(|partner| partner == first);
        only.then_some(if first == NOBODY { Other::Worker } else { Other::Person(first) })
    }

    /// Those who voiced an insight in a network of the person.
    fn voices(&self, bit: u64) -> impl Iterator<Item = u32> + '_ {
        let number = bit.trailing_zeros() as u8;
        all(self.parts, |effects| &effects.networks).filter_map(move |one| match one.event {
            NetworkEvent::Voiced(voiced, giver)
                if voiced == number
                    && giver != self.id
                    && self.world.networks()[one.network as usize].holds(self.id) =>
            {
                Some(giver)
            }
            _ => None,
        })
    }

    fn only_voice(&self, bit: u64, partners_only: bool) -> Other {
        let counts = |giver: &u32| !partners_only || self.partners().any(|partner| partner == *giver);
        let Some(first) = self.voices(bit).find(counts) else { return Other::Nobody };
        let only = self.voices(bit).filter(counts).all(|giver| giver == first);
        if only { Other::Person(first) } else { Other::Nobody }
    }
}
