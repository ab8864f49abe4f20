// Names that the model uses, in the reader's words.

import { hasText, t } from "../texts";

/** The text of a key; the name itself where there is none. */
const named = (key: string, name: string): string => (hasText(key) ? t(key) : name);

/** A regime of the reader's own is called as the reader called it. */
export const regimeName = (name: string): string => named(`regime.${name}`, name);
export const indicatorName = (name: string): string => named(`indicator.${name}`, name);
export const populationName = (name: string): string => named(`population.${name}`, name);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
