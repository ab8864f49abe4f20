// For those who do not see the lines move: where they end, said once all worlds are there.

import { curvesOf } from "../charts/lines";
import type { Findings } from "../model/protocol";
import { number, t } from "../texts";
import { valueText } from "../ui/measure";
import { capital, indicatorName, regimeName } from "../ui/names";

interface Props {
  findings: Findings;
  complete: boolean;
  indicator: string;
  population: string;
}

export function Told({ findings, complete, indicator, population }: Props) {
  const years = Math.round((findings.weeks[findings.weeks.length - 1] ?? 0) / 52);
  const ends = curvesOf(findings, indicator, population).map(
    (one) => `${regimeName(one.name)} ${valueText(indicator, one.mean[one.mean.length - 1] ?? null)}`,
  );
  const text = t("play.told", { indicator: capital(indicatorName(indicator)), years: number(years), ends: ends.join("; "), worlds: Math.min(...findings.n) });
  return (
    <p class="visually-hidden" role="status">
      {complete ? text : ""}
    </p>
  );
}
