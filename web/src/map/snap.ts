/*
 * Where a dragged box comes to rest: at a neighbour's edge when one is near, else on the grid; always on the plan.
 */
import type { Rect } from './grid';

/** Half a metre: fine enough for a row of tables. */
export const STEP = 0.5;

/**
 * @param near how close an edge must be to draw the box to it, in metres
 * @param step of the grid, in metres; 0 for none
 */
export function snap(box: Rect, neighbours: readonly Rect[], plan: { width: number; height: number }, near: number, step = STEP): Rect {
  if ('earth' in plan) return box; // a pin lies where it is put
  const x = nearestEdge(box.x, box.width, neighbours.map((other) => [other.x, other.width]), near) ?? onGrid(box.x, step);
  const y = nearestEdge(box.y, box.height, neighbours.map((other) => [other.y, other.height]), near) ?? onGrid(box.y, step);
  return {
    x: tidy(clamp(x, plan.width - box.width)),
    y: tidy(clamp(y, plan.height - box.height)),
    width: box.width,
    height: box.height,
  };
}

function onGrid(value: number, step: number): number {
  return step > 0 ? Math.round(value / step) * step : value;
}

/** The same edge as a neighbour's, or right beside it. */
function nearestEdge(start: number, size: number, others: [number, number][], near: number): number | null {
  let best: number | null = null;
  let least = near;
  for (const [other, otherSize] of others) {
    for (const candidate of [other, other + otherSize, other - size, other + otherSize - size]) {
      const distance = Math.abs(candidate - start);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
  }
  return best;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, Math.max(0, most)));
}

/** Millimetres: no 12.600000000000001 in the inventory. */
function tidy(value: number): number {
  return Math.round(value * 1000) / 1000;
}
