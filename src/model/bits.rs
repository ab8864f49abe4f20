//! The bits of a mask: of insights, of places, of people who are told of together.

/// The numbers of the bits of `mask` that are set, rising.
#[inline]
pub(super) fn bits(mask: u64) -> impl Iterator<Item = usize> {
    Bits(mask)
}

struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0.wrapping_sub(1);
        (bit < 64).then_some(bit)
    }

    /// For those who want all: without asking at each whether it was the last.
    #[inline]
    fn fold<B, F: FnMut(B, usize) -> B>(self, nothing: B, mut f: F) -> B {
        let (mut rest, mut all) = (self.0, nothing);
        while rest != 0 {
            all = f(all, rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_rising_and_each_once() {
        assert_eq!(bits(0).count(), 0);
        assert!(bits(u64::MAX).eq(0..64));
        let some = 1 << 63 | 0b1011;
        assert!(bits(some).eq([0, 1, 3, 63]));
        assert_eq!(
            bits(some).fold(Vec::new(), |mut all, bit| {
                all.push(bit);
                all
            }),
            [0, 1, 3, 63]
        );
    }
}
