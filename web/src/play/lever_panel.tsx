// All that can be moved: levers, switches of mechanisms, and how much is run.

import type { About } from "../model/protocol";
import { FIRST_SETUP, type Setup } from "../state/setup";
import { number, t } from "../texts";
import { LeverControl } from "./lever_control";
import { type Held, held, LEVERS } from "./levers";
import { Mechanisms } from "./mechanisms";
import { NumberField } from "../ui/number_field";

interface Props {
  about: About;
  setup: Setup;
  change(setup: Setup): void;
}

const GROUPS = ["help", "means", "trust"] as const;
/** What a lesson of an hour and a half has time for. */
const PEOPLE = { low: 500, high: 5_000 };
const WORLDS = { low: 1, high: 60 };

export function LeverPanel({ about, setup, change }: Props) {
  const all = LEVERS.map((lever) => held(lever, setup, about)).filter((one): one is Held => one !== undefined);
  const reset = () => {
    const back = all.reduce<Setup>((now, one) => held(one.lever, now, about)?.moved(one.first) ?? now, setup);
    change({ ...back, switches: {}, seed: FIRST_SETUP.seed, people: FIRST_SETUP.people, replicates: FIRST_SETUP.replicates });
  };
  const small = window.matchMedia("(max-width: 60rem)").matches;
  return (
    <div class="levers controls">
      <div class="levers-head">
        <h3>{t("lever.title")}</h3>
        <button type="button" class="bare" onClick={reset}>
          {t("lever.reset_all")}
        </button>
      </div>
      {GROUPS.map((group, place) => {
        const here = all.filter((one) => one.lever.group === group);
        if (here.length === 0) return null;
        return (
          <details key={group} class="lever-group" open={!small || place === 0}>
            <summary>{t(`lever.group_${group}`)}</summary>
            {here.map((one) => (
              <LeverControl key={one.lever.id} held={one} move={(value) => change(one.moved(value))} />
            ))}
          </details>
        );
      })}
      <Mechanisms about={about} setup={setup} change={change} />
      <details class="lever-group">
        <summary>{t("size.title")}</summary>
        <div class="sizes">
          <NumberField label={t("size.people")} note={t("size.people_note", { low: number(PEOPLE.low), high: number(PEOPLE.high) })} value={setup.people} {...around(PEOPLE, setup.people)} step={100} change={(people) => change({ ...setup, people })} />
          <NumberField label={t("size.worlds")} note={t("size.worlds_note", { low: WORLDS.low, high: WORLDS.high })} value={setup.replicates} {...around(WORLDS, setup.replicates)} step={1} change={(replicates) => change({ ...setup, replicates })} />
          <NumberField label={t("size.seed")} note={t("size.seed_note")} value={setup.seed} low={0} high={4_294_967_295} step={1} change={(seed) => change({ ...setup, seed })} />
        </div>
      </details>
    </div>
  );
}

/** A range that holds what an address brought, too. */
const around = (range: { low: number; high: number }, value: number) => ({
  low: Math.min(range.low, value),
  high: Math.max(range.high, value),
});
