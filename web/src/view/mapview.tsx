/*
 * The map in the page: floor tabs, the canvas, what hovers over it, the tray of devices without a place, the legend.
 */
import { effect, signal, untracked } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Placed, Rect } from '../map/grid';
import { MapInput } from '../map/input';
import { startBackdrops } from '../map/backdrop';
import { isEarth } from '../map/earth';
import { MapView } from '../map/view';
import { imageAddress } from '../live/plans';
import { ALL_HANDLERS } from '../model/face';
import { count } from '../model/format';
import type { Plan } from '../model/types';
import { allLinks, editing, go, handlers, link, list, loads, matches, onTouched, pointed, rev, route, staged, store } from './app';
import { StateWord } from './bits';
import { Empty } from './empty';
import { Legend } from './legend';
import { ArrangeBar } from './arrange';
import { FillCard } from './fillcard';
import { gridStep, pick, picked, pickAll, pickNone, putBoxes, selecting, spoken as arranged } from './picked';
import { GEOGRAPHY, hasGeography, placeOf } from './geography';
import { place, placeOnEarth } from './placing';
import { imagesSeen, PlanButtons, PlanCard } from './plans';
import { asksForName, mayEdit } from './me';
import { linesOf, planFor, scene, standingOn } from './scene';
import type { Choice } from './scene';
import { theme } from './theme';
import { Tray } from './tray';
import { Who } from './who';

declare global {
  var vorMap: { boxOf(name: string): Rect | null } | undefined;
}

const hovered = signal<string | null>(null);
const reached = signal<string | null>(null);
export let input: MapInput | null = null;
export let map: MapView | null = null;

function choice(): Choice {
  const { device, plan, handler: asked } = staged.value ?? { ...route.value, device: route.value.device ?? pointed.value };
  const handler = handlers.value.find(({ name }) => name === asked)?.name ?? ALL_HANDLERS;
  return { plan: planFor(store, plan, device), device, handler, matches: matches.value, allLinks: allLinks.value, loads: loads.value, editing: editing.value };
}

export function MapPane() {
  rev.plans.value;
  rev.inventory.value;
  const plans = store.plansInOrder();
  const { plan } = choice();
  return (
    <section class="map-pane" aria-label="Map">
      <div class="map-head">
        <Floors plans={plans} shown={plan} />
        <PlanButtons shown={plan} />
        <MapButtons />
      </div>
      {editing.value && !isEarth(plan) && <ArrangeBar />}
      <div class="map-body">
        <MapCanvas />
        <Empty />
        <PlanCard shown={plan} />
        <Tip />
        {editing.value && !isEarth(plan) && <FillCard />}
        <Tray />
      </div>
      <Legend />
    </section>
  );
}

function Floors({ plans, shown }: { plans: Plan[]; shown: Plan | null }) {
  return (
    <nav class="floors" aria-label="Floor plans">
      {plans.map((plan) => (
        <a
          key={plan.name}
          class="floor"
          href={link({ plan: plan.name })}
          aria-current={plan.name === shown?.name ? 'page' : undefined}
          onClick={(event) => (event.preventDefault(), go({ plan: plan.name }))}
        >
          {plan.title || plan.name}
          <Trouble plan={plan.name} />
        </a>
      ))}
      {hasGeography(store) && (
        <a class="floor" href={link({ plan: GEOGRAPHY })} aria-current={isEarth(shown) ? 'page' : undefined} onClick={(event) => (event.preventDefault(), go({ plan: GEOGRAPHY }))}>
          Geography
          <Trouble plan={null} />
        </a>
      )}
    </nav>
  );
}

/** How many on that floor are down, so that a fault on another floor is not overlooked. */
function Trouble({ plan }: { plan: string | null }) {
  const down = list.value.entries.filter(
    ({ name, health }) => health.state === 'down' && store.devices.get(name)?.placements.some((placement) => ('plan' in placement ? placement.plan : null) === plan),
  ).length;
  return down === 0 ? null : <span class="floor-down">{down} down</span>;
}

function MapButtons() {
  return (
    <div class="map-buttons">
      {editing.value && asksForName.value && <Who />}
      <button type="button" class="text-button" aria-pressed={allLinks.value} onClick={() => (allLinks.value = !allLinks.value)}>
        Links
      </button>
      <button type="button" class="text-button" aria-pressed={loads.value} title="How full the links are (b)" onClick={() => (loads.value = !loads.value)}>
        Load
      </button>
      {mayEdit.value && (
        <button type="button" class="text-button" aria-pressed={editing.value} onClick={() => (editing.value = !editing.value)}>
          {editing.value ? 'Done' : 'Edit'}
        </button>
      )}
      <button type="button" class="icon-button" aria-label="Zoom out (-)" onClick={() => map?.zoom(1 / 1.4)}>
        &minus;
      </button>
      <button type="button" class="icon-button" aria-label="Zoom in (+)" onClick={() => map?.zoom(1.4)}>
        +
      </button>
      <button type="button" class="text-button" onClick={() => map?.fit()}>
        Whole
      </button>
    </div>
  );
}

export function MapCanvas() {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => start(host.current!), []);
  return (
    <>
      <div class={`map-host${editing.value ? ' map-editing' : ''}`} ref={host} />
      <p class="for-reader" role="status">
        {reached.value === null ? '' : spoken(reached.value)}
      </p>
      <p class="for-reader" role="status">
        {editing.value ? arranged.value : ''}
      </p>
    </>
  );
}

function spoken(name: string): string {
  const { state, why } = store.health(name);
  return `${name}, ${state}${why ? `: ${why}` : ''}${picked.peek().has(name) ? ', selected' : ''}`;
}

function dismiss(): void {
  pointed.value = null;
  if (route.peek().device !== null) go({ device: null });
}

/** Makes the map once; from then on it follows the signals. */
function start(host: HTMLElement): () => void {
  const view = (map = new MapView(host));
  input = new MapInput(view, {
    open: (name) => route.peek().tv === null && go({ device: name }),
    dismiss: () => (editing.peek() ? picked.peek().size > 0 && pickNone() : dismiss()),
    put: (boxes) => {
      const { plan } = view;
      if (isEarth(plan)) for (const box of boxes) void placeOnEarth(box.name, placeOf(plan, box));
      else putBoxes(boxes);
    },
    pick,
    pickAll,
    say: (words) => (arranged.value = words),
    place: (name, box) => void (isEarth(view.plan) ? placeOnEarth(name, placeOf(view.plan, box)) : place(name, view.plan?.name ?? '', box)),
    hover: (name) => (hovered.value = name),
    reached: (name) => (reached.value = name),
  });
  startBackdrops(imageAddress, () => {
    view.redraw();
    imagesSeen.value = imagesSeen.peek() + 1;
  });
  globalThis.vorMap = { boxOf: (name) => view.boxOf(name) };
  const canvas = view.canvas;
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-roledescription', 'map');
  const stops: (() => void)[] = [effect(() => arrange(view)), effect(() => redraw(view)), effect(() => name(canvas)), effect(() => recolour(view)), effect(() => follow(view))];
  const deaf = onTouched((touched) => {
    if (touched.all) view.redraw();
    else view.touch([...touched.devices].filter((name) => store.devices.has(name)));
    if (touched.health || touched.inventory) view.relink(linesOf(store, untracked(choice)));
    else if (touched.reports.size > 0 && loads.peek()) reloadSoon(view);
    view.flush();
  });
  stops.push(deaf, () => view.close());
  return () => stops.forEach((stop) => stop());
}

let reloading = 0;

/** Loads change all the time; the eye wants them once a second. */
function reloadSoon(view: MapView): void {
  if (reloading !== 0) return;
  reloading = window.setTimeout(() => {
    reloading = 0;
    view.relink(linesOf(store, untracked(choice)));
  }, 1000);
}

/** Anything but what comes every second makes a new scene; what is lit around an open device hangs on much else. */
function redraw(view: MapView): void {
  rev.places.value;
  rev.plans.value;
  const now = choice();
  if (now.device !== null) rev.inventory.value + rev.health.value;
  untracked(() => view.show(scene(store, now, standing(now.plan))));
}

let stood: { places: number; plan: Plan | null; boxes: Placed[] } = { places: -1, plan: null, boxes: [] };

/** The very same boxes until one of them has moved. */
function standing(plan: Plan | null): Placed[] {
  const places = rev.places.value;
  if (stood.places !== places || stood.plan !== plan) stood = { places, plan, boxes: standingOn(store, plan) };
  return stood.boxes;
}

/** What is selected and how fine the grid is. */
function arrange(view: MapView): void {
  const { arranging } = input!;
  arranging.selecting = selecting.value;
  view.showOverlay({ picked: picked.value });
  const step = gridStep.value;
  if (arranging.step === step) return;
  arranging.step = view.gridStep = step;
  view.redraw();
}

function recolour(view: MapView): void {
  document.documentElement.dataset['theme'] = theme.value;
  view.recolour();
}

function follow(view: MapView): void {
  const device = staged.value ? null : (route.value.device ?? pointed.value);
  if (device !== null) view.reveal(device);
}

function name(canvas: HTMLCanvasElement): void {
  rev.inventory.value;
  const { plan } = choice();
  const { counts } = list.value;
  const what = plan ? `Map of ${plan.title || plan.name}` : 'Map';
  canvas.setAttribute('aria-label', `${what}: ${count(store.devices.size, 'device')}, ${counts.down} down, ${counts.bad} bad. Arrow keys walk from box to box, Enter opens. The list Now says the same in words.`);
}

function Tip() {
  const found = hovered.value;
  if (found === null || !store.devices.has(found) || route.value.device === found || staged.value !== null) return null;
  rev.health.value;
  const at = map?.boxOf(found);
  const host = map?.host.getBoundingClientRect();
  if (!at || !host) return null;
  const { state, why } = store.health(found);
  const left = at.x - host.x + at.width / 2;
  const below = at.y - host.y < 90;
  const top = below ? at.y - host.y + at.height + 8 : at.y - host.y - 8;
  return (
    <div class={`tip${below ? '' : ' tip-above'}`} style={{ left: `${Math.max(140, Math.min(left, host.width - 140))}px`, top: `${top}px` }} aria-hidden="true">
      <b>{found}</b> <StateWord state={state} />
      {why && <p>{why}</p>}
    </div>
  );
}
