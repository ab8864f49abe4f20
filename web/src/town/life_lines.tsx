// Two lives of one person on one line of time: with helping networks and, as their twin, without. Need is a band, membership a bar,
// trust in people a line; a mark stands where the two lives part. A table says the same.

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../texts";
import { LifeTable } from "./life_table";
import type { LifeAnswer } from "../model/protocol";
import { regimeName } from "../ui/names";
import { type LifeOf, spells, useLife } from "./use_life";
import { when } from "./words";

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
      <Key />
      <details>
        <summary>{t("town.life.table")}</summary>
        <LifeTable life={life} regime={regime} />
      </details>
    </figure>
  );
}

function Parting({ life }: { life: LifeAnswer }) {
  const week = life.parts;
  return <>{week === null ? t("town.life.same") : t("town.life.part", { when: when(week) })}</>;
}

/** Where things stand, in pixels: labels are over their bars, so that a phone has room for the years. */
const LEFT = 26;
const RIGHT = 10;
const ROW = { need: 40, twin: 74, member: 108 };
const BAR = 12;
const TRUST = { label: 148, top: 162, bottom: 302 };
const HEIGHT = 340;
/** Between figures of years at least. */
const YEAR_ROOM = 34;

function Lines({ life, regime }: { life: LifeAnswer; regime: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(480);
  useEffect(() => {
    const element = frame.current as HTMLDivElement;
    const observer = new ResizeObserver(() => setWidth(Math.max(element.clientWidth, 240)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame}>
      <Picture life={life} regime={regime} width={width} />
    </div>
  );
}

function Picture({ life, regime, width }: { life: LifeAnswer; regime: string; width: number }) {
  const { here, there } = life;
  const weeks = Math.max(here.need.length, there.need.length);
  const last = Math.max(weeks - 1, 1);
  const x = (week: number) => LEFT + ((width - LEFT - RIGHT) * Math.min(week, last)) / last;
  const [low, high] = scaleOf(life);
  const y = (share: number) => TRUST.bottom - ((TRUST.bottom - TRUST.top) * (100 * share - low)) / (high - low);
  const line = (values: number[]) => values.map((share, week) => `${x(week).toFixed(1)},${y(share).toFixed(1)}`).join(" ");
  const row = (key: "need" | "twin" | "member", holds: (week: number) => boolean) => (
    <>
      <text x={LEFT} y={ROW[key] - 5}>
        {t(`town.life.row.${key}`)}
      </text>
      <line class="town-nought" x1={LEFT} x2={x(last)} y1={ROW[key] + BAR} y2={ROW[key] + BAR} />
      {spells(holds, weeks).map(([from, to]) => (
        <rect key={from} class={`town-bar-${key}`} x={x(from)} y={ROW[key]} width={Math.max(x(to + 1) - x(from), 2)} height={BAR} />
      ))}
    </>
  );
  const part = life.parts;
  const years = Array.from({ length: Math.floor(last / 52) + 1 }, (_, year) => year);
  const sparse = Math.ceil(YEAR_ROOM / Math.max(x(52) - x(0), 1));
  return (
    <svg class="town-life-lines" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={lifeInWords(life, regime)}>
      {years.map((year) => (
        <g key={year} class="town-axis">
          <line x1={x(year * 52)} x2={x(year * 52)} y1={22} y2={TRUST.bottom} />
          {year % sparse === 0 && (
            <text x={x(year * 52)} y={TRUST.bottom + 16}>
              {year}
            </text>
          )}
        </g>
      ))}
      {part !== null && (
        <g class="town-parting">
          <line x1={x(part)} x2={x(part)} y1={20} y2={TRUST.bottom} />
          <path d={`M${x(part)} 24l-5-8h10z`} />
          <text x={Math.min(Math.max(x(part), LEFT + 40), width - 50)} y={12}>
            {t("town.life.row.part")}
          </text>
        </g>
      )}
      <text class="town-middle" x={(LEFT + width - RIGHT) / 2} y={HEIGHT - 4}>
        {t("town.life.years")}
      </text>
      {row("need", (week) => here.need[week] === 1)}
      {row("twin", (week) => there.need[week] === 1)}
      {row("member", (week) => here.member[week] === true)}
      <text x={LEFT} y={TRUST.label}>
        {t("town.life.row.trust")}
      </text>
      {[low, 50, high].map((value) => (
        <text key={value} class="town-scale" x={LEFT - 5} y={y(value / 100) + 4}>
          {value}
        </text>
      ))}
      <polyline class="town-line-twin" points={line(there.trust_in_people)} />
      <polyline class="town-line-here" points={line(here.trust_in_people)} />
    </svg>
  );
}

/**
 * The ends of the scale of trust, out of a hundred. They are the same for nearly everybody, so that a step that looks twice as high
 * in one life as in another is twice as high.
 */
function scaleOf({ here, there }: LifeAnswer): [number, number] {
  const trust = [...here.trust_in_people, ...there.trust_in_people].map((share) => 100 * share);
  return [Math.min(20, Math.floor(Math.min(...trust) / 10) * 10), Math.max(80, Math.ceil(Math.max(...trust) / 10) * 10)];
}

/** Which line is which. */
function Key() {
  return (
    <p class="town-life-key">
      {(["here", "twin"] as const).map((side) => (
        <span key={side}>
          <svg viewBox="0 0 32 8" aria-hidden="true">
            <line class={`town-line-${side}`} x1="0" y1="4" x2="32" y2="4" />
          </svg>{" "}
          {t(`town.life.${side}`)}
        </span>
      ))}
    </p>
  );
}

function lifeInWords(life: LifeAnswer, regime: string): string {
  const { here, there } = life;
  const count = (values: number[]) => values.filter((need) => need === 1).length;
  return t("town.life.words", {
    regime,
    here: count(here.need),
    there: count(there.need),
    member: here.member.filter(Boolean).length,
  });
}
