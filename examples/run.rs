//! Runs a shipped scenario in memory, and prints where its regimes end and what one of them adds.
//!
//! ```text
//! cargo run --release --example run                        three-regimes, small
//! cargo run --release --example run -- trentino-clubs people=2000 replicates=10
//! ```
//!
//! Every regime meets the same people with the same luck, replicate by replicate: a contrast is the mean of differences
//! within replicates, and far more exact than the difference of two means.

use mutua::scenario::shipped_scenarios;
use mutua::{EVERYONE, Indicator, RunOptions, Scenario};
use std::error::Error;

/// What is shown, and what it is called here.
const SHOWN: [(Indicator, &str); 4] = [
    (Indicator::General, "trust in people"),
    (Indicator::Services, "trust in services"),
    (Indicator::InNeed, "people in need"),
    (Indicator::CountOn, "someone to count on"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "three-regimes".to_owned());
    // Small, unless said otherwise: of two settings of one key the last counts.
    let small = ["people=500", "weeks=260", "burn_in_weeks=260", "replicates=5"].map(str::to_owned);
    let settings: Vec<String> = small.into_iter().chain(arguments).collect();

    let shipped = shipped_scenarios();
    let (_, question, text) = shipped.iter().find(|(known, ..)| *known == name).ok_or("no such scenario is shipped")?;
    let scenario = Scenario::parse_as(text, &name, &name, &settings)?;
    let results = scenario.run(&RunOptions::default())?;

    println!("{question}\n");
    println!(
        "Last year of {} weeks, {} people, {} worlds a regime:",
        scenario.weeks, scenario.people, scenario.replicates
    );
    for regime in &scenario.regimes {
        println!("  {}", regime.name);
        for (indicator, called) in SHOWN {
            let found = results.mean(&regime.name, EVERYONE, indicator)?;
            println!("    {called:<20} {:.3}  (95 % of means: {:.3} to {:.3})", found.mean, found.low, found.high);
        }
    }

    let (Some(reference), Some(regime)) = (scenario.regimes.first(), scenario.regimes.last()) else { return Ok(()) };
    println!("\n{} minus {}, within replicates:", regime.name, reference.name);
    for (indicator, called) in SHOWN {
        let difference = results.contrast(&regime.name, &reference.name, EVERYONE, indicator)?.difference;
        let verdict = if difference.is_clear() { "" } else { "  (not clear: the interval holds 0)" };
        println!(
            "  {called:<20} {:+.4}  ({:+.4} to {:+.4}){verdict}",
            difference.mean, difference.low, difference.high
        );
    }
    Ok(())
}
