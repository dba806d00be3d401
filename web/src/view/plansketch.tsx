/*
 * A plan in small: what stands on it, and the boxes that would.
 */
import type { Placed } from '../map/grid';
import { store } from './app';
import { boxesOn } from './scene';

export function PlanSketch({ plan: name, boxes }: { plan: string; boxes: readonly Placed[] }) {
  const plan = store.plans.get(name);
  if (!plan) return null;
  const names = new Set(boxes.map((box) => box.name));
  const standing = boxesOn(store, name).filter((box) => !names.has(box.name));
  return (
    <svg class="plan-sketch" viewBox={`0 0 ${plan.width} ${plan.height}`} role="img" aria-label={`${plan.title || name} with ${boxes.length} new boxes`}>
      <rect class="sketch-floor" width={plan.width} height={plan.height} />
      <path class="sketch-there" d={pathOf(standing)} />
      <path class="sketch-new" d={pathOf(boxes)} />
    </svg>
  );
}

function pathOf(boxes: readonly Placed[]): string {
  return boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
}
