import { useState } from "preact/hooks";
import { number, t } from "../texts";
import { neighbourhoods, type Frame } from "./frames";
import type { Towns } from "./use_towns";
import { personInWords, when } from "./words";

/** Rows that are shown at a time. */
const PAGE = 50;

export interface PeopleListProps {
  towns: Towns;
  names: [string, string];
  /** The frame at which the time stands still. */
  place: number;
  person: number | null;
  choose(person: number): void;
}

/** Everybody in a neighbourhood or in networks, in words: the map for those who do not see it. */
export function PeopleList({ towns, names, place, person, choose }: PeopleListProps) {
  const [where, setWhere] = useState("0");
  const [page, setPage] = useState(0);
  const frames = towns.sides.map(({ town }) => town.frames[Math.min(place, town.frames.length - 1)] as Frame);
  const all = peopleIn(towns, frames, where);
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const now = Math.min(page, pages - 1);
  const caption = t("town.list.caption", { when: when(frames[0]?.week ?? 0) });
  const count = neighbourhoods(towns.sides[0].town);
  return (
    <div class="town-list">
      <div class="town-row">
        <label>
          {t("town.list.where")}{" "}
          <select
            value={where}
            onChange={(event) => {
              setWhere(event.currentTarget.value);
              setPage(0);
            }}
          >
            {Array.from({ length: count }, (_, home) => (
              <option key={home} value={String(home)}>
                {t("town.list.neighbourhood", { number: home + 1 })}
              </option>
            ))}
            {names.map((name, side) => (
              <option key={`networks ${side}`} value={`networks ${side}`}>
                {t("town.list.networks", { regime: name })}
              </option>
            ))}
          </select>
        </label>
        {pages > 1 && (
          <>
            <button type="button" aria-disabled={now === 0} onClick={() => setPage(Math.max(now - 1, 0))}>
              {t("town.list.before")}
            </button>
            <span role="status">{t("town.list.page", { page: now + 1, pages })}</span>
            <button type="button" aria-disabled={now === pages - 1} onClick={() => setPage(Math.min(now + 1, pages - 1))}>
              {t("town.list.after")}
            </button>
          </>
        )}
      </div>
      {all.length === 0 ? (
        <p>{t("town.list.nobody")}</p>
      ) : (
        <div class="town-scroll" tabIndex={0} role="region" aria-label={caption}>
          <table>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{t("town.list.person")}</th>
                {names.map((name, side) => (
                  <th key={side} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {all.slice(now * PAGE, (now + 1) * PAGE).map((one) => (
                <tr key={one}>
                  <th scope="row">
                    <button type="button" aria-pressed={one === person} onClick={() => choose(one)}>
                      {number(one)}
                    </button>
                  </th>
                  {frames.map((frame, side) => (
                    <td key={side}>{personInWords(frame, one)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** Those of a neighbourhood by number; those in networks of a side, network by network. */
function peopleIn(towns: Towns, frames: Frame[], where: string): number[] {
  const { people, perNeighbourhood } = towns.sides[0].town;
  if (!where.startsWith("networks")) {
    const first = Number(where) * perNeighbourhood;
    return Array.from({ length: Math.max(0, Math.min(perNeighbourhood, people - first)) }, (_, place) => first + place);
  }
  const frame = frames[where.endsWith("0") ? 0 : 1] as Frame;
  const network = (person: number) => frame.member[person] || frame.supports[person] || 0;
  return Array.from({ length: people }, (_, person) => person)
    .filter((person) => network(person) !== 0)
    .sort((one, other) => network(one) - network(other) || one - other);
}
