// The answer key: what the model says in each lesson, computed here and now, and what a good discussion brings out.

import { useEffect, useMemo, useState } from "preact/hooks";
import type { Engine } from "../model/engine";
import { number, t } from "../texts";
import { askedOf, type Hang, type Lesson, setupsOf } from "./lesson";
import { LESSONS } from "./lessons";
import { List } from "./paragraphs";
import { chosenWords, sentencesOf } from "./run_step";
import { useLives } from "./use_lives";
import { type Run, useRuns } from "./use_runs";
import { say } from "./words";

const WITH_ANSWERS = LESSONS.filter((lesson) => lesson.claims.length > 0);

export function AnswerKey({ engine }: { engine: Engine }) {
  const [open, setOpen] = useState(false);
  /** How many lessons are computed or being computed; 0: nobody has asked yet. */
  const [reached, setReached] = useState(0);
  const done = reached > WITH_ANSWERS.length;
  return (
    <section class={open ? "answer-key" : "answer-key no-print"} aria-labelledby="answer-key">
      <h3 id="answer-key">{t("lesson.key.title")}</h3>
      <p class="no-print">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "lesson.key.close" : "lesson.key.open")}
        </button>
      </p>
      {open && (
        <>
          <p>{t("lesson.key.lead")}</p>
          <p class="no-print">
            <button type="button" class="primary" aria-disabled={reached > 0} onClick={() => reached === 0 && setReached(1)}>
              {t("lesson.key.compute")}
            </button>{" "}
            <span role="status" class="quiet-text">
              {reached === 0 ? "" : done ? t("lesson.key.done") : t("lesson.key.computing", { lesson: number(reached), all: number(WITH_ANSWERS.length) })}
            </span>
          </p>
          <p class="quiet-text">{t("lesson.key.version", { version: engine.about.version })}</p>
          {WITH_ANSWERS.map((lesson, i) => (
            <OfLesson key={lesson.name} engine={engine} lesson={lesson} wanted={i < reached} done={() => setReached((now) => Math.max(now, i + 2))} />
          ))}
          <h4>{t("lesson.key.limits")}</h4>
          <List base="lesson.key.limits" />
        </>
      )}
    </section>
  );
}

interface Props {
  engine: Engine;
  lesson: Lesson;
  wanted: boolean;
  done(): void;
}

/** What takes long on a small computer is left to the lesson. */
const quick = (lesson: Lesson, hang: Hang): boolean => hang.change.people === undefined && lesson.variants === undefined;

function OfLesson({ engine, lesson, wanted, done }: Props) {
  const base = `lesson.${lesson.name}`;
  return (
    <section class="key-lesson">
      <h4>{say(`${base}.title`)}</h4>
      <p>
        <em>{say(`${base}.question`)}</em>
      </p>
      {wanted ? <Numbers engine={engine} lesson={lesson} done={done} /> : <p class="quiet-text">{t("lesson.key.none_yet")}</p>}
      <p>
        <strong>{t("lesson.key.good")}</strong> {say(`${base}.good`)}
      </p>
    </section>
  );
}

function Numbers({ engine, lesson, done }: Omit<Props, "wanted">) {
  const hangs = lesson.hangs.filter((hang) => quick(lesson, hang));
  const asked = useMemo(() => askedOf(lesson), [lesson]);
  const setups = useMemo(() => [setupsOf(lesson), ...hangs.map((hang) => setupsOf(lesson, hang.change))], [lesson]);
  const all = useRuns(engine, setups.flat(), asked);
  const { lives, failed } = useLives(engine, lesson, {}, 0);
  const parts = setups.map((part, i) => {
    const from = setups.slice(0, i).reduce((sum, one) => sum + one.length, 0);
    return all.slice(from, from + part.length);
  });
  const finished = all.every((run) => run.failed !== undefined || run.worlds >= run.setup.replicates);
  useEffect(() => {
    if (finished) done();
  }, [finished]);
  const [base, ...others] = parts;
  const told = (runs: Run[]) => lesson.claims.flatMap((claim) => (claim.kind === "lives" ? [] : sentencesOf(lesson, claim, runs, undefined)));
  const runs = base?.[0];
  const chosen = chosenWords(lesson, base ?? []);
  return (
    <>
      <p class="quiet-text">
        {runs && t("lesson.key.runs", { worlds: number(runs.worlds), people: number(runs.setup.people), seed: String(runs.setup.seed), years: number(runs.setup.weeks / 52) })}
      </p>
      <ul>
        {failed !== undefined && <li>{failed}</li>}
        {lives && lesson.doors && <li>{sentencesOf(lesson, { kind: "lives" }, [], lives).join(" ")}</li>}
        {chosen !== undefined && <li>{chosen}</li>}
        {told(base ?? []).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {hangs.map((hang, i) => {
        // Of what is changed the lesson's first answer is enough: the rest stands in the lesson.
        const sentences = told(others[i] ?? []).slice(0, 1);
        const what = say(`lesson.${lesson.name}.hang.${hang.name}`);
        if (sentences.length === 0) return null;
        return (
          <div key={hang.name}>
            <p>{t(hang.off ? "lesson.hangs.without" : "lesson.hangs.instead", { what })}:</p>
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}
