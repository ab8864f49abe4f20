// Reads an address, or a code that somebody passed on. Nothing in it is believed: whatever is wrong is named, and then the
// first page is shown.

import type { About } from "../model/protocol";
import type { Language } from "../texts";
import { ADDRESS_VERSION } from "./address";
import { setupOf } from "./address_setup";
import { nearest, Pairs, type Problem } from "./address_pairs";
import { FIRST_PAGE, type PageState, TOWN_COLOURS, VIEWS } from "./page";

export interface Read {
  state: PageState;
  /** All that was wrong; then the state is that of the first page. */
  problems: Problem[];
  /** The version of mutua that wrote it, if it is another one: numbers may differ. */
  otherVersion: string | undefined;
}

/** At most so long: longer ones do not come from this page. */
const MOST_LETTERS = 20_000;

export function readAddress(text: string, about: About, languages: Language[], language: Language): Read {
  const first: PageState = { ...FIRST_PAGE, language };
  const code = text.slice(text.lastIndexOf("#") + 1).replace(/\s+/g, "");
  if (code === "") return { state: first, problems: [], otherVersion: undefined };
  if (code.length > MOST_LETTERS) return failed(first, [{ key: "address.too_long", values: { most: MOST_LETTERS } }]);
  const pairs = new Pairs(code);
  if (pairs.problems.length > 0) return failed(first, pairs.problems);
  const version = pairs.text("v");
  if (version !== ADDRESS_VERSION) {
    const problem: Problem =
      version === undefined ? { key: "address.no_state", values: {} } : { key: "address.other_form", values: { version } };
    return failed(first, [problem]);
  }
  const wrote = pairs.text("mutua");
  if (wrote === undefined) pairs.wrong({ key: "address.missing", values: { name: "mutua" } });
  const spoken = pairs.word("lang", languages, language);
  const state: PageState = {
    language: spoken,
    view: pairs.word("view", VIEWS, FIRST_PAGE.view),
    lesson: pairs.name("lesson"),
    step: pairs.whole("step", 0, 1000, FIRST_PAGE.step),
    setup: setupOf(pairs, about),
    indicator: pairs.word("show", about.indicators.map((one) => one.name), FIRST_PAGE.indicator),
    population: pairs.word("of", about.populations.map((one) => one.name), FIRST_PAGE.population),
    prediction: predictionOf(pairs),
    revealed: pairs.word("revealed", ["yes", "no"], "no") === "yes",
    town: townOf(pairs),
  };
  for (const key of pairs.unread()) {
    pairs.wrong({ key: "address.unknown", values: { name: key, help: nearest(key, pairs.known) } });
  }
  if (pairs.problems.length > 0) return failed({ ...first, language: spoken }, pairs.problems);
  return { state, problems: [], otherVersion: wrote === about.version ? undefined : wrote };
}

const failed = (state: PageState, problems: Problem[]): Read => ({ state, problems, otherVersion: undefined });

function predictionOf(pairs: Pairs): PageState["prediction"] {
  const numbers = pairs.numbers("guess", 1, 62, 1e9);
  if (numbers === undefined) return null;
  const [regime = 0, ...values] = numbers;
  if (!Number.isInteger(regime) || regime < 0 || regime > 7) {
    pairs.wrong({ key: "address.range", values: { name: "guess", value: String(regime), low: 0, high: 7 } });
  }
  return { regime, values };
}

function townOf(pairs: Pairs): PageState["town"] {
  const first = FIRST_PAGE.town;
  const sides = pairs.numbers("town.sides", 2, 2, 7) ?? first.sides;
  const [left = 0, right = 0] = sides;
  if (!sides.every(Number.isInteger)) pairs.wrong({ key: "address.whole", values: { name: "town.sides", value: sides.join(",") } });
  const person = pairs.has("town.person") ? pairs.whole("town.person", 0, 60_000_000, 0) : null;
  return {
    sides: [left, right],
    replicate: pairs.whole("town.world", 0, 99, first.replicate),
    week: pairs.whole("town.week", 0, 5200, first.week),
    colour: pairs.word("town.colour", TOWN_COLOURS, first.colour),
    person,
  };
}
