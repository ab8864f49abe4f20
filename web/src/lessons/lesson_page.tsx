// One lesson: its steps, the way between them, and where the focus goes.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ViewProps } from "../state/page";
import { number, t } from "../texts";
import { Assumed } from "./assumed";
import { variantName } from "./claims";
import { Expect } from "./expect";
import { type Expected, firstOf, isSaid } from "./expected";
import { Hangs } from "./hangs";
import { askedOf, type Lesson, setupOf, setupsOf, stepsOf } from "./lesson";
import { LESSONS } from "./lessons";
import { Paragraphs } from "./paragraphs";
import { RunStep } from "./run_step";
import { useLives } from "./use_lives";
import { type Run, useRuns } from "./use_runs";
import { say, valuesOf } from "./words";

/** What readers have said, as long as the page is open. */
const remembered = new Map<string, Expected>();

/** The names of the points at which something is expected. */
export function pointNamesOf(lesson: Lesson, runs: Run[]): string[] {
  const { expectation, variants } = lesson;
  if (expectation?.kind !== "curve") return [];
  if (expectation.points.of === "regimes") return expectation.points.regimes.map((regime) => say(`lesson.point.${regime}`));
  return runs.map((run) => variantName(run, variants?.parameter ?? ""));
}

export function LessonPage({ lesson, engine, state, change }: ViewProps & { lesson: Lesson }) {
  const steps = stepsOf(lesson);
  const at = Math.min(Math.max(0, state.step), steps.length - 1);
  const step = steps[at] ?? "question";
  const asked = useMemo(() => askedOf(lesson), [lesson]);
  const setups = useMemo(() => (lesson.figures.length > 0 ? setupsOf(lesson) : []), [lesson]);
  const [pulled, setPulled] = useState<string | null>(null);
  const hang = step === "hangs" ? lesson.hangs.find((one) => one.name === pulled) : undefined;
  const changed = useMemo(() => (hang ? setupsOf(lesson, hang.change) : []), [lesson, hang]);
  const all = useRuns(engine, [...setups, ...changed], asked);
  const runs = all.slice(0, setups.length);
  const otherRuns = all.slice(setups.length);

  const [from, setFrom] = useState(0);
  const lives = useLives(engine, lesson, {}, from);
  const otherLives = useLives(engine, lesson, hang?.change ?? {}, from, hang && lives.lives);

  const pointNames = pointNamesOf(lesson, runs.length > 0 ? runs : setups.map((setup) => ({ setup, findings: undefined, worlds: 0, failed: undefined })));
  const { expectation } = lesson;
  const [expected, setExpected] = useState(remembered.get(lesson.name));
  const expect = (said: Expected) => {
    remembered.set(lesson.name, said);
    setExpected(said);
  };
  // What is drawn at points stands somewhere from the beginning; a choice and a line have to be made.
  const first = expectation === null ? undefined : firstOf(expectation, pointNames.length);
  const said = expectation === null || isSaid(expectation, expected ?? first);

  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useRef(false);
  useEffect(() => {
    // Not on the first visit: then the page itself says where the focus is.
    if (arrived.current) {
      heading.current?.focus({ preventScroll: true });
      heading.current?.closest("article")?.scrollIntoView({ block: "start" });
    }
    arrived.current = true;
  }, [at]);

  const go = (next: number) => change({ step: next });
  const index = LESSONS.indexOf(lesson);
  const following = LESSONS[index + 1];
  const playOn = () =>
    lesson.leads === "build"
      ? change({ view: "build" })
      : change({ view: "play", setup: setups[0] ?? setupOf(lesson), indicator: lesson.shown.indicator, population: lesson.shown.population, prediction: null, revealed: true });

  return (
    <article class="lesson">
      <p class="lesson-place">
        <button type="button" class="bare" onClick={() => change({ lesson: null, step: 0 })}>
          ← {t("lesson.nav.all")}
        </button>
        <span class="quiet-text">{t("lesson.nav.number", { number: number(index + 1), all: number(LESSONS.length) })}</span>
      </p>
      <h2>{say(`lesson.${lesson.name}.title`)}</h2>
      <Progress at={at} names={steps.map((one) => say(`lesson.step.${one}`))} go={go} />
      <h3 ref={heading} tabIndex={-1}>
        {step === "question" ? say(`lesson.${lesson.name}.question`) : say(`lesson.step.${step}`)}
      </h3>

      {step === "question" && <Paragraphs base={`lesson.${lesson.name}.story`} values={valuesOf(engine.about, lesson)} />}
      {step === "expect" && expectation !== null && (
        <>
          <p>{say(`lesson.${lesson.name}.expect`)}</p>
          <Expect
            lesson={lesson}
            expectation={expectation}
            expected={expected ?? first ?? {}}
            pointNames={pointNames}
            findings={runs[0]?.findings}
            onChange={expect}
          />
        </>
      )}
      {step === "run" && (
        <RunStep lesson={lesson} runs={runs} lives={lives.lives} livesFailed={lives.failed} expected={expected} pointNames={pointNames} another={() => setFrom((lives.lives?.replicate ?? from) + 1)} />
      )}
      {step === "hangs" && (
        <Hangs about={engine.about} lesson={lesson} runs={runs} lives={lives} hang={hang} otherRuns={otherRuns} otherLives={otherLives} pointNames={pointNames} pull={setPulled} />
      )}
      {step === "assumed" && <Assumed lesson={lesson} about={engine.about} />}
      {step === "go" && <Paragraphs base={`lesson.${lesson.name}.go`} />}

      {at === steps.length - 1 && (
        <div class="lesson-end">
          {following && (
            <button type="button" class="primary" onClick={() => change({ lesson: following.name, step: 0 })}>
              {t("lesson.nav.next_lesson", { title: say(`lesson.${following.name}.title`) })}
            </button>
          )}
          <button type="button" class={following ? undefined : "primary"} onClick={playOn}>
            {t(lesson.leads === "build" ? "lesson.nav.build" : "lesson.nav.play")}
          </button>
        </div>
      )}
      <nav class="lesson-way" aria-label={t("lesson.nav.steps")}>
        <button type="button" aria-disabled={at === 0} onClick={() => at > 0 && go(at - 1)}>
          {t("lesson.nav.back")}
        </button>
        <span class="quiet-text">{t("lesson.nav.step", { step: number(at + 1), all: number(steps.length) })}</span>
        {at < steps.length - 1 && (
          <button
            type="button"
            class="primary"
            onClick={() => {
              if (step === "expect" && said && expected === undefined && first !== undefined) expect(first);
              go(at + 1);
            }}
          >
            {t(step === "expect" ? (said ? "lesson.nav.run" : "lesson.nav.run_unsaid") : "lesson.nav.next")}
          </button>
        )}
      </nav>
    </article>
  );
}

function Progress({ at, names, go }: { at: number; names: string[]; go(step: number): void }) {
  return (
    <ol class="progress" aria-label={t("lesson.nav.progress")}>
      {names.map((name, i) => (
        <li key={name}>
          <button type="button" aria-current={i === at ? "step" : undefined} onClick={() => go(i)}>
            <span class="progress-number">{number(i + 1)}</span> <span class="progress-name">{name}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
