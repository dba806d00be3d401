/*
 * The ports of a device: its front panel or a table, the words for the one that is pointed at, its bundles, and what no cable
 * goes into.
 */
import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { count } from '../model/format';
import { byName } from '../model/now';
import { plate, step } from '../model/plate';
import type { Arrow } from '../model/plate';
import { bundleOf, bundleShort, bundleWords, errors, look, neighboursByPort, plannedOn } from '../model/ports';
import type { Bundle } from '../model/report';
import { rev, store } from './app';
import { Aged, Mark } from './bits';
import { Jack, JackKey } from './jack';
import { mark, markedPort } from './portscene';
import type { PortScene } from './portscene';
import { PortTable } from './porttable';
import { Readout } from './readout';

const KEY = 'vor.ports';
/** So many bundles are shown, those with members missing first; the rest is folded. */
const SHOWN = 4;
const shown = signal<'face' | 'table'>(remembered());
/** The port under the pointer or with the focus; the marked one is in the address. */
const pointed = signal<string | null>(null);

function remembered(): 'face' | 'table' {
  try {
    return localStorage.getItem(KEY) === 'table' ? 'table' : 'face';
  } catch {
    return 'face';
  }
}

function show(how: 'face' | 'table'): void {
  shown.value = how;
  try {
    localStorage.setItem(KEY, how);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

export function PortsBlock({ name }: { name: string }) {
  rev.open.value;
  const inventory = rev.inventory.value;
  const ports = store.ports.get(name);
  const planned = useMemo(() => plannedOn(store, name), [name, inventory]);
  const names = ports ? [...ports.ports.keys()].join('\n') : '';
  const form = useMemo(() => plate(ports?.ports ?? new Map()), [names]);
  const neighbours = store.neighbours.get(name);
  const heard = useMemo(() => neighboursByPort(neighbours), [neighbours]);
  if (!ports || ports.ports.size === 0) return null;
  const scene: PortScene = { device: name, ports, planned, heard, plate: form };
  return (
    <section class="block ports" aria-labelledby="ports-title">
      <header class="block-head">
        <h3 id="ports-title">Ports</h3>
        <Sum scene={scene} />
        <div class="choice" role="group" aria-label="How ports are shown">
          <button type="button" class="text-button" aria-pressed={shown.value === 'face'} onClick={() => show('face')}>
            Front
          </button>
          <button type="button" class="text-button" aria-pressed={shown.value === 'table'} onClick={() => show('table')}>
            Table
          </button>
        </div>
      </header>
      {shown.value === 'face' ? <Face scene={scene} /> : <PortTable scene={scene} />}
      <Bundles bundles={ports.bundles} />
      {shown.value === 'face' && <Logical scene={scene} />}
    </section>
  );
}

function jacks({ plate: { blocks } }: PortScene): string[] {
  return blocks.flatMap(({ clusters }) => clusters.flatMap(({ places }) => places.map(({ name }) => name)));
}

function Sum({ scene }: { scene: PortScene }) {
  const all = jacks(scene).map((name) => [name, scene.ports.ports.get(name)!] as const);
  const up = all.filter(([, port]) => port.status === 'up').length;
  const missed = all.filter(([name, port]) => look(port, scene.planned.has(name)) === 'missed').length;
  const faulty = all.filter(([, port]) => errors(port.rates) > 0).length;
  return (
    <p class="sum">
      {up} of {all.length} up{missed > 0 && <b class="word-down">, {missed} needed but down</b>}
      {faulty > 0 && <b class="word-worn">, {faulty} with errors</b>} <Aged at={scene.ports.at} old={90_000} />
    </p>
  );
}

const ARROWS: Record<string, Arrow> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last' };

/** What the words are about while nothing is pointed at: the marked port, else the worst, else the first uplink, else the first. */
function standing(scene: PortScene): string | null {
  const marked = markedPort(scene);
  if (marked !== null) return marked;
  const names = jacks(scene);
  const of = (name: string) => scene.ports.ports.get(name)!;
  return (
    names.find((name) => look(of(name), scene.planned.has(name)) === 'missed') ??
    names.find((name) => errors(of(name).rates) > 0) ??
    names.find((name) => scene.planned.get(name)?.kind === 'uplink') ??
    names[0] ??
    null
  );
}

function Face({ scene }: { scene: PortScene }) {
  const rest = standing(scene);
  const here = pointed.value !== null && scene.ports.ports.has(pointed.value) ? pointed.value : rest;
  const stop = here !== null && jacks(scene).includes(here) ? here : (jacks(scene)[0] ?? null);
  const walk = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    const focused = (event.target as HTMLElement).dataset['port'] ?? stop ?? '';
    const next = step(scene.plate, focused, arrow);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-port="${CSS.escape(next)}"]`)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div class="face" role="group" aria-label="Front panel. The arrow keys lead from port to port, Enter marks one." onKeyDown={walk} onPointerLeave={() => (pointed.value = null)}>
        {scene.plate.blocks.map((block, index) => (
          <div class="face-block" key={block.title}>
            <p class="face-title">{titleOf(scene, block.title, block.member === scene.plate.blocks[index - 1]?.member ? null : block.member)}</p>
            <div class="clusters">
              {block.clusters.map((cluster) => (
                <div class={`cluster rows-${cluster.rows}`} key={cluster.first}>
                  <div class="jacks">
                    {cluster.places.map((place) => (
                      <Jack
                        key={place.name}
                        scene={scene}
                        place={place}
                        stop={place.name === stop}
                        marked={place.name === markedPort(scene)}
                        point={(name) => (pointed.value = name)}
                      />
                    ))}
                  </div>
                  <p class="cluster-words" aria-hidden="true">
                    <span>{endOf(cluster.first)}</span>
                    {cluster.last !== cluster.first && <span>{endOf(cluster.last)}</span>}
                  </p>
                </div>
              ))}
            </div>
          </div>
        ))}
      </div>
      <JackKey />
      {here !== null && <Readout scene={scene} name={here} />}
    </>
  );
}

/** The number at the end of a name. */
function endOf(name: string): string {
  return /(\d+(?::\d+)?)\D*$/.exec(name)?.[1] ?? '';
}

/** The first block of a stack's member says whose it is. */
function titleOf({ device }: PortScene, title: string, member: number | null): string {
  const members = store.chassis.get(device)?.members ?? [];
  const known = members.find(({ number }) => number === member);
  if (!known || members.length < 2) return title;
  return `${title} \u00b7 member ${known.number}${known.role ? `, ${known.role}` : ''}`;
}

function Bundles({ bundles }: { bundles: Bundle[] }) {
  if (bundles.length === 0) return null;
  const order = [...bundles].sort((a, b) => Number(bundleShort(b)) - Number(bundleShort(a)) || byName(a.name, b.name));
  const short = order.filter(bundleShort).length;
  const shown = order.length <= SHOWN + 1 ? order.length : SHOWN;
  return (
    <div class="bundles" role="group" aria-label="Bundles">
      <BundleLines list={order.slice(0, shown)} />
      {order.length > shown && (
        <details class="fold-list">
          <summary>
            {count(order.length - shown, 'more bundle')}
            {short > shown && <b class="word-bad">, {short - shown} of them with members missing</b>}
          </summary>
          <BundleLines list={order.slice(shown)} />
        </details>
      )}
    </div>
  );
}

function BundleLines({ list }: { list: Bundle[] }) {
  return (
    <ul>
      {list.map((bundle) => (
        <BundleLine key={bundle.name} bundle={bundle} />
      ))}
    </ul>
  );
}

function BundleLine({ bundle }: { bundle: Bundle }) {
  const short = bundleShort(bundle);
  return (
    <li class={short ? 'bundle bundle-short' : 'bundle'}>
      <Mark state={short ? 'bad' : 'good'} />
      <span class="mono">{bundle.name}</span>
      <b>{bundleWords(bundle)} members carry traffic</b>
      <span class="bundle-members">
        {(bundle.members ?? []).map((member) => (
          <button type="button" key={member.port} class={`name-chip mono${member.active === false ? ' chip-out' : ''}`} onClick={() => mark(member.port)} title={lacpWords(member.actor, member.partner)}>
            {member.active === false && <span aria-hidden="true">&times;</span>}
            {member.port}
            {member.active === false && <span class="for-reader"> carries nothing</span>}
          </button>
        ))}
      </span>
    </li>
  );
}

function lacpWords(actor: string[] | undefined, partner: string[] | undefined): string {
  const side = (who: string, flags: string[] | undefined) => (flags && flags.length > 0 ? `${who}: ${flags.join(', ')}` : '');
  return [side('here', actor), side('there', partner)].filter(Boolean).join('; ');
}

function Logical({ scene }: { scene: PortScene }) {
  const { logical } = scene.plate;
  if (logical.length === 0) return null;
  return (
    <details class="fold-list" open={logical.includes(markedPort(scene) ?? '')}>
      <summary>{count(logical.length, 'logical interface')}: units, VLANs, bundles</summary>
      <ul class="logicals">
        {logical.map((name) => {
          const port = scene.ports.ports.get(name)!;
          return (
            <li key={name} class={name === markedPort(scene) ? 'marked' : undefined}>
              <span class="mono">{name}</span> <span class="quiet">{port.enabled === false ? 'switched off' : (port.status ?? 'not told')}</span> {port.alias && <span>{port.alias}</span>}
              {bundleOf(scene.ports, name) && <span class="quiet">in {bundleOf(scene.ports, name)!.name}</span>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
