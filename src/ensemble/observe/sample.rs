//! A sample of people, by key: who is in it depends on the seed of the scenario, the replicate and the person's number alone,
//! so that it is the same under every regime and on any number of threads, and draws no lot of the model. A smaller sample of
//! the same world is part of a larger one.

use std::collections::BinaryHeap;

/// People of a town in the sample that is always observed at most: the standard error of a share among them is 0.011 or less.
pub const SAMPLED: u32 = 2000;

/// The people of a world who are in a sample of at most so many, rising: those with the smallest keys.
#[must_use]
pub fn sample((seed, replicate): (u32, u32), people: u32, most: u32) -> Vec<u32> {
    let mut smallest: BinaryHeap<(u64, u32)> = BinaryHeap::with_capacity(most.min(people) as usize + 1);
    for person in 0..people {
        let own = (key(seed, replicate, person), person);
        if smallest.len() < most as usize {
            smallest.push(own);
        } else if smallest.peek().is_some_and(|largest| own < *largest) {
            smallest.pop();
            smallest.push(own);
        }
    }
    let mut sample: Vec<u32> = smallest.into_iter().map(|(_, person)| person).collect();
    sample.sort_unstable();
    sample
}

/// The key of a person (the finaliser of SplitMix64, once for each part of it).
fn key(seed: u32, replicate: u32, person: u32) -> u64 {
    [seed, replicate, person].into_iter().fold(0x6F62_7365_7276_6564, |key: u64, part| {
        let mut x = (key ^ u64::from(part)).wrapping_add(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_as_large_as_asked_and_holds_the_smaller_ones() {
        assert_eq!(sample((1, 0), 7, 2000), (0..7).collect::<Vec<_>>());
        let (small, large) = (sample((1, 0), 5000, 100), sample((1, 0), 5000, 2000));
        assert_eq!((small.len(), large.len()), (100, 2000));
        assert!(large.is_sorted() && small.iter().all(|person| large.binary_search(person).is_ok()));
        assert!(sample((2, 0), 5000, 100) != small && sample((1, 1), 5000, 100) != small);
        // A tenth of the people is about a tenth of each half of them.
        let of_first = sample((1, 0), 5000, 500).into_iter().filter(|&person| person < 2500).count();
        assert!((200..300).contains(&of_first), "{of_first}");
    }
}
