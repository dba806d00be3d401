/*
 * From the store to what the map draws: boxes of a plan, lines, who is lit. Pure functions over the store.
 */
import { ALL_HANDLERS, face } from '../model/face';
import { loadBetween, loadStep } from '../model/load';
import { pathUp } from '../model/path';
import type { Store } from '../model/store';
import type { Device, Plan } from '../model/types';
import { isBox } from '../model/types';
import type { Placed } from '../map/grid';
import type { Lines, LoadedPair, Pair } from '../map/lines';
import type { Scene } from '../map/view';
import { isEarth } from '../map/earth';
import { geoOf } from '../model/geo';
import { GEOGRAPHY, geographyPlan, pointsOn } from './geography';

export interface Choice {
  plan: Plan | null;
  device: string | null;
  handler: string;
  matches: string[] | null;
  allLinks: boolean;
  /** Whether links show how full they are. */
  loads: boolean;
  editing: boolean;
}

export function scene(store: Store, choice: Choice, boxes = standingOn(store, choice.plan)): Scene {
  const handler = choice.handler || ALL_HANDLERS;
  return {
    plan: choice.plan,
    boxes,
    face: (name) => face(store, name, handler),
    state: (name) => store.health(name).state,
    chosen: choice.device,
    valueFirst: handler !== ALL_HANDLERS,
    lit: litBy(store, choice),
    lines: linesOf(store, choice),
    editing: choice.editing,
  };
}

/** Where devices stand on a floor or on the earth. */
export function standingOn(store: Store, plan: Plan | null): Placed[] {
  if (isEarth(plan)) return pointsOn(store, plan);
  return plan ? boxesOn(store, plan.name) : [];
}

export function boxesOn(store: Store, plan: string): Placed[] {
  const boxes: Placed[] = [];
  for (const device of store.devices.values()) {
    for (const placement of device.placements) {
      if (isBox(placement) && placement.plan === plan) {
        boxes.push({ name: device.name, x: placement.x, y: placement.y, width: placement.width, height: placement.height });
        break;
      }
    }
  }
  return boxes;
}

/** Devices that stand on no plan that exists, and nowhere on the earth. */
export function unplaced(store: Store): Device[] {
  return [...store.devices.values()].filter((device) => !geoOf(device.placements) && !device.placements.some((placement) => isBox(placement) && store.plans.has(placement.plan)));
}

/** The plan to show: the one asked for, else the one the device stands on, else the first; the earth is the last. */
export function planFor(store: Store, asked: string | null, device: string | null): Plan | null {
  return (asked === GEOGRAPHY ? geographyPlan(store) : null) ?? floorFor(store, asked, device) ?? geographyPlan(store);
}

function floorFor(store: Store, asked: string | null, device: string | null): Plan | null {
  if (asked === null && device !== null && isOnlyOnEarth(store, device)) return null;
  const standing = device === null ? undefined : store.devices.get(device)?.placements.find((placement) => isBox(placement) && store.plans.has(placement.plan));
  const name = asked ?? (standing && isBox(standing) ? standing.plan : null);
  return (name !== null ? store.plans.get(name) : undefined) ?? store.plansInOrder()[0] ?? null;
}

function isOnlyOnEarth(store: Store, device: string): boolean {
  const placements = store.devices.get(device)?.placements ?? [];
  return geoOf(placements) !== null && !placements.some((placement) => isBox(placement) && store.plans.has(placement.plan));
}

function litBy(store: Store, choice: Choice): ReadonlySet<string> | null {
  if (choice.device !== null && store.devices.has(choice.device)) {
    const lit = new Set([choice.device]);
    for (const hop of pathUp(choice.device, store.devices, store.site?.monitor ?? null)) lit.add(hop.to);
    for (const [name, health] of store.healths) if (health.cause === choice.device) lit.add(name);
    return lit;
  }
  return choice.matches === null ? null : new Set(choice.matches);
}

export function linesOf(store: Store, choice: Choice): Lines {
  return { links: choice.allLinks || isEarth(choice.plan) ? linkPairs(store) : [], loads: choice.loads ? loadedPairs(store) : [], path: pathPairs(store, choice.device), behind: behindPairs(store) };
}

function behindPairs(store: Store): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [name, health] of store.healths) if (health.state === 'behind' && health.cause) pairs.push([name, health.cause]);
  return pairs;
}

function pathPairs(store: Store, device: string | null): Pair[] {
  if (device === null) return [];
  const hops = pathUp(device, store.devices, store.site?.monitor ?? null);
  return hops.map(({ device: a, to: b }) => ({ a, b, megabits: megabitsBetween(store, a, b) }));
}

function megabitsBetween(store: Store, a: string, b: string): number {
  let sum = 0;
  for (const link of store.links.values()) {
    const ends = [link.a.device, link.b.device];
    if (ends.includes(a) && ends.includes(b)) sum += link.megabits;
  }
  return sum;
}

/** Uplinks, with the capacity of the links that are written down for them, and all other links. */
function linkPairs(store: Store): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const device of store.devices.values()) for (const uplink of device.uplinks) add(pairs, device.name, uplink.to, 0);
  for (const link of store.links.values()) add(pairs, link.a.device, link.b.device, link.megabits);
  return [...pairs.values()];
}

/** Every pair with the ports that join it: uplinks first, then links that no uplink names. */
function loadedPairs(store: Store): LoadedPair[] {
  const joined = new Map<string, { pair: Pair; ends: { port: string; toPort: string }[] }>();
  const at = (a: string, b: string) => {
    const key = JSON.stringify([a, b]);
    const found = joined.get(key) ?? { pair: { a, b, megabits: 0 }, ends: [] };
    joined.set(key, found);
    return found;
  };
  for (const device of store.devices.values()) for (const { port, to, toPort } of device.uplinks) at(device.name, to).ends.push({ port, toPort });
  for (const { a, b, megabits } of store.links.values()) {
    const turned = !joined.has(JSON.stringify([a.device, b.device])) && joined.has(JSON.stringify([b.device, a.device]));
    const [lower, upper] = turned ? [b, a] : [a, b];
    const { pair, ends } = at(lower.device, upper.device);
    pair.megabits += megabits;
    if (!ends.some(({ port }) => port === lower.port)) ends.push({ port: lower.port, toPort: upper.port });
  }
  return [...joined.values()].map(({ pair, ends }) => {
    const { up, down } = loadBetween(store, pair.a, pair.b, ends, pair.megabits);
    return { ...pair, up: up === null ? null : loadStep(up), down: down === null ? null : loadStep(down) };
  });
}

function add(pairs: Map<string, Pair>, a: string, b: string, megabits: number): void {
  const pair = pairs.get(JSON.stringify([a, b])) ?? pairs.get(JSON.stringify([b, a]));
  if (pair) pair.megabits += megabits;
  else pairs.set(JSON.stringify([a, b]), { a, b, megabits });
}
