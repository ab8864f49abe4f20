//! Durations in words.

/// A range of seconds in words.
pub(super) fn between(least: f64, most: f64) -> String {
    let (least, most) = (duration(least), duration(most));
    if least == most { least } else { format!("{least} to {most}") }
}

/// Seconds in words.
pub(super) fn duration(seconds: f64) -> String {
    match seconds {
        s if s.is_nan() => "an unknown time".to_owned(),
        s if s < 1.0 => "under a second".to_owned(),
        s if s < 120.0 => format!("{s:.0} s"),
        s if s < 7200.0 => format!("{:.0} min", s / 60.0),
        s => format!("{:.1} h", s / 3600.0),
    }
}
