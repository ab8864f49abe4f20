//! Memberships: by which door, after which wait, with whom, and how they ended.

use crate::analysis::chronicle::{Leaving, Life, Other, What};
use crate::model::effects::Door;
use crate::model::origin::Origin;

/// An application, from the week in which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The week of the application.
    pub from: u32,
    /// The week in which the wait ended; `None` if it went on at the horizon.
    pub to: Option<u32>,
    /// By which door.
    pub door: Door,
    /// The member through whom it went.
    pub via: Other,
    /// Where the tie to them comes from.
    pub tie: Option<Origin>,
}

/// A stay in a network, from entry to leaving or to the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The application that led to it.
    pub wait: Wait,
    /// The week of entry.
    pub entered: u32,
    /// Whether the network was founded for it.
    pub founded: bool,
    /// Others in the network at entry.
    pub others: u32,
    /// Supporters who joined while it lasted.
    pub supporters: u32,
    /// People invited to support who refused.
    pub would_not: u32,
    /// When it ended, and how; `None` if it went on at the horizon.
    pub left: Option<(u32, Leaving)>,
}

/// All memberships, and all waits that led to none.
pub(super) fn stays(life: &Life) -> (Vec<Membership>, Vec<Wait>) {
    let (mut stays, mut waits): (Vec<Membership>, Vec<Wait>) = (Vec::new(), Vec::new());
    for event in &life.events {
        let week = event.week;
        match event.what {
            What::Applied(door) => {
                waits.push(Wait { from: week, to: None, door, via: event.other, tie: event.tie });
            }
            What::Withdrew => {
                if let Some(wait) = waits.last_mut() {
                    wait.to = Some(week);
                }
            }
            What::Entered { founded } => {
                let Some(wait) = waits.pop() else { continue };
                let wait = Wait { to: Some(week), ..wait };
                let (supporters, would_not, others) = (0, 0, event.count);
                stays.push(Membership { wait, entered: week, founded, others, supporters, would_not, left: None });
            }
            What::Supported | What::InvitationRefused | What::Left(_) => {
                let Some(stay) = stays.last_mut() else { continue };
                match event.what {
                    What::Supported => stay.supporters += 1,
                    What::InvitationRefused => stay.would_not += 1,
                    What::Left(how) => stay.left = Some((week, how)),
                    _ => (),
                }
            }
            _ => (),
        }
    }
    (stays, waits)
}
