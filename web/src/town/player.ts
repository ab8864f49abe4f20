// Time that runs: the week that is shown, on both sides in step.

import { useEffect, useRef, useState } from "preact/hooks";

export interface Player {
  week: number;
  playing: boolean;
  play(): void;
  pause(): void;
  seek(week: number): void;
}

/** Where the system asks for less motion, time goes on in leaps of half a year. */
const LEAP = 26;

const wantsLessMotion = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * `every`: weeks from picture to picture. `seconds`: how long all weeks take. `told`: the week that the address holds, which is
 * followed when it is changed from elsewhere; `tell` is called when the week has come to rest, and now and then while it runs.
 */
export function usePlayer(
  last: number, every: number, seconds: number, told: number, tell: (week: number) => void,
): Player {
  const within = (week: number) => Math.min(Math.max(week, 0), last);
  const [week, setWeek] = useState(within(told));
  const [playing, setPlaying] = useState(false);
  const said = useRef(told);
  const telling = useRef(tell);
  telling.current = tell;
  const say = (week: number) => {
    said.current = week;
    telling.current(week);
  };

  useEffect(() => {
    if (told === said.current) return;
    said.current = told;
    setPlaying(false);
    setWeek(within(told));
  }, [told]);

  useEffect(() => {
    if (!playing) return;
    const step = wantsLessMotion() ? LEAP : every;
    let shown = week;
    let exact = week;
    let before: number | undefined;
    let saidAt = 0;
    let request = 0;
    const turn = (now: number) => {
      exact += before === undefined ? 0 : (last * Math.min(now - before, 250)) / (1000 * seconds);
      before = now;
      const next = Math.min(Math.floor(exact / step) * step, last);
      const isOver = exact >= last;
      if (isOver || next > shown) {
        shown = isOver ? last : next;
        setWeek(shown);
      }
      if (isOver) {
        setPlaying(false);
        return;
      }
      if (now - saidAt > 1000) {
        saidAt = now;
        say(shown);
      }
      request = requestAnimationFrame(turn);
    };
    request = requestAnimationFrame(turn);
    const hidden = () => document.hidden && setPlaying(false);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      cancelAnimationFrame(request);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [playing, seconds, every, last]);

  // At rest the address is told, a moment later, since a slider that is drawn moves many times.
  useEffect(() => {
    if (playing || week === said.current) return;
    const timer = setTimeout(() => say(week), 300);
    return () => clearTimeout(timer);
  }, [week, playing]);

  return {
    week: within(week),
    playing,
    play() {
      if (week >= last) setWeek(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    seek(week) {
      setPlaying(false);
      setWeek(within(week));
    },
  };
}
