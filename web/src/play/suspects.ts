// The mechanisms on which each indicator hangs most, by who is present at a meeting, as switching each off in turn has shown in
// towns of the page's size. That is where a reader looks first; all others are among the levers.

type Kind = "alone" | "circle" | "group";

export const SUSPECTS: Record<string, Record<Kind, string[]>> = {
  generalised_trust: {
    alone: ["people_move", "paces", "hearsay"],
    circle: ["known_say_less", "put_to_the_group", "people_move", "tie_forming"],
    group: ["leave_strangers", "veterans_stay", "tie_forming", "purpose_overflows"],
  },
  institutional_trust: {
    alone: ["people_move", "paces", "hearsay", "dependence_holds"],
    circle: ["people_move", "private_insights", "paces"],
    group: ["tie_forming", "veterans_stay", "confidence_to_speak", "leave_strangers"],
  },
  empowerment: {
    alone: ["illich_attribution", "giver_competence", "people_move"],
    circle: ["people_move", "private_insights", "giver_competence", "recruiting"],
    group: ["leave_strangers", "confidence_to_speak", "veterans_stay", "giver_competence"],
  },
  dependence: {
    alone: ["people_move", "paces", "dependence_holds"],
    circle: ["people_move", "seek_by_trust"],
    group: ["people_move", "seek_by_trust"],
  },
  coping: {
    alone: ["public_insights", "civic_skills", "worker_learning"],
    circle: ["private_insights", "giver_insights", "recruiting"],
    group: ["confidence_to_speak", "veterans_stay", "tie_forming"],
  },
  recovered: {
    alone: ["paces", "people_move", "giver_relief"],
    circle: ["paces", "people_move", "private_insights"],
    group: ["paces", "confidence_to_speak", "people_move"],
  },
  entered: {
    alone: ["seek_by_trust", "giver_relief", "dependence_holds"],
    circle: ["seek_by_trust", "giver_relief", "paces"],
    group: ["confidence_to_speak", "paces", "giver_relief"],
  },
  worker_hours: {
    alone: ["dependence_holds", "paid_when_held", "people_move"],
    circle: ["paid_when_held", "paces", "people_move"],
    group: ["veterans_stay", "leave_strangers", "confidence_to_speak"],
  },
  civic_acts: {
    alone: ["civic_skills", "illich_attribution", "civic_acts"],
    circle: ["civic_acts", "civic_skills", "paces"],
    group: ["leave_strangers", "veterans_stay", "purpose_overflows", "civic_skills"],
  },
};

const USUAL = ["people_move", "paces", "hearsay", "hope"];

export const KINDS: Record<string, Kind> = { client: "alone", "close-ties": "circle", peers: "group", residents: "group" };

/** Whoever is present: the client alone, if nothing is said, as in the world without helping networks. */
export const suspects = (indicator: string, present: string): string[] =>
  SUSPECTS[indicator]?.[KINDS[present] ?? "alone"] ?? USUAL;
