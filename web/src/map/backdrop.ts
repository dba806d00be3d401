/*
 * The image below a plan: fetched once, kept in halves of its size, and painted by one drawImage, from the smallest that is
 * sharp enough and only the part in view. Loads behind the painting and says when there is something to paint.
 */
import { imageOn } from '../model/plandraft';
import type { Plan } from '../model/types';
import type { Camera, Size } from './camera';

interface Loaded {
  /** Largest first, each half as wide as the one before. */
  levels: ImageBitmap[];
  aspect: number;
}

const LEAST = 1000;
const KEPT = 2;
const RETRY = 5000;

const held = new Map<string, Loaded | 'loading' | 'failed'>();
let address: (plan: Plan) => string = () => '';
let arrived: () => void = () => undefined;

/** @param where an image is fetched from; @param tell called when one has come */
export function startBackdrops(where: (plan: Plan) => string, tell: () => void): void {
  address = where;
  arrived = tell;
}

/** Width by height of the plan's image; null while it is not here. */
export function aspectOf(plan: Plan): number | null {
  const image = plan.image ? held.get(plan.image) : undefined;
  return typeof image === 'object' ? image.aspect : null;
}

export function backdropFailed(plan: Plan): boolean {
  return plan.image !== null && held.get(plan.image) === 'failed';
}

export function paintBackdrop(ctx: CanvasRenderingContext2D, plan: Plan, camera: Camera, view: Size, strength: number): void {
  if (!plan.image) return;
  const image = held.get(plan.image);
  if (image === undefined) void load(plan, plan.image);
  if (typeof image !== 'object') return;
  const at = camera.toView({ x: 0, y: 0, ...imageOn(plan, image.aspect) });
  const left = Math.max(0, at.x);
  const top = Math.max(0, at.y);
  const width = Math.min(view.width, at.x + at.width) - left;
  const height = Math.min(view.height, at.y + at.height) - top;
  if (width <= 0 || height <= 0) return;
  const level = levelFor(image.levels, at.width * (devicePixelRatio || 1));
  const zoom = level.width / at.width;
  ctx.globalAlpha = strength;
  ctx.imageSmoothingQuality = 'medium';
  ctx.drawImage(level, (left - at.x) * zoom, (top - at.y) * zoom, width * zoom, height * zoom, left, top, width, height);
  ctx.globalAlpha = 1;
}

/** The smallest that is not smaller than what is shown. */
export function levelFor<L extends { width: number }>(levels: readonly L[], pixels: number): L {
  return levels.filter((level) => level.width >= pixels).at(-1) ?? levels[0]!;
}

async function load(plan: Plan, hash: string): Promise<void> {
  held.set(hash, 'loading');
  try {
    const response = await fetch(address(plan));
    if (!response.ok) throw new Error(String(response.status));
    held.set(hash, await halves(await createImageBitmap(await response.blob())));
    forgetOthers(hash);
  } catch {
    held.set(hash, 'failed');
    setTimeout(() => held.get(hash) === 'failed' && (held.delete(hash), arrived()), RETRY);
  }
  arrived();
}

async function halves(whole: ImageBitmap): Promise<Loaded> {
  const levels = [whole];
  for (let last = whole; last.width > LEAST; last = levels.at(-1)!) {
    levels.push(await createImageBitmap(last, { resizeWidth: Math.ceil(last.width / 2), resizeHeight: Math.max(1, Math.ceil(last.height / 2)), resizeQuality: 'medium' }));
  }
  return { levels, aspect: whole.width / whole.height };
}

/** Each may take some 80 MB. */
function forgetOthers(newest: string): void {
  const rest = [...held.keys()].filter((hash) => hash !== newest && typeof held.get(hash) === 'object');
  for (const hash of rest.slice(0, Math.max(0, rest.length - KEPT + 1))) {
    const image = held.get(hash);
    held.delete(hash);
    if (typeof image === 'object') for (const level of image.levels) level.close();
  }
}
