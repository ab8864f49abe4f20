//! What the table of a posterior is: `mutua fit` writes it, and whoever draws from it reads it.

/// The column with the number of a particle.
pub const PARTICLE: &str = "particle";
/// The column with its weight.
pub const WEIGHT: &str = "weight";
/// The columns that are no parameters: its number, its weight, how far it is, and which luck it had. They come first.
pub const NO_PARAMETERS: [&str; 4] = [PARTICLE, WEIGHT, "distance", "worlds_seed"];
/// What a posterior is, for whoever gave something else.
pub const POSTERIOR: &str = "a posterior is a table as `mutua fit` writes it, with the columns particle and weight, and one for \
                             each parameter";
