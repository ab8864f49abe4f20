//! Admission (`docs/odd.md`, 4.5.1): those who wait get places in networks one by one, by lot: they join, found, split, or go
//! on waiting.

use super::seek::thousandths_of_hours;
use super::view::View;
use crate::model::chance::{NOBODY, Process, hit};
use crate::model::effects::Application;
use crate::model::share::round;
use crate::model::state::network::Network;
use crate::model::structure::Structure;

/// Which places an applicant asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Places {
    /// In any network of this catchment about a category.
    Local(u32, u8),
    /// With this worker, in a network of one's own.
    Worker(u32),
    /// In this network.
    Network(u32),
}

/// Where an applicant goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Into this network.
    Join(u32),
    /// Into this network, which splits.
    Split(u32),
    /// Into a network of their own.
    Found,
    /// Nowhere yet.
    Wait,
}

/// The lot by which `person` gets a place.
#[must_use]
pub fn lot(view: View<'_>, person: u32) -> u64 {
    view.draw(Process::Admit, person, NOBODY, 0).lot(0)
}

/// Which places an applicant asks for: those who come through a member of a network about the same problem, that network;
/// others any in the catchment where they live; where help is not in groups, their worker.
#[inline]
#[must_use]
pub fn places(view: View<'_>, structure: &Structure, application: &Application) -> Places {
    let Application { person, via, .. } = *application;
    if !structure.is_group() {
        return Places::Worker(view.worker_of(person));
    }
    let category = view.category(person);
    let linked = view.network_of(via).filter(|&place| view.network(place).category == category);
    linked.map_or_else(|| Places::Local(view.catchment(person), category), Places::Network)
}

/// Where an applicant goes, as networks stand now.
#[inline]
#[must_use]
pub fn way(view: View<'_>, structure: &Structure, application: &Application) -> Way {
    let person = application.person;
    let places = places(view, structure, application);
    let list = match &places {
        Places::Network(linked) => std::slice::from_ref(linked),
        Places::Local(catchment, category) => view.in_catchment(*catchment, *category),
        Places::Worker(_) => &[],
    };
    if list.is_empty() {
        return if has_room(view, structure, view.worker_of(person)) { Way::Found } else { Way::Wait };
    }
    let has_place = |network: &Network| network.size() < usize::from(structure.capacity);
    let can_split = |network: &Network| {
        has_room(view, structure, network.worker)
            && u32::from(network.founded) < view.tick()
            && network.members().len() >= 2
    };
    if let Some(place) = chosen(view, person, list, has_place) {
        return Way::Join(place);
    }
    chosen(view, person, list, can_split).map_or(Way::Wait, Way::Split)
}

/// Whether [`way`] could lead anywhere at all this week: a focal network is founded or not, and room for it only shrinks
/// while places are given.
#[inline]
#[must_use]
pub fn may_get_place(view: View<'_>, structure: &Structure, person: u32) -> bool {
    structure.is_group() || has_room(view, structure, view.worker_of(person))
}

/// The network that `fits` with the smallest lot; of one founder's, the one founded earlier.
#[inline]
fn chosen(view: View<'_>, person: u32, list: &[u32], fits: impl Fn(&Network) -> bool) -> Option<u32> {
    let lot = |network: &Network| view.draw(Process::Choice, person, network.founder, 0).0[0];
    let open = list.iter().map(|&place| (place, view.network(place)));
    let fitting = open.filter(|(_, network)| fits(network));
    fitting.min_by_key(|(_, network)| (lot(network), network.founded)).map(|(place, _)| place)
}

/// Whether the worker has hours and cases left for one more network.
#[inline]
fn has_room(view: View<'_>, structure: &Structure, worker: u32) -> bool {
    let Some(role) = structure.worker else { return true };
    let followed = i64::from(view.followed(worker));
    let hours = round(1000.0 * role.hours_per_meeting / f64::from(structure.meets_every_weeks));
    let free = thousandths_of_hours(view, 1.0 - view.parameters().desk_share);
    (followed as f64) < view.parameters().caseload && (followed + 1) * hours <= free
}

/// The members of a network and the `entrant` by lot, and how many of them stay when it splits: the first half, rounded up.
/// The others move, and the first of these founds the new network.
#[must_use]
pub fn split(view: View<'_>, network: &Network, entrant: u32) -> (Vec<u32>, usize) {
    let lot = |id: u32| view.draw(Process::Split, id, NOBODY, 0).lot(0);
    let mut order: Vec<(u64, u32)> = network.members().iter().chain([&entrant]).map(|&id| (lot(id), id)).collect();
    order.sort_unstable();
    let stay = order.len().div_ceil(2);
    (order.into_iter().map(|(_, id)| id).collect(), stay)
}

/// What a newcomer in a network learns at the greeting, as a mask: of what the network and the neighbourhood have made common
/// knowledge, what they need and recognise. Without `help_effect` it stays idle.
#[must_use]
pub fn greeted(view: View<'_>, network: &Network, person: u32) -> u64 {
    let switches = view.switches();
    let mut common = 0;
    if switches.repertoire {
        common |= network.repertoire;
    }
    if switches.public_insights {
        common |= view.public(view.neighbourhood(person), view.category(person));
    }
    let mut gained = 0;
    view.lots(Process::Greet, person, NOBODY, 0).each(
        common & view.missing(person) & !view.idle(person),
        |bit, lot| {
            if hit(lot, view.parameters().discernment) {
                gained |= 1 << bit;
            }
        },
    );
    if switches.greeting_cap {
        let most = view.parameters().greeting_insights as u32;
        gained = view.lots(Process::Greet, person, NOBODY, 0).smallest_of([(gained, most)]);
    }
    gained
}
