/*
 * The live map: keeps which boxes stand where, and draws only what changed, in at most one frame at a time; none when nothing
 * changed. What devices look like is asked of the scene; what people do comes through input.ts.
 */
import type { Plan } from '../model/types';
import type { Size } from './camera';
import { Camera } from './camera';
import { isEarth, nearest, pin } from './earth';
import { paintFloor } from './floor';
import type { Stage } from './boxes';
import { Boxes } from './boxes';
import type { Placed, Rect } from './grid';
import { HitGrid } from './grid';
import { fresh, makeLayers, resize } from './layers';
import type { Lines } from './lines';
import { paintLines } from './lines';
import { forgetPainted, reportAfterFrame } from './painted';
import type { Overlay } from './overlay';
import { NO_OVERLAY, paintGhost, paintOverlay } from './overlay';
import type { Palette } from './palette';
import { readPalette } from './palette';
import { ring, Rings } from './rings';
import { STEP } from './snap';

export interface Scene extends Stage {
  plan: Plan | null;
  boxes: Placed[];
  chosen: string | null;
  lines: Lines;
  editing: boolean;
}

const MARGIN = 20;
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
  private readonly boxes: Boxes;
  private readonly rings;
  palette: Palette = readPalette();
  private scene: Scene = EMPTY;
  view: Size = { width: 1, height: 1 };
  density = 1;
  private everything = true;
  private linesToo = false;
  private readonly dirty = new Set<string>();
  private frame = 0;
  private wake = 0;
  private ghost: Placed | null = null;
  private cursor: string | null = null;
  private above: Overlay = NO_OVERLAY;
  private readonly observer = new ResizeObserver(() => this.measure());

  /** Called when what lies over the map has to be put anew, as the map has been moved or scaled. */
  onMoved: () => void = () => undefined;

  constructor(readonly host: HTMLElement) {
    this.layers = makeLayers(host);
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    this.rings = new Rings(() => calm.matches);
    this.boxes = new Boxes(this.layers.boxes, this.grid, this.camera, this.rings, () => this.scene, () => this);
    this.observer.observe(host);
    void document.fonts.ready.then(() => {
      this.boxes.restyle();
      this.redraw();
    });
    this.measure();
  }

  get canvas(): HTMLCanvasElement {
    return this.layers.boxes.canvas;
  }

  get plan(): Plan | null {
    return this.scene.plan;
  }

  get editing(): boolean {
    return this.scene.editing;
  }

  /** A new scene: all is drawn anew. Another plan is fitted into view. */
  show(scene: Scene): void {
    const { plan: before, boxes } = this.scene;
    this.scene = scene;
    if (boxes !== scene.boxes) this.grid.putAll(scene.boxes);
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
    this.boxes.restyle();
    this.redraw();
  }

  /** Asks every device anew what it looks like. */
  redraw(): void {
    this.boxes.forget();
    this.moved();
  }

  private moved(): void {
    this.everything = true;
    this.request();
    this.onMoved();
  }

  fit(): void {
    if (this.scene.plan) this.camera.fit(this.scene.plan, this.view, this.view.width < 500 ? 8 : MARGIN);
    this.spread();
    this.moved();
  }

  zoom(factor: number, x = this.view.width / 2, y = this.view.height / 2): void {
    const { plan } = this.scene;
    if (!plan) return;
    const whole = Math.min(this.view.width / plan.width, this.view.height / plan.height);
    this.camera.zoom(factor, x, y, whole * 0.5, nearest(plan));
    this.spread();
    this.moved();
  }

  /** Pins on the earth are as large at every scale. */
  private spread(): void {
    if (isEarth(this.scene.plan)) pin(this.grid, this.scene.boxes, this.camera.scale);
  }

  pan(dx: number, dy: number): void {
    if (!this.scene.plan) return;
    this.camera.pan(dx, dy, this.scene.plan, this.view);
    this.moved();
  }

  reveal(name: string): void {
    const box = this.grid.get(name);
    if (box && this.camera.reveal(box, this.view, 24)) this.moved();
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
    this.boxes.restyle();
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
    if (this.everything) this.paintFloor();
    if (this.everything || this.linesToo) this.paintLines();
    if (this.everything) this.boxes.paintAll(this.dirty, now);
    else this.boxes.paintSome(this.dirty, now);
    this.dirty.clear();
    this.everything = this.linesToo = false;
    this.paintTop(now);
    reportAfterFrame();
  }

  private paintFloor(): void {
    const { plan, editing } = this.scene;
    const floor = fresh(this.layers.floor, this.density, plan !== null);
    if (plan) paintFloor(floor, plan, this.camera, this.view, this.palette, editing ? this.gridStep || STEP : 0);
  }

  private paintLines(): void {
    const { lines } = this.scene;
    const some = lines.links.length + lines.loads.length + lines.path.length + lines.behind.length > 0;
    const layer = fresh(this.layers.lines, this.density, some);
    if (some) paintLines(layer, lines, this.grid, this.camera, this.palette);
  }

  private paintTop(now: number): void {
    const wait = this.rings.next(now);
    const { chosen, editing } = this.scene;
    const ctx = fresh(this.layers.top, this.density, wait !== null || chosen !== null || this.cursor !== null || this.ghost !== null || editing);
    this.rings.paint(ctx, now, this.grid, this.camera, this.palette);
    this.ringOf(ctx, chosen, 3, this.palette.accent);
    if (editing) paintOverlay(ctx, this.above, this.grid, this.camera, this.palette);
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
