/*
 * Draws the floor plan: the ground, areas, the grid while somebody edits, then walls and words.
 */
import type { Plan, Shape } from '../model/types';
import { paintBackdrop } from './backdrop';
import type { Camera, Size } from './camera';
import { isEarth, paintEarth } from './earth';
import { SANS } from './label';
import type { Palette } from './palette';

/** @param grid its finest step in metres; 0 for none */
export function paintFloor(ctx: CanvasRenderingContext2D, plan: Plan, camera: Camera, view: Size, palette: Palette, grid: number): void {
  ctx.clearRect(0, 0, view.width, view.height);
  if (isEarth(plan)) return paintEarth(ctx, plan, camera, view, palette);
  const ground = camera.toView({ x: 0, y: 0, width: plan.width, height: plan.height });
  ctx.fillStyle = palette.tones.floor;
  ctx.fillRect(Math.round(ground.x), Math.round(ground.y), Math.round(ground.width), Math.round(ground.height));
  for (const shape of plan.shapes) if (isGround(shape) && isFloor(shape)) paintShape(ctx, shape, camera, palette);
  paintBackdrop(ctx, plan, camera, view, palette.image);
  for (const shape of plan.shapes) if (isGround(shape) && !isFloor(shape)) paintShape(ctx, shape, camera, palette);
  ctx.globalAlpha = plan.image ? 0.4 : 1;
  if (grid > 0) paintGrid(ctx, plan, camera, palette, grid);
  ctx.globalAlpha = 1;
  for (const shape of plan.shapes) if (!isGround(shape)) paintShape(ctx, shape, camera, palette);
}

/** What the grid is drawn over; walls and words are drawn over the grid. */
function isGround(shape: Shape): boolean {
  return shape.kind === 'rect' && shape.label === '';
}

/** What the image below the plan is drawn over. */
function isFloor(shape: Shape): boolean {
  return shape.kind === 'rect' && shape.tone === 'floor';
}

function paintShape(ctx: CanvasRenderingContext2D, shape: Shape, camera: Camera, palette: Palette): void {
  switch (shape.kind) {
    case 'rect': {
      const at = camera.toView(shape);
      ctx.fillStyle = palette.tones[shape.tone] ?? palette.tones.room;
      ctx.fillRect(at.x, at.y, at.width, at.height);
      if (shape.label) words(ctx, shape.label, at.x + at.width / 2, at.y + at.height / 2, Math.min(16, at.height * 0.5), palette.planText, 'center');
      return;
    }
    case 'line': {
      const from = camera.toView({ x: shape.x1, y: shape.y1, width: 0, height: 0 });
      const to = camera.toView({ x: shape.x2, y: shape.y2, width: 0, height: 0 });
      ctx.strokeStyle = palette.tones[shape.tone] ?? palette.tones.wall;
      ctx.lineWidth = Math.max(1, shape.width * camera.scale);
      ctx.lineCap = 'square';
      ctx.beginPath();
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
      ctx.stroke();
      return;
    }
    case 'text': {
      const at = camera.toView({ x: shape.x, y: shape.y, width: 0, height: 0 });
      words(ctx, shape.text, at.x, at.y, Math.min(28, shape.size * camera.scale), palette.planText, 'left');
    }
  }
}

/** Below seven pixels nobody reads it. */
function words(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, size: number, colour: string, align: CanvasTextAlign): void {
  if (size < 7) return;
  ctx.font = `500 ${Math.max(9, size)}px ${SANS}`;
  ctx.textAlign = align;
  ctx.textBaseline = align === 'center' ? 'middle' : 'alphabetic';
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function paintGrid(ctx: CanvasRenderingContext2D, plan: Plan, camera: Camera, palette: Palette, finest: number): void {
  const step = [finest, 1, 2, 5, 10, 50].find((metres) => metres >= finest && metres * camera.scale >= 8) ?? 100;
  const at = camera.toView({ x: 0, y: 0, width: plan.width, height: plan.height });
  ctx.strokeStyle = palette.grid;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = 0; x <= plan.width; x += step) {
    const px = Math.round(at.x + x * camera.scale) + 0.5;
    ctx.moveTo(px, at.y);
    ctx.lineTo(px, at.y + at.height);
  }
  for (let y = 0; y <= plan.height; y += step) {
    const py = Math.round(at.y + y * camera.scale) + 0.5;
    ctx.moveTo(at.x, py);
    ctx.lineTo(at.x + at.width, py);
  }
  ctx.stroke();
}
