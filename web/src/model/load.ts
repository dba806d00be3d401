/*
 * How full a link is, each way, from the rates of the ports at its ends: the lower device's own, else those of the upper one.
 */
import type { Port } from './report';
import type { Store } from './store';

/** Shares of the capacity, 0 to 1; `up` is towards the core. Null: nobody tells. */
export interface Load {
  up: number | null;
  down: number | null;
}

interface Ends {
  port: string;
  toPort: string;
}

/** Between a device and one above it, over all ports that join them. */
export function loadBetween(store: Store, lower: string, upper: string, ends: readonly Ends[], megabits: number): Load {
  let up: number | null = null;
  let down: number | null = null;
  let capacity = 0;
  for (const { port, toPort } of ends) {
    const below = store.ports.get(lower)?.ports.get(port);
    const above = store.ports.get(upper)?.ports.get(toPort);
    const outward = below?.rates?.outBits ?? above?.rates?.inBits;
    const inward = below?.rates?.inBits ?? above?.rates?.outBits;
    if (outward !== undefined && outward !== null) up = (up ?? 0) + outward;
    if (inward !== undefined && inward !== null) down = (down ?? 0) + inward;
    if (carries(below) && carries(above)) capacity += below?.megabits || above?.megabits || 0;
  }
  const full = (capacity || megabits) * 1e6;
  const part = (rate: number | null) => (rate === null || full === 0 ? null : Math.min(1, rate / full));
  return { up: part(up), down: part(down) };
}

/** One that is not told counts as carrying. */
function carries(port: Port | undefined): boolean {
  return port === undefined || port.status === undefined || port.status === 'up';
}

/** Steps of the key on the map: below 1 %, 10, 40, 70, 90, and above. */
export const STEPS = [0.01, 0.1, 0.4, 0.7, 0.9] as const;

export function loadStep(part: number): number {
  const at = STEPS.findIndex((top) => part < top);
  return at < 0 ? STEPS.length : at;
}
