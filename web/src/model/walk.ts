/*
 * The next switch to kick: what needs somebody, in the order in which one walks past it once. It begins at the row of the worst,
 * or where one was last; from there always the nearest row next, each from its nearer end to the other.
 */
import type { Entry } from './now';
import { distance } from './rows';
import type { Spot } from './rows';
import type { State } from './types';

/** A part of the way: the devices of one row, or one that stands alone. */
export interface Leg {
  /** null where no place is written down. */
  plan: string | null;
  row: string | null;
  stops: Entry[];
}

/** What somebody has to go to; the rest can be looked at from a chair. What is behind stands here only where its cause is not known. */
export const NEEDY: ReadonlySet<State> = new Set(['down', 'bad', 'behind']);

/** Those of the list "Now" (worst first, what is behind folded) that need somebody. A head of others that are behind it counts as well. */
export function needy(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ health, behind }) => NEEDY.has(health.state) || behind.length > 0);
}

/**
 * @param entries worst first
 * @param spots where devices stand
 * @param plans their names in the order in which they are shown
 * @param last the device at which one was last
 */
export function walk(entries: readonly Entry[], spots: ReadonlyMap<string, Spot>, plans: readonly string[], last: string | null): Leg[] {
  const from = last === null ? undefined : spots.get(last);
  const order = from ? [from.plan, ...plans.filter((plan) => plan !== from.plan)] : plans;
  const legs: Leg[] = [];
  for (const plan of order) {
    const here = entries.filter(({ name }) => spots.get(name)?.plan === plan);
    legs.push(...through(rowsOf(plan, here, spots), spots, from?.plan === plan ? from : null));
  }
  const nowhere = entries.filter(({ name }) => !order.includes(spots.get(name)?.plan ?? ''));
  if (nowhere.length > 0) legs.push({ plan: null, row: null, stops: nowhere });
  return legs;
}

/** Rows in the order of their worst. */
function rowsOf(plan: string, entries: readonly Entry[], spots: ReadonlyMap<string, Spot>): Leg[] {
  const rows = new Map<string, Leg>();
  const legs: Leg[] = [];
  for (const entry of entries) {
    const row = spots.get(entry.name)?.row ?? null;
    const leg = row === null ? undefined : rows.get(row);
    if (leg) {
      leg.stops.push(entry);
      continue;
    }
    const fresh = { plan, row, stops: [entry] };
    if (row !== null) rows.set(row, fresh);
    legs.push(fresh);
  }
  return legs;
}

/** Greedy: the nearest row next. Good enough for a hall, and one understands why. */
function through(legs: Leg[], spots: ReadonlyMap<string, Spot>, from: Spot | null): Leg[] {
  const left = [...legs];
  const way: Leg[] = [];
  let at = from;
  while (left.length > 0) {
    const next = at === null ? left[0]! : nearest(left, at, spots);
    left.splice(left.indexOf(next), 1);
    const stops = along(next.stops, spots, at);
    way.push({ ...next, stops });
    at = spots.get(stops.at(-1)!.name) ?? at;
  }
  return way;
}

function nearest(legs: Leg[], at: Spot, spots: ReadonlyMap<string, Spot>): Leg {
  let best = legs[0]!;
  let least = Infinity;
  for (const leg of legs) {
    const away = Math.min(...leg.stops.map(({ name }) => distance(at, spots.get(name)!)));
    if (away < least) [best, least] = [leg, away];
  }
  return best;
}

/** From the end that is nearer; with none nearer, from the one that is worse off. */
function along(stops: Entry[], spots: ReadonlyMap<string, Spot>, at: Spot | null): Entry[] {
  if (stops.length < 2) return stops;
  const spot = ({ name }: Entry) => spots.get(name)!;
  const spread = (axis: 'x' | 'y') => Math.max(...stops.map((stop) => spot(stop)[axis])) - Math.min(...stops.map((stop) => spot(stop)[axis]));
  const axis = spread('x') >= spread('y') ? 'x' : 'y';
  const line = [...stops].sort((a, b) => spot(a)[axis] - spot(b)[axis]);
  const [first, end] = [line[0]!, line.at(-1)!];
  const turned = at === null ? stops.indexOf(end) < stops.indexOf(first) : distance(at, spot(end)) < distance(at, spot(first));
  return turned ? line.reverse() : line;
}
