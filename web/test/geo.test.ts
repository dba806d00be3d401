/* Places on the earth: reading, projecting, scales. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coordinates, frameOf, fromFrame, isInside, netStep, parseCoordinates, project, scaleBar, toFrame, trueMetres, unproject, withGeo } from '../src/model/geo';
import { isEarth, pin, PIN } from '../src/map/earth';
import { HitGrid } from '../src/map/grid';

const OSLO = { latitude: 59.9139, longitude: 10.7522 };

describe('coordinates', () => {
  it('are read as people write them', () => {
    for (const text of ['59.9139, 10.7522', '59.9139 10.7522', ' 59.9139,10.7522 ', '59.9139\u00b0 N, 10.7522\u00b0 E', '59.9139N 10.7522E', '+59.9139;+10.7522']) assert.deepEqual(parseCoordinates(text), OSLO, text);
    assert.deepEqual(parseCoordinates('33.9 S, 18.4 W'), { latitude: -33.9, longitude: -18.4 });
    assert.deepEqual(parseCoordinates('-90, 180'), { latitude: -90, longitude: 180 });
  });
  it('are none when nothing is written, and refused when they cannot be', () => {
    assert.equal(parseCoordinates('  '), null);
    for (const text of ['59.9139', '91, 0', '0, 181', 'here', '59,9139, 10,7522', '1 2 3', 'NaN, 1']) assert.equal(parseCoordinates(text), undefined, text);
  });
  it('take the place of older ones and leave boxes alone', () => {
    const box = { plan: 'hall', x: 1, y: 1, width: 1, height: 1 };
    assert.deepEqual(withGeo([box], OSLO), [box, OSLO]);
    assert.deepEqual(withGeo([{ latitude: 0, longitude: 0 }, box], OSLO), [OSLO, box]);
    assert.deepEqual(withGeo([OSLO, box], null), [box]);
    assert.deepEqual(withGeo([box], null), [box]);
    assert.equal(coordinates([box, OSLO]), '59.9139, 10.7522');
    assert.equal(coordinates([box]), '');
  });
});

describe('projection', () => {
  it('goes there and back, at the poles as near as it can', () => {
    for (const place of [OSLO, { latitude: 0, longitude: 0 }, { latitude: -45.5, longitude: -179.9 }]) assert.deepEqual(unproject(project(place)), place);
    assert.ok(Math.abs(unproject(project({ latitude: 90, longitude: 0 })).latitude - 85.0511) < 1e-3);
  });
  it('has north above and the known half circumference', () => {
    assert.ok(project(OSLO).y < 0);
    assert.equal(Math.round(project({ latitude: 0, longitude: 180 }).x), 20037508);
    assert.ok(Math.abs(trueMetres(60) - 0.5) < 1e-9);
  });
  it('frames one device and many so that all are well inside', () => {
    for (const places of [[OSLO], [OSLO, OSLO], [OSLO, { latitude: 69.6, longitude: 18.9 }]]) {
      const frame = frameOf(places);
      assert.ok(places.every((place) => isInside(frame, place)));
      assert.ok(Math.max(frame.width, frame.height) > 99.9);
      assert.ok(frame.unit > 1);
      assert.deepEqual(fromFrame(frame, toFrame(frame, OSLO)), OSLO);
    }
    assert.equal(isInside(frameOf([OSLO]), { latitude: 60.5, longitude: 10.7 }), false);
  });
});

describe('scale', () => {
  it('is the roundest length that has room, in metres or kilometres', () => {
    assert.deepEqual(scaleBar(1, 140), { pixels: 100, words: '100 m' });
    assert.deepEqual(scaleBar(10, 140), { pixels: 100, words: '1 km' });
    assert.deepEqual(scaleBar(1500, 140), { pixels: 200_000 / 1500, words: '200 km' });
    assert.deepEqual(scaleBar(0.25, 140), { pixels: 80, words: '20 m' });
    assert.equal(scaleBar(0.004, 140).words, '50 cm');
  });
  it('has a net of lines that are enough and not too many', () => {
    for (const degrees of [0.001, 0.02, 1, 9, 50, 300]) {
      const lines = degrees / netStep(degrees, 4);
      assert.ok(lines >= 4 && lines <= 13, `${degrees}: ${lines}`);
    }
  });
});

describe('pins', () => {
  const at = (name: string, x: number, y: number) => ({ name, x, y, width: 0, height: 0 });
  it('keep their size in pixels, around their point', () => {
    for (const scale of [0.5, 10, 400]) {
      const grid = new HitGrid();
      pin(grid, [at('a', 50, 40)], scale);
      const box = grid.get('a')!;
      assert.ok(Math.abs(box.width * scale - PIN.width) < 1e-6);
      assert.ok(Math.abs(box.x + box.width / 2 - 50) < 1e-6 && Math.abs(box.y + box.height / 2 - 40) < 1e-6);
    }
  });
  it('stand below one another where they would hide one another, and apart where there is room', () => {
    const grid = new HitGrid();
    pin(grid, [at('a', 50, 40), at('b', 50, 40), at('c', 50.1, 40)], 10);
    const tops = ['a', 'b', 'c'].map((name) => Math.round(grid.get(name)!.y * 10));
    assert.deepEqual(tops, [389, 414, 439]);
    pin(grid, [at('a', 50, 40), at('c', 50.1, 40)], 1000);
    assert.equal(grid.get('a')!.y, grid.get('c')!.y);
  });
  it('are there however many stand at one place', () => {
    const grid = new HitGrid();
    pin(grid, Array.from({ length: 40 }, (_, n) => at(`n${n}`, 1, 1)), 10);
    assert.equal(grid.size, 40);
  });
  it('are of the earth only', () => assert.equal(isEarth(null), false));
});
