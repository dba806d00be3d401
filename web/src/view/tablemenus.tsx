/*
 * What is chosen about the inventory table: columns, saved searches, the order on a phone, and the table as a file.
 */
import { BY_SNMP, COLUMN_KEYS, columnOf } from '../model/columns';
import type { ColumnKey } from '../model/columns';
import { csv, fileName } from '../model/csv';
import { notice, serverNow, store, zone } from './app';
import { Menu } from './menu';
import { saved, SavedList } from './saved';
import { chooseColumns, columns, rows, sort, sortBy, source } from './tablestate';

export function ColumnsMenu() {
  return (
    <Menu label="Columns" title="Columns of the table">
      {() => (
        <div class="menu-columns">
          <ColumnGroup title="Inventory" keys={COLUMN_KEYS.filter((key) => !BY_SNMP.has(key))} />
          <ColumnGroup title="Told by SNMP" keys={COLUMN_KEYS.filter((key) => BY_SNMP.has(key))} />
        </div>
      )}
    </Menu>
  );
}

function ColumnGroup({ title, keys }: { title: string; keys: ColumnKey[] }) {
  const shown = new Set<string>(columns.value);
  const turn = (key: ColumnKey, on: boolean) => {
    const next = new Set(shown);
    if (on) next.add(key);
    else next.delete(key);
    chooseColumns(next);
  };
  return (
    <fieldset>
      <legend>{title}</legend>
      {keys.map((key) => (
        <label key={key} class="check">
          <input type="checkbox" checked={shown.has(key)} disabled={key === 'name'} onChange={(event) => turn(key, event.currentTarget.checked)} />
          {columnOf(key).title}
        </label>
      ))}
    </fieldset>
  );
}

export function SavedMenu() {
  return (
    <Menu label={saved.value.length > 0 ? `Saved (${saved.value.length})` : 'Saved'} title="Saved searches" class="menu-saved">
      {(close) => <SavedList close={close} />}
    </Menu>
  );
}

/** The heads of the columns, where there is no room for them. */
export function SortChoice() {
  const { key, down } = sort.value;
  return (
    <div class="sort-choice">
      <select aria-label="Sorted by" value={key} onChange={(event) => sortBy({ key: event.currentTarget.value as ColumnKey, down })}>
        {COLUMN_KEYS.map((one) => (
          <option key={one} value={one} selected={one === key}>
            {columnOf(one).title}
          </option>
        ))}
      </select>
      <button type="button" class="icon-button" aria-label={down ? 'Sorted from the end; turn' : 'Sorted from the beginning; turn'} onClick={() => sortBy({ key, down: !down })}>
        {down ? '\u2193' : '\u2191'}
      </button>
    </div>
  );
}

export function FileButton() {
  return (
    <button type="button" class="text-button" title="These rows and columns as a CSV file" disabled={rows.value.length === 0} onClick={download}>
      CSV
    </button>
  );
}

/** Exactly what is listed: the rows in their order, the columns that are shown, each cell whole. */
function download(): void {
  const shown = columns.peek().map(columnOf);
  const lines = rows.peek().map((device) => shown.map((column) => column.words(device, source)));
  const text = csv([shown.map(({ title }) => title), ...lines]);
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName(store.site?.name ?? '', serverNow(), zone.peek().zone);
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  notice.value = { text: `${anchor.download} has ${lines.length === 1 ? 'one device' : `${lines.length} devices`}.` };
}
