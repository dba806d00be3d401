/*
 * What the view of events shows, and the signals that wake it. The query is on the page's stream while the view is open. What comes is gathered and laid
 * over the rows once per frame; the order is mended then, and stands still while a pointer moves over it.
 */
import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { watchEvents } from '../live/events';
import { pageStream } from '../live/pagestream';
import type { Refusal } from '../live/stream';
import { browserTimers, fetchViews } from '../live/wire';
import { queryOf } from '../model/eventquery';
import type { Frame, Row } from '../model/events';
import { Events, unchanged } from '../model/events';
import type { EventsBy, EventsRoute } from '../model/eventtable';
import { EVENTS, gradeCounts, gridOf, Order } from '../model/eventtable';
import { gradeOf } from '../model/eventwords';
import { go, route } from './app';
import { meNow } from './me';

// ---- where we are

export const eventsRoute = computed<EventsRoute | null>(() => route.value.events);
export const eventsOpen = computed(() => eventsRoute.value !== null);
const sort = computed(() => eventsRoute.value?.sort ?? '');

export function openEvents(): void {
  if (!eventsOpen.peek()) go({ events: EVENTS });
}

/** Back to map and list. */
export function closeEvents(): void {
  go({ view: route.peek().view });
}

export function sortEvents(next: string): void {
  const now = eventsRoute.peek();
  if (now) go({ events: { ...now, sort: next } }, true);
}

export function showBy(by: EventsBy): void {
  const now = eventsRoute.peek();
  if (now && now.by !== by) go({ events: { ...now, by } });
}

// ---- what is known

const events = new Events();
let order = new Order('');
let changed = unchanged();

/** Drawn again when any row changed; the order and what there is of hosts and services have their own. */
export const eventsRev = signal(0);
const shapeRev = signal(0);
export const eventRows = signal<readonly Row[]>([]);

export type EventsContact = { kind: 'loading' } | { kind: 'live' } | { kind: 'lost'; why: string } | { kind: 'stranger' };
export const eventsContact = signal<EventsContact>({ kind: 'loading' });
export const refusal = signal<{ query: string; said: Refusal } | null>(null);
/** The server is asked something that it has not answered yet. */
export const asking = signal(false);
/** The server's clock, once a second; it stands while nothing comes. */
export const eventsNow = signal(0);
/** When the newest byte came, by the server's clock. */
export const eventsHeard = signal(0);
let ahead = 0;

/** Of how many; null until a whole picture came. */
export const eventsCount = computed(() => {
  eventsRev.value;
  return events.told ? { shown: events.here, all: Math.max(events.total, events.here) } : null;
});

export const counts = computed(() => {
  shapeRev.value;
  return gradeCounts(events.rows.values());
});

export const grid = computed(() => {
  shapeRev.value;
  return eventsRoute.value?.by === 'grid' ? gridOf(events.rows.values()) : null;
});

/** The row that is one stop of the Tab key; arrows go on from it. */
export const reachedEvent = signal<string | null>(null);
/** The row whose details are shown. */
export const openEvent = signal<string | null>(null);

export const rowOf = (key: string): Row | undefined => events.rows.get(key);

// ---- once per frame

let frames: Frame[] = [];
let cancelFrame: (() => void) | null = null;
/** A hidden page has no frames. */
const LATEST = 250;

function soon(): void {
  if (cancelFrame !== null) return;
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, LATEST);
  cancelFrame = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    cancelFrame = null;
  };
}

function run(): void {
  cancelFrame?.();
  const came = frames;
  frames = [];
  for (const frame of came) events.take(frame, changed);
  settle();
}

/** What a row had when it was counted last. */
const counted = new WeakMap<Row, string>();

function settle(): void {
  const { touched, removed } = changed;
  if (touched.size === 0 && removed.size === 0) return void (eventsRev.value = eventsRev.peek() + 1);
  let shape = removed.size > 0;
  for (const row of touched) {
    const now = row.left === null ? gradeOf(row.told.state) : 'left';
    if (counted.get(row) === now) continue;
    counted.set(row, now);
    shape = true;
  }
  batch(() => {
    if (!holding()) arrange();
    eventsRev.value = eventsRev.peek() + 1;
    if (shape) shapeRev.value = shapeRev.peek() + 1;
  });
}

function arrange(): void {
  if (order.update(changed)) eventRows.value = order.rows;
  changed = unchanged();
}

// ---- the order stands while a pointer moves over it

const REST = 1200;
let pointedAt = -Infinity;
let release = 0;

const holding = () => performance.now() - pointedAt < REST && eventRows.peek().length > 0;

export function pointerMoved(): void {
  pointedAt = performance.now();
  if (release === 0) release = window.setTimeout(letGo, REST);
}

function letGo(): void {
  const left = REST - (performance.now() - pointedAt);
  release = left > 0 ? window.setTimeout(letGo, left) : 0;
  if (left <= 0) batch(() => (arrange(), (eventsRev.value = eventsRev.peek() + 1)));
}

effect(() => {
  const wanted = sort.value;
  untracked(() => {
    order = new Order(wanted);
    changed = { touched: new Set(events.rows.values()), removed: changed.removed };
    arrange();
  });
});

// ---- the stream

let end: (() => void) | null = null;
let wait = 0;
let running: string | null = null;
const TYPING = 250;

function start(query: string): void {
  clearTimeout(wait);
  wait = 0;
  if (running === query) return;
  end?.();
  frames = [];
  running = query;
  asking.value = true;
  end = watchEvents(query, pageStream, fetchViews, browserTimers, {
    frame(frame) {
      heard(frame.now);
      if (frame.whole) batch(() => ((asking.value = false), (refusal.value = null)));
      frames.push(frame);
      soon();
    },
    tick: heard,
    lost: (why) => (eventsContact.value = { kind: 'lost', why }),
    stranger() {
      eventsContact.value = { kind: 'stranger' };
      void meNow();
    },
    refused(said) {
      batch(() => {
        refusal.value = { query, said };
        asking.value = false;
        if (eventsContact.peek().kind === 'lost') eventsContact.value = { kind: 'live' };
      });
    },
  });
}

function heard(now: number): void {
  ahead = now - Date.now();
  eventsHeard.value = now;
  if (eventsContact.peek().kind !== 'live') batch(() => ((eventsContact.value = { kind: 'live' }), (eventsNow.value = now)));
}

function stop(): void {
  clearTimeout(wait);
  end?.();
  end = null;
  running = null;
  frames = [];
  cancelFrame?.();
  batch(() => {
    events.clear(changed);
    arrange();
    eventsContact.value = { kind: 'loading' };
    refusal.value = null;
    openEvent.value = null;
    reachedEvent.value = null;
    eventsNow.value = eventsHeard.value = 0;
    shapeRev.value = shapeRev.peek() + 1;
  });
}

/** Who types is not asked for at every letter. */
effect(() => {
  const query = eventsOpen.value ? queryOf(route.value.q) : null;
  untracked(() => {
    if (query === null) return stop();
    clearTimeout(wait);
    if (running === null) start(query);
    else wait = window.setTimeout(() => start(query), TYPING);
  });
});

/** Without waiting for more letters. */
export function askNow(): void {
  if (eventsOpen.peek()) start(queryOf(route.peek().q));
}

// ---- once a second: ages, and what has left long enough ago

function tick(): void {
  if (eventsOpen.peek() && eventsContact.peek().kind === 'live' && eventsHeard.peek() > 0 && refusal.peek() === null) {
    const now = Date.now() + ahead;
    batch(() => {
      eventsNow.value = now;
      events.prune(now, changed);
      if (changed.removed.size > 0) settle();
    });
  }
  setTimeout(tick, 1000);
}

// ---- by keys and by click

export function toggleEvent(key: string): void {
  reachedEvent.value = key;
  openEvent.value = openEvent.peek() === key ? null : key;
}

/** To the next row or the one before. */
export function walkEvents(step: number): void {
  if (eventsRoute.peek()?.by === 'grid') return document.querySelector<HTMLElement>('.event-grid [tabindex="0"]')?.focus();
  const at = eventRows.peek().findIndex(({ key }) => key === reachedEvent.peek());
  reachEvent(at < 0 ? (step > 0 ? 0 : eventRows.peek().length - 1) : at + step);
}

export function reachEvent(index: number): void {
  const row = eventRows.peek()[Math.max(0, Math.min(eventRows.peek().length - 1, index))];
  if (!row) return;
  reachedEvent.value = row.key;
  setTimeout(() => document.querySelector<HTMLElement>(`[data-event="${CSS.escape(row.key)}"] .row-link`)?.focus());
}

tick();
