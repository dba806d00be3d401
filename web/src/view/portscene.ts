/*
 * What all views of a device's ports are given, and how one of them is marked.
 */
import type { Plate } from '../model/plate';
import { jackOf } from '../model/ports';
import type { Planned } from '../model/ports';
import type { Neighbour, Ports } from '../model/report';
import { go, route } from './app';

export interface PortScene {
  device: string;
  ports: Ports;
  /** By port: what the inventory says hangs on it. */
  planned: ReadonlyMap<string, Planned>;
  /** By port: who was heard there. */
  heard: ReadonlyMap<string, Neighbour[]>;
  plate: Plate;
}

/** Marks a port in the address, so that the link leads to it. */
export function mark(port: string): void {
  go({ port }, true);
}

/** The marked port, if the device has it; where a unit was marked that it does not tell, the port below that. */
export function markedPort({ ports }: PortScene): string | null {
  const { port } = route.value;
  if (port === null) return null;
  if (ports.ports.has(port)) return port;
  return ports.ports.has(jackOf(port)) ? jackOf(port) : null;
}
