//! Everyday help (SPEC.md) in krABMaga: everybody is a scheduled agent, the town is the state.
//!
//! Agents only hold who they are. What they know is in vectors of the state, where others can read it: krABMaga's
//! `Network` field keeps ties in hash maps and clones agents, which is slower.
//! Its feature `parallel` is off: its schedule locks the whole state for every agent, so threads would only wait.

use krabmaga::engine::agent::Agent;
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State;
use krabmaga::rand::{Rng, SeedableRng};
use krabmaga::rand_pcg::Pcg64Mcg;
use peers::{
    ASKING, ASKS, Arguments, Evidence, FADING, HEADER, Owed, PLACES, SHARED, Ties, bell, comfort, pick, willing,
};
use std::any::Any;
use std::error::Error;

struct Person {
    prior: f32,
    #[expect(dead_code, reason = "state that nothing in this submodel reads")]
    prior_empowerment: f32,
    reciprocity: f32,
    general: Evidence,
    empowerment: Evidence,
    owed: Owed,
}

/// One request: to be added when the week is over, so that all decide on the week as it began.
struct Asked {
    asker: u32,
    end: u32,
    felt: f32,
}

struct Town {
    arguments: Arguments,
    random: Pcg64Mcg,
    people: Vec<Person>,
    ties: Ties,
    evidence: Vec<Evidence>,
    /// Weight of new evidence.
    unit: f32,
    asked: Vec<Asked>,
}

impl Town {
    fn new(arguments: Arguments) -> Town {
        let mut random = Pcg64Mcg::seed_from_u64(arguments.seed);
        let mut uniform = || random.random::<f64>();
        let people = (0..arguments.people)
            .map(|_| Person {
                prior: bell(&mut uniform, 0.45, 0.09, 0.02, 0.98),
                prior_empowerment: bell(&mut uniform, 0.6, 0.09, 0.02, 0.98),
                reciprocity: bell(&mut uniform, 0.5, 0.2, 0.0, 1.0),
                general: Evidence::default(),
                empowerment: Evidence::default(),
                owed: Owed::default(),
            })
            .collect();
        let ties = Ties::form(arguments.people, &mut uniform);
        let evidence = vec![Evidence::default(); ties.alter.len()];
        Town { arguments, random, people, ties, evidence, unit: 1.0, asked: Vec::new() }
    }

    fn ask(&mut self, asker: u32) {
        let (start, next) = (self.ties.start[asker as usize], self.ties.start[asker as usize + 1]);
        let degree = (next - start) as usize;
        if degree == 0 || self.random.random::<f64>() >= ASKING {
            return;
        }
        let mut order: [u32; PLACES] = [0, 1, 2, 3, 4, 5, 6, 7];
        for turn in 0..ASKS.min(degree) {
            order.swap(turn, turn + pick(self.random.random(), degree - turn));
            let end = start + order[turn];
            let giver = &self.people[self.ties.alter[end as usize] as usize];
            let back = self.evidence[self.ties.back[end as usize] as usize].trust(giver.prior, self.unit);
            let general = giver.general.trust(giver.prior, self.unit);
            let agreed = self.random.random::<f32>() < willing(giver.reciprocity, giver.owed, self.unit, back, general);
            let felt = if agreed { comfort(self.random.random()) } else { 0.0 };
            self.asked.push(Asked { asker, end, felt });
            if agreed {
                return;
            }
        }
    }

    fn means(&self) -> (f64, f64) {
        let mut general = 0.0;
        let mut tie = 0.0;
        for (i, person) in self.people.iter().enumerate() {
            general += f64::from(person.general.trust(person.prior, self.unit));
            for end in self.ties.start[i]..self.ties.start[i + 1] {
                tie += f64::from(self.evidence[end as usize].trust(person.prior, self.unit));
            }
        }
        (general / self.people.len() as f64, tie / self.evidence.len() as f64)
    }
}

impl State for Town {
    fn init(&mut self, schedule: &mut Schedule) {
        for id in 0..self.arguments.people {
            schedule.schedule_repeating(Box::new(Neighbour { id }), 0.0, 0);
        }
    }

    fn before_step(&mut self, _: &mut Schedule) {
        self.unit /= FADING;
    }

    fn after_step(&mut self, schedule: &mut Schedule) {
        let shared = SHARED * self.unit;
        for Asked { asker, end, felt } in self.asked.drain(..) {
            self.evidence[end as usize].leave(felt, self.unit);
            let taker = &mut self.people[asker as usize];
            taker.general.leave(felt, shared);
            if felt > 0.0 {
                taker.empowerment.leave(felt, shared);
                taker.owed.received += self.unit;
                let giver = &mut self.people[self.ties.alter[end as usize] as usize];
                giver.empowerment.leave(felt, shared);
                giver.owed.given += self.unit;
            }
        }
        let week = schedule.step as u32 + 1;
        if self.arguments.recorded(week) {
            let (general, tie) = self.means();
            println!("{week},{general},{tie}");
        }
    }

    fn update(&mut self, _: u64) {}

    fn reset(&mut self) {}

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }

    fn as_state(&self) -> &dyn State {
        self
    }
}

#[derive(Clone)]
struct Neighbour {
    id: u32,
}

impl Agent for Neighbour {
    fn step(&mut self, state: &mut dyn State) {
        if let Some(town) = state.as_any_mut().downcast_mut::<Town>() {
            town.ask(self.id);
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::read()?;
    let weeks = arguments.weeks;
    let mut town = Town::new(arguments);
    let mut schedule = Schedule::new();
    println!("{HEADER}");
    // What the macro `simulate!` does in its loop, without its monitor.
    town.init(&mut schedule);
    for _ in 0..weeks {
        schedule.step(&mut town);
    }
    Ok(())
}
