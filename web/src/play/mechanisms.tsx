// Every mechanism of the model, each with a switch: what a result depends on is not hidden.

import type { About, SwitchRow } from "../model/protocol";
import { type Setup, withValue } from "../state/setup";
import { hasText, t } from "../texts";
import { mechanismGroups } from "./mechanism_groups";

interface Props {
  about: About;
  setup: Setup;
  change(setup: Setup): void;
}

/** What a mechanism is called. */
export function mechanismName(name: string): string {
  const key = `switch.${name}`;
  return hasText(key) ? t(key) : name;
}

/** What it does; the model's own words where the page has none. */
export function mechanismMeaning(row: SwitchRow): string {
  const key = `switch.${row.name}.what`;
  return hasText(key) ? t(key) : row.meaning;
}

export function Mechanisms({ about, setup, change }: Props) {
  const moved = Object.keys(setup.switches).length;
  return (
    <details class="lever-group">
      <summary>{moved === 0 ? t("switch.title") : t("switch.title_moved", { n: moved })}</summary>
      <p class="quiet-text">{t("switch.intro")}</p>
      {mechanismGroups(about).map(({ group, rows }) => (
        <fieldset key={group} class="switches">
          <legend>{t(`switch.group_${group}`)}</legend>
          {rows.map((row) => (
            <MechanismSwitch
              key={row.name}
              row={row}
              on={setup.switches[row.name] ?? row.default}
              turn={(on) => change(withValue(setup, "switches", row.name, on, row.default))}
            />
          ))}
        </fieldset>
      ))}
    </details>
  );
}

function MechanismSwitch({ row, on, turn }: { row: SwitchRow; on: boolean; turn(on: boolean): void }) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={(event) => turn(event.currentTarget.checked)} />
      <span>
        <strong>{mechanismName(row.name)}</strong>
        {on !== row.default && <em class="switch-moved"> {t(row.default ? "switch.now_off" : "switch.now_on")}</em>}
        <span class="switch-what">{mechanismMeaning(row)}</span>
      </span>
    </label>
  );
}
