//! People-weeks per second on one core, with and without help.
//!
//! ```text
//! cargo bench --bench tick
//! ```
//!
//! takes about a minute. *elem/s* in what it prints are people-weeks per second. Each regime is timed over a year of a
//! town of 5,000, two years after its structure came in, when its networks are at work.
#![allow(clippy::expect_used, reason = "a benchmark may stop at the first surprise")]

use criterion::{BatchSize, Criterion, SamplingMode, Throughput};
use mutua::model::engine::happened::Happened;
use mutua::model::parameters::{Parameters, Switches};
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::structure::Structure;
use mutua::model::tick::tick;
use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

const PEOPLE: u32 = 5000;
/// Weeks before the structure comes in, and again before time is taken.
const BEFORE_WEEKS: u32 = 104;
const TIMED_WEEKS: u32 = 52;

/// Those of the main job.
const REGIMES: [&str; 4] = ["none", "professional-centred", "case-centred", "mutual-self-help"];

fn town() -> World {
    World::new(&Setting {
        people: PEOPLE,
        seed: 1,
        replicate: 0,
        parameters: Parameters::default(),
        switches: Switches::default(),
    })
    .expect("a world")
}

/// Runs `world` for `weeks`.
fn pass(mut world: World, weeks: u32, happened: &mut Happened) -> World {
    world.set_audited(false);
    for _ in 0..weeks {
        tick(&mut world, happened).unwrap_or_else(|unbalanced| panic!("{unbalanced}"));
    }
    world
}

fn time(criterion: &mut Criterion, name: &str, structure: Option<Structure>) {
    let mut happened = Happened::default();
    let mut before = pass(town(), BEFORE_WEEKS, &mut happened);
    before.begin(structure).expect("a structure");
    let before = pass(before, BEFORE_WEEKS, &mut happened);
    let mut group = criterion.benchmark_group("tick");
    group.sampling_mode(SamplingMode::Flat).sample_size(20);
    group.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Elements(u64::from(PEOPLE) * u64::from(TIMED_WEEKS)));
    group.bench_function(name, |bencher| {
        bencher.iter_batched(
            || before.clone(),
            |world| pass(black_box(world), TIMED_WEEKS, &mut happened),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

fn main() -> Result<(), Box<dyn Error>> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    let mut criterion = Criterion::default().configure_from_args();
    for name in REGIMES {
        let regime = mutua::scenario::shipped().iter().find(|regime| regime.name == name);
        let regime = regime.ok_or_else(|| format!("no regime is called {name}"))?;
        time(&mut criterion, name, regime.structure);
    }
    criterion.final_summary();
    Ok(())
}
