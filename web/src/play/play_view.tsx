import { Lines } from "../charts/lines";
import { useStudy } from "../model/use_study";
import type { ViewProps } from "../state/page";
import { t } from "../texts";

export function PlayView({ engine, state }: ViewProps) {
  const { findings, worlds, failed } = useStudy(engine, state.setup, [state.population], [state.indicator]);
  return (
    <>
      <p role="status">{failed ?? t("live.worlds", { worlds, all: state.setup.replicates })}</p>
      {findings && <Lines findings={findings} indicator={state.indicator} population={state.population} />}
    </>
  );
}
