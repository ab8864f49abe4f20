import { number, t } from "../texts";
import type { LifeAnswer } from "../model/protocol";
import { spells } from "./use_life";
import { when } from "./words";

/** Half a year from row to row. */
const ROWS = 26;

/** The table behind the picture of two lives: first from when to when something held, then the numbers every half year. */
export function LifeTable({ life, regime }: { life: LifeAnswer; regime: string }) {
  const { here, there } = life;
  const weeks = Math.max(here.need.length, there.need.length);
  const told = (holds: (week: number) => boolean): string => {
    const all = spells(holds, weeks).map(([from, to]) => t("town.life.spell", { from: when(from), to: when(to) }));
    return all.length === 0 ? t("town.life.no_spell") : all.join("; ");
  };
  const part = life.parts;
  const rows = Array.from({ length: weeks }, (_, week) => week).filter(
    (week) => week % ROWS === 0 || week === weeks - 1 || week === part,
  );
  const heads = (
    <tr>
      <td />
      <th scope="col">{regime}</th>
      <th scope="col">{t("town.life.without")}</th>
    </tr>
  );
  return (
    <div class="town-scroll" tabIndex={0} role="region" aria-label={t("town.life.table.of", { regime })}>
      <table>
        <caption>{t("town.life.spells")}</caption>
        <thead>{heads}</thead>
        <tbody>
          <tr>
            <th scope="row">{t("town.need.in_need")}</th>
            <td>{told((week) => here.need[week] === 1)}</td>
            <td>{told((week) => there.need[week] === 1)}</td>
          </tr>
          <tr>
            <th scope="row">{t("town.part.member")}</th>
            <td>{told((week) => here.member[week] === true)}</td>
            <td>{told((week) => there.member[week] === true)}</td>
          </tr>
          <tr>
            <th scope="row">{t("town.life.row.part")}</th>
            <td colSpan={2}>{part === null ? t("town.life.no_spell") : when(part)}</td>
          </tr>
        </tbody>
      </table>
      <table>
        <caption>{t("town.life.trust")}</caption>
        <thead>{heads}</thead>
        <tbody>
          {rows.map((week) => (
            <tr key={week}>
              <th scope="row">{when(week)}</th>
              {[here, there].map((side, column) => (
                <td key={column}>{trust(side.trust_in_people[week])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const trust = (share: number | undefined): string => (share === undefined ? "–" : number(100 * share, 1));
