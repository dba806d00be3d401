/*
 * How a state looks in a box: fill and mark, so that black-and-white print and colour-blind eyes read it too. The marks of
 * the list (view/mark.tsx) are the same in small.
 */
import type { State } from '../model/types';
import type { Rect } from './grid';
import type { Palette, StateColours } from './palette';

type Mark = (ctx: CanvasRenderingContext2D, box: Rect, colours: StateColours) => void;

const MARKS: Record<State, Mark> = {
  good: () => {},
  worn: corner,
  bad: diagonal,
  down: cross,
  behind: dashed,
  unknown: dotted,
  maint: hatch,
  suspect: half,
};

/** Dashes and hatches need more room than a cross. */
const FINE: ReadonlySet<State> = new Set(['behind', 'unknown', 'maint']);

/** Fill and mark; in a very small box only what can be told apart: an edge, or the fill alone. */
export function paintState(ctx: CanvasRenderingContext2D, box: Rect, state: State, palette: Palette): void {
  const colours = palette.states[state];
  ctx.fillStyle = state === 'behind' ? palette.ground : colours.fill;
  ctx.fillRect(box.x, box.y, box.width, box.height);
  const least = Math.min(box.width, box.height);
  if (least < 3) return;
  if (least < 4 && FINE.has(state)) stroke(ctx, colours.mark, 1, [], () => ctx.rect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1));
  else MARKS[state](ctx, box, colours);
}

/** Worn: an amber corner. */
function corner(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, { mark }: StateColours): void {
  const edge = Math.min(12, Math.max(4, Math.min(width, height) * 0.4));
  ctx.fillStyle = mark;
  ctx.beginPath();
  ctx.moveTo(x + width - edge, y);
  ctx.lineTo(x + width, y);
  ctx.lineTo(x + width, y + edge);
  ctx.fill();
}

/** Bad: a diagonal cut from corner to corner. */
function diagonal(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, { mark }: StateColours): void {
  stroke(ctx, mark, Math.min(3, Math.max(1.5, Math.min(width, height) / 6)), [], () => {
    ctx.moveTo(x, y + height);
    ctx.lineTo(x + width, y);
  });
}

/** Down: a cross over the whole box. */
function cross(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, { mark }: StateColours): void {
  stroke(ctx, mark, Math.min(3, Math.max(1.5, Math.min(width, height) / 6)), [], () => {
    ctx.moveTo(x, y);
    ctx.lineTo(x + width, y + height);
    ctx.moveTo(x + width, y);
    ctx.lineTo(x, y + height);
  });
}

/** Behind: hollow and dashed. */
function dashed(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, { mark }: StateColours): void {
  stroke(ctx, mark, 1.5, [4, 3], () => ctx.rect(x + 0.75, y + 0.75, width - 1.5, height - 1.5));
}

/** Unknown: dotted. */
function dotted(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, { mark }: StateColours): void {
  stroke(ctx, mark, 1.5, [1.5, 3], () => ctx.rect(x + 0.75, y + 0.75, width - 1.5, height - 1.5));
}

/** Suspect: half full, with an outline. */
function half(ctx: CanvasRenderingContext2D, { x, y, width, height }: Rect, { mark }: StateColours): void {
  ctx.fillStyle = mark;
  if (height >= width) ctx.fillRect(x, y + height * 0.7, width, height * 0.3);
  else ctx.fillRect(x + width * 0.78, y, width * 0.22, height);
  stroke(ctx, mark, 1.5, [], () => ctx.rect(x + 0.75, y + 0.75, width - 1.5, height - 1.5));
}

/** Maintenance: hatched. */
function hatch(ctx: CanvasRenderingContext2D, box: Rect, { mark }: StateColours): void {
  const { x, y, width, height } = box;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  stroke(ctx, mark, 1, [], () => {
    for (let at = x - height; at < x + width; at += 6) {
      ctx.moveTo(at, y + height);
      ctx.lineTo(at + height, y);
    }
  });
  ctx.restore();
}

function stroke(ctx: CanvasRenderingContext2D, colour: string, width: number, dash: number[], path: () => void): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  if (dash.length > 0) ctx.setLineDash(dash);
  ctx.beginPath();
  path();
  ctx.stroke();
  if (dash.length > 0) ctx.setLineDash([]);
}
