import type { PageState, TownColour } from "../state/page";
import { t } from "../texts";
import { regimeName } from "../ui/names";
import type { TiesShown } from "./painter";

type TownState = PageState["town"];

const COLOURS: TownColour[] = ["trust", "need", "membership"];

export interface ChoicesProps {
  regimes: string[];
  replicates: number;
  sides: [number, number];
  replicate: number;
  set(part: Partial<TownState>): void;
}

/** Which two ways of help are looked at, and in which world. */
export function WorldChoices({ regimes, replicates, sides, replicate, set }: ChoicesProps) {
  const side = (place: 0 | 1) => (
    <label>
      {t(place === 0 ? "town.choose.left" : "town.choose.right")}{" "}
      <select
        value={sides[place]}
        onChange={(event) => {
          const regime = Number(event.currentTarget.value);
          set({ sides: place === 0 ? [regime, sides[1]] : [sides[0], regime] });
        }}
      >
        {regimes.map((name, regime) => (
          <option key={regime} value={regime}>
            {regimeName(name)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div class="town-row">
      {side(0)}
      {side(1)}
      <label>
        {t("town.choose.world")}{" "}
        <select value={replicate} onChange={(event) => set({ replicate: Number(event.currentTarget.value) })}>
          {Array.from({ length: replicates }, (_, world) => (
            <option key={world} value={world}>
              {t("town.choose.world.of", { world: world + 1, worlds: replicates })}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

export interface LookChoicesProps {
  colour: TownColour;
  ties: TiesShown;
  setColour(colour: TownColour): void;
  setTies(ties: TiesShown): void;
}

/** What the colour repeats, and which ties are drawn. */
export function LookChoices({ colour, ties, setColour, setTies }: LookChoicesProps) {
  return (
    <div class="town-row">
      <fieldset class="town-row">
        <legend>{t("town.colour")}</legend>
        {COLOURS.map((one) => (
          <label key={one} class="town-check">
            <input type="radio" name="town-colour" checked={one === colour} onChange={() => setColour(one)} />
            {t(`town.colour.${one}`)}
          </label>
        ))}
      </fieldset>
      <label class="town-check">
        <input
          type="checkbox"
          checked={ties === "all"}
          onChange={(event) => setTies(event.currentTarget.checked ? "all" : "chosen")}
        />
        {t("town.ties.all")}
      </label>
    </div>
  );
}
