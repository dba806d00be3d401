/*
 * Who is plugged in where, as the device heard it, against what the inventory plans.
 */
import { useMemo } from 'preact/hooks';
import { count } from '../model/format';
import { byName } from '../model/now';
import { crossed, jackOf, plannedOn } from '../model/ports';
import type { Neighbour } from '../model/report';
import { rev, store } from './app';
import { Aged } from './bits';
import { mark } from './portscene';
import { NeighbourName } from './readout';

/** It is asked every five minutes. */
const OLD = 11 * 60_000;
const SHOWN = 8;

export function NeighboursBlock({ name }: { name: string }) {
  rev.open.value;
  const inventory = rev.inventory.value;
  const heard = store.neighbours.get(name);
  const planned = useMemo(() => plannedOn(store, name), [name, inventory]);
  if (!heard) return null;
  const plan = (one: Neighbour) => crossed(store, planned.get(jackOf(one.port ?? '')), one);
  const all = [...(heard.neighbours ?? [])].sort((a, b) => Number(plan(b) !== null) - Number(plan(a) !== null) || byName(a.port ?? '', b.port ?? ''));
  const wrong = all.filter((one) => plan(one) !== null).length;
  const shown = all.length <= SHOWN + 2 ? all.length : Math.max(SHOWN, wrong);
  return (
    <section class="block" aria-labelledby="neighbours-title">
      <header class="block-head">
        <h3 id="neighbours-title">Neighbours</h3>
        <p class="sum">
          {all.length} heard{wrong > 0 && <b class="word-bad">, {wrong} not as planned</b>} <Aged at={heard.at} old={OLD} />
        </p>
      </header>
      {all.length === 0 && <p class="quiet">It has heard nobody.</p>}
      <Lines list={all.slice(0, shown)} plan={plan} />
      {all.length > shown && (
        <details class="fold-list">
          <summary>{count(all.length - shown, 'more', 'more')}</summary>
          <Lines list={all.slice(shown)} plan={plan} />
        </details>
      )}
    </section>
  );
}

function Lines({ list, plan }: { list: Neighbour[]; plan(one: Neighbour): string | null }) {
  return (
    <ul class="heard">
      {list.map((one, index) => {
        const other = plan(one);
        return (
          <li key={`${one.port} ${one.chassis} ${index}`} class={other === null ? undefined : 'heard-wrong'}>
            <button type="button" class="name-chip mono" onClick={() => mark(jackOf(one.port ?? ''))} disabled={!one.port} aria-label={`Mark port ${one.port ?? 'not told'}`}>
              {one.port || 'not told'}
            </button>
            <span class="heard-who" title={[one.description, one.remotePortDescription, ...(one.addresses ?? [])].filter(Boolean).join('\n')}>
              <NeighbourName neighbour={one} /> <span class="quiet">{[one.protocol?.toUpperCase(), ...(one.capabilities ?? [])].filter(Boolean).join(', ')}</span>
              {other !== null && <b class="word-bad"> plan says {other}</b>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
