/*
 * Devices that are being edited in this page. A draft lives until it is saved or thrown away, whatever is shown meanwhile; what
 * others do to the same device is laid beside it.
 */
import { signal } from '@preact/signals';
import type { FieldProblem, Saved } from '../live/api';
import { changes, fetchDevice, patchDevice, Problem } from '../live/api';
import type { Draft, Field, Form } from '../model/draft';
import { changesOf, draftOf, isDirty, keepMine, rebase, takeTheirs, write } from '../model/draft';
import { fieldChanges } from '../model/said';
import type { Device } from '../model/types';
import { applyNow, onTouched, serverNow, store, zone } from './app';
import { offerUndo } from './undo';
import { whoHeader } from './who';

/** Why a save did not go well: in words, and field by field. */
export interface Trouble {
  words: string;
  fields: FieldProblem[];
}

/** One device's draft with all that is said beside it. */
export interface Desk {
  draft: Draft;
  trouble: Trouble | null;
  saving: boolean;
  gone: boolean;
  /** Who changed a field meanwhile, as far as the change log has told. */
  who: Partial<Record<Field, string>>;
}

/** By the device's id, which a rename leaves alone. */
export const desks = signal<ReadonlyMap<number, Desk>>(new Map());
/** The device whose form is open. */
export const forming = signal<number | null>(null);

const TRIES = 3;
const LOG = 20;

function set(id: number, change: Partial<Desk>): void {
  const desk = desks.peek().get(id);
  if (desk) desks.value = new Map(desks.peek()).set(id, { ...desk, ...change });
}

function drop(id: number): void {
  const rest = new Map(desks.peek());
  rest.delete(id);
  desks.value = rest;
  if (forming.peek() === id) forming.value = null;
}

export function openForm(device: Device): void {
  if (!desks.peek().has(device.id)) {
    desks.value = new Map(desks.peek()).set(device.id, { draft: draftOf(device, zone.peek().zone), trouble: null, saving: false, gone: false, who: {} });
  }
  forming.value = device.id;
}

/** What was written stays, and can be gone on with. */
export function closeForm(): void {
  const id = forming.peek();
  const desk = id === null ? undefined : desks.peek().get(id);
  forming.value = null;
  if (id !== null && desk && !isDirty(desk.draft)) drop(id);
}

export function discard(id: number): void {
  drop(id);
}

export function writeForm(id: number, change: Partial<Form>): void {
  const desk = desks.peek().get(id);
  if (desk) set(id, { draft: write(desk.draft, change) });
}

export function choose(id: number, field: Field, which: 'mine' | 'theirs'): void {
  const desk = desks.peek().get(id);
  if (desk) set(id, { draft: (which === 'mine' ? keepMine : takeTheirs)(desk.draft, field), trouble: null });
}

// ---- what others do

onTouched((touched) => {
  if (touched.inventory || touched.all) for (const [id, desk] of desks.peek()) follow(id, desk);
});

function follow(id: number, desk: Desk): void {
  const device = deviceWith(id, desk.draft.base.name);
  if (!device) set(id, { gone: store.site !== null });
  else theirs(id, device);
}

function deviceWith(id: number, name: string): Device | undefined {
  const likely = store.devices.get(name);
  return likely?.id === id ? likely : [...store.devices.values()].find((device) => device.id === id);
}

function theirs(id: number, device: Device): void {
  const desk = desks.peek().get(id);
  if (!desk || desk.saving) return;
  const draft = rebase(desk.draft, device);
  if (draft === desk.draft && !desk.gone) return;
  set(id, { draft, gone: false });
  if (draft !== desk.draft && (draft.news.length > 0 || Object.keys(draft.conflicts).length > 0)) void askWho(id, device.name);
}

/** The newest change of each field in the log is theirs. */
async function askWho(id: number, name: string): Promise<void> {
  const log = await changes(name, LOG).catch(() => []);
  const who: Partial<Record<Field, string>> = {};
  for (const change of [...log].reverse()) {
    for (const { field } of fieldChanges(change.before, change.after)) who[field as Field] = change.who;
  }
  set(id, { who });
}

// ---- saving

export async function save(id: number): Promise<void> {
  const desk = desks.peek().get(id);
  if (!desk || desk.saving) return;
  const fields = changesOf(desk.draft);
  if (Object.keys(desk.draft.conflicts).length > 0) return complain(id, 'Somebody else has changed the same fields. Choose for each which one stays, then save again.');
  if ('maintenance' in fields && fields.maintenance === undefined) return complain(id, 'Not saved.', [{ field: 'maintenance.until', message: 'is no moment; leave it empty for no end' }]);
  if ('placements' in fields && fields.placements === undefined) return complain(id, 'Not saved.', [{ field: 'placements', message: 'expected a latitude and a longitude', hint: 'such as 59.9139, 10.7522; empty for none' }]);
  if (Object.keys(fields).length === 0) return drop(id);
  set(id, { saving: true, trouble: null });
  await send(id, fields, 1);
  set(id, { saving: false });
  const now = deviceWith(id, desk.draft.base.name);
  if (now) theirs(id, now);
}

async function send(id: number, fields: Partial<Record<Field, unknown>>, tries: number): Promise<void> {
  const { base } = desks.peek().get(id)!.draft;
  try {
    done(base, await patchDevice(base, fields as Partial<Device>, whoHeader()));
  } catch (reason) {
    if (reason instanceof Problem && reason.status === 412) await overtaken(id, reason, tries);
    else refused(id, reason);
  }
}

function done(base: Device, { device, edit }: Saved): void {
  drop(base.id);
  const renamed = device.name === base.name ? {} : { [base.name]: null };
  applyNow({ now: serverNow(), devices: { ...renamed, [device.name]: device } });
  offerUndo(`${device.name} is saved.`, edit);
}

/** Somebody was faster. Where only other fields are theirs, ours are saved on top of them. */
async function overtaken(id: number, reason: Problem, tries: number): Promise<void> {
  const desk = desks.peek().get(id)!;
  const current = reason.current ?? (await fetchDevice(desk.draft.base.name).catch(() => null));
  if (current?.id !== id) return set(id, { gone: true });
  const draft = rebase(desk.draft, current);
  set(id, { draft });
  void askWho(id, current.name);
  if (Object.keys(draft.conflicts).length > 0) {
    complain(id, 'Somebody else has changed the same fields meanwhile. Nothing was saved: choose for each which one stays, then save again.');
  } else if (tries < TRIES) {
    await send(id, changesOf(draft), tries + 1);
  } else {
    complain(id, 'Others are changing this device right now. Nothing was saved; try again.');
  }
}

function refused(id: number, reason: unknown): void {
  if (!(reason instanceof Problem)) return complain(id, 'The server cannot be reached. What you wrote is kept here: save again when it is back.');
  if (reason.status === 404) return set(id, { gone: true });
  const named: FieldProblem[] = reason.status === 409 && reason.problems.length === 0 ? [{ field: 'name', message: reason.message }] : reason.problems;
  complain(id, named.length > 0 ? 'Not saved: see the fields below.' : `Not saved: ${reason.message}`, named);
}

function complain(id: number, words: string, fields: FieldProblem[] = []): void {
  set(id, { trouble: { words, fields } });
}

/** The browser asks before what was written is lost with the page. */
addEventListener('beforeunload', (event) => {
  if ([...desks.peek().values()].some(({ draft }) => isDirty(draft))) event.preventDefault();
});
