import { useState } from "preact/hooks";
import { BuildView } from "./build/build_view";
import { LessonsView } from "./lessons/lessons_view";
import type { Engine } from "./model/engine";
import { PlayView } from "./play/play_view";
import { FIRST_PAGE, type PageState, type View } from "./state/page";
import { type Key, t } from "./texts";
import { TownView } from "./town/town_view";

const VIEWS: Record<View, typeof PlayView> = {
  lessons: LessonsView,
  play: PlayView,
  town: TownView,
  build: BuildView,
};

export function App({ engine }: { engine: Engine }) {
  const [state, setState] = useState<PageState>(FIRST_PAGE);
  const change = (part: Partial<PageState>) => setState((state) => ({ ...state, ...part }));
  const Shown = VIEWS[state.view];
  return (
    <>
      <header>
        <h1>{t("page.title")}</h1>
        <nav>
          {(Object.keys(VIEWS) as View[]).map((view) => (
            <button key={view} type="button" aria-current={view === state.view} onClick={() => change({ view })}>
              {t(`view.${view}` as Key)}
            </button>
          ))}
        </nav>
      </header>
      <main>
        <Shown engine={engine} state={state} change={change} />
      </main>
    </>
  );
}
