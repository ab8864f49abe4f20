import { useEffect, useRef, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import type { PersonKind } from "../model/protocol";
import { number, t } from "../texts";
import { typedNumber } from "../ui/number_field";

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
  // What is typed stays as it is typed; a number that nobody has chooses nobody.
  const [typed, setTyped] = useState("");
  const wanted = personOf(typed, people);
  const world = `${scenario} ${sides.join()} ${replicate}`;
  useEffect(() => setSaid(""), [world]);
  // Whoever has chosen somebody in the meantime is not to be led away.
  const turn = useRef(0);
  /** Of whom is said how they were found. */
  const found = useRef<number | null>(null);
  useEffect(() => {
    turn.current += 1;
    if (person === null ? wanted !== undefined : person !== wanted) setTyped(person === null ? "" : String(person));
    if (person !== found.current) setSaid("");
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
        found.current = picked.person;
        // Who gave most is the first of those who gave; all others are in the middle of their kind.
        setSaid(t(kind === "giver" ? "town.pick.found_giver" : "town.pick.found", { ...values, person: String(picked.person), of: picked.of }));
        choose(picked.person);
      },
      (reason: unknown) => setSaid(t("town.refused", { reason: reason instanceof Error ? reason.message : String(reason) })),
    );
  };
  const type = (event: Event) => {
    const { value } = event.currentTarget as HTMLInputElement;
    setTyped(value);
    setSaid("");
    found.current = null;
    turn.current += 1;
    choose(personOf(value, people) ?? null);
  };
  // An address may name somebody whom this town does not have.
  const isThere = typed.trim() === "" || wanted !== undefined;
  return (
    <div class="town-chooser">
      <p>{t("town.choose.how")}</p>
      <div class="town-row">
        <label>
          {t("town.choose.number")}{" "}
          <input
            type="text"
            inputMode="numeric"
            autocomplete="off"
            value={typed}
            aria-invalid={!isThere}
            aria-describedby={isThere ? undefined : "town-no-person"}
            onInput={type}
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
          {t("town.choose.wrong", { person: typed.trim(), people, last: number(people - 1) })}
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

/** Whom a typed number means; undefined: nobody. */
function personOf(typed: string, people: number): number | undefined {
  const wanted = typedNumber(typed, true);
  return wanted !== undefined && Number.isInteger(wanted) && wanted >= 0 && wanted < people ? wanted : undefined;
}
