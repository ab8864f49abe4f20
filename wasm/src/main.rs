//! Prints the hash of the worlds that [`mutua_wasm`] runs, natively.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("{:016x}", mutua_wasm::combined_hash(1)?);
    Ok(())
}
