/*
 * Rows of a hall: devices whose names count up (e17-1, e17-2 ...) and whose boxes stand in a line on one plan. Says where a
 * device is in words that one can walk by.
 */
import { byName } from './now';
import type { Box, Device } from './types';
import { isBox } from './types';

export interface Spot {
  plan: string;
  /** The middle of its box, in the plan's metres. */
  x: number;
  y: number;
  /** Name of its row; null when it stands alone. */
  row: string | null;
  /** Which one in its row: "5th from the left"; empty when it stands alone. */
  words: string;
}

interface Placed {
  name: string;
  box: Box;
}

/** Where each device stands, on the first of the plans on which it has a box. Devices without a box are left out. */
export function spots(devices: Iterable<Device>, plans: ReadonlySet<string>): Map<string, Spot> {
  const onPlans = new Map<string, Placed[]>();
  for (const device of devices) {
    const box = device.placements.find((placement): placement is Box => isBox(placement) && plans.has(placement.plan));
    if (box) push(onPlans, box.plan, { name: device.name, box });
  }
  const found = new Map<string, Spot>();
  for (const placed of onPlans.values()) spotsOn(placed, found);
  return found;
}

function spotsOn(placed: Placed[], found: Map<string, Spot>): void {
  const rows = new Map<string, Placed[]>();
  for (const one of placed) {
    const stem = stemOf(one.name);
    if (stem !== null) push(rows, stem, one);
  }
  for (const [row, members] of rows) {
    const axis = members.length > 1 ? lineOf(members) : null;
    if (axis) inRow(row, members, axis, found);
  }
  for (const one of placed) if (!found.has(one.name)) found.set(one.name, { ...spotOf(one), row: null, words: '' });
}

function spotOf({ box }: Placed): Pick<Spot, 'plan' | 'x' | 'y'> {
  return { plan: box.plan, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** "e17" of "e17-5", "distro" of "distro4"; null when the name does not end in a number. */
export function stemOf(name: string): string | null {
  return /^(.*?[^\s\-_./:])[\s\-_./:]*\d+$/.exec(name)?.[1] ?? null;
}

/** The axis along which they stand in a line; null when they do not: then the names are no row. */
function lineOf(members: Placed[]): 'x' | 'y' | null {
  const middles = members.map(spotOf);
  const spread = (axis: 'x' | 'y') => Math.max(...middles.map((at) => at[axis])) - Math.min(...middles.map((at) => at[axis]));
  const thick = { x: Math.max(...members.map(({ box }) => box.width)), y: Math.max(...members.map(({ box }) => box.height)) };
  const wide = spread('x');
  const high = spread('y');
  if (wide >= high) return high <= thick.y ? 'x' : null;
  return wide <= thick.x ? 'y' : null;
}

function inRow(row: string, members: Placed[], axis: 'x' | 'y', found: Map<string, Spot>): void {
  const side = axis === 'x' ? 'left' : 'top';
  const line = [...members].sort((a, b) => spotOf(a)[axis] - spotOf(b)[axis] || byName(a.name, b.name));
  line.forEach((one, index) => found.set(one.name, { ...spotOf(one), row, words: `${ordinal(index + 1)} from the ${side}` }));
}

/** What stands nearest on its plan; null when nothing else does. */
export function nextTo(name: string, spots: ReadonlyMap<string, Spot>): string | null {
  const from = spots.get(name);
  let nearest: string | null = null;
  let least = Infinity;
  if (from) {
    for (const [other, spot] of spots) {
      const away = other === name || spot.plan !== from.plan ? Infinity : distance(from, spot);
      if (away < least) [nearest, least] = [other, away];
    }
  }
  return nearest;
}

export function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** "1st", "2nd", "3rd", "4th", "11th", "21st". */
export function ordinal(n: number): string {
  const tens = n % 100;
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
