/*
 * Records that are being edited in this page. A draft lives until it is saved or thrown away, whatever is shown meanwhile; what
 * others do to the same record is laid beside it.
 */
import { signal } from '@preact/signals';
import type { FieldProblem } from '../live/api';
import { changesOfRecord, Problem } from '../live/api';
import type { Stored } from '../live/records';
import type { Draft, Versioned } from '../model/draft';
import { changesOf, draftOf, isDirty, keepMine, rebase, takeTheirs, valueOf, write } from '../model/draft';
import { fieldChanges } from '../model/said';
import { applyNow, onTouched, serverNow, store, zone } from './app';
import type { Bench } from './benches';
import { fetchNow, patch } from './benches';
import { offerUndo } from './undo';
import { whoHeader } from './who';

/** Why a save did not go well: in words, and field by field. */
export interface Trouble {
  words: string;
  fields: FieldProblem[];
}

/** One record's draft with all that is said beside it. */
export interface Desk<T extends Versioned = Versioned, F extends object = object> {
  key: string;
  bench: Bench<T, F>;
  draft: Draft<T, F>;
  trouble: Trouble | null;
  saving: boolean;
  gone: boolean;
  /** Who changed a field meanwhile, as far as the change log has told. */
  who: Record<string, string>;
  /** What to do once it is saved. */
  saved(record: T): void;
}

/** By the record's key, which a rename leaves alone. */
export const desks = signal<ReadonlyMap<string, Desk>>(new Map());
/** The record whose form is open. */
export const forming = signal<string | null>(null);

const TRIES = 3;
const LOG = 20;

export function deskOf<T extends Versioned, F extends object>(bench: Bench<T, F>, record: T): Desk<T, F> | undefined {
  return desks.value.get(bench.keyOf(record)) as Desk<T, F> | undefined;
}

function set(key: string, change: Partial<Desk>): void {
  const desk = desks.peek().get(key);
  if (desk) desks.value = new Map(desks.peek()).set(key, { ...desk, ...change });
}

function drop(key: string): void {
  const rest = new Map(desks.peek());
  rest.delete(key);
  desks.value = rest;
  if (forming.peek() === key) forming.value = null;
}

/** A record of version 0 is one to be made. */
export function openForm<T extends Versioned, F extends object>(bench: Bench<T, F>, record: T, saved: (record: T) => void = () => undefined): void {
  const key = bench.keyOf(record);
  if (!desks.peek().has(key)) {
    const desk: Desk<T, F> = { key, bench, draft: draftOf(bench.shape, record, zone.peek().zone), trouble: null, saving: false, gone: false, who: {}, saved };
    desks.value = new Map(desks.peek()).set(key, desk);
  }
  forming.value = key;
}

/** What was written stays, and can be gone on with. */
export function closeForm(): void {
  const key = forming.peek();
  const desk = key === null ? undefined : desks.peek().get(key);
  forming.value = null;
  if (key !== null && desk && !isDirty(desk.draft)) drop(key);
}

export function discard(key: string): void {
  drop(key);
}

export function writeForm<F extends object>(key: string, change: Partial<F>): void {
  const desk = desks.peek().get(key);
  if (desk) set(key, { draft: write(desk.draft, change) });
}

export function choose(key: string, field: string, which: 'mine' | 'theirs'): void {
  const desk = desks.peek().get(key);
  if (desk) set(key, { draft: (which === 'mine' ? keepMine : takeTheirs)(desk.draft, field), trouble: null });
}

// ---- what others do

onTouched((touched) => {
  if (touched.inventory || touched.all) for (const desk of desks.peek().values()) follow(desk);
});

function follow({ key, bench, draft: { base } }: Desk): void {
  if (base.version === 0) return;
  const now = bench.now(base);
  if (!now) set(key, { gone: store.site !== null });
  else theirs(key, now);
}

function theirs(key: string, now: Versioned): void {
  const desk = desks.peek().get(key);
  if (!desk || desk.saving) return;
  const draft = rebase(desk.draft, now);
  if (draft === desk.draft && !desk.gone) return;
  set(key, { draft, gone: false });
  if (draft !== desk.draft && (draft.news.length > 0 || Object.keys(draft.conflicts).length > 0)) void askWho(desk, now);
}

/** The newest change of each field in the log is theirs. */
async function askWho({ key, bench }: Desk, now: Versioned): Promise<void> {
  const log = await changesOfRecord(bench.shape.kind, bench.idOf(now), LOG).catch(() => []);
  const who: Record<string, string> = {};
  for (const change of [...log].reverse()) {
    for (const { field } of fieldChanges(change.before, change.after)) who[field] = change.who;
  }
  set(key, { who });
}

// ---- saving

export async function save(key: string): Promise<void> {
  const desk = desks.peek().get(key);
  if (!desk || desk.saving) return;
  const { draft } = desk;
  const fields = changesOf(draft);
  if (Object.keys(draft.conflicts).length > 0) return complain(key, 'Somebody else has changed the same fields. Choose for each which one stays, then save again.');
  const unread = Object.keys(fields).filter((field) => fields[field] === undefined);
  if (unread.length > 0) return complain(key, 'Not saved.', unread.map((field) => draft.shape.unreadable(field)));
  if (draft.base.version === 0) return create(desk);
  if (Object.keys(fields).length === 0) return drop(key);
  set(key, { saving: true, trouble: null });
  await send(key, fields, 1);
  set(key, { saving: false });
  const now = desk.bench.now(draft.base);
  if (now) theirs(key, now);
}

async function create(desk: Desk): Promise<void> {
  const { key, bench, draft } = desk;
  const document = Object.fromEntries(draft.shape.fields.map((field) => [field, valueOf(draft, field)]));
  if (document['name'] === '') return complain(key, 'Not saved: see the fields below.', [{ field: 'name', message: 'is needed' }]);
  set(key, { saving: true, trouble: null });
  try {
    done(desk, await bench.create(document, whoHeader()));
  } catch (reason) {
    const taken = reason instanceof Problem && reason.status === 412;
    if (taken) complain(key, 'Not saved: see the fields below.', [{ field: 'name', message: 'is taken' }]);
    else refused(key, reason);
  }
  set(key, { saving: false });
}

async function send(key: string, fields: Record<string, unknown>, tries: number): Promise<void> {
  const desk = desks.peek().get(key);
  if (!desk) return;
  try {
    done(desk, await patch(desk.bench, desk.draft.base, fields, whoHeader()));
  } catch (reason) {
    if (reason instanceof Problem && reason.status === 412) await overtaken(key, reason, tries);
    else refused(key, reason);
  }
}

function done({ key, bench, draft: { base }, saved }: Desk, { record, edit }: Stored<Versioned>): void {
  drop(key);
  applyNow({ now: serverNow(), ...bench.delta(base, record) });
  offerUndo(`${bench.nameOf(record)} is saved.`, edit);
  saved(record);
}

/** Somebody was faster. Where only other fields are theirs, ours are saved on top of them. */
async function overtaken(key: string, reason: Problem, tries: number): Promise<void> {
  const desk = desks.peek().get(key);
  if (!desk) return;
  const { bench, draft: before } = desk;
  const current = (reason.current as Versioned | null) ?? (await fetchNow(bench, before.base).catch(() => null));
  if (current === null || !before.shape.isOne(current, before.base)) return set(key, { gone: true });
  const draft = rebase(before, current);
  set(key, { draft });
  void askWho(desk, current);
  if (Object.keys(draft.conflicts).length > 0) {
    complain(key, 'Somebody else has changed the same fields meanwhile. Nothing was saved: choose for each which one stays, then save again.');
  } else if (tries < TRIES) {
    await send(key, changesOf(draft), tries + 1);
  } else {
    complain(key, `Others are changing this ${draft.shape.kind} right now. Nothing was saved; try again.`);
  }
}

function refused(key: string, reason: unknown): void {
  if (!(reason instanceof Problem)) return complain(key, 'The server cannot be reached. What you wrote is kept here: save again when it is back.');
  if (reason.status === 404) return set(key, { gone: true });
  const named: FieldProblem[] = reason.status === 409 && reason.problems.length === 0 ? [{ field: 'name', message: reason.message }] : reason.problems;
  complain(key, named.length > 0 ? 'Not saved: see the fields below.' : `Not saved: ${reason.message}`, named);
}

function complain(key: string, words: string, fields: FieldProblem[] = []): void {
  set(key, { trouble: { words, fields } });
}

/** The browser asks before what was written is lost with the page; of what is removed nothing can be saved any more. */
addEventListener('beforeunload', (event) => {
  if ([...desks.peek().values()].some(({ draft, gone }) => isDirty(draft) && !gone)) event.preventDefault();
});
