// Beneath the picture: how large its scale is, and the same as files.

import type { RefObject } from "preact";
import { useId, useState } from "preact/hooks";
import type { Findings } from "../model/protocol";
import { type Key, t } from "../texts";
import { CopyButton } from "../ui/copy";
import { download } from "../ui/download";
import { type Kind, kindOf } from "../ui/measure";
import { csvOf, pngOf, saveSvg, type Words } from "./lines_export";
import type { Curve } from "./lines_frame";

const WHOLE: Record<Kind, Key> = { count: "chart.from_zero", scale: "chart.whole", percent: "chart.whole_percent" };

interface Props {
  findings: Findings;
  indicator: string;
  population: string;
  curves: Curve[];
  whole: boolean;
  setWhole(whole: boolean): void;
  picture: RefObject<SVGSVGElement | null>;
  words: Words;
}

export function LinesTools({ findings, indicator, population, curves, whole, setWhole, picture, words }: Props) {
  const [failed, setFailed] = useState("");
  const id = useId();
  const name = `mutua-${indicator}-${population}`;
  const csv = () => csvOf(findings, population, indicator, curves);
  const png = async () => {
    if (picture.current === null) return;
    try {
      download(`${name}.png`, await pngOf(picture.current, words));
      setFailed("");
    } catch (reason) {
      setFailed(t("chart.failed", { reason: String(reason) }));
    }
  };
  return (
    <div class="lines-tools controls">
      <div class="row" role="group" aria-labelledby={id}>
        <span id={id} class="quiet-text">
          {t("chart.scale")}
        </span>
        <button type="button" aria-pressed={!whole} onClick={() => setWhole(false)}>
          {t("chart.magnify")}
        </button>
        <button type="button" aria-pressed={whole} onClick={() => setWhole(true)}>
          {t(WHOLE[kindOf(indicator)])}
        </button>
      </div>
      <div class="row">
        <button type="button" class="bare" onClick={() => download(`${name}.csv`, csv(), "text/csv;charset=utf-8")}>
          {t("chart.save", { kind: "CSV" })}
        </button>
        <button type="button" class="bare" onClick={() => picture.current && saveSvg(name, picture.current, words)}>
          {t("chart.save", { kind: "SVG" })}
        </button>
        <button type="button" class="bare" onClick={png}>
          {t("chart.save", { kind: "PNG" })}
        </button>
        <CopyButton class="bare" text={() => csv().replaceAll(",", "\t")}>
          {t("chart.copy_table")}
        </CopyButton>
      </div>
      {failed !== "" && <p class="notice">{failed}</p>}
    </div>
  );
}
