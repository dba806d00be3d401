/*
 * The card with all keys.
 */
import { useEffect, useRef } from 'preact/hooks';
import { EVENTS } from '../model/eventtable';
import { shelfOf } from '../model/shelf';
import { worksOf } from '../model/works';
import { helping, link } from './app';
import { importLink } from './import';
import { labelsLink } from './labels';
import { mayEdit } from './me';

const KEYS: [string[], string][] = [
  [['/'], 'search; Enter opens the first match'],
  [['s'], 'saved searches: open one, or save what is shown'],
  [['1', '\u2026', '9'], 'what the boxes show: health, then each handler'],
  [['j', 'k'], 'down and up through the list'],
  [['Enter'], 'open the row or the box'],
  [['Esc'], 'close, or clear the search'],
  [['c'], 'all links on the map'],
  [['b'], 'how full the links are'],
  [['\u2190', '\u2192', '\u2191', '\u2193'], 'on a front panel: from port to port'],
  [['e'], 'edit the open device; with none open, drag boxes to their place'],
  [['Ctrl', 'Z'], 'undo the last move, while dragging boxes'],
  [['Shift', 'Ctrl', 'Alt'], 'while dragging boxes: a frame to select, a click to select, no grid'],
  [['Space', 'Ctrl', 'A'], 'on the map, while editing: select the box, all; then arrows move them by a step, Ctrl and arrows walk'],
  [['u'], 'all changes of the inventory, and undo'],
  [['m'], 'to the map; then arrows walk from box to box'],
  [['t'], 'the table of all devices, and back'],
  [['v'], 'all networks: what is in them, what is free; and back'],
  [['l'], 'all links, and back'],
  [['i'], 'events: what programs say of themselves, live; and back'],
  [['h'], 'receivers: what hears programs, how much came, what could not be read; and back'],
  [['r'], 'rules: what is made of events; and back'],
  [['\u2191', '\u2193', 'Enter'], 'in the table: from row to row; open beside it, and again: into it'],
  [['Space', 'Shift', 'Ctrl', 'A'], 'in the table: select a row, a range, all; then e changes them together'],
  [['+', '-', '0'], 'on the map: nearer, farther, whole'],
  [['f'], 'the floor: what needs somebody, in the order of the way through the hall'],
  [['w'], 'TV mode, for a wall; Esc leaves it'],
  [['n'], 'night or day'],
  [['?'], 'this card'],
];

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helping.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [helping.value]);
  return (
    <dialog class="help" ref={dialog} aria-labelledby="help-title" onClose={() => (helping.value = false)} onClick={(event) => event.target === dialog.current && (helping.value = false)}>
      <div class="help-body">
        <header>
          <h2 id="help-title">Keys</h2>
          <button type="button" class="text-button" onClick={() => (helping.value = false)}>
            Close
          </button>
        </header>
        <dl>
          {KEYS.map(([keys, words]) => (
            <div key={words}>
              <dt>
                {keys.map((key) => (key === '\u2026' ? <span key={key}>to</span> : <kbd key={key}>{key}</kbd>))}
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <p class="help-more">
          <a class="plain" href={link({ events: EVENTS })} onClick={() => (helping.value = false)}>Events</a>, <a class="plain" href={link({ works: worksOf('receivers'), q: '' })} onClick={() => (helping.value = false)}>receivers</a>, <a class="plain" href={link({ works: worksOf('rules'), q: '' })} onClick={() => (helping.value = false)}>rules</a>. Inventory: <a class="plain" href={link({ shelf: shelfOf('networks'), q: '' })} onClick={() => (helping.value = false)}>networks</a>, <a class="plain" href={link({ shelf: shelfOf('links'), q: '' })} onClick={() => (helping.value = false)}>links</a>, <a class="plain" href={link({ shelf: shelfOf('profiles'), q: '' })} onClick={() => (helping.value = false)}>profiles</a>; {mayEdit.value && <><a class="plain" href={importLink()} onClick={() => (helping.value = false)}>import a file</a>, or </>}export as <a class="plain" href="/api/v1/export" download>YAML</a>,{' '}
          <a class="plain" href="/api/v1/export?format=csv" download>CSV</a>, <a class="plain" href="/api/v1/export?format=hosts" download>hosts</a>; <a class="plain" href={labelsLink()} onClick={() => (helping.value = false)}>print labels</a>
        </p>
      </div>
    </dialog>
  );
}
