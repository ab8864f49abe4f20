// Whether the result is looked at, or a line is drawn before.

import { useId } from "preact/hooks";
import type { PageState } from "../state/page";
import type { Setup } from "../state/setup";
import { t } from "../texts";
import { capital, regimeName } from "../ui/names";

interface Props {
  setup: Setup;
  prediction: PageState["prediction"];
  begin(regime: number): void;
  end(): void;
}

export function PlayMode({ setup, prediction, begin, end }: Props) {
  const predicting = prediction !== null;
  const id = useId();
  return (
    <div class="play-mode controls">
      <div class="row" role="group" aria-label={t("predict.mode")}>
        <button type="button" aria-pressed={!predicting} onClick={end}>
          {t("predict.look")}
        </button>
        <button type="button" aria-pressed={predicting} onClick={() => predicting || begin(Math.min(1, setup.regimes.length - 1))}>
          {t("predict.first")}
        </button>
      </div>
      {prediction !== null && (
        <div class="field">
          <label for={id}>{t("predict.which")}</label>
          <select id={id} value={String(prediction.regime)} onChange={(event) => begin(Number(event.currentTarget.value))}>
            {setup.regimes.map((one, place) => (
              <option key={one.name} value={String(place)}>
                {capital(regimeName(one.name))}
              </option>
            ))}
          </select>
        </div>
      )}
    </div>
  );
}
