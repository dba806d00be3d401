/*
 * A device while somebody edits it: what they wrote, what it was based on, and what others did meanwhile. Others' changes of
 * other fields are taken in at once; where both changed the same field it waits for a word, field by field. No DOM, no clock.
 */
import { same } from './said';
import { coordinates, parseCoordinates, withGeo } from './geo';
import type { Device, Placement, Uplink } from './types';
import { fromWall, toWall } from './walltime';

export const FIELDS = ['name', 'profile', 'addresses', 'uplinks', 'networks', 'tags', 'placements', 'maintenance', 'note'] as const;
export type Field = (typeof FIELDS)[number];

/** As it stands in the inputs. Addresses one to a line, tags with gaps between them, times by the site's clock. */
export interface Form {
  name: string;
  profile: string;
  addresses: string;
  uplinks: Uplink[];
  networks: string[];
  tags: string;
  /** Of the placements only the one on the earth; boxes are put on the map. */
  placements: string;
  maintenance: { on: boolean; why: string; until: string };
  note: string;
}

export interface Draft {
  /** The newest that the server has told of it; a save is guarded by its version. */
  base: Device;
  form: Form;
  zone: string;
  /** Fields that somebody else and we have changed: what it was when we began. Both values are said, and one is chosen. */
  conflicts: Partial<Record<Field, unknown>>;
  /** Fields that somebody else has changed and we had not: shown so that nobody wonders. */
  news: Field[];
}

export function draftOf(device: Device, zone: string): Draft {
  return { base: device, form: formOf(device, zone), zone, conflicts: {}, news: [] };
}

function formOf(device: Device, zone: string): Form {
  const { maintenance } = device;
  return {
    name: device.name,
    profile: device.profile,
    addresses: device.addresses.join('\n'),
    uplinks: device.uplinks.map((uplink) => ({ ...uplink })),
    networks: [...device.networks],
    tags: device.tags.join(' '),
    placements: coordinates(device.placements),
    maintenance: { on: maintenance !== null, why: maintenance?.why ?? '', until: typeof maintenance?.until === 'number' ? toWall(maintenance.until, zone) : '' },
    note: device.note,
  };
}

/** What the inputs mean, as the document has it; times that cannot be read are undefined. */
export function valueOf({ form, base, zone }: Draft, field: Field): unknown {
  if (field === 'addresses') return words(form.addresses, /[\s,]+/);
  if (field === 'tags') return words(form.tags, /[\s,]+/).sort(asTheServer);
  if (field === 'networks') return [...form.networks].sort(asTheServer);
  if (field === 'placements') return placementsOf(form.placements, base.placements);
  if (field === 'maintenance') return maintenanceOf(form, base, zone);
  return form[field];
}

function words(text: string, gap: RegExp): string[] {
  return text.split(gap).filter((word) => word !== '');
}

/** Sets come in the order of their code units. */
function asTheServer(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Coordinates that nobody touched keep their digits. */
function placementsOf(text: string, base: Placement[]): Placement[] | undefined {
  if (text === coordinates(base)) return base;
  const geo = parseCoordinates(text);
  return geo === undefined ? undefined : withGeo(base, geo);
}

/** A moment that nobody touched keeps its seconds. */
function maintenanceOf({ maintenance }: Form, base: Device, zone: string): Device['maintenance'] | undefined {
  const { on, why, until } = maintenance;
  if (!on) return null;
  if (until === '') return { why, until: null };
  const known = base.maintenance?.until;
  if (typeof known === 'number' && toWall(known, zone) === until) return { why, until: known };
  const at = fromWall(until, zone);
  return at === null ? undefined : { why, until: at };
}

/** The fields that would change, with their new values; undefined where what is written cannot be read. */
export function changesOf(draft: Draft): Partial<Record<Field, unknown>> {
  const changes: Partial<Record<Field, unknown>> = {};
  for (const field of FIELDS) {
    const value = valueOf(draft, field);
    if (value === undefined || !same(value, draft.base[field])) changes[field] = value;
  }
  return changes;
}

export function isDirty(draft: Draft): boolean {
  return Object.keys(changesOf(draft)).length > 0;
}

export function write(draft: Draft, change: Partial<Form>): Draft {
  return { ...draft, form: { ...draft.form, ...change } };
}

/** Takes in a newer version that somebody else has made. */
export function rebase(draft: Draft, theirs: Device): Draft {
  if (theirs.id !== draft.base.id || theirs.version <= draft.base.version) return draft;
  const form = { ...draft.form };
  const conflicts = { ...draft.conflicts };
  const news = new Set(draft.news);
  const fresh = formOf(theirs, draft.zone);
  for (const field of FIELDS) {
    const began = field in conflicts ? conflicts[field] : draft.base[field];
    const mine = valueOf(draft, field);
    if (!(field in conflicts) && alike(field, theirs[field], began)) continue;
    const untouched = mine !== undefined && same(mine, draft.base[field]);
    if (alike(field, theirs[field], began) || (mine !== undefined && alike(field, theirs[field], mine))) {
      delete conflicts[field];
    } else if (untouched && !(field in conflicts)) {
      take(form, fresh, field);
      news.add(field);
    } else {
      conflicts[field] = began;
    }
  }
  return { ...draft, base: theirs, form, conflicts, news: [...news] };
}

/** Of the placements only the one on the earth stands in the form: boxes that were moved are no news here. */
function alike(field: Field, one: unknown, other: unknown): boolean {
  return field === 'placements' ? coordinates(one as Placement[]) === coordinates(other as Placement[]) : same(one, other);
}

function take<F extends Field>(form: Form, from: Form, field: F): void {
  form[field] = from[field];
}

/** What we wrote shall stand in place of theirs. */
export function keepMine(draft: Draft, field: Field): Draft {
  const { [field]: _, ...conflicts } = draft.conflicts;
  return { ...draft, conflicts };
}

/** What they wrote stays, and ours goes. */
export function takeTheirs(draft: Draft, field: Field): Draft {
  const form = { ...draft.form };
  take(form, formOf(draft.base, draft.zone), field);
  return { ...keepMine(draft, field), form };
}

/** The field of the form that a problem of the API speaks of: "addresses[0]", "uplinks[1].to"; null for none. */
export function fieldOf(path: string): Field | null {
  return FIELDS.find((field) => new RegExp(`^${field}(?![A-Za-z])`).test(path)) ?? null;
}

/** Which row of a list it speaks of. */
export function rowOf(path: string): number | null {
  const found = /\[(\d+)\]/.exec(path);
  return found ? Number(found[1]) : null;
}
