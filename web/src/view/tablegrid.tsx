/*
 * The rows of the inventory table: a grid of which only what is in view is drawn. It is one stop of the Tab key; inside, arrows
 * walk, Enter opens, Space selects. On a phone each row is a card.
 */
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Column, ColumnKey } from '../model/columns';
import { columnOf } from '../model/columns';
import { ago } from '../model/format';
import { rowsInView, scrollFor } from '../model/inview';
import type { Device } from '../model/types';
import { clock, go, link, rev, route, store, zone } from './app';
import { Mark } from './bits';
import { mayEdit } from './me';
import { allSelected, columns, current, currentIndex, order, pick, reach, rows, selectAll, selected, selectNone, sort, sortBy, source, walkRows } from './tablestate';

const ROW = 32;
const CARD = 80;
const HEAD = 36;
/** Room at the left of a row, with a box to select it and without. */
const PICK = { row: [0, 36], card: [12, 48] } as const;
/** Rows are drawn anew when so many have passed. */
const STEP = 4;
const SPARE = 8;

const narrow = matchMedia('(max-width: 700px)');
export const cards = signal(narrow.matches);
narrow.addEventListener('change', () => (cards.value = narrow.matches));

export function Grid() {
  const host = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 900, width: 1440 });
  const high = cards.value ? CARD : ROW;
  const head = cards.value ? 0 : HEAD;
  const all = rows.value;
  const shown = columns.value;
  const look = () => {
    if (!host.current) return;
    const { scrollTop, clientHeight: height, clientWidth: width } = host.current;
    const top = Math.floor(scrollTop / (high * STEP)) * high * STEP;
    setView((before) => (before.top === top && before.height === height && before.width === width ? before : { top, height, width }));
  };
  useEffect(() => {
    const observer = new ResizeObserver(look);
    observer.observe(host.current!);
    return () => observer.disconnect();
  }, [high]);
  useLayoutEffect(() => {
    host.current!.scrollTop = 0;
  }, [order.value, high]);
  const at = currentIndex.value;
  useLayoutEffect(() => {
    const { scrollTop, clientHeight } = host.current!;
    if (at >= 0) host.current!.scrollTop = scrollFor(at, scrollTop, clientHeight, high, head);
    look();
  }, [at, order.value, high]);
  useEffect(() => {
    if (document.activeElement === document.body) host.current!.focus({ preventScroll: true });
  }, []);
  const { first, end, before, after } = rowsInView(view.top, view.height + STEP * high, high, all.length, SPARE);
  // Rows that leave at one end come in again at the other.
  const slots = Math.ceil(view.height / high) + STEP + 2 * SPARE + 2;
  const drawn = at >= first && at < end;
  return (
    <div
      class={`table-grid${cards.value ? ' table-cards' : leastWidth(shown) > view.width ? ' table-wide' : ''}`}
      ref={host}
      role="grid"
      aria-label="Devices"
      aria-rowcount={all.length + 1}
      aria-multiselectable={mayEdit.value}
      aria-activedescendant={drawn ? rowId(all[at]!) : undefined}
      tabIndex={0}
      style={widths(shown)}
      onScroll={look}
      onKeyDown={(event) => event.target === event.currentTarget && onKey(event, Math.max(1, Math.floor(view.height / high) - 2))}
    >
      <Head shown={shown} />
      <div role="rowgroup" class="table-rows" style={{ paddingTop: `${before}px`, paddingBottom: `${after}px` }}>
        {all.slice(first, end).map((device, index) => (
          <Row key={(first + index) % slots} device={device} index={first + index} shown={shown} />
        ))}
      </div>
    </div>
  );
}

function rowId({ id }: Device): string {
  return `table-row-${id}`;
}

function leastWidth(shown: readonly ColumnKey[]): number {
  return shown.reduce((sum, key) => sum + columnOf(key).least, pickWidth());
}

function pickWidth(): number {
  return PICK[cards.value ? 'card' : 'row'][mayEdit.value ? 1 : 0];
}

/** One template for all rows, so that they need no table to stand in line. */
function widths(shown: readonly ColumnKey[]): Record<string, string> {
  const pick = pickWidth();
  const tracks = shown.map(columnOf).map(({ least, grow }) => `minmax(${least}px, ${grow > 0 ? `${grow}fr` : `${least}px`})`);
  return { '--tracks': [...(pick > 0 ? [`${pick}px`] : []), ...tracks].join(' '), '--least': `${leastWidth(shown)}px`, '--pick': `${pick}px` };
}

function onKey(event: KeyboardEvent, page: number): void {
  const index = currentIndex.peek();
  const last = rows.peek().length - 1;
  const moves: Record<string, () => Device | null> = {
    ArrowDown: () => walkRows(1),
    ArrowUp: () => walkRows(-1),
    PageDown: () => reach(index + page),
    PageUp: () => reach(index - page),
    Home: () => reach(0),
    End: () => reach(last),
  };
  const move = moves[event.key];
  if (move && !event.altKey && !event.ctrlKey && !event.metaKey) walkTo(move, event.shiftKey);
  else if (event.key === 'Enter') enter();
  else if (event.key === ' ' && mayEdit.peek() && index >= 0) pick(rows.peek()[index]!.id, event.shiftKey);
  else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && mayEdit.peek()) selectAll();
  else return;
  event.preventDefault();
}

/** With Shift the rows on the way are selected. */
function walkTo(move: () => Device | null, select: boolean): void {
  const from = rows.peek()[currentIndex.peek()];
  const to = move();
  if (!select || !mayEdit.peek() || !to) return;
  if (from && !selected.peek().has(from.id)) pick(from.id, false);
  pick(to.id, true);
}

/** Opens beside the table, and once more goes into what is open. */
function enter(): void {
  const name = current.peek();
  if (name === null || currentIndex.peek() < 0) return;
  if (route.peek().device === name) document.querySelector<HTMLElement>('.panel')?.focus();
  else go({ device: name });
}

function Head({ shown }: { shown: readonly ColumnKey[] }) {
  if (cards.value) return null;
  return (
    <div role="rowgroup" class="table-top">
      <div role="row" class="table-row table-titles" aria-rowindex={1}>
        {mayEdit.value && (
          <span role="columnheader" class="cell cell-pick">
            <input type="checkbox" aria-label="Select all rows" checked={allSelected.value} indeterminate={!allSelected.value && selected.value.size > 0} onClick={() => (allSelected.peek() ? selectNone() : selectAll())} />
          </span>
        )}
        {shown.map((key) => (
          <Title key={key} name={key} />
        ))}
      </div>
    </div>
  );
}

function Title({ name }: { name: ColumnKey }) {
  const { key, down } = sort.value;
  const own = key === name;
  return (
    <span role="columnheader" class={`cell cell-${name}`} aria-sort={!own ? 'none' : down ? 'descending' : 'ascending'} data-column={name}>
      <button type="button" onClick={() => sortBy({ key: name, down: own && !down })}>
        {columnOf(name).title}
        <span class="sort" aria-hidden="true">
          {!own ? '' : down ? '\u2193' : '\u2191'}
        </span>
      </button>
    </span>
  );
}

function Row({ device, index, shown }: { device: Device; index: number; shown: readonly ColumnKey[] }) {
  rev.health.value;
  const { name, id } = device;
  const { state } = store.health(name);
  const own = current.value === name;
  return (
    <div
      role="row"
      id={rowId(device)}
      class={`table-row row-${state}${own ? ' current' : ''}${selected.value.has(id) ? ' picked' : ''}`}
      aria-rowindex={index + 2}
      aria-selected={mayEdit.value ? selected.value.has(id) : undefined}
      data-device={name}
      data-state={state}
      onClick={(event) => click(event, device)}
    >
      {mayEdit.value && <Pick device={device} />}
      {cards.value ? <Card device={device} shown={shown} /> : shown.map((key) => <Cell key={key} name={key} device={device} />)}
    </div>
  );
}

/** Name and state are always on it; the rest has two lines. */
function Card({ device, shown }: { device: Device; shown: readonly ColumnKey[] }) {
  const rest = shown.filter((key) => key !== 'name' && key !== 'state');
  return (
    <>
      <Cell name="name" device={device} />
      <Cell name="state" device={device} />
      <div class="card-rest" role="presentation">
        {rest.map((key) => (
          <Cell key={key} name={key} device={device} />
        ))}
      </div>
    </>
  );
}

/** Anywhere in the row opens it, but for text that was marked to be copied. */
function click(event: MouseEvent, { name }: Device): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0 || getSelection()?.isCollapsed === false) return;
  event.preventDefault();
  toGrid(event);
  go({ device: name });
}

/** The keys go on from where the pointer was. */
function toGrid(event: MouseEvent): void {
  (event.currentTarget as HTMLElement).closest<HTMLElement>('.table-grid')?.focus({ preventScroll: true });
}

function Pick({ device: { id, name } }: { device: Device }) {
  const turn = (event: MouseEvent) => {
    event.stopPropagation();
    toGrid(event);
    pick(id, event.shiftKey);
  };
  return (
    <span role="gridcell" class="cell cell-pick" onClick={turn}>
      <input type="checkbox" tabIndex={-1} aria-label={`Select ${name}`} checked={selected.value.has(id)} />
    </span>
  );
}

function Cell({ name, device }: { name: ColumnKey; device: Device }) {
  const column = columnOf(name);
  if (name === 'name') {
    return (
      <span role="rowheader" class="cell cell-name" title={device.name}>
        <a href={link({ device: device.name })} tabIndex={-1}>
          {device.name}
        </a>
      </span>
    );
  }
  const words = column.words(device, source);
  if (cards.value && words === '') return null;
  const at = column.told?.(device, source) ?? null;
  const now = clock.value;
  const age = at === null ? '' : ageWords(name, at, now);
  const old = words !== '' && at !== null && column.old !== undefined && now - at > column.old;
  return (
    <span role="gridcell" class={`cell cell-${name}${column.mono ? ' mono' : ''}${old ? ' aged' : ''}`} title={[words, age].filter(Boolean).join('\n')} aria-label={words !== '' && age !== '' && name !== 'state' ? spoken(name, device, words, age) : undefined}>
      {cards.value && name !== 'state' && <span class="cell-title">{column.title} </span>}
      <Words name={name} column={column} device={device} words={words} />
    </span>
  );
}

/** What is seen, then what is only in the title. */
function spoken(name: ColumnKey, device: Device, words: string, age: string): string {
  const column = columnOf(name);
  const seen = column.short?.(device, source) ?? words;
  return `${cards.value ? `${column.title} ` : ''}${seen === words ? words : `${seen}: ${words}`}, ${age}`;
}

function Words({ name, column, device, words }: { name: ColumnKey; column: Column; device: Device; words: string }) {
  if (name === 'state') return <StateCell name={device.name} />;
  if (words !== '') return <>{column.short?.(device, source) ?? words}</>;
  return column.told && name !== 'why' ? <span class="quiet">not told</span> : null;
}

function StateCell({ name }: { name: string }) {
  const { state, since } = store.health(name);
  return (
    <span class="cell-state-words">
      <Mark state={state} />
      <span class="row-state">{state}</span>{' '}
      {since > 0 && <span class="age">{ago(clock.value - since)}</span>}
    </span>
  );
}

/** "told 13:04:10, 12 s ago"; a state is since then. */
function ageWords(name: ColumnKey, at: number, now: number): string {
  const lasting = name === 'state' || name === 'why';
  const when = zone.value.moment(at, now);
  if (now - at < 1500) return lasting ? `since ${when}` : `told ${when}, now`;
  return name === 'state' ? `since ${when}` : lasting ? `since ${when}, for ${ago(now - at)}` : `told ${when}, ${ago(now - at)} ago`;
}
