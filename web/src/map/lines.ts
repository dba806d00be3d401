/*
 * Lines between boxes, in the layer below them: every link (on a key), the lit path to the core, and from what is behind to
 * its cause. Thickness by capacity.
 */
import type { Camera } from './camera';
import type { HitGrid, Placed } from './grid';
import type { Palette } from './palette';

/** Two devices that are joined, with the sum of their links. */
export interface Pair {
  a: string;
  b: string;
  megabits: number;
}

export interface Lines {
  links: Pair[];
  path: Pair[];
  /** [behind, cause] */
  behind: [string, string][];
}

export function paintLines(ctx: CanvasRenderingContext2D, lines: Lines, grid: HitGrid, camera: Camera, palette: Palette): void {
  ctx.lineCap = 'butt';
  ctx.lineJoin = 'round';
  draw(ctx, lines.links.map(({ a, b, megabits }) => [a, b, thickness(megabits)]), palette.line, [], grid, camera);
  draw(ctx, lines.behind.map(([a, b]) => [a, b, 1.25]), palette.states.behind.mark, [4, 4], grid, camera);
  draw(ctx, lines.path.map(({ a, b, megabits }) => [a, b, thickness(megabits) + 1]), palette.accent, [], grid, camera);
}

/** 1 to 5 pixels, growing with the magnitude of the capacity. */
export function thickness(megabits: number): number {
  if (megabits <= 0) return 1;
  return Math.max(1, Math.min(5, Math.log10(megabits) - 1.5));
}

function draw(ctx: CanvasRenderingContext2D, pairs: [string, string, number][], colour: string, dash: number[], grid: HitGrid, camera: Camera): void {
  ctx.strokeStyle = colour;
  ctx.setLineDash(dash);
  for (const [a, b, width] of pairs) {
    const from = grid.get(a);
    const to = grid.get(b);
    if (!from || !to) continue;
    ctx.lineWidth = width;
    ctx.beginPath();
    elbow(ctx, middle(from, camera), middle(to, camera));
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** Cables run along and across the hall, not through it: first along the longer way. */
function elbow(ctx: CanvasRenderingContext2D, from: { x: number; y: number }, to: { x: number; y: number }): void {
  const half = Math.round((from.y + to.y) / 2) + 0.5;
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(from.x, half);
  ctx.lineTo(to.x, half);
  ctx.lineTo(to.x, to.y);
}

function middle(box: Placed, camera: Camera): { x: number; y: number } {
  const at = camera.toView(box);
  return { x: Math.round(at.x + at.width / 2) + 0.5, y: Math.round(at.y + at.height / 2) + 0.5 };
}
