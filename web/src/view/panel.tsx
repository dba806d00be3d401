/*
 * One device: its way to the core, verdicts worst first, latency, every fact with its age, what the inventory says of it. A
 * panel at the right on a desk, a sheet from below on a phone.
 */
import { useEffect, useRef } from 'preact/hooks';
import { byName } from '../model/now';
import { story } from '../model/evidence';
import { capacity, count } from '../model/format';
import type { DeviceInputs } from '../model/devicedraft';
import { isDirty } from '../model/draft';
import { childrenOf, pathUp } from '../model/path';
import { errors, look, share, speedClass, statusWord } from '../model/ports';
import { shelfOf } from '../model/shelf';
import { isCalm, rank } from '../model/states';
import type { Device, Health, Verdict } from '../model/types';
import { clock, go, handlers, link, rev, route, store, zone } from './app';
import { Ago, DeviceLink, Mark, Since, StateWord, Words } from './bits';
import { AgentBlock, AgentTrouble } from './agent';
import { ChassisBlocks } from './chassis';
import { Changes } from './changes';
import { claimOf } from './claims';
import { DEVICES } from './benches';
import { DeviceForm } from './deviceform';
import type { Desk } from './drafts';
import { closeForm, deskOf, desks, discard, forming, openForm } from './drafts';
import { EditorsLine } from './editors';
import { Evidence, Story } from './evidence';
import { Facts } from './facts';
import { JackMark } from './jack';
import { Latency } from './latency';
import { LinksOf } from './linkpanel';
import { mayEdit } from './me';
import { NeighboursBlock } from './neighbours';
import { ClaimBlock } from './onit';
import { PortsBlock } from './ports';

export function Panel({ name }: { name: string }) {
  rev.health.value;
  rev.inventory.value;
  const device = store.devices.get(name);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    if (!inTable()) panel.current?.focus({ preventScroll: true });
    return () => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true });
  }, [name]);
  const form = forming.value;
  useEffect(() => {
    if (form === null && !inTable()) panel.current?.focus({ preventScroll: true });
  }, [form]);
  return (
    <section class="panel" ref={panel} tabIndex={-1} data-panel-device={name} data-state={store.health(name).state} aria-labelledby="panel-title">
      {device ? <Whole device={device} /> : <Gone name={name} />}
    </section>
  );
}

/** Where the keys go on from row to row; Enter leads from there into the panel. */
function inTable(): boolean {
  return document.activeElement?.matches('.table-grid') ?? false;
}

function Gone({ name }: { name: string }) {
  const desk = [...desks.value.values()].find(({ bench, draft }) => bench.shape.kind === 'device' && bench.idOf(draft.base) === name) as Desk<Device, DeviceInputs> | undefined;
  return (
    <>
      <Head name={name} />
      {desk && isDirty(desk.draft) && (
        <div class="panel-body">
          <DeviceForm desk={desk} />
        </div>
      )}
      <p class="pad quiet">{store.site === null ? 'Its picture is on the way.' : `There is no device named ${name}. It may have been renamed or removed; the search may find it.`}</p>
    </>
  );
}

function Head({ name, device }: { name: string; device?: Device }) {
  const open = device !== undefined && forming.value === DEVICES.keyOf(device);
  return (
    <header class="panel-head">
      <h2 id="panel-title">{name}</h2>
      <span class="panel-buttons">
        {device && mayEdit.value && (
          <button type="button" class="text-button" aria-pressed={open} onClick={() => (open ? closeForm() : openForm(DEVICES, device))}>
            Edit <kbd>e</kbd>
          </button>
        )}
        <button type="button" class="text-button" onClick={() => go({ device: null })}>
          Close <kbd>Esc</kbd>
        </button>
      </span>
    </header>
  );
}

function Whole({ device }: { device: Device }) {
  const health = store.health(device.name);
  const desk = deskOf(DEVICES, device);
  if (desk && forming.value === desk.key) {
    return (
      <>
        <Head name={device.name} device={device} />
        <div class="panel-body">
          <DeviceForm desk={desk} />
        </div>
      </>
    );
  }
  return (
    <>
      <Head name={device.name} device={device} />
      <div class="panel-body">
        <EditorsLine kind="device" name={device.name} />
        {desk && <Unsaved device={device} />}
        <Summary name={device.name} health={health} />
        <AgentTrouble name={device.name} />
        <Path name={device.name} />
        <Verdicts health={health} />
        <Latency name={device.name} />
        <PortsBlock name={device.name} />
        <ChassisBlocks name={device.name} />
        <NeighboursBlock name={device.name} />
        <AgentBlock name={device.name} />
        <Facts name={device.name} />
        <Inventory device={device} />
        <Changes name={device.name} />
      </div>
    </>
  );
}

/** Somebody began to edit it here and left it for later. */
function Unsaved({ device }: { device: Device }) {
  return (
    <p class="unsaved">
      What you wrote here is not saved.{' '}
      <button type="button" class="text-button" onClick={() => openForm(DEVICES, device)}>
        Go on
      </button>
      <button type="button" class="text-button" onClick={() => discard(DEVICES.keyOf(device))}>
        Discard
      </button>
    </p>
  );
}

function Summary({ name, health }: { name: string; health: Health }) {
  return (
    <div class={`summary summary-${health.state}`}>
      <p class="summary-line">
        <StateWord state={health.state} />
        <Since at={health.since} />
      </p>
      <p class="summary-why"><Words text={health.why} /></p>
      {health.cause && health.cause !== route.value.device && (
        <p>
          Cause: <DeviceLink name={health.cause} class="plain" />
        </p>
      )}
      {(!isCalm(health) || claimOf(name)) && <ClaimBlock name={name} />}
    </div>
  );
}

/** Device, ports, device, ports, up to the core; each with its state. */
function Path({ name }: { name: string }) {
  const hops = pathUp(name, store.devices, store.site?.monitor ?? null);
  const device = store.devices.get(name);
  const words = hops.length > 0 ? null : device && device.uplinks.length === 0 ? 'It stands at the top: no uplinks are written down for it.' : 'Its uplinks lead nowhere that is known.';
  return (
    <nav class="block path" aria-label="Path to the core">
      <h3>Path to the core</h3>
      {words ? (
        <p class="quiet">{words}</p>
      ) : (
        <ol class="crumbs">
          <Crumb name={name} />
          {hops.map((hop) => (
            <Crumb key={hop.to} name={hop.to} from={hop.device} ports={hop.ports} megabits={linkSum(hop.device, hop.to)} />
          ))}
        </ol>
      )}
    </nav>
  );
}

function linkSum(a: string, b: string): number {
  let sum = 0;
  for (const link of store.links.values()) {
    if ((link.a.device === a && link.b.device === b) || (link.a.device === b && link.b.device === a)) sum += link.megabits;
  }
  return sum;
}

/** A port on the way, with its state when its agent tells. */
function PortEnd({ device, port }: { device: string; port: string }) {
  rev.open.value;
  const seen = store.ports.get(device)?.ports.get(port);
  if (!port) return <span class="quiet">port not written down</span>;
  const how = seen && look(seen, true);
  return (
    <span class="port-end">
      {seen && how && (
        <span class={`port-${how} speed-${speedClass(seen.megabits)}`}>
          <JackMark look={how} speed={speedClass(seen.megabits)} share={share(seen)} faulty={errors(seen.rates) > 0} joined={null} />
        </span>
      )}
      <span class="mono">{port}</span>
      {seen && how !== 'up' && <b class="word-down"> {statusWord(seen)}</b>}
    </span>
  );
}

function Crumb({ name, from = '', ports, megabits = 0 }: { name: string; from?: string; ports?: { port: string; toPort: string }[]; megabits?: number }) {
  const { state } = store.health(name);
  return (
    <li class="crumb" data-hop={name} data-state={state}>
      {ports && (
        <span class="crumb-ports">
          {ports.map(({ port, toPort }) => (
            <span key={`${port} ${toPort}`}>
              <PortEnd device={from} port={port} /> <span aria-label="to">&rarr;</span> <PortEnd device={name} port={toPort} />
            </span>
          ))}
          {megabits > 0 && <span class="quiet">{capacity(megabits)}</span>}
        </span>
      )}
      <span class="crumb-device">
        {name === route.value.device ? <b><Mark state={state} /> {name}</b> : <DeviceLink name={name}><Mark state={state} /> {name}</DeviceLink>}
        <span class="quiet">{state}</span>
      </span>
    </li>
  );
}

function Verdicts({ health }: { health: Health }) {
  const titles = new Map(handlers.value.map(({ name, title }) => [name, title]));
  const order = Object.entries(health.verdicts).sort(([, a], [, b]) => rank(a.state) - rank(b.state) || b.score - a.score);
  const untold = Object.entries(health.untold ?? {});
  return (
    <section class="block" aria-labelledby="verdicts-title">
      <h3 id="verdicts-title">Verdicts</h3>
      {order.length + untold.length === 0 && <p class="quiet">No handler has judged it yet.</p>}
      <ul class="verdicts">
        {order.map(([name, verdict]) => (
          <VerdictRow key={name} title={titles.get(name) ?? name} verdict={verdict} />
        ))}
        {untold.map(([why, names]) => (
          <li key={`untold ${why}`} class="calm untold" data-state="unknown">
            <Mark state="unknown" />
            <span>
              <b>{names.map((name) => titles.get(name) ?? name).join(', ')}</b> <span class="verdict-why">{why}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What needs nobody is one line that unfolds; everything else is said whole. */
function VerdictRow({ title, verdict }: { title: string; verdict: Verdict }) {
  if (isCalm(verdict)) return <CalmRow title={title} verdict={verdict} />;
  return (
    <li class={`verdict verdict-${verdict.state}`}>
      <Mark state={verdict.state} />
      <b>{title}</b>
      <span class="verdict-state">{verdict.state}</span>
      <Since at={verdict.since ?? null} />
      {verdict.why && <p class="verdict-why"><Words text={verdict.why} /></p>}
      <Evidence facts={verdict.facts ?? []} />
    </li>
  );
}

function CalmRow({ title, verdict }: { title: string; verdict: Verdict }) {
  const facts = story(verdict.facts ?? []);
  const row = (
    <span class="calm-row">
      <Mark state={verdict.state} />
      <b>{title}</b>
      <span class="verdict-why">{verdict.why || verdict.state}</span>
      <Ago at={verdict.since ?? null} />
    </span>
  );
  return (
    <li class="calm" data-state={verdict.state}>
      {facts.length === 0 ? (
        row
      ) : (
        <details>
          <summary aria-label={`${title}, ${verdict.state}: ${verdict.why}; ${count(facts.length, 'fact')}`}>{row}</summary>
          <Story facts={facts} />
        </details>
      )}
    </li>
  );
}

function Inventory({ device }: { device: Device }) {
  const children = childrenOf(device.name, store.devices).sort(byName);
  return (
    <section class="block" aria-labelledby="inventory-title">
      <h3 id="inventory-title">Inventory</h3>
      <dl class="pairs">
        <Pair name="Profile">{device.profile || 'none chosen'}</Pair>
        <Pair name="Tags">{device.tags.length > 0 ? device.tags.map((tag) => <Seek key={tag} field="tag" value={tag} />) : 'none'}</Pair>
        <Pair name="Networks">{device.networks.length > 0 ? device.networks.map((network) => <NetworkLine key={network} name={network} />) : 'none'}</Pair>
        <Pair name="Uplinks">{device.uplinks.length > 0 ? device.uplinks.map((uplink) => <UplinkLine key={uplink.port + uplink.to} {...uplink} />) : 'none'}</Pair>
        <Pair name="Links"><LinksOf device={device.name} /></Pair>
        {children.length > 0 && <Pair name="Below it">{children.map((child) => <DeviceLink key={child} name={child} class="name-chip"><Mark state={store.health(child).state} />{child}</DeviceLink>)}</Pair>}
        {device.maintenance && <Pair name="Maintenance">{maintenanceWords(device.maintenance)}</Pair>}
        {device.note && <Pair name="Note">{device.note}</Pair>}
      </dl>
    </section>
  );
}

function maintenanceWords({ why, until }: { why: string; until: number | null }): string {
  const end = until === null ? 'until somebody ends it' : `until ${zone.value.moment(until, clock.value)}`;
  return why ? `${why}, ${end}` : end;
}

function Pair({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div class="pair">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Seek({ field, value }: { field: string; value: string }) {
  const q = `${field}:"${value}"`;
  return (
    <button type="button" class="name-chip" onClick={() => go({ q, device: null })}>
      {value}
    </button>
  );
}

function NetworkLine({ name }: { name: string }) {
  const network = store.networks.get(name);
  const details = network ? [network.vlan === null ? '' : `VLAN ${network.vlan}`, ...network.subnets].filter(Boolean).join(', ') : '';
  return (
    <span class="line">
      <a class="name-chip" href={link({ shelf: { ...shelfOf('networks'), open: name }, q: '' })}>
        {name}
      </a>{' '}
      <span class="quiet mono">{details}</span>
    </span>
  );
}

function UplinkLine({ port, to, toPort }: { port: string; to: string; toPort: string }) {
  return (
    <span class="line">
      <span class="mono">{port}</span> &rarr; <DeviceLink name={to} class="plain" /> <span class="mono">{toPort}</span>
    </span>
  );
}
