// Sentences say the right way round what is higher and what is lower, in every language: each is told of numbers and of their mirror.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, shown, source } from "./source.mjs";

const {
  FIRST_SETUP, LESSONS, OverTime, PARTS, PlayFiles, apart, burnedShare, claimed, comparedWith, csvOf, livesSaid, measured, needApart, quoted, regimeName, speak, t, townInWords,
  verdictOf, verdictWords,
} = await source(`
  export { csvOf } from "./src/charts/lines_export";
  export { claimed } from "./src/lessons/claims";
  export { comparedWith } from "./src/lessons/expected";
  export { burnedShare, measured } from "./src/lessons/found";
  export { LESSONS } from "./src/lessons/lessons";
  export { livesSaid } from "./src/lessons/lives_said";
  export { PARTS } from "./src/lessons/plan";
  export { quoted } from "./src/lessons/words";
  export { PlayFiles } from "./src/play/play_files";
  export { verdictOf } from "./src/play/verdict";
  export { verdictWords } from "./src/play/verdict_words";
  export { FIRST_SETUP } from "./src/state/setup";
  export { speak, t } from "./src/texts";
  export { townInWords } from "./src/town/counters";
  export { OverTime } from "./src/town/over_time";
  export { apart, needApart } from "./src/town/difference";
  export { regimeName } from "./src/ui/names";
`);

/** What must be said, in each language; names are regimes as they are quoted there. */
const SAID = {
  en: {
    up: /\b(higher|above|up|risen|more)\b/,
    down: /\b(lower|below|down|fallen|fewer)\b/,
    agree: (option) => `You expected: “${option}” The model says the same`,
    part: (said, found) => `You expected: “${said}” The model says: “${found}”`,
    order: (names, clear, alike) => `order, by its means: ${names.join(".*")}\\. Pairs that it tells clearly apart: ${clear}; of these, in the same order in your list: ${alike}`,
    share: (name, said, found) => `${name}: you expected ${said} of 100 burned, the model has ${found}`,
    ways: (said, found) => `your line goes ${said}; the model's mean goes ${found}`,
    farthest: (point, said, found, inside) => `farthest apart at “${point}”: you expected ${said}, the model has ${found} .* inside the model's interval: ${inside} of 3`,
    interaction: (a, b, c, d, way) => `having ${a} in place of ${b} is worth .* ${way} than having ${c} in place of ${d} `,
    worthMore: "more",
    worthLess: "less",
    rises: "up",
    falls: "down",
    variants: (last, first, way) => `the difference of .* lies ${way} at “${last}” than at “${first}”`,
    higher: "higher",
    lower: "lower",
    unchanged: /does not clearly change/,
    burned: (name, burned, staked) => `${name} ${burned} \\(of ${staked} units`,
    stock: (name, regenerated, consumed, opening, closing) => `${name}: ${regenerated} regenerated, ${consumed} spent; from ${opening} at the beginning to ${closing} at the end`,
    life: (need, inside) => `weeks in need ${need}, weeks in a network ${inside}`,
    right: /direction is right/,
    wrong: /expected the opposite direction/,
    people: "people",
    town: /^Of 30 people: 11 in need, 12 recovered, 14 helped in a network, 16 networks, trust in people 17\.5 out of 100\.$/,
    fromZero: /counts worlds from 0/,
  },
  it: {
    up: /(più in alto|\bsopra\b|\bsale\b|\bsalita\b|\bin più)/,
    down: /(più in basso|\bsotto\b|\bscende\b|\bscesa\b|\bin meno\b)/,
    agree: (option) => `Ti aspettavi: «${option}» Il modello dice lo stesso`,
    part: (said, found) => `Ti aspettavi: «${said}» Il modello dice: «${found}»`,
    order: (names, clear, alike) => `secondo le sue medie: ${names.join(".*")}\\. Coppie che distingue con chiarezza: ${clear}; tra queste, nello stesso ordine nel tuo elenco: ${alike}`,
    share: (name, said, found) => `${name}: ti aspettavi ${said} unità bruciate su 100, nel modello sono ${found}`,
    ways: (said, found) => `la tua linea ${said}; la media del modello ${found}`,
    farthest: (point, said, found, inside) => `maggiore è a «${point}»: ti aspettavi ${said}, il modello ha ${found} .* nell'intervallo del modello: ${inside} su 3`,
    interaction: (a, b, c, d, way) => `mettere ${a} al posto di ${b} vale .* ${way} che mettere ${c} al posto di ${d} `,
    worthMore: "in più",
    worthLess: "in meno",
    rises: "sale",
    falls: "scende",
    variants: (last, first, way) => `la differenza di .* sta ${way} con «${last}» che con «${first}»`,
    higher: "più in alto",
    lower: "più in basso",
    unchanged: /non cambia in modo chiaro/,
    burned: (name, burned, staked) => `${name} ${burned} \\(su ${staked} unità`,
    stock: (name, regenerated, consumed, opening, closing) => `${name}: ${regenerated} rigenerate, ${consumed} consumate; da ${opening} all'inizio a ${closing} alla fine`,
    life: (need, inside) => `settimane in difficoltà ${need}, settimane in una rete ${inside}`,
    right: /direzione è giusta/,
    wrong: /aspettavi la direzione opposta/,
    people: "persone",
    town: /^Su 30 persone: 11 in difficoltà, 12 hanno superato il problema, 14 aiutate in una rete, 16 reti, fiducia nelle persone 17,5 su 100\.$/,
    fromZero: /conta i mondi da 0/,
  },
};

/** A test in every language. */
function everywhere(name, body) {
  for (const language of LANGUAGES) {
    test(`${name}: ${language}`, () => {
      speak(language);
      body(SAID[language]);
    });
  }
}
const holds = (sentence, pattern) => assert.match(sentence, typeof pattern === "string" ? new RegExp(pattern) : pattern);
function goes(said, sentence, up) {
  assert.match(sentence, up ? said.up : said.down);
  assert.doesNotMatch(sentence, up ? said.down : said.up);
}
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const called = (regime) => escaped(quoted(regime));

const what = { population: "struck", indicator: "institutional_trust" };
const REGIMES = ["none", "professional-centred", "case-centred", "mutual-self-help"];
const estimate = (mean, half = 0.01) => ({ mean, low: mean - half, high: mean + half, n: 5 });
const level = (mean, of = what) => ({ mean: [mean], low: [mean], high: [mean], horizon: estimate(mean) });
/** Findings of levels by regime, with all contrasts of the later less the earlier one. */
function findings(levels, parts = {}) {
  const contrasts = levels.flatMap((a, regime) =>
    levels.slice(0, regime).map((b, reference) => ({ regime, reference, basis: "as_run", ...what, difference: estimate(a - b) })),
  );
  return {
    weeks: [0], regimes: REGIMES.slice(0, levels.length), reference: 0, n: levels.map(() => 5),
    series: [{ ...what, regimes: levels.map((mean) => level(mean)) }],
    contrasts, interactions: [], books: { accounts: [], estimates: [] }, hashes: [], ...parts,
  };
}
const run = (levels, parts, parameters = {}) => ({ setup: { parameters }, findings: findings(levels, parts), worlds: 5, failed: undefined });
const lessonWith = (name, expectation) => ({ ...LESSONS.find((one) => one.name === name), expectation });

/** Books of one object, an account a row: its name, its cause, and its mean by regime. */
function books(rows) {
  return {
    books: {
      accounts: rows.map(([account, cause]) => ({ account, cause, object: "services" })),
      estimates: REGIMES.map((_, regime) => rows.map(([, , means]) => estimate(means[regime] ?? 0))),
    },
  };
}

/** A life of three weeks whose trust goes from one value to another. */
const weeks = (from, to, inside) => ({
  trust_in_people: [from, from, to], trust_in_services: [0.5, 0.5, 0.4], need: [0, 1, 1], member: [false, false, inside],
});
const livesOf = (first, second) => ({
  person: 1, replicate: 0, of: 3,
  doors: [{ regime: "professional-centred", weeks: weeks(0.5, first, true) }, { regime: "mutual-self-help", weeks: weeks(0.5, second, true) }],
  none: weeks(0.5, 0.5, false),
});

everywhere("a choice and the model agree or part", (said) => {
  const lesson = LESSONS.find((one) => one.name === "alone-or-together");
  const option = (answer) => escaped(t(`lesson.alone-or-together.${answer}`));
  const found = (mean, half) => [run([0.5, 0.5, 0.5, 0.5], { interactions: [{ regime: 3, reference: 2, other_regime: 1, other_reference: 0, basis: "as_run", population: "struck", indicator: "generalised_trust", difference: estimate(mean, half) }] })];
  const told = (choice, runs) => comparedWith(lesson, { choice }, runs, undefined, [])[0];
  for (const [answer, mean, half] of [["more", 0.03, 0.01], ["less", -0.03, 0.01], ["same", 0.03, 0.05]]) {
    holds(told(answer, found(mean, half)), said.agree(option(answer)));
    for (const other of ["more", "less", "same"]) if (other !== answer) holds(told(other, found(mean, half)), said.part(option(other), option(answer)));
  }
  const doors = LESSONS.find((one) => one.name === "two-doors");
  const ofLives = (choice, lives) => comparedWith(doors, { choice }, [], lives, [])[0];
  const door = (answer) => escaped(t(`lesson.two-doors.${answer}`));
  holds(ofLives("more", livesOf(0.4, 0.6)), said.agree(door("more")));
  holds(ofLives("more", livesOf(0.6, 0.4)), said.part(door("more"), door("less")));
  holds(ofLives("less", livesOf(0.5, 0.502)), said.part(door("less"), door("same")));
});

everywhere("an order stands beside the model's", (said) => {
  const lesson = lessonWith("professionals-win", { kind: "order", regimes: REGIMES.slice(0, 3), what });
  const told = (order, levels) => comparedWith(lesson, { order }, [run(levels)], undefined, [])[0];
  const [a, b, c] = REGIMES;
  holds(told([a, b, c], [0.3, 0.4, 0.5]), said.order([c, b, a].map(called), 3, 0));
  holds(told([c, b, a], [0.3, 0.4, 0.5]), said.order([c, b, a].map(called), 3, 3));
  holds(told([c, a, b], [0.5, 0.4, 0.3]), said.order([a, b, c].map(called), 3, 1));
  holds(told([a, b, c], [0.5, 0.495, 0.3]), said.order([a, b, c].map(called), 2, 2));
});

everywhere("a share that was burned stands beside what was expected", (said) => {
  const lesson = lessonWith("the-ledger", { kind: "share", object: "services", regimes: ["professional-centred"] });
  const [told] = comparedWith(lesson, { values: [70] }, [run([0.5, 0.5, 0.5, 0.5], books([["staked", "a", [0, 200]], ["burned", "a", [0, 40]]]))], undefined, []);
  holds(told, said.share(called("professional-centred"), 70, 20));
});

everywhere("a curve and the model's go up or down, and are farthest apart where they are", (said) => {
  const points = { of: "regimes", regimes: REGIMES.slice(0, 3), at: [0, 0.5, 1] };
  const lesson = lessonWith("who-decides", { kind: "curve", what, points, start: 0.5, range: [0, 1] });
  const told = (values, levels) => comparedWith(lesson, { values }, [run(levels)], undefined, ["A", "B", "C"]);
  const [ways, farthest] = told([0.4, 0.5, 0.6], [0.5, 0.5, 0.4]);
  holds(ways, said.ways(said.rises, said.falls));
  holds(farthest, said.farthest("C", "0.600|0,600".split("|").find((one) => farthest.includes(one)), "0.400|0,400".split("|").find((one) => farthest.includes(one)), 1));
  const [mirrored] = told([0.6, 0.5, 0.4], [0.4, 0.5, 0.5]);
  holds(mirrored, said.ways(said.falls, said.rises));
});

everywhere("two lives end one above the other", (said) => {
  const [second, first] = [called("mutual-self-help"), called("professional-centred")];
  for (const [lives, up] of [[livesOf(0.4, 0.6), true], [livesOf(0.6, 0.4), false]]) {
    const [compared, one] = livesSaid(lives);
    goes(said, compared, up);
    holds(compared, `${second}.*${first}.*0[.,]20`);
    holds(one, said.life(2, 1));
    // It begins at 0.5.
    holds(one, up ? "0[.,]40 .*−0[.,]10" : "0[.,]60 .*\\+0[.,]10");
  }
  const [alike] = livesSaid(livesOf(0.5, 0.502));
  assert.doesNotMatch(alike, said.up);
});

everywhere("a line lies above the model or below it, in every sentence", (said) => {
  const WEEKS = [0, 52, 104];
  const curve = (values) => ({
    mean: values, low: values.map((value) => value - 0.01), high: values.map((value) => value + 0.01), horizon: estimate(values[2]),
  });
  const told = (values, model, against) => {
    const found = {
      ...findings([0.5, 0.5]), weeks: WEEKS,
      series: [{ ...what, regimes: [curve([0.5, 0.5, 0.5]), curve(model)] }],
      contrasts: against === undefined ? [] : [{ regime: 1, reference: 0, basis: "as_run", ...what, difference: estimate(against) }],
    };
    const verdict = verdictOf({ findings: found, regime: 1, ...what, values, same: 0.005 });
    return verdictWords(verdict, what.indicator, "professional-centred", "none", 0.005);
  };
  for (const side of [1, -1]) {
    const up = side > 0;
    for (const against of [undefined, side * 0.1]) {
      const [widest, always, direction, end] = told([0.5, 0.5 + side * 0.2, 0.5 + side * 0.3], [0.5, 0.5 + side * 0.05, 0.5 + side * 0.1], against);
      for (const sentence of [widest, always, direction, end]) goes(said, sentence, up);
      holds(direction, said.right);
      const [, , other] = told([0.5, 0.5, 0.5 - side * 0.1], [0.5, 0.5 + side * 0.05, 0.5 + side * 0.1], against);
      holds(other, said.wrong);
      holds(other, up ? said.up : said.down);
    }
  }
  const [, counts] = told([0.5, 0.6, 0.3], [0.5, 0.5, 0.5], 0);
  holds(counts, `2.*${said.up.source}.*1.*${said.down.source}.*1`);
  // A name is that of the regime, and stands before that beside which it is.
  const [, , beside] = told([0.5, 0.6, 0.7], [0.5, 0.55, 0.6], 0.1);
  holds(beside, `${escaped(regimeName("professional-centred"))}.*${escaped(regimeName("none"))}`);
});

everywhere("what one change adds to another lies above or below", (said) => {
  const told = (mean) =>
    claimed({ kind: "interaction", what }, [run([0.5, 0.5, 0.5, 0.5], { interactions: [{ regime: 3, reference: 2, other_regime: 1, other_reference: 0, basis: "as_run", ...what, difference: estimate(mean) }] })]);
  const [d, c, b, a] = REGIMES.map(called);
  holds(told(0.03), said.interaction(a, b, c, d, said.worthMore));
  holds(told(-0.03), said.interaction(a, b, c, d, said.worthLess));
});

everywhere("from the first variant to the last a difference gets higher or lower", (said) => {
  const told = (first, last) =>
    claimed({ kind: "variants", regime: "professional-centred", reference: "none", what }, [
      run([0.5, first], {}, { workers_per_1000: 0.5 }), run([0.5, 0.9], {}, { workers_per_1000: 1.5 }), run([0.5, last], {}, { workers_per_1000: 4 }),
    ], "workers_per_1000");
  const [few, many] = ["0,5", "0.5"].map((value) => [t("lesson.variant.workers_per_1000", { value }), t("lesson.variant.workers_per_1000", { value: "4" })]).find(([few]) => told(0.4, 0.6).includes(few));
  holds(told(0.4, 0.6), said.variants(escaped(many), escaped(few), said.higher));
  holds(told(0.6, 0.4), said.variants(escaped(many), escaped(few), said.lower));
  holds(told(0.5, 0.5), said.unchanged);
});

everywhere("what was burned, and what a stock came to", (said) => {
  const found = [run([0.5, 0.5, 0.5, 0.5], books([
    ["staked", "a", [0, 100, 50]], ["staked", "b", [0, 100, 0]], ["burned", "a", [0, 20, 5]], ["burned", "b", [0, 10, 0]],
    ["opening", "", [500, 510, 520]], ["closing", "", [490, 480, 560]], ["regenerated", "a", [1, 2, 70]], ["consumed", "a", [3, 40, 5]],
  ]))];
  const burned = claimed({ kind: "burned", regimes: ["professional-centred", "case-centred"], object: "services" }, found);
  holds(burned, said.burned(called("professional-centred"), 15, 200));
  holds(burned, said.burned(called("case-centred"), 10, 50));
  const stock = claimed({ kind: "stock", regimes: ["professional-centred", "case-centred"], object: "services" }, found);
  holds(stock, said.stock(called("professional-centred"), 2, 40, 510, 480));
  holds(stock, said.stock(called("case-centred"), 70, 5, 520, 560));
});

everywhere("the right town has more or fewer in need than the left one", (said) => {
  const [left, right] = [{ in_need: [5, 5, 9], trust: [50, 50, 50] }, { in_need: [5, 8, 8], trust: [50, 48, 51] }];
  assert.deepEqual([apart(left, right, "in_need"), apart(left, right, "trust")], [[0, 3, -1], [0, -2, 1]]);
  goes(said, needApart(3), true);
  holds(needApart(3), `3 ${said.people}`);
  goes(said, needApart(1), true);
  goes(said, needApart(-1), false);
  goes(said, needApart(-12), false);
  assert.doesNotMatch(needApart(0), said.down);
});

everywhere("each count of a town stands under its name, and is told with its noun", (said) => {
  const counts = { in_need: [11], recovered: [12], never: [13], members: [14], supporters: [15], networks: [16], trust: [17.5] };
  const texts = shown(OverTime({ seen: { counts, town: { frames: [{ week: 0 }], people: 30 } }, name: "A" }));
  const heads = ["week", "need", "recovered", "members", "supporters", "networks", "trust"].map((name) => t(`town.table.${name}`));
  assert.deepEqual(texts.slice(-14, -7), heads);
  assert.deepEqual(texts.slice(-7).map((text) => text.replace(",", ".")), ["0", "11", "12", "14", "15", "16", "17.5"]);
  holds(townInWords(counts, 30, 0), said.town);
});

test("of what was staked so much was burned, over all causes; and nothing can burn of nothing", () => {
  const of = (staked, burned) => burnedShare(findings([0.5, 0.5], books([["staked", "a", [0, staked]], ["burned", "a", [0, burned]], ["burned", "b", [0, burned]], ["honoured", "a", [0, 7]]])), "professional-centred", "services");
  assert.equal(of(200, 30), 30);
  assert.equal(of(0, 0), undefined);
});

test("a measure is the first less the second, and of variants the last less the first", () => {
  const close = (found, mean) => assert.ok(Math.abs(found.mean - mean) < 1e-12, `${found.mean}`);
  const difference = { kind: "difference", regime: "professional-centred", reference: "none", what };
  close(measured(difference, [run([0.5, 0.6])]), 0.1);
  close(measured({ ...difference, regime: "none", reference: "professional-centred" }, [run([0.5, 0.6])]), -0.1);
  close(measured({ ...difference, kind: "variants" }, [run([0.5, 0.6]), run([0.5, 0.9]), run([0.5, 0.8])]), 0.2);
  assert.equal(measured({ ...difference, regime: "community" }, [run([0.5, 0.6])]), undefined);
});

test("a table that is saved has each number in its column", () => {
  const curve = { regime: 1, name: "case-centred", mean: [0.5, 0.4], low: [0.45, null], high: [0.55, null] };
  const [head, first, second, ...rest] = csvOf({ weeks: [0, 4], n: [3, 5] }, "struck", "coping", [curve]).split("\n");
  const read = (row) => Object.fromEntries(row.split(",").map((cell, i) => [head.split(",")[i], cell]));
  assert.deepEqual(read(first), { regime: "case-centred", population: "struck", indicator: "coping", week: "0", mean: "0.5", low: "0.45", high: "0.55", worlds: "5" });
  assert.deepEqual(read(second), { regime: "case-centred", population: "struck", indicator: "coping", week: "4", mean: "0.4", low: "", high: "", worlds: "5" });
  assert.deepEqual(rest, [""]);
});

test("every lesson has its place in the plan, once, and the plan takes ninety minutes", () => {
  assert.deepEqual(PARTS.flatMap((part) => part.lessons), LESSONS.map((lesson) => lesson.name));
  assert.equal(PARTS.reduce((sum, part) => sum + part.minutes, 0), 90);
});

everywhere("worlds are counted from 1, and that the program's file counts from 0 is said", (said) => {
  const cells = shown(PlayFiles({ setup: FIRST_SETUP, findings: findings([0.5, 0.5], { hashes: [[0, 0, "aa"], [0, 1, "bb"]] }), version: "1" }));
  assert.deepEqual(["aa", "bb"].map((hash) => cells[cells.indexOf(hash) - 1]), ["1", "2"]);
  assert.ok(cells.some((text) => text.includes("manifest.json") && said.fromZero.test(text)));
});
