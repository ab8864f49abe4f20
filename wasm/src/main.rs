//! Prints natively what `run.mjs` prints of the module: the hash of the worlds, or a study of the scenario that is named.
//! With `large`, the hash of a world of 20,000 people.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1);
    if asked.as_deref() == Some("large") {
        println!("{:016x}", mutua_wasm::large_hash(1)?);
        return Ok(());
    }
    #[cfg(feature = "study")]
    if let Some(path) = asked {
        print!("{}", mutua_wasm::study::study(&std::fs::read_to_string(path)?)?);
        return Ok(());
    }
    println!("{:016x}", mutua_wasm::combined_hash(1)?);
    Ok(())
}
