/*
 * The way from a device to the core: the shortest chain of uplinks to the monitor's own device (or to one without
 * uplinks), with the ports of each hop. Loops in the inventory do no harm.
 */
import type { Device } from './types';

/** One step upwards: through which of its ports (`ports`) the device reaches `to`. */
export interface Hop {
  device: string;
  to: string;
  ports: { port: string; toPort: string }[];
}

/** Hops from the device upwards; empty when it stands at the top or its uplinks are not known. */
export function pathUp(start: string, devices: ReadonlyMap<string, Device>, monitor: string | null): Hop[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    const name = queue[at]!;
    const parents = parentsOf(devices.get(name));
    if (name !== start && (name === monitor || parents.length === 0)) return walk(start, name, cameFrom, devices);
    for (const parent of parents) {
      if (parent === start || cameFrom.has(parent)) continue;
      cameFrom.set(parent, name);
      queue.push(parent);
    }
  }
  return [];
}

export function parentsOf(device: Device | undefined): string[] {
  return device ? [...new Set(device.uplinks.map((uplink) => uplink.to))] : [];
}

/** Those that name `parent` in one of their uplinks, by name. */
export function childrenOf(parent: string, devices: ReadonlyMap<string, Device>): string[] {
  const children: string[] = [];
  for (const device of devices.values()) {
    if (device.uplinks.some((uplink) => uplink.to === parent)) children.push(device.name);
  }
  return children;
}

function walk(start: string, top: string, cameFrom: Map<string, string>, devices: ReadonlyMap<string, Device>): Hop[] {
  const hops: Hop[] = [];
  for (let to = top; to !== start; ) {
    const device = cameFrom.get(to)!;
    const uplinks = devices.get(device)?.uplinks ?? [];
    const ports = uplinks.filter((uplink) => uplink.to === to).map(({ port, toPort }) => ({ port, toPort }));
    hops.unshift({ device, to, ports });
    to = device;
  }
  return hops;
}
