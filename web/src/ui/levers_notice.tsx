// What was moved in the play view holds in other views, too: it is said there, and can be put back.

import { countChanged, putBack, type Setup } from "../state/setup";
import { t } from "../texts";

interface Props {
  setup: Setup;
  /** Whether changed ways of help are shown here; else only what holds for the whole town counts. */
  regimes: boolean;
  change(setup: Setup): void;
}

export function LeversNotice({ setup, regimes, change }: Props) {
  const n = countChanged(setup, regimes);
  if (n === 0) return null;
  return (
    <div class="notice row">
      <span>{t("lever.elsewhere", { n, play: t("view.play") })}</span>
      <button type="button" onClick={() => change(putBack(setup))}>
        {t("lever.reset_all")}
      </button>
    </div>
  );
}
