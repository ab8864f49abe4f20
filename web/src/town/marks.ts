// How people are told apart on the map: the shape says their need, the size their trust, an outline their membership; the colour
// repeats one of the three, which the reader chooses. Painter, legend and lists all take it from here.

import type { TownColour } from "../state/page";
import { type Frame, NEEDS, type Need } from "./frames";

/** Where the levels of trust begin, out of a hundred; below the first is a level, too. */
export const TRUST_STEPS = [30, 40, 50, 60];

/** The level of each of the 256 values of trust that a frame has. */
const LEVEL_OF = Uint8Array.from({ length: 256 }, (_, value) => {
  const hundred = (100 * value) / 255;
  return TRUST_STEPS.filter((step) => hundred >= step).length;
});

export const trustLevel = (value: number): number => LEVEL_OF[value] as number;

/** Diameter of a dot by level of trust, as a share of the room that a person has. */
export const SIZES = [0.34, 0.43, 0.52, 0.62, 0.74];

export type Part = "none" | "supporter" | "member";
export const PARTS: Part[] = ["none", "supporter", "member"];

export const partOf = (frame: Frame, person: number): Part =>
  frame.member[person] !== 0 ? "member" : frame.supports[person] !== 0 ? "supporter" : "none";

/** The CSS custom properties of the colours, in order, by what is coloured. They are set in styles/town.css. */
export const COLOURS: Record<TownColour, string[]> = {
  trust: SIZES.map((_, level) => `--town-trust-${level + 1}`),
  need: NEEDS.map((need) => `--town-need-${need.replace("_", "-")}`),
  membership: PARTS.map((part) => `--town-part-${part}`),
};

/** The place of a person's colour among those. */
export function colourOf(colour: TownColour, frame: Frame, person: number): number {
  if (colour === "trust") return trustLevel(frame.trust[person] as number);
  if (colour === "need") return (frame.status[person] as number) & 3;
  return PARTS.indexOf(partOf(frame, person));
}

/** Draws the shape of a need into a path about a point; `size` is the diameter of a circle that looks as large. */
export function shape(pen: CanvasRenderingContext2D, need: Need, x: number, y: number, size: number): void {
  const reach = size / 2;
  if (need === "in_need") {
    const tip = reach * 1.4;
    pen.moveTo(x, y - tip);
    pen.lineTo(x + tip, y);
    pen.lineTo(x, y + tip);
    pen.lineTo(x - tip, y);
    pen.closePath();
  } else {
    pen.moveTo(x + reach, y);
    pen.arc(x, y, reach, 0, 2 * Math.PI);
  }
}

/** How a mark is painted. */
export interface Paint {
  fill: string;
  /** What shows through the middle of a ring. */
  ground: string;
  /** The rim of those in need, who are to be found at once whatever the colour says. */
  rim: string;
}

/** Paints the mark of a person: a dot, a ring for those who have recovered, a rimmed diamond for those in need. */
export function mark(pen: CanvasRenderingContext2D, need: Need, x: number, y: number, size: number, paint: Paint): void {
  pen.beginPath();
  shape(pen, need, x, y, size);
  pen.fillStyle = paint.fill;
  pen.fill();
  if (need === "in_need") {
    pen.strokeStyle = paint.rim;
    pen.lineWidth = Math.max(size * 0.12, 1);
    pen.stroke();
  }
  if (need === "recovered") {
    pen.beginPath();
    pen.arc(x, y, Math.max(size / 2 - Math.max(size * 0.2, 1), 0.5), 0, 2 * Math.PI);
    pen.fillStyle = paint.ground;
    pen.fill();
  }
}
