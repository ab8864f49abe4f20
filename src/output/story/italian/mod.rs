//! Stories in Italian. The person is "la persona", so that everything said of them is feminine whoever they are; mostly
//! the verb alone says who is meant.
//!
//! Words: an *insight* is a "consapevolezza": "comprensione" has no plural that one says, and "conoscenza" is also somebody
//! whom one knows. Somebody *in need* is "in difficoltà" ("nel bisogno" sounds like poverty), and who *recovered* "ha
//! superato il problema" (nobody was ill); who falls back has a "ricaduta". *Outreach* is "lavoro di prossimità", as services call it. Numbers of people
//! are written "n. 12", since "persona" often stands beside them.

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

/// Italian.
pub(super) struct Italian;

impl Tongue for Italian {
    fn title(&self, person: u32, weeks: u32, regime: &str) -> String {
        source::title(person, weeks, regime)
    }

    fn source(&self, source: &Source<'_>) -> String {
        source::source(source)
    }

    #[cfg(feature = "command")]
    fn picture(&self) -> &'static str {
        "Le due vite sullo stesso asse del tempo"
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
        "Non ha mai chiesto un posto in una rete d'aiuto.".to_owned()
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
        "Lì non ha imparato nulla che le servisse.".to_owned()
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
