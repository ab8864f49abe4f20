//! Rows as bytes and back.

use super::reader::{ByteReader, MalformedError, put_count};
use crate::record::observed::Leaving;
use crate::record::rows::{NeedStatus, NetworkLife, NetworkQuarter, PersonWeek, Rows, Spell};

/// Writes what rows there are.
pub(super) fn put(out: &mut Vec<u8>, rows: Option<&Rows>) {
    out.push(u8::from(rows.is_some()));
    let Some(Rows { spells, networks, quarters, persons }) = rows else { return };
    put_all(out, spells, put_spell);
    put_all(out, networks, put_network);
    put_all(out, quarters, put_quarter);
    put_all(out, persons, put_person);
}

/// What rows there are.
pub(super) fn read(bytes: &mut ByteReader<'_>) -> Result<Option<Rows>, MalformedError> {
    if !switch(bytes)? {
        return Ok(None);
    }
    let spells = all(bytes, spell)?;
    let networks = all(bytes, network)?;
    let quarters = all(bytes, quarter)?;
    let persons = all(bytes, person)?;
    Ok(Some(Rows { spells, networks, quarters, persons }))
}

fn put_all<T>(out: &mut Vec<u8>, list: &[T], put: impl Fn(&mut Vec<u8>, &T)) {
    put_count(out, list.len());
    list.iter().for_each(|one| put(out, one));
}

fn all<T>(
    bytes: &mut ByteReader<'_>,
    read: impl Fn(&mut ByteReader<'_>) -> Result<T, MalformedError>,
) -> Result<Vec<T>, MalformedError> {
    /// The fewest bytes of a row of any kind.
    const LEAST: usize = 14;
    (0..bytes.count(LEAST)?).map(|_| read(bytes)).collect()
}

fn put_numbers(out: &mut Vec<u8>, numbers: &[u32]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn numbers<const N: usize>(bytes: &mut ByteReader<'_>) -> Result<[u32; N], MalformedError> {
    let mut numbers = [0; N];
    for number in &mut numbers {
        *number = bytes.u32()?;
    }
    Ok(numbers)
}

fn put_small(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn small<const N: usize>(bytes: &mut ByteReader<'_>) -> Result<[u16; N], MalformedError> {
    let mut numbers = [0; N];
    for number in &mut numbers {
        *number = bytes.take().map(u16::from_le_bytes)?;
    }
    Ok(numbers)
}

/// One of several, by its number.
fn one_of<T: Copy>(bytes: &mut ByteReader<'_>, known: &[T]) -> Result<T, MalformedError> {
    let [number] = bytes.take()?;
    known.get(usize::from(number)).copied().ok_or(MalformedError::Word(number))
}

fn switch(bytes: &mut ByteReader<'_>) -> Result<bool, MalformedError> {
    one_of(bytes, &[false, true])
}

/// How a membership ended, by its number; first, if it did not.
const LEAVING: [Option<Leaving>; 6] = [
    None,
    Some(Leaving::DropOut),
    Some(Leaving::Recovered),
    Some(Leaving::Alone),
    Some(Leaving::Agreed),
    Some(Leaving::Moved),
];

fn leaving(why: Option<Leaving>) -> u8 {
    LEAVING.iter().position(|one| *one == why).map_or(u8::MAX, |number| number as u8)
}

fn put_spell(out: &mut Vec<u8>, spell: &Spell) {
    let &Spell { town, person, arrived, network, last_network, entered, left, .. } = spell;
    let &Spell { why, turns_received, turns_given, at_entry, at_end, .. } = spell;
    put_numbers(out, &[town, person, arrived, network, last_network, entered, left, turns_received, turns_given]);
    out.extend([leaving(why), at_entry as u8, at_end as u8]);
}

fn spell(bytes: &mut ByteReader<'_>) -> Result<Spell, MalformedError> {
    let [town, person, arrived, network, last_network, entered, left, turns_received, turns_given] = numbers(bytes)?;
    let why = one_of(bytes, &LEAVING)?;
    let (at_entry, at_end) = (one_of(bytes, &NeedStatus::ALL)?, one_of(bytes, &NeedStatus::ALL)?);
    Ok(Spell {
        town,
        person,
        arrived,
        network,
        last_network,
        entered,
        left,
        why,
        turns_received,
        turns_given,
        at_entry,
        at_end,
    })
}

fn put_network(out: &mut Vec<u8>, life: &NetworkLife) {
    let &NetworkLife { town, network, category, founded, closed, why, quarters } = life;
    put_numbers(out, &[town, network, founded, closed, quarters]);
    out.extend([category, leaving(why)]);
}

fn network(bytes: &mut ByteReader<'_>) -> Result<NetworkLife, MalformedError> {
    let [town, network, founded, closed, quarters] = numbers(bytes)?;
    let ([category], why) = (bytes.take()?, one_of(bytes, &LEAVING)?);
    Ok(NetworkLife { town, network, category, founded, closed, why, quarters })
}

fn put_quarter(out: &mut Vec<u8>, quarter: &NetworkQuarter) {
    let &NetworkQuarter { week, members, in_need, supporters, held, missed } = quarter;
    put_numbers(out, &[week]);
    put_small(out, &[members, in_need, supporters, held, missed]);
}

fn quarter(bytes: &mut ByteReader<'_>) -> Result<NetworkQuarter, MalformedError> {
    let [week] = numbers(bytes)?;
    let [members, in_need, supporters, held, missed] = small(bytes)?;
    Ok(NetworkQuarter { week, members, in_need, supporters, held, missed })
}

fn put_person(out: &mut Vec<u8>, one: &PersonWeek) {
    let &PersonWeek { town, person, arrived, week, beliefs: [a, b, c, d], burden, ties, turns, acts, .. } = one;
    let &PersonWeek { had, needed, standing, member, waiting, .. } = one;
    put_numbers(out, &[town, person, arrived, week, a, b, c, d]);
    put_small(out, &[burden, ties, turns, acts]);
    out.extend([had, needed, standing as u8, u8::from(member), u8::from(waiting)]);
}

fn person(bytes: &mut ByteReader<'_>) -> Result<PersonWeek, MalformedError> {
    let [town, person, arrived, week, a, b, c, d] = numbers(bytes)?;
    let [burden, ties, turns, acts] = small(bytes)?;
    let ([had, needed], standing) = (bytes.take()?, one_of(bytes, &NeedStatus::ALL)?);
    let (member, waiting, beliefs) = (switch(bytes)?, switch(bytes)?, [a, b, c, d]);
    Ok(PersonWeek {
        town,
        person,
        arrived,
        week,
        beliefs,
        burden,
        had,
        needed,
        standing,
        ties,
        member,
        waiting,
        turns,
        acts,
    })
}
