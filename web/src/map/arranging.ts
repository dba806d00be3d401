/*
 * What pointer and keys do to boxes while somebody edits the map: drag one or all that are selected, a rubber band with Shift, click
 * with Ctrl or Cmd to select, arrows to move by steps. Tells the page what was put where; draws only ghosts.
 */
import type { Placed } from './grid';
import { changed, moved, settled } from './settle';
import type { MapView } from './view';

export interface ArrangeActions {
  /** Boxes that have come to stand elsewhere. */
  put(boxes: Placed[]): void;
  pick(names: readonly string[], how: 'add' | 'turn'): void;
  pickAll(): void;
  /** For those who do not see the ghosts. */
  say(words: string): void;
}

type Point = { x: number; y: number };
type Doing = { kind: 'band'; from: Point } | { kind: 'drag'; from: Point; boxes: Placed[]; box: Placed } | { kind: 'turn'; name: string };

/** So long after the last arrow the boxes rest, in ms. */
const REST = 450;
/** Pixels within which an edge draws a box to it. */
const NEAR = 6;

export class Arranging {
  /** Metres; 0 for none. */
  step = 0.5;
  /** A plain tap selects, a plain drag is a rubber band: where there are no keys to hold. */
  selecting = false;
  private doing: Doing | null = null;
  private nudged: { boxes: Placed[]; dx: number; dy: number } | null = null;
  private timer = 0;

  constructor(
    private readonly map: MapView,
    private readonly actions: ArrangeActions,
  ) {}

  get picked(): ReadonlySet<string> {
    return this.map.overlay.picked;
  }

  /** @returns whether the pointer is ours until it goes up */
  down(at: [number, number], event: PointerEvent): boolean {
    this.rest();
    const from = this.map.camera.toPlan(...at);
    const box = this.map.at(...at);
    if (event.ctrlKey || event.metaKey) this.doing = box ? { kind: 'turn', name: box.name } : { kind: 'band', from };
    else if (event.shiftKey || (this.selecting && !(box && this.picked.has(box.name)))) this.doing = { kind: 'band', from };
    else if (box) this.doing = { kind: 'drag', from, box, boxes: this.picked.has(box.name) ? this.boxes() : [box] };
    else this.doing = null;
    return this.doing !== null;
  }

  move(at: [number, number], event: PointerEvent): void {
    const { doing } = this;
    const to = this.map.camera.toPlan(...at);
    if (doing?.kind === 'band') this.map.showOverlay({ band: rect(doing.from, to) });
    if (doing?.kind === 'drag') this.map.showOverlay({ ghosts: this.resting(doing, to, event.altKey) });
  }

  /** @returns whether it was more than a click on a box */
  up(at: [number, number], event: PointerEvent, click: boolean): boolean {
    const { doing } = this;
    this.cancel();
    if (!doing) return false;
    const to = this.map.camera.toPlan(...at);
    const box = this.map.at(...at);
    if (doing.kind === 'turn') this.actions.pick([doing.name], 'turn');
    else if (doing.kind === 'drag') {
      if (click) return this.selecting && box !== null ? (this.actions.pick([box.name], 'turn'), true) : false;
      if (this.inside(at)) this.actions.put(changed(doing.boxes, this.resting(doing, to, event.altKey)));
    } else if (click) {
      if (box) this.actions.pick([box.name], 'turn');
      else return false;
    } else this.actions.pick(this.map.grid.within(rect(doing.from, to)).map(({ name }) => name), 'add');
    return true;
  }

  cancel(): void {
    this.doing = null;
    this.map.showOverlay({ band: null, ghosts: [] });
  }

  /** @returns whether the key was ours */
  key(event: KeyboardEvent, arrow: [number, number] | undefined, cursor: string | null): boolean {
    if (event.key === ' ' && cursor !== null) this.actions.pick([cursor], 'turn');
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) this.actions.pickAll();
    else if (arrow && !event.shiftKey && !event.ctrlKey && !event.metaKey && (this.picked.size > 0 || event.altKey)) this.nudge(arrow, cursor);
    else return false;
    return true;
  }

  /** What the arrows have moved is written. */
  rest(): void {
    clearTimeout(this.timer);
    const { nudged } = this;
    this.nudged = null;
    if (!nudged) return;
    this.map.showOverlay({ ghosts: [] });
    this.actions.put(changed(nudged.boxes, this.afterNudge(nudged)));
  }

  /** Those that are selected and stand on this plan. */
  boxes(): Placed[] {
    return [...this.picked].flatMap((name) => this.map.grid.get(name) ?? []);
  }

  private nudge([dx, dy]: [number, number], cursor: string | null): void {
    const alone = cursor === null ? undefined : this.map.grid.get(cursor);
    const boxes = this.nudged?.boxes ?? (this.picked.size > 0 ? this.boxes() : alone ? [alone] : []);
    if (boxes.length === 0 || !this.map.plan) return;
    const by = this.step || 0.1;
    this.nudged = { boxes, dx: (this.nudged?.dx ?? 0) + dx * by, dy: (this.nudged?.dy ?? 0) + dy * by };
    const ghosts = this.afterNudge(this.nudged);
    this.map.showOverlay({ ghosts });
    this.actions.say(`${ghosts.length === 1 ? ghosts[0]!.name : `${ghosts.length} boxes`} to ${ghosts[0]!.x}, ${ghosts[0]!.y} metres`);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.rest(), REST);
  }

  private afterNudge({ boxes, dx, dy }: { boxes: Placed[]; dx: number; dy: number }): Placed[] {
    return this.map.plan ? moved(boxes, dx, dy, this.map.plan) : boxes;
  }

  /** Alt lets them lie exactly where they are. */
  private resting({ from, boxes }: Extract<Doing, { kind: 'drag' }>, to: Point, free: boolean): Placed[] {
    const { plan, camera, grid } = this.map;
    if (!plan) return boxes;
    const by = { dx: to.x - from.x, dy: to.y - from.y };
    const names = new Set(boxes.map(({ name }) => name));
    const whole = moved(boxes, by.dx, by.dy, plan);
    const near = free ? 0 : NEAR / camera.scale;
    const area = rect({ x: Math.min(...whole.map(({ x }) => x)) - 4, y: Math.min(...whole.map(({ y }) => y)) - 4 }, { x: Math.max(...whole.map(({ x, width }) => x + width)) + 4, y: Math.max(...whole.map(({ y, height }) => y + height)) + 4 });
    const neighbours = free ? [] : grid.within(area).filter(({ name }) => !names.has(name));
    return settled(boxes, by, neighbours, plan, near, free ? 0 : this.step);
  }

  private inside([x, y]: [number, number]): boolean {
    const { width, height } = this.map.view;
    return x >= 0 && y >= 0 && x <= width && y <= height;
  }
}

function rect(a: Point, b: Point): { x: number; y: number; width: number; height: number } {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}
