//! Changes to bytes, whatever they mean.

use crate::shared::lot::Lot;
use sha2::{Digest, Sha256};

/// Bytes of a journal's header, and of a record before its payload.
const HEADER: usize = 68;
const HEAD: usize = 32;
const CHECKSUM: usize = 16;

/// Bytes with a change.
pub fn changed(bytes: &[u8], lot: &mut Lot) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let (from, to) = stretch(bytes.len(), lot);
    match lot.below(10) {
        0..=3 if !bytes.is_empty() => {
            for _ in 0..=lot.below(3) {
                let at = lot.below(bytes.len());
                bytes[at] ^= 1 << lot.below(8);
            }
        }
        4 => bytes.truncate(from),
        5 => drop(bytes.drain(from..to)),
        6 => bytes[from..to].fill(*lot.one_of(&[0, 255, b' '])),
        7 => {
            let again = bytes[from..to].to_vec();
            bytes.extend(again);
        }
        8 => bytes.extend((0..=lot.below(300)).map(|_| lot.draw() as u8)),
        _ => bytes.clear(),
    }
    bytes
}

fn stretch(length: usize, lot: &mut Lot) -> (usize, usize) {
    let (one, other) = (lot.below(length + 1), lot.below(length + 1));
    (one.min(other), one.max(other))
}

/// A journal's header, as `src/ensemble/journal` documents it, that says something else and has the right checksum.
pub fn crafted(bytes: &[u8], lot: &mut Lot) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.len() < HEADER {
        return changed(&bytes, lot);
    }
    let runs = u64::from_le_bytes(bytes[44..52].try_into().expect("eight bytes"));
    let others =
        [0, 1, runs + 1, runs - 1, runs * 2, 1 << 20, 1 << 32, 1 << 40, 1 << 60, u64::MAX / 8, u64::MAX - 1, u64::MAX];
    match lot.below(6) {
        0 => bytes[8..12].copy_from_slice(&(lot.below(9) as u32).to_le_bytes()),
        1 => bytes[12 + lot.below(32)] ^= 1,
        _ => bytes[44..52].copy_from_slice(&lot.one_of(&others).to_le_bytes()),
    }
    seal(&mut bytes);
    bytes
}

/// The same for so many runs.
pub fn promising(bytes: &[u8], runs: u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[44..52].copy_from_slice(&runs.to_le_bytes());
    seal(&mut bytes);
    bytes
}

fn seal(bytes: &mut [u8]) {
    let checksum = Sha256::digest(&bytes[..HEADER - CHECKSUM]);
    bytes[HEADER - CHECKSUM..HEADER].copy_from_slice(&checksum[..CHECKSUM]);
}

/// A journal in which a payload says something else, and all checksums after it are right.
pub fn forged(bytes: &[u8], lot: &mut Lot) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let records = records(&bytes);
    if records.is_empty() {
        return changed(&bytes, lot);
    }
    let &(at, length) = lot.one_of(&records);
    bytes[at + HEAD + lot.below(length)] ^= 1 << lot.below(8);
    let mut previous = bytes[HEADER - CHECKSUM..HEADER].to_vec();
    for (at, length) in records {
        bytes[at + 16..at + HEAD].copy_from_slice(&previous);
        let payload = &bytes[at + HEAD..at + HEAD + length];
        let sum = Sha256::new().chain_update(&previous).chain_update(&bytes[at + 4..at + 16]).chain_update(payload);
        previous = sum.finalize()[..CHECKSUM].to_vec();
        bytes[at + HEAD + length..at + HEAD + length + CHECKSUM].copy_from_slice(&previous);
    }
    bytes
}

/// Where each record of a journal begins, and how long its payload is.
fn records(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut records, mut at) = (Vec::new(), HEADER);
    while bytes.get(at..at + 4) == Some(b"\xF5run") && bytes.len() >= at + HEAD {
        let length = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().expect("four bytes")) as usize;
        if length == 0 || bytes.len() < at + HEAD + length + CHECKSUM {
            break;
        }
        records.push((at, length));
        at += HEAD + length + CHECKSUM;
    }
    records
}
