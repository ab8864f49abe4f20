// Paints a town. Marks of people are painted once into a sheet of stamps, and arrays are kept from frame to frame, so that
// playing for long needs no memory.

import type { TownColour } from "../state/page";
import { type Frame, NEEDS, type Town } from "./frames";
import type { Layout } from "./layout";
import { colourOf, mark, SIZES, trustLevel } from "./marks";
import { NetworkPainter } from "./network_painter";
import type { Palette } from "./palette";

/** Which ties are drawn: those of all, or those of the person who is chosen. */
export type TiesShown = "all" | "chosen";

/** What the reader has chosen to see. */
export interface Look {
  colour: TownColour;
  ties: TiesShown;
  person: number | null;
}

export class Painter {
  private readonly pen: CanvasRenderingContext2D;
  private readonly stamps: HTMLCanvasElement;
  private readonly networks: NetworkPainter;
  private stamp = 0;
  private colour: TownColour | undefined;
  private palette: Palette | undefined;
  private width = 0;
  /** Pixels of the screen for a pixel of CSS. */
  private density = 1;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly town: Town,
    private readonly layout: Layout,
  ) {
    this.pen = canvas.getContext("2d") as CanvasRenderingContext2D;
    this.stamps = document.createElement("canvas");
    this.networks = new NetworkPainter(town, layout);
  }

  /** Sets size and colours; stamps are made anew. */
  prepare(width: number, density: number, palette: Palette): void {
    this.width = Math.round(width * density);
    this.density = density;
    this.palette = palette;
    this.canvas.width = this.width;
    this.canvas.height = Math.round(this.width * this.layout.height);
    this.colour = undefined;
  }

  paint(place: number, look: Look): void {
    const { palette, pen, town } = this;
    const frame = town.frames[place];
    if (palette === undefined || frame === undefined || this.width === 0) return;
    if (this.colour !== look.colour) this.makeStamps(look.colour, palette);
    this.paintGround(palette);
    if (look.ties === "all") this.paintTies(frame, palette);
    this.networks.gather(frame);
    this.networks.paintBelow(pen, frame, palette, this.width, this.density);
    this.paintPeople(frame, look.colour);
    this.networks.paintAbove(pen, frame, palette, this.width, this.density);
    if (look.person !== null && look.person < town.people) this.paintChosen(frame, look.person, look.colour, palette);
  }

  /** A stamp for each need, level of trust and colour: needs and levels from left to right, colours downwards. */
  private makeStamps(colour: TownColour, palette: Palette): void {
    this.colour = colour;
    const room = this.layout.pitch * this.width;
    this.stamp = Math.ceil(room * 1.1) + 2;
    const colours = palette.people[colour];
    this.stamps.width = this.stamp * NEEDS.length * SIZES.length;
    this.stamps.height = this.stamp * colours.length;
    const pen = this.stamps.getContext("2d") as CanvasRenderingContext2D;
    for (let row = 0; row < colours.length; row += 1) {
      NEEDS.forEach((need, place) =>
        SIZES.forEach((size, level) => {
          const column = place * SIZES.length + level;
          const [x, y] = [(column + 0.5) * this.stamp, (row + 0.5) * this.stamp];
          const paint = { fill: colours[row] as string, ground: palette.block, rim: palette.ink };
          mark(pen, need, x, y, size * room, paint);
        }),
      );
    }
  }

  private paintGround(palette: Palette): void {
    const { pen, width, layout } = this;
    pen.fillStyle = palette.ground;
    pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    pen.fillStyle = palette.block;
    const street = 0.18 * layout.pitch * width;
    pen.beginPath();
    for (const block of layout.blocks) {
      pen.roundRect(
        block.left * width + street, block.top * width + street,
        block.width * width - 2 * street, block.height * width - 2 * street, layout.pitch * width * 0.6,
      );
    }
    pen.fill();
  }

  private paintTies(frame: Frame, palette: Palette): void {
    const { pen, width } = this;
    const { x, y } = this.layout;
    const { ties } = frame;
    pen.strokeStyle = palette.tie;
    pen.lineWidth = 0.6 * this.density;
    pen.beginPath();
    for (let tie = 0; tie < ties.length; tie += 2) {
      const one = ties[tie] as number;
      const other = ties[tie + 1] as number;
      pen.moveTo((x[one] as number) * width, (y[one] as number) * width);
      pen.lineTo((x[other] as number) * width, (y[other] as number) * width);
    }
    pen.stroke();
  }

  private paintPeople(frame: Frame, colour: TownColour): void {
    for (let person = 0; person < this.town.people; person += 1) this.paintPerson(frame, person, colour);
  }

  private paintPerson(frame: Frame, person: number, colour: TownColour): void {
    const { stamp, width } = this;
    const need = (frame.status[person] as number) & 3;
    const column = need * SIZES.length + trustLevel(frame.trust[person] as number);
    const row = colourOf(colour, frame, person);
    const left = Math.round((this.layout.x[person] as number) * width - stamp / 2);
    const top = Math.round((this.layout.y[person] as number) * width - stamp / 2);
    this.pen.drawImage(this.stamps, column * stamp, row * stamp, stamp, stamp, left, top, stamp, stamp);
  }

  /** Rings the person who is chosen, draws their ties, and puts those to whom they are tied on top. */
  private paintChosen(frame: Frame, person: number, colour: TownColour, palette: Palette): void {
    const { pen, width, density } = this;
    const { x, y, pitch } = this.layout;
    const { ties } = frame;
    const atX = (x[person] as number) * width;
    const atY = (y[person] as number) * width;
    const alterOf = (tie: number): number | undefined =>
      ties[tie] === person ? ties[tie + 1] : ties[tie + 1] === person ? ties[tie] : undefined;
    pen.strokeStyle = palette.chosen;
    pen.lineWidth = 1.5 * density;
    pen.beginPath();
    for (let tie = 0; tie < ties.length; tie += 2) {
      const alter = alterOf(tie);
      if (alter === undefined) continue;
      pen.moveTo(atX, atY);
      pen.lineTo((x[alter] as number) * width, (y[alter] as number) * width);
    }
    pen.stroke();
    for (let tie = 0; tie < ties.length; tie += 2) {
      const alter = alterOf(tie);
      if (alter !== undefined) this.paintPerson(frame, alter, colour);
    }
    this.paintPerson(frame, person, colour);
    this.ring(atX, atY, pitch * width * 0.6 + 2 * density, 4.5, palette.block);
    this.ring(atX, atY, pitch * width * 0.6 + 2 * density, 2.5, palette.chosen);
  }

  private ring(x: number, y: number, reach: number, line: number, colour: string): void {
    const { pen } = this;
    pen.beginPath();
    pen.arc(x, y, reach, 0, 2 * Math.PI);
    pen.strokeStyle = colour;
    pen.lineWidth = line * this.density;
    pen.stroke();
  }
}
