/*
 * What lies on top of the boxes: the ring of the chosen one, the blink of a change (once; with reduced motion a still ring
 * for ten seconds), the ghost of a drag.
 */
import type { Camera } from './camera';
import type { HitGrid, Rect } from './grid';
import type { Palette } from './palette';

const BLINK = 900;
const STILL = 10_000;

export class Rings {
  private readonly recent = new Map<string, number>();

  constructor(private readonly still: () => boolean) {}

  add(name: string, at: number): void {
    this.recent.set(name, at);
  }

  clear(): void {
    this.recent.clear();
  }

  /** When the layer must be drawn next: 0 at the next frame, a span in ms, or null for never. */
  next(now: number): number | null {
    const life = this.still() ? STILL : BLINK;
    let first: number | null = null;
    for (const [name, at] of this.recent) {
      if (now - at >= life) this.recent.delete(name);
      else if (!this.still()) return 0;
      else first = Math.min(first ?? Infinity, at + life - now);
    }
    return first;
  }

  paint(ctx: CanvasRenderingContext2D, now: number, grid: HitGrid, camera: Camera, palette: Palette): void {
    for (const [name, at] of this.recent) {
      const box = grid.get(name);
      if (!box) continue;
      const share = this.still() ? 0 : (now - at) / BLINK;
      if (share >= 1) continue;
      ctx.globalAlpha = 1 - share;
      ring(ctx, camera.toView(box), 2 + 6 * share, 2, palette.text);
    }
    ctx.globalAlpha = 1;
  }
}

export function ring(ctx: CanvasRenderingContext2D, box: Rect, away: number, width: number, colour: string): void {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.strokeRect(
    Math.round(box.x) - away,
    Math.round(box.y) - away,
    Math.round(box.x + box.width) - Math.round(box.x) + 2 * away,
    Math.round(box.y + box.height) - Math.round(box.y) + 2 * away,
  );
}
