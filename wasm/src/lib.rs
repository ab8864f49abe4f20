//! Worlds of `mutua` that are run in WebAssembly and natively, so that the two can be compared number by number.
//!
//! ```text
//! cargo build -p mutua-wasm --no-default-features --target wasm32-unknown-unknown --release
//! node wasm/run.mjs target/wasm32-unknown-unknown/release/mutua_wasm.wasm
//! cargo run -p mutua-wasm --no-default-features --release
//! ```
//!
//! The last two print the same sixteen digits. With `--features study` and `wasm/study.toml` at the end of each they print
//! the same study: every run, summary, contrast, account and twin to the last digit, and a story. The feature `page` is what
//! the page in a browser asks for.

use mutua::model::engine::census::Census;
use mutua::model::engine::happened::Happened;
use mutua::model::parameters::{Parameters, Switches};
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::structure::{Aim, Entry, Present, Structure, WorkerRole};
use mutua::model::tick::tick;
use std::error::Error;

#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "study")]
pub mod study;

/// People and weeks of each small world: enough for all that can happen to happen.
const SMALL: Size = Size { people: 300, burn_in_weeks: 60, weeks: 104 };

/// A worker with the client alone, who prescribes.
const PRESCRIBED: Structure = Structure {
    aim: Aim::Focal,
    present: Present::Client,
    worker: Some(WorkerRole { directiveness: 1.0, facilitation: 0.2, hours_per_meeting: 1.0 }),
    announced_voice: Some(0.8),
    meets_every_weeks: 2,
    turns_per_meeting: 2,
    capacity: 1,
    entry: Entry { desk: true, link: false, outreach: false, mandate: true },
    ..Structure::peers()
};

/// People close to one person, with a guide.
const CLOSE: Structure = Structure {
    present: Present::CloseTies,
    worker: Some(WorkerRole { directiveness: 0.1, facilitation: 0.7, hours_per_meeting: 1.5 }),
    announced_voice: None,
    capacity: 6,
    entry: Entry { desk: true, link: true, outreach: false, mandate: false },
    ..PRESCRIBED
};

/// People with the same problem, without a worker.
const PEERS: Structure =
    Structure { entry: Entry { desk: false, link: true, outreach: true, mandate: false }, ..Structure::peers() };

/// People and weeks of the large world: more than a cache holds, so that people are prefetched.
const LARGE: Size = Size { people: 20_000, burn_in_weeks: 12, weeks: 12 };

/// How large a world is, and for how long it is run.
#[derive(Clone, Copy)]
struct Size {
    people: u32,
    burn_in_weeks: u32,
    weeks: u32,
}

/// Runs one world for each structure under `seed`; a hash of their final states.
///
/// # Errors
/// If there is no such world, or its books do not balance.
pub fn combined_hash(seed: u32) -> Result<u64, Box<dyn Error>> {
    let mut combined = 0_u64;
    for structure in [PRESCRIBED, CLOSE, PEERS] {
        combined = combined.rotate_left(21) ^ final_hash(SMALL, seed, structure)?;
    }
    Ok(combined)
}

/// Runs one world of 20,000 people for some weeks under `seed`; the hash of its final state.
///
/// # Errors
/// If there is no such world, or its books do not balance.
pub fn large_hash(seed: u32) -> Result<u64, Box<dyn Error>> {
    final_hash(LARGE, seed, PEERS)
}

fn final_hash(size: Size, seed: u32, structure: Structure) -> Result<u64, Box<dyn Error>> {
    let mut world = World::new(&Setting {
        people: size.people,
        seed,
        replicate: 0,
        parameters: Parameters { onset_per_week: 0.02, ..Parameters::default() },
        switches: Switches::default(),
    })?;
    let mut happened = Happened::default();
    for week in 0..size.burn_in_weeks + size.weeks {
        if week == size.burn_in_weeks {
            world.begin(Some(structure))?;
        }
        tick(&mut world, &mut happened)?;
    }
    world.audit(&Census::of(&world, 0))?;
    Ok(world.hash())
}

/// The hash under seed 1, for JavaScript, which takes it for a signed `BigInt`. Traps if the books do not balance.
#[allow(unsafe_code, reason = "JavaScript calls it by this name, and nothing else in the program has it")]
#[unsafe(no_mangle)]
pub extern "C" fn mutua_state_hash() -> u64 {
    combined_hash(1).unwrap_or_else(|reason| panic!("{reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_worlds_and_another_does_not() {
        assert_eq!(combined_hash(1).unwrap(), combined_hash(1).unwrap());
        assert_ne!(combined_hash(1).unwrap(), combined_hash(2).unwrap());
    }
}
