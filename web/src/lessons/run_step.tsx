// The run: live pictures, what they say in sentences, and where the reader and the model part.

import { number, t } from "../texts";
import { claimed } from "./claims";
import { comparedWith } from "./expected";
import { Figures, type FiguresProps } from "./figures";
import { answerOf, FEWEST_WORLDS, measured } from "./found";
import type { Claim, Lesson } from "./lesson";
import { livesSaid } from "./lives_said";
import type { Lives } from "./use_lives";
import type { Run } from "./use_runs";
import { Story } from "../town/story";
import { regimeName } from "../ui/names";
import { say, sayIf } from "./words";

/** All sentences of a claim; none until it can be told. */
export function sentencesOf(lesson: Lesson, claim: Claim, runs: Run[], lives: Lives | undefined): string[] {
  if (claim.kind === "lives") return lives === undefined ? [] : livesSaid(lives);
  const sentence = claimed(claim, runs, lesson.variants?.parameter);
  return sentence === undefined ? [] : [sentence];
}

/** The answer in the words of a choice, where there was one to make. */
export function chosenWords(lesson: Lesson, runs: Run[]): string | undefined {
  const { expectation } = lesson;
  if (expectation?.kind !== "choice" || expectation.measure.kind === "lives") return undefined;
  if (runs.some((run) => run.worlds < FEWEST_WORLDS)) return undefined;
  const found = measured(expectation.measure, runs);
  return found && say(`lesson.${lesson.name}.${answerOf(found)}`);
}

interface Props extends FiguresProps {
  /** Why there are no lives, as a sentence. */
  livesFailed: string | undefined;
  another(): void;
}

export function RunStep(props: Props) {
  const { lesson, runs, lives, livesFailed, expected, pointNames, another } = props;
  const compared = comparedWith(lesson, expected, runs, lives, pointNames);
  const [first, ...more] = lesson.claims.map((claim) => sentencesOf(lesson, claim, runs, lives)).filter((one) => one.length > 0);
  const chosen = chosenWords(lesson, runs);
  const failed = runs.find((run) => run.failed !== undefined)?.failed;
  return (
    <>
      <Progress runs={runs} waits={first === undefined} />
      {failed !== undefined && <p class="notice">{t("lesson.run.failed", { reason: failed })}</p>}
      {livesFailed !== undefined && <p class="notice">{livesFailed}</p>}
      {first !== undefined && (
        <section class="card answer" aria-labelledby="answer">
          <h4 id="answer">{t("lesson.run.answer")}</h4>
          {chosen !== undefined && <p class="answer-first">{chosen}</p>}
          {first.map((sentence, i) => (
            <p key={i} class={i === 0 && chosen === undefined ? "answer-first" : undefined}>
              {sentence}
            </p>
          ))}
          {compared.map((sentence) => (
            <p key={sentence} class="answer-compared">
              {sentence}
            </p>
          ))}
        </section>
      )}
      {lesson.doors && (lives ?? livesFailed) !== undefined && (
        <p>
          <button type="button" onClick={another}>
            {t("lesson.lives.another")}
          </button>
        </p>
      )}
      {lesson.doors && lives && <p class="quiet-text">{t("lesson.lives.picked", { person: number(lives.person), world: number(lives.replicate + 1), of: number(lives.of) })}</p>}
      <Figures {...props} />
      {lives?.doors.map((door) => (
        <details key={door.regime}>
          <summary>{t("lesson.lives.story", { door: regimeName(door.regime) })}</summary>
          <Story {...door.story} level={4} />
        </details>
      ))}
      {more.length > 0 && (
        <section aria-labelledby="more">
          <h4 id="more">{t(lesson.doors ? "lesson.run.everybody" : "lesson.run.more")}</h4>
          <ul>
            {more.flat().map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <p class="quiet-text">{sayIf(`lesson.${lesson.name}.care`)}</p>
    </>
  );
}

/** How far the runs are: told once they have begun and once they are done, not for each world. */
export function Progress({ runs, waits }: { runs: Run[]; waits: boolean }) {
  const worlds = runs.reduce((sum, run) => sum + run.worlds, 0);
  const all = runs.reduce((sum, run) => sum + run.setup.replicates, 0);
  const people = runs[0]?.setup.people ?? 0;
  const done = worlds >= all;
  return (
    <div class="run-progress">
      <progress max={all} value={worlds} aria-label={t("lesson.run.progress")} />
      <span class="quiet-text">{t("lesson.run.worlds", { worlds: number(worlds), all: number(all), people: number(people) })}</span>
      <span class="visually-hidden" role="status">
        {done ? t("lesson.run.done", { all: number(all) }) : waits ? t("lesson.run.begun", { fewest: number(FEWEST_WORLDS) }) : ""}
      </span>
      {waits && <span class="quiet-text">{say("lesson.run.wait", { fewest: number(FEWEST_WORLDS) })}</span>}
    </div>
  );
}
