/*
 * The live map: keeps which boxes stand where, and draws only what changed, in at most one frame at a time; none when nothing
 * changed. What devices look like is asked of the scene; what people do comes through input.ts.
 */
import type { Face } from '../model/face';
import type { Plan, State } from '../model/types';
import type { Size } from './camera';
import { Camera } from './camera';
import { isEarth, nearest, pin } from './earth';
import { paintFloor } from './floor';
import type { Placed, Rect } from './grid';
import { HitGrid, touches } from './grid';
import { Measurer, paintLabel, setting } from './label';
import { fresh, makeLayers, resize } from './layers';
import type { Lines } from './lines';
import { paintLines } from './lines';
import { paintState } from './marks';
import { forgetPainted, notePainted, reportAfterFrame } from './painted';
import type { Overlay } from './overlay';
import { NO_OVERLAY, paintGhost, paintOverlay } from './overlay';
import type { Palette } from './palette';
import { readPalette } from './palette';
import { ring, Rings } from './rings';
import { STEP } from './snap';

export interface Scene {
  plan: Plan | null;
  boxes: Placed[];
  face(name: string): Face;
  /** The whole health's state, whatever the handler. */
  state(name: string): State;
  chosen: string | null;
  /** Where a box has no room for both, the value is written rather than the name. */
  valueFirst: boolean;
  /** Those that are lit while all others are dimmed; null when all are alike. */
  lit: ReadonlySet<string> | null;
  lines: Lines;
  editing: boolean;
}

const MARGIN = 20;
/** Pixels of a box's shorter side. */
const LEAST_FOR_LABEL = 9;
/** Their outline takes room from the label. */
const OUTLINED: ReadonlySet<State> = new Set(['behind', 'unknown', 'suspect']);
const EMPTY: Scene = {
  plan: null,
  boxes: [],
  face: () => ({ state: 'unknown', value: '', cause: null }),
  state: () => 'unknown',
  chosen: null,
  valueFirst: false,
  lit: null,
  lines: { links: [], loads: [], path: [], behind: [] },
  editing: false,
};

export class MapView {
  readonly camera = new Camera();
  readonly grid = new HitGrid();
  /** Finest lines of the grid while somebody edits, in metres. */
  gridStep = STEP;
  private readonly layers;
  private readonly measurer;
  private readonly rings = new Rings(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  private palette: Palette = readPalette();
  private scene: Scene = EMPTY;
  private view: Size = { width: 1, height: 1 };
  private density = 1;
  private everything = true;
  private linesToo = false;
  private readonly dirty = new Set<string>();
  private readonly drawn = new Map<string, string>();
  private frame = 0;
  private wake = 0;
  private ghost: Placed | null = null;
  private cursor: string | null = null;
  private above: Overlay = NO_OVERLAY;
  private readonly observer = new ResizeObserver(() => this.measure());

  constructor(readonly host: HTMLElement) {
    this.layers = makeLayers(host);
    this.measurer = new Measurer(this.layers.boxes);
    this.observer.observe(host);
    void document.fonts.ready.then(() => {
      this.measurer.forget();
      this.redraw();
    });
    this.measure();
  }

  get canvas(): HTMLCanvasElement {
    return this.layers.boxes.canvas;
  }

  get size(): Size {
    return this.view;
  }

  get plan(): Plan | null {
    return this.scene.plan;
  }

  get editing(): boolean {
    return this.scene.editing;
  }

  /** A new scene: all is drawn anew. Another plan is fitted into view. */
  show(scene: Scene): void {
    const before = this.scene.plan;
    this.scene = scene;
    this.grid.clear();
    for (const box of scene.boxes) this.grid.put(box);
    if (before?.name !== scene.plan?.name) {
      this.rings.clear();
      forgetPainted();
    }
    this.camera.straight = isEarth(scene.plan);
    if (before?.name !== scene.plan?.name || this.camera.fitted || elsewhere(before, scene.plan)) this.fit();
    else this.spread();
    this.redraw();
  }

  /** Says that what these devices look like may have changed. */
  touch(names: Iterable<string>): void {
    for (const name of names) if (this.grid.get(name)) this.dirty.add(name);
    if (this.dirty.size > 0) this.request();
  }

  /** Draws what is due now, inside the frame in which the change was applied. */
  flush(): void {
    if (this.frame === 0 || document.hidden) return;
    cancelAnimationFrame(this.frame);
    this.paint();
  }

  relink(lines: Lines): void {
    this.scene = { ...this.scene, lines };
    this.linesToo = true;
    this.request();
  }

  recolour(): void {
    this.palette = readPalette();
    this.redraw();
  }

  redraw(): void {
    this.everything = true;
    this.request();
  }

  fit(): void {
    if (this.scene.plan) this.camera.fit(this.scene.plan, this.view, this.view.width < 500 ? 8 : MARGIN);
    this.spread();
    this.redraw();
  }

  zoom(factor: number, x = this.view.width / 2, y = this.view.height / 2): void {
    const { plan } = this.scene;
    if (!plan) return;
    const whole = Math.min(this.view.width / plan.width, this.view.height / plan.height);
    this.camera.zoom(factor, x, y, whole * 0.5, nearest(plan));
    this.spread();
    this.redraw();
  }

  /** Pins on the earth are as large at every scale. */
  private spread(): void {
    if (isEarth(this.scene.plan)) pin(this.grid, this.scene.boxes, this.camera.scale);
  }

  pan(dx: number, dy: number): void {
    if (!this.scene.plan) return;
    this.camera.pan(dx, dy, this.scene.plan, this.view);
    this.redraw();
  }

  reveal(name: string): void {
    const box = this.grid.get(name);
    if (box && this.camera.reveal(box, this.view, 24)) this.redraw();
  }

  at(x: number, y: number): Placed | null {
    const point = this.camera.toPlan(x, y);
    return this.grid.at(point.x, point.y);
  }

  /** Where a box is, in CSS pixels of the viewport. */
  boxOf(name: string): Rect | null {
    const box = this.grid.get(name);
    if (!box) return null;
    const host = this.canvas.getBoundingClientRect();
    const at = this.camera.toView(box);
    return { ...at, x: at.x + host.x, y: at.y + host.y };
  }

  showGhost(ghost: Placed | null): void {
    this.ghost = ghost;
    this.request();
  }

  get overlay(): Overlay {
    return this.above;
  }

  showOverlay(part: Partial<Overlay>): void {
    this.above = { ...this.above, ...part };
    this.request();
  }

  /** The box that the arrow keys have reached. */
  showCursor(name: string | null): void {
    this.cursor = name;
    this.request();
  }

  /** Draws no more. */
  close(): void {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.wake);
  }

  private measure(): void {
    this.view = { width: this.host.clientWidth, height: this.host.clientHeight };
    this.density = devicePixelRatio || 1;
    if (!resize(this.layers, this.view, this.density)) return;
    if (this.camera.fitted) this.fit();
    this.everything = true;
    this.paint();
  }

  private request(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (devicePixelRatio !== this.density) return this.measure();
    const now = performance.now();
    if (this.everything) this.paintAll(now);
    else this.paintDirty(now);
    if (this.everything || this.linesToo) this.paintLines();
    this.dirty.clear();
    this.everything = this.linesToo = false;
    this.paintTop(now);
    reportAfterFrame();
  }

  private paintAll(now: number): void {
    const { plan, editing } = this.scene;
    const floor = fresh(this.layers.floor, this.density);
    if (plan) paintFloor(floor, plan, this.camera, this.view, this.palette, editing ? this.gridStep || STEP : 0);
    fresh(this.layers.boxes, this.density);
    this.drawn.clear();
    const seen = this.camera.seen(this.view);
    for (const box of this.grid.all()) if (touches(box, seen)) this.paintBox(box, now);
  }

  private paintLines(): void {
    paintLines(fresh(this.layers.lines, this.density), this.scene.lines, this.grid, this.camera, this.palette);
  }

  private paintDirty(now: number): void {
    const seen = this.camera.seen(this.view);
    for (const name of this.dirty) {
      const box = this.grid.get(name);
      if (box && touches(box, seen) && this.drawn.get(name) !== this.signature(box, this.scene.face(name))) this.repaint(box, now);
    }
  }

  /** Clears the ground of one box and draws it and what touches it. */
  private repaint(box: Placed, now: number): void {
    const ctx = this.layers.boxes;
    const area = this.pixels(box);
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.x, area.y, area.width, area.height);
    ctx.clip();
    ctx.clearRect(area.x, area.y, area.width, area.height);
    for (const other of this.grid.within(box)) if (other === box || overlaps(this.pixels(other), area)) this.paintBox(other, now);
    ctx.restore();
  }

  private paintBox(box: Placed, now: number): void {
    const ctx = this.layers.boxes;
    const face = this.scene.face(box.name);
    const at = this.pixels(box);
    const alpha = this.alpha(box.name, face.state);
    if (alpha < 1) {
      ctx.fillStyle = this.palette.ground;
      ctx.fillRect(at.x, at.y, at.width, at.height);
    }
    ctx.globalAlpha = alpha;
    paintState(ctx, at, face.state, this.palette);
    this.label(ctx, box.name, at, face);
    ctx.globalAlpha = 1;
    this.drawn.set(box.name, this.signature(box, face));
    if (notePainted(box.name, this.scene.state(box.name))) this.rings.add(box.name, now);
  }

  private label(ctx: CanvasRenderingContext2D, name: string, at: Rect, face: Face): void {
    if (Math.min(at.width, at.height) < LEAST_FOR_LABEL - 1) return;
    // From the exact size: boxes of one size get letters of one size, however they fall on the pixels.
    const exact = this.camera.toView(this.grid.get(name) ?? at);
    const edge = OUTLINED.has(face.state) ? 2 : 0;
    const room = { ...exact, width: exact.width - edge, height: exact.height - edge };
    const how = setting(room, name, face.value, this.scene.valueFirst, this.measurer.width);
    if (!how) return;
    const { text, fill } = this.palette.states[face.state];
    const marked = face.state === 'down' || face.state === 'bad' || face.state === 'maint' || face.state === 'suspect';
    paintLabel(ctx, at, name, face.value, how, text, marked ? fill : null);
  }

  /** What is lit is full; of the rest, what is wrong stays readable. */
  private alpha(name: string, state: State): number {
    const { lit } = this.scene;
    if (lit === null || lit.has(name)) return 1;
    return state === 'good' || state === 'unknown' ? 0.28 : 0.6;
  }

  /** All that decides how a box looks: where no label has room, a new value is no change. */
  private signature(box: Placed, { state, value }: Face): string {
    const words = Math.min(box.width, box.height) * this.camera.scale >= LEAST_FOR_LABEL ? value : '';
    return `${state} ${this.scene.state(box.name)} ${words}`;
  }

  /** The box on whole device pixels, so that its edges are crisp, with a seam to its neighbour. */
  private pixels(box: Rect): Rect {
    const at = this.camera.toView(box);
    const d = this.density;
    const x = Math.round(at.x * d) / d;
    const y = Math.round(at.y * d) / d;
    const seam = Math.min(at.width, at.height) > 6 ? 1 : 0;
    return { x, y, width: Math.max(1, Math.round((at.x + at.width) * d) / d - x - seam), height: Math.max(1, Math.round((at.y + at.height) * d) / d - y - seam) };
  }

  private paintTop(now: number): void {
    const ctx = fresh(this.layers.top, this.density);
    const wait = this.rings.next(now);
    this.rings.paint(ctx, now, this.grid, this.camera, this.palette);
    this.ringOf(ctx, this.scene.chosen, 3, this.palette.accent);
    if (this.scene.editing) paintOverlay(ctx, this.above, this.grid, this.camera, this.palette);
    this.ringOf(ctx, this.cursor, 4, this.palette.text);
    if (this.ghost) paintGhost(ctx, this.ghost, this.camera, this.palette);
    clearTimeout(this.wake);
    if (wait === 0) this.request();
    else if (wait !== null) this.wake = window.setTimeout(() => this.request(), wait);
  }

  private ringOf(ctx: CanvasRenderingContext2D, name: string | null, away: number, colour: string): void {
    const box = name === null ? undefined : this.grid.get(name);
    if (box) ring(ctx, this.camera.toView(box), away, 2, colour);
  }
}

/** Another part of the earth. */
function elsewhere(before: Plan | null, now: Plan | null): boolean {
  return isEarth(before) && isEarth(now) && before.earth !== now.earth;
}

/** Truly over one another, not only edge to edge. */
function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
