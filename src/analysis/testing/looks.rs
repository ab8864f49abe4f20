//! After how many worlds results are looked at: fixed before the first of them is seen.

/// Worlds at the first look.
pub const FIRST_LOOK: u32 = 20;

/// A look that is nearer to the last than this share of it is left out: it would cost error and save hardly a world.
const NEAR: f64 = 0.8;

/// The looks of a test of at most so many worlds: after 20, 40, 80 and so on, and after the last.
///
/// # Examples
/// ```
/// use mutua::analysis::testing::looks;
/// assert_eq!(looks(160), [20, 40, 80, 160]);
/// assert_eq!(looks(100), [20, 40, 80, 100]);
/// assert_eq!(looks(8), [8]);
/// ```
#[must_use]
pub fn looks(most: u32) -> Vec<u32> {
    let doubled = std::iter::successors(Some(FIRST_LOOK), |worlds| worlds.checked_mul(2));
    let mut looks: Vec<u32> = doubled.take_while(|&worlds| f64::from(worlds) <= NEAR * f64::from(most)).collect();
    looks.push(most);
    looks
}
