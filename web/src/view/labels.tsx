/*
 * Labels to print: which devices, on which paper; seen before, then printed (or kept as PDF) by the browser, or taken as SVG. A link of
 * its own: #/labels?q=row7&paper=a4-3x8.
 */
import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from '../model/format';
import type { Page, Paper } from '../model/labels';
import { pages, PAPERS, paperOf } from '../model/labels';
import { byName } from '../model/now';
import { isLabels, LABELS } from '../model/route';
import { spots, stemOf } from '../model/rows';
import { search } from '../model/search';
import type { Device } from '../model/types';
import { link, rev, route, store } from './app';
import { LabelSheet, measured } from './labelsheet';
import { selected as ticked } from './tablestate';

const MOST = 2000;

interface Wish {
  q: string;
  /** Name of a row; then the words are not asked. */
  row: string;
  paper: string;
  start: number;
  cut: boolean;
  /** Those that are selected in the table. */
  selected: boolean;
}

const isHere = () => isLabels(location.hash);
const open = signal(isHere());
const wish = signal(wishHere());
const look = () => {
  if (isHere() && !open.peek()) wish.value = wishHere();
  open.value = isHere();
};
addEventListener('hashchange', look);
addEventListener('popstate', look);

function wishHere(): Wish {
  const query = new URLSearchParams(location.hash.split('?')[1] ?? '');
  return { q: query.get('q') ?? '', row: query.get('row') ?? '', paper: paperOf(query.get('paper')).key, start: Math.max(0, Math.floor(Number(query.get('start')) || 0)), cut: query.get('cut') === '1', selected: query.get('of') === 'selection' };
}

/** @param selected those that are selected in the table, in place of those that the words find */
export function labelsLink(selected = false): string {
  return linkOf({ q: route.value.q, row: '', paper: wish.value.paper, start: 0, cut: wish.value.cut, selected });
}

function linkOf({ q, row, paper, start, cut, selected }: Wish): string {
  const query = new URLSearchParams();
  if (selected) query.set('of', 'selection');
  if (row) query.set('row', row);
  if (q) query.set('q', q);
  query.set('paper', paper);
  if (start > 0) query.set('start', String(start));
  if (cut) query.set('cut', '1');
  return `${LABELS}?${query}`;
}

function put(part: Partial<Wish>): void {
  wish.value = { ...wish.peek(), ...part };
  history.replaceState(null, '', linkOf(wish.peek()));
}

/** Looks at once: where the address has become the same meanwhile, nobody says that it changed. */
function close(): void {
  location.hash = link({});
  look();
}

/** Names of rows, by names and boxes; of names alone where there are no boxes. */
const rows = computed(() => {
  rev.inventory.value;
  if (!open.value) return [];
  const names = new Map<string, number>();
  const placed = spots(store.devices.values(), new Set(store.plans.keys()));
  for (const { name } of store.devices.values()) {
    const row = placed.get(name)?.row ?? stemOf(name);
    if (row !== null) names.set(row, (names.get(row) ?? 0) + 1);
  }
  return [...names].filter(([, n]) => n > 1).sort(([a], [b]) => byName(a, b));
});

/** Those that are selected in the table, also while it is not shown. */
const chosen = computed<readonly Device[]>(() => {
  rev.inventory.value;
  const ids = ticked.value;
  return open.value && ids.size > 0 ? [...store.devices.values()].filter(({ id }) => ids.has(id)) : [];
});

const devices = computed<Device[]>(() => {
  rev.inventory.value;
  if (!open.value) return [];
  const { q, row, selected } = wish.value;
  const found = selected ? [...chosen.value] : row ? [...store.devices.values()].filter(({ name }) => stemOf(name) === row) : (search(store, q)?.flatMap((name) => store.devices.get(name) ?? []) ?? [...store.devices.values()]);
  return found.sort((a, b) => byName(a.name, b.name));
});

const fonts = signal(0);
const laid = computed<{ paper: Paper; pages: Page[] }>(() => {
  fonts.value;
  const { paper: key, start } = wish.value;
  const paper = paperOf(key);
  return { paper, pages: open.value ? pages(devices.value.slice(0, MOST), paper, start, measured) : [] };
});

export function LabelsCard() {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = open.value;
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog class="import labels" ref={dialog} aria-labelledby="labels-title" onKeyDown={(event) => event.stopPropagation()} onClose={() => open.peek() && close()}>
      {shown && <Card />}
    </dialog>
  );
}

function Card() {
  const { paper, pages: all } = laid.value;
  const [at, setAt] = useState(0);
  const { cut } = wish.value;
  const shown = Math.min(at, Math.max(0, all.length - 1));
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => void document.fonts.load(`650 20px 'IBM Plex Sans Variable'`).then(() => (fonts.value = fonts.peek() + 1)), []);
  useEffect(() => printed(paper, all, cut), [paper, all, cut]);
  const total = devices.value.length;
  return (
    <div class="import-body labels-body">
      <header>
        <h2 id="labels-title">Labels</h2>
        <button type="button" class="text-button" onClick={close}>
          Close
        </button>
      </header>
      <Choices paper={paper} />
      <p role="status">
        {count(Math.min(total, MOST), 'label')} on {count(all.length, paper.columns > 1 ? 'sheet' : 'piece')}
        {total > MOST && `; the first ${MOST} of ${total}`}
      </p>
      {all[shown] ? (
        <div class="labels-view" ref={sheet} tabIndex={0} role="group" aria-label="What is printed">
          <LabelSheet paper={paper} page={all[shown]} cut={cut || paper.columns > 1} title={`Labels: ${all[shown].map(({ name }) => name).slice(0, 40).join(', ')}`} />
        </div>
      ) : (
        <p class="quiet">No device matches.</p>
      )}
      <footer class="labels-foot">
        {all.length > 1 && (
          <span class="labels-pages">
            <button type="button" class="icon-button" aria-label="The sheet before" disabled={shown === 0} onClick={() => setAt(shown - 1)}>
              &larr;
            </button>
            {shown + 1} of {all.length}
            <button type="button" class="icon-button" aria-label="The next sheet" disabled={shown >= all.length - 1} onClick={() => setAt(shown + 1)}>
              &rarr;
            </button>
          </span>
        )}
        <button type="button" class="text-button" disabled={all.length === 0} onClick={() => download(paper, all[shown]!, cut, shown)}>
          {all.length > 1 ? 'This one as SVG' : 'SVG'}
        </button>
        <button type="button" class="big-button" disabled={all.length === 0} onClick={() => print()}>
          Print, or keep as PDF
        </button>
      </footer>
      <p class="hint">In the dialog of the browser: scale 100 %, margins none, no headers and footers.</p>
    </div>
  );
}

function Choices({ paper }: { paper: Paper }) {
  const { q, row, start, cut, selected } = wish.value;
  const choose = (value: string) => put({ selected: value === 'selection', row: value.startsWith('row ') ? value.slice(4) : '' });
  return (
    <div class="import-choices labels-choices">
      <label>
        Devices
        <select value={selected ? 'selection' : row ? `row ${row}` : 'search'} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="search">that match the words</option>
          {(selected || chosen.value.length > 0) && <option value="selection">selected in the table ({chosen.value.length})</option>}
          {rows.value.map(([name, n]) => (
            <option key={name} value={`row ${name}`}>
              row {name} ({n})
            </option>
          ))}
        </select>
      </label>
      {!selected && !row && (
        <label>
          Words, as in the search
          <input type="search" autocomplete="off" autocapitalize="none" spellcheck={false} placeholder="all devices" value={q} onInput={(event) => put({ q: event.currentTarget.value })} />
        </label>
      )}
      <label>
        Paper
        <select value={paper.key} onChange={(event) => put({ paper: event.currentTarget.value, start: 0 })}>
          {PAPERS.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {paper.columns > 1 && (
        <label>
          Labels gone from the first sheet
          <input type="number" min={0} max={paper.columns * paper.rows - 1} value={start} onInput={(event) => put({ start: Math.max(0, Math.min(paper.columns * paper.rows - 1, Math.floor(Number(event.currentTarget.value) || 0))) })} />
        </label>
      )}
      <label class="labels-cut">
        <input type="checkbox" checked={cut} onChange={(event) => put({ cut: event.currentTarget.checked })} /> print lines to cut along
      </label>
    </div>
  );
}

/** All sheets beside the page, for the printer alone; while they are there the printer gets nothing else. */
function printed(paper: Paper, all: readonly Page[], cut: boolean): () => void {
  const host = document.createElement('div');
  host.className = 'print-sheets';
  host.setAttribute('aria-hidden', 'true');
  document.body.append(host);
  document.documentElement.classList.add('prints-labels');
  render(<>{all.map((page, index) => <LabelSheet key={index} paper={paper} page={page} cut={cut} />)}</>, host);
  const sizes = new CSSStyleSheet();
  sizes.replaceSync(`@page { size: ${paper.width}mm ${paper.height}mm; margin: 0; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sizes];
  return () => {
    render(null, host);
    host.remove();
    document.documentElement.classList.remove('prints-labels');
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sizes);
  };
}

function download(paper: Paper, page: Page, cut: boolean, index: number): void {
  const host = document.createElement('div');
  render(<LabelSheet paper={paper} page={page} cut={cut} />, host);
  const svg = host.querySelector('svg')!;
  svg.removeAttribute('class');
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = `labels-${page[0]?.name.replace(/[^\p{L}\p{N}.-]+/gu, '_') ?? 'none'}-${index + 1}.svg`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
