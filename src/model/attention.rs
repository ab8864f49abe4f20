//! What a week has to look at: kept beside each person in four bytes, so that most of a population is passed over at once.
//!
//! Nothing here is part of the state but the technical need: all else follows from it.

use super::TOGETHER;

/// Whether and for what a person needs a look this week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attention(
    /// Up to which tick no tie of the person can fade away (16 bits), marks (16): one number, so that many are looked at at
    /// once.
    u32,
);

const TICK: u32 = 0xffff;

/// Burden may change by itself.
pub const RESTLESS: u16 = 1;
/// A technical need is outstanding.
pub const TECHNICAL: u16 = 2;
/// There is a life problem that is not recovered.
pub const IN_NEED: u16 = 4;
/// An application waits.
pub const WAITING: u16 = 8;
/// A member of a network.
pub const MEMBER: u16 = 16;
/// In the queue at the desk.
pub const QUEUED: u16 = 32;

impl Attention {
    /// Of `person` before the first week, whose ties cannot fade for `gap` weeks. Not all are to be looked at in the same
    /// week after that: to look earlier than one must changes nothing.
    #[must_use]
    pub fn first(person: u32, gap: u16) -> Self {
        let gap = u32::from(gap);
        Self(gap - person % (gap / 2 + 1))
    }

    /// Up to this tick no tie of the person can fade away.
    #[inline]
    #[must_use]
    pub fn ties_last_until(self) -> u32 {
        self.0 & TICK
    }

    /// From now on it is this one.
    #[inline]
    pub fn let_ties_last_until(&mut self, tick: u16) {
        self.0 = (self.0 & !TICK) | u32::from(tick);
    }

    /// Whether any of `marks` is set.
    #[inline]
    #[must_use]
    pub fn has(self, marks: u16) -> bool {
        self.0 & (u32::from(marks) << 16) != 0
    }

    /// Sets or takes away `marks`.
    #[inline]
    pub fn mark(&mut self, marks: u16, set: bool) {
        if set {
            self.0 |= u32::from(marks) << 16;
        } else {
            self.0 &= !(u32::from(marks) << 16);
        }
    }
}

/// Calls `f` with the place of each of these who has any of `marks`, rising: most have none, and many are told at once.
#[inline]
pub fn marked(all: &[Attention], marks: u16, mut f: impl FnMut(usize)) {
    let (many, last) = all.as_chunks();
    let mut look = |first: usize, mut rest: u64| {
        while rest != 0 {
            f(first + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    };
    for (first, some) in (0..).step_by(MANY).zip(many) {
        look(first, bits(some, marks));
    }
    let bit = |(place, attention): (usize, &Attention)| u64::from(attention.has(marks)) << place;
    look(all.len() - last.len(), last.iter().enumerate().map(bit).sum());
}

/// So many are told at once.
const MANY: usize = 64;

/// A bit for each of some people: whether they have any of `marks`.
// Inlined, it would be mixed with what is around it, and no longer be worked out for eight at once.
#[inline(never)]
fn bits(some: &[Attention; MANY], marks: u16) -> u64 {
    let mut bits = [0; MANY / TOGETHER];
    for (bits, eight) in bits.iter_mut().zip(some.as_chunks::<TOGETHER>().0) {
        let mut of_eight = 0_u32;
        for place in 0..TOGETHER {
            of_eight |= u32::from(eight[place].has(marks)) << place;
        }
        *bits = of_eight as u8;
    }
    u64::from_le_bytes(bits)
}
