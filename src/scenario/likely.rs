//! Misspelt names: which one was likely meant.

/// The known name that `typed` was likely meant to be, if any is near enough.
///
/// Case, hyphens and underscores are taken as equal first; then up to a third of the characters may differ.
pub(crate) fn likely<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // No known name is this long, and the distance of two long texts is slow to find.
    if typed.len() > 80 {
        return None;
    }
    let plain = |name: &str| name.trim().to_lowercase().replace(['-', ' '], "_");
    let typed = plain(typed);
    let allowed = (typed.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&typed, &plain(name)), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// `names` as a list in words: `a`, `b` or `c`.
pub(super) fn either(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

/// A choice longer than this is not listed in a message.
const LISTED: usize = 20;

/// "did you mean …?" where a likely name is known; otherwise the whole choice, unless it is very long.
pub(super) fn meant(typed: &str, known: &[&str]) -> String {
    match likely(typed, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if known.len() > LISTED => format!("there are {}; `mutua check` prints them all", known.len()),
        None => format!("known are {}", either(known).replace(" or ", " and ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_meant() {
        let known = ["evidence_fading", "tie_fading", "people"];
        assert_eq!(likely("evidence-Fading", known), Some("evidence_fading"));
        assert_eq!(likely("evidnce_fadng", known), Some("evidence_fading"));
        assert_eq!(likely("poeple", known), Some("people"));
        assert_eq!(likely("zebra", known), None);
        assert_eq!(likely("", known), None);
    }

    #[test]
    fn lists_read_as_words() {
        assert_eq!(either(&["a"]), "`a`");
        assert_eq!(either(&["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(either(&[]), "");
    }
}
