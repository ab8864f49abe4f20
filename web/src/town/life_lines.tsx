// Two lives of one person on one line of time: with helping networks and, as their twin, without. Need is a band, membership a bar,
// trust in people a line; a mark stands where the two lives part. A table says the same.

import { t } from "../texts";
import { LifeTable } from "./life_table";
import { type Life, type LifeOf, partingOf, spells, useLife } from "./use_life";
import { regimeName, when } from "./words";

export interface LifeLinesProps extends LifeOf {
  /** Names of the regimes of the scenario, in its order. */
  regimes: string[];
}

export function LifeLines(props: LifeLinesProps) {
  const { life, failed } = useLife(props);
  const regime = regimeName(props.regimes[props.regime] ?? "");
  if (failed !== undefined) return <p role="alert">{t("town.life.failed", { reason: failed })}</p>;
  if (life === undefined) return <p class="town-wait">{t("town.life.asked")}</p>;
  return (
    <figure class="town-life">
      <figcaption>
        {t("town.life.caption", { person: String(props.person), regime })} <Parting life={life} />
      </figcaption>
      <Lines life={life} regime={regime} />
      <details>
        <summary>{t("town.life.table")}</summary>
        <LifeTable life={life} regime={regime} />
      </details>
    </figure>
  );
}

function Parting({ life }: { life: Life }) {
  const week = partingOf(life);
  return <>{week === undefined ? t("town.life.same") : t("town.life.part", { when: when(week) })}</>;
}

const WIDTH = 640;
const LEFT = 118;
const RIGHT = 12;
const ROW = { need: 26, twin: 48, member: 70 };
const BAR = 14;
const TRUST = { top: 100, bottom: 220 };

function Lines({ life, regime }: { life: Life; regime: string }) {
  const { here, there } = life;
  const weeks = Math.max(here.need.length, there.need.length);
  const last = Math.max(weeks - 1, 1);
  const x = (week: number) => LEFT + ((WIDTH - LEFT - RIGHT) * week) / last;
  const trust = [...here.trust_in_people, ...there.trust_in_people].map((share) => 100 * share);
  // Whole tens, and at least twenty of them: a small change is not to look like a great one.
  const middle = (Math.min(...trust) + Math.max(...trust)) / 2;
  const low = Math.max(0, Math.floor(Math.min(Math.min(...trust), middle - 10) / 10) * 10);
  const high = Math.min(100, Math.ceil(Math.max(Math.max(...trust), middle + 10) / 10) * 10);
  const y = (share: number) => TRUST.bottom - ((TRUST.bottom - TRUST.top) * (100 * share - low)) / (high - low);
  const line = (values: number[]) => values.map((share, week) => `${x(week).toFixed(1)},${y(share).toFixed(1)}`).join(" ");
  const bars = (holds: (week: number) => boolean, top: number, mark: string) =>
    spells(holds, weeks).map(([from, to]) => (
      <rect key={from} class={mark} x={x(from)} y={top} width={Math.max(x(to + 1) - x(from), 2)} height={BAR} />
    ));
  const part = partingOf(life);
  const years = Array.from({ length: Math.floor(last / 52) + 1 }, (_, year) => year);
  return (
    <svg class="town-life-lines" viewBox={`0 0 ${WIDTH} 262`} role="img" aria-label={lifeInWords(life, regime)}>
      {years.map((year) => (
        <g key={year} class="town-axis">
          <line x1={x(year * 52)} x2={x(year * 52)} y1={18} y2={TRUST.bottom} />
          {(year % 2 === 0 || last < 300) && <text x={x(year * 52)} y={TRUST.bottom + 16}>{year}</text>}
        </g>
      ))}
      <text class="town-axis-name" x={(LEFT + WIDTH - RIGHT) / 2} y={256}>{t("town.life.years")}</text>
      <text class="town-row-name" x={0} y={ROW.need + 11}>{t("town.life.row.need")}</text>
      <text class="town-row-name" x={0} y={ROW.twin + 11}>{t("town.life.row.twin")}</text>
      <text class="town-row-name" x={0} y={ROW.member + 11}>{t("town.life.row.member")}</text>
      {bars((week) => here.need[week] === 1, ROW.need, "town-bar-need")}
      {bars((week) => there.need[week] === 1, ROW.twin, "town-bar-twin")}
      {bars((week) => here.member[week] === true, ROW.member, "town-bar-member")}
      <text class="town-row-name" x={0} y={TRUST.top + 8}>{t("town.life.row.trust")}</text>
      {[low, high].map((value) => (
        <text key={value} class="town-scale" x={LEFT - 6} y={y(value / 100) + 4}>{value}</text>
      ))}
      <polyline class="town-line-twin" points={line(there.trust_in_people)} />
      <polyline class="town-line-here" points={line(here.trust_in_people)} />
      <line class="town-line-here" x1={0} x2={26} y1={TRUST.top + 28} y2={TRUST.top + 28} />
      <text class="town-key" x={32} y={TRUST.top + 32}>{t("town.life.here")}</text>
      <line class="town-line-twin" x1={0} x2={26} y1={TRUST.top + 48} y2={TRUST.top + 48} />
      <text class="town-key" x={32} y={TRUST.top + 52}>{t("town.life.there")}</text>
      {part !== undefined && (
        <g class="town-parting">
          <line x1={x(part)} x2={x(part)} y1={14} y2={TRUST.bottom} />
          <path d={`M${x(part)} 20l-5-8h10z`} />
          <text x={Math.min(Math.max(x(part), LEFT + 40), WIDTH - 60)} y={9}>{t("town.life.row.part")}</text>
        </g>
      )}
    </svg>
  );
}

function lifeInWords(life: Life, regime: string): string {
  const { here, there } = life;
  const count = (values: number[]) => values.filter((need) => need === 1).length;
  return t("town.life.words", {
    regime,
    here: count(here.need),
    there: count(there.need),
    member: here.member.filter(Boolean).length,
  });
}
