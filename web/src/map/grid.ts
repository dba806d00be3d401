/*
 * Finds boxes by place: a grid of cells over the plan, each with the boxes that touch it. A hit test looks into one cell.
 */

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Placed extends Rect {
  name: string;
}

export class HitGrid {
  private readonly cells = new Map<number, Placed[]>();
  private readonly held = new Map<string, Placed>();

  /** @param cell edge of a cell, in the plan's metres */
  constructor(private readonly cell = 4) {}

  get size(): number {
    return this.held.size;
  }

  all(): IterableIterator<Placed> {
    return this.held.values();
  }

  get(name: string): Placed | undefined {
    return this.held.get(name);
  }

  /** Adds the box, or moves it when one of that name is there. */
  put(box: Placed): void {
    this.remove(box.name);
    this.held.set(box.name, box);
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** These, and no others. */
  putAll(boxes: Iterable<Placed>): void {
    this.cells.clear();
    this.held.clear();
    for (const box of boxes) this.put(box);
  }

  remove(name: string): void {
    const box = this.held.get(name);
    if (!box) return;
    this.held.delete(name);
    for (const key of this.keys(box)) {
      const rest = this.cells.get(key)?.filter((other) => other !== box) ?? [];
      if (rest.length > 0) this.cells.set(key, rest);
      else this.cells.delete(key);
    }
  }

  clear(): void {
    this.cells.clear();
    this.held.clear();
  }

  /** The box at a point; of several, the one put last. */
  at(x: number, y: number): Placed | null {
    const cell = this.cells.get(key(Math.floor(x / this.cell), Math.floor(y / this.cell)));
    return cell?.filter((box) => contains(box, x, y)).at(-1) ?? null;
  }

  /** Boxes that touch the rectangle, each once. */
  within(area: Rect): Placed[] {
    const found = new Set<Placed>();
    for (const cellKey of this.keys(area)) {
      for (const box of this.cells.get(cellKey) ?? []) if (touches(box, area)) found.add(box);
    }
    return [...found];
  }

  private *keys(area: Rect): Generator<number> {
    const right = Math.floor((area.x + area.width) / this.cell);
    const bottom = Math.floor((area.y + area.height) / this.cell);
    for (let column = Math.floor(area.x / this.cell); column <= right; column++) {
      for (let row = Math.floor(area.y / this.cell); row <= bottom; row++) yield key(column, row);
    }
  }
}

function key(column: number, row: number): number {
  return column * 1_000_003 + row;
}

export function contains(box: Rect, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

export function touches(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** The next box from `from` in a direction (one of the arrows): nearest, with what lies aside counted double. */
export function neighbour(from: Rect, boxes: Iterable<Placed>, dx: number, dy: number): Placed | null {
  let best: Placed | null = null;
  let least = Infinity;
  for (const box of boxes) {
    const x = box.x + box.width / 2 - (from.x + from.width / 2);
    const y = box.y + box.height / 2 - (from.y + from.height / 2);
    const along = x * dx + y * dy;
    if (along <= 0.01) continue;
    const distance = along + 2 * Math.abs(x * dy - y * dx);
    if (distance < least) {
      least = distance;
      best = box;
    }
  }
  return best;
}
