/* The geometry of the map: finding boxes, snapping, camera, labels. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Camera } from '../src/map/camera';
import { HitGrid, neighbour } from '../src/map/grid';
import { setting } from '../src/map/label';
import { thickness } from '../src/map/lines';
import { snap } from '../src/map/snap';

const box = (name: string, x: number, y: number, width = 2, height = 1) => ({ name, x, y, width, height });

describe('hit grid', () => {
  it('finds nothing in an empty hall', () => assert.equal(new HitGrid().at(1, 1), null));
  it('finds boxes by their edges too, and not beside them', () => {
    const grid = new HitGrid();
    grid.put(box('a', 4, 4));
    assert.deepEqual([grid.at(4, 4)?.name, grid.at(6, 5)?.name, grid.at(6.01, 5)], ['a', 'a', null]);
  });
  it('finds a box that spans many cells, and left of zero', () => {
    const grid = new HitGrid(4);
    grid.put(box('wide', -10, -2, 40, 4));
    assert.deepEqual([grid.at(-9, 0)?.name, grid.at(29, 1)?.name], ['wide', 'wide']);
  });
  it('prefers the one that lies on top', () => {
    const grid = new HitGrid();
    grid.put(box('below', 0, 0));
    grid.put(box('above', 1, 0));
    assert.equal(grid.at(1.5, 0.5)?.name, 'above');
  });
  it('forgets where a moved box was', () => {
    const grid = new HitGrid();
    grid.put(box('a', 0, 0));
    grid.put(box('a', 50, 50));
    assert.deepEqual([grid.at(1, 0.5), grid.at(51, 50.5)?.name, grid.size], [null, 'a', 1]);
  });
  it('finds each box of an area once', () => {
    const grid = new HitGrid(1);
    grid.put(box('a', 0, 0, 9, 9));
    grid.put(box('far', 90, 90));
    assert.deepEqual(grid.within({ x: -5, y: -5, width: 50, height: 50 }).map(({ name }) => name), ['a']);
  });
  it('holds ten thousand boxes and finds the one', () => {
    const grid = new HitGrid();
    for (let n = 0; n < 10_000; n++) grid.put(box(`b${n}`, (n % 100) * 3, Math.floor(n / 100) * 2));
    assert.equal(grid.at(99 * 3 + 1, 99 * 2 + 0.5)?.name, 'b9999');
  });
});

describe('arrows', () => {
  const boxes = [box('left', 0, 10), box('right', 20, 10), box('up', 10, 0), box('askew', 14, 4)];
  it('go to the nearest in their direction', () => {
    const from = box('here', 10, 10);
    assert.deepEqual([neighbour(from, boxes, 1, 0)?.name, neighbour(from, boxes, -1, 0)?.name, neighbour(from, boxes, 0, -1)?.name, neighbour(from, boxes, 0, 1)], ['right', 'left', 'up', null]);
  });
});

describe('snapping', () => {
  const plan = { width: 40, height: 20 };
  it('rests on the half metre', () => assert.deepEqual(snap({ x: 3.26, y: 4.71, width: 2, height: 1 }, [], plan, 0), { x: 3.5, y: 4.5, width: 2, height: 1 }));
  it('rests at the edge of a neighbour that is near', () => assert.equal(snap({ x: 5.1, y: 0, width: 2, height: 1 }, [{ x: 3, y: 0, width: 2.2, height: 1 }], plan, 0.3).x, 5.2));
  it('lines up with a neighbour in its column', () => assert.equal(snap({ x: 3.1, y: 9, width: 2, height: 1 }, [{ x: 3.2, y: 0, width: 2, height: 1 }], plan, 0.3).x, 3.2));
  it('stays on the plan', () => {
    assert.deepEqual(snap({ x: -9, y: 99, width: 2, height: 1 }, [], plan, 0), { x: 0, y: 19, width: 2, height: 1 });
    assert.equal(snap({ x: 5, y: 5, width: 99, height: 1 }, [], plan, 0).x, 0);
  });
  it('writes millimetres, not fractions of a bit', () => assert.equal(snap({ x: 0.1, y: 0, width: 1, height: 1 }, [{ x: 0.1 + 0.2, y: 0, width: 1, height: 1 }], plan, 0.5).x, 0.3));
});

describe('camera', () => {
  it('fits a plan into the middle of the view', () => {
    const camera = new Camera();
    camera.fit({ width: 100, height: 50 }, { width: 220, height: 400 }, 10);
    assert.deepEqual(camera.toView({ x: 0, y: 0, width: 100, height: 50 }), { x: 10, y: 150, width: 200, height: 100 });
  });
  it('holds the point under the pointer while zooming', () => {
    const camera = new Camera();
    camera.fit({ width: 100, height: 50 }, { width: 200, height: 100 }, 0);
    const before = camera.toPlan(30, 40);
    camera.zoom(2.5, 30, 40, 0.1);
    const after = camera.toPlan(30, 40);
    assert.ok(Math.abs(before.x - after.x) < 1e-9 && Math.abs(before.y - after.y) < 1e-9);
  });
  it('never loses the plan out of sight', () => {
    const camera = new Camera();
    const plan = { width: 100, height: 50 };
    const view = { width: 200, height: 100 };
    camera.fit(plan, view, 0);
    camera.pan(99_999, -99_999, plan, view);
    const at = camera.toView({ x: 0, y: 0, ...plan });
    assert.ok(at.x < view.width && at.y + at.height > 0);
  });
  it('brings a box into view, and moves nothing that is there already', () => {
    const camera = new Camera();
    const view = { width: 100, height: 100 };
    assert.equal(camera.reveal({ x: 40, y: 40, width: 5, height: 5 }, view, 10), false);
    assert.equal(camera.reveal({ x: 400, y: 40, width: 5, height: 5 }, view, 10), true);
    assert.ok(camera.toView({ x: 400, y: 40, width: 5, height: 5 }).x <= 85);
  });
});

describe('label', () => {
  const measure = (text: string, size: number) => text.length * size * 0.55;
  const set = (width: number, height: number, valueFirst = false) => setting({ x: 0, y: 0, width, height }, 'e1-1', '0.4 ms', valueFirst, measure);
  it('is left out where nobody could read it', () => assert.equal(set(12, 6), null));
  it('is the name alone in a small box, or the value when that was asked for', () => assert.deepEqual([set(36, 12)?.shows, set(36, 12, true)?.shows], ['name', 'value']));
  it('has both in a line where there is length, both in two lines where there is height', () => assert.deepEqual([set(80, 14)?.shows, set(60, 40)?.shows], ['both in a line', 'both in two lines']));
  it('is turned in a tall box', () => assert.deepEqual([set(14, 80)?.turned, set(80, 14)?.turned], [true, false]));
});

describe('lines', () => {
  it('grow with capacity, within bounds', () => assert.deepEqual([0, 1000, 10_000, 1e12].map(thickness), [1, 1.5, 2.5, 5]));
});
