// Names that the model uses, in the reader's words.

import type { Setup } from "../state/setup";
import { hasText, t } from "../texts";

/** The text of a key; the name itself where there is none. */
const named = (key: string, name: string): string => (hasText(key) ? t(key) : name);

/** Regimes of the reader's own as the reader called them, by their safe names. */
const own = new Map<string, string>();
let changed = new Set<string>();

export const callRegime = (safe: string, shown: string): void => void own.set(safe, shown);

/** Shipped regimes of which this setup changes something are told as changed from now on; none without a setup. */
export function markChanged(setup: Setup | undefined): void {
  const here = setup?.regimes.filter((one) => one.name === one.like && Object.keys(one.fields).length > 0) ?? [];
  changed = new Set(here.map((one) => one.name));
}

/** A regime of the reader's own is called as the reader called it. */
export function regimeName(name: string): string {
  const called = named(`regime.${name}`, own.get(name) ?? name);
  return changed.has(name) ? t("names.changed", { name: called }) : called;
}
export const indicatorName = (name: string): string => named(`indicator.${name}`, name);
export const populationName = (name: string): string => named(`population.${name}`, name);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
