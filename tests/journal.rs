//! The journal against cuts, flipped bits, foreign files, a full disk and a second process.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

use mutua::ensemble::journal::{Fault, Journal, JournalError, Opened, ensemble_id, read_header};
use mutua::files::Folder;
use mutua::record::journal::{FORMAT, JournalHeader};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

#[path = "journal/payload.rs"]
mod payload_bytes;

const HEADER: usize = 68;
const RUNS: u64 = 6;
/// The order in which runs are added.
const ADDED: [u64; 4] = [3, 0, 5, 1];
/// Bytes of a record around its payload.
const FRAME: usize = 48;

fn id() -> [u8; 32] {
    ensemble_id("a scenario")
}

fn payload(index: u64) -> Vec<u8> {
    (0..60 + index).map(|at| (at * 7 + index * 31) as u8).collect()
}

/// A folder with a journal of [`ADDED`], its path, and its bytes.
fn sample() -> (TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.bin");
    let mut journal = Journal::create(&path, id(), RUNS).unwrap();
    for index in ADDED {
        journal.append(index, &payload(index)).unwrap();
    }
    journal.sync().unwrap();
    let bytes = fs::read(&path).unwrap();
    (folder, path, bytes)
}

/// Where each record of the sample begins, and where the last one ends.
fn starts() -> Vec<usize> {
    let mut starts = vec![HEADER];
    starts.extend(ADDED.iter().scan(HEADER, |at, &index| {
        *at += FRAME + payload(index).len();
        Some(*at)
    }));
    starts
}

fn open(path: &Path, bytes: &[u8]) -> Result<Opened, JournalError> {
    fs::write(path, bytes).unwrap();
    Journal::open(path, id(), RUNS)
}

/// The journal holds the first `count` runs that were added, and no others; the rest can be added again, which gives
/// the same bytes as if nothing had happened.
fn expect_first(mut journal: Journal, count: usize, bytes: &[u8]) {
    assert_eq!(journal.done(), count as u64);
    let mut present = ADDED[..count].to_vec();
    present.sort_unstable();
    let read: Vec<_> = journal.in_order().map(Result::unwrap).collect();
    assert_eq!(read, present.iter().map(|&index| (index, payload(index))).collect::<Vec<_>>());
    for &index in &ADDED[count..] {
        journal.append(index, &payload(index)).unwrap();
    }
    assert_eq!(fs::read(journal.path()).unwrap(), bytes);
}

fn fault(opened: Result<Opened, JournalError>) -> Fault {
    let error = opened.expect_err("to be refused");
    let said = error.to_string();
    assert!(said.contains("journal.bin") && said.contains("byte") && said.contains(": "), "{said}");
    error.fault
}

/// A record made by hand, from the documented format.
fn record(previous: &[u8], index: u64, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() as u32).to_le_bytes();
    let index = index.to_le_bytes();
    let checksum = Sha256::digest([previous, &length, &index, payload].concat());
    [b"\xF5run", &length[..], &index, previous, payload, &checksum[..16]].concat()
}

#[test]
fn the_bytes_are_as_documented() {
    let (_folder, path, bytes) = sample();
    let mut expected = [&b"mutuajnl"[..], &FORMAT.to_le_bytes(), &id(), &RUNS.to_le_bytes()].concat();
    let checksum = Sha256::digest(&expected);
    expected.extend(&checksum[..16]);
    for index in ADDED {
        let previous = expected[expected.len() - 16..].to_vec();
        expected.extend(record(&previous, index, &payload(index)));
    }
    assert_eq!(bytes, expected);
    assert_eq!(read_header(&path).unwrap(), JournalHeader { id: id(), runs: RUNS });
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn a_cut_at_any_byte_leaves_the_whole_records_before_it() {
    let (_folder, path, bytes) = sample();
    for length in 0..=bytes.len() {
        let opened = open(&path, &bytes[..length]);
        if length < HEADER {
            assert!(matches!(fault(opened), Fault::HeaderShort { length: found } if found == length as u64));
            assert_eq!(fs::read(&path).unwrap(), &bytes[..length], "a refused file is left alone");
            continue;
        }
        let opened = opened.unwrap();
        let whole = starts().iter().filter(|&&start| start <= length).count() - 1;
        let cut = opened.cut.map(|cut| (cut.offset, cut.bytes));
        let over = length - starts()[whole];
        assert_eq!(cut, (over > 0).then_some((starts()[whole] as u64, over as u64)));
        assert_eq!(fs::metadata(&path).unwrap().len(), starts()[whole] as u64);
        expect_first(opened.journal, whole, &bytes);
    }
}

#[test]
fn a_change_at_any_bit_or_byte_is_refused_or_costs_the_last_record() {
    let (_folder, path, bytes) = sample();
    let starts = starts();
    for at in 0..bytes.len() {
        for flip in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
            let mut changed = bytes.clone();
            changed[at] ^= flip;
            let opened = open(&path, &changed);
            if at >= starts[ADDED.len() - 1] {
                let opened = opened.unwrap();
                assert_eq!(opened.cut.unwrap().offset, starts[ADDED.len() - 1] as u64);
                expect_first(opened.journal, ADDED.len() - 1, &bytes);
                continue;
            }
            let begins = starts.iter().rposition(|&start| start <= at);
            match (fault(opened), begins) {
                (Fault::NotAJournal, None) => assert!(at < 8),
                (Fault::Format { .. }, None) => assert!((8..12).contains(&at)),
                (Fault::HeaderDamaged, None) => assert!((12..HEADER).contains(&at)),
                (Fault::Damaged { offset, next }, Some(k)) => {
                    assert_eq!((offset, next), (starts[k] as u64, starts[k + 1] as u64));
                }
                (other, _) => panic!("byte {at}: {other:?}"),
            }
            assert_eq!(fs::read(&path).unwrap(), changed, "a refused file is left alone");
        }
    }
}

#[test]
fn damage_up_to_the_last_whole_record_is_no_cut() {
    let (_folder, path, bytes) = sample();
    let starts = starts();
    for from in HEADER..starts[3] {
        let mut changed = bytes.clone();
        changed[from..starts[3]].fill(0);
        let next = starts[3] as u64;
        assert!(matches!(fault(open(&path, &changed)), Fault::Damaged { next: found, .. } if found == next));
    }
}

#[test]
fn garbage_at_the_end_is_cut_off() {
    let (_folder, path, bytes) = sample();
    let half = &bytes[HEADER..HEADER + 40];
    let marks = b"\xF5run".repeat(50_000);
    for garbage in [&b"?"[..], &[0; 4096], &[255; 300], half, &marks, b"\xF5run\xFF\xFF\xFF\xFF"] {
        let opened = open(&path, &[&bytes, garbage].concat()).unwrap();
        let cut = opened.cut.unwrap();
        assert_eq!((cut.offset, cut.bytes, cut.left), (bytes.len() as u64, garbage.len() as u64, false));
        assert!(cut.to_string().contains("cut off"));
        expect_first(opened.journal, ADDED.len(), &bytes);
    }
}

#[test]
fn whole_records_that_were_moved_are_refused() {
    let (_folder, path, bytes) = sample();
    let s = starts();
    let part = |k: usize| &bytes[s[k]..s[k + 1]];
    let out_of_chain = |bytes: Vec<u8>, at: usize| {
        let found = fault(open(&path, &bytes));
        assert!(matches!(found, Fault::OutOfChain { offset } if offset == at as u64), "{found:?}");
    };
    out_of_chain([&bytes[..s[1]], &bytes[s[2]..]].concat(), s[1]);
    out_of_chain([&bytes[..s[1]], part(2), part(1), part(3)].concat(), s[1]);
    out_of_chain([&bytes, part(3)].concat(), s[4]);
    let foreign = record(&[7; 16], 4, b"from elsewhere");
    out_of_chain([&bytes, &foreign[..]].concat(), s[4]);
}

#[test]
fn a_run_that_is_there_twice_or_not_in_the_plan_is_refused() {
    let (_folder, path, bytes) = sample();
    let tail = &bytes[bytes.len() - 16..];
    let end = bytes.len() as u64;
    let twice = fault(open(&path, &[&bytes, &record(tail, 0, b"other")[..]].concat()));
    assert!(matches!(twice, Fault::Twice { index: 0, offset } if offset == end));
    for index in [RUNS, u64::MAX] {
        let beyond = fault(open(&path, &[&bytes, &record(tail, index, b"other")[..]].concat()));
        assert!(matches!(beyond, Fault::NoSuchRun { index: found, runs: RUNS, .. } if found == index));
    }
    let mut journal = open(&path, &bytes).unwrap().journal;
    assert!(matches!(journal.append(0, b"x").unwrap_err().fault, Fault::Twice { index: 0, .. }));
    assert!(matches!(journal.append(RUNS, b"x").unwrap_err().fault, Fault::NoSuchRun { .. }));
    assert!(matches!(journal.read(2).unwrap_err().fault, Fault::Missing { index: 2 }));
    journal.append(2, b"").unwrap();
    assert_eq!(journal.read(2).unwrap(), b"");
}

#[test]
fn foreign_journals_are_refused_each_in_its_own_words() {
    let (_folder, path, bytes) = sample();
    let other = Journal::open(&path, ensemble_id("another scenario"), RUNS);
    assert!(matches!(fault(other), Fault::OtherEnsemble { .. }));
    let larger = Journal::open(&path, id(), RUNS + 1);
    assert!(matches!(fault(larger), Fault::OtherRuns { found: RUNS, wanted: 7 }));
    assert!(matches!(fault(open(&path, &[b'x'; 100])), Fault::NotAJournal));
    let mut newer = bytes;
    newer[8] += 1;
    assert!(matches!(fault(open(&path, &newer)), Fault::Format { found } if found == FORMAT + 1));
    fs::remove_file(&path).unwrap();
    assert!(matches!(fault(Journal::open(&path, id(), RUNS)), Fault::Io { doing: "open", .. }));
}

#[test]
fn a_journal_is_not_made_over_another() {
    let (_folder, path, bytes) = sample();
    let refused = Journal::create(&path, id(), RUNS).unwrap_err();
    assert!(matches!(refused.fault, Fault::Exists) && refused.to_string().contains("is there already"));
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn reading_only_changes_nothing() {
    let (home, path, bytes) = sample();
    let folder = Folder::open(home.path()).unwrap();
    let torn = &bytes[..bytes.len() - 1];
    fs::write(&path, torn).unwrap();
    let mut opened = Journal::read_only(&folder, "journal.bin", id(), RUNS).unwrap();
    assert!(opened.cut.unwrap().left);
    assert_eq!(opened.journal.missing().collect::<Vec<_>>(), [1, 2, 4]);
    assert!(matches!(opened.journal.append(1, b"x").unwrap_err().fault, Fault::ReadOnly));
    opened.journal.sync().unwrap();
    assert_eq!(fs::read(&path).unwrap(), torn);
}

#[test]
fn a_record_that_changes_while_the_journal_is_open_is_not_read() {
    let (_folder, path, bytes) = sample();
    let journal = open(&path, &bytes).unwrap().journal;
    let s = starts();
    for at in s[1]..s[2] {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        fs::write(&path, changed).unwrap();
        let refused = journal.read(ADDED[1]).unwrap_err().fault;
        assert!(matches!(refused, Fault::Changed { offset, .. } if offset == s[1] as u64));
        assert_eq!(journal.read(ADDED[2]).unwrap(), payload(ADDED[2]));
    }
    fs::write(&path, &bytes[..s[1] + 50]).unwrap();
    assert!(matches!(journal.read(ADDED[1]).unwrap_err().fault, Fault::Changed { .. }));
}

/// Adds runs until a write fails. Does nothing unless [`a_full_disk_leaves_the_runs_before`] starts it.
#[test]
fn adding_until_the_disk_is_full() {
    let Some(path) = std::env::var_os("MUTUA_TEST_FULL_DISK") else { return };
    let mut journal = Journal::create(Path::new(&path), id(), 1000).unwrap();
    journal.set_sync_every(Duration::ZERO);
    let full = (0..1000).find_map(|index| journal.append(index, &payload(index)).err()).unwrap();
    assert!(matches!(full.fault, Fault::Write { done, .. } if done == journal.done()));
    assert!(full.to_string().contains("go on with them"));
    assert!(matches!(journal.append(999, b"x").unwrap_err().fault, Fault::Stopped));
    assert_eq!(fs::metadata(&path).unwrap().len(), journal.length());
    assert_eq!(journal.in_order().filter(Result::is_ok).count() as u64, journal.done());
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_runs_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.bin");
    for blocks in 1..8 {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" --exact adding_until_the_disk_is_full");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).arg(std::env::current_exe().unwrap()).env("MUTUA_TEST_FULL_DISK", &path);
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let opened = Journal::open(&path, id(), 1000).unwrap();
        let (mut journal, done) = (opened.journal, 0..);
        assert!(opened.cut.is_none() && journal.done() > 0);
        let next = done.take_while(|&index| journal.holds(index)).count() as u64;
        assert_eq!(next, journal.done());
        (0..next).for_each(|index| assert_eq!(journal.read(index).unwrap(), payload(index)));
        journal.append(next, &payload(next)).unwrap();
        fs::remove_file(&path).unwrap();
    }
}

proptest! {
    #[test]
    fn an_overwritten_stretch_never_gives_a_wrong_run(
        at in any::<prop::sample::Index>(),
        noise in prop::collection::vec(any::<u8>(), 1..300),
    ) {
        let (_folder, path, mut bytes) = sample();
        let at = at.index(bytes.len());
        for (byte, noise) in bytes[at..].iter_mut().zip(noise) {
            *byte = noise;
        }
        if let Ok(opened) = open(&path, &bytes) {
            for (index, read) in opened.journal.in_order().map(Result::unwrap) {
                prop_assert!(ADDED.contains(&index));
                prop_assert_eq!(read, payload(index));
            }
        }
    }
}
