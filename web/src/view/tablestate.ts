/*
 * What the inventory table shows, and in which order. States change in place; the order stands until the sorting, the search or a
 * person asks for a new one, so that no row moves under the pointer. Which rows are selected goes by id, which a rename leaves alone.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { ColumnKey, Source } from '../model/columns';
import { USUAL } from '../model/columns';
import { search } from '../model/search';
import type { Sort } from '../model/table';
import { between, BY_NAME, formatSort, inOrder, ordered, parseColumns, parseSort } from '../model/table';
import type { Device } from '../model/types';
import { go, matches, rev, route, row, serverNow, store, zone } from './app';

const COLUMNS_KEY = 'vor.table.columns';

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

// ---- where we are

export const tableOpen = computed(() => route.value.table !== null);

/** An open device stays open beside it. */
export function openTable(): void {
  if (!tableOpen.peek()) go({ ...(route.peek().shelf ? { q: '' } : {}), table: { columns: usual(), sort: BY_NAME } });
}

export function closeTable(): void {
  go({ table: null });
}

// ---- columns and sorting

function usual(): ColumnKey[] {
  return parseColumns(kept(COLUMNS_KEY)) ?? [...USUAL];
}

export const columns = computed<readonly ColumnKey[]>(() => route.value.table?.columns ?? USUAL);
export const sort = computed<Sort>(() => route.value.table?.sort ?? BY_NAME);

/** A link without columns gets ours, so that it shows the same to whom it is sent. */
effect(() => {
  const { table } = route.value;
  if (table !== null && table.columns === null) go({ table: { ...table, columns: usual() } }, true);
});

export function chooseColumns(wanted: ReadonlySet<string>): void {
  const next = inOrder(wanted);
  keep(COLUMNS_KEY, next.join('.'));
  go({ table: { sort: sort.peek(), columns: next } }, true);
}

export function sortBy(next: Sort): void {
  go({ table: { columns: [...columns.peek()], sort: next } });
}

// ---- rows

export interface Order {
  ids: readonly number[];
  /** When it was made, by the server's clock. */
  at: number;
}

const NO_ORDER: Order = { ids: [], at: 0 };
const sortText = computed(() => (tableOpen.value ? formatSort(sort.value) : null));
const words = computed(() => route.value.q);
const loaded = computed(() => (rev.site.value, store.site !== null));
const asked = signal(0);

export const source: Source = { store, moment: (ms) => zone.value.moment(ms, serverNow()) };

export const order = computed<Order>(() => {
  const wanted = sortText.value;
  const q = words.value;
  asked.value;
  if (wanted === null || !loaded.value) return NO_ORDER;
  return untracked(() => ({ ids: ordered(found(q), parseSort(wanted), source), at: serverNow() }));
});

function found(q: string): Device[] {
  return search(store, q)?.flatMap((name) => store.devices.get(name) ?? []) ?? [...store.devices.values()];
}

export function renew(): void {
  asked.value = asked.peek() + 1;
}

const byId = computed<ReadonlyMap<number, Device>>(() => {
  rev.inventory.value;
  return tableOpen.value ? new Map(Array.from(store.devices.values(), (device) => [device.id, device])) : new Map<number, Device>();
});

/** What is removed goes at once; what is new waits for a new order. */
export const rows = computed<readonly Device[]>(() => order.value.ids.flatMap((id) => byId.value.get(id) ?? []));
const places = computed(() => new Map(rows.value.map(({ name }, index) => [name, index])));

/** How many match now that are not in the list, and how many in it do no more. */
export const drift = computed(() => {
  rev.inventory.value;
  const now = matches.value;
  if (now === null) return { fresh: Math.max(0, byId.value.size - rows.value.length), gone: 0 };
  const same = now.filter((name) => places.value.has(name)).length;
  return { fresh: now.length - same, gone: rows.value.length - same };
});

/** Where nothing stands, nothing can jump. */
effect(() => {
  if (tableOpen.value && rows.value.length === 0 && drift.value.fresh > 0) renew();
});

// ---- the row that the keys have reached

export const current = computed(() => route.value.device ?? row.value);
export const currentIndex = computed(() => places.value.get(current.value ?? '') ?? -1);

/** It stays on what was open last; a new order begins at its top. */
effect(() => {
  const { device, table } = route.value;
  if (table !== null && device !== null) row.value = device;
});
effect(() => {
  if (order.value !== NO_ORDER && route.peek().device === null) row.value = null;
});

/** To that row; an open device gives way to it. */
export function reach(index: number): Device | null {
  const device = rows.peek()[Math.max(0, Math.min(rows.peek().length - 1, index))];
  if (!device) return null;
  row.value = device.name;
  if (route.peek().device !== null) go({ device: device.name }, true);
  return device;
}

export function walkRows(step: number): Device | null {
  const at = currentIndex.peek();
  return reach(at >= 0 ? at + step : step > 0 ? 0 : rows.peek().length - 1);
}

// ---- the selection

export const selected = signal<ReadonlySet<number>>(new Set());
export const bulking = signal(false);
let anchor: number | null = null;

export const chosen = computed<readonly Device[]>(() => [...selected.value].flatMap((id) => byId.value.get(id) ?? []));
/** Selected before, and not in the list as it is now. */
export const hidden = computed(() => chosen.value.filter(({ name }) => !places.value.has(name)).length);
export const allSelected = computed(() => rows.value.length > 0 && rows.value.every(({ id }) => selected.value.has(id)));

/** One row; with `range` all from the last one that was picked. */
export function pick(id: number, range: boolean): void {
  const next = new Set(selected.peek());
  if (range) for (const one of between(rows.peek().map((device) => device.id), anchor, id)) next.add(one);
  else if (!next.delete(id)) next.add(id);
  if (!range || anchor === null) anchor = id;
  selected.value = next;
}

export function selectAll(): void {
  selected.value = new Set([...selected.peek(), ...rows.peek().map(({ id }) => id)]);
}

export function selectNone(): void {
  anchor = null;
  selected.value = new Set();
}
