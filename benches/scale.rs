//! How fast large worlds go, phase by phase, and how much memory they take.
//!
//! ```text
//! cargo bench --bench scale                                         # a million people, professional-centred, 1 and 2 threads
//! cargo bench --bench scale -- mutual-self-help 10000000 2 26       # regime, people, threads, weeks timed
//! ```
//!
//! Each world runs a year before its structure comes in, and half a year with it, before time is taken: as much as tells
//! of large worlds in minutes. Times are of one run; the phases are those of a week, in nanoseconds for each person.

use mutua::model::engine::happened::Happened;
use mutua::model::ledger::Phase;
use mutua::model::parameters::{Parameters, Switches};
use mutua::model::state::setting::Setting;
use mutua::model::state::world::World;
use mutua::model::tick::{step, tick};
use std::error::Error;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number = |at: usize, default: u32| given.get(at).map_or(Ok(default), |text| text.replace('_', "").parse());
    let regime = given.first().map_or("professional-centred", String::as_str);
    let (people, weeks) = (number(1, 1_000_000)?, number(3, 26)?);
    let threads = if given.len() > 2 { vec![number(2, 1)?] } else { vec![1, 2] };
    println!("{people} people, {regime}, {weeks} weeks timed; nanoseconds for each person and week, by phase");
    println!("threads  set-up s  {}    all  people-weeks/s  bytes/person", header());
    for threads in threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build()?;
        pool.install(|| time(regime, people, weeks, threads))?;
    }
    Ok(())
}

fn header() -> String {
    Phase::ALL.iter().map(|phase| format!("{:>10}", phase.name())).collect()
}

fn time(regime: &str, people: u32, weeks: u32, threads: u32) -> Result<(), Box<dyn Error + Send + Sync>> {
    let clock = Instant::now();
    let (parameters, switches) = (Parameters::default(), Switches::default());
    let mut world = World::new(&Setting { people, seed: 1, replicate: 0, parameters, switches })?;
    let set_up = clock.elapsed();
    let mut happened = Happened::default();
    let structure = mutua::scenario::shipped().iter().find(|shipped| shipped.name == regime);
    let structure = structure.ok_or_else(|| format!("no regime is called {regime}"))?.structure;
    world.set_audited(false);
    for week in 0..78 {
        if week == 52 {
            world.begin(structure)?;
        }
        tick(&mut world, &mut happened)?;
    }
    let mut spent = [Duration::ZERO; Phase::ALL.len()];
    for _ in 0..weeks {
        for (spent, &phase) in spent.iter_mut().zip(Phase::ALL) {
            let clock = Instant::now();
            step(phase, &mut world, &mut happened);
            *spent += clock.elapsed();
        }
        world.close_week()?;
    }
    let each = |spent: Duration| spent.as_secs_f64() * 1e9 / f64::from(people) / f64::from(weeks);
    let all: f64 = spent.iter().copied().map(each).sum();
    let phases: String = spent.iter().map(|&spent| format!("{:>10.1}", each(spent))).collect();
    let bytes = peak_memory().map_or("?".to_owned(), |peak| format!("{:.0}", peak as f64 / f64::from(people)));
    println!("{threads:>7}  {:>8.1}  {phases}{all:>7.1}  {:>14.3e}  {bytes:>12}", set_up.as_secs_f64(), 1e9 / all);
    Ok(())
}

/// The most memory that this process had; `None` where the system does not tell.
fn peak_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}
