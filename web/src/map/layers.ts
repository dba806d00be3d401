/*
 * Four canvases over one another: floor, lines, boxes, top (rings, ghost of a drag). Each is redrawn by itself. Sizes follow the
 * host and the density of the screen.
 */
import type { Size } from './camera';

export interface Layers {
  floor: CanvasRenderingContext2D;
  lines: CanvasRenderingContext2D;
  boxes: CanvasRenderingContext2D;
  top: CanvasRenderingContext2D;
}

export function makeLayers(host: HTMLElement): Layers {
  const make = (name: string) => {
    const canvas = document.createElement('canvas');
    canvas.className = `layer layer-${name}`;
    if (name === 'boxes') canvas.id = 'map';
    else canvas.setAttribute('aria-hidden', 'true');
    host.append(canvas);
    return canvas.getContext('2d')!;
  };
  return { floor: make('floor'), lines: make('lines'), boxes: make('boxes'), top: make('top') };
}

/** Fits all canvases to the host; true when anything changed. */
export function resize(layers: Layers, view: Size, density: number): boolean {
  let changed = false;
  for (const ctx of Object.values(layers) as CanvasRenderingContext2D[]) {
    const width = Math.max(1, Math.round(view.width * density));
    const height = Math.max(1, Math.round(view.height * density));
    if (ctx.canvas.width === width && ctx.canvas.height === height) continue;
    ctx.canvas.width = width;
    ctx.canvas.height = height;
    changed = true;
  }
  return changed;
}

const clean = new WeakSet<CanvasRenderingContext2D>();

/**
 * Empties a layer and sets its units to CSS pixels.
 *
 * @param drawnOn whether something will be drawn on it now; a layer that stays empty costs nothing
 */
export function fresh(ctx: CanvasRenderingContext2D, density: number, drawnOn: boolean): CanvasRenderingContext2D {
  if (!drawnOn && clean.has(ctx)) return ctx;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.setTransform(density, 0, 0, density, 0, 0);
  if (drawnOn) clean.delete(ctx);
  else clean.add(ctx);
  return ctx;
}
