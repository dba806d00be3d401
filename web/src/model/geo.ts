/*
 * Places on the earth: coordinates as people write them, Web Mercator as the map draws it, and what a scale says. No DOM.
 */
import type { Geo, Placement } from './types';
import { isBox } from './types';

/** Metres; of the sphere that Web Mercator takes the earth for. */
const RADIUS = 6_378_137;
/** Beyond it the projection has no end. */
const POLE = 85.0511;
const RADIAN = Math.PI / 180;

export interface Point {
  x: number;
  y: number;
}

/** Metres of the projection, to the east and to the south, from where the equator meets Greenwich. */
export function project({ latitude, longitude }: Geo): Point {
  const clamped = Math.max(-POLE, Math.min(POLE, latitude)) * RADIAN;
  return { x: RADIUS * longitude * RADIAN, y: -RADIUS * Math.log(Math.tan(Math.PI / 4 + clamped / 2)) };
}

/** To a tenth of a metre. */
export function unproject({ x, y }: Point): Geo {
  const longitude = x / RADIUS / RADIAN;
  const latitude = (2 * Math.atan(Math.exp(-y / RADIUS)) - Math.PI / 2) / RADIAN;
  return { latitude: sixth(Math.max(-90, Math.min(90, latitude))), longitude: sixth(((((longitude + 180) % 360) + 360) % 360) - 180) };
}

function sixth(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** The part of the earth that is a plan: where its upper left corner is, and how many metres of the projection a unit of it has. */
export interface Frame {
  x: number;
  y: number;
  unit: number;
  width: number;
  height: number;
}

/** Units across the longer side. */
const UNITS = 100;
/** Metres: one device alone is not shown from a millimetre away. */
const LEAST = 600;
const MARGIN = 0.15;

export function frameOf(places: readonly Geo[]): Frame {
  const points = places.map(project);
  const [left, right] = extent(points.map(({ x }) => x));
  const [top, bottom] = extent(points.map(({ y }) => y));
  const unit = Math.max(right - left, bottom - top) / UNITS;
  return { x: left, y: top, unit, width: (right - left) / unit, height: (bottom - top) / unit };
}

function extent(values: number[]): [number, number] {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const around = Math.max(LEAST, most - least) * MARGIN + Math.max(0, LEAST - (most - least)) / 2;
  return [least - around, most + around];
}

export function toFrame(frame: Frame, place: Geo): Point {
  const { x, y } = project(place);
  return { x: (x - frame.x) / frame.unit, y: (y - frame.y) / frame.unit };
}

export function fromFrame(frame: Frame, { x, y }: Point): Geo {
  return unproject({ x: frame.x + x * frame.unit, y: frame.y + y * frame.unit });
}

export function isInside(frame: Frame, place: Geo): boolean {
  const { x, y } = toFrame(frame, place);
  return x >= 0 && y >= 0 && x <= frame.width && y <= frame.height;
}

/** How many true metres a metre of the projection is there. */
export function trueMetres(latitude: number): number {
  return Math.cos(latitude * RADIAN);
}

export interface Scale {
  pixels: number;
  words: string;
}

/** The roundest length that has at most so many pixels. */
export function scaleBar(metresPerPixel: number, most: number): Scale {
  const longest = metresPerPixel * most;
  const magnitude = 10 ** Math.floor(Math.log10(longest));
  const metres = ([5, 2, 1].find((digit) => digit * magnitude <= longest) ?? 1) * magnitude;
  return { pixels: metres / metresPerPixel, words: lengthWords(metres) };
}

function lengthWords(metres: number): string {
  if (metres >= 1000) return `${Math.round(metres / 1000)} km`;
  return metres >= 1 ? `${Math.round(metres)} m` : `${Number((metres * 100).toPrecision(1))} cm`;
}

const STEPS = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001];

/** Degrees between the lines of a net, so that at least so many of them are seen. */
export function netStep(degrees: number, least: number): number {
  return STEPS.find((step) => degrees / step >= least) ?? STEPS.at(-1)!;
}

// ---- as people write it

/** "59.9139, 10.7522", "59.9139 10.7522", "59.9139° N, 10.7522° E"; undefined when it cannot be read, null when nothing is written. */
export function parseCoordinates(text: string): Geo | null | undefined {
  const plain = text.trim();
  if (plain === '') return null;
  const found = /^([-+]?\d+(?:\.\d+)?)\s*\u00b0?\s*([NS])?\s*[,;\s]\s*([-+]?\d+(?:\.\d+)?)\s*\u00b0?\s*([EW])?$/i.exec(plain);
  if (!found) return undefined;
  const latitude = Number(found[1]) * (found[2]?.toUpperCase() === 'S' ? -1 : 1);
  const longitude = Number(found[3]) * (found[4]?.toUpperCase() === 'W' ? -1 : 1);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

export function geoOf(placements: readonly Placement[]): Geo | null {
  const found = placements.find((placement) => !isBox(placement));
  return found && !isBox(found) ? found : null;
}

export function coordinates(placements: readonly Placement[]): string {
  const geo = geoOf(placements);
  return geo ? `${geo.latitude}, ${geo.longitude}` : '';
}

/** With another place on the earth, or none; boxes on plans stay as they are. */
export function withGeo(placements: readonly Placement[], geo: Geo | null): Placement[] {
  const at = placements.findIndex((placement) => !isBox(placement));
  if (at < 0) return geo ? [...placements, geo] : [...placements];
  return geo ? placements.map((other, index) => (index === at ? geo : other)) : placements.filter((_, index) => index !== at);
}
