import type { Engine } from "../model/engine";
import { t } from "../texts";
import { regimeName } from "../ui/names";
import type { Frame } from "./frames";
import { LifeLines } from "./life_lines";
import { Story } from "./story";
import { type LifeOf, useLife } from "./use_life";
import type { Towns } from "./use_towns";
import { personInWords, when } from "./words";

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
          <h4>{regimeName(of.regimes[regime] ?? "")}</h4>
          <LifeLines {...of} regime={regime} />
          <Told {...of} regime={regime} />
        </section>
      ))}
    </div>
  );
}

function Told(of: LifeOf) {
  const { life } = useLife(of);
  return life === undefined ? null : <Story {...life} level={4} />;
}

export interface PersonNowProps {
  towns: Towns;
  sides: [number, number];
  names: [string, string];
  place: number;
  of: Omit<LifeOf, "regime">;
}

/** How the person is in the week that is shown, on both sides. */
export function PersonNow({ towns, sides, names, place, of }: PersonNowProps) {
  const week = towns.sides[0].town.frames[place]?.week ?? 0;
  return (
    <dl class="town-now">
      <dt>{t("town.now", { person: String(of.person), when: when(week) })}</dt>
      {towns.sides.map(({ town }, side) => (
        <SideNow
          key={side}
          frame={town.frames[place] as Frame}
          name={names[side] as string}
          of={{ ...of, regime: sides[side] as number }}
        />
      ))}
    </dl>
  );
}

/** Who moves away is followed by somebody else in the same place, of whom the story does not tell. */
function SideNow({ frame, name, of }: { frame: Frame; name: string; of: LifeOf }) {
  const { life } = useLife(of);
  const gone = life?.here.need.length ?? Infinity;
  const words = personInWords(frame, of.person);
  const said = frame.week < gone ? words : t("town.now.gone", { when: when(gone), words });
  return <dd>{t("town.now.side", { regime: name, words: said })}</dd>;
}
