// The colours of a map as the page shows them now, for light or dark: a canvas has no style sheet.

import { useEffect, useState } from "preact/hooks";
import type { TownColour } from "../state/page";
import { COLOURS } from "./marks";

export interface Palette {
  ground: string;
  block: string;
  tie: string;
  network: string;
  blob: string;
  chosen: string;
  ink: string;
  quiet: string;
  people: Record<TownColour, string[]>;
}

/** Reads the colours where an element stands. */
export function paletteAt(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const read = (property: string): string => {
    probe.style.color = `var(${property})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    ground: read("--ground"),
    block: read("--town-block"),
    tie: read("--town-tie"),
    network: read("--town-network"),
    blob: read("--town-blob"),
    chosen: read("--town-chosen"),
    ink: read("--ink"),
    quiet: read("--quiet"),
    people: {
      trust: COLOURS.trust.map(read),
      need: COLOURS.need.map(read),
      membership: COLOURS.membership.map(read),
    },
  };
  probe.remove();
  return palette;
}

/** A number that changes when the page turns light or dark, by the system or by a switch on the page. */
export function useScheme(): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const turned = () => setTurn((turn) => turn + 1);
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", turned);
    const page = new MutationObserver(turned);
    page.observe(document.documentElement, { attributeFilter: ["class", "style", "data-theme"] });
    return () => {
      system.removeEventListener("change", turned);
      page.disconnect();
    };
  }, []);
  return turn;
}
