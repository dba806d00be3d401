/*
 * Networks, links and profiles as tables, in place of map and list; what is open stands beside. Rows are links; the whole table is
 * one stop of the Tab key, and arrows walk. On a phone each row is a card.
 */
import { useEffect, useState } from 'preact/hooks';
import { count, thousands } from '../model/format';
import type { NetworkRow, ProfileRow, ShelfColumn, ShelfKind } from '../model/shelf';
import { columnsOf, shelfOf } from '../model/shelf';
import type { Link } from '../model/types';
import { go, link, rev, route, store } from './app';
import { NoDevices } from './empty';
import { importLink } from './import';
import { mayEdit } from './me';
import { askProfiles, linkRows, makeNew, networkRows, openIn, openShelf, profileRows, profilesTold, reached, reachRow, shelf, shelfCount, shelfNames, sortShelf, walkShelf } from './shelfstate';
import { openTable } from './tablestate';

const TITLES: Record<ShelfKind, string> = { networks: 'Networks', links: 'Links', profiles: 'Profiles' };
const ONE: Record<ShelfKind, string> = { networks: 'network', links: 'link', profiles: 'profile' };
/** So many rows are drawn before somebody asks for more. */
const STEP = 200;

/** What the inventory is made of, side by side. */
export function Shelves({ at }: { at: ShelfKind | 'devices' }) {
  const places = ['devices', 'networks', 'links', 'profiles'] as const;
  return (
    <nav class="shelves" aria-label="Parts of the inventory">
      {places.map((place) => {
        const title = place === 'devices' ? 'Devices' : TITLES[place];
        if (place === at) {
          return (
            <h2 key={place} id="table-title" aria-current="page">
              {title}
            </h2>
          );
        }
        const open = place === 'devices' ? openTable : () => openShelf(place);
        const to = place === 'devices' ? '#/table' : link({ shelf: shelfOf(place), q: '' });
        return (
          <a key={place} href={to} onClick={(event) => plain(event, open)}>
            {title}
          </a>
        );
      })}
    </nav>
  );
}

/** A plain click stays on the page; with a modifier the browser does what it always does. */
function plain(event: MouseEvent, open: () => void): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  open();
}

export function ShelfPane({ kind }: { kind: ShelfKind }) {
  rev.site.value;
  return (
    <section class="table-pane shelf-pane" id="table" tabIndex={-1} aria-labelledby="table-title" data-shelf={kind}>
      <header class="table-head">
        <Shelves at={kind} />
        <Counted kind={kind} />
        {mayEdit.value && kind !== 'profiles' && (
          <div class="table-buttons">
            <button type="button" class="text-button primary" onClick={() => makeNew(kind)}>
              New {ONE[kind]}
            </button>
          </div>
        )}
      </header>
      <Body kind={kind} />
    </section>
  );
}

function Counted({ kind }: { kind: ShelfKind }) {
  const { shown, all } = shelfCount.value;
  if (all === 0) return null;
  return (
    <p class="quiet" role="status">
      {shown === all ? count(all, ONE[kind]) : `${thousands(shown)} of ${count(all, ONE[kind])}`}
    </p>
  );
}

function Body({ kind }: { kind: ShelfKind }) {
  rev.site.value;
  rev.inventory.value;
  if (kind === 'profiles') return <Profiles />;
  if (store.site === null) return <p class="table-body pad quiet">Vor is fetching the picture.</p>;
  if (shelfCount.value.all === 0) return kind === 'networks' ? <NoNetworks /> : <NoLinks />;
  if (shelfCount.value.shown === 0) return <NoMatch kind={kind} />;
  return kind === 'networks' ? (
    <Rows<NetworkRow> kind="networks" rows={networkRows.value} columns={columnsOf('networks')} nameOf={({ network }) => network.name} cell={networkCell} />
  ) : (
    <Rows<Link> kind="links" rows={linkRows.value} columns={columnsOf('links')} nameOf={({ id }) => String(id)} cell={() => null} />
  );
}

/** What the words alone do not say. */
function networkCell(key: string, { usage }: NetworkRow) {
  if (key === 'subnets' && usage.overlaps.length > 0) return <b class="word-worn overlap">overlaps {usage.overlaps.slice(0, 2).join(', ')}{usage.overlaps.length > 2 && ` +${usage.overlaps.length - 2}`}</b>;
  if (key === 'used' && usage.size !== null) return <span class="quiet"> of {thousands(usage.size)}</span>;
  return null;
}

function NoMatch({ kind }: { kind: ShelfKind }) {
  const { q } = route.value;
  return (
    <div class="table-body pad">
      <p class="quiet">
        Nothing matches {q}. {kind === 'networks' ? 'Try part of a name, a VLAN, a subnet, or any address: its network is found.' : kind === 'links' ? 'Try part of a device, a port, or a bundle.' : 'Try part of a name or vendor.'}
      </p>
      <p>
        <button type="button" class="text-button primary" onClick={() => go({ q: '' })}>
          Show all {count(shelfCount.value.all, ONE[kind])}
        </button>
      </p>
    </div>
  );
}

function NoNetworks() {
  if (store.devices.size === 0 && store.links.size === 0) return <div class="table-body"><NoDevices /></div>;
  return (
    <div class="table-body empty" role="region" aria-label="No networks yet" tabIndex={0}>
      <h2>No networks yet</h2>
      <p>A network is a VLAN with its subnets, its gateways and the device that routes it. Written down here, Vor shows what is in it, what is free, and which subnets overlap.</p>
      {mayEdit.value && (
        <p>
          <button type="button" class="big-button" onClick={() => makeNew('networks')}>
            Make the first
          </button>{' '}
          or <a class="plain" href={importLink()}>import a list of them</a>
        </p>
      )}
    </div>
  );
}

function NoLinks() {
  return (
    <div class="table-body empty" role="region" aria-label="No links yet" tabIndex={0}>
      <h2>No links yet</h2>
      <p>A link is a cable between two ports, alone or in a bundle, with what it carries. Uplinks say which way the core is; links are all cables, and the map draws them as thick as they are.</p>
      {mayEdit.value && (
        <p>
          <button type="button" class="big-button" onClick={() => makeNew('links')}>
            Make the first
          </button>{' '}
          or <a class="plain" href={importLink()}>import a list of them</a>
        </p>
      )}
    </div>
  );
}

interface RowsProps<R> {
  kind: ShelfKind;
  rows: readonly R[];
  columns: Record<string, ShelfColumn<R>>;
  nameOf(row: R): string;
  /** Beside the words of a cell. */
  cell(key: string, row: R): preact.ComponentChildren;
}

function Rows<R>({ kind, rows, columns, nameOf, cell }: RowsProps<R>) {
  const [most, setMost] = useState(STEP);
  const open = shelf.value?.open ?? null;
  const stop = shelfNames.value.includes(reached.value ?? '') ? reached.value : (open ?? shelfNames.value[0]);
  const at = shelfNames.value.indexOf(stop ?? '');
  const length = Math.max(most, at + 1);
  return (
    <div class="table-body shelf-body">
      <table class="shelf" data-kind={kind} onKeyDown={onKey}>
        <caption class="for-reader">{TITLES[kind]}: arrows walk from row to row, Enter opens</caption>
        <Heads columns={columns} />
        <tbody>
          {rows.slice(0, length).map((row) => {
            const name = nameOf(row);
            return (
              <tr key={name} data-row={name} class={name === open ? 'current' : undefined} onClick={(event) => !(event.target instanceof HTMLAnchorElement) && getSelection()?.type !== 'Range' && openIn(name)}>
                {Object.entries(columns).map(([key, column], index) =>
                  index === 0 ? (
                    <th key={key} scope="row">
                      <a class="row-link" tabIndex={name === stop ? 0 : -1} aria-current={name === open ? 'true' : undefined} href={linkTo(name)} onFocus={() => (reached.value = name)} onClick={(event) => plain(event, () => openIn(name))}>
                        {column.words(row)}
                      </a>
                    </th>
                  ) : (
                    <Cell key={key} column={column} row={row} beside={cell(key, row)} />
                  ),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > length && (
        <p class="pad">
          <button type="button" class="text-button" onClick={() => setMost(length + STEP)}>
            Show {thousands(Math.min(STEP, rows.length - length))} more of {thousands(rows.length)}
          </button>
        </p>
      )}
    </div>
  );
}

function Cell<R>({ column, row, beside }: { column: ShelfColumn<R>; row: R; beside: preact.ComponentChildren }) {
  const words = column.words(row);
  return (
    <td class={[column.mono ? 'mono' : '', column.number ? 'number' : '', words === '' ? 'nothing' : ''].filter(Boolean).join(' ') || undefined} data-title={column.title}>
      {words === '' ? <span class="for-reader">none</span> : words}
      {beside}
    </td>
  );
}

function Heads<R>({ columns }: { columns: Record<string, ShelfColumn<R>> }) {
  const sort = shelf.value?.sort || Object.keys(columns)[0]!;
  const down = sort.startsWith('-');
  const key = down ? sort.slice(1) : sort;
  return (
    <thead>
      <tr>
        {Object.entries(columns).map(([name, { title, number }]) => (
          <th key={name} scope="col" class={number ? 'number' : undefined} data-column={name} aria-sort={name === key ? (down ? 'descending' : 'ascending') : 'none'}>
            <button type="button" onClick={() => sortShelf(name === key && !down ? `-${name}` : name)}>
              {title}
              <span class="sort" aria-hidden="true">
                {name === key ? (down ? '\u2193' : '\u2191') : ''}
              </span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function linkTo(name: string): string {
  return link({ shelf: { ...(shelf.value ?? shelfOf('networks')), open: name, making: null } });
}

function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement) || !event.target.matches('.row-link') || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = shelfNames.peek().indexOf(reached.peek() ?? '');
  const moves: Record<string, () => void> = { ArrowDown: () => reachRow(at + 1), ArrowUp: () => reachRow(at - 1), Home: () => reachRow(0), End: () => reachRow(shelfNames.peek().length - 1), j: () => walkShelf(1), k: () => walkShelf(-1) };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}

function Profiles() {
  useEffect(() => void askProfiles(), []);
  const told = profilesTold.value;
  return (
    <div class="table-body shelf-body">
      <div class="pad profiles-words">
        <p>A profile says how often the devices that name it are asked for echoes. Each device names one.</p>
        <p class="quiet">
          Profiles live in Vor{'\u2019'}s configuration, not in the inventory: in the file <code>vor.yaml</code>, under <code>profiles:</code>, beside wired, remote and mesh, which are built in. To add one, write{' '}
          <code>{'access-point: {interval: 1s, vendor: Ubiquiti}'}</code> there.
        </p>
      </div>
      {told === 'failed' && <p class="pad quiet">The profiles cannot be fetched; the server does not answer.</p>}
      {Array.isArray(told) && (profileRows.value.length === 0 ? <NoMatch kind="profiles" /> : <ProfileTable rows={profileRows.value} />)}
    </div>
  );
}

function ProfileTable({ rows }: { rows: readonly ProfileRow[] }) {
  const columns = columnsOf('profiles');
  return (
    <table class="shelf" data-kind="profiles">
      <caption class="for-reader">Profiles</caption>
      <Heads columns={columns} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} data-row={row.name}>
            {Object.entries(columns).map(([key, column], index) =>
              index === 0 ? (
                <th key={key} scope="row">
                  {row.devices === 0 ? row.name : <a href={link({ table: { columns: null, sort: { key: 'name', down: false } }, q: `profile:"${row.name}"` })}>{row.name}</a>}
                </th>
              ) : (
                <Cell key={key} column={column} row={row} beside={null} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
