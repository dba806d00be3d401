/*
 * The three kinds of records that have a form, and what the drafts must know of each: where it is found, how it is saved, what it
 * is called.
 */
import { get } from '../live/api';
import type { Stored } from '../live/records';
import { deleteRecord, patchRecord, postNew, putNew } from '../live/records';
import type { DeviceInputs } from '../model/devicedraft';
import { DEVICE } from '../model/devicedraft';
import type { Shape, Versioned } from '../model/draft';
import type { LinkInputs } from '../model/linkdraft';
import { LINK, linkName } from '../model/linkdraft';
import type { NetworkInputs } from '../model/networkdraft';
import { NETWORK } from '../model/networkdraft';
import type { Delta, Device, Link, Network } from '../model/types';
import { store } from './app';

export interface Bench<T extends Versioned = Versioned, F extends object = object> {
  shape: Shape<T, F>;
  /** In its path; what stands in /changes as its name. */
  idOf(record: T): string;
  /** What a rename leaves alone. */
  keyOf(record: T): string;
  /** For people. */
  nameOf(record: T): string;
  pathOf(record: T): string;
  tagOf(record: T): string;
  /** As the page has it now. */
  now(record: T): T | undefined;
  create(document: Record<string, unknown>, who: string): Promise<Stored<T>>;
  /** What becomes different in the page's copy. */
  delta(before: T, after: T | null): Omit<Delta, 'now'>;
}

const at = (kind: string, name: string) => `/${kind}/${encodeURIComponent(name)}`;

export const DEVICES: Bench<Device, DeviceInputs> = {
  shape: DEVICE,
  idOf: ({ name }) => name,
  keyOf: ({ id }) => `device ${id}`,
  nameOf: ({ name }) => name,
  pathOf: ({ name }) => at('devices', name),
  tagOf: ({ id, version }) => `"d${id}.${version}"`,
  now({ id, name }) {
    const likely = store.devices.get(name);
    return likely?.id === id ? likely : [...store.devices.values()].find((device) => device.id === id);
  },
  create: (document, who) => putNew(at('devices', String(document['name'])), document, who),
  delta: (before, after) => ({ devices: { ...(after?.name === before.name ? {} : { [before.name]: null }), ...(after ? { [after.name]: after } : {}) } }),
};

export const NETWORKS: Bench<Network, NetworkInputs> = {
  shape: NETWORK,
  idOf: ({ name }) => name,
  keyOf: ({ version, name }) => (version === 0 ? 'new network' : `network ${name}`),
  nameOf: ({ name }) => name,
  pathOf: ({ name }) => at('networks', name),
  tagOf: ({ version }) => `"n${version}"`,
  now: ({ name }) => store.networks.get(name),
  create: (document, who) => putNew(at('networks', String(document['name'])), document, who),
  delta: (before, after) => ({ networks: { [after?.name ?? before.name]: after } }),
};

export const LINKS: Bench<Link, LinkInputs> = {
  shape: LINK,
  idOf: ({ id }) => String(id),
  keyOf: ({ id }) => (id === 0 ? 'new link' : `link ${id}`),
  nameOf: linkName,
  pathOf: ({ id }) => at('links', String(id)),
  tagOf: ({ id, version }) => `"l${id}.${version}"`,
  now: ({ id }) => store.links.get(String(id)),
  create: (document, who) => postNew('/links', document, who),
  delta: (before, after) => ({ links: { [String(after?.id ?? before.id)]: after } }),
};

export function patch<T extends Versioned>(bench: Bench<T>, base: T, fields: Record<string, unknown>, who: string): Promise<Stored<T>> {
  return patchRecord(bench.pathOf(base), bench.tagOf(base), fields, who);
}

export function fetchNow<T extends Versioned>(bench: Bench<T>, base: T): Promise<T> {
  return get(bench.pathOf(base));
}

export function remove<T extends Versioned>(bench: Bench<T>, base: T, detach: boolean, who: string): Promise<number> {
  return deleteRecord(bench.pathOf(base), bench.tagOf(base), detach, who);
}
