/*
 * Lines between boxes, in the layer below them: every link (on a key), the lit path to the core, and from what is behind to
 * its cause. Thickness by capacity.
 */
import type { Camera } from './camera';
import type { HitGrid, Rect } from './grid';
import type { Palette } from './palette';

/** Two devices that are joined, the lower one first, with the sum of their links. */
export interface Pair {
  a: string;
  b: string;
  megabits: number;
}

/** How full a pair is, each way, in steps of model/load.ts; null: nobody tells. `up` is from the first to the second. */
export interface LoadedPair extends Pair {
  up: number | null;
  down: number | null;
}

export interface Lines {
  links: Pair[];
  loads: LoadedPair[];
  path: Pair[];
  /** [behind, cause] */
  behind: [string, string][];
}

export function paintLines(ctx: CanvasRenderingContext2D, lines: Lines, grid: HitGrid, camera: Camera, palette: Palette): void {
  ctx.lineCap = 'butt';
  ctx.lineJoin = 'round';
  draw(ctx, lines.links.map(({ a, b, megabits }) => [a, b, thickness(megabits)]), palette.line, [], grid, camera);
  paintLoads(ctx, lines.loads, grid, camera, palette);
  draw(ctx, lines.behind.map(([a, b]) => [a, b, 1.25]), palette.states.behind.mark, [4, 4], grid, camera);
  draw(ctx, lines.path.map(({ a, b, megabits }) => [a, b, thickness(megabits) + 1]), palette.accent, [], grid, camera);
}

/** Two strokes side by side, one a direction; the fullest last, so that no other lies over it. Dotted where nobody tells. */
function paintLoads(ctx: CanvasRenderingContext2D, loads: LoadedPair[], grid: HitGrid, camera: Camera, palette: Palette): void {
  const fullest = (pair: LoadedPair) => Math.max(pair.up ?? -1, pair.down ?? -1);
  for (const pair of [...loads].sort((a, b) => fullest(a) - fullest(b))) {
    const width = thickness(pair.megabits);
    const known = fullest(pair) >= 0;
    const step = (value: number | null) => palette.loads[value ?? 0]!;
    draw(ctx, [[pair.a, pair.b, 2 * width + 3]], palette.ground, [], grid, camera, 0);
    if (!known) draw(ctx, [[pair.a, pair.b, 1]], palette.line, [1, 4], grid, camera, 0);
    else {
      draw(ctx, [[pair.a, pair.b, width]], step(pair.up), [], grid, camera, -(width + 1) / 2);
      draw(ctx, [[pair.a, pair.b, width]], step(pair.down), [], grid, camera, (width + 1) / 2);
    }
  }
}

/** 1 to 5 pixels, growing with the magnitude of the capacity. */
export function thickness(megabits: number): number {
  if (megabits <= 0) return 1;
  return Math.max(1, Math.min(5, Math.log10(megabits) - 1.5));
}

function draw(ctx: CanvasRenderingContext2D, pairs: [string, string, number][], colour: string, dash: number[], grid: HitGrid, camera: Camera, aside = 0): void {
  ctx.strokeStyle = colour;
  ctx.setLineDash(dash);
  for (const [a, b, width] of pairs) {
    const from = grid.get(a);
    const to = grid.get(b);
    if (!from || !to) continue;
    ctx.lineWidth = width;
    ctx.beginPath();
    (camera.straight ? straight : elbow)(ctx, camera.toView(from), camera.toView(to), aside);
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/**
 * Cables run along and across the hall, not through it: from the upper device to its edge, along a lane in front of it, then
 * straight to the lower one. Drawn from the upper device on, so that the dashes of lines in one lane fall together.
 */
function elbow(ctx: CanvasRenderingContext2D, lower: Rect, upper: Rect, aside: number): void {
  const from = middle(upper);
  const to = middle(lower);
  const straight = laneBeside(upper, to.y);
  const lane = straight === null ? null : straight + aside;
  from.x += aside;
  to.x += aside;
  if (lane === null) from.y += aside;
  ctx.moveTo(from.x, from.y);
  if (lane !== null) {
    ctx.lineTo(from.x, lane);
    ctx.lineTo(to.x, lane);
  } else {
    ctx.lineTo(to.x, from.y);
  }
  ctx.lineTo(to.x, to.y);
}

/** On the earth: from middle to middle. */
function straight(ctx: CanvasRenderingContext2D, lower: Rect, upper: Rect, aside: number): void {
  const from = middle(upper);
  const to = middle(lower);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const dx = (-(to.y - from.y) / length) * aside;
  const dy = ((to.x - from.x) / length) * aside;
  ctx.moveTo(from.x + dx, from.y + dy);
  ctx.lineTo(to.x + dx, to.y + dy);
}

const GAP = 6;

/** Above or below the box, on the side of the other end; null when that stands beside it. */
function laneBeside(box: Rect, y: number): number | null {
  if (y > box.y + box.height + GAP) return Math.round(box.y + box.height + GAP) + 0.5;
  return y < box.y - GAP ? Math.round(box.y - GAP) + 0.5 : null;
}

function middle(box: Rect): { x: number; y: number } {
  return { x: Math.round(box.x + box.width / 2) + 0.5, y: Math.round(box.y + box.height / 2) + 0.5 };
}
