import { useEffect, useRef, useState } from "preact/hooks";
import type { About } from "../model/protocol";
import { type Language, LANGUAGES, languageNow } from "../texts";
import { addressOf } from "./address";
import { AddressBar } from "./address_bar";
import { type Read, readAddress } from "./address_read";
import { nearest, type Problem } from "./address_pairs";
import { LESSONS } from "../lessons/lessons";
import type { PageState } from "./page";

export interface Page extends Read {
  /** Whether what was open before stays, because a code could not be opened. */
  kept: boolean;
  change(part: Partial<PageState>): void;
  /** Opens a code that somebody passed on. */
  open(code: string): void;
  /** The code of what is shown. */
  code(): string;
  /** Puts away what was wrong with an address. */
  dismiss(): void;
}

/** What stands among the lessons: they themselves, and the plan for a class. */
const PLACES = [...LESSONS.map((one) => one.name), "plan"];

/** A lesson that there is not is said to be none; the list of lessons stands in its place. */
function withLesson(read: Read): Read {
  const { lesson } = read.state;
  if (lesson === null || PLACES.includes(lesson)) return read;
  const problem: Problem = { key: "address.word", values: { name: "lesson", value: lesson, help: nearest(lesson, PLACES) } };
  return { ...read, state: { ...read.state, lesson: null, step: 0 }, problems: [...read.problems, problem] };
}

const isOtherPlace = (one: PageState, other: PageState): boolean => one.view !== other.view || one.lesson !== other.lesson || one.step !== other.step;

/** The state of the page, which the address follows. */
export function usePage(about: About): Page {
  const read = (code: string, language: Language) => withLesson(readAddress(code, about, LANGUAGES, language));
  const [page, setPage] = useState<Read & { kept: boolean }>(() => ({ ...read(location.hash, languageNow()), kept: false }));
  // A state that came from the address is not to be a new place in the browser's history: Forward would be lost.
  const came = useRef(true);
  const bar = useRef<AddressBar | undefined>(undefined);
  const now = useRef(page);
  now.current = page;
  /** What cannot be opened takes nothing away. */
  const take = (found: Read) => setPage((before) => (found.problems.length > 0 ? { ...before, problems: found.problems, otherVersion: undefined, kept: true } : { ...found, kept: false }));
  bar.current ??= new AddressBar((code) => {
    const found = read(code, now.current.state.language);
    came.current ||= found.problems.length === 0;
    take(found);
  });

  const written = useRef<PageState>(page.state);
  const { state } = page;
  useEffect(() => {
    const before = written.current;
    written.current = state;
    const code = addressOf(state, about.version);
    // What the reader wrote stays in the address until something is changed: it may only lack a letter.
    const itCame = came.current;
    came.current = false;
    if (page.problems.length > 0) return;
    if (!itCame && isOtherPlace(before, state)) bar.current?.write(code, addressOf(before, about.version));
    else bar.current?.write(code);
  }, [state]);

  return {
    ...page,
    change: (part) => setPage((now) => ({ ...now, problems: [], kept: false, state: { ...now.state, ...part } })),
    open: (code) => {
      const empty: Read = { state, otherVersion: undefined, problems: [{ key: "address.no_state", values: {} }] };
      take(code.slice(code.lastIndexOf("#") + 1).trim() === "" ? empty : read(code, state.language));
    },
    code: () => addressOf(state, about.version),
    dismiss: () => setPage((now) => ({ ...now, problems: [], otherVersion: undefined })),
  };
}
