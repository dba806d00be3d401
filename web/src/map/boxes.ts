/*
 * The layer of the boxes. What a device looks like is asked once and kept until it changes: a pan or a zoom asks nobody.
 */
import type { Face } from '../model/face';
import type { State } from '../model/types';
import type { Camera, Size } from './camera';
import type { HitGrid, Placed, Rect } from './grid';
import { touches } from './grid';
import { Measurer, paintLabel, setting } from './label';
import { fresh } from './layers';
import { notePainted } from './painted';
import type { Palette } from './palette';
import type { Rings } from './rings';
import { deviceRect, paintFaded, Stamps } from './stamps';

/** What is to be seen of the boxes, and how. */
export interface Stage {
  face(name: string): Face;
  /** The whole health's state, whatever the handler. */
  state(name: string): State;
  /** Where a box has no room for both, the value is written rather than the name. */
  valueFirst: boolean;
  /** Those that are lit while all others are dimmed; null when all are alike. */
  lit: ReadonlySet<string> | null;
}

export interface Screen {
  view: Size;
  density: number;
  palette: Palette;
}

/** A device as it was last asked for. */
interface Look {
  face: Face;
  whole: State;
  alpha: number;
  painted: boolean;
}

/** Pixels of a box's shorter side. */
const LEAST_FOR_LABEL = 9;
/** Their outline takes room from the label. */
const OUTLINED: ReadonlySet<State> = new Set(['behind', 'unknown', 'suspect']);
/** Fewer boxes are drawn one by one, in their order. */
const MANY = 400;

export class Boxes {
  private readonly looks = new Map<string, Look>();
  private readonly measurer: Measurer;
  private readonly stamps = new Stamps(
    () => this.screen().palette,
    () => this.screen().density,
  );

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly grid: HitGrid,
    private readonly camera: Camera,
    private readonly rings: Rings,
    private readonly stage: () => Stage,
    private readonly screen: () => Screen,
  ) {
    this.measurer = new Measurer(ctx);
  }

  /** Every device is asked anew. */
  forget(): void {
    this.looks.clear();
  }

  /** Fonts, colours or density are others now. */
  restyle(): void {
    this.measurer.forget();
    this.stamps.forget();
  }

  /** @param changed those that are asked anew */
  paintAll(changed: Iterable<string>, now: number): void {
    for (const name of changed) this.looks.delete(name);
    if (this.grid.size >= MANY) return this.stampAll(now);
    const { view, density } = this.screen();
    const seen = this.camera.seen(view);
    fresh(this.ctx, density, true);
    for (const box of this.grid.all()) if (touches(box, seen)) this.paint(box, now);
  }

  /** Of these, the ones in view that look otherwise than before. */
  paintSome(changed: Iterable<string>, now: number): void {
    const seen = this.camera.seen(this.screen().view);
    for (const name of changed) {
      const before = this.looks.get(name);
      this.looks.delete(name);
      const box = this.grid.get(name);
      if (!box || !touches(box, seen)) continue;
      const look = this.look(name);
      if (before?.painted && this.alike(box, before, look)) look.painted = true;
      else this.repaint(box, now);
    }
  }

  /** Words lie over all boxes then, also over one that stands on another. */
  private stampAll(now: number): void {
    const { ctx, stamps, camera } = this;
    const { view, density } = this.screen();
    const seen = camera.seen(view);
    const rest: Placed[] = [];
    stamps.begin(ctx.canvas.width, ctx.canvas.height);
    for (const box of this.grid.all()) {
      if (!touches(box, seen)) continue;
      const look = this.look(box.name);
      if (!look.painted) this.note(box.name, look, now);
      const stamped = stamps.put(box, camera, density, look.face.state, look.alpha);
      if (!stamped || Math.min(box.width, box.height) * camera.scale >= LEAST_FOR_LABEL - 1) rest.push(box);
    }
    stamps.end(ctx);
    ctx.setTransform(density, 0, 0, density, 0, 0);
    for (const box of rest) this.finish(box, now);
  }

  /** Words on what is stamped; all of what is too large to be. */
  private finish(box: Placed, now: number): void {
    const at = deviceRect(box, this.camera, this.screen().density);
    if (Stamps.take(at)) this.label(box, this.pixels(box), this.look(box.name));
    else this.paint(box, now);
  }

  /** Clears the ground of one box and draws it and what touches it. */
  private repaint(box: Placed, now: number): void {
    const { ctx } = this;
    const area = this.pixels(box);
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.x, area.y, area.width, area.height);
    ctx.clip();
    ctx.clearRect(area.x, area.y, area.width, area.height);
    for (const other of this.grid.within(box)) if (other === box || overlaps(this.pixels(other), area)) this.paint(other, now);
    ctx.restore();
  }

  private paint(box: Placed, now: number): void {
    const at = this.pixels(box);
    const look = this.look(box.name);
    paintFaded(this.ctx, at, look.face.state, look.alpha, this.screen().palette);
    this.ctx.globalAlpha = 1;
    this.label(box, at, look);
    if (!look.painted) this.note(box.name, look, now);
  }

  private label(box: Placed, at: Rect, { face, alpha }: Look): void {
    if (Math.min(at.width, at.height) < LEAST_FOR_LABEL - 1) return;
    // From the exact size: boxes of one size get letters of one size, however they fall on the pixels.
    const exact = this.camera.toView(box);
    const edge = OUTLINED.has(face.state) ? 2 : 0;
    const room = { ...exact, width: exact.width - edge, height: exact.height - edge };
    const how = setting(room, box.name, face.value, this.stage().valueFirst, this.measurer.width);
    if (!how) return;
    const { text, fill } = this.screen().palette.states[face.state];
    const marked = face.state === 'down' || face.state === 'bad' || face.state === 'maint' || face.state === 'suspect';
    this.ctx.globalAlpha = alpha;
    paintLabel(this.ctx, at, box.name, face.value, how, text, marked ? fill : null);
    this.ctx.globalAlpha = 1;
  }

  private note(name: string, look: Look, now: number): void {
    look.painted = true;
    if (notePainted(name, look.whole)) this.rings.add(name, now);
  }

  private look(name: string): Look {
    let look = this.looks.get(name);
    if (!look) {
      const stage = this.stage();
      const face = stage.face(name);
      look = { face, whole: stage.state(name), alpha: fade(stage.lit, name, face.state), painted: false };
      this.looks.set(name, look);
    }
    return look;
  }

  /** Where no label has room, a new value is no change. */
  private alike(box: Placed, before: Look, { face, whole, alpha }: Look): boolean {
    const worded = Math.min(box.width, box.height) * this.camera.scale >= LEAST_FOR_LABEL;
    return before.face.state === face.state && before.whole === whole && before.alpha === alpha && (!worded || before.face.value === face.value);
  }

  private pixels(box: Rect): Rect {
    const d = this.screen().density;
    const at = deviceRect(box, this.camera, d);
    return { x: at.x / d, y: at.y / d, width: at.width / d, height: at.height / d };
  }
}

/** What is lit is full; of the rest, what is wrong stays readable. */
function fade(lit: ReadonlySet<string> | null, name: string, state: State): number {
  if (lit === null || lit.has(name)) return 1;
  return state === 'good' || state === 'unknown' ? 0.28 : 0.6;
}

/** Truly over one another, not only edge to edge. */
function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
