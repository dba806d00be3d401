/*
 * The line of tools above the map while somebody edits it: what is selected, and what can be done to all of it.
 */
import type { Side } from '../map/settle';
import { count } from '../model/format';
import { byName } from '../model/now';
import { AddButton } from './addcard';
import { Menu } from './menu';
import { align, chooseStep, distribute, foundHere, gridStep, pick, pickAll, picked, pickNone, planNow, rowsOfPicked, sameSize, selecting, STEPS } from './picked';

export function ArrangeBar() {
  const n = picked.value.size;
  return (
    <div class="arrange" role="toolbar" aria-label="Arrange boxes">
      <Select />
      <span class="arrange-tools">
        {ALIGN.map(([side, title, path]) => (
          <Tool key={side} title={title} path={path} least={2} run={() => align(side)} />
        ))}
        <Tool title="Same gaps from left to right" path="M2 2v12M14 2v12M6.5 5h3v6h-3z" least={3} run={() => distribute('x')} />
        <Tool title="Same gaps from top to bottom" path="M2 2h12M2 14h12M5 6.5h6v3H5z" least={3} run={() => distribute('y')} />
        <Tool title="All as large as the first selected" path="M2 4h5v8H2zM9 4h5v8H9z" least={2} run={sameSize} />
      </span>
      <GridChoice />
      <AddButton plan={planNow.value?.name ?? null} />
      <p class="arrange-words">{n === 0 ? <Hint /> : <span title={[...picked.value].sort(byName).slice(0, 30).join(', ')}>{count(n, 'box', 'boxes')} selected</span>}</p>
    </div>
  );
}

function Hint() {
  return (
    <span class="arrange-hint quiet">
      <kbd>Shift</kbd> drag or <kbd>Ctrl</kbd> click selects; <kbd>Alt</kbd> lifts the grid
    </span>
  );
}

const ALIGN: readonly [Side, string, string][] = [
  ['left', 'Align left edges', 'M2.5 1.5v13M5 4h8v3H5zM5 9.5h5v3H5z'],
  ['centre', 'Align centres, left to right', 'M8 1.5v13M3.5 4h9v3h-9zM5.5 9.5h5v3h-5z'],
  ['right', 'Align right edges', 'M13.5 1.5v13M3 4h8v3H3zM6 9.5h5v3H6z'],
  ['top', 'Align top edges', 'M1.5 2.5h13M4 5v8h3V5zM9.5 5v5h3V5z'],
  ['middle', 'Align middles, top to bottom', 'M1.5 8h13M4 3.5v9h3v-9zM9.5 5.5v5h3v-5z'],
  ['bottom', 'Align bottom edges', 'M1.5 13.5h13M4 3v8h3V3zM9.5 6v5h3V6z'],
];

function Tool({ title, path, least, run }: { title: string; path: string; least: number; run: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={title} title={title} disabled={picked.value.size < least} onClick={run}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} class="stroke" />
      </svg>
    </button>
  );
}

function GridChoice() {
  return (
    <label class="arrange-grid">
      Grid
      <select value={String(gridStep.value)} onChange={(event) => chooseStep(Number(event.currentTarget.value))}>
        {STEPS.map((step) => (
          <option key={step} value={String(step)}>
            {step === 0 ? 'off' : `${step} m`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Select() {
  const found = foundHere.value;
  const { rows, names } = rowsOfPicked.value;
  const run = (work: () => void, close: () => void) => () => {
    work();
    close();
  };
  return (
    <Menu label={picked.value.size > 0 ? `Selected (${picked.value.size})` : 'Select'} title="What to select" class="menu-select">
      {(close) => (
        <ul class="menu-list">
          <li>
            <label class="check">
              <input type="checkbox" checked={selecting.value} onChange={(event) => (selecting.value = event.currentTarget.checked)} />
              by tapping, and by dragging a frame
            </label>
          </li>
          <Choice words="All on this plan" run={run(pickAll, close)} />
          <Choice words={found === null ? 'What the search finds' : `What the search finds (${found.length})`} off={!found?.length} run={run(() => pick(found ?? [], 'only'), close)} />
          <Choice words={rows.length === 0 ? 'The whole row' : `All of ${rows.length > 2 ? `${rows.length} rows` : `row ${rows.join(' and ')}`} (${names.length})`} off={rows.length === 0} run={run(() => pick(names, 'add'), close)} />
          <Choice words="Nothing" off={picked.value.size === 0} run={run(pickNone, close)} />
        </ul>
      )}
    </Menu>
  );
}

function Choice({ words, run, off = false }: { words: string; run: () => void; off?: boolean }) {
  return (
    <li>
      <button type="button" class="text-button" disabled={off} onClick={run}>
        {words}
      </button>
    </li>
  );
}
