/*
 * What people do on the map: drag to move it (or, while editing, a box), wheel and pinch to zoom, click to open, arrows to walk
 * from box to box. Talks to MapView and tells the page what was chosen or put where.
 */
import type { ArrangeActions } from './arranging';
import { Arranging } from './arranging';
import type { Placed, Rect } from './grid';
import { neighbour } from './grid';
import { snap } from './snap';
import type { MapView } from './view';

export interface MapActions extends ArrangeActions {
  open(name: string): void;
  /** Nothing was hit. */
  dismiss(): void;
  place(name: string, box: Rect): void;
  hover(name: string | null): void;
  /** The arrows have reached a box. */
  reached(name: string): void;
}

interface Carried {
  box: Placed;
  /** From the box's corner to the pointer, in metres. */
  dx: number;
  dy: number;
  moved: boolean;
}

const CLICK_SLACK = 4;
const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class MapInput {
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private carried: Carried | null = null;
  private travelled = 0;
  private cursor: string | null = null;
  private ours = false;
  readonly arranging: Arranging;

  constructor(
    private readonly map: MapView,
    private readonly actions: MapActions,
  ) {
    this.arranging = new Arranging(map, actions);
    const canvas = map.canvas;
    canvas.addEventListener('pointerdown', (event) => this.down(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.up(event));
    canvas.addEventListener('pointercancel', (event) => this.cancel(event));
    canvas.addEventListener('pointerleave', () => this.actions.hover(null));
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('dblclick', (event) => this.map.at(...this.local(event)) || this.map.zoom(2, ...this.local(event)));
    canvas.addEventListener('keydown', (event) => this.key(event));
    canvas.addEventListener('blur', () => (this.map.showCursor(null), this.arranging.rest()));
  }

  /** Takes up a box that is not on the plan yet (from the tray), under the pointer. */
  carry(name: string, width: number, height: number, event: PointerEvent): void {
    this.map.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.carried = { box: { name, x: 0, y: 0, width, height }, dx: width / 2, dy: height / 2, moved: false };
  }

  private local(event: MouseEvent): [number, number] {
    const host = this.map.canvas.getBoundingClientRect();
    return [event.clientX - host.x, event.clientY - host.y];
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.map.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.travelled = 0;
    if (this.pointers.size > 1) this.arranging.cancel();
    this.ours = this.map.editing && this.pointers.size === 1 && this.arranging.down(this.local(event), event);
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) return this.actions.hover(event.pointerType === 'mouse' ? (this.map.at(...this.local(event))?.name ?? null) : null);
    const dx = event.clientX - before.x;
    const dy = event.clientY - before.y;
    this.travelled += Math.abs(dx) + Math.abs(dy);
    if (this.pointers.size === 2) this.pinch(event, before);
    else if (this.carried) this.drag(event);
    else if (this.ours) this.travelled > CLICK_SLACK && this.arranging.move(this.local(event), event);
    else if (this.travelled > CLICK_SLACK) this.map.pan(dx, dy);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  private pinch(event: PointerEvent, before: { x: number; y: number }): void {
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)![1];
    const was = Math.hypot(before.x - other.x, before.y - other.y);
    const is = Math.hypot(event.clientX - other.x, event.clientY - other.y);
    const host = this.map.canvas.getBoundingClientRect();
    this.map.pan((event.clientX - before.x) / 2, (event.clientY - before.y) / 2);
    if (was > 8) this.map.zoom(is / was, (event.clientX + other.x) / 2 - host.x, (event.clientY + other.y) / 2 - host.y);
  }

  private drag(event: PointerEvent): void {
    if (this.travelled <= CLICK_SLACK) return;
    this.carried!.moved = true;
    this.map.showGhost({ ...this.resting(event), name: this.carried!.box.name });
  }

  /** Where the carried box would come to rest; Alt lets it lie exactly where it is. */
  private resting(event: PointerEvent): Rect {
    const { box, dx, dy } = this.carried!;
    const point = this.map.camera.toPlan(...this.local(event));
    const free = { x: point.x - dx, y: point.y - dy, width: box.width, height: box.height };
    const plan = this.map.plan;
    if (!plan) return free;
    const near = event.altKey ? 0 : 6 / this.map.camera.scale;
    const around = { x: free.x - 4, y: free.y - 4, width: free.width + 8, height: free.height + 8 };
    const neighbours = event.altKey ? [] : this.map.grid.within(around).filter((other) => other.name !== box.name);
    return snap(free, neighbours, plan, near, event.altKey ? 0 : this.arranging.step);
  }

  private up(event: PointerEvent): void {
    const carried = this.carried;
    const still = this.travelled <= CLICK_SLACK;
    if (carried?.moved) this.drop(event, carried);
    else if (this.ours && this.pointers.size === 1 && this.arranging.up(this.local(event), event, still)) this.ours = false;
    else if (this.pointers.size === 1 && this.travelled <= CLICK_SLACK) this.click(event);
    this.cancel(event);
  }

  private drop(event: PointerEvent, carried: Carried): void {
    const host = this.map.canvas.getBoundingClientRect();
    const inside = event.clientX >= host.left && event.clientX <= host.right && event.clientY >= host.top && event.clientY <= host.bottom;
    if (inside) this.actions.place(carried.box.name, this.resting(event));
  }

  private click(event: PointerEvent): void {
    const box = this.map.at(...this.local(event));
    if (box) this.actions.open(box.name);
    else this.actions.dismiss();
  }

  private cancel(event: PointerEvent): void {
    this.pointers.delete(event.pointerId);
    if (this.pointers.size > 0) return;
    this.carried = null;
    if (this.ours) this.arranging.cancel();
    this.ours = false;
    this.map.showGhost(null);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const step = event.deltaMode === 1 ? event.deltaY * 24 : event.deltaY;
    this.map.zoom(Math.exp(-Math.max(-120, Math.min(120, step)) / 300), ...this.local(event));
  }

  private key(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (this.map.editing && this.arranging.key(event, arrow, this.cursor)) return this.done(event);
    if (event.ctrlKey && !arrow) return;
    if (arrow) event.shiftKey || !this.map.grid.size ? this.map.pan(-arrow[0] * 60, -arrow[1] * 60) : this.arrow(arrow);
    else if (event.key === '+' || event.key === '=') this.map.zoom(1.3);
    else if (event.key === '-') this.map.zoom(1 / 1.3);
    else if (event.key === '0') this.map.fit();
    else if (event.key === 'Enter' && this.cursor) this.actions.open(this.cursor);
    else return;
    this.done(event);
  }

  private done(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
  }

  /** Walks to the next box. */
  private arrow([dx, dy]: [number, number]): void {
    const here = this.cursor === null ? undefined : this.map.grid.get(this.cursor);
    const first = this.map.grid.all().next().value ?? null;
    const next = here ? neighbour(here, this.map.grid.all(), dx, dy) : first;
    if (!next) return;
    this.cursor = next.name;
    this.map.showCursor(next.name);
    this.map.reveal(next.name);
    this.actions.reached(next.name);
  }
}
