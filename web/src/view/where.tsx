/*
 * "Where is this MAC or IP?": asked of the server when the search holds an address, shown above the devices that match.
 */
import { effect, signal } from '@preact/signals';
import { Problem, where } from '../live/api';
import { count } from '../model/format';
import { station } from '../model/mac';
import type { Found, Where } from '../model/report';
import { go, link, rev, route, store } from './app';
import { Mark, Since } from './bits';

type Answer = { kind: 'asking' } | { kind: 'told'; where: Where } | { kind: 'refused'; words: string };

/** Typing goes on for so long after the last letter. */
const PAUSE = 250;

const answer = signal<Answer | null>(null);

/** The best answer so far, for Enter. */
export function firstFound(): Found | null {
  const now = answer.peek();
  return now?.kind === 'told' ? (inOrder(now.where.found)[0] ?? null) : null;
}

export function openFound({ device, port }: Found): void {
  go({ device, port: port || null });
}

let asked: string | null = null;

effect(() => {
  const wanted = station(route.value.q);
  if (wanted === asked) return;
  asked = wanted;
  answer.value = wanted === null ? null : { kind: 'asking' };
  if (wanted === null) return;
  setTimeout(() => wanted === asked && void ask(wanted), PAUSE);
});

async function ask(wanted: string): Promise<void> {
  let next: Answer;
  try {
    next = { kind: 'told', where: await where(wanted) };
  } catch (reason) {
    next = { kind: 'refused', words: reason instanceof Problem ? reason.message : 'the server cannot be reached' };
  }
  if (wanted === asked) answer.value = next;
}

/** Where it is plugged in first, then the newest. */
function inOrder(found: Found[]): Found[] {
  return [...found].sort((a, b) => Number(b.edge ?? false) - Number(a.edge ?? false) || b.at - a.at);
}

export function WhereList() {
  const now = answer.value;
  if (now === null) return null;
  return (
    <section class="where" aria-labelledby="where-title" aria-live="polite">
      <h3 id="where-title">Where it is plugged in</h3>
      {now.kind === 'asking' && <p class="quiet">Asking.</p>}
      {now.kind === 'refused' && <p class="quiet">It could not be asked: {now.words}.</p>}
      {now.kind === 'told' && <Told where={now.where} />}
    </section>
  );
}

function Told({ where: { found, asked: agents } }: { where: Where }) {
  if (found.length === 0) {
    return (
      <p>
        Nobody has seen it. <span class="quiet">{agents === 0 ? 'No agent has told its stations yet.' : `${count(agents, 'agent')} asked.`}</span>
      </p>
    );
  }
  return (
    <ol class="rows">
      {inOrder(found).map((one) => (
        <Place key={`${one.device} ${one.port} ${one.mac} ${one.vlan}`} found={one} />
      ))}
    </ol>
  );
}

function Place({ found }: { found: Found }) {
  rev.health.value;
  const { device, port, mac, addresses, vlan, at, edge } = found;
  const words = [mac, ...(addresses ?? []), vlan ? `VLAN ${vlan}` : ''].filter(Boolean).join(', ');
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    openFound(found);
  };
  return (
    <li class={`row where-row${edge ? ' where-edge' : ''}`} data-where={device}>
      <a class="row-main" href={link({ device, port: port || null })} onClick={open}>
        <Mark state={store.health(device).state} />
        <span class="row-name">
          {device} <span class="mono">{port || 'port not told'}</span>
        </span>
        <span class="row-state">{edge ? 'plugged in here' : 'passes by'}</span>
        <Since at={at} />
        <span class="row-why">{words}</span>
      </a>
    </li>
  );
}
