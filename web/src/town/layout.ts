// Where everybody lives on the map: neighbourhoods are blocks, and in a block those who are tied live near each other.
//
// It is made from the ties of week 0, which are the same under every regime, so that both towns are one map. Positions are
// shares of the width of the map, whatever its size on the screen.

import { neighbourhoods, type Town } from "./frames";

export interface Layout {
  x: Float32Array;
  y: Float32Array;
  /** Height of the map, as a share of its width. */
  height: number;
  /** Between two people, as a share of the width. */
  pitch: number;
  /** Left, top and size of each block. */
  blocks: { left: number; top: number; width: number; height: number }[];
}

/** Free ground between blocks, in pitches. */
const STREET = 1.6;
/** How far a person stands off the grid, in pitches: a town is no parade. */
const JITTER = 0.16;
/** Swaps that are tried: each makes ties shorter or is left undone. */
const SWAPS_A_PERSON = 200;
const MOST_SWAPS = 300_000;

/** The same numbers each time, so that the map is the same each time. */
function dice(): () => number {
  let state = 0x2545f491;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

export function layoutOf(town: Town): Layout {
  const { people, perNeighbourhood } = town;
  const count = neighbourhoods(town);
  const across = Math.ceil(Math.sqrt(count));
  const down = Math.ceil(count / across);
  const inRow = Math.ceil(Math.sqrt(Math.min(perNeighbourhood, people)));
  const rows = Math.ceil(Math.min(perNeighbourhood, people) / inRow);
  const pitch = 1 / (across * (inRow + STREET));
  const block = { width: (inRow + STREET) * pitch, height: (rows + STREET) * pitch };
  const x = new Float32Array(people);
  const y = new Float32Array(people);
  const roll = dice();
  const off = () => (roll() - 0.5) * 2 * JITTER * pitch;
  for (let person = 0; person < people; person += 1) {
    const home = Math.floor(person / perNeighbourhood);
    const place = person % perNeighbourhood;
    const row = Math.floor(place / inRow);
    // Every other row is half a place further, as seats in a theatre.
    const column = (place % inRow) + (row % 2 === 0 ? 0.25 : 0.75);
    x[person] = (home % across) * block.width + (column + STREET / 2) * pitch + off();
    y[person] = Math.floor(home / across) * block.height + (row + 0.5 + STREET / 2) * pitch + off();
  }
  bringTogether(town, x, y, roll);
  const blocks = Array.from({ length: count }, (_, home) => ({
    left: (home % across) * block.width,
    top: Math.floor(home / across) * block.height,
    ...block,
  }));
  return { x, y, height: down * block.height, pitch, blocks };
}

/** Lets two people of a neighbourhood change places where that makes their ties shorter. */
function bringTogether(town: Town, x: Float32Array, y: Float32Array, roll: () => number): void {
  const { first, alters } = neighboursByTie(town);
  const stress = (person: number, atX: number, atY: number, other: number): number => {
    let sum = 0;
    for (let tie = first[person] as number; tie < (first[person + 1] as number); tie += 1) {
      const alter = alters[tie] as number;
      if (alter !== other) sum += Math.hypot(atX - (x[alter] as number), atY - (y[alter] as number));
    }
    return sum;
  };
  const { people, perNeighbourhood } = town;
  const swaps = Math.min(people * SWAPS_A_PERSON, MOST_SWAPS);
  for (let swap = 0; swap < swaps; swap += 1) {
    const one = Math.floor(roll() * people);
    const start = one - (one % perNeighbourhood);
    const other = start + Math.floor(roll() * Math.min(perNeighbourhood, people - start));
    const [oneX, oneY, otherX, otherY] = [x[one], y[one], x[other], y[other]] as [number, number, number, number];
    const now = stress(one, oneX, oneY, other) + stress(other, otherX, otherY, one);
    const then = stress(one, otherX, otherY, other) + stress(other, oneX, oneY, one);
    if (then >= now) continue;
    x[one] = otherX;
    y[one] = otherY;
    x[other] = oneX;
    y[other] = oneY;
  }
}

/** Those to whom each is tied at week 0: of `person`, from `first[person]` up to `first[person + 1]`. */
function neighboursByTie(town: Town): { first: Uint32Array; alters: Uint16Array } {
  const ties = town.frames[0]?.ties ?? new Uint16Array();
  const first = new Uint32Array(town.people + 1);
  for (const end of ties) first[end + 1] = (first[end + 1] as number) + 1;
  for (let person = 0; person < town.people; person += 1) {
    first[person + 1] = (first[person + 1] as number) + (first[person] as number);
  }
  const next = first.slice();
  const alters = new Uint16Array(ties.length);
  const put = (person: number, alter: number) => {
    alters[next[person] as number] = alter;
    next[person] = (next[person] as number) + 1;
  };
  for (let tie = 0; tie < ties.length; tie += 2) {
    put(ties[tie] as number, ties[tie + 1] as number);
    put(ties[tie + 1] as number, ties[tie] as number);
  }
  return { first, alters };
}

/** The person whose dot is nearest to a point of the map; null if none is near. */
export function nearest(layout: Layout, atX: number, atY: number, within: number): number | null {
  let best: number | null = null;
  let least = within;
  for (let person = 0; person < layout.x.length; person += 1) {
    const far = Math.hypot((layout.x[person] as number) - atX, (layout.y[person] as number) - atY);
    if (far < least) {
      best = person;
      least = far;
    }
  }
  return best;
}

export type Direction = "left" | "right" | "up" | "down";
const WAYS: Record<Direction, [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** The next person in a direction, from where a person stands; themselves at the edge of the town. */
export function nextTo(layout: Layout, person: number, direction: Direction): number {
  const [wayX, wayY] = WAYS[direction];
  let best = person;
  let least = Infinity;
  for (let other = 0; other < layout.x.length; other += 1) {
    const dx = (layout.x[other] as number) - (layout.x[person] as number);
    const dy = (layout.y[other] as number) - (layout.y[person] as number);
    const ahead = dx * wayX + dy * wayY;
    const aside = Math.abs(dx * wayY + dy * wayX);
    if (ahead < layout.pitch * 0.2 || aside > ahead * 1.5) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) {
      best = other;
      least = cost;
    }
  }
  return best;
}
