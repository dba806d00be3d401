/*
 * The columns of the inventory table: what each says of a device, what it is sorted by, and when the network told it. No DOM.
 */
import { addressKey } from './addresskey';
import { span } from './format';
import type { Chassis } from './report';
import { softwareOf } from './software';
import { rank } from './states';
import type { Store } from './store';
import type { Device, Placement, Uplink } from './types';
import { isBox } from './types';

/** What cells are read from. */
export interface Source {
  store: Store;
  /** Writes a moment by the site's clock. */
  moment(ms: number): string;
}

export interface Column {
  title: string;
  /** Its least width in pixels, and its share of what is left. */
  least: number;
  grow: number;
  mono?: true;
  /** Whole, as the file has it; empty when there is nothing. */
  words(device: Device, source: Source): string;
  /** As the cell shows it, where that is shorter. */
  short?(device: Device, source: Source): string;
  /** What it is sorted by, where that is not its words; null stands last either way. */
  order?(device: Device, source: Source): number | string | null;
  /** Its texts compare by code unit, not as words with numbers in them. */
  exact?: true;
  /** When the network told it; the column is of the inventory where this is missing. */
  told?(device: Device, source: Source): number | null;
  /** After so many milliseconds it is old. */
  old?: number;
}

/** An agent is asked every few seconds, what a box is made of every five minutes. */
const OLD_AGENT = 120_000;
const OLD_CHASSIS = 11 * 60_000;

const agent = ({ name }: Device, { store }: Source) => store.agents.get(name);
const chassis = ({ name }: Device, { store }: Source) => store.chassis.get(name);
const OF_CHASSIS = { told: (device: Device, source: Source) => chassis(device, source)?.at ?? null, old: OLD_CHASSIS };
const OF_AGENT = { told: (device: Device, source: Source) => agent(device, source)?.at ?? null, old: OLD_AGENT };

const software = (device: Device, source: Source) => softwareOf(chassis(device, source), agent(device, source));
/** Where no member tells it, it stands in what the agent says of itself. */
const OF_SOFTWARE = { told: (device: Device, source: Source) => chassis(device, source)?.at ?? agent(device, source)?.at ?? null, old: OLD_CHASSIS };

export const COLUMNS = {
  name: { title: 'Name', least: 128, grow: 1, words: ({ name }) => name },
  state: {
    title: 'State', least: 132, grow: 0,
    words: ({ name }, { store }) => store.health(name).state,
    order: ({ name }, { store }) => rank(store.health(name).state),
    told: ({ name }, { store }) => store.health(name).since || null,
  },
  why: { title: 'Why', least: 220, grow: 3, words: ({ name }, { store }) => store.health(name).why, told: ({ name }, { store }) => store.health(name).since || null },
  addresses: { title: 'Addresses', least: 208, grow: 2, mono: true, exact: true, words: ({ addresses }) => addresses.join(', '), order: ({ addresses }) => (addresses[0] === undefined ? null : addressKey(addresses[0])) },
  uplinks: { title: 'Uplinks', least: 168, grow: 1, words: ({ uplinks }) => uplinks.map(uplinkWords).join(', '), short: ({ uplinks }) => withMore(uplinks.map(uplinkWords)) },
  profile: { title: 'Profile', least: 80, grow: 0, words: ({ profile }) => profile },
  networks: { title: 'Networks', least: 112, grow: 1, words: ({ networks }) => networks.join(', ') },
  tags: { title: 'Tags', least: 112, grow: 1, words: ({ tags }) => tags.join(', ') },
  place: { title: 'Place', least: 128, grow: 1, words: ({ placements }, { store }) => placements.map((one) => placeWords(one, store)).join(', '), short: ({ placements }, { store }) => withMore(placements.map((one) => placeWords(one, store))) },
  maintenance: { title: 'Maintenance', least: 168, grow: 1, words: ({ maintenance }, { moment }) => maintenanceWords(maintenance, moment), order: ({ maintenance }) => (maintenance === null ? null : (maintenance.until ?? Infinity)) },
  note: { title: 'Note', least: 144, grow: 2, words: ({ note }) => note },
  model: { title: 'Model', least: 144, grow: 1, words: (device, source) => amounts(hardware(chassis(device, source), 'model')).join(', '), ...OF_CHASSIS },
  serial: { title: 'Serial', least: 128, grow: 1, mono: true, words: (device, source) => hardware(chassis(device, source), 'serial').join(', '), short: (device, source) => withMore(hardware(chassis(device, source), 'serial')), ...OF_CHASSIS },
  version: { title: 'Software', least: 104, grow: 1, mono: true, words: (device, source) => amounts(software(device, source), false).join(', '), ...OF_SOFTWARE },
  uptime: {
    title: 'Up', least: 96, grow: 0,
    words: (device, source) => upWords(agent(device, source)?.up),
    order: (device, source) => agent(device, source)?.up ?? null,
    ...OF_AGENT,
  },
  described: { title: 'Says it is', least: 200, grow: 2, words: (device, source) => (agent(device, source)?.description ?? '').split(/[\r\n]/)[0]!.trim(), ...OF_AGENT },
  told: { title: 'Last told', least: 112, grow: 0, words: (device, source) => momentWords(toldAt(device, source), source), order: toldAt, told: toldAt, old: OLD_AGENT },
} as const satisfies Record<string, Column>;

export type ColumnKey = keyof typeof COLUMNS;
export const COLUMN_KEYS = Object.keys(COLUMNS) as ColumnKey[];

/** What the table shows before anybody has chosen. */
export const USUAL: readonly ColumnKey[] = ['name', 'state', 'addresses', 'uplinks', 'tags', 'model', 'serial', 'version', 'uptime'];

/** The columns that come from what devices say by SNMP. */
export const BY_SNMP: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['model', 'serial', 'version', 'uptime', 'described', 'told']);

export function columnOf(key: ColumnKey): Column {
  return COLUMNS[key];
}

function upWords(up: number | undefined): string {
  return up === undefined ? '' : span(up);
}

/** When SNMP last told anything of it. */
function toldAt(device: Device, source: Source): number | null {
  const one = agent(device, source);
  return one?.state === 'answering' ? one.at : (chassis(device, source)?.at ?? null);
}

function momentWords(at: number | null, { moment }: Source): string {
  return at === null ? '' : moment(at);
}

/** Of each member in the order of their numbers; of the box where there are none. */
function hardware(told: Chassis | undefined, field: 'model' | 'serial'): string[] {
  const members = [...(told?.members ?? [])].sort((a, b) => a.number - b.number);
  const found = members.flatMap((member) => member[field] || []);
  if (found.length > 0) return found;
  return (told?.parts ?? []).filter(({ kind }) => kind === 'chassis').flatMap((part) => part[field] || []);
}

/** Each once, with how often: "EX3300-48T ×3". */
function amounts(texts: string[], counted = true): string[] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].map(([text, n]) => (n > 1 && counted ? `${text} \u00d7${n}` : text));
}

/** "distro1 ge-0/0/1 +2" */
function withMore([first = '', ...rest]: string[]): string {
  return rest.length === 0 ? first : `${first} +${rest.length}`;
}

function uplinkWords({ to, toPort }: Uplink): string {
  return [to, toPort].filter(Boolean).join(' ');
}

/** "Hall at 4, 10.5" */
function placeWords(placement: Placement, store: Store): string {
  if (!isBox(placement)) return `${placement.latitude.toFixed(5)}, ${placement.longitude.toFixed(5)}`;
  const plan = store.plans.get(placement.plan);
  return `${plan?.title || placement.plan} at ${rounded(placement.x)}, ${rounded(placement.y)}`;
}

function rounded(metres: number): string {
  return String(Math.round(metres * 10) / 10);
}

export function maintenanceWords(maintenance: Device['maintenance'], moment: (ms: number) => string): string {
  if (maintenance === null) return '';
  const end = maintenance.until === null ? 'until somebody ends it' : `until ${moment(maintenance.until)}`;
  return maintenance.why ? `${maintenance.why}, ${end}` : end;
}
