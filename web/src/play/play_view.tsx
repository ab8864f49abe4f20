// Levers, and what becomes of the four regimes; or first a line of one's own, and then what the model says.

import { Lines } from "../charts/lines";
import { useStudy } from "../model/use_study";
import type { ViewProps } from "../state/page";
import type { Setup } from "../state/setup";
import { number, t } from "../texts";
import { Choice } from "./choice";
import { Explained } from "./explained";
import { LeverPanel } from "./lever_panel";
import { PlayFiles } from "./play_files";
import { PlayMode } from "./play_mode";
import { Predict } from "./predict";
import { Told } from "./told";
import { useFresh } from "./use_fresh";

export function PlayView({ engine, state, change }: ViewProps) {
  const { setup, indicator, population, prediction, revealed } = state;
  const { findings, worlds, failed, latency } = useStudy(engine, setup, [population], [indicator]);
  const fresh = useFresh(findings, setup);
  const complete = fresh && worlds >= setup.replicates;
  const set = (setup: Setup) => change({ setup });
  return (
    <>
      <h2>{t("play.title")}</h2>
      <p class="play-lead">{t("play.intro")}</p>
      <div class="play-head">
        <Choice about={engine.about} indicator={indicator} population={population} prediction={prediction} change={change} />
        <PlayMode
          setup={setup}
          prediction={prediction}
          begin={(regime) => change({ prediction: { regime, values: [] }, revealed: false })}
          end={() => change({ prediction: null, revealed: false })}
        />
      </div>
      <div class="play">
        <section class={prediction === null ? "play-result stays" : "play-result"} aria-label={t("play.result")}>
          {failed !== undefined && (
            <div class="notice" role="alert">
              <p>{t("play.refused")}</p>
              <pre>{failed}</pre>
            </div>
          )}
          {findings === undefined ? (
            failed === undefined && <p class="quiet-text">{t("play.first_world")}</p>
          ) : (
            <>
              {prediction === null ? (
                <Lines findings={findings} indicator={indicator} population={population} />
              ) : (
                <Predict
                  findings={findings}
                  regime={prediction.regime}
                  indicator={indicator}
                  population={population}
                  prediction={prediction.values.length === 0 ? null : prediction.values}
                  onChange={(values) => change({ prediction: { regime: prediction.regime, values } })}
                  revealed={revealed}
                  onReveal={() => change({ revealed: true })}
                  probe={{ about: engine.about, setup, change: set, ready: complete }}
                />
              )}
              <p class="play-live quiet-text">
                {fresh ? t("live.worlds", { worlds, all: setup.replicates }) : t("play.running")}
                {latency !== undefined && ` · ${t("play.latency", { ms: number(Math.round(latency)) })}`}
              </p>
              {(prediction === null || revealed) && <Told findings={findings} complete={complete} indicator={indicator} population={population} />}
              <p class="play-caution">{t("play.few_groups", { people: number(setup.people) })}</p>
              <Explained indicator={indicator} population={population} regimes={setup.regimes.map((one) => one.name)} />
            </>
          )}
        </section>
        <LeverPanel about={engine.about} setup={setup} change={set} />
      </div>
      {findings !== undefined && <PlayFiles setup={setup} findings={findings} version={engine.about.version} />}
    </>
  );
}
