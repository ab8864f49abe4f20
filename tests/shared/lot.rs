//! What hostile tests draw by lot, from a seed that they tell, and how many tries they make.

/// A stream of numbers (SplitMix) that the seed fixes.
pub struct Lot(u64);

impl Lot {
    /// The lots of the test `name`: of the seed in `MUTUA_SEED`, or of 20.
    pub fn of(name: &str) -> Self {
        let seed = whole("MUTUA_SEED").unwrap_or(20);
        println!("{name}: seed {seed} (MUTUA_SEED sets it)");
        Self(name.bytes().fold(seed, |all, byte| all.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte)))
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.draw() % end.max(1) as u64) as usize
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True once in `of` draws.
    pub fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    /// One of them.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// All of them in another order.
    pub fn shuffled<T>(&mut self, mut all: Vec<T>) -> Vec<T> {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
        all
    }
}

/// How many tries a test makes: what `variable` says, else `long` with `MUTUA_LONG=1`, else `short`.
pub fn tries(variable: &str, short: usize, long: usize) -> usize {
    let usual = if is_long() { long } else { short };
    whole(variable).map_or(usual, |given| given as usize)
}

/// Whether the long tests are asked for.
pub fn is_long() -> bool {
    whole("MUTUA_LONG") == Some(1)
}

/// All of them with `MUTUA_LONG=1`, else every `step`-th.
pub fn some<T: Copy>(all: &[T], step: usize) -> Vec<T> {
    all.iter().copied().step_by(if is_long() { 1 } else { step }).collect()
}

fn whole(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable}={text} is no whole number")))
}
