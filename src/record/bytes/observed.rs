//! What is observed as bytes and back: most numbers are small, so each takes as many bytes as it needs.
//!
//! A number is written in sevens of bits, the lowest first, each byte but the last with its highest bit set; a number that may
//! be negative is doubled first, and turned over if it is. Each number has one such form only.

use super::reader::{ByteReader, MalformedError, put_count};
use crate::record::observed::{Curve, Observed};

/// Writes what there is.
pub(super) fn put(out: &mut Vec<u8>, observed: Option<&Observed>) {
    out.push(u8::from(observed.is_some()));
    let Some(observed) = observed else { return };
    let mut observed = observed.clone();
    put_count(out, observed.numbers().count());
    observed.numbers().for_each(|number| put_number(out, doubled(*number)));
    put_count(out, observed.curves().count());
    for Curve { ended, open } in observed.curves() {
        for counts in [ended, open] {
            put_number(out, counts.len() as u64);
            counts.iter().for_each(|&count| put_number(out, count.into()));
        }
    }
}

/// What there is.
pub(super) fn read(bytes: &mut ByteReader<'_>) -> Result<Option<Observed>, MalformedError> {
    match bytes.take()? {
        [0] => return Ok(None),
        [1] => (),
        [other] => return Err(MalformedError::Kind(other)),
    }
    let mut observed = Observed::empty();
    bytes.measures("observed numbers", observed.numbers().count())?;
    for number in observed.numbers() {
        *number = halved(read_number(bytes)?);
    }
    bytes.measures("observed curves", observed.curves().count())?;
    for curve in observed.curves() {
        (curve.ended, curve.open) = (counts(bytes)?, counts(bytes)?);
    }
    Ok(Some(observed))
}

fn counts(bytes: &mut ByteReader<'_>) -> Result<Vec<u32>, MalformedError> {
    let length = read_number(bytes)?;
    // Each takes a byte at least.
    let length = usize::try_from(length).ok().filter(|&length| length <= bytes.0.len()).ok_or(MalformedError::Short)?;
    (0..length).map(|_| u32::try_from(read_number(bytes)?).map_err(|_| MalformedError::Number)).collect()
}

/// A number with its sign in the lowest bit.
fn doubled(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn halved(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn read_number(bytes: &mut ByteReader<'_>) -> Result<u64, MalformedError> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let [byte] = bytes.take()?;
        let seven = u64::from(byte & 0x7F);
        let last = byte < 0x80;
        // No bits beyond the 64th, and no zeros in front.
        if (seven << shift) >> shift != seven || (last && shift > 0 && byte == 0) {
            return Err(MalformedError::Number);
        }
        number |= seven << shift;
        if last {
            return Ok(number);
        }
    }
    Err(MalformedError::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_takes_as_many_bytes_as_it_needs_and_has_one_form() {
        for (number, length) in
            [(0, 1), (-1, 1), (63, 1), (64, 2), (-8192, 2), (8192, 3), (i64::MAX, 10), (i64::MIN, 10)]
        {
            let mut out = Vec::new();
            put_number(&mut out, doubled(number));
            assert_eq!(out.len(), length, "{number}");
            assert_eq!(read_number(&mut ByteReader(&out)).map(halved), Ok(number));
        }
        for (bytes, wrong) in [
            (&[0x80, 0x00][..], MalformedError::Number),
            (&[0xFF; 9], MalformedError::Short),
            (&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02], MalformedError::Number),
            (&[0x80; 11], MalformedError::Number),
        ] {
            assert_eq!(read_number(&mut ByteReader(bytes)), Err(wrong), "{bytes:?}");
        }
    }
}
