/*
 * Events as a table and as a grid: their part of a link, the columns, an order that is mended where rows changed and not made anew, and
 * services by hosts.
 */
import type { Changed, Row } from './events';
import type { Grade } from './eventwords';
import { GRADES, gradeOf, valueOf } from './eventwords';
import { byName } from './now';

export type EventsBy = 'table' | 'grid';

export interface EventsRoute {
  /** A column, with "-" before it from the end; "" is the worst first. */
  sort: string;
  by: EventsBy;
}

export const EVENTS: EventsRoute = { sort: '', by: 'table' };

/** The path of the events, and what is left of it for what stands beside them. */
export function parseEvents(path: string, parameters: URLSearchParams): { events: EventsRoute; rest: string } | null {
  const found = /^\/events(\/.*)?$/.exec(path);
  if (!found) return null;
  const sort = parameters.get('sort') ?? '';
  return { events: { sort: isColumn(sort.replace(/^-/, '')) ? sort : '', by: parameters.get('by') === 'grid' ? 'grid' : 'table' }, rest: found[1] ?? '' };
}

export function writeEvents({ sort, by }: EventsRoute, parameters: URLSearchParams): void {
  if (sort) parameters.set('sort', sort);
  if (by !== EVENTS.by) parameters.set('by', by);
}

// ---- columns

export type EventColumn = 'state' | 'host' | 'service' | 'value' | 'spark' | 'age' | 'description' | 'tags';

export const COLUMNS: Record<EventColumn, { title: string; sorted: boolean; number?: true }> = {
  state: { title: 'State', sorted: true },
  host: { title: 'Host', sorted: true },
  service: { title: 'Service', sorted: true },
  value: { title: 'Value', sorted: true, number: true },
  spark: { title: 'Lately', sorted: false },
  age: { title: 'Age', sorted: true },
  description: { title: 'Description', sorted: true },
  tags: { title: 'Tags', sorted: true },
};

function isColumn(name: string): name is EventColumn {
  return Object.hasOwn(COLUMNS, name) && COLUMNS[name as EventColumn].sorted;
}

// ---- order

type Value = number | string | null;

/** What a row is sorted by; null stands last either way. The youngest comes first. */
function sortedBy(column: EventColumn, row: Row): Value {
  const { told } = row;
  switch (column) {
    case 'state': return GRADES.indexOf(gradeOf(told.state));
    case 'value': return valueOf(told);
    case 'age': return -told.received;
    case 'host': return row.place;
    case 'service': return told.service ? row.place.slice(row.place.indexOf('\0') + 1) : null;
    case 'tags': return told.tags?.join(', ') || null;
    case 'description': return told.description || null;
    default: return null;
  }
}

function compareRows(a: Row, b: Row): number {
  return compareTexts(a.place, b.place) || compareTexts(a.key, b.key);
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function compareValues(a: Value, b: Value, down: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const step = a < b ? -1 : a > b ? 1 : 0;
  return down ? -step : step;
}

/** Rows in the order of a column. What did not change stays where it is: only changed rows are taken out and put in again. */
export class Order {
  private values = new Map<Row, Value>();
  private list: readonly Row[] = [];
  private readonly column: EventColumn;
  private readonly down: boolean;

  constructor(sort: string) {
    this.down = sort.startsWith('-');
    const name = sort.replace(/^-/, '');
    this.column = isColumn(name) ? name : 'state';
  }

  get rows(): readonly Row[] {
    return this.list;
  }

  /** @return whether any row stands elsewhere now */
  update({ touched, removed }: Changed): boolean {
    const moved = new Set<Row>();
    const fresh: Row[] = [];
    for (const row of removed) if (this.values.delete(row)) moved.add(row);
    for (const row of touched) {
      const value = sortedBy(this.column, row);
      const known = this.values.has(row);
      if (known && this.values.get(row) === value) continue;
      if (known) moved.add(row);
      this.values.set(row, value);
      fresh.push(row);
    }
    if (moved.size === 0 && fresh.length === 0) return false;
    const staying = moved.size === 0 ? this.list : this.list.filter((row) => !moved.has(row));
    this.list = merged(staying, fresh.sort(this.compare), this.compare);
    return true;
  }

  private readonly compare = (a: Row, b: Row): number => compareValues(this.values.get(a) ?? null, this.values.get(b) ?? null, this.down) || compareRows(a, b);
}

/** Two sorted lists as one; few comparisons where the second is short. */
function merged<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const all: T[] = [];
  let at = 0;
  for (const one of b) {
    let low = at;
    let high = a.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(a[middle]!, one) <= 0) low = middle + 1;
      else high = middle;
    }
    for (; at < low; at++) all.push(a[at]!);
    all.push(one);
  }
  for (; at < a.length; at++) all.push(a[at]!);
  return all;
}

// ---- services by hosts

export interface GridModel {
  /** The services that are shown, by name. */
  services: readonly string[];
  /** How many more there are. */
  more: number;
  hosts: readonly { host: string; cells: readonly (Row | null)[] }[];
}

export const MOST_SERVICES = 50;

/** Hosts with the worst first. Where services are too many, those with the worst states are shown, then those that most hosts have. */
export function gridOf(rows: Iterable<Row>, most = MOST_SERVICES): GridModel {
  const services = new Map<string, { worst: number; times: number }>();
  const hosts = new Map<string, { worst: number; cells: Map<string, Row> }>();
  for (const row of rows) {
    const { host, service, state } = row.told;
    const grade = row.left === null ? GRADES.indexOf(gradeOf(state)) : GRADES.length;
    const column = services.get(service);
    if (column) column.worst = Math.min(column.worst, grade), column.times++;
    else services.set(service, { worst: grade, times: 1 });
    const line = hosts.get(host);
    if (line) line.worst = Math.min(line.worst, grade), line.cells.set(service, row);
    else hosts.set(host, { worst: grade, cells: new Map([[service, row]]) });
  }
  const chosen = [...services].sort(([a, one], [b, other]) => one.worst - other.worst || other.times - one.times || byName(a, b)).slice(0, most).map(([name]) => name).sort(byName);
  const lines = [...hosts].sort(([a, one], [b, other]) => one.worst - other.worst || byName(a, b));
  return { services: chosen, more: services.size - chosen.length, hosts: lines.map(([host, { cells }]) => ({ host, cells: chosen.map((service) => cells.get(service) ?? null) })) };
}

/** What is counted above the rows. */
export function gradeCounts(rows: Iterable<Row>): Record<Grade, number> {
  const counts = { critical: 0, warning: 0, expired: 0, other: 0, ok: 0, none: 0 };
  for (const { told, left } of rows) if (left === null) counts[gradeOf(told.state)]++;
  return counts;
}
