import { number, t } from "../texts";
import { COUNTERS } from "./counters";
import type { Seen } from "./use_towns";

/** What lies behind the picture of a town: its numbers over time, and the hash by which two towns are told to have ended the same. */
export function Behind({ seen, name }: { seen: Seen; name: string }) {
  return (
    <div>
      <details>
        <summary>{t("town.table.open", { regime: name })}</summary>
        <OverTime seen={seen} name={name} />
      </details>
      <p class="town-hash">{t("town.hash", { regime: name, hash: seen.town.hash })}</p>
    </div>
  );
}

/** A row a year. */
export function OverTime({ seen, name }: { seen: Seen; name: string }) {
  const { counts, town } = seen;
  const rows = town.frames.map((frame, place) => ({ week: frame.week, place }));
  const last = rows[rows.length - 1]?.week;
  return (
    <div class="town-scroll" tabIndex={0} role="region" aria-label={t("town.table.caption", { regime: name })}>
      <table>
        <caption>{t("town.table.caption", { regime: name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("town.table.week")}</th>
            {COUNTERS.map(({ head }) => (
              <th key={head} scope="col">
                {t(head)}
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
                {COUNTERS.map(({ of, digits }) => (
                  <td key={of}>{number(counts[of][place] ?? 0, digits)}</td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
