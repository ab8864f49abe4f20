import type { ComponentChildren } from "preact";
import { t } from "../texts";

/** The table behind a picture: its head and body are what is given. It can be scrolled by keys where it is wide. */
export function TableBehind({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <details>
      <summary>{t("chart.table")}</summary>
      <div class="table-frame" role="region" tabIndex={0} aria-label={title}>
        <table>
          <caption>{title}</caption>
          {children}
        </table>
      </div>
    </details>
  );
}
