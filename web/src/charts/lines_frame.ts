// Where things are in the picture of lines: margins for ticks and names, and from years and values to pixels and back.

import { tickText } from "../ui/measure";
import { t } from "../texts";
import { spread, textWidth, wrapped } from "./lines_labels";
import { type Scale, stepFor } from "./lines_scale";
import type { Pen } from "./pen";

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const ROW = 15;
/** The place of the reader's own line among those of regimes. */
export const READER = -1;

/** The values of one regime. */
export interface Curve {
  /** Its place in the setup. */
  regime: number;
  name: string;
  pen: Pen;
  mean: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

export interface Label {
  regime: number;
  colour: string;
  rows: string[];
  /** Where the line ends, and the middle of its name. */
  end: number;
  y: number;
}

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  years: number;
  yearTicks: number[];
  scale: Scale;
  indicator: string;
  small: boolean;
  x(year: number): number;
  y(value: number): number;
  /** The nearest year and the value at a place in the picture. */
  yearAt(x: number): number;
  valueAt(y: number): number;
}

const fontOf = (small: boolean): string => `${small ? 12 : 13}px ${FONT}`;

/** The rows of the name at the end of a line. */
const rowsOf = (name: string, width: number, small: boolean): string[] =>
  wrapped(name, Math.max(width * (small ? 0.22 : 0.2), 70), `600 ${fontOf(small)}`);

export function frameOf(
  width: number,
  height: number,
  years: number,
  scale: Scale,
  indicator: string,
  /** All names that may come to stand at the right edge: the frame does not jump when one more line is drawn. */
  names: string[],
): Frame {
  const small = width < 520;
  const font = fontOf(small);
  const ticks = Math.max(...scale.ticks.map((one) => textWidth(tickText(indicator, one, scale.step), font)));
  const rows = [...names, t("chart.your_line")].flatMap((name) => rowsOf(name, width, small));
  const widest = Math.max(...rows.map((row) => textWidth(row, `600 ${font}`)));
  const left = Math.ceil(ticks) + 10;
  const right = width - Math.ceil(widest) - 20;
  const [top, bottom] = [10, height - 42];
  const step = Math.max(1, stepFor(years, small ? 5 : 10));
  const span = scale.high - scale.low;
  return {
    width, height, left, right, top, bottom, years, scale, indicator, small,
    yearTicks: Array.from({ length: Math.floor(years / step + 1e-9) + 1 }, (_, i) => i * step),
    x: (year) => left + ((right - left) * year) / years,
    y: (value) => bottom - ((bottom - top) * (value - scale.low)) / span,
    yearAt: (x) => Math.min(years, Math.max(0, ((x - left) / (right - left)) * years)),
    valueAt: (y) => scale.low + (Math.min(1, Math.max(0, (bottom - y) / (bottom - top))) * span),
  };
}

/** The names beside the ends of the lines. */
export function labelsOf(frame: Frame, ends: { regime: number; name: string; colour: string; value: number }[]): Label[] {
  const rows = ends.map((end) => rowsOf(end.name, frame.width, frame.small));
  const at = ends.map((end) => Math.min(frame.bottom, Math.max(frame.top, frame.y(end.value))));
  const heights = rows.map((row) => row.length * ROW + 4);
  const middles = spread(at, heights, 0, frame.bottom + 14);
  return ends.map((end, i) => ({ regime: end.regime, colour: end.colour, rows: rows[i] ?? [], end: at[i] ?? 0, y: middles[i] ?? 0 }));
}

/** The last value of a curve that there is. */
export function endOf(curve: Curve): { at: number; value: number } | undefined {
  for (let i = curve.mean.length - 1; i >= 0; i -= 1) {
    const value = curve.mean[i];
    if (value !== null && value !== undefined) return { at: i, value };
  }
  return undefined;
}
