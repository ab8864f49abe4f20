//! Prints natively what `run.mjs` prints of the module: the hash of the worlds, or a study of the scenario that is named.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    #[cfg(feature = "study")]
    if let Some(path) = std::env::args().nth(1) {
        print!("{}", mutua_wasm::study::study(&std::fs::read_to_string(path)?)?);
        return Ok(());
    }
    println!("{:016x}", mutua_wasm::combined_hash(1)?);
    Ok(())
}
