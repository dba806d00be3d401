/*
 * Calls to /api/v1, and its problems (RFC 9457) as words for people.
 */
import type { Claim } from '../model/claims';
import type { Kind } from '../model/draft';
import type { Where } from '../model/report';
import type { FieldChange } from '../model/said';
import type { Device, Health, Link, Network, Plan, Site, Snapshot } from '../model/types';
import type { Snapshots } from './session';

export const BASE = '/api/v1';

/** A refusal by the server, in its own words. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly current: Device | null,
    readonly problems: FieldProblem[] = [],
    readonly later: Later[] = [],
  ) {
    super(detail || title);
  }
}

export interface FieldProblem {
  field: string;
  message: string;
  hint?: string;
}

export type Action = 'create' | 'update' | 'delete' | 'import' | 'undo';

/** What one write changed together. */
export interface Edit {
  edit: number;
  at: number;
  who: string;
  action: Action;
  records: Partial<Record<'device' | 'network' | 'link' | 'plan', number>>;
  names: string[];
  undoes?: number;
  undoneBy?: number;
}

/** A later change that an undo is refused for. */
export interface Later {
  edit: number;
  at: number;
  who: string;
  action: Action;
  kind: string;
  name: string;
  what: string;
}

/** What an undo changed or would change. */
export interface Difference {
  dry: boolean;
  added: { kind: string; name: string }[];
  changed: { kind: string; name: string; fields: FieldChange[] }[];
  removed: { kind: string; name: string }[];
}

/** A device as the server has it now, and the edit that made it so; 0 when nothing was to be done. */
export interface Saved {
  device: Device;
  edit: number;
}

export interface History {
  device: string;
  now: number;
  step: number;
  targets: { address: string; family: string; from: number; rtt: (number | null)[]; sent: (number | null)[]; lost: (number | null)[] }[];
}

export interface Change {
  id: number;
  edit: number;
  at: number;
  who: string;
  action: Action;
  kind: string;
  name: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  undoes?: number;
  undoneBy?: number;
}

export async function get<T>(path: string): Promise<T> {
  const response = await fetch(BASE + path, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw await problem(response);
  return (await response.json()) as T;
}

export async function problem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : '');
  const first: unknown = Array.isArray(body['problems']) ? body['problems'][0] : null;
  const hint = typeof first === 'object' && first !== null && 'hint' in first && typeof first.hint === 'string' ? first.hint : '';
  const current = typeof body['current'] === 'object' ? (body['current'] as Device | null) : null;
  const list = (key: string) => (Array.isArray(body[key]) ? body[key] : []);
  const detail = text('detail') + (hint && ` (${hint})`);
  return new Problem(response.status, text('title') || `the server answered ${response.status}`, detail, current, list('problems') as FieldProblem[], list('later') as Later[]);
}

export const snapshots: Snapshots = {
  async all(): Promise<Snapshot> {
    const [site, devices, plans, links, networks, claims, editing, seen] = await Promise.all([
      get<Site>('/site'),
      get<{ devices: Device[] }>('/devices'),
      get<{ plans: Plan[] }>('/plans'),
      get<{ links: Link[] }>('/links'),
      get<{ networks: Network[] }>('/networks'),
      get<{ claims: Record<string, Claim> }>('/claims'),
      get<{ editing: Snapshot['editing'] }>('/editing'),
      snapshots.picture(),
    ]);
    return { site, devices: devices.devices, plans: plans.plans, links: links.links, networks: networks.networks, claims: claims.claims, editing: editing.editing, ...seen };
  },
  async picture() {
    const [picture, health] = await Promise.all([
      get<Snapshot['picture']>('/picture'),
      get<{ revision: string; now: number; devices: Record<string, Health> }>('/health'),
    ]);
    return { picture, health };
  },
};

export function latency(device: string, seconds: number): Promise<History> {
  return get(`/history/${encodeURIComponent(device)}/latency?seconds=${seconds}`);
}

export async function changes(device: string, limit: number): Promise<Change[]> {
  const found = await get<{ changes: Change[] }>(`/changes?device=${encodeURIComponent(device)}&limit=${limit}`);
  return found.changes;
}

/** Of one record, newest first: a device or network by its name, a link by its number. Of the others the newest hundred are looked through. */
export async function changesOfRecord(kind: Kind, name: string, limit: number): Promise<Change[]> {
  if (kind === 'device') return changes(name, limit);
  const found = await get<{ changes: Change[] }>(`/changes?kind=${kind}&limit=100`);
  const own = ({ before, after }: Change) => String((after ?? before)?.[kind === 'link' ? 'id' : 'name']) === name;
  return found.changes.filter(own).slice(0, limit);
}

/** What one edit changed, newest first; at most so many records. */
export async function changesOfEdit(edit: number, limit: number): Promise<Change[]> {
  const found = await get<{ changes: Change[] }>(`/changes?edit=${edit}&limit=${limit}`);
  return found.changes;
}

/** Newest first; only those before a number, if one is given. */
export async function edits(before: number | null, limit: number): Promise<Edit[]> {
  const found = await get<{ edits: Edit[] }>(`/edits?limit=${limit}${before === null ? '' : `&before=${before}`}`);
  return found.edits;
}

/** The one with this number. */
export async function editOf(number: number): Promise<Edit | null> {
  const [found] = await edits(number + 1, 1);
  return found?.edit === number ? found : null;
}

export interface Profile {
  name: string;
  vendor: string;
  /** Milliseconds between echoes. */
  interval: number;
}

export async function profilesWhole(): Promise<Profile[]> {
  return (await get<{ profiles: Profile[] }>('/profiles')).profiles;
}

export async function profiles(): Promise<string[]> {
  return (await profilesWhole()).map(({ name }) => name);
}

/** Where a MAC or IP address was seen. */
export function where(text: string): Promise<Where> {
  return get(`/where/${encodeURIComponent(text)}`);
}

export function fetchDevice(name: string): Promise<Device> {
  return get(`/devices/${encodeURIComponent(name)}`);
}

export async function send(method: string, path: string, body: unknown, headers: Record<string, string>, signal: AbortSignal | null = null): Promise<Response> {
  const response = await fetch(BASE + path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    signal,
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problem(response);
  return response;
}

/** The number of the edit that a write became; 0 when it changed nothing. */
export function editIn(response: Response): number {
  return Number(response.headers.get('Vor-Edit') ?? 0);
}

/** A call that may answer with nothing. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(BASE + path, {
    method,
    headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problem(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Changes these fields, if nobody changed the device since we saw it. */
export async function patchDevice(device: Device, fields: Partial<Device>, who: string): Promise<Saved> {
  const path = `/devices/${encodeURIComponent(device.name)}`;
  const headers = { 'Vor-Who': who, 'If-Match': `"d${device.id}.${device.version}"`, 'Content-Type': 'application/merge-patch+json' };
  const response = await send('PATCH', path, fields, headers);
  return { device: (await response.json()) as Device, edit: editIn(response) };
}

/** All devices, and the revision that guards a change of many. */
export function fetchDevices(): Promise<{ revision: number; devices: Device[] }> {
  return get('/devices');
}

/** Changes all of these or none, if the inventory is still of that revision; answers those that are different now. */
export async function patchDevices(patches: readonly (Partial<Device> & Pick<Device, 'name'>)[], revision: number, who: string): Promise<{ devices: Device[]; edit: number }> {
  const headers = { 'Vor-Who': who, 'If-Match': `"i${revision}"`, 'Content-Type': 'application/merge-patch+json' };
  const response = await send('PATCH', '/devices', patches, headers);
  const { devices } = (await response.json()) as { devices: Device[] };
  return { devices, edit: editIn(response) };
}

/** Makes all of these or none, if the inventory is still of that revision. */
export async function putDevices(devices: readonly Pick<Device, 'name'>[], revision: number, who: string): Promise<{ devices: Device[]; edit: number }> {
  const response = await send('PUT', '/devices', devices, { 'Vor-Who': who, 'If-Match': `"i${revision}"` });
  const written = (await response.json()) as { devices: Device[] };
  return { devices: written.devices, edit: editIn(response) };
}

/** Takes an edit back, or tells what that would change. */
export async function undoEdit(edit: number, dry: boolean, who: string): Promise<{ difference: Difference; edit: number }> {
  const response = await send('POST', `/edits/${edit}/undo?dry=${dry}`, null, { 'Vor-Who': who });
  return { difference: (await response.json()) as Difference, edit: editIn(response) };
}
