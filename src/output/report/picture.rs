//! A plot in the page: inlined, named for those who cannot see it, and with whole axes at a touch where it has any.

use super::speech::Speaker;
use crate::output::plots::Picture;
use maud::{Markup, PreEscaped, html};

/// A figure with its plot and one sentence about what it shows.
pub(super) fn figure(speaker: &Speaker, picture: &Picture, title: &str, sentence: &Markup) -> Markup {
    let (name, texts) = (&picture.name, speaker.texts);
    let caption = format!("caption-{name}");
    let one = speaker.takes(picture.svg.len());
    let whole = picture.whole.as_ref().filter(|whole| one && speaker.takes(whole.len()));
    html! {
        figure id=(format!("figure-{name}")) {
            figcaption id=(caption) { strong { (title) } ". " (sentence) }
            @match whole {
                None if !one => p { (texts.picture_left_out) },
                None => (plot(speaker, &picture.svg, (name, "close"), title, &caption)),
                Some(whole) => div class="axes" {
                    // One beside the other, so that the style sheet alone can switch; both are there without a script.
                    (pick(name, "close", texts.axes_close, true))
                    (pick(name, "whole", texts.axes_whole, false))
                    (plot(speaker, &picture.svg, (name, "close"), title, &caption))
                    (plot(speaker, whole, (name, "whole"), title, &caption))
                },
            }
            p class="file" { (texts.file) " " code { "plots/" (name) ".svg" } }
        }
    }
}

fn pick(name: &str, which: &str, label: &str, checked: bool) -> Markup {
    let id = format!("axes-{name}-{which}");
    html! {
        input type="radio" class=(which) name=(format!("axes-{name}")) id=(id) checked[checked];
        label for=(id) { (label) }
    }
}

fn plot(speaker: &Speaker, svg: &str, (name, which): (&str, &str), title: &str, caption: &str) -> Markup {
    let id = format!("plot-{name}-{which}");
    let tall = if is_tall(svg) { " tall" } else { "" };
    let label = speaker.say(speaker.texts.plot_label, &[("title", &title)]).into_string();
    html! {
        div class=(format!("plot {which}{tall}")) tabindex="0" role="group" aria-label=(PreEscaped(label)) {
            (inlined(svg, &id, title, caption))
        }
    }
}

/// Whether a plot is clearly higher than wide, by the first line of its SVG: on paper such a plot has a page.
fn is_tall(svg: &str) -> bool {
    let size = |name: &str| {
        let (_, rest) = svg.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse::<f64>().ok()
    };
    matches!((size("width"), size("height")), (Some(width), Some(height)) if height > 1.1 * width)
}

/// An SVG as part of a page: smaller, with a title, and described by its caption.
fn inlined(svg: &str, id: &str, title: &str, caption: &str) -> Markup {
    let mut text = String::with_capacity(svg.len());
    let head = html! { title id=(id) { (title) } }.into_string();
    for (place, line) in svg.lines().enumerate() {
        if place == 0 {
            let open = line.replacen(
                "<svg ",
                &format!("<svg role=\"img\" aria-labelledby=\"{id}\" aria-describedby=\"{caption}\" "),
                1,
            );
            text.push_str(&open);
            text.push_str(&head);
            continue;
        }
        // What is so without being said; and rests of binary fractions.
        let line = line
            .replace(" opacity=\"1\"", "")
            .replace(" font-family=\"sans-serif\"", "")
            .replace(" stroke=\"none\"", "")
            .replace("60.00000000000001", "60")
            .replace(" \"/>", "\"/>");
        text.push_str(&line);
    }
    PreEscaped(text)
}
