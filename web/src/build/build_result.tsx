// What comes of the reader's regime, beside the shipped ones: lines, and sentences that compare.

import { useId, useState } from "preact/hooks";
import { Lines } from "../charts/lines";
import { claimed } from "../lessons/claims";
import type { Engine } from "../model/engine";
import { useStudy } from "../model/use_study";
import { type Setup } from "../state/setup";
import { number, t } from "../texts";
import { capital, indicatorName } from "../ui/names";

const INDICATORS = ["generalised_trust", "institutional_trust", "empowerment", "dependence", "recovered", "entered", "civic_acts"];
const POPULATION = "struck";

export function BuildResult({ engine, setup, own, current }: { engine: Engine; setup: Setup; own: string; current: boolean }) {
  const id = useId();
  const [indicator, setIndicator] = useState("institutional_trust");
  const { findings, worlds, failed } = useStudy(engine, setup, [POPULATION], INDICATORS);
  const what = { population: POPULATION, indicator };
  const run = { setup, findings, worlds, failed };
  // While a change is being run, what was found is still of the regimes before.
  const isOf = findings?.regimes.includes(own) ?? false;
  const sentences = isOf
    ? setup.regimes.flatMap(({ name }) => (name === own ? [] : [claimed({ kind: "difference", regime: own, reference: name, what }, [run])]))
    : [];
  return (
    <section class="build-result" aria-label={t("build.result")}>
      <div class="field">
        <label for={id}>{t("build.shown")}</label>
        <select id={id} value={indicator} onChange={(event) => setIndicator(event.currentTarget.value)}>
          {INDICATORS.map((one) => (
            <option key={one} value={one}>
              {capital(indicatorName(one))}
            </option>
          ))}
        </select>
      </div>
      {failed !== undefined && <p class="notice">{failed}</p>}
      {!current && <p class="quiet-text">{t("build.before")}</p>}
      {findings ? <Lines findings={findings} indicator={indicator} population={POPULATION} /> : <p class="quiet-text">{t("build.waiting")}</p>}
      <p class="quiet-text">{t("build.worlds", { worlds: number(worlds), all: number(setup.replicates), people: number(setup.people) })}</p>
      <ul>
        {sentences.flatMap((sentence) => (sentence === undefined ? [] : [<li key={sentence}>{sentence}</li>]))}
      </ul>
    </section>
  );
}
