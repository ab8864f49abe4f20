import type { Language } from "../texts";
import { codeOf, LANGUAGES, t } from "../texts";
import { type PageState, type View, VIEWS } from "../state/page";

interface Props {
  state: PageState;
  change(part: Partial<PageState>): void;
}

export function Header({ state, change }: Props) {
  return (
    <header class="page-header">
      <div class="page-name">
        <h1>
          {t("page.name")}
          <span>{t("page.motto")}</span>
        </h1>
        <div class="languages controls" role="group" aria-label={t("page.language")}>
          {LANGUAGES.map((language: Language) => (
            <button
              key={language}
              type="button"
              lang={codeOf(language)}
              aria-pressed={language === state.language}
              onClick={() => change({ language })}
            >
              {t(`language.${language}`)}
            </button>
          ))}
        </div>
      </div>
      <nav class="controls" aria-label={t("page.views")}>
        {VIEWS.map((view: View) => (
          <button key={view} type="button" aria-current={view === state.view ? "page" : undefined} onClick={() => change({ view })}>
            {t(`view.${view}`)}
          </button>
        ))}
      </nav>
    </header>
  );
}
