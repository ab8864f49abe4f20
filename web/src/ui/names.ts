// Names that the model uses, in the reader's words.

import { hasText, t } from "../texts";

const named = (prefix: string, name: string): string => {
  const key = `${prefix}.${name}`;
  return hasText(key) ? t(key) : name;
};

/** A regime of the reader's own is called as the reader called it. */
export const regimeName = (name: string): string => named("regime", name);
export const indicatorName = (name: string): string => named("indicator", name);
export const populationName = (name: string): string => named("population", name);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
