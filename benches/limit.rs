//! What the memory of this machine could do, beside what a week of a large world does with it.
//!
//! ```text
//! cargo bench --bench limit                    # a million people, professional-centred
//! cargo bench --bench limit -- 10000000
//! ```
//!
//! Takes a minute. *In a row* is reading one word of every 64 bytes of a large array; *gathered* is following references
//! to random places of it, one after the other or eight at a time that do not wait for each other. The least that a week
//! has to move is all people and ties, read to see what happens and again to settle it.

use mutua::model::engine::happened::Happened;
use mutua::model::parameters::{Parameters, Switches};
use mutua::model::state::person::Person;
use mutua::model::state::setting::Setting;
use mutua::model::state::tie::HalfTie;
use mutua::model::state::world::World;
use mutua::model::tick::tick;
use rayon::prelude::*;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

/// Bytes of the array that each thread reads: far more than any cache.
const BYTES: usize = 1 << 29;
/// Words in 64 bytes.
const STRIDE: usize = 8;
/// References followed at a time where they do not wait for each other.
const CHAINS: usize = 8;
/// Weeks timed.
const WEEKS: u32 = 20;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let given = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let people: u32 = given.map_or(Ok(1_000_000), |text| text.replace('_', "").parse())?;
    let arrays: Vec<Vec<u64>> = (0..2).map(|number| random_ring(BYTES / 8, number)).collect();
    println!(
        "threads  in a row GB/s  gathered, waiting ns  gathered, {CHAINS} at a time ns  people-weeks/s  least moved GB/s  of the limit"
    );
    for threads in 1..=2 {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        pool.install(|| row(&arrays[..threads], people))?;
    }
    Ok(())
}

fn row(arrays: &[Vec<u64>], people: u32) -> Result<(), Box<dyn Error + Send + Sync>> {
    let threads = arrays.len();
    let in_a_row = 1e-9 * (BYTES * threads) as f64
        / seconds(arrays, |array| array.iter().step_by(STRIDE).fold(0, |sum, word| sum ^ word));
    let steps = 1_000_000;
    let each = |seconds: f64, gathered: usize| seconds * 1e9 / (gathered * threads) as f64;
    let waiting = each(seconds(arrays, |array| follow::<1>(array, steps)), steps);
    let at_a_time = each(seconds(arrays, |array| follow::<CHAINS>(array, steps)), steps * CHAINS);
    let speed = people_weeks_a_second(people)?;
    let least = 2.0 * (size_of::<Person>() + 8 * size_of::<HalfTie>()) as f64 * speed * 1e-9;
    println!(
        "{threads:>7}  {in_a_row:>13.1}  {waiting:>20.1}  {at_a_time:>27.1}  {speed:>14.3e}  {least:>16.2}  {:>11.0} %",
        100.0 * least / in_a_row
    );
    Ok(())
}

/// References from 64 bytes to 64 bytes that lead through all of them in random order.
fn random_ring(words: usize, seed: u64) -> Vec<u64> {
    let lines = words / STRIDE;
    let mut order: Vec<u64> = (0..lines as u64).collect();
    let mut state = seed;
    for at in (1..lines).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        order.swap(at, ((mixed ^ (mixed >> 27)) % (at as u64 + 1)) as usize);
    }
    let mut array = vec![0; words];
    for (at, &from) in order.iter().enumerate() {
        array[from as usize * STRIDE] = order[(at + 1) % lines] * STRIDE as u64;
    }
    array
}

fn follow<const AT_A_TIME: usize>(array: &[u64], steps: usize) -> u64 {
    let mut places = [0_usize; AT_A_TIME];
    for (chain, place) in places.iter_mut().enumerate() {
        *place = array.len() / STRIDE / AT_A_TIME * chain * STRIDE;
    }
    for _ in 0..steps {
        for place in &mut places {
            *place = array[*place] as usize;
        }
    }
    places.iter().sum::<usize>() as u64
}

/// Seconds for `work` on all arrays, one a thread.
fn seconds(arrays: &[Vec<u64>], work: impl Fn(&[u64]) -> u64 + Sync) -> f64 {
    let clock = Instant::now();
    black_box(arrays.par_iter().with_max_len(1).map(|array| work(array)).reduce(|| 0, |one, other| one ^ other));
    clock.elapsed().as_secs_f64()
}

fn people_weeks_a_second(people: u32) -> Result<f64, Box<dyn Error + Send + Sync>> {
    let (parameters, switches) = (Parameters::default(), Switches::default());
    let mut world = World::new(&Setting { people, seed: 1, replicate: 0, parameters, switches })?;
    let mut happened = Happened::default();
    world.set_audited(false);
    for week in 0..52 {
        if week == 26 {
            let shipped = mutua::scenario::shipped().iter().find(|shipped| shipped.name == "professional-centred");
            world.begin(shipped.and_then(|shipped| shipped.structure))?;
        }
        tick(&mut world, &mut happened)?;
    }
    let clock = Instant::now();
    for _ in 0..WEEKS {
        tick(&mut world, &mut happened)?;
    }
    Ok(f64::from(people) * f64::from(WEEKS) / clock.elapsed().as_secs_f64())
}
