// What the words of a picture mean: the indicator, the people, and the ways of help.

import { hasText, t } from "../texts";
import { capital, indicatorName, populationName, regimeName } from "../ui/names";

interface Props {
  indicator: string;
  population: string;
  regimes: string[];
}

export function Explained({ indicator, population, regimes }: Props) {
  const rows = [
    { name: indicatorName(indicator), key: `indicator.${indicator}.what` },
    { name: populationName(population), key: `population.${population}.what` },
    ...regimes.map((regime) => ({ name: regimeName(regime), key: `regime.${regime}.what` })),
  ];
  return (
    <details class="explained">
      <summary>{t("explained.title")}</summary>
      <dl>
        {rows.map(({ name, key }) =>
          hasText(key) ? (
            <div key={key}>
              <dt>{capital(name)}</dt>
              <dd>{t(key)}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </details>
  );
}
