// The browser's address: written a moment after the state changes, and heard when the reader goes back or edits it.

/** Browsers refuse more than some hundred changes of an address in half a minute; a lever that is dragged makes more. */
const WAIT_MS = 250;

export class AddressBar {
  private shown = "";
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly heard: (code: string) => void) {
    this.shown = location.hash.slice(1);
    const hear = () => {
      const code = location.hash.slice(1);
      if (code === this.shown) return;
      clearTimeout(this.waiting);
      this.shown = code;
      this.heard(code);
    };
    window.addEventListener("popstate", hear);
    window.addEventListener("hashchange", hear);
  }

  /** `before`: what the place that is left looked like; then Back leads there. Else the address is only brought up to date. */
  write(code: string, before?: string): void {
    clearTimeout(this.waiting);
    if (before !== undefined) {
      this.put(before, false);
      this.put(code, true);
    } else {
      this.waiting = setTimeout(() => this.put(code, false), WAIT_MS);
    }
  }

  private put(code: string, is_new_place: boolean): void {
    if (code === this.shown) return;
    try {
      if (is_new_place) history.pushState(null, "", `#${code}`);
      else history.replaceState(null, "", `#${code}`);
      this.shown = code;
    } catch {
      // Too many changes, or a browser that keeps the address of a file: the code of the footer still holds the state.
    }
  }
}
