// The bytes of a town as wasm/src/page/town.rs writes them, read in place: a frame is a few views, and nothing is copied.

/** One week of a town. */
export interface Frame {
  week: number;
  /** Networks that are open; in this frame they are numbered from 1. */
  networks: number;
  /** By person: the network in which they are a member, from 1; 0: none. */
  member: Uint16Array;
  /** By person: the network that they support, from 1; 0: none. */
  supports: Uint16Array;
  /** By person: need and what they wait for; see `needOf`. */
  status: Uint8Array;
  /** By person, 0 to 255. */
  trust: Uint8Array;
  trustInServices: Uint8Array;
  burden: Uint8Array;
  /** Two ends of each tie, the lower number first. */
  ties: Uint16Array;
}

export interface Town {
  people: number;
  /** People in a neighbourhood; the last one may have fewer. */
  perNeighbourhood: number;
  /** Weeks between frames; the last one may be nearer. */
  every: number;
  /** Of the state at the horizon, as the program writes it: two towns with one hash ended the same in everything. */
  hash: string;
  frames: Frame[];
}

export type Need = "never" | "in_need" | "recovered";
export const NEEDS: Need[] = ["never", "in_need", "recovered"];

export const needOf = (status: number): Need => NEEDS[status & 3] as Need;
export const waits = (status: number): boolean => (status & 8) !== 0;

const HEADER = 24;
const FRAME_HEADER = 12;
const BYTES_A_PERSON = 8;
const BYTES_A_TIE = 4;

/** Reads a town. The bytes stay where they are and must not be changed. */
export function townOf(bytes: Uint8Array): Town {
  if (bytes.byteLength < HEADER) throw new Error("a town without a header");
  const { buffer, byteOffset } = bytes;
  const data = new DataView(buffer, byteOffset, bytes.byteLength);
  const number = (at: number) => data.getUint32(at, true);
  const people = number(0);
  const count = number(8);
  const frames: Frame[] = [];
  let at = HEADER;
  for (let one = 0; one < count; one += 1) {
    const ties = number(at + 8);
    const body = byteOffset + at + FRAME_HEADER;
    const small = (column: number) => new Uint8Array(buffer, body + column * people, people);
    frames.push({
      week: number(at),
      networks: number(at + 4),
      member: new Uint16Array(buffer, body, people),
      supports: new Uint16Array(buffer, body + 2 * people, people),
      status: small(4),
      trust: small(5),
      trustInServices: small(6),
      burden: small(7),
      ties: new Uint16Array(buffer, body + BYTES_A_PERSON * people, 2 * ties),
    });
    at += FRAME_HEADER + BYTES_A_PERSON * people + BYTES_A_TIE * ties;
  }
  if (at !== bytes.byteLength) throw new Error(`a town of ${bytes.byteLength} bytes that ends at ${at}`);
  const hash = [number(20), number(16)].map((half) => half.toString(16).padStart(8, "0")).join("");
  return { people, perNeighbourhood: number(4), every: number(12), hash, frames };
}

export const neighbourhoods = (town: Town): number => Math.ceil(town.people / town.perNeighbourhood);

/** The place of the last frame that is not later than a week. */
export function frameAt(town: Town, week: number): number {
  let place = Math.min(Math.floor(Math.max(week, 0) / town.every), town.frames.length - 1);
  while (place + 1 < town.frames.length && (town.frames[place + 1] as Frame).week <= week) place += 1;
  return place;
}
