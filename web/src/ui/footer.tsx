// What this is and what it is not, and the code of what is shown: a file on one's own disk has no address to send.

import { useId, useState } from "preact/hooks";
import { t } from "../texts";
import { CopyButton } from "./copy";

interface Props {
  version: string;
  code(): string;
  open(code: string): void;
}

export function Footer({ version, code, open }: Props) {
  const [pasted, setPasted] = useState("");
  const id = useId();
  return (
    <footer class="page-footer">
      <div class="page-about">
        <p>
          <strong>{t("footer.assumed")}</strong> {t("footer.what")}
        </p>
        <p class="quiet-text">{t("footer.version", { version })}</p>
      </div>
      <section class="controls page-code" aria-label={t("footer.code")}>
        <p class="quiet-text">{t("footer.code_what")}</p>
        <CopyButton text={code}>{t("footer.copy")}</CopyButton>
        <form
          class="field"
          onSubmit={(event) => {
            event.preventDefault();
            open(pasted);
            setPasted("");
          }}
        >
          <label for={id}>{t("footer.paste")}</label>
          <div class="row page-paste">
            <input id={id} type="text" value={pasted} autocomplete="off" spellcheck={false} onInput={(event) => setPasted(event.currentTarget.value)} />
            <button type="submit">{t("footer.open")}</button>
          </div>
        </form>
      </section>
    </footer>
  );
}
