/*
 * What is in a network, address by address: of which device, seen by whose ARP or ND, whether it answers; and what is free. Asked
 * anew every few seconds while it is open.
 */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Addresses, Tenant, Vacancy } from '../live/records';
import { addressesOf } from '../live/records';
import { count, thousands } from '../model/format';
import { shelfOf } from '../model/shelf';
import type { Network, Ping, State } from '../model/types';
import { clock, link, rev } from './app';
import { Aged, Ago, DeviceLink, Mark } from './bits';
import { CopyButton } from './copy';

const EVERY = 10_000;
/** Forwarding tables and ARP are asked for every few minutes. */
const OLD = 11 * 60_000;
const STEP = 100;
/** Free ranges that are shown at once. */
const RANGES = 6;

function useAddresses({ name, version }: Network): Addresses | 'failed' | null {
  const seen = rev.inventory.value;
  const [found, setFound] = useState<Addresses | 'failed' | null>(null);
  useEffect(() => {
    let wanted = true;
    const ask = () => {
      if (document.visibilityState === 'hidden') return;
      addressesOf(name).then(
        (answer) => wanted && setFound(answer),
        () => wanted && setFound((before) => before ?? 'failed'),
      );
    };
    ask();
    const timer = setInterval(ask, EVERY);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [name, version, seen]);
  return found;
}

/** @param known what the inventory says of it, below the warnings */
export function AddressBlocks({ network, known }: { network: Network; known: ComponentChildren }) {
  const found = useAddresses(network);
  if (network.subnets.length === 0 || found === null || found === 'failed') {
    const bare = 'No subnets are written down for it: so nobody can say what is in it and what is free. Edit it to add them.';
    const words = network.subnets.length === 0 ? bare : found === 'failed' ? 'What is in it cannot be fetched; the server does not answer.' : '';
    return (
      <>
        {known}
        {words && <p class="pad quiet">{words}</p>}
      </>
    );
  }
  return (
    <>
      <Warnings found={found} />
      {known}
      <section class="block" aria-labelledby="free-title">
        <h3 id="free-title">Free</h3>
        {found.subnets.map((one) => (
          <Free key={one.subnet} one={one} />
        ))}
      </section>
      <Inside found={found} />
    </>
  );
}

function Warnings({ found: { warnings } }: { found: Addresses }) {
  if (warnings.length === 0) return null;
  return (
    <ul class="network-warnings">
      {warnings.map(({ kind, words, network }) => (
        <li key={words} data-warning={kind}>
          <Mark state="worn" /> {words}
          {network !== '' && (
            <>
              {': '}
              <a class="plain" href={link({ shelf: { ...shelfOf('networks'), open: network } })}>
                see {network}
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Free({ one }: { one: Vacancy }) {
  const [all, setAll] = useState(false);
  const shown = all ? one.free : one.free.slice(0, RANGES);
  const hidden = one.free.length - shown.length;
  const id = `next-${one.subnet}`;
  return (
    <div class="vacancy" data-subnet={one.subnet}>
      <p class="vacancy-head">
        <b class="mono">{one.subnet}</b>
        <span class="quiet">
          {thousands(one.used)} used{one.size !== null && one.count !== null ? ` of ${thousands(one.size)}, ${thousands(one.count)} free` : ', as good as all free'}
        </span>
      </p>
      {one.next === null ? (
        <p class="word-worn">
          <b>Full:</b> no address is free.
        </p>
      ) : (
        <p class="next">
          <span class="quiet">next</span> <b class="mono" id={id} data-next={one.next}>{one.next}</b> <CopyButton text={one.next} from={id} />
        </p>
      )}
      {one.free.length > 1 && (
        <ul class="ranges" aria-label={`Free ranges of ${one.subnet}`}>
          {shown.map(({ from, to, count: many }) => (
            <li key={from}>
              <span class="mono">{from === to ? from : `${from} \u2013 ${to}`}</span> <span class="quiet many">{many === null ? 'very many' : thousands(many)}</span>
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <button type="button" class="text-button" onClick={() => setAll(true)}>
          {count(hidden, 'more range')}
        </button>
      )}
      {all && one.more > 0 && <p class="quiet">and {count(one.more, 'more range')}</p>}
    </div>
  );
}

function Inside({ found }: { found: Addresses }) {
  const [most, setMost] = useState(STEP);
  const { addresses, asked, more } = found;
  const strangers = addresses.filter(({ stranger }) => stranger).length;
  return (
    <section class="block" aria-labelledby="inside-title">
      <h3 id="inside-title">In it</h3>
      <p class="quiet">
        {count(addresses.length + more, 'address', 'addresses')}
        {strangers > 0 && `, ${thousands(strangers)} of them of no device`}.{' '}
        {asked === 0 ? 'No agent has told its ARP or ND yet: hosts that nobody wrote down are not seen.' : `As ${count(asked, 'agent')} told by ARP and ND.`}
      </p>
      <ul class="tenants">
        {addresses.slice(0, most).map((one) => (
          <TenantRow key={one.address} one={one} />
        ))}
      </ul>
      {addresses.length > most && (
        <button type="button" class="text-button" onClick={() => setMost(most + STEP)}>
          Show {thousands(Math.min(STEP, addresses.length - most))} more
        </button>
      )}
      {more > 0 && addresses.length <= most && <p class="quiet">and {count(more, 'more address', 'more addresses')}; the search finds each of them.</p>}
    </section>
  );
}

function TenantRow({ one }: { one: Tenant }) {
  const { address, devices, gateway, stranger, ping, seen } = one;
  const [first] = seen;
  const macs = [...new Set(seen.map(({ mac }) => mac))];
  return (
    <li class="tenant" data-address={address} data-stranger={stranger}>
      <span class="tenant-head">
        <b class="mono">{address}</b>
        {devices.map((name) => (
          <DeviceLink key={name} name={name} class="plain" />
        ))}
        {gateway && <span class="badge">gateway</span>}
        {stranger && <span class="badge badge-worn">no device</span>}
      </span>
      {ping && <Echo ping={ping} />}
      {first ? (
        <span class="tenant-seen">
          <span class="quiet">seen by</span> <DeviceLink name={first.device} class="plain" /> <span class="mono">{first.port}</span> <span class="mono">{macs.join(', ')}</span> <Aged at={first.at} old={OLD} />
          {seen.length > 1 && <span class="quiet"> and by {count(seen.length - 1, 'other')}</span>}
        </span>
      ) : (
        !ping && <span class="tenant-seen quiet">not seen</span>
      )}
    </li>
  );
}

const ECHOES: Record<string, { state: State; words: string }> = {
  up: { state: 'good', words: 'answers' },
  recovering: { state: 'good', words: 'answers again' },
  flapping: { state: 'bad', words: 'comes and goes' },
  suspect: { state: 'suspect', words: 'just missed' },
  down: { state: 'down', words: 'does not answer' },
  never: { state: 'unknown', words: 'has never answered' },
  waiting: { state: 'unknown', words: 'not asked yet' },
};

/** What echoes say, since when. */
function Echo({ ping }: { ping: Ping }) {
  clock.value;
  const { state, words } = ECHOES[ping.state] ?? { state: 'unknown', words: ping.why || 'cannot be asked' };
  return (
    <span class="tenant-echo">
      <Mark state={state} /> {words} <Ago at={ping.since} />
    </span>
  );
}
