/*
 * Boxes that are selected on the map while somebody edits it, and what is done to all of them: each deed is one change of the
 * inventory with its undo. What others changed meanwhile is shown and never written over.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import { fetchDevices, patchDevices, Problem } from '../live/api';
import type { Placed } from '../map/grid';
import { alike, aligned, changed, spread } from '../map/settle';
import type { Side } from '../map/settle';
import { count } from '../model/format';
import { byName } from '../model/now';
import { withBox } from '../model/placement';
import { spots } from '../model/rows';
import { same } from '../model/said';
import type { Box, Device } from '../model/types';
import { isBox } from '../model/types';
import { applyNow, editing, matches, notice, onTouched, pointed, rev, route, serverNow, store } from './app';
import { place, remember } from './placing';
import { boxesOn, planFor } from './scene';
import { whoHeader } from './who';

const GRID_KEY = 'vor.map.grid';
/** Metres; 0 lets boxes lie anywhere. */
export const STEPS: readonly number[] = [0.1, 0.25, 0.5, 1, 2, 0];

export const picked = signal<ReadonlySet<string>>(new Set());
/** A tap selects, a drag is a rubber band: for screens without keys. */
export const selecting = signal(false);
export const gridStep = signal(keptStep());
/** What has just been done, for those who do not see the map. */
export const spoken = signal('');

function keptStep(): number {
  try {
    const kept = Number(localStorage.getItem(GRID_KEY) ?? 0.5);
    return STEPS.includes(kept) ? kept : 0.5;
  } catch {
    return 0.5;
  }
}

export function chooseStep(step: number): void {
  gridStep.value = step;
  try {
    localStorage.setItem(GRID_KEY, String(step));
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

/** The plan that is edited. */
export const planNow = computed(() => {
  rev.plans.value;
  rev.inventory.value;
  return planFor(store, route.value.plan, route.value.device ?? pointed.value);
});

/** In the order in which they were selected. */
export function pickedBoxes(): Placed[] {
  const plan = planNow.peek();
  if (!plan) return [];
  const boxes = new Map(boxesOn(store, plan.name).map((box) => [box.name, box]));
  return [...picked.peek()].flatMap((name) => boxes.get(name) ?? []);
}

export function pick(names: readonly string[], how: 'add' | 'turn' | 'only'): void {
  const next = new Set(how === 'only' ? [] : picked.peek());
  for (const name of names) if (how === 'turn' && next.has(name)) next.delete(name);
    else next.add(name);
  picked.value = next;
  const last = names.length === 1 ? `${names[0]} ${next.has(names[0]!) ? 'selected' : 'no longer selected'}; ` : '';
  spoken.value = `${last}${count(next.size, 'box', 'boxes')} selected`;
}

export function pickNone(): void {
  picked.value = new Set();
  spoken.value = 'Nothing selected';
}

export function pickAll(): void {
  const plan = planNow.peek();
  if (plan) pick(boxesOn(store, plan.name).map(({ name }) => name), 'only');
}

/** Those of this plan that the search has found; null without one. */
export const foundHere = computed(() => {
  const plan = planNow.value;
  if (matches.value === null || !plan) return null;
  const here = new Set(boxesOn(store, plan.name).map(({ name }) => name));
  return matches.value.filter((name) => here.has(name));
});

/** The rows of those that are selected, and all who stand in them. */
export const rowsOfPicked = computed(() => {
  const plan = planNow.value;
  if (!plan || picked.value.size === 0) return { rows: [] as string[], names: [] as string[] };
  const all = spots(store.devices.values(), new Set([plan.name]));
  const rows = new Set([...picked.value].flatMap((name) => all.get(name)?.row ?? []));
  return { rows: [...rows].sort(byName), names: [...all].filter(([, { row }]) => row !== null && rows.has(row)).map(([name]) => name) };
});

// ---- what becomes of the selection

effect(() => {
  if (editing.value) return;
  selecting.value = false;
  if (untracked(() => picked.value.size) > 0) picked.value = new Set();
});

let planBefore: string | undefined;
effect(() => {
  const name = planNow.value?.name;
  if (name !== planBefore && untracked(() => picked.value.size) > 0) picked.value = new Set();
  planBefore = name;
});

/** It follows a rename; what is gone is selected no more. */
onTouched(({ renamed, devices }) => {
  const now = picked.peek();
  if (now.size === 0 || ![...devices].some((name) => now.has(name) && !store.devices.has(name))) return;
  picked.value = new Set([...now].map((name) => renamed.get(name) ?? name).filter((name) => store.devices.has(name)));
});

// ---- deeds

export function align(side: Side): void {
  deed((boxes) => aligned(boxes, side), 'aligned');
}

export function distribute(axis: 'x' | 'y'): void {
  deed((boxes) => spread(boxes, axis), 'spread evenly');
}

export function sameSize(): void {
  const plan = planNow.peek();
  const first = pickedBoxes()[0];
  if (plan && first) deed((boxes) => alike(boxes, plan), `as large as ${first.name}`);
}

function deed(work: (boxes: Placed[]) => Placed[], words: string): void {
  const boxes = pickedBoxes();
  const next = changed(boxes, work(boxes));
  if (next.length === 0) spoken.value = 'They are so already';
  else void putMany(next, words);
}

let before: Promise<unknown> = Promise.resolve();

/** One deed after the other: each builds upon what the one before has saved. Gives whether it was saved. */
export function putMany(boxes: readonly Placed[], words = 'moved'): Promise<boolean> {
  const plan = planNow.peek()?.name;
  if (boxes.length === 0 || plan === undefined) return Promise.resolve(false);
  const known = boxes.filter(({ name }) => store.devices.has(name));
  const base = new Map(known.map(({ name }) => [name, store.devices.get(name)!]));
  const next = known.map((box) => withPlace(base.get(box.name)!, plan, box));
  show(next);
  const work = before.then(() => put(plan, known, base, words));
  before = work.catch(() => undefined);
  return work;
}

function withPlace(device: Device, plan: string, { x, y, width, height }: Placed): Device {
  return { ...device, placements: withBox(device.placements, { plan, x, y, width, height }) };
}

const TRIES = 3;

async function put(plan: string, boxes: readonly Placed[], base: ReadonlyMap<string, Device>, words: string): Promise<boolean> {
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const now = await fetchDevices();
      const byId = new Map(now.devices.map((device) => [device.id, device]));
      const met = boxes.filter(({ name }) => !same(boxOn(byId.get(base.get(name)!.id), plan), boxOn(base.get(name), plan)));
      if (met.length > 0) return conflict(met.map(({ name }) => name), [...base.values()], byId);
      const patches = boxes.map((box) => {
        const device = byId.get(base.get(box.name)!.id)!;
        return { id: device.id, name: device.name, placements: withPlace(device, plan, box).placements };
      });
      const saved = await patchDevices(patches, now.revision, whoHeader()).catch(overtaken);
      if (saved !== null) return done(saved, words);
    }
    return refused([...base.values()], 'others are changing the inventory right now; try again');
  } catch (reason) {
    return refused([...base.values()], reason instanceof Problem ? reason.message : 'the server cannot be reached');
  }
}

function boxOn(device: Device | undefined, plan: string): Box | null | 'gone' {
  return device ? (device.placements.find((one): one is Box => isBox(one) && one.plan === plan) ?? null) : 'gone';
}

/** Somebody was faster; there is something new to look at. */
function overtaken(reason: unknown): null {
  if (reason instanceof Problem && reason.status === 412) return null;
  throw reason;
}

function done({ devices, edit }: { devices: Device[]; edit: number }, words: string): boolean {
  show(devices);
  const what = devices.length === 1 ? `${devices[0]!.name} is ${words}.` : `${count(devices.length, 'box is', 'boxes are')} ${words}.`;
  if (edit > 0) remember(what, edit);
  spoken.value = what;
  return true;
}

/** All of it stays as the others left it. */
function conflict(names: string[], devices: readonly Device[], byId: ReadonlyMap<number, Device>): boolean {
  restore(devices.flatMap(({ id }) => byId.get(id) ?? []));
  const gone = devices.filter(({ id }) => !byId.has(id));
  if (gone.length > 0) applyNow({ now: serverNow(), devices: Object.fromEntries(gone.map(({ name }) => [name, null])) });
  notice.value = { text: `Somebody else has just moved or removed ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}. Nothing of yours was saved; you see it as they left it.` };
  return false;
}

function refused(devices: readonly Device[], words: string): boolean {
  restore(devices);
  notice.value = { text: `Nothing was moved: ${words}` };
  return false;
}

function show(devices: readonly Device[]): void {
  applyNow({ now: serverNow(), devices: Object.fromEntries(devices.map((device) => [device.name, device])) });
}

/** Unlike show, also takes back a version that we hold as newer. */
function restore(devices: readonly Device[]): void {
  for (const { name } of devices) store.devices.delete(name);
  show(devices);
}

/** Where the map says that boxes have come to stand: one by itself is guarded by its own version. */
export function putBoxes(boxes: Placed[]): void {
  const plan = planNow.peek()?.name;
  const [only] = boxes;
  if (boxes.length === 1 && only && plan !== undefined) before = before.then(() => place(only.name, plan, only)).catch(() => undefined);
  else void putMany(boxes);
}
