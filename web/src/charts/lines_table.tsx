// The table behind the lines: a row a year, a column a regime, with the interval over worlds.

import { number, t } from "../texts";
import { valueText } from "../ui/measure";
import { regimeName } from "../ui/names";
import { weekAt } from "./lines_cursor";
import type { Curve } from "./lines_frame";

interface Props {
  weeks: number[];
  indicator: string;
  curves: Curve[];
  worlds: number;
  caption: string;
}

export function LinesTable({ weeks, indicator, curves, worlds, caption }: Props) {
  const years = Array.from({ length: Math.floor((weeks[weeks.length - 1] ?? 0) / 52) + 1 }, (_, year) => year);
  const cell = (curve: Curve, at: number) => {
    const [low, high] = [curve.low[at] ?? null, curve.high[at] ?? null];
    return (
      <td key={curve.regime}>
        {valueText(indicator, curve.mean[at] ?? null)}
        {low !== null && high !== null && (
          <span class="lines-bounds">{t("chart.from_to", { low: valueText(indicator, low), high: valueText(indicator, high) })}</span>
        )}
      </td>
    );
  };
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={caption}>
      <table>
        <caption>
          {caption} {worlds > 1 ? t("chart.table_note", { worlds }) : t("chart.one_world")}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("chart.year")}</th>
            {curves.map((curve) => (
              <th key={curve.regime} scope="col">
                {regimeName(curve.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year}>
              <th scope="row">{number(year)}</th>
              {curves.map((curve) => cell(curve, weekAt(weeks, year)))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
