// The state of the page as the fragment of its address, which is also the short code to pass on: readable, and only what
// differs from the first page. address_read.ts reads it back.
//
//   v=1&mutua=0.1.0&lang=en&view=play&worlds=30&p.voice_loss=0.5&s.hope=off&r.professional-centred.directiveness=0.5

import type { FieldValue } from "../model/protocol";
import { FIRST_PAGE, type PageState } from "./page";
import { FIRST_SETUP, type RegimeSetup, type Setup } from "./setup";

/** Of this way of writing. It changes when an old address would be read as something else. */
export const ADDRESS_VERSION = "1";

/** Commas part lists; all else that could be mistaken is written with per cent signs. */
const written = (value: string): string => encodeURIComponent(value).replaceAll("%2C", ",");

type Pairs = [string, string][];

export function addressOf(state: PageState, version: string): string {
  const pairs: Pairs = [["v", ADDRESS_VERSION], ["mutua", version], ["lang", state.language]];
  const say = (key: string, value: string | number, first: string | number) => {
    if (value !== first) pairs.push([key, String(value)]);
  };
  say("view", state.view, FIRST_PAGE.view);
  if (state.lesson !== null) pairs.push(["lesson", state.lesson]);
  say("step", state.step, FIRST_PAGE.step);
  pairs.push(...setupPairs(state.setup));
  say("show", state.indicator, FIRST_PAGE.indicator);
  say("of", state.population, FIRST_PAGE.population);
  if (state.prediction !== null) {
    pairs.push(["guess", [state.prediction.regime, ...state.prediction.values].join(",")]);
  }
  if (state.revealed) pairs.push(["revealed", "yes"]);
  const { town } = state;
  say("town.sides", town.sides.join(","), FIRST_PAGE.town.sides.join(","));
  say("town.world", town.replicate, FIRST_PAGE.town.replicate);
  say("town.week", town.week, FIRST_PAGE.town.week);
  say("town.colour", town.colour, FIRST_PAGE.town.colour);
  if (town.person !== null) pairs.push(["town.person", String(town.person)]);
  return pairs.map(([key, value]) => `${key}=${written(value)}`).join("&");
}

function setupPairs(setup: Setup): Pairs {
  const pairs: Pairs = [];
  const say = (key: string, value: string | number, first: string | number) => {
    if (value !== first) pairs.push([key, String(value)]);
  };
  say("question", setup.question, FIRST_SETUP.question);
  say("seed", setup.seed, FIRST_SETUP.seed);
  say("people", setup.people, FIRST_SETUP.people);
  say("before", setup.burn_in_weeks, FIRST_SETUP.burn_in_weeks);
  say("weeks", setup.weeks, FIRST_SETUP.weeks);
  say("worlds", setup.replicates, FIRST_SETUP.replicates);
  const names = (regimes: RegimeSetup[]) => regimes.map((one) => one.name).join(",");
  say("regimes", names(setup.regimes), names(FIRST_SETUP.regimes));
  for (const [name, value] of Object.entries(setup.parameters)) pairs.push([`p.${name}`, String(value)]);
  for (const [name, value] of Object.entries(setup.switches)) pairs.push([`s.${name}`, value ? "on" : "off"]);
  for (const regime of setup.regimes) {
    if (regime.like !== regime.name) pairs.push([`r.${regime.name}`, regime.like]);
    for (const [field, value] of Object.entries(regime.fields)) {
      pairs.push([`r.${regime.name}.${field}`, fieldText(value)]);
    }
  }
  return pairs;
}

const fieldText = (value: FieldValue): string => (Array.isArray(value) ? value.join(",") : String(value));
