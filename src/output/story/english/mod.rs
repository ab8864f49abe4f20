//! Stories in English. The person is "they".

mod clause;
mod need;
mod networks;
mod outcome;
mod source;
mod twin;
mod words;

use super::belief::Going;
use super::tongue::{Into, Learnt, Refusers, Source, Tongue, Until};
use crate::analysis::chronicle::digest::{Asking, Began, Digest, Given, Membership, Spell, Wait};
use crate::analysis::chronicle::parting::Parting;
use crate::analysis::chronicle::{Event, Leaving};

/// English.
pub(super) struct English;

impl Tongue for English {
    fn title(&self, person: u32, weeks: u32, regime: &str) -> String {
        source::title(person, weeks, regime)
    }

    fn source(&self, source: &Source<'_>) -> String {
        source::source(source)
    }

    #[cfg(feature = "command")]
    fn picture(&self) -> &'static str {
        "The two lives on one time axis"
    }

    fn clause(&self, event: &Event) -> String {
        clause::clause(event)
    }

    fn never_in_need(&self, weeks: u32, untroubled: bool) -> String {
        need::never(weeks, untroubled)
    }

    fn trouble(&self, first: &Spell) -> String {
        need::trouble(first)
    }

    fn asked_nobody(&self, until: Until) -> String {
        need::asked_nobody(until)
    }

    fn asked(&self, until: Until, asked: &Asking, by: Option<Refusers>) -> String {
        need::asked(until, asked, by)
    }

    fn entry(&self, stay: &Membership, into: Into) -> String {
        networks::entry(stay, into)
    }

    fn never_applied(&self) -> String {
        "They never asked for a place in a helping network.".to_owned()
    }

    fn recovered_waiting(&self, wait: &Wait, weeks: u32) -> String {
        networks::recovered_waiting(wait, weeks)
    }

    fn waited_to_the_end(&self, wait: &Wait, weeks: u32) -> String {
        networks::waited_to_the_end(wait, weeks)
    }

    fn turns(&self, life: &Digest, brief: bool) -> String {
        networks::turns(life, brief)
    }

    fn learnt_nothing(&self) -> String {
        "They learnt nothing they needed there.".to_owned()
    }

    fn learnt(&self, learnt: &Learnt, brief: bool) -> String {
        networks::learnt(learnt, brief)
    }

    fn mistaken(&self, insights: u32) -> String {
        networks::mistaken(insights)
    }

    fn left(&self, week: u32, how: Leaving, again: bool) -> String {
        networks::left(week, how, again)
    }

    fn recovered(&self, week: u32, after: Option<(u32, Began)>) -> String {
        need::recovered(week, after)
    }

    fn fell_back(&self, n: u32, week: u32, lasted: Option<u32>) -> String {
        need::fell_back(n, week, lasted)
    }

    fn gave(&self, given: &Given) -> String {
        outcome::gave(given)
    }

    fn went(&self, going: &Going) -> String {
        outcome::went(going)
    }

    fn end(&self, life: &Digest) -> String {
        outcome::end(life)
    }

    fn same_life(&self) -> String {
        twin::same_life()
    }

    fn twin_need(&self, here: &Digest, there: &Digest) -> String {
        twin::need(here, there)
    }

    fn twin_end(&self, there: &Digest, brief: bool) -> String {
        twin::end(there, brief)
    }

    fn parted(&self, parting: &Parting) -> String {
        twin::parted(parting)
    }
}
