/*
 * Devices without a place, put into rows by their names: e17-5 goes on where e17-1 to e17-4 stand in a line; the others make rows of
 * their own where there is room. Pure numbers.
 */
import { byName } from '../model/now';
import { stemOf } from '../model/rows';
import type { Size } from './camera';
import type { Placed, Rect } from './grid';
import { HitGrid } from './grid';
import { tidy } from './settle';

/** In metres. */
export interface FillWish {
  /** Where to begin to look for room. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Between the boxes of a row, and around the row. */
  gap: number;
  aisle: number;
  /** Rows run down, the next one beside; else across, the next one below. */
  down: boolean;
}

export interface Fill {
  boxes: Placed[];
  /** "e17", and how many of it. */
  rows: [string, number][];
  /** Those that there was no room for. */
  left: string[];
}

const LOOK = 0.5;

/** @param blocked where nothing can stand: stages, rooms */
export function fillRows(names: readonly string[], standing: readonly Placed[], plan: Size, wish: FillWish, blocked: readonly Rect[] = []): Fill {
  return new Filling(standing, plan, wish, blocked).all(names);
}

class Filling {
  private readonly grid = new HitGrid();
  private readonly fill: Fill = { boxes: [], rows: [], left: [] };
  /** How far across rows stand already: none is begun before the last one. */
  private reached: number;

  constructor(
    private readonly standing: readonly Placed[],
    private readonly plan: Size,
    private readonly wish: FillWish,
    blocked: readonly Rect[],
  ) {
    blocked.forEach((rect, index) => this.grid.put({ ...rect, name: `\u0000${index}` }));
    for (const box of standing) this.grid.put(box);
    this.reached = wish.down ? wish.x : wish.y;
  }

  all(names: readonly string[]): Fill {
    const rows = grouped(names, (name) => stemOf(name) ?? '');
    const lines = grouped(this.standing.map(({ name }) => name), (name) => stemOf(name) ?? '');
    const ordered = [...rows].sort(([a], [b]) => Number(a === '') - Number(b === '') || byName(a, b));
    for (const [row, members] of ordered) {
      const before = this.fill.boxes.length;
      const line = row === '' ? null : lineThrough((lines.get(row) ?? []).map((name) => this.grid.get(name)!));
      const rest = line ? members.filter((name) => !this.goOn(name, line)) : members;
      this.lay([...rest].sort(byName));
      const placed = this.fill.boxes.length - before;
      if (placed > 0) this.fill.rows.push([row, placed]);
    }
    return this.fill;
  }

  private put(box: Placed): void {
    this.grid.put(box);
    this.fill.boxes.push(box);
  }

  /** Where its number puts it in the row that stands; false where that is taken or beyond the plan. */
  private goOn(name: string, line: Line): boolean {
    const box = { name, ...line.at(numberOf(name)) };
    const inside = box.x >= -0.001 && box.y >= -0.001 && box.x + box.width <= this.plan.width + 0.001 && box.y + box.height <= this.plan.height + 0.001;
    if (!inside || this.blocker(box, 0)) return false;
    this.put(box);
    return true;
  }

  /** As many lines as it takes. */
  private lay(names: readonly string[]): void {
    const { down, gap } = this.wish;
    const size = down ? this.wish.height : this.wish.width;
    const length = down ? this.plan.height : this.plan.width;
    const most = Math.floor((length + gap) / (size + gap));
    for (let from = 0; from < names.length; ) {
      const part = names.slice(from, from + most);
      const corner = part.length === 0 ? null : this.room(part.length);
      if (!corner) return void this.fill.left.push(...names.slice(from));
      part.forEach((name, index) => this.put(this.boxOf(name, corner, index)));
      from += part.length;
    }
  }

  private boxOf(name: string, { x, y }: { x: number; y: number }, index: number): Placed {
    const { down, gap, width, height } = this.wish;
    return { name, x: tidy(down ? x : x + index * (width + gap)), y: tidy(down ? y + index * (height + gap) : y), width, height };
  }

  /** The first corner from the beginning on where so many fit, with an aisle around them. */
  private room(count: number): { x: number; y: number } | null {
    const { down, gap, width, height, aisle } = this.wish;
    const [size, thick] = down ? [height, width] : [width, height];
    const [length, breadth] = down ? [this.plan.height, this.plan.width] : [this.plan.width, this.plan.height];
    const long = count * size + (count - 1) * gap;
    const start = down ? this.wish.y : this.wish.x;
    for (const first of long + start <= length + 0.001 ? [start] : [0]) {
      for (let across = this.reached; across + thick <= breadth + 0.001; across += LOOK) {
        for (let along = first; along + long <= length + 0.001; ) {
          const corner = down ? { x: across, y: along } : { x: along, y: across };
          const found = this.blocker({ ...corner, width: down ? thick : long, height: down ? long : thick }, aisle);
          if (!found) {
            this.reached = across;
            return corner;
          }
          along = Math.max(along + LOOK, Math.ceil(((down ? found.y + found.height : found.x + found.width) + aisle) / LOOK) * LOOK);
        }
      }
    }
    return null;
  }

  /** What stands there, or nearer than an aisle. */
  private blocker(box: Rect, aisle: number): Placed | null {
    const slack = 0.001;
    const area = { x: box.x - aisle + slack, y: box.y - aisle + slack, width: box.width + 2 * (aisle - slack), height: box.height + 2 * (aisle - slack) };
    return this.grid.within(area)[0] ?? null;
  }
}

function grouped(names: readonly string[], key: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = groups.get(key(name));
    if (group) group.push(name);
    else groups.set(key(name), [name]);
  }
  return groups;
}

function numberOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 0);
}

interface Line {
  at(number: number): Rect;
}

/** Boxes whose places count with their numbers; null when they do not, or there are less than two. */
function lineThrough(boxes: readonly Placed[]): Line | null {
  const line = [...boxes].sort((a, b) => numberOf(a.name) - numberOf(b.name));
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last || numberOf(first.name) === numberOf(last.name)) return null;
  const steps = numberOf(last.name) - numberOf(first.name);
  const [dx, dy] = [(last.x - first.x) / steps, (last.y - first.y) / steps];
  const at = (number: number) => ({ x: tidy(first.x + dx * (number - numberOf(first.name))), y: tidy(first.y + dy * (number - numberOf(first.name))), width: first.width, height: first.height });
  const fits = line.every((box) => Math.abs(at(numberOf(box.name)).x - box.x) < 0.06 && Math.abs(at(numberOf(box.name)).y - box.y) < 0.06);
  return fits ? { at } : null;
}
