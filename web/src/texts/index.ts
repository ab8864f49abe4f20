// What the page says, in the reader's language and with numbers as they are written there.

import en from "./en.json";
import it from "./it.json";

/** Whether this build has the language of long, accented texts that shows clipped ones. Put in by build.mjs. */
declare const PSEUDO_LOCALE: boolean;

export type Key = keyof typeof en;

/** A further language is a file beside these and a row in each table of this file. */
const TEXTS = { en, it } satisfies Record<string, Record<Key, string>>;
/** A language that a reader may choose. */
export type Spoken = keyof typeof TEXTS;
export type Language = Spoken | "pseudo";

const SPOKEN = Object.keys(TEXTS) as Spoken[];
export const LANGUAGES: Language[] = PSEUDO_LOCALE ? [...SPOKEN, "pseudo"] : SPOKEN;

/** How numbers and dates are written. */
const FORMATS: Record<Language, string> = { en: "en-GB", it: "it-IT", pseudo: "en-GB" };
/** In which of the model's languages stories are told: `Language` in src/output/language.rs. */
const STORIES: Record<Language, "en" | "it"> = { en: "en", it: "it", pseudo: "en" };

/** The language of a browser, if the page speaks it. */
export const languageOf = (browser: string): Language => SPOKEN.find((one) => browser.toLowerCase().split("-")[0] === one) ?? "en";

/** A language as HTML names it. */
export const codeOf = (language: Language): string => (language === "pseudo" ? "en" : language);

let language: Language = "en";

export const languageNow = (): Language => language;

/** The language of stories, which the model tells. */
export const storyLanguage = (): string => STORIES[language];

export function speak(next: Language): void {
  language = next;
}

const ACCENTS: Record<string, string> = { a: "á", e: "é", i: "í", o: "ó", u: "ú", c: "ç", n: "ñ" };

/** Longer by a third, with accents; what stands in braces stays. */
function pseudo(text: string): string {
  const accented = text.replace(/\{[^}]*\}|[aeioucn]/g, (part) => ACCENTS[part] ?? part);
  return `[${accented}${"·".repeat(Math.ceil(text.length / 3))}]`;
}

/** A text, with what stands for its `{names}`. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const text = language === "pseudo" ? pseudo(en[key]) : TEXTS[language][key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** Whether there is a text for a name that comes from the model. */
export const hasText = (key: string): key is Key => key in en;

const formats = new Map<string, Intl.NumberFormat>();

/** Kept, because making one takes longer than a picture of the town. */
function format(style: "decimal" | "percent", digits: number): Intl.NumberFormat {
  const key = `${language} ${style} ${digits}`;
  let known = formats.get(key);
  if (known === undefined) {
    const fractions = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    // Italian leaves thousands ungrouped up to 9999, unless it is told.
    known = new Intl.NumberFormat(FORMATS[language], { style, useGrouping: true, ...fractions });
    formats.set(key, known);
  }
  return known;
}

/** A number, with this many digits after the decimal mark. */
export function number(value: number, digits = 0): string {
  return format("decimal", digits).format(value);
}

/** A number with its sign, a real minus among them. */
export function signed(value: number, digits: number): string {
  const text = number(Math.abs(value), digits);
  const isZero = Number(value.toFixed(digits)) === 0;
  return isZero ? text : value < 0 ? `−${text}` : `+${text}`;
}

/** A share as per cent. */
export function percent(share: number, digits = 0): string {
  return format("percent", digits).format(share);
}
