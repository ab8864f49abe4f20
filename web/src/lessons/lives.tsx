// Two lives of one person, and the one without help: trust over the years, and beneath it when they were in need and helped.

import { scaleOver } from "../charts/lines_scale";
import { FONT } from "../charts/lines_frame";
import { spread, textWidth } from "../charts/lines_labels";
import { Marker } from "../charts/lines_marks";
import { type Pen, pensOf } from "../charts/pen";
import type { Weeks } from "../model/protocol";
import { number, t } from "../texts";
import { useWidth } from "../ui/use_width";
import { regimeName } from "../ui/names";
import type { Lives } from "./use_lives";
import { TableBehind } from "../ui/table_behind";

interface Life {
  name: string;
  pen: Pen;
  weeks: Weeks;
}

/** The lives with their pens. */
export function livesOf(lives: Lives, regimes: string[]): Life[] {
  const life = (regime: string, weeks: Weeks): Life => ({ name: regimeName(regime), pen: pensOf(regimes)[regimes.indexOf(regime)] as Pen, weeks });
  return [...lives.doors.map((door) => life(door.regime, door.weeks)), life("none", lives.none)];
}

const [TOP, BOTTOM] = [10, 230];
const STRIP = 44;

export function LivesPicture({ lives, beside, regimes }: { lives: Lives; beside: Lives | undefined; regimes: string[] }) {
  const { ref, width } = useWidth<HTMLDivElement>(640);
  const all = livesOf(lives, regimes);
  const last = lives.none.trust_in_people.length - 1;
  const values = [...all, ...(beside ? livesOf(beside, regimes) : [])].flatMap((one) => one.weeks.trust_in_people);
  const scale = scaleOver(Math.min(...values), Math.max(...values));
  const tick = (value: number) => number(value, scale.step < 0.1 ? 2 : 1);
  const small = width < 520;
  const names = Math.max(...all.map((one) => textWidth(one.name, `600 12.5px ${FONT}`)));
  const [left, right] = [44, width - (small ? 12 : names + 14)];
  const x = (week: number) => left + ((right - left) * week) / last;
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * (value - scale.low)) / (scale.high - scale.low);
  const height = BOTTOM + 44 + all.length * STRIP;
  const line = (weeks: Weeks) => `M${weeks.trust_in_people.map((value, week) => `${x(week).toFixed(1)} ${y(value).toFixed(1)}`).join("L")}`;
  const ends = all.map((one) => y(one.weeks.trust_in_people[last] ?? 0));
  const places = spread(ends, ends.map(() => 16), TOP, BOTTOM);
  const years = Array.from({ length: Math.floor(last / 52) + 1 }, (_, year) => year).filter((year) => !small || year % 2 === 0);
  const title = t("lesson.lives.title");
  return (
    <figure class="lives">
      <figcaption>
        <strong>{title}</strong>
        <span class="quiet-text">
          {t("lesson.lives.note")} {t("predict.scale", { low: tick(scale.low), high: tick(scale.high) })}
        </span>
      </figcaption>
      <div ref={ref}>
        <svg role="img" aria-label={t("lesson.chart.label", { title, values: all.map((one) => one.name).join("; ") })} width={width} height={height} viewBox={`0 0 ${width} ${height}`} font-family={FONT} font-size="12.5">
          {scale.ticks.map((one) => (
            <g key={one}>
              <path d={`M${left} ${y(one)}H${right}`} stroke="var(--rule)" />
              <text x={left - 6} y={y(one) + 4} text-anchor="end" fill="var(--quiet)">
                {tick(one)}
              </text>
            </g>
          ))}
          {years.map((year) => (
            <text key={year} x={x(year * 52)} y={BOTTOM + 17} text-anchor="middle" fill="var(--quiet)">
              {number(year)}
            </text>
          ))}
          <text x={(left + right) / 2} y={BOTTOM + 33} text-anchor="middle" fill="var(--quiet)">
            {t("chart.axis_years")}
          </text>
          {all.map((one, i) => (
            <g key={one.name}>
              <path d={line(one.weeks)} fill="none" stroke={one.pen.colour} stroke-width="2.25" stroke-dasharray={one.pen.dash.join(" ") || undefined} />
              {!small && (
                <text x={right + 6} y={(places[i] ?? 0) + 4} fill={one.pen.colour} font-weight="600">
                  {one.name}
                </text>
              )}
            </g>
          ))}
          {all.map((one, i) => (
            <Strip key={one.name} life={one} y={BOTTOM + 44 + i * STRIP} x={x} last={last} />
          ))}
        </svg>
      </div>
      <ul class="key" aria-hidden="true">
        <li><span class="key-need" /> {t("lesson.lives.in_need")}</li>
        <li><span class="key-member" /> {t("lesson.lives.helped")}</li>
      </ul>
      <LivesTable all={all} last={last} title={title} />
    </figure>
  );
}

/** The spells in which something holds: from which week up to which. */
export function spells(holds: boolean[]): [number, number][] {
  const found: [number, number][] = [];
  holds.forEach((here, week) => {
    const before = found[found.length - 1];
    if (!here) return;
    if (before !== undefined && before[1] === week) before[1] = week + 1;
    else found.push([week, week + 1]);
  });
  return found;
}

function Strip({ life, y, x, last }: { life: Life; y: number; x(week: number): number; last: number }) {
  const bar = ([from, to]: [number, number]) => ({ x: x(from), width: Math.max(1, x(Math.min(to, last)) - x(from)) });
  return (
    <g>
      <Marker pen={life.pen} at={[x(0) + 6, y + 9]} />
      <text x={x(0) + 16} y={y + 13} fill={life.pen.colour} font-weight="600">
        {life.name}
      </text>
      <path d={`M${x(0)} ${y + 30}H${x(last)}`} stroke="var(--rule)" />
      {spells(life.weeks.need.map((one) => one === 1)).map((spell) => (
        <rect key={spell[0]} {...bar(spell)} y={y + 20} height="9" fill="var(--need)" />
      ))}
      {spells(life.weeks.member).map((spell) => (
        <rect key={spell[0]} {...bar(spell)} y={y + 31} height="7" fill={life.pen.colour} />
      ))}
    </g>
  );
}

function LivesTable({ all, last, title }: { all: Life[]; last: number; title: string }) {
  const years = Array.from({ length: Math.floor(last / 52) + 1 }, (_, year) => year);
  const state = (weeks: Weeks, week: number) =>
    [
      number(weeks.trust_in_people[week] ?? 0, 2),
      ...(weeks.need[week] === 1 ? [t("lesson.lives.in_need")] : []),
      ...(weeks.member[week] ? [t("lesson.lives.helped")] : []),
    ].join(", ");
  return (
    <TableBehind title={title}>
      <thead>
        <tr>
          <th scope="col">{t("chart.year")}</th>
          {all.map((one) => (
            <th key={one.name} scope="col">
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{number(year)}</th>
            {all.map((one) => (
              <td key={one.name}>{state(one.weeks, year * 52)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableBehind>
  );
}
