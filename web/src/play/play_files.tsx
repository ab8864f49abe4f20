// The same study for the program: its scenario as a file, the command that runs it, and what must come out, to the last bit.

import type { Findings } from "../model/protocol";
import { scenarioOf, type Setup } from "../state/setup";
import { number, t } from "../texts";
import { CopyButton } from "../ui/copy";
import { download } from "../ui/download";
import { regimeName } from "../ui/names";

const FILE = "mutua-page.toml";

export function PlayFiles({ setup, findings, version }: { setup: Setup; findings: Findings; version: string }) {
  return (
    <>
      <div class="card controls">
        <h3>{t("files.title")}</h3>
        <p>{t("files.what", { version })}</p>
        <div class="row">
          <button type="button" onClick={() => download(FILE, scenarioOf(setup))}>
            {t("files.scenario", { file: FILE })}
          </button>
          <CopyButton text={() => `mutua run ${FILE}`}>{t("files.command")}</CopyButton>
          <code>{`mutua run ${FILE}`}</code>
        </div>
      </div>
      <details>
        <summary>{t("files.hashes")}</summary>
        <p class="quiet-text">{t("files.hashes_what")}</p>
        <div class="table-frame" role="region" tabIndex={0} aria-label={t("files.hashes")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("files.regime")}</th>
                <th scope="col">{t("files.world")}</th>
                <th scope="col">{t("files.hash")}</th>
              </tr>
            </thead>
            <tbody>
              {findings.hashes.map(([regime, world, hash]) => (
                <tr key={`${regime} ${world}`}>
                  <th scope="row">
                    {regimeName(findings.regimes[regime] ?? "")} <code>{findings.regimes[regime]}</code>
                  </th>
                  <td>{number(world + 1)}</td>
                  <td>
                    <code>{hash}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
