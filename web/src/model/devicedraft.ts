/*
 * A device as it stands in the inputs. Addresses one to a line, tags with gaps between them, times by the site's clock.
 */
import type { Shape } from './draft';
import { asTheServer, words } from './draft';
import { coordinates, parseCoordinates, withGeo } from './geo';
import { same } from './said';
import type { Device, Placement, Uplink } from './types';
import { fromWall, toWall } from './walltime';

export interface DeviceInputs {
  name: string;
  profile: string;
  addresses: string;
  uplinks: Uplink[];
  networks: string[];
  tags: string;
  /** Of the placements only the one on the earth; boxes are put on the map. */
  placements: string;
  maintenance: { on: boolean; why: string; until: string };
  note: string;
}

export const DEVICE: Shape<Device, DeviceInputs> = {
  kind: 'device',
  fields: ['name', 'profile', 'addresses', 'uplinks', 'networks', 'tags', 'placements', 'maintenance', 'note'],
  formOf(device, zone) {
    const { maintenance } = device;
    return {
      name: device.name,
      profile: device.profile,
      addresses: device.addresses.join('\n'),
      uplinks: device.uplinks.map((uplink) => ({ ...uplink })),
      networks: [...device.networks],
      tags: device.tags.join(' '),
      placements: coordinates(device.placements),
      maintenance: { on: maintenance !== null, why: maintenance?.why ?? '', until: typeof maintenance?.until === 'number' ? toWall(maintenance.until, zone) : '' },
      note: device.note,
    };
  },
  valueOf(form, field, base, zone) {
    if (field === 'addresses') return words(form.addresses);
    if (field === 'tags') return words(form.tags).sort(asTheServer);
    if (field === 'networks') return [...form.networks].sort(asTheServer);
    if (field === 'placements') return placementsOf(form.placements, base.placements);
    if (field === 'maintenance') return maintenanceOf(form, base, zone);
    return form[field as 'name' | 'profile' | 'uplinks' | 'note'];
  },
  unreadable: (field) =>
    field === 'placements'
      ? { field, message: 'expected a latitude and a longitude', hint: 'such as 59.9139, 10.7522; empty for none' }
      : { field: 'maintenance.until', message: 'is no moment; leave it empty for no end' },
  // Boxes that were moved are no news here.
  alike: (field, one, other) => (field === 'placements' ? coordinates(one as Placement[]) === coordinates(other as Placement[]) : same(one, other)),
  isOne: (a, b) => a.id === b.id,
};

/** Coordinates that nobody touched keep their digits. */
function placementsOf(text: string, base: Placement[]): Placement[] | undefined {
  if (text === coordinates(base)) return base;
  const geo = parseCoordinates(text);
  return geo === undefined ? undefined : withGeo(base, geo);
}

/** A moment that nobody touched keeps its seconds. */
function maintenanceOf({ maintenance }: DeviceInputs, base: Device, zone: string): Device['maintenance'] | undefined {
  const { on, why, until } = maintenance;
  if (!on) return null;
  if (until === '') return { why, until: null };
  const known = base.maintenance?.until;
  if (typeof known === 'number' && toWall(known, zone) === until) return { why, until: known };
  const at = fromWall(until, zone);
  return at === null ? undefined : { why, until: at };
}
