/* Boxes arranged together, and devices put into rows by their names. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FillWish } from '../src/map/fill';
import { fillRows } from '../src/map/fill';
import type { Placed } from '../src/map/grid';
import { alike, aligned, around, changed, moved, settled, spread } from '../src/map/settle';

const box = (name: string, x: number, y: number, width = 2, height = 1): Placed => ({ name, x, y, width, height });
const plan = { width: 40, height: 20 };
const spots = (boxes: readonly Placed[]) => boxes.map(({ name, x, y }) => `${name} ${x} ${y}`);

describe('boxes together', () => {
  it('are nothing when nobody is selected', () => assert.deepEqual([moved([], 1, 1, plan).length, aligned([], 'left').length, spread([], 'x').length, alike([], plan).length], [0, 0, 0, 0]));
  it('move as one, no further than the edge of the plan', () => {
    assert.deepEqual(spots(moved([box('a', 1, 1), box('b', 5, 3)], -9, 2, plan)), ['a 0 3', 'b 4 5']);
    assert.deepEqual(spots(moved([box('a', 1, 1), box('b', 36, 3)], 9, 99, plan)), ['a 3 17', 'b 38 19']);
  });
  it('keep their gaps on the grid, whatever those are', () => assert.deepEqual(spots(settled([box('a', 1.1, 1), box('b', 4.37, 1)], { dx: 1, dy: 0.1 }, [], plan, 0, 0.5)), ['a 2 1', 'b 5.27 1']));
  it('lie anywhere without a grid, to the millimetre', () => assert.deepEqual(spots(settled([box('a', 1, 1)], { dx: 0.12345, dy: 0 }, [], plan, 0, 0)), ['a 1.123 1']));
  it('are drawn to the edge of a neighbour, the whole of them', () => assert.deepEqual(spots(settled([box('a', 1, 1), box('b', 3, 1)], { dx: 1.08, dy: 0 }, [{ x: 6.1, y: 1, width: 2, height: 1 }], plan, 0.3, 0.5)), ['a 2.1 1', 'b 4.1 1']));
  it('align by edges and middles', () => {
    const two = [box('a', 1, 1, 2, 1), box('b', 5, 4, 4, 3)];
    assert.deepEqual((['left', 'right', 'centre', 'top', 'bottom', 'middle'] as const).map((side) => spots(aligned(two, side)).join(', ')), ['a 1 1, b 1 4', 'a 7 1, b 5 4', 'a 4 1, b 3 4', 'a 1 1, b 5 1', 'a 1 6, b 5 4', 'a 1 3.5, b 5 2.5']);
  });
  it('are spread with the same gaps, the first and the last stay', () => assert.deepEqual(spots(spread([box('c', 11, 5, 1), box('a', 0, 0), box('b', 2.5, 9, 3)], 'x')), ['c 11 5', 'a 0 0', 'b 5 9']));
  it('are not spread when there are only two', () => assert.deepEqual(spots(spread([box('a', 0, 0), box('b', 9, 0)], 'x')), ['a 0 0', 'b 9 0']));
  it('become as large as the first, and stay on the plan', () => assert.deepEqual(alike([box('a', 0, 0, 6, 3), box('b', 38, 19)], plan)[1], box('b', 34, 17, 6, 3)));
  it('tell which of them are elsewhere', () => assert.deepEqual(spots(changed([box('a', 0, 0), box('b', 1, 1)], [box('a', 0, 0), box('b', 1, 2), box('new', 3, 3)])), ['b 1 2', 'new 3 3']));
  it('are held by what is around them', () => assert.deepEqual(around([box('a', 1, 2), box('b', 4, 0)]), { x: 1, y: 0, width: 5, height: 3 }));
});

describe('rows by name', () => {
  const wish: FillWish = { x: 1, y: 1, width: 2, height: 1, gap: 0, aisle: 1, down: false };
  const fill = (names: string[], standing: Placed[] = [], more: Partial<FillWish> = {}, size = plan) => fillRows(names, standing, size, { ...wish, ...more });
  it('are none for nobody', () => assert.deepEqual(fill([]), { boxes: [], rows: [], left: [] }));
  it('stand one below the other in the order of their names, what has no number last', () => {
    const { boxes, rows } = fill(['camera', 'e10-1', 'e2-2', 'e2-1']);
    assert.deepEqual(spots(boxes), ['e2-1 1 1', 'e2-2 3 1', 'e10-1 6 1', 'camera 9 1']);
    assert.deepEqual(rows, [['e2', 2], ['e10', 1], ['', 1]]);
  });
  it('run down where that is wished', () => assert.deepEqual(spots(fill(['a1', 'a2', 'b1'], [], { down: true, gap: 0.5 }).boxes), ['a1 1 1', 'a2 1 2.5', 'b1 1 4.5']));
  it('go around what stands there, with an aisle', () => assert.deepEqual(spots(fill(['a1', 'a2'], [box('core', 2, 0, 3, 3)]).boxes), ['a1 6 1', 'a2 8 1']));
  it('go around stages and rooms', () => assert.deepEqual(spots(fillRows(['a1'], [], plan, wish, [{ x: 0, y: 0, width: 5, height: 4 }]).boxes), ['a1 6 1']));
  it('go on where a row stands already, by their numbers', () => {
    const { boxes } = fill(['e7-5', 'e7-2', 'e7-9'], [box('e7-1', 10, 10), box('e7-3', 10, 12), box('e7-4', 10, 13)], {}, { width: 40, height: 16 });
    assert.deepEqual(spots(boxes), ['e7-5 10 14', 'e7-2 10 11', 'e7-9 1 1']);
  });
  it('break where the plan ends, and say what has no room', () => {
    const { boxes, left } = fill(Array.from({ length: 9 }, (_, n) => `a${n}`), [], { x: 0, y: 0 }, { width: 8, height: 3 });
    assert.deepEqual([boxes.length, left], [8, ['a8']]);
    assert.equal(boxes.at(-1)!.y, 2);
    assert.deepEqual(fill(['a1'], [], { width: 99 }).left, ['a1']);
  });
  it('of two thousand among two thousand do not overlap', () => {
    const standing = Array.from({ length: 2000 }, (_, n) => box(`s${n}x`, (n % 50) * 4, Math.floor(n / 50) * 4));
    const { boxes, left } = fill(Array.from({ length: 2000 }, (_, n) => `n${Math.floor(n / 20)}-${n % 20}`), standing, { aisle: 0 }, { width: 240, height: 400 });
    assert.equal(boxes.length + left.length, 2000);
    const cells = new Set<string>();
    for (const { x, y, width, height } of [...standing, ...boxes]) for (let dx = 0; dx < width; dx += 0.5) for (let dy = 0; dy < height; dy += 0.5) {
      const key = `${x + dx} ${y + dy}`;
      assert.ok(!cells.has(key), key);
      cells.add(key);
    }
  });
});
