/*
 * What the inventory table shows, as parts of a link: its columns and its order; and that order made. No DOM.
 */
import type { ColumnKey, Source } from './columns';
import { COLUMN_KEYS, columnOf } from './columns';
import { byName } from './now';
import type { Device } from './types';

export interface Sort {
  key: ColumnKey;
  /** From the end: Z to A, the largest first. */
  down: boolean;
}

export interface TableRoute {
  /** null: those that this browser showed last. */
  columns: ColumnKey[] | null;
  sort: Sort;
}

export const BY_NAME: Sort = { key: 'name', down: false };

/** Dots stand as they are in a link; commas would not. */
const GAP = '.';

export function parseTable(parameters: URLSearchParams): TableRoute {
  return { columns: parseColumns(parameters.get('columns')), sort: parseSort(parameters.get('sort') ?? '') };
}

export function writeTable({ columns, sort }: TableRoute, parameters: URLSearchParams): void {
  if (columns !== null) parameters.set('columns', columns.join(GAP));
  if (sort.key !== BY_NAME.key || sort.down) parameters.set('sort', formatSort(sort));
}

/** null for nothing that is known. */
export function parseColumns(text: string | null): ColumnKey[] | null {
  const wanted = new Set(text?.split(GAP));
  return COLUMN_KEYS.some((key) => wanted.has(key)) ? inOrder(wanted) : null;
}

/** In the order of the table, with the name that no row can be without. */
export function inOrder(wanted: ReadonlySet<string>): ColumnKey[] {
  return COLUMN_KEYS.filter((key) => key === 'name' || wanted.has(key));
}

export function parseSort(text: string): Sort {
  const down = text.startsWith('-');
  const key = COLUMN_KEYS.find((one) => one === (down ? text.slice(1) : text));
  return key === undefined ? BY_NAME : { key, down };
}

export function formatSort({ key, down }: Sort): string {
  return down ? `-${key}` : key;
}

/** The ids of the devices in order: what has nothing in the column stands last, equals stand by name. */
export function ordered(devices: Iterable<Device>, sort: Sort, source: Source): number[] {
  const column = columnOf(sort.key);
  const value = (device: Device) => (column.order ? column.order(device, source) : column.words(device, source) || null);
  const rows = Array.from(devices, (device) => ({ device, value: value(device) }));
  const texts = column.exact ? byCode : byName;
  const compare = (a: number | string, b: number | string) => (typeof a === 'number' && typeof b === 'number' ? byNumber(a, b) : texts(String(a), String(b)));
  rows.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || byName(a.device.name, b.device.name);
    const step = compare(a.value, b.value);
    return (sort.down ? -step : step) || byName(a.device.name, b.device.name);
  });
  return rows.map(({ device }) => device.id);
}

/** Without a difference, which two infinities have none of. */
function byNumber(a: number, b: number): number {
  return byCode(a, b);
}

function byCode<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Everything from one to the other, both included, in the order of the list; only the other where one is not in it. */
export function between(ids: readonly number[], one: number | null, other: number): number[] {
  const [a, b] = [one === null ? -1 : ids.indexOf(one), ids.indexOf(other)];
  return a < 0 || b < 0 ? [other] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
