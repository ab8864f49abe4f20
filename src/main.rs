//! The command `mutua`.
fn main() {}
