// Mechanisms in an order in which they can be told. One that is in no group here is told at the end.

import type { About, SwitchRow } from "../model/protocol";

export const GROUPS = {
  asking: ["direct_reciprocity", "upstream_reciprocity", "generalised_reciprocity", "dependence_crowds_out"],
  trust: ["hearsay", "hope", "promise", "waiting_felt", "known_say_less", "tie_priors", "illich_attribution"],
  entering: ["seek_by_trust", "confidence_to_speak", "hopes_differ", "leave_strangers", "dependence_holds", "veterans_stay"],
  meeting: ["everybody_takes_turns", "put_to_the_group", "matching", "bystanders", "repertoire", "greeting_cap", "private_insights", "mistakes", "recruiting"],
  giving: ["giver_relief", "giver_insights", "giver_competence", "worker_asks"],
  workers: ["worker_learning", "worker_practice", "practice_felt", "paid_when_held"],
  outside: ["civic_acts", "civic_skills", "group_acts", "purpose_overflows", "public_insights", "tie_forming"],
  life: ["tie_turnover", "carers", "people_move", "paces", "uneven_insights"],
} as const;

export type MechanismGroup = keyof typeof GROUPS | "others";

export function mechanismGroups(about: About): { group: MechanismGroup; rows: SwitchRow[] }[] {
  const mechanisms = about.switches.filter((one) => one.mechanism);
  const placed: string[] = Object.values(GROUPS).flat();
  const groups = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => ({
    group: group as MechanismGroup,
    rows: GROUPS[group].flatMap((name) => mechanisms.filter((one) => one.name === name)),
  }));
  const others = mechanisms.filter((one) => !placed.includes(one.name));
  return others.length === 0 ? groups : [...groups, { group: "others", rows: others }];
}
