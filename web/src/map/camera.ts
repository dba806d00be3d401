/*
 * Which part of the plan is seen: pixels = metres * scale + offset. Pure numbers.
 */
import type { Rect } from './grid';

export interface Size {
  width: number;
  height: number;
}

const LARGEST = 240;

export class Camera {
  /** CSS pixels per metre. */
  scale = 1;
  x = 0;
  y = 0;
  /** True until somebody moves the map: then a resize keeps the whole plan in view. */
  fitted = true;
  /** Lines run straight, not along a hall. */
  straight = false;

  /** The whole plan, centred, with a margin around it. */
  fit(plan: Size, view: Size, margin: number): void {
    const scale = Math.min((view.width - 2 * margin) / plan.width, (view.height - 2 * margin) / plan.height);
    this.scale = Math.max(0.01, scale);
    this.x = (view.width - plan.width * this.scale) / 2;
    this.y = (view.height - plan.height * this.scale) / 2;
    this.fitted = true;
  }

  /** Zooms by a factor, holding the point at (px, py) still. */
  zoom(factor: number, px: number, py: number, smallest: number, largest = LARGEST): void {
    const scale = Math.max(smallest, Math.min(largest, this.scale * factor));
    const real = scale / this.scale;
    this.x = px - (px - this.x) * real;
    this.y = py - (py - this.y) * real;
    this.scale = scale;
    this.fitted = false;
  }

  pan(dx: number, dy: number, plan: Size, view: Size): void {
    this.x = keep(this.x + dx, plan.width * this.scale, view.width);
    this.y = keep(this.y + dy, plan.height * this.scale, view.height);
    this.fitted = false;
  }

  /** Brings a rectangle of the plan into view when it is not, without zooming. */
  reveal(rect: Rect, view: Size, margin: number): boolean {
    const at = this.toView(rect);
    const dx = shift(at.x, at.width, view.width, margin);
    const dy = shift(at.y, at.height, view.height, margin);
    this.x += dx;
    this.y += dy;
    return dx !== 0 || dy !== 0;
  }

  toView(rect: Rect): Rect {
    return { x: rect.x * this.scale + this.x, y: rect.y * this.scale + this.y, width: rect.width * this.scale, height: rect.height * this.scale };
  }

  toPlan(px: number, py: number): { x: number; y: number } {
    return { x: (px - this.x) / this.scale, y: (py - this.y) / this.scale };
  }

  /** What of the plan is in view. */
  seen(view: Size): Rect {
    const { x, y } = this.toPlan(0, 0);
    return { x, y, width: view.width / this.scale, height: view.height / this.scale };
  }
}

/** At least 80 pixels of the plan stay in view. */
function keep(offset: number, size: number, view: number): number {
  return Math.max(80 - size, Math.min(view - 80, offset));
}

function shift(start: number, size: number, view: number, margin: number): number {
  if (start < margin) return margin - start;
  const over = start + size + margin - view;
  return over > 0 ? -over : 0;
}
