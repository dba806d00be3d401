/*
 * Networks, links and profiles as tables: which is shown and what is open in it, as parts of a link; their columns; rows found and
 * in order. No DOM.
 */
import { addressKey } from './addresskey';
import { capacity, thousands } from './format';
import { linkName } from './linkdraft';
import { byName } from './now';
import type { Store } from './store';
import type { Usage } from './subnet';
import { address, holds, subnet } from './subnet';
import type { Link, Network } from './types';

export type ShelfKind = 'networks' | 'links' | 'profiles';

export interface ShelfRoute {
  kind: ShelfKind;
  /** The network's name or the link's number; null: none is open. */
  open: string | null;
  /** A form for a new one, with what it begins with ("" for nothing); null: none. */
  making: string | null;
  /** A column, with "-" before it from the end. */
  sort: string;
}

export const shelfOf = (kind: ShelfKind): ShelfRoute => ({ kind, open: null, making: null, sort: '' });

const PATH = /^\/(networks|links|profiles)(\/.*)?$/;

/** The shelf that a path leads to, and what of the path is left for what stands beside it. */
export function parseShelf(path: string, parameters: URLSearchParams): { shelf: ShelfRoute; rest: string } | null {
  const found = PATH.exec(path);
  if (!found) return null;
  const kind = found[1] as ShelfKind;
  const rest = found[2] ?? '';
  const open = kind === 'profiles' ? null : segment(rest);
  const sort = parameters.get('sort') ?? '';
  const making = kind === 'profiles' || open !== null ? null : parameters.get('new');
  return { shelf: { kind, open, making, sort: Object.hasOwn(COLUMNS[kind], sort.replace(/^-/, '')) ? sort : '' }, rest: open === null ? rest : '' };
}

/** One name alone. */
function segment(rest: string): string | null {
  const found = /^\/([^/]+)$/.exec(rest);
  if (!found) return null;
  try {
    return decodeURIComponent(found[1]!);
  } catch {
    return null;
  }
}

/** The path; what stands beside it (a device, the changes) takes the place of what is open. */
export function shelfPath({ kind, open }: ShelfRoute, beside: string): string {
  return `/${kind}${beside || (open === null ? '' : `/${encodeURIComponent(open)}`)}`;
}

export function writeShelf({ sort, making }: ShelfRoute, parameters: URLSearchParams): void {
  if (sort) parameters.set('sort', sort);
  if (making !== null) parameters.set('new', making);
}

// ---- columns

export interface ShelfColumn<R> {
  title: string;
  words(row: R): string;
  /** What it is sorted by, where that is not its words; null stands last either way. */
  order?(row: R): number | string | null;
  mono?: true;
  /** Stands at the right, as numbers do. */
  number?: true;
}

export interface NetworkRow {
  network: Network;
  usage: Usage;
}

const free = ({ usage }: NetworkRow) => (usage.size === null ? null : Math.max(0, usage.size - usage.used));

const NETWORKS = {
  name: { title: 'Name', words: ({ network }) => network.name },
  vlan: { title: 'VLAN', number: true, words: ({ network }) => (network.vlan === null ? '' : String(network.vlan)), order: ({ network }) => network.vlan },
  subnets: { title: 'Subnets', mono: true, words: ({ network }) => network.subnets.join(', '), order: ({ network }) => (network.subnets[0] === undefined ? null : addressKey(network.subnets[0].split('/')[0]!)) },
  gateways: { title: 'Gateways', mono: true, words: ({ network }) => network.gateways.join(', '), order: ({ network }) => (network.gateways[0] === undefined ? null : addressKey(network.gateways[0])) },
  router: { title: 'Router', words: ({ network }) => network.router ?? '' },
  devices: { title: 'Devices', number: true, words: ({ usage }) => thousands(usage.devices), order: ({ usage }) => usage.devices },
  used: { title: 'Used', number: true, words: ({ usage }) => (usage.size === null ? '' : thousands(usage.used)), order: ({ usage }) => (usage.size === null ? null : usage.used) },
  free: { title: 'Free', number: true, words: (row) => (free(row) === null ? '' : thousands(free(row)!)), order: free },
} as const satisfies Record<string, ShelfColumn<NetworkRow>>;

const LINKS = {
  a: { title: 'From', words: ({ a }) => [a.device, a.port].filter(Boolean).join(' ') },
  b: { title: 'To', words: ({ b }) => [b.device, b.port].filter(Boolean).join(' ') },
  bundle: { title: 'Bundle', mono: true, words: ({ bundle }) => bundle },
  megabits: { title: 'Carries', number: true, words: ({ megabits }) => (megabits === 0 ? '' : capacity(megabits)), order: ({ megabits }) => megabits || null },
} as const satisfies Record<string, ShelfColumn<Link>>;

export interface ProfileRow {
  name: string;
  vendor: string;
  /** Milliseconds between echoes. */
  interval: number;
  devices: number;
}

const PROFILES = {
  name: { title: 'Name', words: ({ name }) => name },
  interval: { title: 'Asked every', number: true, words: ({ interval }) => pace(interval), order: ({ interval }) => interval },
  vendor: { title: 'Vendor', words: ({ vendor }) => vendor },
  devices: { title: 'Devices', number: true, words: ({ devices }) => thousands(devices), order: ({ devices }) => devices },
} as const satisfies Record<string, ShelfColumn<ProfileRow>>;

/** "250 ms", "1 s", "1 min" */
function pace(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`;
}

const COLUMNS = { networks: NETWORKS, links: LINKS, profiles: PROFILES } as const;

export function columnsOf(kind: 'networks'): Record<string, ShelfColumn<NetworkRow>>;
export function columnsOf(kind: 'links'): Record<string, ShelfColumn<Link>>;
export function columnsOf(kind: 'profiles'): Record<string, ShelfColumn<ProfileRow>>;
export function columnsOf(kind: ShelfKind): Record<string, ShelfColumn<never>> {
  return COLUMNS[kind] as Record<string, ShelfColumn<never>>;
}

/** In the order of one column; the first where nothing was chosen. Equals stand as they do by the first. */
export function inOrder<R>(rows: readonly R[], columns: Record<string, ShelfColumn<R>>, sort: string): R[] {
  const down = sort.startsWith('-');
  const first = Object.values(columns)[0]!;
  const column = columns[down ? sort.slice(1) : sort || Object.keys(columns)[0]!] ?? first;
  const value = (row: R) => (column.order ? column.order(row) : column.words(row) || null);
  return rows
    .map((row) => ({ row, value: value(row), name: first.words(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || byName(a.name, b.name);
      const step = compare(a.value, b.value, column.mono === true);
      return (down ? -step : step) || byName(a.name, b.name);
    })
    .map(({ row }) => row);
}

function compare(a: number | string, b: number | string, exact: boolean): number {
  if (typeof a === 'string' && typeof b === 'string' && !exact) return byName(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

// ---- search

/** Every word must be in one of its texts; a whole address also finds the network that holds it. */
export function matchesNetwork({ network }: NetworkRow, query: string): boolean {
  const texts = [network.name, network.vlan === null ? '' : `vlan ${network.vlan}`, network.vlan === null ? '' : String(network.vlan), ...network.subnets, ...network.gateways, network.router ?? '', ...network.tags, network.note];
  return everyWord(query, (word) => {
    const one = address(word);
    return texts.some((text) => text.toLowerCase().includes(word)) || (one !== null && network.subnets.some((text) => holdsIt(text, one)));
  });
}

function holdsIt(text: string, one: NonNullable<ReturnType<typeof address>>): boolean {
  const own = subnet(text);
  return own !== null && holds(own, one);
}

export function matchesLink(link: Link, query: string): boolean {
  const texts = [linkName(link), link.bundle, String(link.id)];
  return everyWord(query, (word) => texts.some((text) => text.toLowerCase().includes(word)));
}

function everyWord(query: string, fits: (word: string) => boolean): boolean {
  return query.toLowerCase().split(/\s+/).filter(Boolean).every(fits);
}

/** The links of a device, by its own ports. */
export function linksOf(device: string, store: Store): Link[] {
  const own = ({ a, b }: Link) => (a.device === device ? a.port : b.port);
  return [...store.links.values()].filter(({ a, b }) => a.device === device || b.device === device).sort((one, other) => byName(own(one), own(other)) || one.id - other.id);
}
