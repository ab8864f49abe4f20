// What a result hangs on: a mechanism is switched off, everything is run again, and what changed is said.

import { useState } from "preact/hooks";
import type { About, Findings } from "../model/protocol";
import { scenarioOf, type Setup, withValue } from "../state/setup";
import { number, t } from "../texts";
import { indicatorName, regimeName } from "../ui/names";
import { mechanismMeaning, mechanismName } from "./mechanisms";
import { changeOf } from "./probe_change";
import { suspects } from "./suspects";
import { clearSide } from "./verdict";
import { withInterval } from "./verdict_words";

interface Props {
  about: About;
  setup: Setup;
  change(setup: Setup): void;
  /** Whether the findings are those of this setup, with all of its worlds. */
  ready: boolean;
  findings: Findings;
  regime: number;
  indicator: string;
  population: string;
}

/** What was there before a mechanism was switched. */
interface Before {
  name: string;
  setup: Setup;
  findings: Findings;
}

export function Probe({ about, setup, change, ready, findings, regime, indicator, population }: Props) {
  const [before, setBefore] = useState<Before | undefined>(undefined);
  const rows = suspects(indicator, presentOf(about, setup, regime)).flatMap((name) => about.switches.filter((one) => one.name === name));
  const isOn = (name: string) => setup.switches[name] ?? about.switches.find((one) => one.name === name)?.default ?? true;
  const turned = (setup: Setup, name: string, on: boolean) =>
    withValue(setup, "switches", name, on, about.switches.find((one) => one.name === name)?.default ?? true);
  // If anything else was changed meanwhile, the difference is not the mechanism's.
  const compared = before !== undefined && scenarioOf(setup) === scenarioOf(turned(before.setup, before.name, !isOnIn(before))) ? before : undefined;

  function isOnIn(one: Before): boolean {
    return one.setup.switches[one.name] ?? about.switches.find((row) => row.name === one.name)?.default ?? true;
  }
  const turn = (name: string) => {
    if (compared?.name === name) {
      setBefore(undefined);
      change(compared.setup);
    } else if (ready) {
      setBefore({ name, setup, findings });
      change(turned(setup, name, !isOn(name)));
    }
  };
  return (
    <section class="probe controls" aria-label={t("probe.title")}>
      <h3>{t("probe.title")}</h3>
      <p>{t("probe.intro")}</p>
      <ul class="probe-list">
        {rows.map((row) => (
          <li key={row.name} class="card">
            <strong>{mechanismName(row.name)}</strong>
            <p class="quiet-text">{mechanismMeaning(row)}</p>
            <button type="button" aria-disabled={!ready && compared?.name !== row.name} onClick={() => turn(row.name)}>
              {t(isOn(row.name) ? "probe.off" : "probe.on")}
              <span class="visually-hidden">: {mechanismName(row.name)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div role="status" class="probe-result">
        {compared === undefined ? (
          !ready && <p class="quiet-text">{t("probe.wait")}</p>
        ) : !ready ? (
          <p class="quiet-text">{t("probe.running", { name: mechanismName(compared.name) })}</p>
        ) : (
          <Changed before={compared} findings={findings} regime={regime} indicator={indicator} population={population} off={isOnIn(compared)} />
        )}
      </div>
    </section>
  );
}

/** Who is there besides the worker. */
function presentOf(about: About, setup: Setup, regime: number): string {
  const here = setup.regimes[regime];
  const value = here?.fields.present ?? about.regimes.find((one) => one.name === here?.like)?.fields?.present;
  return typeof value === "string" ? value : "";
}

interface ChangedProps {
  before: Before;
  findings: Findings;
  regime: number;
  indicator: string;
  population: string;
  off: boolean;
}

function Changed({ before, findings, regime, indicator, population, off }: ChangedProps) {
  const found = changeOf(before.findings, findings, regime, indicator, population);
  if (found === undefined) return <p>{t("probe.nothing")}</p>;
  const side = clearSide(found.change);
  const values = {
    name: mechanismName(before.name),
    indicator: indicatorName(indicator),
    regime: regimeName(findings.regimes[regime] ?? ""),
    reference: regimeName(findings.regimes[findings.reference] ?? ""),
    before: withInterval(indicator, found.before, found.of),
    after: withInterval(indicator, found.after, found.of),
    change: withInterval(indicator, found.change),
    worlds: number(found.change.n),
  };
  return (
    <>
      <p>
        <strong>{t(off ? "probe.without" : "probe.with", values)}</strong>{" "}
        {t(found.of === "difference" ? "probe.difference" : "probe.level", values)}
      </p>
      <p>{t(side === "unclear" ? "probe.unclear" : side === "above" ? "probe.higher" : "probe.lower", values)}</p>
    </>
  );
}
