// Texts of several parts: as many as there are under a name with 1, 2, 3 and so on.

import { hasText } from "../texts";
import { say } from "./words";

type Values = Record<string, string | number>;

/** All texts under a name, up to the first that is missing. */
export function textsOf(base: string, values: Values = {}): string[] {
  const texts = [];
  for (let n = 1; hasText(`${base}.${n}`); n += 1) texts.push(say(`${base}.${n}`, values));
  return texts;
}

export function Paragraphs({ base, values = {} }: { base: string; values?: Values }) {
  return (
    <>
      {textsOf(base, values).map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}

export function List({ base }: { base: string }) {
  return (
    <ul>
      {textsOf(base).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
