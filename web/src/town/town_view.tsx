import { useMemo, useRef, useState } from "preact/hooks";
import type { PageState, ViewProps } from "../state/page";
import { scenarioOf } from "../state/setup";
import { storyLanguage, t } from "../texts";
import { LeversNotice } from "../ui/levers_notice";
import { regimeName } from "../ui/names";
import { LookChoices, WorldChoices } from "./choices";
import { Stage } from "./stage";
import type { TiesShown } from "./painter";
import { everyFor, useTowns } from "./use_towns";
import { hasNetworks } from "./words";

/** More people than that have no room for shapes that can be told apart. */
const MANY = 4000;

/** Two towns side by side: the same people with the same luck under two ways of help. */
export function TownView({ engine, state, change }: ViewProps) {
  const { setup, town } = state;
  const [ties, setTies] = useState<TiesShown>("chosen");
  const scenario = useMemo(() => scenarioOf(setup), [setup]);
  // What is set in answer to the model may come after something newer was set.
  const latest = useRef(town);
  latest.current = town;
  const set = (part: Partial<PageState["town"]>) => {
    latest.current = { ...latest.current, ...part };
    change({ town: latest.current });
  };
  // An address may name a regime or a world that this setup does not have.
  const [left, right] = town.sides.map((side) => Math.min(Math.max(side, 0), setup.regimes.length - 1));
  const sides: [number, number] = [left ?? 0, right ?? 0];
  const replicate = Math.min(Math.max(town.replicate, 0), setup.replicates - 1);
  const every = everyFor(setup.people, setup.weeks);
  const { towns, failed } = useTowns(engine, scenario, sides, replicate, every);
  const regimes = setup.regimes.map((regime) => regime.name);
  const [first, second] = [regimeName(regimes[sides[0]] ?? ""), regimeName(regimes[sides[1]] ?? "")];
  const names: [string, string] = [first, first === second ? t("town.twice", { regime: second }) : second];
  const choose = (person: number | null) => set({ person });
  return (
    <div class="town">
      <h2>{t("town.title")}</h2>
      <p class="town-lead">{t("town.lead")}</p>
      <LeversNotice setup={setup} regimes={true} change={(setup) => change({ setup })} />
      <WorldChoices regimes={regimes} replicates={setup.replicates} sides={sides} replicate={replicate} set={set} />
      {failed !== undefined && <p role="alert">{t("town.refused", { reason: failed })}</p>}
      {failed === undefined && towns === undefined && <p role="status">{t("town.making", { people: setup.people })}</p>}
      {setup.people > MANY && <p>{t("town.many")}</p>}
      {towns !== undefined && (
        <Stage
          key={scenario}
          engine={engine}
          towns={towns}
          scenario={scenario}
          regimes={regimes}
          sides={sides}
          names={names}
          told={[...new Set(sides)].filter((side) => hasNetworks(engine, setup, side))}
          replicate={replicate}
          language={storyLanguage()}
          state={town}
          set={set}
          look={{ colour: town.colour, ties, person: town.person }}
          choose={choose}
        >
          <LookChoices colour={town.colour} ties={ties} setColour={(colour) => set({ colour })} setTies={setTies} />
        </Stage>
      )}
    </div>
  );
}
