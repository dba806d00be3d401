/*
 * What lies over the boxes while somebody arranges them: who is selected, the rubber band, where boxes would come to stand.
 */
import type { Camera } from './camera';
import type { HitGrid, Placed, Rect } from './grid';
import { SANS } from './label';
import type { Palette } from './palette';
import { ring } from './rings';

export interface Overlay {
  picked: ReadonlySet<string>;
  band: Rect | null;
  ghosts: readonly Placed[];
  /** Where boxes would come to stand, while a card says so; no pointer takes them away. */
  planned: readonly Placed[];
}

export const NO_OVERLAY: Overlay = { picked: new Set(), band: null, ghosts: [], planned: [] };

export function paintOverlay(ctx: CanvasRenderingContext2D, { picked, band, ghosts, planned }: Overlay, grid: HitGrid, camera: Camera, palette: Palette): void {
  for (const name of picked) {
    const box = grid.get(name);
    if (box) handles(ctx, camera.toView(box), palette);
  }
  for (const ghost of [...planned, ...ghosts]) paintGhost(ctx, ghost, camera, palette);
  if (band) paintBand(ctx, camera.toView(band), palette);
}

/** A ring, and a mark at each corner: a selection is told by more than colour. */
function handles(ctx: CanvasRenderingContext2D, at: Rect, palette: Palette): void {
  ring(ctx, at, 1, 2, palette.accent);
  const size = Math.min(at.width, at.height) > 14 ? 6 : 4;
  for (const x of [at.x, at.x + at.width]) {
    for (const y of [at.y, at.y + at.height]) {
      ctx.fillStyle = palette.accent;
      ctx.fillRect(Math.round(x - size / 2), Math.round(y - size / 2), size, size);
    }
  }
}

export function paintGhost(ctx: CanvasRenderingContext2D, ghost: Placed, camera: Camera, palette: Palette): void {
  const at = camera.toView(ghost);
  ctx.globalAlpha = 0.5;
  ctx.fillStyle = palette.accent;
  ctx.fillRect(at.x, at.y, at.width, at.height);
  ctx.globalAlpha = 1;
  ring(ctx, at, 0, 1, palette.accent);
  const size = Math.min(13, at.height * 0.6);
  if (size < 8) return;
  ctx.font = `500 ${size}px ${SANS}`;
  if (ctx.measureText(ghost.name).width > at.width - 4) return;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = palette.text;
  ctx.fillText(ghost.name, at.x + at.width / 2, at.y + at.height / 2);
}

function paintBand(ctx: CanvasRenderingContext2D, at: Rect, palette: Palette): void {
  ctx.globalAlpha = 0.15;
  ctx.fillStyle = palette.accent;
  ctx.fillRect(at.x, at.y, at.width, at.height);
  ctx.globalAlpha = 1;
  ctx.setLineDash([4, 3]);
  ring(ctx, at, 0, 1, palette.accent);
  ctx.setLineDash([]);
}
