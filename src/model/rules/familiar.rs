//! Who knows whom, and who has met whom often (`docs/odd.md`, 4.4.4): in the same network for a number of meetings.

use super::view::View;
use crate::model::chance::NOBODY;
use crate::model::state::tie::NEVER;
use crate::model::structure::Structure;

/// Whether `i` knows `j`, as far as what an episode says of people hangs on it.
#[must_use]
pub fn knows(view: View<'_>, i: u32, j: u32) -> bool {
    view.switches().known_say_less && tied_or_met_often(view, i, j)
}

/// Whether `i` and `j` are tied, or have met often.
#[must_use]
pub fn tied_or_met_often(view: View<'_>, i: u32, j: u32) -> bool {
    let met = || view.structure().is_some_and(|structure| met_often(view, structure, i, j));
    view.slot(i, j).is_some() || met()
}

/// Whether `member` knows the worker of their network: met often. Asked only where something hangs on it.
#[must_use]
pub fn knows_worker(view: View<'_>, member: u32) -> bool {
    let met = || view.structure().is_some_and(|structure| met_worker_often(view, structure, member));
    view.switches().known_say_less && met()
}

/// Whether `i` and `j` have met often in the network of which both are members.
fn met_often(view: View<'_>, structure: &Structure, i: u32, j: u32) -> bool {
    let (one, other) = (view.network_of(i), view.network_of(j));
    one.is_some() && one == other && long_enough(view, structure, view.member_since(i).max(view.member_since(j)))
}

/// Whether `member` has met the worker of their network often.
#[must_use]
pub fn met_worker_often(view: View<'_>, structure: &Structure, member: u32) -> bool {
    let met = view.network_of(member).is_some_and(|place| view.network(place).worker != NOBODY);
    met && long_enough(view, structure, view.member_since(member))
}

/// Whether a member since then has been at enough meetings.
fn long_enough(view: View<'_>, structure: &Structure, since: u16) -> bool {
    since != NEVER
        && often(view.tick() - u32::from(since), structure.meets_every_weeks, view.parameters().familiar_after)
}

/// Whether so many weeks make enough meetings.
fn often(weeks: u32, every: u16, enough: f64) -> bool {
    f64::from(weeks / u32::from(every)) >= enough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_meetings_count() {
        assert!(!often(11, 2, 6.0) && often(12, 2, 6.0) && !often(5, 1, 6.0) && often(6, 1, 6.0));
    }
}
