//! The report of a fit: what the figures say of the parameters, and what the fitted model says of the figures.

use super::page::Section;
use super::picture::figure;
use super::set_here::Varied;
use super::speech::{Speaker, code};
use super::table::{Cell, Table};
use super::told::{First, Told};
use crate::analysis::fit::{Ended, Goal, GoalFit, Spread};
use crate::output::fit::{FitFound, shortened};
use crate::output::plots::Picture;
use maud::{Markup, html};

/// What is told of a fit.
pub(in crate::output) struct FitTold<'a> {
    pub(in crate::output) found: &'a FitFound<'a>,
    pub(in crate::output) pictures: &'a [Picture],
}

impl Told for FitTold<'_> {
    fn first(&self, speaker: &Speaker) -> First {
        let texts = speaker.texts;
        First {
            title: None,
            there: None,
            beneath: Some(speaker.text(texts.fit_rule)),
            question: self.found.scenario.question.clone(),
            sentences: self.sentences(speaker),
            picture: self.picture(speaker, "figures", texts.fit_figures_title, &self.inside(speaker)),
            hangs_on: vec![speaker.text(texts.fit_hangs_on), self.ended(speaker)],
            sure: vec![self.size(speaker), speaker.text(texts.fit_sure), speaker.text(texts.no_forecast)],
        }
    }

    fn varies(&self) -> Vec<Varied> {
        self.found.factors.iter().map(Varied::of_factor).collect()
    }

    fn sections<'a>(&'a self, speaker: &Speaker) -> Vec<Section<'a>> {
        let texts = speaker.texts;
        vec![
            Section::new("figures", texts.fit_figures_title, |speaker| self.figures(speaker)),
            Section::new("parameters", texts.fit_parameters_title, |speaker| self.parameters(speaker)),
        ]
    }
}

impl FitTold<'_> {
    /// Figures of which something can be said, fitted ones or checks.
    fn said(&self, fitted: bool) -> impl Iterator<Item = (&Goal, &GoalFit)> {
        let all = self.found.goals.iter().zip(&self.found.told.goals);
        all.filter(move |(goal, fit)| goal.fitted == fitted && fit.truth.n > 0)
    }

    fn sentences(&self, speaker: &Speaker) -> Vec<Markup> {
        let rival = self.found.rival.map(|rival| {
            let (name, says) = (code(&rival.name), html! { (rival.says) });
            speaker.say(speaker.texts.fit_rival, &[("name", &name), ("says", &says)])
        });
        rival.into_iter().chain([self.inside(speaker), self.covered(speaker), self.identified(speaker)]).collect()
    }

    fn inside(&self, speaker: &Speaker) -> Markup {
        let inside = |fitted| self.said(fitted).filter(|(goal, fit)| fit.is_inside(goal)).count();
        speaker.say(
            speaker.texts.fit_inside,
            &[
                ("inside", &speaker.whole(inside(true))),
                ("all", &speaker.whole(self.said(true).count())),
                ("checks", &speaker.whole(inside(false))),
                ("of", &speaker.whole(self.said(false).count())),
            ],
        )
    }

    fn covered(&self, speaker: &Speaker) -> Markup {
        let covered = |fitted| self.said(fitted).filter(|(goal, fit)| fit.posterior.holds(goal.value)).count();
        speaker.say(
            speaker.texts.fit_covered,
            &[
                ("inside", &speaker.whole(covered(true))),
                ("all", &speaker.whole(self.said(true).count())),
                ("checks", &speaker.whole(covered(false))),
                ("of", &speaker.whole(self.said(false).count())),
            ],
        )
    }

    fn identified(&self, speaker: &Speaker) -> Markup {
        let posterior = &self.found.told.posterior;
        let (known, unknown): (Vec<usize>, Vec<usize>) =
            posterior.fitted.iter().partition(|place| posterior.marginal(**place).identified);
        let list = |places: &[usize]| {
            let names: Vec<Markup> = places.iter().map(|place| code(&self.found.factors[*place].key)).collect();
            speaker.list(&names)
        };
        let fitted = posterior.fitted.len();
        let numbers = (speaker.whole(known.len()), speaker.whole(fitted));
        html! {
            (speaker.say(speaker.texts.fit_identified, &[("n", &numbers.0), ("of", &numbers.1)]))
            @if !unknown.is_empty() { " " (speaker.say(speaker.texts.fit_unidentified, &[("all", &list(&unknown))])) }
        }
    }

    fn ended(&self, speaker: &Speaker) -> Markup {
        let told = self.found.told;
        let text = match told.ended {
            Ended::Acceptance => speaker.texts.fit_ended_acceptance,
            Ended::Budget => speaker.texts.fit_ended_budget,
        };
        let generations = speaker.whole(told.generations.len().saturating_sub(1));
        speaker.say(text, &[("n", &generations)])
    }

    fn size(&self, speaker: &Speaker) -> Markup {
        let posterior = &self.found.told.posterior;
        let (n, effective) = (speaker.whole(posterior.particles.len()), speaker.whole(posterior.effective() as i64));
        speaker.say(speaker.texts.fit_size, &[("n", &n), ("effective", &effective)])
    }

    fn picture(&self, speaker: &Speaker, name: &str, title: &str, sentence: &Markup) -> Markup {
        let picture = self.pictures.iter().find(|picture| picture.name == name);
        html! { @if let Some(picture) = picture { (figure(speaker, picture, title, sentence)) } }
    }

    fn figures(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let each = self.found.goals.iter().zip(self.found.held).zip(&self.found.told.goals);
        let row = |((goal, held), fit): ((&Goal, &crate::analysis::fit::FigureHeld), &GoalFit)| {
            let says = if held.says.is_empty() { &goal.id } else { &held.says };
            let (purpose, inside) = (if goal.fitted { "target" } else { "check" }, fit.is_inside(goal));
            let word = match (fit.truth.n, inside) {
                (0, _) => ("\u{2013}", ""),
                (_, true) => (texts.name("yes", "yes"), "true"),
                (_, false) => (texts.name("no", "no"), "false"),
            };
            let known = html! { (speaker.plain(goal.value)) " " span class="soft" { "(" (speaker.range(&speaker.plain(goal.low), &speaker.plain(goal.high))) ")" } };
            vec![
                Cell::text(html! { span lang="en" { (says) } }, &goal.id),
                Cell::text(html! { (texts.name(purpose, purpose)) }, purpose),
                Cell::number(goal.value, known),
                spread(speaker, &fit.prior),
                spread(speaker, &fit.truth),
                Cell::text(html! { (word.0) }, word.1),
            ]
        };
        let columns = [
            (texts.figure, "figure"),
            (texts.used_as, "use"),
            (texts.known, "known"),
            (texts.fit_prior_says, "prior"),
            (texts.fit_model_says, "model"),
            (texts.inside, "inside"),
        ];
        let table = Table {
            name: "figures".to_owned(),
            caption: speaker.text(texts.fit_figures_caption),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows: each.map(row).collect(),
        };
        html! { p { (speaker.text(texts.fit_figures_intro)) } (table.render(speaker)) }
    }

    fn parameters(&self, speaker: &Speaker) -> Markup {
        let texts = speaker.texts;
        let posterior = &self.found.told.posterior;
        let medoid = posterior.particles.get(posterior.medoid);
        let row = |&place: &usize| {
            let (factor, marginal) = (&self.found.factors[place], posterior.marginal(place));
            let value = |unit: f64| shortened(&factor.scale.at(unit));
            let [from, middle, to] = marginal.quantiles.map(value);
            let identified = if marginal.identified { "yes" } else { "no" };
            let middle_one = medoid.map_or_else(String::new, |medoid| value(medoid.units[place]));
            vec![
                Cell::text(code(&factor.key), &factor.key),
                Cell::word(&speaker.range(&value(0.0), &value(1.0))),
                Cell::word(&speaker.range(&from, &to)),
                Cell::word(&middle),
                Cell::word(&middle_one),
                Cell::text(html! { (texts.name(identified, identified)) }, identified),
            ]
        };
        let columns = [
            (texts.factor, "key"),
            (texts.fit_prior, "prior"),
            (texts.fit_posterior, "posterior"),
            (texts.fit_median, "median"),
            (texts.fit_medoid, "medoid"),
            (texts.fit_says_something, "identified"),
        ];
        let table = Table {
            name: "fitted".to_owned(),
            caption: speaker.text(texts.fit_parameters_caption),
            columns: columns.map(|(title, name)| (html! { (title) }, name.to_owned())).to_vec(),
            rows: posterior.fitted.iter().map(row).collect(),
        };
        html! {
            p { (speaker.text(texts.fit_parameters_intro)) }
            (table.render(speaker))
            (self.picture(speaker, "parameters", texts.fit_parameters_title, &self.identified(speaker)))
            (self.picture(speaker, "pairs", texts.fit_pairs_title, &speaker.text(texts.fit_pairs_says)))
        }
    }
}

fn spread(speaker: &Speaker, spread: &Spread) -> Cell {
    let Spread { mean, low, high, n } = *spread;
    match n {
        0 => Cell::number(f64::NAN, html! { "\u{2013}" }),
        _ => {
            let range = speaker.range(&speaker.plain(low), &speaker.plain(high));
            Cell::number(mean, html! { (speaker.plain(mean)) " " span class="soft" { "(" (range) ")" } })
        }
    }
}
