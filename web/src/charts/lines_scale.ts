// From what to what an axis goes, and where its ticks are.

export interface Scale {
  low: number;
  high: number;
  step: number;
  ticks: number[];
}

/** A step of 1, 2 or 5 times a power of ten, so that about so many fit. */
export function stepFor(span: number, about: number): number {
  const rough = span / Math.max(1, about);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** A scale with round ends around two values. */
export function scaleOver(low: number, high: number, about = 5): Scale {
  const span = high - low > 1e-9 ? high - low : Math.max(Math.abs(high) * 0.1, 0.01);
  const step = stepFor(span, about);
  const first = Math.floor(low / step + 1e-6);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-6));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(10)));
  return { low: ticks[0] ?? low, high: ticks[ticks.length - 1] ?? high, step, ticks };
}

/** What a magnified scale has to hold. */
export interface Extent {
  means: [number, number];
  bands: [number, number];
}

const finite = (values: (number | null)[]): number[] => values.filter((one): one is number => one !== null);

/** Of some curves; undefined where nothing is known. */
export function extentOf(
  curves: { mean: (number | null)[]; low: (number | null)[]; high: (number | null)[] }[],
  more: number[] = [],
): Extent | undefined {
  const means = [...finite(curves.flatMap((one) => one.mean)), ...more];
  if (means.length === 0) return undefined;
  const ends = [...means, ...finite(curves.flatMap((one) => [...one.low, ...one.high]))];
  return { means: [Math.min(...means), Math.max(...means)], bands: [Math.min(...ends), Math.max(...ends)] };
}

/** Bands of two or three worlds are very wide: they may take a scale to three times the span of the lines, no further. */
export function magnified(extent: Extent, least: number): { low: number; high: number; cuts: boolean } {
  const [lowest, highest] = extent.means;
  const span = Math.max(highest - lowest, least);
  const middle = (lowest + highest) / 2;
  const low = Math.max(extent.bands[0], middle - 1.5 * span);
  const high = Math.min(extent.bands[1], middle + 1.5 * span);
  const cuts = low > extent.bands[0] || high < extent.bands[1];
  return { low: Math.min(low, middle - least / 2), high: Math.max(high, middle + least / 2), cuts };
}

/** The scale before, if it still holds what is wanted and is not too large for it: then a change is seen as one. */
export function steady(before: Scale | undefined, low: number, high: number): Scale {
  const holds = before !== undefined && low >= before.low - 1e-9 && high <= before.high + 1e-9;
  if (before !== undefined && holds && high - low > 0.4 * (before.high - before.low)) return before;
  return scaleOver(low, high);
}
