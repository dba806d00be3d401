/*
 * The uplinks of a device as rows of inputs: own port, the device above, its port; in an order that one can change.
 */
import type { FieldProblem } from '../live/api';
import { rowOf } from '../model/draft';
import type { Uplink } from '../model/types';
import { store } from './app';

const OFFERED = 40;

export function UplinkRows({ uplinks, own, problems, put }: { uplinks: Uplink[]; own: string; problems: FieldProblem[]; put: (uplinks: Uplink[]) => void }) {
  const change = (at: number, part: Partial<Uplink>) => put(uplinks.map((other, index) => (index === at ? { ...other, ...part } : other)));
  return (
    <>
      <ol class="uplink-rows">
        {uplinks.map((uplink, at) => (
          <li key={at} class="uplink-row" data-uplink={at}>
            <Input label={`Uplink ${at + 1}: own port`} placeholder="own port" value={uplink.port} offers={ports(own)} list={`ports-${at}`} wrong={wrong(problems, at, 'port')} put={(port) => change(at, { port })} />
            <span aria-hidden="true">&rarr;</span>
            <Input label={`Uplink ${at + 1}: device above`} placeholder="device above" value={uplink.to} offers={devices(uplink.to, own)} list={`above-${at}`} wrong={wrong(problems, at, 'to')} put={(to) => change(at, { to })} />
            <Input label={`Uplink ${at + 1}: its port`} placeholder="its port" value={uplink.toPort} offers={ports(uplink.to)} list={`above-ports-${at}`} wrong={wrong(problems, at, 'toPort')} put={(toPort) => change(at, { toPort })} />
            <span class="uplink-buttons">
              <button type="button" class="icon-button" aria-label={`Uplink ${at + 1} earlier`} disabled={at === 0} onClick={() => put(swapped(uplinks, at - 1))}>
                &uarr;
              </button>
              <button type="button" class="icon-button" aria-label={`Uplink ${at + 1} later`} disabled={at === uplinks.length - 1} onClick={() => put(swapped(uplinks, at))}>
                &darr;
              </button>
              <button type="button" class="icon-button" aria-label={`Remove uplink ${at + 1}`} onClick={() => put(uplinks.filter((_, index) => index !== at))}>
                &times;
              </button>
            </span>
          </li>
        ))}
      </ol>
      <button type="button" class="text-button" onClick={() => put([...uplinks, { port: '', to: '', toPort: '' }])}>
        Add an uplink
      </button>
    </>
  );
}

/** The problem of one input, or of the row as a whole at the device above. */
function wrong(problems: FieldProblem[], row: number, part: 'port' | 'to' | 'toPort'): boolean {
  return problems.some(({ field }) => rowOf(field) === row && (field.endsWith(`].${part}`) || (part === 'to' && field.endsWith(']'))));
}

function swapped(uplinks: Uplink[], at: number): Uplink[] {
  return [...uplinks.slice(0, at), uplinks[at + 1]!, uplinks[at]!, ...uplinks.slice(at + 2)];
}

function ports(device: string): string[] {
  return [...(store.ports.get(device)?.ports.keys() ?? [])].slice(0, 200);
}

/** Those that begin or go on with what was typed; not ten thousand at once. */
function devices(typed: string, own: string): string[] {
  const sought = typed.toLowerCase();
  const found: string[] = [];
  for (const name of store.devices.keys()) {
    if (name !== own && name.toLowerCase().includes(sought)) found.push(name);
    if (found.length === OFFERED) break;
  }
  return found;
}

interface InputProps {
  label: string;
  placeholder: string;
  value: string;
  offers: string[];
  list: string;
  wrong: boolean;
  put: (value: string) => void;
}

function Input({ label, placeholder, value, offers, list, wrong: invalid, put }: InputProps) {
  return (
    <>
      <input type="text" class="mono" aria-label={label} placeholder={placeholder} autocomplete="off" spellcheck={false} list={list} aria-invalid={invalid} value={value} onInput={(event) => put(event.currentTarget.value)} />
      <Offers id={list} offers={offers} />
    </>
  );
}

/** What an input for a device's name offers. */
export function DeviceNames({ id, typed, own }: { id: string; typed: string; own: string }) {
  return <Offers id={id} offers={devices(typed, own)} />;
}

/** What an input for a port of a device offers. */
export function PortNames({ id, device }: { id: string; device: string }) {
  return <Offers id={id} offers={ports(device)} />;
}

function Offers({ id, offers }: { id: string; offers: string[] }) {
  return (
    <datalist id={id}>
      {offers.map((offer) => (
        <option key={offer} value={offer} />
      ))}
    </datalist>
  );
}
