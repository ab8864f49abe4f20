import { useEffect, useRef, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import type { PersonKind } from "../model/protocol";
import { number, t } from "../texts";

const KINDS: PersonKind[] = ["veteran", "dropout", "never_entered", "giver"];

export interface ChooserProps {
  engine: Engine;
  scenario: string;
  sides: [number, number];
  names: [string, string];
  replicate: number;
  people: number;
  person: number | null;
  choose(person: number | null): void;
}

/** Chooses a person by number, or as somebody of a kind in one of the two towns. */
export function Chooser({ engine, scenario, sides, names, replicate, people, person, choose }: ChooserProps) {
  const [side, setSide] = useState<0 | 1>(1);
  const [said, setSaid] = useState("");
  const world = `${scenario} ${sides.join()} ${replicate}`;
  useEffect(() => setSaid(""), [world]);
  // Whoever has chosen somebody in the meantime is not to be led away.
  const turn = useRef(0);
  useEffect(() => {
    turn.current += 1;
  }, [person, world]);
  const pick = (kind: PersonKind) => {
    turn.current += 1;
    const mine = turn.current;
    setSaid(t("town.pick.asked"));
    const values = { kind: t(`town.pick.${kind}`), regime: names[side] };
    engine.pick(scenario, sides[side], replicate, kind).then(
      (picked) => {
        if (mine !== turn.current) return setSaid("");
        if (picked === null) return setSaid(t("town.pick.nobody", values));
        setSaid(t("town.pick.found", { ...values, person: String(picked.person), of: picked.of }));
        choose(picked.person);
      },
      (reason: unknown) => setSaid(t("town.refused", { reason: reason instanceof Error ? reason.message : String(reason) })),
    );
  };
  const typed = (event: Event) => {
    const { value } = event.currentTarget as HTMLInputElement;
    choose(value === "" ? null : Math.round(Number(value)));
  };
  const isThere = person === null || (person >= 0 && person < people);
  return (
    <div class="town-chooser">
      <p>{t("town.choose.how")}</p>
      <div class="town-row">
        <label>
          {t("town.choose.number")}{" "}
          <input
            type="number"
            min={0}
            max={people - 1}
            value={person ?? ""}
            aria-invalid={!isThere}
            aria-describedby={isThere ? undefined : "town-no-person"}
            onInput={typed}
          />
        </label>
        {person !== null && (
          <button type="button" onClick={() => choose(null)}>
            {t("town.choose.none")}
          </button>
        )}
      </div>
      {!isThere && (
        <p id="town-no-person" role="alert">
          {t("town.choose.wrong", { person: String(person), people, last: number(people - 1) })}
        </p>
      )}
      <fieldset class="town-row">
        <legend>{t("town.pick")}</legend>
        <label>
          {t("town.pick.in")}{" "}
          <select value={side} onChange={(event) => setSide(event.currentTarget.value === "0" ? 0 : 1)}>
            {names.map((name, place) => (
              <option key={place} value={place}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {KINDS.map((kind) => (
          <button key={kind} type="button" onClick={() => pick(kind)}>
            {t(`town.pick.${kind}`)}
          </button>
        ))}
      </fieldset>
      <p role="status">{said}</p>
    </div>
  );
}
