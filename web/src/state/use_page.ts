import { useEffect, useRef, useState } from "preact/hooks";
import type { About } from "../model/protocol";
import { type Language, LANGUAGES, languageNow } from "../texts";
import { addressOf } from "./address";
import { AddressBar } from "./address_bar";
import { type Read, readAddress } from "./address_read";
import type { PageState } from "./page";

export interface Page extends Read {
  change(part: Partial<PageState>): void;
  /** Opens a code that somebody passed on. */
  open(code: string): void;
  /** The code of what is shown. */
  code(): string;
  /** Puts away what was wrong with an address. */
  dismiss(): void;
}

const isOtherPlace = (one: PageState, other: PageState): boolean => one.view !== other.view || one.lesson !== other.lesson || one.step !== other.step;

/** The state of the page, which the address follows. */
export function usePage(about: About): Page {
  const read = (code: string, language: Language) => readAddress(code, about, LANGUAGES, language);
  const [page, setPage] = useState<Read>(() => read(location.hash, languageNow()));
  // A state that came from the address is not to be a new place in the browser's history: Forward would be lost.
  const came = useRef(true);
  const bar = useRef<AddressBar | undefined>(undefined);
  bar.current ??= new AddressBar((code) => {
    came.current = true;
    setPage((before) => read(code, before.state.language));
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
    change: (part) => setPage((now) => ({ ...now, problems: [], state: { ...now.state, ...part } })),
    open: (code) => setPage((before) => read(code, before.state.language)),
    code: () => addressOf(state, about.version),
    dismiss: () => setPage((now) => ({ ...now, problems: [], otherVersion: undefined })),
  };
}
