//! Runs as bytes and back.

use mutua::model::indicator::{INDICATORS, IndicatorValues, Snapshot};
use mutua::model::ledger::Ledger;
use mutua::record::bytes::{MalformedError, decode, encode};
use mutua::record::draws::Draws;
use mutua::record::observed::{Curve, Leaving, Observed};
use mutua::record::rows::{NeedStatus, NetworkLife, NetworkQuarter, PersonWeek, Rows, Spell};
use mutua::record::twins::{TwinRecord, TwinWeek};
use mutua::record::{FailedRun, Run, RunRecord};
use proptest::prelude::*;

/// Numbers that look arbitrary, from one seed.
fn numbers(seed: i64) -> impl FnMut() -> i64 {
    let mut last = seed;
    move || {
        last = last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        last
    }
}

/// No twins, or so many weeks of them in which every number differs from every other.
fn twins(seed: i64) -> Option<TwinRecord> {
    let mut next = numbers(seed);
    let mut weeks = |count: i64| -> Vec<TwinWeek> {
        let mut week = |at: i64| {
            let mut week = TwinWeek::empty(at as u32);
            week.count.iter_mut().for_each(|number| *number = next());
            week.sums.iter_mut().flatten().for_each(|sums| *sums = (next(), next()));
            for across in &mut week.across {
                (across.with, across.without, across.product) = (next(), next(), next());
                (across.with_squared, across.without_squared) = (next(), next());
            }
            week
        };
        (0..count).map(&mut week).collect()
    };
    let (same_luck, other_luck) = (weeks(seed.rem_euclid(3)), weeks(seed.rem_euclid(2)));
    let mut draws = Draws { draws: next(), won: next(), lost: next(), ..Draws::default() };
    let mut real = || next() as f64 / 1024.0;
    (draws.weight, draws.turns) = (real(), real());
    draws.with.iter_mut().chain(&mut draws.without).for_each(|number| *number = real());
    (seed % 4 != 0).then_some(TwinRecord { same_luck, other_luck, draws })
}

/// Nothing, or numbers of all sizes and curves of several lengths.
fn observed(seed: i64) -> Option<Observed> {
    let mut next = numbers(seed);
    let mut observed = Observed::empty();
    observed.numbers().for_each(|number| *number = next() >> next().rem_euclid(64));
    for curve in observed.curves() {
        let mut counts = || (0..next().rem_euclid(40)).map(|_| (next() as u32) >> next().rem_euclid(32)).collect();
        *curve = Curve { ended: counts(), open: counts() };
    }
    (seed % 5 != 0).then_some(observed)
}

/// No rows, or some of each kind in which every number differs from every other.
fn rows(seed: i64) -> Option<Rows> {
    let mut next = numbers(seed);
    let leaving = std::iter::once(None).chain(Leaving::ALL.map(Some));
    let leaving: Vec<Option<Leaving>> = leaving.collect();
    let mut rows = Rows::default();
    for _ in 0..seed.rem_euclid(4) {
        let mut word = || (next() >> 32) as u32;
        rows.spells.push(Spell {
            town: word(),
            person: word(),
            arrived: word(),
            network: word(),
            last_network: word(),
            entered: word(),
            left: word(),
            why: leaving[word() as usize % leaving.len()],
            turns_received: word(),
            turns_given: word(),
            at_entry: NeedStatus::ALL[word() as usize % 3],
            at_end: NeedStatus::ALL[word() as usize % 3],
        });
        rows.networks.push(NetworkLife {
            town: word(),
            network: word(),
            category: word() as u8,
            founded: word(),
            closed: word(),
            why: leaving[word() as usize % leaving.len()],
            quarters: word(),
        });
        rows.quarters.push(NetworkQuarter {
            week: word(),
            members: word() as u16,
            in_need: word() as u16,
            supporters: word() as u16,
            held: word() as u16,
            missed: word() as u16,
        });
        rows.persons.push(PersonWeek {
            town: word(),
            person: word(),
            arrived: word(),
            week: word(),
            beliefs: [word(), word(), word(), word()],
            burden: word() as u16,
            had: word() as u8,
            needed: word() as u8,
            standing: NeedStatus::ALL[word() as usize % 3],
            ties: word() as u16,
            member: word() % 2 == 0,
            waiting: word() % 2 == 0,
            turns: word() as u16,
            acts: word() as u16,
        });
    }
    (seed % 3 != 0).then_some(rows)
}

fn books(seed: i64) -> Ledger {
    let mut next = numbers(seed);
    let mut books = Ledger { supplied: next(), desk: next(), acts: next(), ..Ledger::default() };
    for flow in books.evidence.iter_mut().flatten() {
        (flow.staked, flow.honoured, flow.burned) = (next(), next(), next());
    }
    for stock in &mut books.stocks {
        stock.regenerated.iter_mut().chain(&mut stock.consumed).for_each(|number| *number = next());
        (stock.opening, stock.faded, stock.moved, stock.closing) = (next(), next(), next(), next());
    }
    books.insights_gained.iter_mut().for_each(|number| *number = next());
    (books.insights_mistaken, books.insights_lost, books.meetings, books.unpaid) = (next(), next(), next(), next());
    (books.weeks_in_need, books.prescriptions, books.dialogues) = (next(), next(), next());
    (books.visits, books.requests, books.refusals) = (next(), next(), next());
    (books.entries, books.dropouts) = (next(), next());
    books
}

fn any_snapshot() -> impl Strategy<Value = Snapshot> {
    // Any 64 bits, with NaNs of every kind among them more often than chance would have it.
    let bits = prop_oneof![any::<u64>(), any::<u64>().prop_map(|bits| bits | 0x7FF0_0000_0000_0000)];
    let values = prop::collection::vec(bits, INDICATORS.len());
    let row = (any::<u32>(), values).prop_map(|(count, bits)| IndicatorValues {
        count,
        values: std::array::from_fn(|at| f64::from_bits(bits[at])),
    });
    (any::<u32>(), prop::collection::vec(row, 0..4)).prop_map(|(week, rows)| Snapshot { week, rows })
}

fn any_run() -> impl Strategy<Value = Run> {
    let place = (any::<u32>(), any::<usize>(), any::<u32>());
    let finished = (any::<u64>(), any::<i64>(), prop::collection::vec(any_snapshot(), 0..4));
    let ending = prop_oneof![finished.prop_map(Ok), any::<String>().prop_map(Err)];
    (place, ending).prop_map(|((point, regime, replicate), ending)| match ending {
        Ok((state_hash, seed, snapshots)) => {
            let (ledger, twins, observed, rows) = (books(seed), twins(seed), observed(seed), rows(seed));
            Ok(RunRecord { point, regime, replicate, snapshots, ledger, twins, observed, rows, state_hash })
        }
        Err(reason) => Err(FailedRun { point, regime, replicate, reason }),
    })
}

/// What there is in a run, with values as bits, so that NaN equals itself.
fn exactly(run: &Run) -> String {
    let Ok(record) = run else { return format!("{run:?}") };
    let row = |row: &IndicatorValues| (row.count, row.values.map(f64::to_bits));
    let snapshot = |shot: &Snapshot| (shot.week, shot.rows.iter().map(row).collect::<Vec<_>>());
    let snapshots: Vec<_> = record.snapshots.iter().map(snapshot).collect();
    format!("{:?} {snapshots:?}", RunRecord { snapshots: Vec::new(), ..record.clone() })
}

proptest! {
    #[test]
    fn a_run_comes_back_to_the_last_bit(run in any_run()) {
        let bytes = encode(&run);
        let back = decode(&bytes).unwrap();
        prop_assert_eq!(exactly(&back), exactly(&run));
        prop_assert_eq!(encode(&back), bytes);
    }

    #[test]
    fn no_part_of_a_run_is_a_run(run in any_run(), cut in any::<prop::sample::Index>()) {
        let mut bytes = encode(&run);
        prop_assert_eq!(decode(&bytes[..cut.index(bytes.len())]), Err(MalformedError::Short));
        bytes.push(0);
        prop_assert_eq!(decode(&bytes), Err(MalformedError::Long { left: 1 }));
    }

    #[test]
    fn hostile_bytes_are_at_most_refused(
        run in any_run(),
        at in any::<prop::sample::Index>(),
        noise in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        if let Ok(run) = decode(&noise) {
            prop_assert_eq!(encode(&run), noise.clone());
        }
        let mut bytes = encode(&run);
        let at = at.index(bytes.len());
        for (byte, noise) in bytes[at..].iter_mut().zip(noise) {
            *byte = noise;
        }
        if let Ok(run) = decode(&bytes) {
            prop_assert_eq!(encode(&run), bytes);
        }
    }
}
