/*
 * TV mode, for a wall: the map through handlers and plans in turn, with large words. A new trouble stops it and shows where.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { advice } from '../model/claims';
import { span, thousands } from '../model/format';
import type { Entry } from '../model/now';
import { COUNT_WORDS } from '../model/states';
import type { State } from '../model/types';
import { alarm, alarming, begin, COUNTED, fresh, next, steps, USUAL, worst } from '../model/tv';
import type { Show } from '../model/tv';
import { clock, contact, go, handlers, heardAt, list, rev, route, staged, store, zone } from './app';
import { hidePointer, keepAwake, resting } from './awake';
import { Banner, bannerKind } from './banner';
import { Mark, Words } from './bits';
import { LoginCard } from './login';
import { MapCanvas } from './mapview';
import { OnIt } from './onit';
import { planFor } from './scene';

const show = signal<Show>(begin(0, USUAL.every));

const turns = computed(() => {
  rev.plans.value;
  return steps(route.value.tv ?? USUAL, handlers.value.map(({ name }) => name), store.plansInOrder().map(({ name }) => name));
});

const step = computed(() => turns.value[show.value.at % turns.value.length] ?? { handler: 'health', plan: null });
const every = computed(() => route.value.tv?.every ?? USUAL.every);

/** Where the new trouble is, with its echoes; else what is next in turn. */
const stage = computed(() => {
  rev.inventory.value;
  const { alarm: device } = show.value;
  if (device === null || !store.devices.has(device)) return { ...step.value, device: null };
  const handler = handlers.value.some(({ name }) => name === 'ping') ? 'ping' : step.value.handler;
  const stands = store.devices.get(device)!.placements.length > 0;
  return { handler, plan: stands ? (planFor(store, null, device)?.name ?? null) : step.value.plan, device };
});

/** Runs until TV mode is left. */
function run(): () => void {
  show.value = begin(performance.now(), every.peek());
  let before: ReadonlyMap<string, State> | null = null;
  const stops = [
    effect(() => void (staged.value = stage.value)),
    effect(() => {
      const { entries } = list.value;
      if (store.site === null) return;
      const cried = before === null ? null : fresh(before, entries);
      before = alarming(entries);
      if (cried !== null) untracked(() => (show.value = alarm(show.peek(), performance.now(), cried)));
    }),
    effect(() => {
      const { until } = show.value;
      const id = setTimeout(() => (show.value = next(show.peek(), performance.now(), every.peek(), turns.peek().length)), Math.max(0, until - performance.now()) + 5);
      return () => clearTimeout(id);
    }),
    keepAwake(),
    hidePointer(),
    () => (staged.value = null),
  ];
  return () => stops.forEach((stop) => stop());
}

export function enterTv(): void {
  go({ tv: USUAL, device: null, changes: null, q: '' });
}

export function leaveTv(): void {
  go({ tv: null });
}

export function TvScreen() {
  useEffect(run, []);
  return (
    <div class={`page tv${resting.value ? ' tv-resting' : ''}`} data-sight={bannerKind()}>
      <TvHead />
      <Banner />
      <main class="tv-main">
        <TvShown />
        <MapCanvas />
        <TvWorst />
      </main>
      <LoginCard />
    </div>
  );
}

function TvHead() {
  rev.site.value;
  return (
    <header class="tv-head">
      <h1 class="tv-site">{store.site?.name || 'Vor'}</h1>
      <TvCounts />
      <TvClock />
    </header>
  );
}

function TvCounts() {
  const { counts } = list.value;
  rev.inventory.value;
  return (
    <p class="tv-counts">
      {COUNTED.map((state) => (
        <span key={state} class={`tv-count row-${state}${counts[state] === 0 ? ' tv-none' : ''}`} data-count={state}>
          <Mark state={state} /> <b>{thousands(counts[state])}</b> {COUNT_WORDS[state]}
        </span>
      ))}
      <span class="tv-of">of {thousands(store.devices.size)}</span>
    </p>
  );
}

function TvClock() {
  const { kind } = contact.value;
  const lost = kind === 'lost' || kind === 'stranger';
  const at = lost ? heardAt.value : clock.value;
  return (
    <p class={`live tv-clock live-${lost ? 'lost' : kind}`}>
      <span class="live-word">{at === 0 ? 'WAIT' : lost ? 'LOST' : 'LIVE'}</span> {at > 0 && <time class="live-time">{zone.value.time(at)}</time>}
    </p>
  );
}

/** Which picture of how many, and how long it stays. */
function TvShown() {
  const { handler, plan } = stage.value;
  const { at, since, until, alarm: device } = show.value;
  const title = handlers.value.find(({ name }) => name === handler)?.title ?? handler;
  const floor = (rev.plans.value, plan === null ? '' : store.plans.get(plan)?.title || plan);
  return (
    <div class={`tv-shown${device === null ? '' : ' tv-alarm'}`}>
      <p aria-live="off">
        {device !== null && <b>New: {device} </b>}
        <b class="tv-handler">{title}</b> {floor}
        <span class="tv-turn">
          {(at % turns.value.length) + 1} of {turns.value.length}
        </span>
      </p>
      <div class="tv-line" aria-hidden="true">
        <span key={`${since} ${at}`} style={{ animationDuration: `${until - since}ms` }} />
      </div>
      <button type="button" class="tv-leave" onClick={leaveTv}>
        Leave <kbd>Esc</kbd>
      </button>
    </div>
  );
}

function TvWorst() {
  const lines = worst(list.value.entries);
  if (lines.length === 0) return store.site === null ? null : <p class="tv-well">{store.devices.size === 0 ? 'There are no devices yet.' : 'All is well.'}</p>;
  return (
    <ol class="tv-worst" aria-label="The worst">
      {lines.map((entry) => (
        <TvRow key={entry.name} entry={entry} />
      ))}
    </ol>
  );
}

function TvRow({ entry: { name, health, behind, same } }: { entry: Entry }) {
  const more = [behind.length > 0 ? `${thousands(behind.length)} behind it` : '', same.length > 0 ? `${thousands(same.length)} the same` : ''].filter(Boolean).join(', ');
  return (
    <li class={`tv-row row-${health.state}`} data-device={name} data-state={health.state}>
      <Mark state={health.state} />
      <b class="tv-name">{name}</b>
      <span class="tv-why">
        <Words text={advice(health.why).why} /> {more && <span class="quiet">+ {more}</span>} <OnIt name={name} />
      </span>
      <span class="tv-since">{health.since > 0 ? span(clock.value - health.since) : ''}</span>
    </li>
  );
}
