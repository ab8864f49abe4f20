// What is counted in a town, week by week.

import { type Frame, NEEDS, type Town } from "./frames";

/** By frame. */
export interface Counts {
  in_need: number[];
  recovered: number[];
  never: number[];
  /** Members of a network. */
  members: number[];
  supporters: number[];
  networks: number[];
  /** Mean trust in people, out of a hundred. */
  trust: number[];
}

export const countsOf = (town: Town): Counts => {
  const counts: Counts = {
    in_need: [], recovered: [], never: [], members: [], supporters: [], networks: [], trust: [],
  };
  for (const frame of town.frames) {
    const need = [0, 0, 0];
    for (const status of frame.status) need[status & 3] = (need[status & 3] as number) + 1;
    NEEDS.forEach((name, place) => counts[name].push(need[place] as number));
    counts.members.push(within(frame.member));
    counts.supporters.push(within(frame.supports));
    counts.networks.push(frame.networks);
    counts.trust.push(meanTrust(frame));
  }
  return counts;
};

function within(networks: Uint16Array): number {
  let count = 0;
  for (const network of networks) if (network !== 0) count += 1;
  return count;
}

function meanTrust(frame: Frame): number {
  let sum = 0;
  for (const trust of frame.trust) sum += trust;
  return (100 * sum) / (255 * frame.trust.length);
}
