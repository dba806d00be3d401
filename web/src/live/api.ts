/*
 * Calls to /api/v1, and its problems (RFC 9457) as words for people.
 */
import type { Where } from '../model/report';
import type { Device, HandlerInfo, Health, Link, Network, Placement, Plan, Site, Snapshot } from '../model/types';
import type { Snapshots } from './session';

const BASE = '/api/v1';

/** A refusal by the server, in its own words. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly current: Device | null,
  ) {
    super(detail || title);
  }
}

export interface History {
  device: string;
  now: number;
  step: number;
  targets: { address: string; family: string; from: number; rtt: (number | null)[]; sent: (number | null)[]; lost: (number | null)[] }[];
}

export interface Change {
  id: number;
  at: number;
  who: string;
  action: 'create' | 'update' | 'delete' | 'import';
  kind: string;
  name: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export async function get<T>(path: string): Promise<T> {
  const response = await fetch(BASE + path, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw await problem(response);
  return (await response.json()) as T;
}

async function problem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : '');
  const first: unknown = Array.isArray(body['problems']) ? body['problems'][0] : null;
  const hint = typeof first === 'object' && first !== null && 'hint' in first && typeof first.hint === 'string' ? first.hint : '';
  const current = typeof body['current'] === 'object' ? (body['current'] as Device | null) : null;
  return new Problem(response.status, text('title') || `the server answered ${response.status}`, text('detail') + (hint && ` (${hint})`), current);
}

export const snapshots: Snapshots = {
  async all(): Promise<Snapshot> {
    const [site, devices, plans, links, networks, seen] = await Promise.all([
      get<Site>('/site'),
      get<{ devices: Device[] }>('/devices'),
      get<{ plans: Plan[] }>('/plans'),
      get<{ links: Link[] }>('/links'),
      get<{ networks: Network[] }>('/networks'),
      snapshots.picture(),
    ]);
    return { site: withHandlers(site), devices: devices.devices, plans: plans.plans, links: links.links, networks: networks.networks, ...seen };
  },
  async picture() {
    const [picture, health] = await Promise.all([
      get<Snapshot['picture']>('/picture'),
      get<{ revision: string; now: number; devices: Record<string, Health> }>('/health'),
    ]);
    return { picture, health };
  },
};

function withHandlers(site: Site): Site {
  return { ...site, handlers: (site.handlers ?? []).filter((handler: HandlerInfo) => handler.name !== 'health') };
}

export function latency(device: string, seconds: number): Promise<History> {
  return get(`/history/${encodeURIComponent(device)}/latency?seconds=${seconds}`);
}

export async function changes(device: string, limit: number): Promise<Change[]> {
  const found = await get<{ changes: Change[] }>(`/changes?device=${encodeURIComponent(device)}&limit=${limit}`);
  return found.changes;
}

/** Where a MAC or IP address was seen. */
export function where(text: string): Promise<Where> {
  return get(`/where/${encodeURIComponent(text)}`);
}

export function fetchDevice(name: string): Promise<Device> {
  return get(`/devices/${encodeURIComponent(name)}`);
}

async function send<T>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<T> {
  const response = await fetch(BASE + path, {
    method,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await problem(response);
  return (await response.json()) as T;
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

/** Replaces the placements, if nobody changed the device since we saw it. */
export function replacePlacements(device: Device, placements: Placement[], who: string): Promise<Device> {
  const path = `/devices/${encodeURIComponent(device.name)}`;
  return send('PATCH', path, { placements }, { 'Vor-Who': who, 'If-Match': `"d${device.id}.${device.version}"`, 'Content-Type': 'application/merge-patch+json' });
}

export function createPlan(plan: Omit<Plan, 'version'>, who: string): Promise<Plan> {
  return send('PUT', `/plans/${encodeURIComponent(plan.name)}`, plan, { 'Vor-Who': who, 'If-None-Match': '*' });
}
