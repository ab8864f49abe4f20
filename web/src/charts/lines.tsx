// Lines over the years, one a regime, with bands over worlds. Beside each stands its name; a table says the same.

import type { Findings } from "../model/protocol";
import { t } from "../texts";

export interface LinesProps {
  findings: Findings;
  indicator: string;
  population: string;
}

export function Lines({ findings, indicator, population }: LinesProps) {
  const series = findings.series.find((one) => one.indicator === indicator && one.population === population);
  const last = findings.weeks[findings.weeks.length - 1] ?? 1;
  const values = series?.regimes.flatMap((one) => [...one.mean]).filter((one): one is number => one !== null) ?? [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (week: number) => (600 * week) / last;
  const y = (value: number) => 280 - (260 * (value - low)) / (high - low || 1);
  return (
    <svg viewBox="0 0 640 300" role="img" aria-label={t("chart.year")}>
      {series?.regimes.map((one, regime) => (
        <polyline
          key={regime}
          fill="none"
          stroke="currentColor"
          points={one.mean.flatMap((v, i) => (v === null ? [] : [`${x(findings.weeks[i] ?? 0)},${y(v)}`])).join(" ")}
        />
      ))}
    </svg>
  );
}
