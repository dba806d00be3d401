/*
 * Name and value in a box: along its longer side, in two lines where there is room, the value only when the name fits, and
 * nothing where it could not be read.
 */
import type { Rect } from './grid';

export const SANS = '"IBM Plex Sans Variable", system-ui, sans-serif';
const SMALLEST = 8;
const LARGEST = 13;

/** How a label is set: font size, whether it is turned, and what is written. */
export interface Setting {
  size: number;
  turned: boolean;
  lines: 1 | 2;
  /** The value is written too. */
  value: boolean;
}

/** @param measure width of a text in CSS pixels at a font size */
export function setting(box: Rect, name: string, value: string, measure: (text: string, size: number) => number): Setting | null {
  const turned = box.height > box.width * 1.25;
  const along = (turned ? box.height : box.width) - 6;
  const across = (turned ? box.width : box.height) - 2;
  const two = sizeFor(across / 2.5);
  if (two >= 9.5 && value !== '' && measure(name, two) <= along && measure(value, two) <= along) {
    return { size: two, turned, lines: 2, value: true };
  }
  for (let size = sizeFor(across / 1.15); size >= SMALLEST; size -= 1) {
    const width = measure(name, size);
    if (width > along) continue;
    return { size, turned, lines: 1, value: value !== '' && width + measure(value, size) + size <= along };
  }
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
  const along = (how.turned ? box.height : box.width) - 6;
  ctx.textBaseline = 'middle';
  if (how.lines === 2) {
    text(ctx, name, 0, -how.size * 0.58, 'center', 600, how.size, colour, ground);
    text(ctx, value, 0, how.size * 0.62, 'center', 400, how.size, colour, ground);
  } else if (how.value) {
    text(ctx, name, -along / 2, 0.5, 'left', 600, how.size, colour, ground);
    text(ctx, value, along / 2, 0.5, 'right', 400, how.size, colour, ground);
  } else {
    text(ctx, name, 0, 0.5, 'center', 600, how.size, colour, ground);
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
