/*
 * The next free address of each network that a device is in, to be put among its addresses with one press.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Addresses } from '../live/records';
import { addressesOf } from '../live/records';
import { words } from '../model/draft';
import { nextFree } from '../model/subnet';
import { rev } from './app';

/** A device is in few networks; who carries many is no host in them. */
const MOST = 4;

export function NextFree({ networks, addresses, put }: { networks: readonly string[]; addresses: string; put: (addresses: string) => void }) {
  const asked = networks.slice(0, MOST);
  const seen = rev.inventory.value;
  const [found, setFound] = useState<readonly Addresses[]>([]);
  useEffect(() => {
    let wanted = true;
    void Promise.all(asked.map((name) => addressesOf(name).catch(() => null))).then((all) => wanted && setFound(all.flatMap((one) => one ?? [])));
    return () => void (wanted = false);
  }, [seen, asked.join('\n')]);
  const taken = words(addresses);
  const free = found.flatMap(({ name, subnets }) => subnets.flatMap(({ free: ranges }) => nextFree(ranges, taken) ?? []).map((address) => ({ name, address })));
  if (free.length === 0) return null;
  const add = (address: string) => put([addresses.trimEnd(), address].filter(Boolean).join('\n'));
  return (
    <div class="next-free" role="group" aria-label="Next free addresses">
      <span class="hint">next free</span>
      {free.map(({ name, address }) => (
        <button key={`${name} ${address}`} type="button" class="name-chip" data-next={address} aria-label={`${address} ${name}: add this, the next free address there`} onClick={() => add(address)}>
          <span class="mono">{address}</span> <span class="quiet">{name}</span>
        </button>
      ))}
    </div>
  );
}
