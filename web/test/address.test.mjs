// An address read back is the state that it was written from, and whatever else comes is refused with a reason.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, about, source } from "./source.mjs";

const { addressOf, readAddress, FIRST_PAGE } = await source(`
  export { addressOf } from "./src/state/address";
  export { readAddress } from "./src/state/address_read";
  export { FIRST_PAGE } from "./src/state/page";
`);

const read = (text) => readAddress(text, about, LANGUAGES, "en");
const problems = (text) => read(text).problems.map((one) => one.key);
const good = "v=1&mutua=" + about.version + "&lang=en";

/** Numbers from a seed, so that a failure can be repeated. */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function randomState(next) {
  const whole = (low, high) => low + Math.floor(next() * (high - low + 1));
  const pick = (list) => list[whole(0, list.length - 1)];
  const some = (list, share) => list.filter(() => next() < share);
  const between = (low, high) => low + next() * (high - low);
  const letters = () => Array.from({ length: whole(1, 12) }, () => pick([..."abcdefgh0123_-"])).join("").replace(/^-/, "x");
  const value = (row) => {
    if (row.several) return some(row.words, 0.5).length > 0 ? [...row.words].slice(0, whole(1, row.words.length)) : [row.words[0]];
    if (row.range !== null) return row.range.whole ? whole(row.range.low, Math.min(row.range.high, 40)) : between(row.range.low, row.range.high);
    return pick(row.words);
  };
  const fields = () => Object.fromEntries(some(about.fields, 0.2).map((row) => [row.name, value(row)]));
  const shipped = some(about.regimes, 0.5).map(({ name }) => ({ name, like: name, fields: name === "none" || next() < 0.5 ? {} : fields() }));
  const own = Array.from({ length: whole(0, 2) }, (_, i) => ({ name: `${i}${letters()}`, like: pick(about.regimes).name, fields: fields() }));
  const regimes = [...shipped, ...own].slice(0, 8);
  return {
    language: pick(LANGUAGES),
    view: pick(["lessons", "play", "town", "build"]),
    lesson: next() < 0.5 ? null : letters(),
    step: whole(0, 20),
    setup: {
      question: next() < 0.5 ? "" : pick(["What if 50 % left & came = back?", "Perché? «sì», #1+2", "a\tb", "%41,~"]).replace(/\s/g, " "),
      seed: whole(0, 4294967295),
      people: whole(10, 20000),
      burn_in_weeks: whole(0, 1040),
      weeks: whole(52, 2080),
      replicates: whole(1, 100),
      regimes: regimes.length > 0 ? regimes : FIRST_PAGE.setup.regimes,
      parameters: Object.fromEntries(some(about.parameters, 0.1).map((row) => [row.name, row.whole ? whole(row.low, row.high) : between(row.low, row.high)])),
      switches: Object.fromEntries(some(about.switches, 0.1).map((row) => [row.name, next() < 0.5])),
    },
    indicator: pick(about.indicators).name,
    population: pick(about.populations).name,
    prediction: next() < 0.5 ? null : { regime: whole(0, 7), values: Array.from({ length: pick([0, 2, 11, 41]) }, () => between(0, next() < 0.5 ? 1 : 9000)) },
    revealed: next() < 0.5,
    town: { sides: [whole(0, 7), whole(0, 7)], replicate: whole(0, 99), week: whole(0, 520), colour: pick(["trust", "need", "membership"]), person: next() < 0.5 ? null : whole(0, 20000) },
  };
}

test("random states come back from their addresses", () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 4294967296));
  console.log(`SEED=${seed}`);
  const next = chance(seed);
  for (let i = 0; i < 2000; i += 1) {
    const state = randomState(next);
    const code = addressOf(state, about.version);
    assert.deepEqual(read(`#${code}`), { state, problems: [], otherVersion: undefined }, code);
    assert.match(code, /^[A-Za-z0-9.,_~!*'()%=&-]+$/);
  }
});

test("the first page has a short address, and none at all leads to it", () => {
  assert.equal(addressOf(FIRST_PAGE, "0.1.0"), "v=1&mutua=0.1.0&lang=en");
  assert.deepEqual(read(""), { state: FIRST_PAGE, problems: [], otherVersion: undefined });
  assert.deepEqual(read("#").state, FIRST_PAGE);
});

test("a code may come with its address, and broken over lines", () => {
  assert.equal(read(`  file:///home/me/mutua.html#${good}&vi\n ew=play\n`).state.view, "play");
});

test("a state of another version of mutua is opened, and said to be one", () => {
  const found = read("v=1&mutua=0.0.9&lang=it&view=play");
  assert.equal(found.otherVersion, "0.0.9");
  assert.equal(found.state.view, "play");
});

test("what is wrong is named, and the first page is shown", () => {
  const wrong = {
    hello: ["address.malformed"],
    "view=play": ["address.no_state"],
    "v=2&mutua=9": ["address.other_form"],
    "v=1": ["address.missing"],
    "%E0%A4%A=1": ["address.malformed"],
    [`${good}&view=paly`]: ["address.word"],
    [`${good}&seed=-1`]: ["address.range"],
    [`${good}&seed=1.5`]: ["address.whole"],
    [`${good}&seed=1e`]: ["address.number"],
    [`${good}&seed=1&seed=2`]: ["address.twice"],
    [`${good}&people=1000000`]: ["address.range"],
    [`${good}&peple=500`]: ["address.unknown"],
    [`${good}&p.voice_los=1`]: ["address.unknown"],
    [`${good}&p.voice_loss=2`]: ["address.range"],
    [`${good}&p.__proto__=2`]: ["address.unknown"],
    [`${good}&s.hope=maybe`]: ["address.word"],
    [`${good}&s.hop=off`]: ["address.unknown"],
    [`${good}&regimes=none,nonsense`]: ["address.no_regime"],
    [`${good}&regimes=none,none`]: ["address.name"],
    [`${good}&regimes=`]: ["address.name", "address.no_regime"],
    [`${good}&r.none.capacity=3`]: ["address.none_stays"],
    [`${good}&r.case-centred.capacity=999`]: ["address.word"],
    [`${good}&r.case-centred.entry=desk,desk`]: ["address.word"],
    [`${good}&guess=1,0.5,x`]: ["address.list"],
    [`${good}&guess=9,0.5,0.5`]: ["address.range"],
    [`${good}&town.sides=1`]: ["address.list"],
    [`${good}&lesson=<b>`]: ["address.name"],
    [`v=1&mutua=${about.version}&lang=de`]: ["address.word"],
    ["x".repeat(30000)]: ["address.too_long"],
  };
  for (const [text, keys] of Object.entries(wrong)) {
    assert.deepEqual(problems(text), keys, text.slice(0, 80));
    assert.deepEqual({ ...read(text).state, language: "en" }, FIRST_PAGE);
  }
  assert.equal(read(`${good}&peple=500`).problems[0].values.help, "people");
  assert.equal(read(`${good}&p.voice_los=1`).problems[0].values.help, "p.voice_loss");
});

test("any change of a letter is refused with a reason or read as a state, and never breaks", () => {
  const next = chance(7);
  const code = addressOf(randomState(next), about.version);
  for (let at = 0; at < code.length; at += 1) {
    for (const letter of ["%", "&", "=", "x", "9", ""]) {
      const found = read(code.slice(0, at) + letter + code.slice(at + 1));
      if (found.problems.length > 0) assert.deepEqual(found.state.setup, FIRST_PAGE.setup);
    }
  }
});
