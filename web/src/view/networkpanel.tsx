/*
 * One network: what is known of it, what is free, what is in it, who carries it; its form, and a form for a new one.
 */
import type { Network } from '../model/types';
import { NO_NETWORK } from '../model/networkdraft';
import { byName } from '../model/now';
import { rev, store } from './app';
import { AddressBlocks } from './addresses';
import { NETWORKS } from './benches';
import { DeviceLink, Mark } from './bits';
import { deskOf } from './drafts';
import { NetworkForm } from './networkform';
import { GonePanel, NewPanel, RecordPanel } from './recordpanel';
import { closeMaking, openIn } from './shelfstate';

export function NetworkPanel({ name }: { name: string }) {
  rev.inventory.value;
  const network = store.networks.get(name);
  if (!network) {
    const desk = deskOf(NETWORKS, { ...NO_NETWORK, version: 1, name });
    const words = store.site === null ? 'Its picture is on the way.' : `There is no network named ${name}. It may have been removed; the list beside has all.`;
    return <GonePanel bench={NETWORKS} name={name} words={words} form={desk && <NetworkForm desk={desk} />} />;
  }
  return (
    <RecordPanel bench={NETWORKS} record={network} form={(desk) => <NetworkForm desk={desk} />}>
      <AddressBlocks network={network} known={<Known network={network} />} />
      <Carriers network={network} />
    </RecordPanel>
  );
}

export function NewNetwork({ name }: { name: string }) {
  return <NewPanel bench={NETWORKS} blank={{ ...NO_NETWORK, name }} saved={(made) => openIn(made.name)} close={closeMaking} form={(desk) => <NetworkForm desk={desk} close={closeMaking} />} />;
}

function Known({ network }: { network: Network }) {
  const { vlan, subnets, gateways, router, tags, note } = network;
  return (
    <section class="block" aria-labelledby="network-title">
      <h3 id="network-title">Inventory</h3>
      <dl class="pairs">
        <Pair name="VLAN">{vlan ?? 'none'}</Pair>
        <Pair name="Subnets">{lines(subnets)}</Pair>
        <Pair name="Gateways">{lines(gateways)}</Pair>
        <Pair name="Router">{router === null ? 'none' : <DeviceLink name={router} class="plain" />}</Pair>
        {tags.length > 0 && <Pair name="Tags">{tags.join(', ')}</Pair>}
        {note && <Pair name="Note">{note}</Pair>}
      </dl>
    </section>
  );
}

function lines(texts: readonly string[]) {
  return texts.length === 0 ? 'none' : texts.map((text) => <span key={text} class="line mono">{text}</span>);
}

function Pair({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div class="pair">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** They name it in their own form. */
function Carriers({ network: { name } }: { network: Network }) {
  rev.health.value;
  const carriers = [...store.devices.values()].filter(({ networks }) => networks.includes(name)).map((device) => device.name).sort(byName);
  return (
    <section class="block" aria-labelledby="carriers-title">
      <h3 id="carriers-title">Devices that carry it</h3>
      {carriers.length === 0 ? (
        <p class="quiet">None. A device names its networks in its own form.</p>
      ) : (
        <p class="names">
          {carriers.map((carrier) => (
            <DeviceLink key={carrier} name={carrier} class="name-chip">
              <Mark state={store.health(carrier).state} />
              {carrier}
            </DeviceLink>
          ))}
        </p>
      )}
    </section>
  );
}
