import { useMemo } from "preact/hooks";
import { signed, t } from "../texts";
import type { Seen } from "./use_towns";
import { counted } from "./words";

export interface DifferenceProps {
  left: Seen;
  right: Seen;
  names: [string, string];
  place: number;
}

/** The right town less the left one, by frame. */
export const apart = (left: Seen["counts"], right: Seen["counts"], what: "in_need" | "trust"): number[] =>
  right[what].map((value, place) => value - (left[what][place] ?? value));

/** How many more or fewer are in need. */
export function needApart(count: number): string {
  if (count === 0) return t("town.difference.as_many");
  return counted(count > 0 ? "town.difference.more" : "town.difference.fewer", Math.abs(count));
}

/** How the right town differs from the left one, over the years, and now in words. */
export function Difference({ left, right, names, place }: DifferenceProps) {
  const need = useMemo(() => apart(left.counts, right.counts, "in_need"), [left, right]);
  const trust = useMemo(() => apart(left.counts, right.counts, "trust"), [left, right]);
  const [needNow, trustNow] = [need[place] ?? 0, trust[place] ?? 0];
  return (
    <section class="town-difference" aria-labelledby="town-difference">
      <h3 id="town-difference">{t("town.difference", { right: names[1], left: names[0] })}</h3>
      <div>
        <Spark values={need} place={place} />
        <p>{needApart(needNow)}</p>
      </div>
      <div>
        <Spark values={trust} place={place} />
        <p>{t("town.difference.trust", { trust: signed(trustNow, 1) })}</p>
      </div>
      <p class="town-note">{t("town.difference.note", { play: t("view.play") })}</p>
    </section>
  );
}

/** A line about nought; the tables of the two towns have its numbers. */
function Spark({ values, place }: { values: number[]; place: number }) {
  const most = Math.max(...values.map(Math.abs)) || 1;
  const x = (at: number) => 2 + (196 * at) / Math.max(values.length - 1, 1);
  const y = (value: number) => 20 - (17 * value) / most;
  const points = useMemo(() => values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" "), [values]);
  return (
    <svg viewBox="0 0 200 40" aria-hidden="true">
      <line class="town-nought" x1="2" x2="198" y1="20" y2="20" />
      <polyline points={points} />
      <circle cx={x(place)} cy={y(values[place] ?? 0)} r="3.5" />
    </svg>
  );
}
