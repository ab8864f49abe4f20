// The same as a scenario file, and the command that runs it with the program.

import { t } from "../texts";
import { CopyButton } from "../ui/copy";
import { download } from "../ui/download";

export function BuildScenario({ scenario, name }: { scenario: string; name: string }) {
  const file = `${name}.toml`;
  return (
    <details class="card">
      <summary>{t("build.scenario")}</summary>
      <p>{t("build.scenario.what", { file })}</p>
      <pre tabIndex={0} role="region" aria-label={t("build.scenario.file", { file })}>
        <code>{scenario}</code>
      </pre>
      <div class="row">
        <CopyButton text={() => scenario}>{t("build.scenario.copy")}</CopyButton>
        <button type="button" onClick={() => download(file, scenario)}>
          {t("build.scenario.save", { file })}
        </button>
      </div>
      <p>{t("build.scenario.run")}</p>
      <pre tabIndex={0} role="region" aria-label={t("build.scenario.command")}>
        <code>mutua run {file}</code>
      </pre>
    </details>
  );
}
