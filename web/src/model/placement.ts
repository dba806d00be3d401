/*
 * Placements of a device as lists: one box per plan.
 */
import type { Box, Placement } from './types';
import { isBox } from './types';

/** Replaces the box on that plan, keeps the other placements in their order. */
export function withBox(placements: Placement[], box: Box): Placement[] {
  const at = placements.findIndex((placement) => isBox(placement) && placement.plan === box.plan);
  return at < 0 ? [...placements, box] : placements.map((other, index) => (index === at ? box : other));
}
