import { t } from "../texts";
import type { Player } from "./player";
import { when } from "./words";

/** Seconds for all weeks. */
export const SPEEDS = { slow: 40, middle: 20, fast: 10 } as const;
export type Speed = keyof typeof SPEEDS;

export interface PlayerBarProps {
  player: Player;
  last: number;
  every: number;
  speed: Speed;
  setSpeed(speed: Speed): void;
}

/** Play and pause, a slider over the years, steps, and how fast. */
export function PlayerBar({ player, last, every, speed, setSpeed }: PlayerBarProps) {
  const { week, playing } = player;
  const step = (weeks: number, key: "back_year" | "back" | "on" | "on_year", sign: string) => {
    const target = Math.min(Math.max(Math.round((week + weeks) / every) * every, 0), last);
    // Not `disabled`: a button that had the focus would lose it at the end.
    return (
      <button
        type="button"
        aria-disabled={target === week}
        aria-label={t(`town.step.${key}`, { weeks: every })}
        title={t(`town.step.${key}`, { weeks: every })}
        onClick={() => player.seek(target)}
      >
        {sign}
      </button>
    );
  };
  // The slider counts pictures, so that a press of an arrow key is the next one, and the last one can be reached.
  const slid = (event: Event) =>
    player.seek(Math.min(Number((event.currentTarget as HTMLInputElement).value) * every, last));
  return (
    <div class="town-player" role="group" aria-label={t("town.player")}>
      <button type="button" class="town-play" onClick={() => (playing ? player.pause() : player.play())}>
        <span aria-hidden="true">{playing ? "❚❚" : "▶"}</span> {t(playing ? "town.pause" : "town.play")}
      </button>
      <div class="town-slider">
        <input
          type="range"
          min={0}
          max={Math.ceil(last / every)}
          step={1}
          value={Math.ceil(week / every)}
          aria-label={t("town.slider")}
          aria-valuetext={when(week)}
          onInput={slid}
        />
        <output aria-hidden="true">{when(week)}</output>
      </div>
      <div class="town-steps">
        {step(-52, "back_year", "«")}
        {step(-every, "back", "‹")}
        {step(every, "on", "›")}
        {step(52, "on_year", "»")}
      </div>
      <label class="town-speed">
        {t("town.speed")}{" "}
        <select value={speed} onChange={(event) => setSpeed(event.currentTarget.value as Speed)}>
          {(Object.keys(SPEEDS) as Speed[]).map((one) => (
            <option key={one} value={one}>
              {t(`town.speed.${one}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
