/*
 * The inventory table: every device as a row, in place of map and list. Its words are those of the page's search, its columns and
 * order are in the link.
 */
import { count, thousands } from '../model/format';
import { go, rev, route, store, zone } from './app';
import { AddButton } from './addcard';
import { NoDevices } from './empty';
import { labelsLink } from './labels';
import { mayEdit } from './me';
import { Shelves } from './shelf';
import { cards, Grid } from './tablegrid';
import { ColumnsMenu, FileButton, SavedMenu, SortChoice } from './tablemenus';
import { allSelected, bulking, chosen, drift, hidden, order, renew, rows, selectAll, selectNone } from './tablestate';
import { WhereList } from './where';

export function TablePane() {
  rev.site.value;
  rev.inventory.value;
  return (
    <section class="table-pane" id="table" tabIndex={-1} aria-labelledby="table-title">
      <header class="table-head">
        <Shelves at="devices" />
        <Counted />
        <OrderLine />
        {store.devices.size > 0 && (
          <div class="table-buttons">
            {cards.value && <SortChoice />}
            <ColumnsMenu />
            <SavedMenu />
            <FileButton />
            <a class="text-button" href={labelsLink(chosen.value.length > 0)} title="Print labels of these devices">
              Labels
            </a>
            <AddButton />
          </div>
        )}
      </header>
      <Body />
      {mayEdit.value && store.devices.size > 0 && <Selection />}
    </section>
  );
}

function Body() {
  rev.site.value;
  rev.inventory.value;
  if (store.site === null) return <p class="table-body pad quiet">Vor is fetching the picture.</p>;
  if (store.devices.size === 0) {
    return (
      <div class="table-body">
        <NoDevices />
      </div>
    );
  }
  return rows.value.length === 0 ? <NoMatch /> : <Grid />;
}

function NoMatch() {
  const { q } = route.value;
  return (
    <div class="table-body pad">
      <WhereList />
      <p class="quiet">Nothing matches {q}. Try part of a name, an address, a tag, or a state such as down.</p>
      <p>
        <button type="button" class="text-button primary" onClick={() => go({ q: '' })}>
          Show all {count(store.devices.size, 'device')}
        </button>
      </p>
    </div>
  );
}

function Counted() {
  rev.inventory.value;
  const { q } = route.value;
  const all = store.devices.size;
  if (all === 0) return null;
  return (
    <p class="quiet" role="status">
      {q.trim() === '' ? count(all, 'device') : `${thousands(rows.value.length)} of ${count(all, 'device')}`}
    </p>
  );
}

/** The order stands; this says of when it is, and what has come since. */
function OrderLine() {
  const { at } = order.value;
  if (at === 0 || rows.value.length === 0) return null;
  const { fresh, gone } = drift.value;
  const since = [fresh > 0 ? `${thousands(fresh)} more ${fresh === 1 ? 'belongs' : 'belong'} here` : '', gone > 0 ? `${thousands(gone)} no longer ${gone === 1 ? 'matches' : 'match'}` : ''].filter(Boolean).join(', ');
  return (
    <p class="order-line">
      <span class="quiet">
        Order of <span class="order-time">{zone.value.time(at)}</span>
      </span>
      {since !== '' && <b class="word-worn">{since}</b>}
      <button type="button" class="text-button" aria-label="Renew the order" onClick={renew}>
        Renew
      </button>
    </p>
  );
}

/** Always there for who may edit, so that no row moves when the first is selected. */
function Selection() {
  const n = chosen.value.length;
  return (
    <footer class="table-foot">
      <p role="status" class={n === 0 ? 'quiet' : undefined}>
        {n === 0 ? 'Select rows to change several at once.' : `${thousands(n)} selected${hidden.value > 0 ? `, ${thousands(hidden.value)} of them not in this list` : ''}`}
      </p>
      <span class="table-foot-buttons">
        {n > 0 && (
          <button type="button" class="text-button primary" onClick={() => (bulking.value = true)}>
            Change&hellip;
          </button>
        )}
        {!allSelected.value && rows.value.length > 0 && (
          <button type="button" class="text-button" onClick={selectAll}>
            Select all {thousands(rows.value.length)}
          </button>
        )}
        {n > 0 && (
          <button type="button" class="text-button" onClick={selectNone}>
            Select none
          </button>
        )}
      </span>
    </footer>
  );
}
