// Paints helping networks: a hub where the network meets, and an arm to each who takes part. Members come from the whole town, so
// an outline round them would enclose half of it; a soft hand with an arm to each shows who belongs together and covers nobody.

import type { Frame, Town } from "./frames";
import type { Layout } from "./layout";
import type { Palette } from "./palette";

export class NetworkPainter {
  /** By network of the frame, from 1: how many take part, how many of them are members, and where the hub is. */
  private readonly taking: Uint16Array;
  private readonly members: Uint16Array;
  private readonly hubX: Float32Array;
  private readonly hubY: Float32Array;
  /** The first member. */
  private readonly first: Uint16Array;

  constructor(
    town: Town,
    private readonly layout: Layout,
  ) {
    const room = 1 + Math.max(...town.frames.map((frame) => frame.networks));
    this.taking = new Uint16Array(room);
    this.members = new Uint16Array(room);
    this.hubX = new Float32Array(room);
    this.hubY = new Float32Array(room);
    this.first = new Uint16Array(room);
  }

  /** Finds who takes part in what. A network about one person meets at that person; others in the middle of those who take part. */
  gather(frame: Frame): void {
    const { taking, members, hubX, hubY, first } = this;
    for (const array of [taking, members, hubX, hubY]) array.fill(0);
    for (let person = 0; person < frame.member.length; person += 1) {
      const member = frame.member[person] as number;
      if (member !== 0) {
        if (members[member] === 0) first[member] = person;
        members[member] = (members[member] as number) + 1;
        this.count(member, person);
      }
      const supports = frame.supports[person] as number;
      if (supports !== 0) this.count(supports, person);
    }
    for (let network = 1; network <= frame.networks; network += 1) {
      const all = taking[network] as number;
      if (all === 0) continue;
      const isAboutOne = members[network] === 1;
      const one = first[network] as number;
      hubX[network] = isAboutOne ? (this.layout.x[one] as number) : (hubX[network] as number) / all;
      hubY[network] = isAboutOne ? (this.layout.y[one] as number) : (hubY[network] as number) / all;
    }
  }

  private count(network: number, person: number): void {
    this.taking[network] = (this.taking[network] as number) + 1;
    this.hubX[network] = (this.hubX[network] as number) + (this.layout.x[person] as number);
    this.hubY[network] = (this.hubY[network] as number) + (this.layout.y[person] as number);
  }

  /** Hands and arms, over which people stand. */
  paintBelow(pen: CanvasRenderingContext2D, frame: Frame, palette: Palette, width: number, density: number): void {
    const room = this.layout.pitch * width;
    pen.lineCap = "round";
    pen.beginPath();
    this.arms(pen, frame, frame.member, width);
    pen.strokeStyle = palette.blob;
    pen.lineWidth = room * 0.95;
    pen.stroke();
    pen.strokeStyle = palette.network;
    pen.lineWidth = 1.8 * density;
    pen.beginPath();
    this.arms(pen, frame, frame.member, width);
    pen.stroke();
    pen.lineWidth = 1.2 * density;
    pen.setLineDash([2 * density, 3 * density]);
    pen.beginPath();
    this.arms(pen, frame, frame.supports, width);
    pen.stroke();
    pen.setLineDash([]);
    pen.lineCap = "butt";
  }

  private arms(pen: CanvasRenderingContext2D, frame: Frame, takesPartIn: Uint16Array, width: number): void {
    const { x, y } = this.layout;
    for (let person = 0; person < takesPartIn.length; person += 1) {
      const network = takesPartIn[person] as number;
      if (network === 0 || network > frame.networks) continue;
      pen.moveTo((this.hubX[network] as number) * width, (this.hubY[network] as number) * width);
      pen.lineTo((x[person] as number) * width, (y[person] as number) * width);
    }
  }

  /** Outlines of those who take part, and hubs: a square at the shoulder of the one whom a network is about. */
  paintAbove(pen: CanvasRenderingContext2D, frame: Frame, palette: Palette, width: number, density: number): void {
    const room = this.layout.pitch * width;
    pen.strokeStyle = palette.network;
    pen.lineWidth = Math.max(room * 0.11, 1.2 * density);
    pen.beginPath();
    this.outlines(pen, frame.member, room * 0.52, width);
    pen.stroke();
    pen.lineWidth = Math.max(room * 0.09, 1 * density);
    pen.setLineDash([2 * density, 2 * density]);
    pen.beginPath();
    this.outlines(pen, frame.supports, room * 0.47, width);
    pen.stroke();
    pen.setLineDash([]);
    const size = Math.max(room * 0.36, 3.5 * density);
    for (let network = 1; network <= frame.networks; network += 1) {
      if (this.taking[network] === 0) continue;
      const isAboutOne = this.members[network] === 1;
      const off = isAboutOne ? room * 0.52 : 0;
      const half = isAboutOne ? size / 2 : size * 0.8;
      const left = (this.hubX[network] as number) * width + off - half;
      const top = (this.hubY[network] as number) * width - off - half;
      pen.fillStyle = palette.block;
      pen.fillRect(left - density, top - density, 2 * half + 2 * density, 2 * half + 2 * density);
      pen.fillStyle = palette.network;
      pen.fillRect(left, top, 2 * half, 2 * half);
    }
  }

  private outlines(pen: CanvasRenderingContext2D, takesPartIn: Uint16Array, reach: number, width: number): void {
    const { x, y } = this.layout;
    for (let person = 0; person < takesPartIn.length; person += 1) {
      if (takesPartIn[person] === 0) continue;
      const atX = (x[person] as number) * width;
      const atY = (y[person] as number) * width;
      pen.moveTo(atX + reach, atY);
      pen.arc(atX, atY, reach, 0, 2 * Math.PI);
    }
  }
}
