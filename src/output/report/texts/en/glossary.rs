//! Words explained, in English.

use super::super::keys::Word;

pub(super) const GLOSSARY: &[Word] = &[
    Word::new(
        "regime",
        "way of help (regime)",
        "A way of organising help, by its name: who is present, whose problem is worked on, who decides, how people get in, how often they meet. The name itself does nothing in the model.",
    ),
    Word::new(
        "none",
        "none",
        "The world without helping networks: people have only each other, and a desk for technical needs.",
    ),
    Word::new(
        "struck",
        "struck",
        "People who were in need when help began, or have run into a first life problem since. Chance alone decides who they are, so they are the same people under every way of help.",
    ),
    Word::new(
        "entered",
        "entered",
        "Been a member of a helping network at least once. Other people enter under another way of help.",
    ),
    Word::new("recovered", "recovered", "Had a life problem, and its burden is below the threshold now."),
    Word::new(
        "trust_people",
        "trust in people",
        "How much a person expects that others in general will help, from 0 to 1.",
    ),
    Word::new("trust_services", "trust in services", "How much a person expects that services will help, from 0 to 1."),
    Word::new(
        "empowerment",
        "empowerment",
        "Trust in oneself: the belief that one can do something about one’s own life, from 0 to 1.",
    ),
    Word::new(
        "dependence",
        "dependence on professionals",
        "The belief that only the professional can help, from 0 to 1.",
    ),
    Word::new("coping", "coping", "The share of what one needs to know to live with a problem that one has learnt."),
    Word::new("burden", "burden", "How heavily a life problem weighs on a person, from 0 to 1."),
    Word::new("tie", "tie", "A mutual acquaintance of two people; each has their own trust in the other."),
    Word::new("civic", "civic act", "Something done for others outside one’s own circle."),
    Word::new(
        "worker",
        "worker, guide",
        "A social worker. A guide is a worker who does not prescribe but helps people find what they know.",
    ),
    Word::new(
        "veteran",
        "veteran",
        "In comparisons with twins: somebody who first entered two years ago or more and is a member now. Elsewhere: a member for more than two years.",
    ),
    Word::new(
        "replicate",
        "world (replicate)",
        "One repetition of the same years with its own luck. Under every way of help a world has the same people with the same luck.",
    ),
    Word::new(
        "interval",
        "95 % interval",
        "Where the mean would lie if very many more worlds were made, with a chance of 95 in 100. It says nothing about whether the model is right.",
    ),
    Word::new(
        "difference",
        "clear difference",
        "A difference whose 95 % interval does not contain 0. If it does, there is no clear difference: it may be luck.",
    ),
    Word::new(
        "ledger",
        "ledger",
        "Books of what was gained and spent: social (trust), human (empowerment, coping), economic (hours, money). They are never added up to one score.",
    ),
    Word::new(
        "honoured",
        "honoured, burned",
        "Whoever asks for help or follows advice risks trust. What was felt as help is honoured and raises trust; the rest is burned and lowers it.",
    ),
    Word::new(
        "regenerated",
        "regenerated, consumed",
        "Rises and falls of trust by what happened to people. Consumed trust is spent.",
    ),
    Word::new(
        "faded",
        "faded",
        "Change of trust because experience was forgotten, up or down. To forget a disappointment is not to be helped.",
    ),
    Word::new(
        "sustainable",
        "sustainable",
        "Shown to be neither lower than without helping networks nor falling over the last five years. “Not shown” is an answer of its own.",
    ),
    Word::new(
        "twin",
        "twin",
        "The same person with the same luck in the world without helping networks. What differs between the two was caused by help.",
    ),
    Word::new(
        "mechanism",
        "mechanism",
        "One process of the model, such as hope or hearsay, which can be switched off to see what depends on it.",
    ),
    Word::new("crossing", "crossing", "The value of what is varied from which on another way of help is ahead."),
    Word::new("pattern", "pattern", "A claim of the theory, of surveys or of ours, written as a test that can fail."),
    Word::new(
        "evidence",
        "figure of evidence",
        "A published number with an interval, held against the same quantity in the model.",
    ),
    Word::new(
        "target",
        "target, check",
        "A target is a figure of evidence to which numbers of the model may be fitted; a check is one to which they never are.",
    ),
    Word::new("seed", "seed", "The number from which all luck follows. The same seed gives the same results."),
];
