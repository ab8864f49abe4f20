// The same line as numbers to type.

import { useId } from "preact/hooks";
import { number, t } from "../texts";
import { kindOf } from "../ui/measure";

interface Props {
  indicator: string;
  values: number[];
  change(values: number[]): void;
}

export function PredictTable({ indicator, values, change }: Props) {
  const id = useId();
  // Shares are typed as per cent.
  const factor = kindOf(indicator) === "percent" ? 100 : 1;
  const most = kindOf(indicator) === "count" ? 1e6 : factor;
  return (
    <details>
      <summary>{t("predict.type")}</summary>
      <div class="predict-fields">
        {values.map((value, year) => (
          <div key={year} class="field">
            <label for={`${id}-${year}`}>{t("chart.year_n", { year: number(year) })}</label>
            <input
              id={`${id}-${year}`}
              type="number"
              min={0}
              max={most}
              step="any"
              disabled={year === 0}
              value={Number((value * factor).toFixed(4))}
              onChange={(event) => {
                const typed = event.currentTarget.valueAsNumber;
                if (Number.isFinite(typed) && typed >= 0 && typed <= most) {
                  change(values.map((one, at) => (at === year ? typed / factor : one)));
                } else {
                  event.currentTarget.value = String(Number((value * factor).toFixed(4)));
                }
              }}
            />
          </div>
        ))}
      </div>
    </details>
  );
}
