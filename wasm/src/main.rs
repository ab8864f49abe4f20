//! Prints natively what `run.mjs` prints of the module: the hash of the worlds, or a study of the scenario that is named.
//! With `large`, the hash of a world of 20,000 people. With `ask TIMES`, the milliseconds in which a request of a page that
//! comes on standard input is answered, TIMES times, a line each.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let asked = std::env::args().nth(1);
    if asked.as_deref() == Some("large") {
        println!("{:016x}", mutua_wasm::large_hash(1)?);
        return Ok(());
    }
    #[cfg(feature = "page")]
    if asked.as_deref() == Some("ask") {
        return ask();
    }
    #[cfg(feature = "study")]
    if let Some(path) = asked {
        print!("{}", mutua_wasm::study::study(&std::fs::read_to_string(path)?)?);
        return Ok(());
    }
    println!("{:016x}", mutua_wasm::combined_hash(1)?);
    Ok(())
}

#[cfg(feature = "page")]
fn ask() -> Result<(), Box<dyn std::error::Error>> {
    let times = std::env::args().nth(2).ok_or("how many times?")?.parse::<u32>()?;
    let request = std::io::read_to_string(std::io::stdin())?;
    for _ in 0..times {
        let begun = std::time::Instant::now();
        mutua_wasm::page::answer(request.as_bytes())?;
        println!("{:.3}", begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(())
}
