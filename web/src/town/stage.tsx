import { useMemo, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { Engine } from "../model/engine";
import type { PageState } from "../state/page";
import { t } from "../texts";
import { Chooser } from "./chooser";
import { Difference } from "./difference";
import { frameAt } from "./frames";
import { Legend } from "./legend";
import type { Look } from "./painter";
import { Behind } from "./over_time";
import { PeopleList } from "./people_list";
import { PersonNow, PersonPanel } from "./person_panel";
import { usePlayer } from "./player";
import { PlayerBar, SPEEDS, type Speed } from "./player_bar";
import { Side } from "./side";
import type { Towns } from "./use_towns";

export interface StageProps {
  engine: Engine;
  towns: Towns;
  scenario: string;
  /** Names of all regimes of the setup. */
  regimes: string[];
  sides: [number, number];
  /** What readers call the two regimes. */
  names: [string, string];
  /** Those of the sides under which there are networks. */
  told: number[];
  replicate: number;
  language: string;
  state: PageState["town"];
  set(part: Partial<PageState["town"]>): void;
  look: Look;
  choose(person: number | null): void;
  /** Choices of what is seen. */
  children: ComponentChildren;
}

/** The two towns, time that runs over them, and the person who is looked at. */
export function Stage(props: StageProps) {
  const { engine, towns, scenario, regimes, sides, names, replicate, told, language, state, set, look, choose } = props;
  const { town } = towns.sides[0];
  const last = town.frames[town.frames.length - 1]?.week ?? 0;
  const [speed, setSpeed] = useState<Speed>("middle");
  const player = usePlayer(last, town.every, SPEEDS[speed], state.week, (week) => set({ week }));
  const place = frameAt(town, player.week);
  // Pictures and lists are told again when the time stands still, not at every picture.
  const still = useRef(place);
  if (!player.playing) still.current = place;
  const person = look.person !== null && look.person >= 0 && look.person < town.people ? look.person : null;
  // What does not change with the weeks is not made anew at every picture. Names stand for the language, too.
  const behind = useMemo(
    () => (
      <div class="town-stage">
        <Behind seen={towns.sides[0]} name={names[0]} />
        <Behind seen={towns.sides[1]} name={names[1]} />
      </div>
    ),
    [towns, ...names],
  );
  const legend = useMemo(() => <Legend colour={look.colour} />, [look.colour, ...names]);
  const panel = useMemo(
    () =>
      person !== null && (
        <PersonPanel
          engine={engine}
          scenario={scenario}
          regimes={regimes}
          told={told}
          replicate={replicate}
          person={person}
          language={language}
        />
      ),
    [engine, scenario, told.join(), replicate, person, language, ...names],
  );
  const side = (side: 0 | 1) => (
    <Side
      towns={towns}
      side={side}
      regimes={regimes}
      regime={sides[side]}
      name={names[side]}
      place={place}
      told={still.current}
      look={{ ...look, person }}
      choose={choose}
    />
  );
  return (
    <>
      <div class="town-stage">
        {side(0)}
        {side(1)}
      </div>
      <PlayerBar player={player} last={last} every={town.every} speed={speed} setSpeed={setSpeed} />
      {behind}
      {props.children}
      {legend}
      <Difference left={towns.sides[0]} right={towns.sides[1]} names={names} place={place} />
      <section aria-labelledby="town-person">
        <h3 id="town-person">{t("town.person")}</h3>
        <Chooser
          engine={engine}
          scenario={scenario}
          sides={sides}
          names={names}
          replicate={replicate}
          people={town.people}
          person={look.person}
          choose={choose}
        />
        <div aria-live={player.playing ? "off" : "polite"}>
          {person !== null && (
            <PersonNow towns={towns} sides={sides} names={names} place={place} of={{ engine, scenario, replicate, person, language }} />
          )}
        </div>
        {panel}
        <People towns={towns} names={names} place={still.current} person={person} choose={choose} />
      </section>
    </>
  );
}

/** The list of people, made when it is opened. */
function People(props: Parameters<typeof PeopleList>[0]) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("town.list")}</summary>
      {isOpen && <PeopleList {...props} />}
    </details>
  );
}
