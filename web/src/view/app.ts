/*
 * What all views share: the store, and signals that say when to look again. Deltas are gathered and applied once per frame.
 */
import { batch, computed, signal } from '@preact/signals';
import type { Contact, Listener } from '../live/session';
import { ZoneClock } from '../model/format';
import { now as nowOf } from '../model/now';
import type { Route } from '../model/route';
import { format, HOME, isLabels, parse } from '../model/route';
import { search } from '../model/search';
import { pathUp } from '../model/path';
import { Store, untouched } from '../model/store';
import type { Touched } from '../model/store';
import type { Delta, Snapshot } from '../model/types';

export const store = new Store();

/** Counters: a view that reads one is drawn again when that part changed; `open` is what the open device and those above it say of themselves. */
export const rev = { health: signal(0), inventory: signal(0), places: signal(0), claims: signal(0), editing: signal(0), pings: signal(0), sight: signal(0), open: signal(0), plans: signal(0), site: signal(0) };
export const contact = signal<Contact>({ kind: 'loading' });
export const route = signal<Route>(parse(location.hash));
/** The server's clock, once a second; it stands still while nothing comes. */
export const clock = signal(0);
/** When the newest byte of the picture came, by the server's clock. */
export const heardAt = signal(0);
/** What the map shows in place of what the address says, while a wall goes through its pictures. */
export const staged = signal<{ handler: string; plan: string | null; device: string | null } | null>(null);
/** Shown on the map as if it were open, without its panel. */
export const pointed = signal<string | null>(null);
export const editing = signal(false);
export const helping = signal(false);
export const allLinks = signal(false);
/** Whether links show how full they are. */
export const loads = signal(false);
export interface Notice {
  text: string;
  undo?: () => void;
  /** The edit that it speaks of. */
  edit?: number;
}

export const notice = signal<Notice | null>(null);
/** The row that j and k have reached. */
export const row = signal<string | null>(null);
export const unfolded = signal<ReadonlySet<string>>(new Set());

export const zone = computed(() => {
  rev.site.value;
  return new ZoneClock(store.site?.zone ?? 'UTC');
});

export const list = computed(() => {
  rev.health.value;
  rev.inventory.value;
  return nowOf(store);
});

/** What wants somebody and is no device's, the worst first. */
export const notices = computed(() => {
  rev.site.value;
  return store.site?.notices ?? [];
});

export const matches = computed(() => {
  const { q, events, works } = route.value;
  if (events !== null || works !== null) return null;
  rev.health.value;
  rev.inventory.value;
  return search(store, q);
});

export const handlers = computed(() => {
  rev.site.value;
  const legend = 'The worst of all handlers; maintenance masks.';
  return [{ name: 'health', title: 'Health', legend }, ...(store.site?.handlers ?? [])];
});

// ---- where we are

/** Goes there; `quietly` replaces the present entry of the history (while typing). */
export function go(change: Partial<Route>, quietly = false): void {
  const next = { ...route.peek(), ...forget(change, route.peek()), ...change };
  if (next.device !== null) pointed.value = null;
  const hash = format(next);
  if (hash === format(route.peek())) return;
  if (quietly) history.replaceState(null, '', hash);
  else history.pushState(null, '', hash);
  route.value = next;
}

export function link(change: Partial<Route>): string {
  return format({ ...route.value, ...forget(change, route.value), ...change });
}

/** What is sought among events is a query, and no words for anything else: it goes with them. So do words for receivers or rules. */
function forget(change: Partial<Route>, now: Route): Partial<Route> {
  const elsewhere = change.events || change.works || change.shelf || 'table' in change || 'view' in change;
  const query = elsewhere && soughtIn(now) !== soughtIn(change) ? { q: '' } : {};
  return { ...query, ...makeRoom(change, now) };
}

function soughtIn({ events, works }: Partial<Route>): string {
  return events ? 'events' : (works?.kind ?? '');
}

/**
 * A marked port belongs to its device: another device has none marked. A device, the changes and what is open of networks and links
 * stand in one place; map, table, networks, events, receivers and rules in another.
 */
function makeRoom(change: Partial<Route>, { shelf }: Route): Partial<Route> {
  const bare = shelf && { ...shelf, open: null, making: null };
  if (change.events) return { table: null, shelf: null, works: null };
  if (change.works) return { table: null, shelf: null, events: null };
  if (change.shelf) return { table: null, events: null, works: null, device: null, port: null, changes: null };
  const place = 'table' in change || 'view' in change ? { shelf: null, events: null, works: null } : {};
  if ('changes' in change) return { device: null, port: null, ...(change.changes === null ? {} : { shelf: bare }), ...place };
  return 'device' in change ? { port: null, changes: null, ...(change.device === null ? {} : { shelf: bare }), ...place } : place;
}

function look(): void {
  if (!isLabels(location.hash)) route.value = parse(location.hash);
}
addEventListener('popstate', look);
addEventListener('hashchange', look);

export function home(): void {
  go({ ...HOME, handler: route.peek().handler, plan: route.peek().plan });
}

// ---- what comes

type TouchedListener = (touched: Touched) => void;
const listeners: TouchedListener[] = [];
/** Gives how to listen no more. */
export function onTouched(listener: TouchedListener): () => void {
  listeners.push(listener);
  return () => void listeners.splice(listeners.indexOf(listener), 1);
}

let queue: ((touched: Touched) => void)[] = [];
let scheduled = false;
const LATEST = 250;

/** At the next frame; a hidden page has no frames, so a timer stands behind. */
function schedule(change: (touched: Touched) => void): void {
  queue.push(change);
  if (scheduled) return;
  scheduled = true;
  let timer = 0;
  const frame = requestAnimationFrame(() => run());
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    applyQueue();
  };
  timer = window.setTimeout(run, LATEST);
}

export function applyQueue(): void {
  scheduled = false;
  const changes = queue;
  queue = [];
  const touched = untouched();
  batch(() => {
    for (const change of changes) change(touched);
    announce(touched);
  });
}

/** Marks for all who look what has changed. */
export function announce(touched: Touched): void {
  const bump = (counter: { value: number; peek(): number }, when: boolean) => when && (counter.value = counter.peek() + 1);
  bump(rev.health, touched.health || touched.all);
  bump(rev.inventory, touched.inventory || touched.all);
  bump(rev.places, touched.places || touched.all);
  bump(rev.pings, touched.pings || touched.all);
  bump(rev.open, touched.all || concernsOpen(touched));
  bump(rev.claims, touched.claims || touched.inventory || touched.all);
  bump(rev.editing, touched.editing || touched.inventory || touched.all);
  bump(rev.sight, touched.sight || touched.all);
  bump(rev.site, touched.site);
  bump(rev.plans, touched.plans || touched.all);
  const renamed = route.peek().device === null ? undefined : touched.renamed.get(route.peek().device!);
  if (renamed) go({ device: renamed }, true);
  for (const listener of listeners) listener(touched);
}

function concernsOpen(touched: Touched): boolean {
  const open = route.peek().device;
  if (open === null || touched.reports.size === 0) return false;
  return touched.reports.has(open) || pathUp(open, store.devices, store.site?.monitor ?? null).some(({ to }) => touched.reports.has(to));
}

/** Applies a device that the server has just answered, without waiting for the stream. */
export function applyNow(delta: Delta): void {
  const touched = untouched();
  batch(() => {
    store.apply(delta, touched);
    announce(touched);
  });
}

let serverAhead = 0;
let frozen = true;

export const listener: Listener = {
  snapshot(snapshot: Snapshot) {
    schedule((touched) => store.load(snapshot, touched));
  },
  picture(part) {
    schedule((touched) => store.loadPicture(part.picture, part.health, touched));
  },
  delta(delta: Delta) {
    schedule((touched) => store.apply(delta, touched));
  },
  clock(now: number) {
    serverAhead = now - Date.now();
    heardAt.value = now;
    if (frozen || clock.peek() === 0) clock.value = now;
  },
  contact(next: Contact) {
    frozen = next.kind === 'lost' || next.kind === 'stranger';
    contact.value = next;
  },
};

/** The server's time, as well as we know it; stands while the server is lost. */
export function serverNow(): number {
  return frozen ? heardAt.peek() : Date.now() + serverAhead;
}

export function startClock(): void {
  const tick = () => {
    if (!frozen && heardAt.peek() > 0) clock.value = serverNow();
    setTimeout(tick, 1000 - (serverNow() % 1000) + 5);
  };
  tick();
}
