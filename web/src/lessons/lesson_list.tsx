// The first page: what this is, and the lessons to begin with. Above them a picture that is being simulated while one reads.

import { Lines } from "../charts/lines";
import { useStudy } from "../model/use_study";
import { FIRST_SETUP } from "../state/setup";
import type { ViewProps } from "../state/page";
import { number, t } from "../texts";
import { stepsOf } from "./lesson";
import { LESSONS } from "./lessons";
import { say } from "./words";

/** Nothing that a lesson asks readers to guess. */
const SHOWN = "empowerment";
const PICTURE = { ...FIRST_SETUP, replicates: 8 };

export function LessonList({ engine, change }: ViewProps) {
  const { findings, worlds } = useStudy(engine, PICTURE, ["struck"], [SHOWN]);
  const [first] = LESSONS;
  const open = (lesson: string) => change({ lesson, step: 0 });
  return (
    <div class="lessons">
      <section class="hero">
        <div>
          <h2>{t("lesson.list.title")}</h2>
          <p class="lead">{t("lesson.list.lead")}</p>
          <p>{t("lesson.list.how")}</p>
          <div class="row">
            <button type="button" class="primary" onClick={() => first && open(first.name)}>
              {t("lesson.list.begin")}
            </button>
            <button type="button" onClick={() => change({ view: "play" })}>
              {t("lesson.list.play")}
            </button>
          </div>
        </div>
        <div class="hero-picture">
          {findings ? (
            <Lines findings={findings} indicator={SHOWN} population="struck" compact={true} />
          ) : (
            <p class="quiet-text">{t("lesson.list.waiting")}</p>
          )}
          {findings && <p class="quiet-text">{t("lesson.list.picture", { worlds: number(worlds) })}</p>}
        </div>
      </section>
      <h2>{t("lesson.list.lessons")}</h2>
      <ol class="lesson-cards">
        {LESSONS.map((lesson, i) => (
          <li key={lesson.name}>
            <button type="button" class="lesson-card" onClick={() => open(lesson.name)}>
              <span class="lesson-number" aria-hidden="true">
                {number(i + 1)}
              </span>
              <span class="lesson-words">
                <strong>{say(`lesson.${lesson.name}.title`)}</strong>
                <span>{say(`lesson.${lesson.name}.question`)}</span>
                <span class="quiet-text">{t("lesson.list.size", { minutes: number(lesson.minutes), steps: number(stepsOf(lesson).length) })}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <section class="card">
        <h2>{t("lesson.list.class")}</h2>
        <p>{t("lesson.list.class_lead")}</p>
        <button type="button" onClick={() => change({ lesson: "plan", step: 0 })}>
          {t("lesson.list.plan")}
        </button>
      </section>
      <p class="quiet-text">{t("lesson.list.honest")}</p>
    </div>
  );
}
