// Everything that the address holds: what is shown, and the setup that is run. A link to it is an experiment.

import type { Language } from "../texts";
import { FIRST_SETUP, type Setup } from "./setup";

export const VIEWS = ["lessons", "play", "town", "build"] as const;
export type View = (typeof VIEWS)[number];

/** By what the people of a town are coloured. */
export const TOWN_COLOURS = ["trust", "need", "membership"] as const;
export type TownColour = (typeof TOWN_COLOURS)[number];

export interface PageState {
  language: Language;
  view: View;
  /** The lesson that is open, and how far it is. */
  lesson: string | null;
  step: number;
  setup: Setup;
  indicator: string;
  population: string;
  /** The line that the reader expects for a regime: its place, and a value a year from week 0 on; none if nothing is drawn yet. */
  prediction: { regime: number; values: number[] } | null;
  revealed: boolean;
  town: {
    /** Two regimes side by side, by their places in the setup. */
    sides: [number, number];
    replicate: number;
    week: number;
    colour: TownColour;
    person: number | null;
  };
}

export const FIRST_PAGE: PageState = {
  language: "en",
  view: "lessons",
  lesson: null,
  step: 0,
  setup: FIRST_SETUP,
  indicator: "generalised_trust",
  population: "struck",
  prediction: null,
  revealed: false,
  town: { sides: [1, 3], replicate: 0, week: 0, colour: "trust", person: null },
};

/** What every view is given. */
export interface ViewProps {
  engine: import("../model/engine").Engine;
  state: PageState;
  /** Changes some of it; the address and the page follow. */
  change(part: Partial<PageState>): void;
}
