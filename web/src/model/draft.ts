/*
 * A record of the inventory while somebody edits it: what they wrote, what it was based on, and what others did meanwhile. Others'
 * changes of other fields are taken in at once; where both changed the same field it waits for a word, field by field. What a
 * device, a network or a link is made of says its shape. No DOM, no clock.
 */
import { same } from './said';

export type Kind = 'device' | 'network' | 'link';

export interface Versioned {
  /** 0: nobody has saved it yet. */
  version: number;
}

/** How one kind of record stands in the inputs. Its fields have the same names in the record and in the form. */
export interface Shape<T extends Versioned, F extends object> {
  readonly kind: Kind;
  readonly fields: readonly string[];
  formOf(record: T, zone: string): F;
  /** What the inputs mean, as the document has it; undefined for what cannot be read. */
  valueOf(form: F, field: string, base: T, zone: string): unknown;
  /** What to say of a field that cannot be read: its place and what is expected. */
  unreadable(field: string): { field: string; message: string; hint?: string };
  /** Whether two values of a field look the same in the form; missing where only equal values do. */
  alike?(field: string, one: unknown, other: unknown): boolean;
  /** Whether both are versions of one record. */
  isOne(a: T, b: T): boolean;
}

export interface Draft<T extends Versioned = Versioned, F extends object = object> {
  shape: Shape<T, F>;
  /** The newest that the server has told of it; a save is guarded by its version. */
  base: T;
  form: F;
  zone: string;
  /** Fields that somebody else and we have changed: what it was when we began. Both values are said, and one is chosen. */
  conflicts: Record<string, unknown>;
  /** Fields that somebody else has changed and we had not: shown so that nobody wonders. */
  news: string[];
}

export function draftOf<T extends Versioned, F extends object>(shape: Shape<T, F>, record: T, zone: string): Draft<T, F> {
  return { shape, base: record, form: shape.formOf(record, zone), zone, conflicts: {}, news: [] };
}

/** What the inputs mean, as the document has it; undefined for what cannot be read. */
export function valueOf<T extends Versioned, F extends object>({ shape, form, base, zone }: Draft<T, F>, field: string): unknown {
  return shape.valueOf(form, field, base, zone);
}

export function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** Sets come in the order of their code units. */
export function asTheServer(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function field(record: object, name: string): unknown {
  return (record as Record<string, unknown>)[name];
}

/** The fields that would change, with their new values; undefined where what is written cannot be read. */
export function changesOf<T extends Versioned, F extends object>(draft: Draft<T, F>): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const name of draft.shape.fields) {
    const value = valueOf(draft, name);
    if (value === undefined || !same(value, field(draft.base, name))) changes[name] = value;
  }
  return changes;
}

export function isDirty<T extends Versioned, F extends object>(draft: Draft<T, F>): boolean {
  return Object.keys(changesOf(draft)).length > 0;
}

export function write<T extends Versioned, F extends object>(draft: Draft<T, F>, change: Partial<F>): Draft<T, F> {
  return { ...draft, form: { ...draft.form, ...change } };
}

/** Takes in a newer version that somebody else has made. */
export function rebase<T extends Versioned, F extends object>(draft: Draft<T, F>, theirs: T): Draft<T, F> {
  if (!draft.shape.isOne(theirs, draft.base) || theirs.version <= draft.base.version) return draft;
  let { form } = draft;
  const conflicts = { ...draft.conflicts };
  const news = new Set(draft.news);
  const fresh = draft.shape.formOf(theirs, draft.zone);
  for (const name of draft.shape.fields) {
    const began = name in conflicts ? conflicts[name] : field(draft.base, name);
    const mine = valueOf(draft, name);
    const alike = (one: unknown, other: unknown) => draft.shape.alike?.(name, one, other) ?? same(one, other);
    if (!(name in conflicts) && alike(field(theirs, name), began)) continue;
    const untouched = mine !== undefined && same(mine, field(draft.base, name));
    if (alike(field(theirs, name), began) || (mine !== undefined && alike(field(theirs, name), mine))) {
      delete conflicts[name];
    } else if (untouched && !(name in conflicts)) {
      form = { ...form, [name]: field(fresh, name) };
      news.add(name);
    } else {
      conflicts[name] = began;
    }
  }
  return { ...draft, base: theirs, form, conflicts, news: [...news] };
}

/** What we wrote shall stand in place of theirs. */
export function keepMine<T extends Versioned, F extends object>(draft: Draft<T, F>, name: string): Draft<T, F> {
  const { [name]: _, ...conflicts } = draft.conflicts;
  return { ...draft, conflicts };
}

/** What they wrote stays, and ours goes. */
export function takeTheirs<T extends Versioned, F extends object>(draft: Draft<T, F>, name: string): Draft<T, F> {
  const form = { ...draft.form, [name]: field(draft.shape.formOf(draft.base, draft.zone), name) };
  return { ...keepMine(draft, name), form };
}

/** The field of the form that a problem of the API speaks of: "addresses[0]", "uplinks[1].to"; null for none. */
export function fieldOf(fields: readonly string[], path: string): string | null {
  return fields.find((name) => new RegExp(`^${name}(?![A-Za-z])`).test(path)) ?? null;
}

/** Which row of a list it speaks of. */
export function rowOf(path: string): number | null {
  const found = /\[(\d+)\]/.exec(path);
  return found ? Number(found[1]) : null;
}
