//! Effects: what a phase does to the world, as data. Rules write them; the engine applies them when the phase is over.
//!
//! `effects_on_people` is the one table of the kinds that touch people: a row declares a type, its list in [`Effects`] and
//! who receives it. How a kind is applied is in `engine/apply/on_people.rs`.

mod list;
mod other;

pub use list::List;
pub(in crate::model) use list::make_room;
pub use other::{Carer, Departure, Drift, InNetwork, Listened, MadePublic, NetworkEvent, Onset, Tally, Told, Wish};

use super::chance::NOBODY;
use super::episode::EpisodeKind;
use super::evidence::Evidence;
use super::ledger::{Cause, Channel};

/// Calls macro `$with` on the table of effects that touch people, in the order in which they are applied: the meaning, the
/// type, its list, the fields that name who receives it, and all fields.
macro_rules! effects_on_people {
    ($with:ident) => {
        $with! {
            /// An evidence outside an episode of one's own: hearsay, hope, waiting, onset. Stories tell of beliefs that move by
            /// this or by episodes (`experiments/chronicle/recorder.rs`): by any other kind of effect they do not know why.
            Deposit in deposits, received by [person] {
                /// Who takes it.
                person: u32,
                /// On what.
                on: On,
                /// Why.
                cause: Cause,
                /// How much.
                evidence: Evidence,
            }
            /// An encounter in which somebody made themselves vulnerable.
            Episode in episodes, received by [ego, alter] {
                /// The one who did.
                ego: u32,
                /// The one who helped or refused; nobody's number for a worker.
                alter: u32,
                /// The place of their tie among those of ego; [`UNTIED`] if they are not tied.
                near: u8,
                /// The place of their tie among those of alter; [`UNTIED`] if they are not tied.
                far: u8,
                /// What it was, with whom, for what stake, and how it went.
                kind: EpisodeKind,
            }
            /// A contact without an episode.
            Contact in contacts, received by [ego, alter] {
                /// One end of the tie.
                ego: u32,
                /// The other end.
                alter: u32,
                /// The place of the tie among those of ego.
                near: u8,
                /// The place of the tie among those of alter.
                far: u8,
            }
            /// A tie that is lost, whatever happened in it.
            Lost in lost, received by [ego, alter] {
                /// One end of the tie.
                ego: u32,
                /// The other end.
                alter: u32,
                /// The place of the tie among those of ego.
                near: u8,
                /// The place of the tie among those of alter.
                far: u8,
            }
            /// Insights gained.
            Gain in gains, received by [person] {
                /// Who gains them.
                person: u32,
                /// The insights, as a mask.
                insights: Mask,
                /// How they came.
                how: Gained,
            }
            /// A change of burden other than by what episodes do.
            BurdenChange in burdens, received by [person] {
                /// Whose burden changes.
                person: u32,
                /// By how much, in units of share.
                change: i32,
            }
            /// Turns that a member received in one meeting.
            TurnsReceived in turns, received by [person] {
                /// The member.
                person: u32,
                /// Felt helpfulness afterwards, a share.
                felt: u16,
                /// Whether the member was sent and has not felt helped since.
                reluctant: bool,
                /// How many turns.
                turns: u16,
            }
            /// A member seen at a meeting.
            Seen in seen, received by [person] {
                /// The member.
                person: u32,
                /// Whether as recovered.
                recovered: bool,
            }
            /// Help given to somebody who keeps no account of it: a worker.
            GaveWorker in gave_workers, received by [person] {
                /// Who gave.
                person: u32,
            }
            /// A meeting with a worker.
            MetWorker in met_worker, received by [person] {
                /// Who met one.
                person: u32,
            }
            /// A civic act.
            Acted in acted, received by [person] {
                /// Who acted.
                person: u32,
            }
            /// An event at the desk.
            AtDesk in desk, received by [person] {
                /// Who is there.
                person: u32,
                /// What happened.
                event: DeskEvent,
            }
            /// An application to a network.
            Application in applications, received by [person] {
                /// Who applies.
                person: u32,
                /// The tie through which it goes, or nobody.
                via: u32,
                /// The door that opened.
                door: Door,
            }
        }
    };
}
pub(in crate::model) use effects_on_people;

macro_rules! declare {
    ($( $(#[$meaning:meta])* $Type:ident in $list:ident, received by [$($who:ident),+] {
        $( $(#[$field_meaning:meta])* $field:ident: $Field:ty, )+
    } )+) => {
        $(
            $(#[$meaning])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct $Type { $( $(#[$field_meaning])* pub $field: $Field, )+ }

            impl From<$Type> for Effect {
                fn from($Type { $($field),+ }: $Type) -> Self {
                    Self::$Type { $($field),+ }
                }
            }
        )+

        /// Any effect on people. In sixteen bytes, since many cross from one part of the population to another: so the
        /// fields of each kind are told apart here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Effect {
            $( $(#[$meaning])* $Type { $( $(#[$field_meaning])* $field: $Field, )+ }, )+
        }

        /// Everything that happened in one phase, or in a part of it.
        #[derive(Clone, Debug, Default)]
        pub struct Effects {
            $( $(#[$meaning])* pub $list: List<$Type>, )+
            /// Burdens after a week of Life.
            pub drifts: List<Drift>,
            /// Life problems that begin or return.
            pub onsets: List<Onset>,
            /// People with a new technical need.
            pub technical: List<u32>,
            /// Ends of ties that are gone: a person, and the place among their ties.
            pub gone: List<(u32, u8)>,
            /// Those who take on a carer's burden, each of them once.
            pub carers: List<Carer>,
            /// People who leave, to whose places newcomers come when all else of Life is done.
            pub departures: List<Departure>,
            /// Ticks up to which no tie of a person can fade away.
            pub ties_last_until: List<(u32, u16)>,
            /// Ties wished for: the contest of tie places takes them.
            pub wishes: List<Wish>,
            /// What workers take from turns.
            pub listened: List<Listened>,
            /// Insights that come by help without effect: who has them, and the insights, as a mask.
            pub idle: List<(u32, u64)>,
            /// Those who gave a turn in front of several, once for each.
            pub spoke: List<u32>,
            /// What happened inside networks.
            pub networks: List<InNetwork>,
            /// Insights made public.
            pub public: List<MadePublic>,
            /// Episodes that are told to a tie before the phase is over.
            pub told: List<Told>,
            /// Counts for the books that are nobody's state.
            pub tally: Tally,
        }

        impl Effects {
            /// Forgets everything, and keeps the room that it took.
            pub(in crate::model) fn clear(&mut self) {
                // Taken apart, so that none is forgotten.
                let Self {
                    $($list,)+ drifts, onsets, technical, gone, carers, departures, ties_last_until, wishes, listened, idle,
                    spoke,
                    networks, public, told, tally,
                } = self;
                $( $list.clear(); )+
                drifts.clear();
                onsets.clear();
                technical.clear();
                gone.clear();
                carers.clear();
                departures.clear();
                ties_last_until.clear();
                wishes.clear();
                listened.clear();
                idle.clear();
                spoke.clear();
                networks.clear();
                public.clear();
                told.clear();
                *tally = Tally::default();
            }

            /// Whether nothing happened to people.
            pub(in crate::model) fn leave_people_alone(&self) -> bool {
                let Self {
                    $($list,)+ drifts, onsets, technical, gone, ties_last_until,
                    carers: _, departures: _, wishes: _, listened: _, idle: _, spoke: _, networks: _, public: _, told: _, tally: _,
                } = self;
                let life = drifts.is_empty() && onsets.is_empty() && technical.is_empty();
                life && gone.is_empty() && ties_last_until.is_empty() $( && $list.is_empty() )+
            }

            /// Calls `cross` with every effect on people of another part of the population, and the part, once for each.
            /// `here` tells whether somebody is of this part, or nobody at all, and `part_of` of which part anybody else is.
            #[inline]
            pub(in crate::model) fn cross(
                &self,
                here: impl Fn(u32) -> bool,
                part_of: impl Fn(u32) -> u32,
                mut cross: impl FnMut(u32, Effect),
            ) {
                $(
                    // Most of what happens stays in its part.
                    for &effect in self.$list.iter().filter(|effect| !($( here(effect.$who) )&+)) {
                        let mut last = None;
                        for who in [$( effect.$who ),+] {
                            let part = (!here(who)).then(|| part_of(who)).filter(|&part| Some(part) != last);
                            part.into_iter().for_each(|part| cross(part, effect.into()));
                            last = part.or(last);
                        }
                    }
                )+
            }
        }
    };
}

effects_on_people!(declare);

const _: () = assert!(size_of::<Effect>() == 16);

/// In place of the place of a tie where there is none.
pub const UNTIED: u8 = u8::MAX;

impl Episode {
    /// What it was.
    #[inline]
    #[must_use]
    pub fn cause(&self) -> Cause {
        self.kind.facts().cause
    }

    /// Whether it is a turn that all who were asked refused: a refusal by nobody in particular, of which nobody is told.
    #[inline]
    #[must_use]
    pub fn refused_by_all(&self) -> bool {
        self.alter == NOBODY && self.cause() == Cause::Refusal
    }

    /// Who gave, if it was a turn of dialogue that another person, not a worker, gave.
    #[inline]
    #[must_use]
    pub fn giver_of_turn(&self) -> Option<u32> {
        (self.cause() == Cause::Dialogue && self.alter != NOBODY).then_some(self.alter)
    }
}

/// What an evidence is about, and where it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// One of the four beliefs, by its index.
    Belief(u8),
    /// The tie in this place.
    Tie(u8),
}

/// How an insight came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gained {
    /// Gained by a channel.
    By(Channel),
    /// Adopted by mistake.
    ByMistake,
}

/// A mask of insights, in two halves, which take their place where eight bytes in one would not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask([u32; 2]);

impl From<u64> for Mask {
    #[inline]
    fn from(mask: u64) -> Self {
        Self([mask as u32, (mask >> 32) as u32])
    }
}

impl From<Mask> for u64 {
    #[inline]
    fn from(Mask([low, high]): Mask) -> Self {
        Self::from(low) | Self::from(high) << 32
    }
}

/// What happens at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskEvent {
    /// Joined the queue, and waits.
    Joined,
    /// Was served, and the need is still there.
    Served,
    /// Was served, and the need is gone.
    Solved,
}

/// The way by which somebody came to wish to enter a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Their own initiative, where there is neither a worker nor a tie to a member.
    Initiative,
    /// A tie to a member.
    Link,
    /// The services' desk.
    Desk,
    /// Outreach.
    Outreach,
    /// They were sent.
    Mandate,
}

impl Application {
    /// Whether the person was sent.
    #[must_use]
    pub fn sent(&self) -> bool {
        self.door == Door::Mandate
    }
}
