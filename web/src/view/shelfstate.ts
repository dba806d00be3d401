/*
 * What networks, links and profiles show as tables: the rows that match, in order, and which of them the keys have reached.
 */
import { computed, signal } from '@preact/signals';
import type { ProfileRow, ShelfKind, ShelfRoute } from '../model/shelf';
import { columnsOf, inOrder, linksOf, matchesLink, matchesNetwork, shelfOf } from '../model/shelf';
import type { NetworkRow } from '../model/shelf';
import { usages } from '../model/subnet';
import type { Link } from '../model/types';
import { go, rev, route, store } from './app';
import { profilesWhole } from '../live/api';

export const shelf = computed<ShelfRoute | null>(() => route.value.shelf);
export const shelfKind = computed<ShelfKind | null>(() => shelf.value?.kind ?? null);
const order = computed(() => shelf.value?.sort ?? '');

export function openShelf(kind: ShelfKind): void {
  if (shelfKind.peek() !== kind) go({ shelf: shelfOf(kind), q: '' });
}

export function closeShelf(): void {
  go({ shelf: null, q: '' });
}

/** Opens one beside the table; null closes it. */
export function openIn(open: string | null): void {
  const now = shelf.peek();
  if (now) go({ shelf: { ...now, open, making: null } });
}

/** A form for a new one. @param first what it begins with */
export function makeNew(kind: 'networks' | 'links', first = ''): void {
  const now = shelf.peek();
  go({ shelf: { ...(now?.kind === kind ? now : shelfOf(kind)), open: null, making: first } });
}

export function sortShelf(sort: string): void {
  const now = shelf.peek();
  if (now) go({ shelf: { ...now, sort } }, true);
}

const asked = computed(() => (shelf.value === null ? '' : route.value.q.trim()));

const everyNetwork = computed<readonly NetworkRow[]>(() => {
  rev.inventory.value;
  if (shelfKind.value !== 'networks') return [];
  const known = usages(store.devices.values(), store.networks.values());
  return [...store.networks.values()].map((network) => ({ network, usage: known.get(network.name)! }));
});

export const networkRows = computed<readonly NetworkRow[]>(() => inOrder(everyNetwork.value.filter((row) => matchesNetwork(row, asked.value)), columnsOf('networks'), order.value));

export const linkRows = computed<readonly Link[]>(() => {
  rev.inventory.value;
  return shelfKind.value === 'links' ? inOrder([...store.links.values()].filter((link) => matchesLink(link, asked.value)), columnsOf('links'), order.value) : [];
});

export function linksOfDevice(device: string): Link[] {
  rev.inventory.value;
  return linksOf(device, store);
}

// ---- profiles are of the configuration: they are asked for, and do not change while Vor runs

export const profilesTold = signal<Awaited<ReturnType<typeof profilesWhole>> | 'failed' | null>(null);

export async function askProfiles(): Promise<void> {
  try {
    profilesTold.value = await profilesWhole();
  } catch {
    profilesTold.value = profilesTold.peek() ?? 'failed';
  }
}

export const profileRows = computed<readonly ProfileRow[]>(() => {
  rev.inventory.value;
  const told = profilesTold.value;
  if (shelfKind.value !== 'profiles' || told === null || told === 'failed') return [];
  const times = new Map<string, number>();
  for (const { profile } of store.devices.values()) times.set(profile, (times.get(profile) ?? 0) + 1);
  const words = asked.value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = told.map((profile) => ({ ...profile, devices: times.get(profile.name) ?? 0 }));
  return inOrder(rows.filter(({ name, vendor }) => words.every((word) => `${name} ${vendor}`.toLowerCase().includes(word))), columnsOf('profiles'), order.value);
});

/** Of how many. */
export const shelfCount = computed(() => {
  rev.inventory.value;
  const kind = shelfKind.value;
  if (kind === 'networks') return { shown: networkRows.value.length, all: store.networks.size };
  if (kind === 'links') return { shown: linkRows.value.length, all: store.links.size };
  return { shown: profileRows.value.length, all: Array.isArray(profilesTold.value) ? profilesTold.value.length : 0 };
});

/** The names of the rows, as they stand in a link. */
export const shelfNames = computed<readonly string[]>(() => {
  if (shelfKind.value === 'networks') return networkRows.value.map(({ network }) => network.name);
  return shelfKind.value === 'links' ? linkRows.value.map(({ id }) => String(id)) : [];
});

/** The row that is one stop of the Tab key; arrows go on from it. */
export const reached = signal<string | null>(null);

/** To the next row or the one before, without opening it; an open one is changed for it. */
export function walkShelf(step: number): void {
  const names = shelfNames.peek();
  if (names.length === 0) return;
  const open = shelf.peek()?.open ?? null;
  const at = names.indexOf(open ?? reached.peek() ?? '');
  reachRow(at < 0 ? (step > 0 ? 0 : names.length - 1) : at + step, open !== null);
}

export function reachRow(index: number, open = false): void {
  const names = shelfNames.peek();
  const name = names[Math.max(0, Math.min(names.length - 1, index))];
  if (name === undefined) return;
  reached.value = name;
  if (open) return openIn(name);
  const focus = () => document.querySelector<HTMLElement>(`[data-row="${CSS.escape(name)}"] .row-link`)?.focus();
  focus(); // the next key may come before the page is drawn anew
  setTimeout(focus);
}

/** Puts the form for a new one away. */
export function closeMaking(): void {
  const now = shelf.peek();
  if (now && now.making !== null) go({ shelf: { ...now, making: null } });
}
