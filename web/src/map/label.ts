/*
 * Name and value in a box: along its longer side, in two lines where there is room, the value only when the name fits, and
 * nothing where it could not be read.
 */
import type { Rect } from './grid';

export const SANS = '"IBM Plex Sans Variable", system-ui, sans-serif';
const SMALLEST = 8;
const LARGEST = 13;

/** How a label is set: font size, whether it is turned, and what is written in one line or two. */
export interface Setting {
  size: number;
  turned: boolean;
  shows: 'name' | 'value' | 'both in a line' | 'both in two lines';
}

const GAP = 5;

/** @param measure width of a text in CSS pixels at a font size */
export function setting(box: Rect, name: string, value: string, valueFirst: boolean, measure: (text: string, size: number) => number): Setting | null {
  const turned = box.height > box.width * 1.25;
  const along = (turned ? box.height : box.width) - 4;
  const across = (turned ? box.width : box.height) - 1;
  const two = sizeFor(across / 2.4);
  if (two >= 9 && value !== '' && Math.max(measure(name, two), measure(value, two)) <= along) return { size: two, turned, shows: 'both in two lines' };
  const largest = sizeFor(across / 1.12);
  if (value !== '') {
    const size = fitting(largest, along, (size) => measure(name, size) + measure(value, size) + GAP);
    if (size !== null) return { size, turned, shows: 'both in a line' };
  }
  const shows = valueFirst && value !== '' ? 'value' : 'name';
  const size = fitting(largest, along, (size) => measure(shows === 'name' ? name : value, size));
  return size === null ? null : { size, turned, shows };
}

function fitting(largest: number, room: number, width: (size: number) => number): number | null {
  for (let size = largest; size >= SMALLEST; size -= 0.5) if (width(size) <= room) return size;
  return null;
}

function sizeFor(room: number): number {
  return Math.min(LARGEST, Math.floor(room * 2) / 2);
}

export class Measurer {
  private readonly widths = new Map<string, number>();

  constructor(private readonly ctx: CanvasRenderingContext2D) {}

  /** Remembered per text at one size and scaled, since widths grow in proportion. */
  readonly width = (text: string, size: number): number => {
    let width = this.widths.get(text);
    if (width === undefined) {
      this.ctx.font = `500 10px ${SANS}`;
      width = this.ctx.measureText(text).width / 10;
      if (this.widths.size > 40_000) this.widths.clear();
      this.widths.set(text, width);
    }
    return width * size;
  };

  forget(): void {
    this.widths.clear();
  }
}

export function paintLabel(ctx: CanvasRenderingContext2D, box: Rect, name: string, value: string, how: Setting, colour: string, ground: string | null): void {
  ctx.save();
  ctx.translate(box.x + box.width / 2, box.y + box.height / 2);
  if (how.turned) ctx.rotate(-Math.PI / 2);
  const reach = ((how.turned ? box.height : box.width) - 4) / 2;
  ctx.textBaseline = 'middle';
  const write = (words: string, x: number, y: number, align: CanvasTextAlign, weight: number) => text(ctx, words, x, y, align, weight, how.size, colour, ground);
  if (how.shows === 'both in two lines') {
    write(name, 0, -how.size * 0.55, 'center', 600);
    write(value, 0, how.size * 0.6, 'center', 400);
  } else if (how.shows === 'both in a line') {
    write(name, -reach, 0.5, 'left', 600);
    write(value, reach, 0.5, 'right', 400);
  } else {
    write(how.shows === 'name' ? name : value, 0, 0.5, 'center', how.shows === 'name' ? 600 : 500);
  }
  ctx.restore();
}

/** With a ground, the letters get a rim of it, so that a mark below does not cut them. */
function text(ctx: CanvasRenderingContext2D, words: string, x: number, y: number, align: CanvasTextAlign, weight: number, size: number, colour: string, ground: string | null): void {
  ctx.font = `${weight} ${size}px ${SANS}`;
  ctx.textAlign = align;
  if (ground !== null) {
    ctx.lineWidth = 3;
    ctx.lineJoin = 'round';
    ctx.strokeStyle = ground;
    ctx.strokeText(words, x, y);
  }
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}
