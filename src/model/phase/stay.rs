//! Stay: who leaves, who is invited to support. Places are given when this settles.

use crate::model::chance::{Draw, NOBODY, Process, pick};
use crate::model::encounter::act::wish;
use crate::model::encounter::willing::willing;
use crate::model::episode::{Contact, Episode, InNetwork, UNTIED, With};
use crate::model::happened::{Chunk, Happened};
use crate::model::ledger::{Cause, Phase};
use crate::model::network::Network;
use crate::model::outcome::{Help, Kind, Stake};
use crate::model::person::GENERAL;
use crate::model::share::value;
use crate::model::structure::{Aim, Present, Structure};
use crate::model::tie::Origin;
use crate::model::world::World;

pub(super) fn observe(world: &World, happened: &mut Happened) {
    let Some(structure) = world.structure else {
        happened.observe(0, world.part_size, |_, _| ());
        return;
    };
    happened.observe(world.parts(), world.part_size, |part, out| {
        out.home = world.part(part);
        let members = |place: u32| world.networks[place as usize].members().iter().map(|&id| id as usize);
        world.bring_courses(world.networks_of(part).flat_map(members));
        for place in world.networks_of(part) {
            Stay { world, structure: &structure, network: &world.networks[place as usize], place, out }.week();
        }
    });
}

struct Stay<'a> {
    world: &'a World,
    structure: &'a Structure,
    network: &'a Network,
    place: u32,
    out: &'a mut Chunk,
}

impl Stay<'_> {
    fn week(&mut self) {
        for &member in self.network.members() {
            self.leaves(member);
        }
        let close = self.structure.present == Present::CloseTies;
        if close && u32::from(self.network.founded) + 1 == self.world.tick {
            self.first_invitations();
        } else if self.world.switches.recruiting && self.has_place() && self.is_due() {
            self.recruit();
        }
    }

    /// Felt help keeps those in need; reciprocity and trust keep the recovered, where they may stay.
    fn leaves(&mut self, member: u32) {
        let (world, parameters) = (self.world, &self.world.parameters);
        let draw = || world.chance.draw(Process::Week, member, NOBODY, world.tick, 1);
        let in_need = world.in_need(member);
        let leaves = if in_need {
            let miss = || 1.0 - value(world.courses[member as usize].felt);
            u32::from(self.network.met) == world.tick && draw().hit(3, parameters.drop_out * miss() * miss())
        } else if self.structure.aim == Aim::Focal || !world.switches.veterans_stay {
            true
        } else {
            let drawn_back = world.people[member as usize].reciprocity() * world.trust(member, GENERAL);
            draw().hit(3, parameters.veteran_leaving * (parameters.veteran_restlessness - drawn_back))
        };
        if leaves {
            self.out.networks.push((self.place, InNetwork::Left(member, in_need)));
        }
    }

    fn first_invitations(&mut self) {
        let world = self.world;
        let client = self.network.members()[0];
        let draw = |alter| world.chance.draw(Process::Invite, client, alter, world.tick, 1);
        let mut ties = std::mem::take(&mut self.out.lots);
        ties.clear();
        let held = world.ties.ends_of(client).iter().filter(|end| end.is_held());
        ties.extend(held.map(|end| (u64::from(draw(end.alter()).0[0]), end.alter())));
        ties.sort_unstable();
        let room = usize::from(self.structure.capacity) - 1;
        for &(_, alter) in ties.iter().take(room.min(world.parameters.first_supporters as usize)) {
            self.invite(client, alter, &draw(alter));
        }
        self.out.lots = ties;
    }

    fn has_place(&self) -> bool {
        let places = match self.structure.present {
            Present::CloseTies => true,
            Present::Residents => self.network.supporters().len() < usize::from(self.structure.capacity / 2),
            Present::Client | Present::Peers => false,
        };
        places && self.network.size() < usize::from(self.structure.capacity)
    }

    fn is_due(&self) -> bool {
        let quiet = self.world.tick - u32::from(self.network.stirred);
        quiet >= self.world.parameters.recruit_after_weeks as u32
    }

    fn recruit(&mut self) {
        let world = self.world;
        let draw = |member| world.chance.draw(Process::Recruit, member, NOBODY, world.tick, 0);
        let Some(&asker) = self.network.members().iter().min_by_key(|&&member| (draw(member).0[0], member)) else {
            return;
        };
        self.out.networks.push((self.place, InNetwork::Stirred));
        let found = if self.structure.present == Present::Residents {
            self.look(asker, |_| true)
        } else {
            self.find_close(asker, &draw(asker))
        };
        if let Some(alter) = found {
            self.invite(asker, alter, &world.chance.draw(Process::Invite, asker, alter, world.tick, 0));
        }
    }

    /// Somebody who lived the problem, if the guide knows where to look; else another tie.
    fn find_close(&self, client: u32, draw: &Draw) -> Option<u32> {
        let world = self.world;
        let category = world.people[client as usize].category;
        let lived_it = |id: u32| world.people[id as usize].category == category && world.recovered(id);
        let guided = self.network.worker != NOBODY && draw.hit(1, world.skill(self.network.worker));
        guided.then(|| self.look(client, lived_it)).flatten().or_else(|| self.another_tie(client))
    }

    fn look(&self, asker: u32, fits: impl Fn(u32) -> bool) -> Option<u32> {
        let world = self.world;
        let (first, size) = world.neighbours(asker);
        (0..world.parameters.recruit_looks as u32)
            .map(|n| first + pick(world.chance.draw(Process::Look, asker, NOBODY, world.tick, n).0[0], size))
            .find(|&id| !self.network.holds(id) && fits(id))
    }

    fn another_tie(&self, client: u32) -> Option<u32> {
        let world = self.world;
        let lot = |alter| world.chance.draw(Process::Invite, client, alter, world.tick, 0).0[0];
        let ends = world.ties.ends_of(client).iter().filter(|end| end.is_held() && !self.network.holds(end.alter()));
        ends.map(|end| end.alter()).min_by_key(|&alter| (lot(alter), alter))
    }

    fn invite(&mut self, asker: u32, alter: u32, draw: &Draw) {
        let (world, parameters) = (self.world, &self.world.parameters);
        let balance = world.people[alter as usize].balance(&world.scale);
        let (near, far) = (world.ties.slot(asker, alter), world.ties.slot(alter, asker));
        let (near, far) = (near.unwrap_or(UNTIED), far.unwrap_or(UNTIED));
        if draw.hit(1, willing(world, alter, asker, balance, parameters.willing_meeting, 1.0)) {
            self.out.networks.push((self.place, InNetwork::Joined(alter)));
            if near != UNTIED {
                self.out.contacts.push(Contact { ego: asker, alter, near, far });
            } else if world.switches.tie_forming {
                self.out.wishes.push(wish(world, asker, alter, Origin::Helper, Phase::Stay, None));
            }
            return;
        }
        let kind = Kind::of(Cause::Refusal, With::Peer, Stake::Favour, Help::Refused);
        self.out.episodes.push(Episode { ego: asker, alter, near, far, kind });
    }
}
