/*
 * Devices without a place, put into rows by their names: shown on the map first, then written as one change.
 */
import { computed, effect, signal } from '@preact/signals';
import { isEarth } from '../map/earth';
import type { Fill } from '../map/fill';
import { fillRows } from '../map/fill';
import type { Rect } from '../map/grid';
import { count } from '../model/format';
import { spots } from '../model/rows';
import type { Plan } from '../model/types';
import { editing, matches, rev, store } from './app';
import { map } from './mapview';
import { gridStep, planNow, putMany, spoken } from './picked';
import { boxesOn, unplaced } from './scene';

interface FillForm {
  width: string;
  height: string;
  gap: string;
  aisle: string;
  x: string;
  y: string;
  down: boolean;
}

const BLANK: FillForm = { width: '3', height: '1.5', gap: '0', aisle: '1', x: '1', y: '1', down: false };
/** null while nobody is at it. */
export const filling = signal<FillForm | null>(null);

/** Those without a place; while somebody searches, those that it has found. */
function names(): string[] {
  const found = matches.value === null ? null : new Set(matches.value);
  return unplaced(store).map(({ name }) => name).filter((name) => found === null || found.has(name));
}

const metres = (text: string) => Number(text.trim().replace(',', '.') || NaN);

/** null where a number cannot be read. */
const fill = computed<Fill | null>(() => {
  const form = filling.value;
  const plan = planNow.value;
  rev.inventory.value;
  if (form === null || !plan || isEarth(plan)) return null;
  const wish = { x: metres(form.x), y: metres(form.y), width: metres(form.width), height: metres(form.height), gap: metres(form.gap), aisle: metres(form.aisle), down: form.down };
  const fit = [wish.x, wish.y, wish.gap, wish.aisle].every((value) => value >= 0 && value <= 10_000) && Math.min(wish.width, wish.height) >= 0.1;
  return fit ? fillRows(names(), boxesOn(store, plan.name), plan, wish, blocked(plan)) : null;
});

effect(() => {
  if (!editing.value) filling.value = null;
});
let shown = false;
effect(() => {
  const boxes = filling.value === null ? null : (fill.value?.boxes ?? []);
  if (boxes === null && !shown) return;
  shown = boxes !== null;
  map?.showOverlay({ planned: boxes ?? [] });
});

export function FillButton() {
  rev.inventory.value;
  return (
    <button type="button" class="text-button" aria-pressed={filling.value !== null} onClick={() => (filling.value = filling.value === null ? { ...BLANK, ...usualSize(), down: usualWay(planNow.peek()?.name ?? '') } : null)}>
      put them into rows
    </button>
  );
}

/** Where the plan shows a stage or a room with a name. */
function blocked({ shapes }: Plan): Rect[] {
  return shapes.flatMap((shape) => (shape.kind === 'rect' && (shape.tone === 'stage' || (shape.tone === 'room' && shape.label !== '')) ? [shape] : []));
}

/** As most rows on the plan run. */
function usualWay(plan: string): boolean {
  const words = [...spots(store.devices.values(), new Set([plan])).values()].map((spot) => spot.words);
  return words.filter((each) => each.endsWith('top')).length > words.filter((each) => each.endsWith('left')).length;
}

/** As large as most boxes on the plan. */
function usualSize(): Partial<FillForm> {
  const counts = new Map<string, number>();
  for (const { width, height } of boxesOn(store, planNow.peek()?.name ?? '')) counts.set(`${width} ${height}`, (counts.get(`${width} ${height}`) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const [width, height] = most?.[0].split(' ') ?? [];
  return width && height ? { width, height } : {};
}

/** By the keyboard: one device where there is room for it. */
export function placeAlone(name: string): void {
  const plan = planNow.peek();
  if (!plan || isEarth(plan)) return;
  const { boxes } = fillRows([name], boxesOn(store, plan.name), plan, { x: 1, y: 1, width: 3, height: 1.5, gap: 0, aisle: gridStep.peek() || 0.5, down: false }, blocked(plan));
  if (boxes.length > 0) void putMany(boxes, 'placed');
  else spoken.value = `There is no room for ${name} on this plan`;
}

export function FillCard() {
  const form = filling.value;
  const found = fill.value;
  if (form === null) return null;
  const put = (part: Partial<FillForm>) => (filling.value = { ...form, ...part });
  const place = () => {
    if (!found || found.boxes.length === 0) return;
    void putMany(found.boxes, 'placed');
    filling.value = null;
  };
  return (
    <form class="fill" aria-label="Rows by name" noValidate onSubmit={(event) => (event.preventDefault(), place())}>
      <div class="fill-fields">
        {FIELDS.map(([field, label]) => (
          <label key={field}>
            {label}
            <input type="text" inputMode="decimal" autocomplete="off" value={form[field]} aria-invalid={!(metres(form[field]) >= 0)} onInput={(event) => put({ [field]: event.currentTarget.value })} />
          </label>
        ))}
        <label>
          rows run
          <select value={form.down ? 'down' : 'across'} onChange={(event) => put({ down: event.currentTarget.value === 'down' })}>
            <option value="across">across</option>
            <option value="down">down</option>
          </select>
        </label>
      </div>
      <p role="status">{words(found)}</p>
      <p class="fill-buttons">
        <button type="submit" class="text-button primary" disabled={!found || found.boxes.length === 0}>
          Place {found ? count(found.boxes.length, 'device') : 'them'}
        </button>
        <button type="button" class="text-button" onClick={() => (filling.value = null)}>
          Cancel
        </button>
      </p>
    </form>
  );
}

const FIELDS = [['width', 'width, m'], ['height', 'height, m'], ['gap', 'gap in the row'], ['aisle', 'around rows'], ['x', 'from x'], ['y', 'from y']] as const;
const NAMED = 8;

function words(found: Fill | null): string {
  if (!found) return 'The numbers are metres; boxes are at least 0.1 m wide and high.';
  const { rows, left } = found;
  const named = rows.slice(0, NAMED).map(([row, n]) => `${row || 'others'} (${n})`).join(', ') + (rows.length > NAMED ? ', \u2026' : '');
  const none = left.length === 0 ? '' : `There is no room for ${count(left.length, 'device')}: make the boxes smaller, or begin elsewhere.`;
  return [rows.length > 0 ? `${count(rows.length, 'row')}: ${named}.` : '', none].filter(Boolean).join(' ') || 'No device is without a place.';
}
