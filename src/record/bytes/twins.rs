//! Twins as bytes and back.

use super::reader::{ByteReader, MalformedError, put_count};
use crate::model::measure::MEASURES;
use crate::record::draws::Draws;
use crate::record::twins::{Across, TwinRecord, TwinWeek};

/// Writes what there is of twins.
pub(super) fn put(out: &mut Vec<u8>, twins: Option<&TwinRecord>) {
    out.push(u8::from(twins.is_some()));
    let Some(twins) = twins else { return };
    put_count(out, MEASURES.len());
    put_count(out, twins.same_luck.len());
    put_count(out, twins.other_luck.len());
    for week in twins.same_luck.iter().chain(&twins.other_luck) {
        let mut week = week.clone();
        out.extend(week.week.to_le_bytes());
        out.extend(numbers(&mut week).into_iter().flat_map(|number| number.to_le_bytes()));
    }
    let mut draws = twins.draws.clone();
    let (whole, real) = parts(&mut draws);
    out.extend(whole.into_iter().flat_map(|number| number.to_le_bytes()));
    out.extend(real.into_iter().flat_map(|number| number.to_bits().to_le_bytes()));
}

/// Every number of a week, in the order of the bytes; the one list for both directions.
fn numbers(week: &mut TwinWeek) -> Vec<&mut i64> {
    let TwinWeek { week: _, count, sums, across } = week;
    let mut all: Vec<&mut i64> = count.iter_mut().collect();
    all.extend(sums.iter_mut().flatten().flat_map(|(with, without)| [with, without]));
    for Across { with, without, with_squared, without_squared, product } in across {
        all.extend([with, without, with_squared, without_squared, product]);
    }
    all
}

/// Every number of the draws, in the order of the bytes.
fn parts(draws: &mut Draws) -> (Vec<&mut i64>, Vec<&mut f64>) {
    let Draws { draws, won, lost, weight, turns, with, without } = draws;
    (vec![draws, won, lost], [weight, turns].into_iter().chain(with).chain(without).collect())
}

/// What there is of twins.
pub(super) fn read(bytes: &mut ByteReader<'_>) -> Result<Option<TwinRecord>, MalformedError> {
    match bytes.take()? {
        [0] => return Ok(None),
        [1] => (),
        [other] => return Err(MalformedError::Kind(other)),
    }
    bytes.measures("measures of twins", MEASURES.len())?;
    let least = 4 + 8 * numbers(&mut TwinWeek::empty(0)).len();
    let (same, other) = (bytes.count(least)?, bytes.count(least)?);
    let mut weeks = |count: usize| (0..count).map(|_| twin_week(bytes)).collect::<Result<Vec<_>, _>>();
    let mut twins = TwinRecord { same_luck: weeks(same)?, other_luck: weeks(other)?, draws: Draws::default() };
    let (whole, real) = parts(&mut twins.draws);
    for number in whole {
        *number = bytes.take().map(i64::from_le_bytes)?;
    }
    for number in real {
        *number = f64::from_bits(bytes.u64()?);
    }
    Ok(Some(twins))
}

fn twin_week(bytes: &mut ByteReader<'_>) -> Result<TwinWeek, MalformedError> {
    let mut week = TwinWeek::empty(bytes.u32()?);
    for number in numbers(&mut week) {
        *number = bytes.take().map(i64::from_le_bytes)?;
    }
    Ok(week)
}
