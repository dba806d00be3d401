/*
 * The tab "Geography": devices with a latitude and a longitude, as a plan of the earth with pins. It is there when a device is.
 */
import type { EarthPlan } from '../map/earth';
import type { Placed, Rect } from '../map/grid';
import type { Frame } from '../model/geo';
import { frameOf, fromFrame, geoOf, isInside, toFrame } from '../model/geo';
import type { Store } from '../model/store';
import type { Geo } from '../model/types';

/** In links, in the place of a plan's name. A plan that people have named so is shown in its place. */
export const GEOGRAPHY = '@geography';

interface Standing {
  name: string;
  geo: Geo;
}

function all(store: Store): Standing[] {
  const found: Standing[] = [];
  for (const { name, placements } of store.devices.values()) {
    const geo = geoOf(placements);
    if (geo) found.push({ name, geo });
  }
  return found;
}

export function hasGeography(store: Store): boolean {
  if (store.plans.has(GEOGRAPHY)) return false;
  for (const { placements } of store.devices.values()) if (geoOf(placements)) return true;
  return false;
}

/** Stays while all are inside, so that the map does not jump when one is moved a little. */
let frame: Frame | null = null;

export function geographyPlan(store: Store): EarthPlan | null {
  if (!hasGeography(store)) return null;
  const places = all(store).map(({ geo }) => geo);
  if (!frame || !places.every((geo) => isInside(frame!, geo))) frame = frameOf(places);
  return { version: 0, name: GEOGRAPHY, title: 'Geography', order: 0, width: frame.width, height: frame.height, image: null, shapes: [], earth: frame };
}

/** Points without a size. */
export function pointsOn(store: Store, { earth }: EarthPlan): Placed[] {
  return all(store).map(({ name, geo }) => ({ name, ...toFrame(earth, geo), width: 0, height: 0 }));
}

/** Where a pin points that was put there. */
export function placeOf({ earth }: EarthPlan, box: Rect): Geo {
  return fromFrame(earth, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}
