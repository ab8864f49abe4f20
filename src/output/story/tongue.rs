//! What a language has to be able to say: a function a sentence.
//!
//! Which sentences a story has, in which order, and which of them are spared is the same in every language, and is
//! decided in `tell.rs` and `twin.rs`. Here are only the sentences, and what they are told.

use super::belief::Going;
use crate::analysis::chronicle::digest::{Asking, Began, Digest, Given, Membership, Spell, Wait};
use crate::analysis::chronicle::parting::Parting;
use crate::analysis::chronicle::{Event, Leaving, Pick, Picked};
use crate::model::ledger::Channel;
use crate::model::origin::Origin;

/// A language in which stories are told.
///
/// Whole sentences, with their full stops, unless something else is said.
pub(super) trait Tongue {
    /// Whose story it is, over so many weeks, under a regime: no sentence, without a full stop.
    fn title(&self, person: u32, weeks: u32, regime: &str) -> String;
    /// Where it comes from, in brackets.
    fn source(&self, source: &Source<'_>) -> String;
    /// What is on the timeline: no sentence.
    #[cfg(feature = "command")]
    fn picture(&self) -> &'static str;
    /// What happened, in the past, said of the person of the story: half a sentence.
    fn clause(&self, event: &Event) -> String;

    /// That there was no need in so many weeks: because no life problem struck, or because it weighed too little.
    fn never_in_need(&self, weeks: u32, untroubled: bool) -> String;
    /// When the trouble began.
    fn trouble(&self, first: &Spell) -> String;
    /// That nobody was asked for a favour.
    fn asked_nobody(&self, until: Until) -> String;
    /// Whom they asked, how often, and who refused most.
    fn asked(&self, until: Until, asked: &Asking, by: Option<Refusers>) -> String;

    /// By which door, after which wait, into what.
    fn entry(&self, stay: &Membership, into: Into) -> String;
    /// That they never asked for a place.
    fn never_applied(&self) -> String;
    /// That they asked for a place, and had recovered before there was one, so many weeks later.
    fn recovered_waiting(&self, wait: &Wait, weeks: u32) -> String;
    /// That they asked for a place, and waited to the end, so many weeks later.
    fn waited_to_the_end(&self, wait: &Wait, weeks: u32) -> String;
    /// Turns about their own life: their problem, and keeping well. If brief, without what was prescribed.
    fn turns(&self, life: &Digest, brief: bool) -> String;
    /// That nothing needed was learnt in networks.
    fn learnt_nothing(&self) -> String;
    /// What was learnt in networks; if not brief, how and from whom.
    fn learnt(&self, learnt: &Learnt, brief: bool) -> String;
    /// So many unneeded insights, one or more, that were adopted by mistake.
    fn mistaken(&self, insights: u32) -> String;
    /// How the last stay ended, and whether there had been others.
    fn left(&self, week: u32, how: Leaving, again: bool) -> String;
    /// When they first recovered; so many weeks after what began, if that is told.
    fn recovered(&self, week: u32, after: Option<(u32, Began)>) -> String;
    /// That they fell back so many times, the last time in a week, for so long; `None`: to the end.
    fn fell_back(&self, n: u32, week: u32, lasted: Option<u32>) -> String;

    /// What they gave.
    fn gave(&self, given: &Given) -> String;
    /// How a belief went.
    fn went(&self, going: &Going) -> String;
    /// How it stands at the end.
    fn end(&self, life: &Digest) -> String;

    /// That the life without helping networks is the same.
    fn same_life(&self) -> String;
    /// What became of their need without helping networks, beside the life with them.
    fn twin_need(&self, here: &Digest, there: &Digest) -> String;
    /// How the life without helping networks stands at the end: trust, and, if not brief, insights.
    fn twin_end(&self, there: &Digest, brief: bool) -> String;
    /// Where the two lives part.
    fn parted(&self, parting: &Parting) -> String;
}

/// Where a story comes from.
pub(super) struct Source<'a> {
    /// The name of the scenario, made harmless.
    pub(super) scenario: &'a str,
    pub(super) people: u32,
    pub(super) seed: u32,
    pub(super) replicate: u32,
    /// How the person was picked; `None` if they were asked for.
    pub(super) picked: Option<(Pick, Picked)>,
}

/// Until when they asked for favours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// Help came.
    Help,
    /// They recovered.
    Recovery,
    /// The end.
    End,
}

/// Who refused most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusers {
    /// Only this person.
    Only(u32),
    /// This person, so many times.
    Often(u32, u32),
    /// Mostly people to whom the tie comes from there.
    Ties(Origin),
}

/// What was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Into {
    /// Talks with the professional, alone.
    Talks,
    /// A network around the person, of so many supporters; so many others would not come.
    Around { supporters: u32, would_not: u32 },
    /// A group that was founded for it.
    NewGroup,
    /// A group of so many others with the same problem.
    Peers(u32),
    /// A group of so many others of the same place.
    Residents(u32),
}

/// What was learnt in networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Learnt {
    /// Needed insights, one or more.
    pub(super) all: u32,
    /// By which channel most came.
    pub(super) by: Channel,
    /// How many came by it.
    pub(super) most: u32,
    /// The person from whom most came, and how many.
    pub(super) teacher: Option<(u32, u32)>,
}
