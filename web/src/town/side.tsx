import { useMemo } from "preact/hooks";
import { type Pen, pensOf } from "../charts/pen";
import { t } from "../texts";
import { countersSaid, townInWords } from "./counters";
import type { Look } from "./painter";
import { TownCanvas } from "./town_canvas";
import type { Seen, Towns } from "./use_towns";
import { when } from "./words";

export interface SideProps {
  towns: Towns;
  side: 0 | 1;
  /** Names of all regimes of the setup. */
  regimes: string[];
  /** The regime, by its place in the setup and by its name. */
  regime: number;
  name: string;
  place: number;
  /** The frame at which the time last stood still: pictures are told anew when it stands. */
  told: number;
  look: Look;
  choose(person: number | null): void;
}

/** One of the two towns: its picture, and what is counted in it. */
export function Side({ towns, side, regimes, regime, name, place, told, look, choose }: SideProps) {
  const seen = towns.sides[side];
  const pen = pensOf(regimes)[regime] as Pen;
  const week = (place: number) => seen.town.frames[place]?.week ?? 0;
  const words = useMemo(() => `${name}, ${when(week(told))}. ${townInWords(seen.counts, seen.town.people, told)}`, [name, seen, told]);
  const head = `town-side-${side}`;
  return (
    <section class="town-side" aria-labelledby={head}>
      <h3 id={head}>
        <svg class="town-swatch" viewBox="0 0 32 8" aria-hidden="true">
          <line x1="0" y1="4" x2="32" y2="4" style={{ stroke: pen.colour }} stroke-dasharray={pen.dash.join(" ")} />
        </svg>
        {name}
      </h3>
      <TownCanvas
        town={seen.town}
        layout={towns.layout}
        place={place}
        look={look}
        words={words}
        label={t("town.map.keys", { regime: name })}
        choose={choose}
      />
      <Counters seen={seen} place={place} />
    </section>
  );
}

function Counters({ seen, place }: { seen: Seen; place: number }) {
  return (
    <ul class="town-counters">
      {countersSaid(seen.counts, place).map((one, place) => (
        <li key={place}>{one}</li>
      ))}
    </ul>
  );
}
