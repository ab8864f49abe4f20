import type { Engine } from "../model/engine";
import { t } from "../texts";
import type { Frame } from "./frames";
import { LifeLines } from "./life_lines";
import { Story } from "./story";
import { type LifeOf, useLife } from "./use_life";
import type { Towns } from "./use_towns";
import { personInWords, regimeName, when } from "./words";

export interface PersonPanelProps {
  engine: Engine;
  scenario: string;
  regimes: string[];
  /** The sides on which there are networks: in the world without, a life is its own twin's. */
  told: number[];
  replicate: number;
  person: number;
  language: string;
}

/** The years of a person, under each of the regimes beside the twin's. */
export function PersonPanel({ told, ...of }: PersonPanelProps) {
  if (told.length === 0) return <p>{t("town.life.no_networks")}</p>;
  return (
    <div class="town-lives">
      {told.map((regime) => (
        <section key={regime}>
          <h4>{t("town.life.under", { regime: regimeName(of.regimes[regime] ?? "") })}</h4>
          <LifeLines {...of} regime={regime} />
          <Told {...of} regime={regime} />
        </section>
      ))}
    </div>
  );
}

function Told(of: LifeOf) {
  const { life } = useLife(of);
  return life === undefined ? null : <Story {...life.story} level={4} />;
}

/** How the person is in the week that is shown, on both sides. */
export function PersonNow({ towns, names, place, person }: { towns: Towns; names: [string, string]; place: number; person: number }) {
  const frames = towns.sides.map(({ town }) => town.frames[place] as Frame);
  return (
    <dl class="town-now">
      <dt>{t("town.now", { person: String(person), when: when(frames[0]?.week ?? 0) })}</dt>
      {frames.map((frame, side) => (
        <dd key={side}>{t("town.now.side", { regime: names[side] as string, words: personInWords(frame, person) })}</dd>
      ))}
    </dl>
  );
}
