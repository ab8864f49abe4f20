// What the answer hangs on: one thing is switched off or made otherwise, and the same sentence is made of the new runs.

import type { About } from "../model/protocol";
import { t } from "../texts";
import { Figures } from "./figures";
import type { Hang, Lesson } from "./lesson";
import { Progress, sentencesOf } from "./run_step";
import type { Lives, LivesNow } from "./use_lives";
import type { Run } from "./use_runs";
import { say, sayIf, valuesOf } from "./words";

interface Props {
  about: About;
  lesson: Lesson;
  runs: Run[];
  lives: LivesNow;
  hang: Hang | undefined;
  otherRuns: Run[];
  otherLives: LivesNow;
  pointNames: string[];
  pull(hang: string | null): void;
}

export function Hangs({ about, lesson, runs, lives, hang, otherRuns, otherLives, pointNames, pull }: Props) {
  const told = (runs: Run[], lives: Lives | undefined) =>
    lesson.claims.flatMap((claim) => {
      const said = sentencesOf(lesson, claim, runs, lives);
      // Of one person's lives the comparison says enough here.
      return claim.kind === "lives" ? said.slice(0, 1) : said;
    });
  const [before, after] = [told(runs, lives.lives), told(otherRuns, otherLives.lives)];
  return (
    <>
      <p>{say(`lesson.${lesson.name}.hangs`)}</p>
      <ul class="hangs">
        {lesson.hangs.map((one) => {
          const base = `lesson.${lesson.name}.hang.${one.name}`;
          const off = one === hang;
          return (
            <li key={one.name} class="card">
              <h4>{say(base)}</h4>
              <p>{say(`${base}.meaning`, valuesOf(about, lesson, one.change))}</p>
              <button type="button" class={off ? "pulled" : undefined} onClick={() => pull(off ? null : one.name)}>
                {t(off ? "lesson.hangs.back" : one.off ? "lesson.hangs.off" : "lesson.hangs.otherwise")}
              </button>
              {sayIf(`${base}.takes`) !== "" && <span class="quiet-text"> {say(`${base}.takes`)}</span>}
            </li>
          );
        })}
      </ul>
      <div class="side-by-side">
        <section class="card" aria-labelledby="as-it-is">
          <h4 id="as-it-is">{t("lesson.hangs.as_it_is")}</h4>
          {lives.failed !== undefined && <p class="notice">{lives.failed}</p>}
          {before.length === 0 ? <Progress runs={runs} waits={true} /> : before.map((sentence) => <p key={sentence}>{sentence}</p>)}
        </section>
        {hang && (
          <section class="card answer" aria-labelledby="otherwise">
            <h4 id="otherwise">{t(hang.off ? "lesson.hangs.without" : "lesson.hangs.instead", { what: say(`lesson.${lesson.name}.hang.${hang.name}`) })}</h4>
            <Progress runs={otherRuns} waits={after.length === 0} />
            {otherLives.failed !== undefined && <p class="notice">{otherLives.failed}</p>}
            {after.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </section>
        )}
      </div>
      {hang && (
        <div class="side-by-side pairs">
          <section>
            <h4>{t("lesson.hangs.as_it_is")}</h4>
            <Figures lesson={lesson} runs={runs} lives={lives.lives} beside={{ runs: otherRuns, lives: otherLives.lives }} expected={undefined} pointNames={pointNames} />
          </section>
          <section>
            <h4>{t("lesson.hangs.picture")}</h4>
            <Figures lesson={lesson} runs={otherRuns} lives={otherLives.lives} beside={{ runs, lives: lives.lives }} expected={undefined} pointNames={pointNames} />
          </section>
        </div>
      )}
    </>
  );
}
