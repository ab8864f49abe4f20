// What remains assumed: the numbers on which the answer rests, with the source that the model's own table names.

import type { About } from "../model/protocol";
import { number, storyLanguage, t } from "../texts";
import type { Lesson } from "./lesson";
import { Paragraphs } from "./paragraphs";
import { plain, say } from "./words";

/** What the table of the model says of a source, in the reader's words. */
const kindOf = (source: string) =>
  source.includes("found by a search") ? "lesson.assumed.searched" : isAssumed(source) ? "lesson.assumed.yes" : "lesson.assumed.partly";

/** Sources of which the kind says all. */
const COMMON = ["assumed", "assumed; found by a search towards targets of evidence (docs/grounded.md)"];

const isAssumed = (source: string): boolean => source.startsWith("assumed");

export function Assumed({ lesson, about }: { lesson: Lesson; about: About }) {
  const own = lesson.setup.parameters ?? {};
  const valueOf = (row: About["parameters"][number]) => own[row.name] ?? row.default;
  const rows = lesson.assumed.flatMap((name) => about.parameters.filter((one) => one.name === name));
  const assumed = rows.filter((one) => isAssumed(one.source)).length;
  return (
    <>
      <p>{t("lesson.assumed.count", { assumed: number(assumed), all: number(rows.length) })}</p>
      <div class="table-frame" role="region" tabIndex={0} aria-label={t("lesson.assumed.caption")}>
        <table>
          <caption>{t("lesson.assumed.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("lesson.assumed.what")}</th>
              <th scope="col">{t("lesson.assumed.value")}</th>
              <th scope="col">{t("lesson.assumed.plausible")}</th>
              <th scope="col" class="words">{t("lesson.assumed.source")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">
                  {say(`lesson.parameter.${row.name}`)} <code>{row.name}</code>
                </th>
                <td>
                  {plain(valueOf(row))}
                  {(valueOf(row) < row.plausible_low || valueOf(row) > row.plausible_high) && ` ${t("lesson.assumed.outside")}`}
                </td>
                <td>{t("chart.from_to", { low: plain(row.plausible_low), high: plain(row.plausible_high) })}</td>
                <td class="words">
                  {/* The model's table is in English: other readers are told its kind in their own language first. */}
                  {(COMMON.includes(row.source) || storyLanguage() !== "en") && t(kindOf(row.source))}
                  {!COMMON.includes(row.source) && (
                    <span class="quiet-text source" lang="en">
                      {row.source}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Paragraphs base={`lesson.${lesson.name}.limits`} />
      <p class="discuss">
        <strong>{t("lesson.assumed.discuss")}</strong> {say(`lesson.${lesson.name}.discuss`)}
      </p>
    </>
  );
}
