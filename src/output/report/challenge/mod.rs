//! The report of a challenge: where a claim turns round.
//!
//! | file | what it is |
//! | --- | --- |
//! | here | the first screen: what is said of each claim |
//! | `tables` | every box, and every single number that turns a claim |

mod tables;

use super::page::Section;
use super::picture::figure;
use super::set_here::Varied;
use super::speech::{Speaker, code};
use super::told::{First, Told};
use crate::analysis::challenge::{
    ChallengeDesign, Challenged, Clear, Flip, FoundBox, Limits, Part, Standing, Turn, Turned, most_after_none,
    rule_of_three,
};
use crate::output::plots::Picture;
use crate::scenario::{Hypothesis, Scenario};
use maud::{Markup, html};

/// Factors named of those that turn a claim by themselves.
const NAMED: usize = 3;

/// What is told of a challenge.
pub(in crate::output) struct ChallengeTold<'a> {
    pub(in crate::output) scenario: &'a Scenario,
    pub(in crate::output) design: &'a ChallengeDesign,
    pub(in crate::output) found: &'a [Challenged],
    pub(in crate::output) pictures: &'a [Picture],
}

impl Told for ChallengeTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        let search = self.design.numbers(Part::Search).len();
        let over = self.design.is_over_draws();
        let counted = speaker.say(
            if over { texts.challenge_size_draws } else { texts.challenge_size },
            &[
                ("points", &speaker.whole(search)),
                ("fresh", &speaker.whole(self.design.numbers(Part::Fresh).len())),
                ("factors", &speaker.whole(self.design.keys().len())),
                ("n", &speaker.whole(self.scenario.replicates)),
            ],
        );
        let validity = speaker.say(texts.validity_elsewhere, &[("scenario", &self.scenario.name)]);
        First {
            title: None,
            there: None,
            beneath: over.then(|| speaker.text(texts.challenge_over)),
            question: self.scenario.question.clone(),
            sentences: self.claims().map(|(claim, one)| self.sentence(speaker, claim, one)).collect(),
            picture: self.figure(speaker, self.shown_first()),
            hangs_on: vec![
                counted,
                speaker.text(if over { texts.challenge_over_hangs_on } else { texts.challenge_ranges }),
            ],
            sure: vec![
                speaker.text(if over { texts.challenge_sure_draws } else { texts.challenge_sure }),
                speaker.text(texts.challenge_clear_means),
                validity,
                speaker.text(texts.no_forecast),
            ],
        }
    }

    fn varies(&self) -> Vec<Varied> {
        self.design.factors().iter().map(Varied::of_factor).collect()
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let texts = speaker.texts;
        let flips = Section::new("flips", texts.flips_title, |speaker: &Speaker| self.flips(speaker));
        // No number is set by itself over a posterior.
        let flips = (!self.design.is_over_draws()).then_some(flips);
        [Section::new("boxes", texts.boxes_title, |speaker| self.boxes(speaker))]
            .into_iter()
            .chain(flips)
            .chain([Section::new("pictures", texts.pictures_title, |speaker| self.others(speaker))])
            .collect()
    }
}

impl ChallengeTold<'_> {
    fn claims(&self) -> impl Iterator<Item = (&Hypothesis, &Challenged)> {
        self.scenario.hypotheses.iter().zip(self.found)
    }

    /// Which claim has its plot on the first screen: the first that fails in a box, else the first.
    fn shown_first(&self) -> usize {
        let boxes = |one: &Challenged| one.turned.iter().any(|turned| !turned.boxes.is_empty());
        self.found.iter().position(boxes).unwrap_or(0)
    }

    /// All that is said of a claim on the first screen.
    fn sentence(&self, speaker: &Speaker, claim: &Hypothesis, one: &Challenged) -> Markup {
        let texts = speaker.texts;
        let mean = one.numbers.first().map_or(f64::NAN, |number| number.mean);
        let stands = match one.standings.first().copied().flatten() {
            Some(Standing::Holds) => texts.challenge_holds,
            Some(Standing::Short) => texts.challenge_short,
            Some(Standing::Reversed) => texts.challenge_reversed,
            None => texts.challenge_not_read,
        };
        html! {
            strong { (claim.id) ": " (claim.claim) } " "
            (speaker.say(stands, &[("mean", &speaker.plain(mean))]))
            @for turned in &one.turned {
                " " (counted(speaker, (turned, self.design.is_over_draws())))
                " " (clear(speaker, turned))
                @if let Some(found) = turned.boxes.first() { " " (self.of_box(speaker, turned, found)) }
                @if !self.design.is_over_draws() { " " (self.nearest(speaker, turned)) }
            }
        }
    }

    /// A box in a sentence, with what fresh points say of it.
    fn of_box(&self, speaker: &Speaker, turned: &Turned, found: &FoundBox) -> Markup {
        let (texts, fresh) = (speaker.texts, &found.confirmed);
        if found.chosen.restrictions.is_empty() {
            let with: [(&str, &dyn maud::Render); 3] = [
                ("turn", &turn_word(speaker, turned.turn)),
                ("turned", &speaker.whole(fresh.size.reversed)),
                ("all", &speaker.whole(fresh.size.inside)),
            ];
            return speaker.say(texts.box_without_limits, &with);
        }
        let limits = self.limits(speaker, found);
        if fresh.size.inside == 0 {
            return speaker.say(texts.box_empty, &[("limits", &limits)]);
        }
        let text = if fresh.holds() { texts.box_confirmed } else { texts.box_not_confirmed };
        let (low, high) = (speaker.percent(fresh.density.0, 0), speaker.percent(fresh.density.1, 0));
        let said = speaker.say(
            text,
            &[
                ("limits", &limits),
                ("turned", &speaker.whole(fresh.size.reversed)),
                ("all", &speaker.whole(fresh.size.inside)),
                ("turn", &turn_word(speaker, turned.turn)),
                ("density", &speaker.percent(fresh.size.density(), 0)),
                ("range", &speaker.range(&low, &high)),
                ("everywhere", &speaker.percent(fresh.everywhere(), 0)),
            ],
        );
        let covers = html! {
            @if fresh.size.all_reversed > 0 {
                " " (speaker.say(texts.box_covers, &[
                    ("coverage", &speaker.percent(fresh.size.coverage(), 0)),
                    ("all", &speaker.whole(fresh.size.all_reversed)),
                ]))
            }
        };
        html! { (said) (covers) }
    }

    /// What a box takes of every factor that it limits.
    fn limits(&self, speaker: &Speaker, found: &FoundBox) -> Markup {
        let region = &found.chosen.region;
        let restricted = region.restricted();
        if restricted.is_empty() {
            return speaker.text(speaker.texts.box_everywhere);
        }
        let one = |factor: &usize| {
            html! { (code(&self.design.keys()[*factor])) " " (self.limit(speaker, *factor, &region.limits[*factor])) }
        };
        speaker.list(&restricted.iter().map(one).collect::<Vec<_>>())
    }

    fn limit(&self, speaker: &Speaker, factor: usize, limits: &Limits) -> Markup {
        let texts = speaker.texts;
        match limits {
            Limits::Between { low: Some(low), high: Some(high) } => {
                html! { (speaker.range(&speaker.plain(*low), &speaker.plain(*high))) }
            }
            Limits::Between { low: Some(low), .. } => speaker.say(texts.at_least, &[("number", &speaker.plain(*low))]),
            Limits::Between { high: Some(high), .. } => {
                speaker.say(texts.at_most, &[("number", &speaker.plain(*high))])
            }
            Limits::Between { .. } => html! {},
            Limits::Among(_) => {
                let all: Vec<Markup> = self.design.categories(factor, limits).into_iter().map(code).collect();
                html! { @for (place, one) in all.iter().enumerate() { @if place > 0 { " / " } (one) } }
            }
        }
    }

    /// The nearest factors that turn a claim by themselves.
    fn nearest(&self, speaker: &Speaker, turned: &Turned) -> Markup {
        let texts = speaker.texts;
        let word = turn_word(speaker, turned.turn);
        let text = match (turned.stands, turned.flips.is_empty()) {
            (None, _) => return html! {},
            (Some(false), true) => texts.flip_none,
            (Some(true), true) => texts.flip_back_none,
            (Some(false), false) => texts.flip_nearest,
            (Some(true), false) => texts.flip_back_nearest,
        };
        let all: Vec<Markup> = turned.flips.iter().take(NAMED).map(|flip| self.flip(speaker, flip)).collect();
        speaker.say(text, &[("turn", &word), ("all", &speaker.list(&all))])
    }

    fn flip(&self, speaker: &Speaker, flip: &Flip) -> Markup {
        let (value, distance) = (self.value(speaker, &flip.value), speaker.percent(flip.distance, 0));
        let with = [("value", &value as &dyn maud::Render), ("distance", &distance)];
        html! { (code(&self.design.keys()[flip.factor])) " " (speaker.say(speaker.texts.flip_away, &with)) }
    }

    fn value(&self, speaker: &Speaker, value: &str) -> Markup {
        match value.parse::<f64>() {
            Ok(number) => html! { (speaker.plain(number)) },
            Err(_) => code(value),
        }
    }

    fn figure(&self, speaker: &Speaker, place: usize) -> Markup {
        let name = format!("challenge_{}", place + 1);
        let (Some(picture), Some((claim, one))) =
            (self.pictures.iter().find(|picture| picture.name == name), self.claims().nth(place))
        else {
            return html! {};
        };
        let boxes = one.turned.iter().map(|turned| turned.boxes.len()).sum::<usize>();
        let text = if boxes == 0 { speaker.texts.boxes_none_says } else { speaker.texts.boxes_says };
        figure(speaker, picture, &claim.id, &speaker.say(text, &[("claim", &claim.claim)]))
    }

    /// The plots that the first screen does not have.
    fn others(&self, speaker: &Speaker) -> Markup {
        let first = self.shown_first();
        html! { @for place in (0..self.found.len()).filter(|place| *place != first) { (self.figure(speaker, place)) } }
    }
}

/// At how many points a claim fails.
fn counted(speaker: &Speaker, (turned, over_draws): (&Turned, bool)) -> Markup {
    let texts = speaker.texts;
    let (seen, n) = turned.everywhere();
    let word = turn_word(speaker, turned.turn);
    if n == 0 {
        return speaker.text(texts.turned_unread);
    }
    let share = |share: f64| speaker.percent(share, if share < 0.0995 { 2 } else { 0 });
    if seen == 0 {
        return speaker.say(
            if over_draws { texts.turned_nowhere_draws } else { texts.turned_nowhere },
            &[
                ("turn", &word),
                ("n", &speaker.whole(n)),
                ("bound", &share(most_after_none(turned.independent()))),
                ("three", &share(rule_of_three(turned.independent()))),
            ],
        );
    }
    if turned.is_everywhere() {
        let bound = share(most_after_none(turned.independent()));
        let text = if over_draws { texts.turned_everywhere_draws } else { texts.turned_everywhere };
        return speaker.say(text, &[("turn", &word), ("n", &speaker.whole(n)), ("bound", &bound)]);
    }
    let (low, high) = turned.bounds();
    speaker.say(
        texts.turned_at,
        &[
            ("turn", &word),
            ("turned", &speaker.whole(seen)),
            ("n", &speaker.whole(n)),
            ("share", &share(seen as f64 / n as f64)),
            ("range", &speaker.range(&share(low), &share(high))),
        ],
    )
}

/// At how many points more than luck decides; nothing where that cannot be told.
fn clear(speaker: &Speaker, turned: &Turned) -> Markup {
    let Clear { turned: failed, points, of } = turned.clear;
    if of == 0 {
        return html! {};
    }
    let (seen, _) = turned.everywhere();
    let text = if seen == 0 { speaker.texts.turned_clear } else { speaker.texts.turned_clear_of };
    let [failed, points, of, seen] = [failed, points, of, seen].map(|number| speaker.whole(number));
    speaker.say(text, &[("clear", &points), ("n", &of), ("failed", &failed), ("turned", &seen)])
}

fn turn_word(speaker: &Speaker, turn: Turn) -> &'static str {
    match turn {
        Turn::Reversed => speaker.texts.turned_reversed,
        Turn::Missed => speaker.texts.turned_missed,
    }
}
