// The page begins: the model is started, and then shown.

import { render } from "preact";
import { App } from "./app";
import { Engine } from "./model/engine";
import { codeOf, languageNow, languageOf, speak, t } from "./texts";

const root = document.getElementById("page") as HTMLElement;
speak(languageOf(navigator.language));
document.documentElement.lang = codeOf(languageNow());
document.title = t("page.title");
root.textContent = t("page.starting");

Engine.start().then(
  (engine) => {
    root.textContent = "";
    render(<App engine={engine} />, root);
  },
  (reason: unknown) => {
    root.textContent = t("page.failed", { reason: String(reason) });
  },
);
