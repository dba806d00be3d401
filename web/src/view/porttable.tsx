/*
 * The same ports as a table: sorted by any column, filtered by text. The order stands until it is asked for anew, so that rows do
 * not move under the pointer while numbers change.
 */
import { useMemo, useState } from 'preact/hooks';
import { bits, capacity, perSecond, span } from '../model/format';
import { byName } from '../model/now';
import { discards, errors, look, since, statusWord } from '../model/ports';
import type { Port } from '../model/report';
import { clock } from './app';
import { drawn, JackMark, OLD_PORT } from './jack';
import { mark, markedPort } from './portscene';
import type { PortScene } from './portscene';

interface Column {
  key: string;
  title: string;
  /** Numbers sort from the largest, words from A. */
  number: boolean;
  value(scene: PortScene, name: string, port: Port): number | string;
}

const LOOKS = ['missed', 'odd', 'down', 'off', 'up'];

const COLUMNS: Column[] = [
  { key: 'port', title: 'Port', number: false, value: (_scene, name) => name },
  { key: 'state', title: 'State', number: true, value: (scene, name, port) => -LOOKS.indexOf(look(port, scene.planned.has(name))) },
  { key: 'speed', title: 'Speed', number: true, value: (_scene, _name, port) => port.megabits ?? 0 },
  { key: 'in', title: 'In', number: true, value: (_scene, _name, port) => port.rates?.inBits ?? -1 },
  { key: 'out', title: 'Out', number: true, value: (_scene, _name, port) => port.rates?.outBits ?? -1 },
  { key: 'errors', title: 'Errors', number: true, value: (_scene, _name, port) => errors(port.rates) },
  { key: 'discards', title: 'Discards', number: true, value: (_scene, _name, port) => discards(port.rates) },
  { key: 'what', title: 'Alias, neighbour', number: false, value: (scene, name, port) => words(scene, name, port) },
  { key: 'since', title: 'Since', number: true, value: (_scene, _name, port) => since(port) ?? 0 },
];

function words(scene: PortScene, name: string, port: Port): string {
  return [port.alias, scene.heard.get(name)?.[0]?.name].filter(Boolean).join(', ');
}

export function PortTable({ scene }: { scene: PortScene }) {
  const [sort, setSort] = useState({ key: 'port', turned: false });
  const [filter, setFilter] = useState('');
  const names = [...scene.ports.ports.keys()].join('\n');
  const order = useMemo(() => ordered(scene, sort, filter), [names, sort, filter]);
  return (
    <>
      <label class="port-filter">
        <span class="for-reader">Only ports that hold this text</span>
        <input type="search" placeholder="only ports with ..." value={filter} onInput={(event) => setFilter(event.currentTarget.value)} />
      </label>
      <div class="port-table" role="region" aria-label="Ports as a table" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {COLUMNS.map(({ key, title, number }) => (
                <th key={key} scope="col" class={number && key !== 'state' ? 'number' : undefined} aria-sort={sort.key !== key ? 'none' : sort.turned === number ? 'ascending' : 'descending'}>
                  <button type="button" onClick={() => setSort({ key, turned: sort.key === key && !sort.turned })}>
                    {title}
                    <span class="sort" aria-hidden="true">{sort.key !== key ? '' : sort.turned === number ? '\u2191' : '\u2193'}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.map((name) => {
              const port = scene.ports.ports.get(name);
              return port && <Row key={name} scene={scene} name={name} port={port} />;
            })}
          </tbody>
        </table>
        {order.length === 0 && <p class="quiet">No port holds {filter}.</p>}
      </div>
    </>
  );
}

function ordered(scene: PortScene, { key, turned }: { key: string; turned: boolean }, filter: string): string[] {
  const column = COLUMNS.find((one) => one.key === key)!;
  const wanted = filter.trim().toLowerCase();
  const found = [...scene.ports.ports].filter(([name, port]) => wanted === '' || `${name} ${words(scene, name, port)} ${statusWord(port)}`.toLowerCase().includes(wanted));
  const value = new Map(found.map(([name, port]) => [name, column.value(scene, name, port)]));
  const compare = (a: string, b: string) => {
    const [one, other] = [value.get(a)!, value.get(b)!];
    return typeof one === 'number' && typeof other === 'number' ? other - one : byName(String(one), String(other));
  };
  return found.map(([name]) => name).sort((a, b) => (turned ? -compare(a, b) : compare(a, b)) || byName(a, b));
}

function Row({ scene, name, port }: { scene: PortScene; name: string; port: Port }) {
  const { rates } = port;
  const how = drawn(scene, name, port);
  const began = since(port);
  return (
    <tr class={`${name === markedPort(scene) ? 'marked' : ''}${clock.value - port.at > OLD_PORT ? ' old' : ''}`} data-port={name}>
      <th scope="row">
        <button type="button" class="mono" onClick={() => mark(name)}>
          {name}
        </button>
      </th>
      <td>
        <span class={`cell-state port-${how.look} speed-${how.speed}`}>
          <JackMark {...how} /> <span class={how.look === 'missed' ? 'word-down' : undefined}>{statusWord(port, scene.planned.has(name))}</span>
        </span>
      </td>
      <td class="number">{port.megabits ? capacity(port.megabits) : ''}</td>
      <td class="number">{rates?.inBits === undefined ? '' : bits(rates.inBits)}</td>
      <td class="number">{rates?.outBits === undefined ? '' : bits(rates.outBits)}</td>
      <td class={`number${how.faulty ? ' word-worn' : ''}`}>{rates ? perSecond(errors(rates)) : ''}</td>
      <td class={`number${discards(rates) > 0 ? ' word-worn' : ''}`}>{rates ? perSecond(discards(rates)) : ''}</td>
      <td class="cell-words">{words(scene, name, port)}</td>
      <td class="number">{began === null ? '' : span(clock.value - began)}</td>
    </tr>
  );
}
