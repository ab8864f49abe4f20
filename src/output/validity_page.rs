//! The page that tells how far a scenario's worlds are from what is known: `validity.md` beside the tables, and
//! `docs/validity.md` of the shipped scenario of that name.

use super::again::again;
use super::digits::{people_a_world, with_thousands};
use super::error::OutputError;
use super::stage::{Stage, Staged};
use super::table::written;
use crate::analysis::Findings;
use crate::analysis::figures::{About, Figure, figures};
use crate::analysis::quantities::Quantity;
use crate::analysis::statistics::Estimate;
use crate::analysis::validity::{Comparison, ValidityCount, ValidityVerdict};
use crate::scenario::Scenario;
use std::fmt::Write as _;

/// Completes the page on the stage.
pub(super) fn stage(stage: &Stage, scenario: &Scenario, findings: &Findings) -> Result<Staged, OutputError> {
    let text = page(scenario, findings);
    stage.write("validity.md", |to| to.write_all(text.as_bytes()))
}

const INTRODUCTION: &str = "\
A model can be exact and still be no world that anybody would recognise. This page holds the worlds of one scenario against \
figures of evidence, so that everybody sees where they are contradicted. The figures, each with the interval within which a \
world is not contradicted by it, the rule by which the interval was made, how sure it is and where it comes from, are data: \
`targets/evidence.toml`. They were written down before anything was compared with them.

**The rule.** A figure is read under the first regime of the scenario that is of the kind that the figure is about; kinds are \
told by the structure of help, never by a name. The model is **inside** if its mean over replicates lies in the figure's \
interval, bounds included, else **outside**. The model's own 95 % interval does not decide, so that fewer worlds never make \
a model more valid; where it reaches over a bound of the figure's, so that more worlds could change the word, a ± stands \
behind the word. A *target* may be fitted to, a *check* never is; they are counted apart. Most intervals are those of one \
survey of one problem in one country, and the model's problems are of no particular kind: to be outside is a reason to \
look, and to be inside is no proof. Figures that contradict each other all stay.
";

const MECHANISMS: &str = "\
Which mechanism is behind each is not told here; `mutua ablate` and `mutua sensitivity` say what a number depends on.
";

/// What a place is like: a question, what is observed under which kind of regime, the figures that are known, and what is
/// known without a figure.
struct Trait {
    question: &'static str,
    seen: &'static [(Quantity, About, &'static str)],
    figures: &'static [&'static str],
    else_known: &'static str,
}

const TRAITS: [Trait; 12] = {
    use About::{Group, Today, Without};
    [
        Trait {
            question: "Who recovers within 13 weeks?",
            seen: &[
                (Quantity::EnteredRecovered13, Group, "after entry"),
                (Quantity::Recovered13, Without, "after onset, without services"),
            ],
            figures: &["untreated-13"],
            else_known: "",
        },
        Trait {
            question: "After how many weeks have half recovered?",
            seen: &[
                (Quantity::EnteredWeeksToRecovery, Group, "after entry"),
                (Quantity::WeeksToRecovery, Without, "after onset, without services"),
            ],
            figures: &["median-episode"],
            else_known: "",
        },
        Trait {
            question: "How many turns does a member get?",
            seen: &[
                (Quantity::TurnsFirst4Weeks, Group, "in the first four weeks"),
                (Quantity::TurnsLaterPerYear, Group, "a year after that"),
            ],
            figures: &[],
            else_known: "in clubs every family takes part every week (seen: their rules)",
        },
        Trait {
            question: "Who is in a group?",
            seen: &[
                (Quantity::GroupSize, Group, "people"),
                (Quantity::GroupInNeed, Group, "of them in need"),
                (Quantity::GroupIdle, Group, "of groups have nobody in need"),
            ],
            figures: &["group-size"],
            else_known: "",
        },
        Trait {
            question: "How many groups are there?",
            seen: &[(Quantity::GroupsPer100000, Group, "for every 100,000 people")],
            figures: &["groups"],
            else_known: "",
        },
        Trait {
            question: "Who is ever a member?",
            seen: &[
                (Quantity::MemberEver, Group, "of everybody, since week 0"),
                (Quantity::EnteredOfStruck, Group, "of those struck"),
            ],
            figures: &["member-ever"],
            else_known: "",
        },
        Trait {
            question: "How many favours are met?",
            seen: &[(Quantity::FavoursMet, Today, "of requests")],
            figures: &["favours"],
            else_known: "",
        },
        Trait {
            question: "How much do people trust when help begins?",
            seen: &[
                (Quantity::TrustWeek0, Without, "at week 0"),
                (Quantity::TrustAsked, Without, "is what the scenario asks for"),
            ],
            figures: &[],
            else_known: "levels of trust are stable, so the two should be equal",
        },
        Trait {
            question: "Whom do people trust?",
            seen: &[
                (Quantity::NeighbourTrust, Today, "neighbours"),
                (Quantity::StrangerTrust, Today, "people in general"),
            ],
            figures: &["neighbours", "strangers"],
            else_known: "",
        },
        Trait {
            question: "Who stays, of those who stayed a month?",
            seen: &[
                (Quantity::KeptMonth2, Group, "in month 2"),
                (Quantity::KeptMonth4, Group, "in month 4"),
                (Quantity::KeptMonth12, Group, "in month 12"),
            ],
            figures: &["kept-month-2", "kept-month-4", "kept-month-12"],
            else_known: "",
        },
        Trait {
            question: "How do members leave?",
            seen: &[
                (Quantity::LeftRecovered, Group, "recovered"),
                (Quantity::DropOut, Group, "in need"),
                (Quantity::LeftClosed, Group, "because the group closed"),
            ],
            figures: &[],
            else_known: "no figure; the hazard of leaving falls with time",
        },
        Trait {
            question: "How alike is a person's trust four years later?",
            seen: &[(Quantity::TrustCorrelation208, Today, "correlation")],
            figures: &["trust-over-time"],
            else_known: "",
        },
    ]
};

/// The page.
fn page(scenario: &Scenario, findings: &Findings) -> String {
    let command = again("run", scenario, "");
    let mut text = String::from("# Validity: what the model does, and what is known\n\n");
    let _ = writeln!(text, "<!-- written by: {command}, as validity.md in the folder of results -->\n");
    text += INTRODUCTION;
    let worlds = people_a_world(scenario, |number| with_thousands(&number.to_string()));
    let _ = writeln!(
        text,
        "\nHere: `{command}`; {worlds}, {} weeks, {} of each regime. All numbers of this page are in its `validity.csv` \
         and `spells.csv` ([results.md](results.md)).",
        with_thousands(&scenario.weeks.to_string()),
        super::count(findings.books.n(0), "world")
    );
    if findings.validity.iter().all(|one| one.model.n < 2) {
        text += "\nThere is one world of each regime, so the model's numbers have no intervals.\n";
    }
    let _ = writeln!(text, "\n## In short\n\n{}", short(findings));
    traits(&mut text, scenario, findings);
    let all = &findings.validity;
    let those = |verdict: ValidityVerdict| all.iter().filter(move |one| one.verdict() == verdict);
    compared(&mut text, scenario, "Outside: these figures contradict the model", those(ValidityVerdict::Outside));
    text += "\n";
    text += MECHANISMS;
    compared(&mut text, scenario, "Inside", those(ValidityVerdict::Inside));
    unsaid(&mut text, all);
    text
}

fn short(findings: &Findings) -> String {
    let count = ValidityCount::of(&findings.validity);
    let ValidityCount { targets, targets_inside, checks, checks_inside, unsaid } = count;
    let (said, outside) = (targets + checks, targets + checks - targets_inside - checks_inside);
    format!(
        "The worlds of this scenario are contradicted by **{outside} of {said}** figures of which something can be said.\n\n\
         | figures | inside | outside |\n| --- | --- | --- |\n\
         | targets, which a model may be fitted to | {targets_inside} | {} |\n\
         | checks, which it never is | {checks_inside} | {} |\n\n\
         Of {unsaid} more figures nothing can be said.",
        targets - targets_inside,
        checks - checks_inside
    )
}

fn traits(text: &mut String, scenario: &Scenario, findings: &Findings) {
    text.push_str("\n## What kind of place is it?\n\n| | in the model | what is known |\n| --- | --- | --- |\n");
    for one in &TRAITS {
        let seen = one.seen.iter().map(|&(quantity, about, of)| {
            let regime = scenario.regimes.iter().position(|regime| about.fits(regime.structure.as_ref()));
            let mean = regime.map_or(f64::NAN, |regime| findings.spells.mean(regime, quantity));
            let name = regime.map_or("no such regime", |regime| &scenario.regimes[regime].name);
            format!("{} {of} (`{}`, *{name}*)", written(mean, quantity.row().unit), quantity.row().name)
        });
        let known = figures().iter().filter(|figure| one.figures.contains(&figure.id.as_str())).map(figure_told);
        let known: Vec<String> = known.chain((!one.else_known.is_empty()).then(|| one.else_known.to_owned())).collect();
        let _ = writeln!(text, "| {} | {} | {} |", one.question, seen.collect::<Vec<_>>().join("; "), known.join("; "));
    }
}

/// A figure with its interval.
fn figure_told(figure: &Figure) -> String {
    let of = |value| written(value, &figure.unit);
    format!("{} [{}, {}]", of(figure.value), of(figure.low), of(figure.high))
}

/// A mean with its interval, where it has one.
fn model_told(model: &Estimate, unit: &str) -> String {
    let of = |value| written(value, unit);
    match model.low.is_finite() {
        true => format!("{} [{}, {}]", of(model.mean), of(model.low), of(model.high)),
        false => of(model.mean),
    }
}

fn compared<'a>(text: &mut String, scenario: &Scenario, title: &str, all: impl Iterator<Item = &'a Comparison>) {
    let _ = writeln!(
        text,
        "\n## {title}\n\n| figure | known | model | | under | use, grade | interval; source |\n\
         | --- | --- | --- | --- | --- | --- | --- |"
    );
    for one in all {
        let figure = one.figure;
        let under = one.regime.map_or("", |regime| &scenario.regimes[regime].name);
        let side = match one.model.mean {
            mean if mean < figure.low => "below",
            mean if mean > figure.high => "above",
            _ => "inside",
        };
        let straddles = if one.straddles() == Some(true) { " ±" } else { "" };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {side}{straddles} | {under} | {}, {} | {}; {} |",
            figure.says,
            figure_told(figure),
            model_told(&one.model, &figure.unit),
            figure.purpose.word(),
            figure.grade.word(),
            figure.rule.words(),
            figure.source
        );
    }
}

fn unsaid(text: &mut String, all: &[Comparison]) {
    text.push_str(
        "\n## Cannot be said\n\n| figure | known | why nothing can be said | source |\n| --- | --- | --- | --- |\n",
    );
    for one in all {
        let ValidityVerdict::CannotBeSaid(why) = one.verdict() else { continue };
        let (figure, known) = (one.figure, figure_told(one.figure));
        let _ = writeln!(text, "| {} | {known} | {why} | {} |", figure.says, figure.source);
    }
}
