/*
 * Many boxes on one plan: moved together, aligned, spread evenly, made alike. Pure numbers; all of it stays on the plan.
 */
import type { Size } from './camera';
import type { Placed, Rect } from './grid';
import { snap } from './snap';

export type Side = 'left' | 'right' | 'top' | 'bottom' | 'middle' | 'centre';

/** What holds all of them; at least one. */
export function around(boxes: readonly Rect[]): Rect {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

/** All by the same way, as one, no further than to the edge of the plan. */
export function moved(boxes: readonly Placed[], dx: number, dy: number, plan: Size): Placed[] {
  return settled(boxes, { dx, dy }, [], plan, 0, 0);
}

/** Moved as one to where the whole of them comes to rest: at a neighbour's edge that is near, else on the grid. */
export function settled(boxes: readonly Placed[], by: { dx: number; dy: number }, neighbours: readonly Rect[], plan: Size, near: number, step: number): Placed[] {
  if (boxes.length === 0) return [];
  const whole = around(boxes);
  const rest = snap({ ...whole, x: whole.x + by.dx, y: whole.y + by.dy }, neighbours, plan, near, step);
  return boxes.map((box) => ({ ...box, x: tidy(box.x + rest.x - whole.x), y: tidy(box.y + rest.y - whole.y) }));
}

/** To the edge of all of them, or to their common middle (top to bottom) or centre (left to right). */
export function aligned(boxes: readonly Placed[], side: Side): Placed[] {
  if (boxes.length < 2) return [...boxes];
  const { x, y, width, height } = around(boxes);
  const places: Record<Side, (box: Placed) => Partial<Rect>> = {
    left: () => ({ x }),
    right: (box) => ({ x: tidy(x + width - box.width) }),
    centre: (box) => ({ x: tidy(x + (width - box.width) / 2) }),
    top: () => ({ y }),
    bottom: (box) => ({ y: tidy(y + height - box.height) }),
    middle: (box) => ({ y: tidy(y + (height - box.height) / 2) }),
  };
  return boxes.map((box) => ({ ...box, ...places[side](box) }));
}

/** The first and the last stay; between all the same gap. */
export function spread(boxes: readonly Placed[], axis: 'x' | 'y'): Placed[] {
  if (boxes.length < 3) return [...boxes];
  const size = axis === 'x' ? 'width' : 'height';
  const line = [...boxes].sort((a, b) => a[axis] + a[size] / 2 - (b[axis] + b[size] / 2));
  const first = line[0]!;
  const last = line.at(-1)!;
  const inner = line.slice(1, -1).reduce((sum, box) => sum + box[size], 0);
  const gap = (last[axis] - (first[axis] + first[size]) - inner) / (line.length - 1);
  let at = first[axis] + first[size] + gap;
  const places = new Map<string, number>();
  for (const box of line.slice(1, -1)) {
    places.set(box.name, tidy(at));
    at += box[size] + gap;
  }
  return boxes.map((box) => ({ ...box, [axis]: places.get(box.name) ?? box[axis] }));
}

/** As large as the first of them, each from its own corner. */
export function alike(boxes: readonly Placed[], plan: Size): Placed[] {
  const first = boxes[0];
  if (!first) return [];
  return boxes.map(({ name, x, y }) => ({
    name,
    x: tidy(Math.max(0, Math.min(x, plan.width - first.width))),
    y: tidy(Math.max(0, Math.min(y, plan.height - first.height))),
    width: first.width,
    height: first.height,
  }));
}

/** Only those that are not where they were. */
export function changed(before: readonly Placed[], after: readonly Placed[]): Placed[] {
  const was = new Map(before.map((box) => [box.name, box]));
  return after.filter((box) => {
    const old = was.get(box.name);
    return !old || old.x !== box.x || old.y !== box.y || old.width !== box.width || old.height !== box.height;
  });
}

export function tidy(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
