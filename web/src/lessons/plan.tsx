// The plan for a class of ninety minutes, and behind it the answer key for the teacher. Made to be printed.

import type { ViewProps } from "../state/page";
import { number, t } from "../texts";
import { AnswerKey } from "./answer_key";
import { LESSONS } from "./lessons";
import { List } from "./paragraphs";
import { say, sayIf } from "./words";

/** The parts of the plan: how long, and which lessons are worked on. */
export const PARTS: { name: string; minutes: number; lessons: string[] }[] = [
  { name: "open", minutes: 5, lessons: [] },
  { name: "doors", minutes: 12, lessons: ["two-doors"] },
  { name: "decide", minutes: 13, lessons: ["who-decides"] },
  { name: "groups", minutes: 20, lessons: ["alone-or-together", "a-promise", "the-ledger", "running-out", "professionals-win"] },
  { name: "report", minutes: 20, lessons: [] },
  { name: "discuss", minutes: 15, lessons: [] },
  { name: "close", minutes: 5, lessons: ["your-own"] },
];

const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

export function Plan({ engine, change }: ViewProps) {
  let from = 0;
  const rows = PARTS.map((part) => {
    const begins = from;
    from += part.minutes;
    return { ...part, begins, ends: from };
  });
  return (
    <article class="plan">
      <p class="lesson-place no-print">
        <button type="button" class="bare" onClick={() => change({ lesson: null, step: 0 })}>
          ← {t("lesson.nav.all")}
        </button>
        <button type="button" onClick={() => window.print()}>
          {t("lesson.plan.print")}
        </button>
      </p>
      <h2>{t("lesson.plan.title")}</h2>
      <p class="lead">{t("lesson.plan.lead", { minutes: number(from) })}</p>
      <h3>{t("lesson.plan.before")}</h3>
      <List base="lesson.plan.before" />
      <h3>{t("lesson.plan.course")}</h3>
      <div class="table-frame" role="region" tabIndex={0} aria-label={t("lesson.plan.course")}>
        <table class="plan-table">
          <thead>
            <tr>
              <th scope="col">{t("lesson.plan.time")}</th>
              <th scope="col">{t("lesson.plan.what")}</th>
              <th scope="col">{t("lesson.plan.board")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((part) => (
              <tr key={part.name}>
                <th scope="row">
                  {clock(part.begins)}–{clock(part.ends)}
                </th>
                <td class="words">
                  <strong>{say(`lesson.plan.${part.name}`)}</strong>
                  <br />
                  {say(`lesson.plan.${part.name}.how`)}
                </td>
                <td class="words">{sayIf(`lesson.plan.${part.name}.board`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t("lesson.plan.questions")}</h3>
      <p>{t("lesson.plan.questions_how")}</p>
      <ol class="plan-questions">
        {LESSONS.map((lesson) => (
          <li key={lesson.name}>
            <strong>{say(`lesson.${lesson.name}.title`)}</strong> – {say(`lesson.${lesson.name}.question`)}{" "}
            <em>{say(`lesson.${lesson.name}.discuss`)}</em>
          </li>
        ))}
      </ol>
      <h3>{t("lesson.plan.card")}</h3>
      <p>{t("lesson.plan.card_how")}</p>
      <div class="table-frame" role="region" tabIndex={0} aria-label={t("lesson.plan.card")}>
        <table class="plan-card">
          <thead>
            <tr>
              {["expected", "says", "hangs", "assumed", "practice"].map((column) => (
                <th key={column} scope="col">
                  {say(`lesson.plan.card.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {["expected", "says", "hangs", "assumed", "practice"].map((column) => (
                <td key={column}>&nbsp;</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <h3>{t("lesson.plan.talk")}</h3>
      <List base="lesson.plan.talk" />
      <h3>{t("lesson.plan.homework")}</h3>
      <List base="lesson.plan.homework" />
      <AnswerKey engine={engine} />
    </article>
  );
}
