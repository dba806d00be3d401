/*
 * The index of events as the page holds it: the newest of each host and service that fits the query, what has left lately, and the
 * values seen since the view was opened. Frames are laid over it; it says which rows they touched. No DOM.
 */

/** An event as the server tells it. Times are milliseconds since 1970; `time` is by its sender's clock, the others by ours. */
export interface Told {
  host: string;
  service: string;
  state?: string;
  /** What JSON has no number for is a text: "NaN", "Infinity", "-Infinity". */
  metric?: number | string;
  description?: string;
  tags?: string[];
  attributes?: Record<string, string>;
  time: number;
  /** In seconds. */
  ttl?: number;
  received: number;
  expires: number;
}

export interface Gone {
  host: string;
  service: string;
  why: string;
}

export interface Frame {
  now: number;
  /** In the index, whatever the query. */
  total: number;
  /** What was held is forgotten. */
  whole?: boolean;
  /** It is a piece, and others follow. */
  more?: boolean;
  events: Told[];
  gone: Gone[];
}

export interface Row {
  readonly key: string;
  /** Host and service as texts that compare as people count: "e2" before "e10". Made once, for twenty thousand of them are compared. */
  readonly place: string;
  told: Told;
  /** The newest values, oldest first. */
  spark: number[];
  /** It is no longer in what the query finds, since then by our clock. */
  left: { why: string; at: number } | null;
  /** Grows with every change of it. */
  version: number;
}

export interface Changed {
  /** Rows that are new or other than before. */
  touched: Set<Row>;
  removed: Set<Row>;
}

/** So many values of each row are kept. */
export const SPARK = 60;
/** What has left is still shown for so long. */
export const STAYS = 10_000;

/** No character of a host or service stands between them. */
export const keyOf = (host: string, service: string) => `${host.length}:${host}${service}`;

const DIGITS = 12;

/** Lower case, and every number as long as the others. */
function counted(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));
}

export class Events {
  readonly rows = new Map<string, Row>();
  private readonly leaving = new Set<Row>();
  /** In the index, whatever the query. */
  total = 0;
  /** Whether a whole picture has come. */
  told = false;

  /** How many of the rows have not left. */
  get here(): number {
    return this.rows.size - this.leaving.size;
  }

  take(frame: Frame, changed: Changed): void {
    this.total = frame.total;
    if (frame.whole) this.forget(frame.events, changed);
    for (const told of frame.events) this.put(told, changed);
    for (const gone of frame.gone) this.leave(gone, frame.now, changed);
  }

  /** What stays keeps its values: after a reconnect, or for another query. */
  private forget(staying: readonly Told[], changed: Changed): void {
    this.told = true;
    const keys = new Set(staying.map(({ host, service }) => keyOf(host, service)));
    for (const row of this.rows.values()) if (!keys.has(row.key)) this.remove(row, changed);
  }

  private put(told: Told, changed: Changed): void {
    const key = keyOf(told.host, told.service);
    const row = this.rows.get(key);
    if (!row) {
      const fresh: Row = { key, place: `${counted(told.host)}\0${counted(told.service)}`, told, spark: [], left: null, version: 1 };
      remember(fresh.spark, told);
      this.rows.set(key, fresh);
      changed.touched.add(fresh);
      return;
    }
    if (row.left !== null) row.spark = [];
    // A whole picture tells again what is known.
    if (row.left !== null || told.received !== row.told.received || told.metric !== row.told.metric) remember(row.spark, told);
    row.told = told;
    row.left = null;
    this.leaving.delete(row);
    this.touch(row, changed);
  }

  private leave({ host, service, why }: Gone, now: number, changed: Changed): void {
    const row = this.rows.get(keyOf(host, service));
    if (!row || row.left !== null) return;
    row.left = { why, at: now };
    this.leaving.add(row);
    this.touch(row, changed);
  }

  /** What has left long enough ago goes. To be called now and then. */
  prune(now: number, changed: Changed): void {
    for (const row of this.leaving) if (now - row.left!.at >= STAYS) this.remove(row, changed);
  }

  clear(changed: Changed): void {
    for (const row of this.rows.values()) this.remove(row, changed);
    this.total = 0;
    this.told = false;
  }

  private touch(row: Row, changed: Changed): void {
    row.version++;
    changed.touched.add(row);
  }

  private remove(row: Row, changed: Changed): void {
    this.rows.delete(row.key);
    this.leaving.delete(row);
    changed.touched.delete(row);
    changed.removed.add(row);
  }
}

function remember(spark: number[], { metric }: Told): void {
  if (typeof metric !== 'number' || !Number.isFinite(metric)) return;
  spark.push(metric);
  if (spark.length > SPARK) spark.shift();
}

export const unchanged = (): Changed => ({ touched: new Set(), removed: new Set() });

/** What came in a stream, if it is a frame of it; anything damaged is none. */
export function readFrame(text: string): Frame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('now' in value) || typeof value.now !== 'number') return null;
  const { now } = value;
  const total = 'total' in value && typeof value.total === 'number' ? value.total : 0;
  if (!('events' in value) || !Array.isArray(value.events)) return null;
  const list = (name: 'events' | 'gone') => (name in value && Array.isArray((value as Record<string, unknown>)[name]) ? ((value as unknown as Record<string, unknown[]>)[name]!) : []);
  return { now, total, whole: 'whole' in value && value.whole === true, ...('more' in value && value.more === true ? { more: true } : {}), events: list('events').filter(isTold), gone: list('gone').filter(isGone) };
}

export function isTold(value: unknown): value is Told {
  const { host, service, time, received, expires } = (value ?? {}) as Partial<Told>;
  return typeof host === 'string' && typeof service === 'string' && typeof time === 'number' && typeof received === 'number' && typeof expires === 'number';
}

function isGone(value: unknown): value is Gone {
  const { host, service, why } = (value ?? {}) as Partial<Gone>;
  return typeof host === 'string' && typeof service === 'string' && typeof why === 'string';
}
