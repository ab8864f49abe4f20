// How regimes are told apart: by colour, by dashes, by a marker and by name, as in the program's plots.

export interface Pen {
  /** A CSS colour for either scheme: the palette of Okabe and Ito, its yellow left out. */
  colour: string;
  /** Lengths on and off of a line, as SVG and canvas take them; empty: a whole line. */
  dash: number[];
  marker: "circle" | "square" | "triangle" | "diamond";
}

const PENS: Pen[] = [
  { colour: "light-dark(#000000, #f2f2f2)", dash: [], marker: "circle" },
  { colour: "light-dark(#0072b2, #56b4e9)", dash: [12, 4], marker: "square" },
  { colour: "light-dark(#b84f00, #ff9a4d)", dash: [3, 3], marker: "triangle" },
  { colour: "light-dark(#007d5b, #2fd0a0)", dash: [12, 3, 3, 3], marker: "diamond" },
  { colour: "light-dark(#a8487e, #e29bc4)", dash: [7, 4], marker: "circle" },
  { colour: "light-dark(#1f78a8, #9ad4f5)", dash: [18, 5], marker: "square" },
  { colour: "light-dark(#8a6100, #f0b840)", dash: [12, 3, 3, 3, 3, 3], marker: "triangle" },
  { colour: "light-dark(#686868, #b0b0b0)", dash: [2, 5], marker: "diamond" },
  { colour: "light-dark(#6a51a3, #b9a6f0)", dash: [9, 3, 2, 3], marker: "square" },
];

/** A way of help that mutua ships has one pen, whatever stands beside it. */
const FIXED = [
  "none", "professional-centred", "case-centred", "mutual-self-help", "autonomous", "directive-group", "pseudo-participatory",
  "community", "listening-professional",
];
/** In this order pens go to regimes of one's own: first those that are seldom taken. */
const FREE = [4, 5, 6, 7, 8, 1, 2, 3, 0];

/** The pens of the regimes of a setup, in its order. */
export function pensOf(regimes: string[]): Pen[] {
  const taken = regimes.map((name) => FIXED.indexOf(name));
  const free = FREE.filter((pen) => !taken.includes(pen));
  let next = 0;
  return taken.map((pen) => PENS[pen >= 0 ? pen : (free[next++ % free.length] ?? 0)] as Pen);
}
