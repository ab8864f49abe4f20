//! `mutua-oracle SCENARIO REGIME REPLICATE TICKS`: the state after set-up and after each phase, as CSV.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a tool for tests may panic")]

use std::io::{BufWriter, Write};

use mutua_oracle::Oracle;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, regime, replicate, ticks] = arguments.as_slice() else {
        panic!("usage: mutua-oracle SCENARIO REGIME REPLICATE TICKS");
    };
    let scenario = std::fs::read_to_string(path).expect("the scenario can be read");
    let replicate = replicate.parse().expect("REPLICATE is a whole number");
    let ticks: u32 = ticks.parse().expect("TICKS is a whole number");
    let mut oracle = Oracle::new(&scenario, regime, replicate).expect("the scenario is resolved");
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "tick,phase,entity,number,field,value").unwrap();
    write_state(&mut out, 0, "set-up", &oracle);
    while oracle.tick() < ticks {
        let tick = oracle.tick();
        let phase = oracle.phase();
        write_state(&mut out, tick, phase, &oracle);
    }
}

fn write_state(out: &mut impl Write, tick: u32, phase: &str, oracle: &Oracle) {
    for line in oracle.state() {
        writeln!(out, "{tick},{phase},{},{},{},{}", line.entity, line.number, line.field, line.value).unwrap();
    }
}
