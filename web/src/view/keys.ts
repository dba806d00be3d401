/*
 * The keyboard of the whole page. Keys with a modifier, and keys typed into a field, belong to the browser.
 */
import { allLinks, editing, loads, go, handlers, helping, list, matches, notice, pointed, route, row, store } from './app';
import { DEVICES, LINKS, NETWORKS } from './benches';
import { closeForm, forming, openForm } from './drafts';
import { askNow, closeEvents, eventsOpen, openEvent, openEvents, walkEvents } from './eventstate';
import { stopNames } from './floor';
import { filling } from './fillcard';
import { accountOpen, loggingIn, mayEdit } from './me';
import { picked, pickNone } from './picked';
import { undo } from './placing';
import { closeMaking, closeShelf, openIn, openShelf, shelf, shelfKind, walkShelf } from './shelfstate';
import { askSaved, intoSaved, savedBox } from './saved';
import { bulking, closeTable, openTable, selected, selectNone, tableOpen, walkRows } from './tablestate';
import { toggleTheme } from './theme';
import { enterTv, leaveTv } from './tv';
import { closeRule, closeWorks, openWorks, walkRules, works, worksKind } from './worksstate';

export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'z' && editing.peek() && !typing(event)) {
      event.preventDefault();
      return undo();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || helping.peek() || accountOpen.peek() || loggingIn.peek()) return;
    if (typing(event)) return inField(event);
    const action = route.peek().tv ? ON_A_WALL[event.key] : (ACTIONS[event.key] ?? handlerKey(event.key));
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function typing(event: KeyboardEvent): boolean {
  return event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
}

/** Esc leaves the search, the arrows go through what it found. Other fields have their keys for themselves. */
function inField(event: KeyboardEvent): void {
  const field = event.target as HTMLInputElement;
  if (field.id !== 'search') return void (event.key === 'Escape' && field.blur());
  if (event.key === 'Escape' && savedBox.peek() === 'asked') {
    savedBox.value = 'closed';
  } else if (event.key === 'Escape') {
    savedBox.value = 'closed';
    go({ q: '' }, true);
    askNow();
    field.blur();
  } else if (event.key === 'ArrowDown' && intoSaved()) {
    // The list below the field has the focus now.
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    walk(event.key === 'ArrowDown' ? 1 : -1);
    if (!eventsOpen.peek() && worksKind.peek() === null) field.focus();
  } else if (event.key === 'Enter' && eventsOpen.peek()) {
    return;
  } else if (event.key === 'Enter' && worksKind.peek() !== null) {
    walkRules(1);
  } else if (event.key === 'Enter' && shelfKind.peek() !== null) {
    walkShelf(1);
  } else if (event.key === 'Enter' && row.peek() !== null && (matches.peek() ?? []).includes(row.peek()!)) {
    go({ device: row.peek() });
  } else {
    return;
  }
  event.preventDefault();
}

const ACTIONS: Record<string, () => void> = {
  '/': () => {
    const field = document.querySelector<HTMLInputElement>('#search');
    field?.focus();
    field?.select();
  },
  s: askSaved,
  j: () => walk(1),
  k: () => walk(-1),
  Escape: leave,
  e: edit,
  u: () => go({ changes: 'all' }),
  c: () => (allLinks.value = !allLinks.peek()),
  b: () => (loads.value = !loads.peek()),
  m: toMap,
  v: () => (shelfKind.peek() === 'networks' ? closeShelf() : openShelf('networks')),
  l: () => (shelfKind.peek() === 'links' ? closeShelf() : openShelf('links')),
  i: () => (eventsOpen.peek() ? closeEvents() : openEvents()),
  h: () => (worksKind.peek() === 'receivers' ? closeWorks() : openWorks('receivers')),
  r: () => (worksKind.peek() === 'rules' ? closeWorks() : openWorks('rules')),
  t: () => (tableOpen.peek() ? closeTable() : openTable()),
  n: toggleTheme,
  f: () => go({ view: route.peek().view === 'floor' && !tableOpen.peek() ? 'now' : 'floor', table: null, device: null, changes: null, q: '' }),
  w: enterTv,
  '?': () => (helping.value = true),
};

const ON_A_WALL: Record<string, () => void> = { Escape: leaveTv, w: leaveTv, n: toggleTheme };

function handlerKey(key: string): (() => void) | null {
  const handler = /^[1-9]$/.test(key) && !tableOpen.peek() && shelfKind.peek() === null && !eventsOpen.peek() && worksKind.peek() === null ? handlers.peek()[Number(key) - 1] : undefined;
  return handler ? () => go({ handler: handler.name }) : null;
}

/** After the table the map must first be shown. */
function toMap(): void {
  if (tableOpen.peek()) closeTable();
  if (shelfKind.peek() !== null) closeShelf();
  if (eventsOpen.peek() || worksKind.peek() !== null) closeEvents();
  const focus = () => document.querySelector<HTMLElement>('#map')?.focus();
  focus(); // the next key may come before the page is drawn anew
  setTimeout(focus);
}

/** The open device as a form; with none open, the selected rows of the table, or boxes that can be dragged. */
function edit(): void {
  if (!mayEdit.peek()) return;
  const device = store.devices.get(route.peek().device ?? '');
  const open = shelf.peek()?.open ?? '';
  const network = shelfKind.peek() === 'networks' ? store.networks.get(open) : undefined;
  const link = shelfKind.peek() === 'links' ? store.links.get(open) : undefined;
  if (device) openForm(DEVICES, device);
  else if (network) openForm(NETWORKS, network);
  else if (link) openForm(LINKS, link);
  else if (shelfKind.peek() !== null || eventsOpen.peek() || worksKind.peek() !== null) return;
  else if (tableOpen.peek()) bulking.value = selected.peek().size > 0;
  else editing.value = !editing.peek();
}

/** One thing at a time: the notice, the form, the device or the changes, the selection, the search, editing. */
function leave(): void {
  if (notice.peek()) notice.value = null;
  else if (forming.peek() !== null && (route.peek().device !== null || shelf.peek()?.open != null)) closeForm();
  else if (route.peek().changes !== null) go({ changes: null });
  else if (route.peek().device !== null) go({ device: null });
  else if (shelf.peek()?.making != null) closeMaking();
  else if (shelf.peek()?.open != null) openIn(null);
  else if (openEvent.peek() !== null) openEvent.value = null;
  else if (works.peek()?.open != null) closeRule();
  else if (tableOpen.peek() && selected.peek().size > 0) selectNone();
  else if (filling.peek() !== null) filling.value = null;
  else if (picked.peek().size > 0) pickNone();
  else if (pointed.peek() !== null) pointed.value = null;
  else if (route.peek().q !== '') go({ q: '' });
  else if (editing.peek()) editing.value = false;
  else if (route.peek().view === 'floor') go({ view: 'now' });
}

function walk(step: number): void {
  if (tableOpen.peek()) {
    walkRows(step);
    return document.querySelector<HTMLElement>('.table-grid')?.focus({ preventScroll: true });
  }
  if (eventsOpen.peek()) return walkEvents(step);
  if (worksKind.peek() !== null) return walkRules(step);
  if (shelfKind.peek() !== null && route.peek().device === null) return walkShelf(step);
  const names = matches.peek() ?? (route.peek().view === 'floor' ? stopNames.peek() : list.peek().entries.map(({ name }) => name));
  if (names.length === 0) return;
  const open = route.peek().device;
  const at = names.indexOf(open ?? row.peek() ?? '');
  const next = names[at < 0 ? (step > 0 ? 0 : names.length - 1) : Math.max(0, Math.min(names.length - 1, at + step))]!;
  row.value = next;
  if (open !== null) return go({ device: next }, true);
  const link = document.querySelector<HTMLElement>(`:is(.rows, .stops) [data-device="${CSS.escape(next)}"] :is(.row-main, .stop-name)`);
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}
