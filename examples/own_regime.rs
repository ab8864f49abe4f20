//! Builds a regime of one's own in code and compares it with the shipped one that it was made from.
//!
//! ```text
//! cargo run --release --example own_regime                 1,000 people, 10 replicates
//! cargo run --release --example own_regime -- 5000 30
//! ```
//!
//! A regime is a name and a structure of help: who is present, whose problem is worked on, who decides, how often they
//! meet. The model knows the structure and never the name, so that a new regime is new data and no new rule.

use mutua::{EVERYONE, Indicator, Regime, RunOptions, Scenario, Structure};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let people = arguments.next().map_or(Ok(1000), |typed| typed.parse())?;
    let replicates = arguments.next().map_or(Ok(10), |typed| typed.parse())?;

    let shipped = Regime::shipped("mutual-self-help")?;
    let group = shipped.structure.ok_or("the shipped regime has a structure")?;
    // Groups of half the size that meet half as often, and are otherwise the same.
    let smaller = Structure { capacity: group.capacity / 2, meets_every_weeks: group.meets_every_weeks * 2, ..group };
    let regimes = vec![Regime::none(), shipped, Regime::new("small-and-rare", smaller)];
    let scenario = Scenario {
        name: "small-and-rare".to_owned(),
        question: "What changes if groups are half as large and meet half as often?".to_owned(),
        people,
        replicates,
        weeks: 260,
        regimes,
        ..Scenario::default()
    };

    // What a file could not say is refused here too.
    scenario.check()?;
    let results = scenario.run(&RunOptions::default())?;

    println!("{}\n", scenario.question);
    println!("small-and-rare minus mutual-self-help, {replicates} pairs of worlds of {people} people:");
    let shown = [
        (Indicator::TakeUp, "in a group, of those in need"),
        (Indicator::Turns, "turns received a person"),
        (Indicator::Coping, "needed insights that are had"),
        (Indicator::Recovered, "recovered, of those with a problem"),
        (Indicator::Made, "ties made by helping"),
        (Indicator::WorkerHours, "worker hours, of 1,000 people"),
    ];
    for (indicator, called) in shown {
        let one = results.contrast("small-and-rare", "mutual-self-help", EVERYONE, indicator)?;
        let (found, above) = (one.difference, 100.0 * one.share_above_zero);
        println!(
            "  {called:<35} {:+10.4}  ({:+.4} to {:+.4}), above 0 in {above:.0} %",
            found.mean, found.low, found.high
        );
    }
    Ok(())
}
