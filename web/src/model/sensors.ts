/*
 * Sensors, parts and members in the order in which people want them: the worst first, then what comes closest to its limit.
 */
import { byName } from './now';
import type { Chassis, Member, Part, Sensor, Status } from './report';
import type { State } from './types';

const WORST: readonly Status[] = ['failed', 'worn', 'unknown', 'ok', 'absent'];

export function statusRank(status: Status | undefined): number {
  return WORST.indexOf(status ?? 'unknown');
}

/** The mark that a status is drawn with. */
export function stateOf(status: Status | undefined): State {
  switch (status) {
    case 'ok':
      return 'good';
    case 'worn':
      return 'worn';
    case 'failed':
      return 'down';
    default:
      return 'unknown';
  }
}

export const STATUS_WORDS: Record<Status, string> = { ok: 'ok', worn: 'outside its limits', failed: 'failed', absent: 'not there', unknown: 'not told' };

const KINDS: Record<string, string> = {
  temperature: 'Temperature',
  cpu: 'CPU',
  memory: 'Memory',
  fan: 'Fans',
  voltage: 'Voltage',
  current: 'Current',
  power: 'Power',
  light: 'Light of optics',
  humidity: 'Humidity',
  frequency: 'Frequency',
  other: 'Other',
};

export interface SensorGroup {
  kind: string;
  title: string;
  sensors: Sensor[];
}

/** One group a kind; groups with the worst first, else in a set order. */
export function sensorGroups(sensors: readonly Sensor[]): SensorGroup[] {
  const order = Object.keys(KINDS);
  const groups = new Map<string, Sensor[]>();
  for (const sensor of sensors) {
    const kind = sensor.kind !== undefined && Object.hasOwn(KINDS, sensor.kind) ? sensor.kind : 'other';
    const group = groups.get(kind);
    if (group) group.push(sensor);
    else groups.set(kind, [sensor]);
  }
  return [...groups]
    .map(([kind, group]) => ({ kind, title: KINDS[kind]!, sensors: group.sort(bySensor) }))
    .sort((a, b) => trouble(a) - trouble(b) || order.indexOf(a.kind) - order.indexOf(b.kind));
}

function trouble({ sensors }: SensorGroup): number {
  return Math.min(2, statusRank(sensors[0]?.status));
}

/** Not by the value itself, which changes all the time: rows must stand still. */
function bySensor(a: Sensor, b: Sensor): number {
  return statusRank(a.status) - statusRank(b.status) || (a.member ?? -1) - (b.member ?? -1) || byName(a.name, b.name);
}

/** "worn above 75 °C", "between 3.1 and 3.5 V"; empty when no limit was told. */
export function limits({ low, high, unit = '' }: Sensor): string {
  const tail = unit ? ` ${unit}` : '';
  if (low != null && high != null) return `${low} to ${high}${tail}`;
  if (high != null) return `up to ${high}${tail}`;
  return low != null ? `from ${low}${tail}` : '';
}

export function partsInOrder(parts: readonly Part[]): Part[] {
  return [...parts].sort((a, b) => statusRank(a.status) - statusRank(b.status) || (a.member ?? -1) - (b.member ?? -1) || byName(a.name, b.name));
}

/** A member that should be there and is not. */
export function lost(member: Member): boolean {
  return member.status === 'absent' || member.status === 'failed';
}

/** The member's worst sensor of a kind: by status, then the highest value. */
export function sensorOf(chassis: Chassis, member: number, kind: string): Sensor | null {
  const found = (chassis.sensors ?? []).filter((sensor) => sensor.kind === kind && sensor.member === member && sensor.value != null);
  return found.sort((a, b) => statusRank(a.status) - statusRank(b.status) || b.value! - a.value!)[0] ?? null;
}
