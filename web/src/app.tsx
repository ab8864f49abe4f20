import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { BuildView } from "./build/build_view";
import { LessonsView } from "./lessons/lessons_view";
import type { Engine } from "./model/engine";
import { PlayView } from "./play/play_view";
import type { View } from "./state/page";
import { usePage } from "./state/use_page";
import { codeOf, speak, t } from "./texts";
import { TownView } from "./town/town_view";
import { AddressNotice } from "./ui/address_notice";
import { Footer } from "./ui/footer";
import { Guard } from "./ui/guard";
import { markChanged } from "./ui/names";
import { Header } from "./ui/header";

const SHOWN: Record<View, typeof PlayView> = {
  lessons: LessonsView,
  play: PlayView,
  town: TownView,
  build: BuildView,
};

export function App({ engine }: { engine: Engine }) {
  const page = usePage(engine.about);
  const { state, change } = page;
  const { version } = engine.about;
  // Before anything is written, so that all of it is in one language.
  speak(state.language);
  // Lessons and the form run setups of their own.
  markChanged(state.view === "play" || state.view === "town" ? state.setup : undefined);
  useLayoutEffect(() => {
    document.documentElement.lang = codeOf(state.language);
    document.title = t("page.view_title", { view: t(`view.${state.view}`) });
  }, [state.view, state.language]);
  const main = useFocusOnNewPlace(`${state.view} ${state.lesson ?? ""}`);
  const Shown = SHOWN[state.view];
  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          // The address holds the state, so it cannot hold a place in the page.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("page.skip")}
      </a>
      <Header state={state} change={change} />
      <main id="content" ref={main} tabIndex={-1}>
        <AddressNotice read={page} version={version} kept={page.kept} dismiss={page.dismiss} />
        <Guard key={state.view}>
          <Shown engine={engine} state={state} change={change} />
        </Guard>
      </main>
      <Footer version={version} code={page.code} open={page.open} />
    </>
  );
}

/** Whoever comes to another view or lesson begins at its heading, with the keyboard and with a screen reader, too. */
function useFocusOnNewPlace(place: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    const heading = main.current?.querySelector<HTMLElement>("h1, h2, h3") ?? main.current;
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [place]);
  return main;
}
