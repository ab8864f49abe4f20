// The setup in an address, held against the model's own tables.

import type { About, FieldRow, FieldValue } from "../model/protocol";
import { isName, nearest, numberOf, type Pairs, short } from "./address_pairs";
import { FIRST_SETUP, PAGE_LIMITS, type RegimeSetup, type Setup, SHIPPED_FOUR } from "./setup";

const MOST_LETTERS_OF_A_QUESTION = 300;

export function setupOf(pairs: Pairs, about: About): Setup {
  const sized = (key: string, size: "people" | "burn_in_weeks" | "weeks" | "replicates") =>
    pairs.whole(key, PAGE_LIMITS[size].low, PAGE_LIMITS[size].high, FIRST_SETUP[size]);
  const question = pairs.text("question") ?? FIRST_SETUP.question;
  if (question.length > MOST_LETTERS_OF_A_QUESTION) {
    pairs.wrong({ key: "address.too_long", values: { most: MOST_LETTERS_OF_A_QUESTION } });
  }
  return {
    question,
    seed: pairs.whole("seed", 0, 4_294_967_295, FIRST_SETUP.seed),
    people: sized("people", "people"),
    burn_in_weeks: sized("before", "burn_in_weeks"),
    weeks: sized("weeks", "weeks"),
    replicates: sized("worlds", "replicates"),
    regimes: regimesOf(pairs, about),
    parameters: parametersOf(pairs, about),
    switches: switchesOf(pairs, about),
  };
}

/** Keys that begin so, without that beginning. */
const under = (pairs: Pairs, prefix: string): string[] =>
  pairs.keys().filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

function parametersOf(pairs: Pairs, about: About): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of under(pairs, "p.")) {
    const row = about.parameters.find((one) => one.name === name);
    if (row !== undefined) found[name] = pairs.number(`p.${name}`, row.low, row.high, row.default, row.whole);
    else unknown(pairs, `p.${name}`, about.parameters.map((one) => `p.${one.name}`));
  }
  return found;
}

function switchesOf(pairs: Pairs, about: About): Record<string, boolean> {
  const found: Record<string, boolean> = {};
  for (const name of under(pairs, "s.")) {
    if (about.switches.some((one) => one.name === name)) found[name] = pairs.word(`s.${name}`, ["on", "off"], "on") === "on";
    else unknown(pairs, `s.${name}`, about.switches.map((one) => `s.${one.name}`));
  }
  return found;
}

function unknown(pairs: Pairs, key: string, known: string[]): void {
  pairs.text(key);
  pairs.wrong({ key: "address.unknown", values: { name: short(key), help: nearest(key, known) } });
}

function regimesOf(pairs: Pairs, about: About): RegimeSetup[] {
  const names = (pairs.text("regimes") ?? SHIPPED_FOUR.join(",")).split(",");
  const { low, high } = PAGE_LIMITS.regimes;
  if (names.length < low || names.length > high) {
    pairs.wrong({ key: "address.how_many_regimes", values: { n: names.length, low, high } });
  }
  const bad = names.find((name, place) => !isName(name) || names.indexOf(name) !== place);
  if (bad !== undefined) pairs.wrong({ key: "address.name", values: { name: "regimes", value: short(bad) } });
  const shipped = about.regimes.map((one) => one.name);
  return names.map((name) => {
    const own = !shipped.includes(name);
    if (own && !pairs.has(`r.${name}`)) {
      pairs.wrong({ key: "address.no_regime", values: { name: short(name), help: nearest(name, shipped) } });
    }
    const like = pairs.word(`r.${name}`, shipped, own ? "none" : name);
    const fields: Record<string, FieldValue> = {};
    for (const field of under(pairs, `r.${name}.`)) {
      const value = fieldOf(pairs, about, name, field);
      if (value !== undefined) fields[field] = value;
    }
    if (name === "none" && (like !== "none" || Object.keys(fields).length > 0)) {
      pairs.wrong({ key: "address.none_stays", values: {} });
    }
    return { name, like, fields };
  });
}

function fieldOf(pairs: Pairs, about: About, regime: string, field: string): FieldValue | undefined {
  const key = `r.${regime}.${field}`;
  const row = about.fields.find((one) => one.name === field);
  if (row === undefined) {
    unknown(pairs, key, about.fields.map((one) => `r.${regime}.${one.name}`));
    return undefined;
  }
  const text = pairs.text(key) ?? "";
  const value = fieldValue(row, text);
  if (value === undefined) {
    pairs.wrong({ key: "address.word", values: { name: key, value: short(text), help: nearest(text, row.words) } });
  }
  return value;
}

/** A value that a field of a regime may have. Whether the fields go together is for the model to say. */
export function fieldValue(row: FieldRow, text: string): FieldValue | undefined {
  if (row.several) {
    const words = text.split(",");
    const good = words.every((word, place) => row.words.includes(word) && words.indexOf(word) === place);
    return good ? words : undefined;
  }
  if (row.words.includes(text) || (text === "none" && row.needed === "or_none")) return text;
  const value = numberOf(text);
  const { range } = row;
  if (value === undefined || range === null) return undefined;
  return value >= range.low && value <= range.high && (!range.whole || Number.isInteger(value)) ? value : undefined;
}
