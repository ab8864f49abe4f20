import { penOf } from "../charts/pen";
import { number, t } from "../texts";
import type { Look } from "./painter";
import { TownCanvas } from "./town_canvas";
import type { Seen, Towns } from "./use_towns";
import { counted, townInWords, when } from "./words";

export interface SideProps {
  towns: Towns;
  side: 0 | 1;
  /** The regime, by its place in the setup and by its name. */
  regime: number;
  name: string;
  place: number;
  /** The frame at which the time last stood still: pictures are told anew when it stands. */
  told: number;
  look: Look;
  choose(person: number | null): void;
}

/** One of the two towns: its picture, what is counted in it, and the table of that. */
export function Side({ towns, side, regime, name, place, told, look, choose }: SideProps) {
  const seen = towns.sides[side];
  const pen = penOf(regime);
  const week = (place: number) => seen.town.frames[place]?.week ?? 0;
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
        words={`${name}, ${when(week(told))}. ${townInWords(seen, told)}`}
        label={t("town.map.keys", { regime: name })}
        choose={choose}
      />
      <Counters seen={seen} place={place} />
      <details>
        <summary>{t("town.table.open", { regime: name })}</summary>
        <OverTime seen={seen} name={name} />
      </details>
      <p class="town-hash">{t("town.hash", { hash: seen.town.hash })}</p>
    </section>
  );
}

function Counters({ seen, place }: { seen: Seen; place: number }) {
  const { counts } = seen;
  const at = (values: number[]) => values[place] ?? 0;
  const words = [
    counted("town.count.need", at(counts.in_need)),
    counted("town.count.recovered", at(counts.recovered)),
    counted("town.count.members", at(counts.members)),
    counted("town.count.networks", at(counts.networks)),
    t("town.count.trust", { trust: number(at(counts.trust), 1) }),
  ];
  return (
    <ul class="town-counters">
      {words.map((one, place) => (
        <li key={place}>{one}</li>
      ))}
    </ul>
  );
}

/** A row a year. */
function OverTime({ seen, name }: { seen: Seen; name: string }) {
  const { counts, town } = seen;
  const rows = town.frames.map((frame, place) => ({ week: frame.week, place }));
  const last = rows[rows.length - 1]?.week;
  const heads = ["week", "need", "recovered", "members", "supporters", "networks", "trust"] as const;
  return (
    <div class="town-scroll" tabIndex={0} role="region" aria-label={t("town.table.caption", { regime: name })}>
      <table>
        <caption>{t("town.table.caption", { regime: name })}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`town.table.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ week }) => week % 52 === 0 || week === last)
            .map(({ week, place }) => (
              <tr key={week}>
                <th scope="row">{number(week)}</th>
                {[counts.in_need, counts.recovered, counts.members, counts.supporters, counts.networks].map((values, column) => (
                  <td key={column}>{number(values[place] ?? 0)}</td>
                ))}
                <td>{number(counts.trust[place] ?? 0, 1)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
