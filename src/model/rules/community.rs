//! Community (`docs/odd.md`, 4.8): empowered, trusting, reciprocating people act outside; community networks act as a group.
//!
//! A civic act is something done for a stranger, from which a bridge may form and an insight become public. The purpose of a
//! group that works on its members' own lives may overflow: then it acts outside, too.

use super::skill;
use super::ties::wish;
use super::view::View;
use crate::model::chance::{NOBODY, Process, hit};
use crate::model::effects::{Acted, Effects, Episode, InNetwork, MadePublic, NetworkEvent, UNTIED};
use crate::model::episode::{EpisodeKind, Help, Partner, Stake};
use crate::model::insight::SHARED;
use crate::model::ledger::{Cause, Phase};
use crate::model::origin::Origin;
use crate::model::parameters::{Parameters, Switches};
use crate::model::share::{ONE, share};
use crate::model::state::network::Network;
use crate::model::state::person::{EMPOWERMENT, GENERAL};
use crate::model::structure::{Aim, Structure};

/// Whether `person` acts outside this week.
#[inline]
#[must_use]
pub fn acts(view: View<'_>, person: u32, word: u32) -> bool {
    let most = acts_at_most(view.parameters(), view.switches());
    let chance = most * view.bearing(person, EMPOWERMENT) * view.bearing(person, GENERAL) * view.reciprocity(person);
    hit(word, if view.switches().civic_skills { chance * able(view, person) } else { chance })
}

/// The part of the chance to act that is left to `person` by what they can: all of it with full civic skill.
fn able(view: View<'_>, person: u32) -> f64 {
    let parameters = view.parameters();
    let skill = skill::civic(view.spoken(person), parameters.civic_practice);
    parameters.civic_base + (1.0 - parameters.civic_base) * skill
}

/// The chance of [`acts`] is never above this.
#[must_use]
pub fn acts_at_most(parameters: &Parameters, switches: &Switches) -> f64 {
    if switches.civic_acts { parameters.civic_act } else { 0.0 }
}

/// A civic act of one person on their own.
pub fn act_alone(view: View<'_>, person: u32, effects: &mut Effects) {
    act(view, person, 0, view.insights(person) & SHARED, view.category(person), effects);
}

/// An act of `person` for a stranger: a favour to them, a tie wished for, an insight of `known` in `category` made public.
/// `turn` tells apart acts of one week.
fn act(view: View<'_>, person: u32, turn: u32, known: u64, category: u8, effects: &mut Effects) {
    let (parameters, switches) = (view.parameters(), view.switches());
    let draw = view.draw(Process::Act, person, NOBODY, turn);
    let stranger = view.outsider(person, draw.0[0]);
    let help = if switches.help_always_felt { Help::Full } else { Help::Good };
    let near = view.slot(stranger, person).unwrap_or(UNTIED);
    let kind = EpisodeKind::of(Cause::Act, Partner::Peer, Stake::Favour, help, near != UNTIED);
    let far = view.slot(person, stranger).unwrap_or(UNTIED);
    effects.episodes.push(Episode { ego: stranger, alter: person, near, far, kind });
    effects.acted.push(Acted { person });
    if near == UNTIED && draw.hit(1, parameters.bridge_chance) && switches.tie_forming {
        let left = Some((Cause::Act, view.tie_evidence(kind)));
        effects.wishes.push(wish(view, stranger, person, Origin::Helper, Phase::Community, left));
    }
    if category > 0 && switches.public_insights && draw.hit(2, parameters.public_chance) {
        let neighbourhood = view.neighbourhood(person);
        let unknown = known & !view.public(neighbourhood, category);
        let insight = view.lots(Process::Public, person, NOBODY, turn).smallest(unknown);
        if insight != 0 {
            effects.public.push(MadePublic { neighbourhood, category, insight, worker: view.worker_of(person) });
        }
    }
}

/// Whether networks act as groups, or may come to.
#[must_use]
pub fn groups_act(structure: &Structure, switches: &Switches) -> bool {
    let may = match structure.aim {
        Aim::Focal => false,
        Aim::Plural => switches.purpose_overflows,
        Aim::Community => true,
    };
    may && switches.group_acts
}

/// A community network acts once it has pooled enough, else it leans on its worker. So does a plural one whose purpose has
/// overflowed, but for the leaning; another one's may overflow once it has pooled enough.
pub fn group(view: View<'_>, structure: &Structure, place: u32, effects: &mut Effects) {
    let network = view.network(place);
    if u32::from(network.met) != view.tick() {
        return;
    }
    let happens = |event| InNetwork { network: place, event };
    let (plural, pooled) = (structure.aim == Aim::Plural, has_pooled(network, view.parameters()));
    if pooled && plural && !network.outward {
        effects.networks.extend(overflows(view, network).then(|| happens(NetworkEvent::Overflowed)));
    } else if pooled {
        for &member in network.members() {
            act(view, member, 1, network.repertoire, network.category, effects);
        }
    } else if network.worker != NOBODY && !plural {
        effects.networks.push(happens(NetworkEvent::Drifted));
    }
}

/// Whether a network has pooled enough to act.
fn has_pooled(network: &Network, parameters: &Parameters) -> bool {
    f64::from(network.repertoire.count_ones()) >= parameters.pooled_enough
}

/// Whether the purpose of a network overflows: the more likely, the more of its members are tied to each other.
fn overflows(view: View<'_>, network: &Network) -> bool {
    let (draw, most) = (view.draw(Process::Overflow, network.founder, NOBODY, 0), view.parameters().overflow);
    draw.hit(0, most) && draw.hit(0, most * cohesion(view, network.members()))
}

/// The share of the pairs of these people who are tied; 0 where there is no pair.
fn cohesion(view: View<'_>, people: &[u32]) -> f64 {
    let pairs = people.len() * people.len().saturating_sub(1) / 2;
    if pairs == 0 {
        return 0.0;
    }
    let of = |(at, &one): (usize, &u32)| people[..at].iter().filter(|&&other| view.slot(one, other).is_some()).count();
    let tied: usize = people.iter().enumerate().map(of).sum();
    tied as f64 / pairs as f64
}

/// Directiveness, a share, of a network that has drifted towards its worker.
#[must_use]
pub fn drifted(directiveness: u16, parameters: &Parameters) -> u16 {
    directiveness.saturating_add(share(parameters.worker_drift)).min(ONE)
}
