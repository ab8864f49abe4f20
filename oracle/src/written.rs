//! The state, written down (7).

use crate::Line;
use crate::scenario::Switches;
use crate::state::{DEPENDENCE, EMPOWERMENT, GENERAL, Network, Person, SERVICES, World};

/// Collects the lines of one entity.
struct Writer<'a> {
    lines: &'a mut Vec<Line>,
    entity: &'static str,
    number: u32,
}

impl Writer<'_> {
    fn put(&mut self, field: &str, value: impl Into<i128>) {
        let (entity, number) = (self.entity, self.number);
        self.lines.push(Line { entity, number, field: field.to_owned(), value: value.into() });
    }

    /// What there is none of is −1.
    fn maybe(&mut self, field: &str, value: Option<u32>) {
        self.put(field, value.map_or(-1, i128::from));
    }
}

impl World {
    /// The state as a list of (entity, number, field, value).
    pub fn written(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut world = Writer { lines: &mut lines, entity: "world", number: 0 };
        world.put("scale", self.scale);
        for (number, person) in (0..).zip(&self.people) {
            write_person(&mut Writer { lines: &mut lines, entity: "person", number }, person, &self.set.on);
        }
        for (number, worker) in (0..).zip(&self.workers) {
            let mut writer = Writer { lines: &mut lines, entity: "worker", number };
            for (n, insights) in worker.insights.iter().enumerate() {
                writer.put(&format!("insights_{}", n + 1), *insights);
            }
            writer.put("skill", worker.skill);
            writer.put("r", worker.empowerment.evidence.r);
            writer.put("s", worker.empowerment.evidence.s);
        }
        for (number, public) in (0..).zip(&self.public) {
            let mut writer = Writer { lines: &mut lines, entity: "neighbourhood", number };
            for (n, insights) in public.iter().enumerate() {
                writer.put(&format!("public_{}", n + 1), *insights);
            }
        }
        for (number, network) in (0..).zip(self.networks.values()) {
            write_network(&mut Writer { lines: &mut lines, entity: "network", number }, network);
        }
        lines
    }
}

fn write_person(writer: &mut Writer, person: &Person, on: &Switches) {
    writer.put("reciprocity", person.reciprocity);
    writer.put("category", person.category as u64);
    if person.cares {
        writer.put("cares", 1);
    }
    writer.put("burden", person.burden);
    writer.put("needed", person.needed);
    writer.put("insights", person.insights);
    if person.pace != 256 {
        writer.put("pace", person.pace);
    }
    if !on.help_effect {
        writer.put("idle", person.idle);
    }
    writer.put("technical", i32::from(person.technical));
    writer.maybe("desk_since", person.desk_since);
    let beliefs =
        [(GENERAL, "general"), (SERVICES, "services"), (EMPOWERMENT, "empowerment"), (DEPENDENCE, "dependence")];
    for (belief, name) in beliefs {
        writer.put(&format!("prior_{name}"), person.beliefs[belief].prior);
    }
    for (belief, name) in beliefs {
        writer.put(&format!("r_{name}"), person.beliefs[belief].evidence.r);
        writer.put(&format!("s_{name}"), person.beliefs[belief].evidence.s);
    }
    writer.put("received", person.received);
    writer.put("given", person.given);
    writer.put("felt", person.felt);
    writer.put("concern", person.concern);
    writer.put("seen_recovered", i32::from(person.seen_recovered));
    writer.maybe("network_founder", person.network.map(|(_, founder)| founder));
    writer.maybe("network_founded", person.network.map(|(founded, _)| founded));
    writer.maybe("member_since", person.member_since);
    writer.maybe("entered", person.entered);
    let waiting = person.waiting.as_ref();
    writer.maybe("waiting_since", waiting.map(|waiting| waiting.since));
    writer.maybe("waiting_via", waiting.and_then(|waiting| waiting.via));
    writer.put("waiting_sent", i32::from(waiting.is_some_and(|waiting| waiting.sent)));
    writer.maybe("worker_met", person.worker_met);
    writer.put("acts", person.acts);
    writer.put("refusals", person.refusals);
    writer.put("turns", person.turns);
    if on.people_move {
        writer.put("arrived", person.arrived);
    }
    if on.civic_skills {
        writer.put("spoken", person.spoken);
    }
    for (&alter, tie) in &person.ties {
        writer.put("tie_alter", alter);
        writer.put("tie_origin", tie.origin);
        writer.put("tie_r", tie.evidence.r);
        writer.put("tie_s", tie.evidence.s);
        writer.put("tie_contact", tie.contact);
        writer.maybe("tie_help_in", tie.help_in);
    }
}

fn write_network(writer: &mut Writer, network: &Network) {
    writer.put("founder", network.founder);
    writer.put("founded", network.founded);
    writer.put("category", network.category as u64);
    writer.maybe("worker", network.worker.map(|worker| worker as u32));
    writer.put("directiveness", network.directiveness);
    writer.put("stirred", network.stirred);
    writer.maybe("alone_since", network.alone_since);
    writer.put("repertoire", network.repertoire);
    if network.outward {
        writer.put("outward", 1);
    }
    for &member in &network.members {
        writer.put("member", member);
    }
    for &supporter in &network.supporters {
        writer.put("supporter", supporter);
    }
    for x in 0..40 {
        writer.maybe(&format!("voice_{x}"), network.voices.get(&x).copied());
    }
}
