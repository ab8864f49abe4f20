// What is looked at: an indicator, and of whom.

import { useId } from "preact/hooks";
import type { About } from "../model/protocol";
import type { PageState } from "../state/page";
import { t } from "../texts";
import { forEveryoneOnly } from "../ui/measure";
import { capital, indicatorName, populationName } from "../ui/names";

/** Those that a question is mostly about; the others stand behind them. */
export const FIRST = ["generalised_trust", "institutional_trust", "empowerment", "dependence", "coping", "recovered", "entered", "worker_hours"];
/** The struck first: they are the same people under every regime. */
export const FIRST_POPULATIONS = ["struck", "everyone", "ever_entered", "members", "in_need", "never_in_need", "newcomers", "veterans"];

interface Props {
  about: About;
  indicator: string;
  population: string;
  prediction: PageState["prediction"];
  change(part: Partial<PageState>): void;
}

export function Choice({ about, indicator, population, prediction, change }: Props) {
  const id = useId();
  const others = about.indicators.map((one) => one.name).filter((name) => !FIRST.includes(name));
  // A line that was drawn of something else says nothing here, but who wants to draw first still wants to.
  const anew = { prediction: prediction && { regime: prediction.regime, values: [] }, revealed: false };
  const choose = (indicator: string) =>
    change({ indicator, ...anew, ...(forEveryoneOnly(indicator) ? { population: "everyone" } : {}) });
  const option = (name: string) => (
    <option key={name} value={name}>
      {capital(indicatorName(name))}
    </option>
  );
  return (
    <div class="choice controls">
      <div class="field">
        <label for={`${id}-what`}>{t("choice.indicator")}</label>
        <select id={`${id}-what`} value={indicator} onChange={(event) => choose(event.currentTarget.value)}>
          <optgroup label={t("choice.main")}>{FIRST.map(option)}</optgroup>
          <optgroup label={t("choice.others")}>{others.map(option)}</optgroup>
        </select>
      </div>
      <div class="field">
        <label for={`${id}-whom`}>{t("choice.population")}</label>
        <select
          id={`${id}-whom`}
          value={population}
          disabled={forEveryoneOnly(indicator)}
          onChange={(event) => change({ population: event.currentTarget.value, ...anew })}
        >
          {FIRST_POPULATIONS.map((name) => (
            <option key={name} value={name}>
              {capital(populationName(name))}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
