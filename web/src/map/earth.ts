/*
 * The earth as a plan: no ground but a net of degrees, north and a scale. Devices are pins that keep their size in pixels,
 * those near one another in a column.
 */
import type { Frame } from '../model/geo';
import { fromFrame, netStep, scaleBar, toFrame, trueMetres } from '../model/geo';
import type { Plan } from '../model/types';
import type { Camera, Size } from './camera';
import type { HitGrid, Placed } from './grid';
import { SANS } from './label';
import type { Palette } from './palette';

export interface EarthPlan extends Plan {
  earth: Frame;
}

/** CSS pixels. */
export const PIN = { width: 60, height: 22, gap: 3 };
/** So many stand in a column; further ones lie over the last. */
const DEEPEST = 12;
const BAR = 140;
const EDGE = 16;

export function isEarth(plan: Plan | null): plan is EarthPlan {
  return plan !== null && 'earth' in plan;
}

/** Puts pins around their points, as large as they are at this scale; one that would lie over another is put below it. */
export function pin(grid: HitGrid, points: readonly Placed[], scale: number): void {
  grid.clear();
  const [width, height, step] = [PIN.width / scale, PIN.height / scale, (PIN.height + PIN.gap) / scale];
  for (const { name, x, y } of points) {
    const box = { name, x: x - width / 2, y: y - height / 2, width, height };
    for (let n = 0; n < DEEPEST && grid.within(box).length > 0; n++) box.y += step;
    grid.put(box);
  }
}

/** The largest scale: on the earth as near as a metre has four pixels; on a plan the camera's own. */
export function nearest(plan: Plan | null): number | undefined {
  return isEarth(plan) ? Math.max(10, 4 * plan.earth.unit) : undefined;
}

export function paintEarth(ctx: CanvasRenderingContext2D, plan: EarthPlan, camera: Camera, view: Size, palette: Palette): void {
  ctx.fillStyle = palette.tones.floor;
  ctx.fillRect(0, 0, view.width, view.height);
  paintNet(ctx, plan.earth, camera, view, palette);
  paintScale(ctx, plan.earth, camera, view, palette);
  paintNorth(ctx, view, palette);
}

function paintNet(ctx: CanvasRenderingContext2D, frame: Frame, camera: Camera, view: Size, palette: Palette): void {
  const from = fromFrame(frame, camera.toPlan(0, 0));
  const to = fromFrame(frame, camera.toPlan(view.width, view.height));
  const step = netStep(Math.max(1e-4, Math.abs(to.longitude - from.longitude)), 4);
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  ctx.strokeStyle = palette.net;
  ctx.fillStyle = palette.planText;
  ctx.font = `11px ${SANS}`;
  ctx.lineWidth = 1;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.beginPath();
  for (let n = Math.ceil(from.longitude / step); n * step <= to.longitude; n++) {
    const x = Math.round(toFrame(frame, { latitude: 0, longitude: n * step }).x * camera.scale + camera.x) + 0.5;
    ctx.moveTo(x, 0);
    ctx.lineTo(x, view.height);
    ctx.fillText(degrees(n * step, digits, 'E', 'W'), x + 4, 12);
  }
  for (let n = Math.ceil(to.latitude / step); n * step <= from.latitude; n++) {
    const y = Math.round(toFrame(frame, { latitude: n * step, longitude: 0 }).y * camera.scale + camera.y) + 0.5;
    ctx.moveTo(0, y);
    ctx.lineTo(view.width, y);
    if (y > 24 && y < view.height - 40) ctx.fillText(degrees(n * step, digits, 'N', 'S'), 4, y - 4);
  }
  ctx.stroke();
}

function degrees(value: number, digits: number, plus: string, minus: string): string {
  return `${Math.abs(value).toFixed(digits)}\u00b0 ${value < 0 ? minus : plus}`;
}

/** True in the middle of what is seen. */
function paintScale(ctx: CanvasRenderingContext2D, frame: Frame, camera: Camera, view: Size, palette: Palette): void {
  const { latitude } = fromFrame(frame, camera.toPlan(view.width / 2, view.height / 2));
  const { pixels, words } = scaleBar((frame.unit * trueMetres(latitude)) / camera.scale, Math.min(BAR, view.width / 3));
  const y = view.height - EDGE;
  ctx.strokeStyle = ctx.fillStyle = palette.text;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(EDGE, y - 5);
  ctx.lineTo(EDGE, y);
  ctx.lineTo(EDGE + pixels, y);
  ctx.lineTo(EDGE + pixels, y - 5);
  ctx.stroke();
  ctx.font = `500 12px ${SANS}`;
  ctx.textAlign = 'left';
  ctx.fillText(words, EDGE + 4, y - 6);
}

function paintNorth(ctx: CanvasRenderingContext2D, view: Size, palette: Palette): void {
  const x = view.width - EDGE - 6;
  ctx.strokeStyle = ctx.fillStyle = palette.text;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(x, 52);
  ctx.lineTo(x, 32);
  ctx.moveTo(x - 4, 37);
  ctx.lineTo(x, 31);
  ctx.lineTo(x + 4, 37);
  ctx.stroke();
  ctx.font = `500 12px ${SANS}`;
  ctx.textAlign = 'center';
  ctx.fillText('N', x, 27);
}
