/*
 * The list "Now": what is wrong, worst first, with what hangs behind a cause folded under it, and mild cases of one kind
 * gathered under the first of them.
 */
import { rank, WORST_FIRST } from './states';
import type { Store } from './store';
import type { Health, SiteNotice, State } from './types';

export interface Entry {
  name: string;
  health: Health;
  /** Devices behind this one, by name; folded away until asked for. */
  behind: string[];
  /** Others with the very same mild fault; folded away likewise. */
  same: string[];
}

export interface Now {
  entries: Entry[];
  maint: string[];
  fine: string[];
  /** How many devices there are in each state. */
  counts: Record<State, number>;
}

export function now(store: Store): Now {
  const counts = Object.fromEntries(WORST_FIRST.map((state) => [state, 0])) as Record<State, number>;
  const heads = new Map<string, Entry>();
  const behind: string[] = [];
  const maint: string[] = [];
  const fine: string[] = [];
  for (const name of store.devices.keys()) {
    const health = store.health(name);
    counts[health.state]++;
    if (health.state === 'good') fine.push(name);
    else if (health.state === 'maint') maint.push(name);
    else if (health.state === 'behind' && rootOf(name, store) !== name) behind.push(name);
    else heads.set(name, { name, health, behind: [], same: [] });
  }
  fold(behind, heads, store);
  const entries = gather([...heads.values()].sort(byWeight));
  for (const entry of entries) entry.behind.sort(byName);
  return { entries, maint: maint.sort(byName), fine: fine.sort(byName), counts };
}

/** A notice of the site stands before the first device that is no worse. */
export function amid(entries: Entry[], notices: SiteNotice[]): (Entry | SiteNotice)[] {
  const left = [...notices];
  const lines: (Entry | SiteNotice)[] = [];
  for (const entry of entries) {
    while (left.length > 0 && rank(left[0]!.state) <= rank(entry.health.state)) lines.push(left.shift()!);
    lines.push(entry);
  }
  return [...lines, ...left];
}

/** Follows causes up to the first device that has none: a child of a child is folded into the real cause. */
function rootOf(name: string, store: Store): string {
  const seen = new Set([name]);
  let root = name;
  for (let next = store.health(root).cause; next && !seen.has(next) && store.devices.has(next); next = store.health(root).cause) {
    seen.add(next);
    root = next;
  }
  return root;
}

function fold(behind: string[], heads: Map<string, Entry>, store: Store): void {
  for (const name of behind) {
    const root = rootOf(name, store);
    const head = heads.get(root) ?? { name: root, health: store.health(root), behind: [], same: [] };
    head.behind.push(name);
    heads.set(root, head);
  }
}

const MILD: ReadonlySet<State> = new Set(['worn', 'unknown']);
/** So many lines that say the same are one line and a number. */
const CROWD = 3;

/** A hundred devices without an IPv6 address are one thing to know, not a hundred; what alarms is never gathered. */
function gather(sorted: Entry[]): Entry[] {
  const kinds = new Map<string, Entry[]>();
  for (const entry of sorted) {
    const { state, why } = entry.health;
    if (!MILD.has(state) || entry.behind.length > 0) continue;
    const kind = kinds.get(`${state} ${why}`);
    if (kind) kind.push(entry);
    else kinds.set(`${state} ${why}`, [entry]);
  }
  const gathered = new Set<Entry>();
  for (const [first, ...rest] of kinds.values()) {
    if (rest.length + 1 < CROWD) continue;
    first!.same = rest.map(({ name }) => name);
    for (const entry of rest) gathered.add(entry);
  }
  return sorted.filter((entry) => !gathered.has(entry));
}

/** State, then score, then what most hangs on, then the newest first. */
function byWeight(a: Entry, b: Entry): number {
  return (
    rank(a.health.state) - rank(b.health.state) ||
    b.health.score - a.health.score ||
    b.behind.length - a.behind.length ||
    b.health.since - a.health.since ||
    byName(a.name, b.name)
  );
}

const collator = new Intl.Collator('en', { numeric: true });

/** e2-1 before e10-1. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b);
}
