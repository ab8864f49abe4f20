import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { t } from "../texts";

/** A part that fails says so in its place; the rest of the page stays, and so does the code of the state. */
export function Guard({ children }: { children: ComponentChildren }) {
  const [failed, again] = useErrorBoundary();
  if (failed === undefined) return <>{children}</>;
  return (
    <div class="notice" role="alert">
      <p>{t("page.broken", { reason: String(failed) })}</p>
      <button type="button" onClick={again}>
        {t("page.again")}
      </button>
    </div>
  );
}
