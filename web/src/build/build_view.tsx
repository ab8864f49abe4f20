// A regime of the reader's own: written in a form, checked by the program, and run beside those that are shipped.

import { useEffect, useState } from "preact/hooks";
import type { ViewProps } from "../state/page";
import { scenarioOf, SHIPPED_FOUR, shipped, type Setup } from "../state/setup";
import { hasText, t } from "../texts";
import { LeversNotice } from "../ui/levers_notice";
import { callRegime, regimeName } from "../ui/names";
import { BuildForm } from "./build_form";
import { BuildResult } from "./build_result";
import { BuildScenario } from "./build_scenario";
import { type Draft, nameProblem, regimeOf } from "./draft";
import { type Problem, problemsOf } from "./problems";

/** What was written last: going to look at the town must not lose it. */
let last: Draft | undefined;
/** The regime of the setup that was taken from there or given to it last: another one came by a link or a code. */
let shared: string | undefined;

const firstDraft = (): Draft => ({ name: t("build.name.first"), like: "mutual-self-help", fields: { directiveness: 0.5 } });

/** Four regimes and the reader's own, of the town and with the numbers that are set elsewhere on the page. */
const setupWith = (setup: Setup, own: Setup["regimes"][number]): Setup => ({ ...setup, regimes: [...SHIPPED_FOUR.map(shipped), own] });

export function BuildView({ engine, state, change }: ViewProps) {
  const { about } = engine;
  const [draft, setDraft] = useState<Draft>(() => last ?? ownOf(state.setup) ?? firstDraft());
  const [problems, setProblems] = useState<Problem[]>([]);
  const [good, setGood] = useState<Setup | undefined>(undefined);
  last = draft;
  const came = ownOf(state.setup);
  const said = came && JSON.stringify(came);
  useEffect(() => {
    if (came === undefined || said === shared) return;
    shared = said;
    setDraft(came);
  }, [said]);
  const setup = setupWith(state.setup, regimeOf(about, draft));
  const scenario = scenarioOf(setup);
  const own = setup.regimes[setup.regimes.length - 1];
  const wrongName = nameProblem(about, draft.name);
  if (own !== undefined && wrongName === undefined) callRegime(own.name, draft.name.trim());
  useEffect(() => {
    let wanted = true;
    const check = () => {
      engine.check(scenario).then(
        (checked) => {
          if (!wanted) return;
          const fields = about.fields.map((row) => row.name);
          setProblems(checked.problems === undefined ? [] : problemsOf(checked.problems, fields));
          if (checked.problems === undefined && wrongName === undefined) setGood(setup);
        },
        // A study that begins drops what waits beside it.
        () => {
          if (wanted) timer = setTimeout(check, 100);
        },
      );
    };
    // Not for every letter that is typed.
    let timer = setTimeout(check, 250);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [scenario, wrongName]);
  const isGood = problems.length === 0 && wrongName === undefined;
  const open = (view: "play" | "town") => {
    shared = JSON.stringify(ownOf(setup));
    change({ view, setup, ...(view === "town" ? { town: { ...state.town, sides: [0, setup.regimes.length - 1] as [number, number] } } : {}) });
  };
  return (
    <div class="build">
      <h2>{t("build.title")}</h2>
      <p class="lead">{t("build.lead")}</p>
      <LeversNotice setup={state.setup} regimes={false} change={(setup) => change({ setup })} />
      <div class="build-columns">
        <BuildForm about={about} draft={draft} problems={problems} safeName={own?.name ?? ""} wrongName={wrongName} onChange={setDraft} />
        <div class="build-side">
          <p role="status" class={isGood ? "build-good" : "build-bad"}>
            {isGood ? t("build.good") : t("build.bad", { problems: problems.length + (wrongName === undefined ? 0 : 1) })}
          </p>
          {good && <BuildResult engine={engine} setup={good} own={good.regimes[good.regimes.length - 1]?.name ?? ""} current={isGood} />}
          {isGood && (
            <div class="row">
              <button type="button" class="primary" onClick={() => open("play")}>
                {t("build.to_play", { name: regimeName(own?.name ?? "") })}
              </button>
              <button type="button" onClick={() => open("town")}>
                {t("build.to_town")}
              </button>
            </div>
          )}
          <BuildScenario scenario={scenario} name={own?.name ?? ""} />
        </div>
      </div>
    </div>
  );
}

/** The reader's own regime of a setup, if there is one. */
function ownOf(setup: Setup): Draft | undefined {
  // Those of lessons have names of the page, which nobody else may take.
  const own = setup.regimes.find((one) => one.name !== one.like && !hasText(`regime.${one.name}`));
  return own === undefined ? undefined : { name: regimeName(own.name), like: own.like, fields: own.fields };
}
