/* The way through the hall: rows from names and places, and in which order one goes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../src/model/now';
import { nextTo, ordinal, spots, stemOf } from '../src/model/rows';
import { needy, walk } from '../src/model/walk';
import { device, health } from './fixtures';

const at = (name: string, x: number, y: number, plan = 'hall', width = 6, height = 1.6) => device(name, { placements: [{ plan, x, y, width, height }] });
const entry = (name: string, state: 'down' | 'bad' = 'down', behind: string[] = []): Entry => ({ name, health: health(state), behind, same: [] });
const PLANS = new Set(['hall', 'balcony']);
const names = (legs: { stops: Entry[] }[]) => legs.map(({ stops }) => stops.map(({ name }) => name).join(' '));

/** Three rows side by side, each of four switches from top to bottom, and one alone far right. */
const hall = [1, 2, 3].flatMap((row) => [1, 2, 3, 4].map((seat) => at(`e${row}-${seat}`, row * 10, seat * 2))).concat([at('core', 90, 1, 'hall', 5, 3)]);
const where = spots(hall, PLANS);
const legsOf = (wanted: string[], last: string | null = null) => names(walk(wanted.map((name) => entry(name)), where, ['hall'], last));

describe('rows', () => {
  it('come from names that count up', () => {
    assert.deepEqual(['e17-5', 'distro4', 'sw 10', 'a/b/3', 'e5.1'].map(stemOf), ['e17', 'distro', 'sw', 'a/b', 'e5']);
    assert.deepEqual(['core', '', '-', '7'].map(stemOf), [null, null, null, null]);
  });
  it('are none where nobody has a place', () => assert.equal(spots([device('e1-1'), device('e1-2')], PLANS).size, 0));
  it('leave out plans that are gone', () => assert.equal(spots([at('e1-1', 0, 0, 'gone')], PLANS).size, 0));
  it('say which one from the top or the left, counting those that are well too', () => {
    assert.deepEqual([where.get('e2-3')?.row, where.get('e2-3')?.words], ['e2', '3rd from the top']);
    const across = spots([at('d10', 30, 1), at('d2', 10, 1), at('d3', 20, 1)], PLANS);
    assert.deepEqual([across.get('d10')?.words, across.get('d2')?.words], ['3rd from the left', '1st from the left']);
  });
  it('are none where names count up all over the hall, or one is alone', () => {
    const around = spots([at('ap1', 0, 0), at('ap2', 50, 40), at('ap3', 90, 5)], PLANS);
    assert.deepEqual([around.get('ap1')?.row, where.get('core')?.row], [null, null]);
  });
  it('are of one plan', () => {
    const two = spots([at('e1-1', 0, 0), at('e1-2', 0, 2), at('e1-3', 0, 0, 'balcony')], PLANS);
    assert.deepEqual([two.get('e1-2')?.row, two.get('e1-3')?.row], ['e1', null]);
  });
  it('name what stands nearest for those that stand alone', () => {
    assert.equal(nextTo('core', where), 'e3-1');
    assert.equal(nextTo('nobody', where), null);
    assert.equal(nextTo('x', spots([at('x', 0, 0), at('y', 0, 0, 'balcony')], PLANS)), null);
  });
  it('count as people say', () => assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal), ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '112th']));
});

describe('walk', () => {
  it('is empty when nobody is needed', () => assert.deepEqual(walk([], where, ['hall'], null), []));
  it('begins at the row of the worst and takes the nearest row next', () => {
    assert.deepEqual(legsOf(['e3-1', 'e1-2', 'e2-2', 'e3-4']), ['e3-1 e3-4', 'e2-2', 'e1-2']);
  });
  it('goes along a row once, from the nearer end', () => {
    assert.deepEqual(legsOf(['e1-4', 'e1-1', 'e1-3']), ['e1-4 e1-3 e1-1']);
    assert.deepEqual(legsOf(['e1-1', 'e1-4', 'e2-1', 'e2-3', 'e2-4']), ['e1-1 e1-4', 'e2-4 e2-3 e2-1']);
  });
  it('goes on from where one was last, even if that is well again', () => {
    assert.deepEqual(legsOf(['e1-1', 'e3-2'], 'e3-3'), ['e3-2', 'e1-1']);
    assert.deepEqual(legsOf(['e1-1', 'e3-2'], 'gone'), ['e1-1', 'e3-2']);
  });
  it('takes plans in their order, the one where one was last first, and what has no place at the end', () => {
    const two = spots([at('h', 0, 0), at('b', 0, 0, 'balcony'), device('x')], PLANS);
    const legs = (last: string | null) => names(walk([entry('x'), entry('b'), entry('h')], two, ['hall', 'balcony'], last));
    assert.deepEqual(legs(null), ['h', 'b', 'x']);
    assert.deepEqual(legs('b'), ['b', 'h', 'x']);
    assert.equal(walk([entry('x')], two, ['hall'], null)[0]?.plan, null);
  });
  it('loses nobody, whatever stands where', () => {
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 50; round++) {
      const many = Array.from({ length: 1 + random(60) }, (_, index) => (random(5) === 0 ? device(`n${index}`) : at(`e${random(6)}-${index}`, random(50), random(50), random(2) === 0 ? 'hall' : 'balcony')));
      const wanted = many.map(({ name }) => name);
      const legs = walk(wanted.map((name) => entry(name)), spots(many, PLANS), ['hall', 'balcony'], random(2) === 0 ? null : wanted[random(wanted.length)]!);
      assert.deepEqual(legs.flatMap(({ stops }) => stops.map(({ name }) => name)).sort(), [...wanted].sort(), `round ${round}`);
    }
  });
});

describe('who needs somebody', () => {
  it('is what is down or bad, and a head of others that are behind it', () => {
    const calm: Entry = { name: 'worn', health: health('worn'), behind: [], same: [] };
    const cause: Entry = { name: 'cause', health: health('unknown'), behind: ['a'], same: [] };
    const lone: Entry = { name: 'lone', health: health('behind'), behind: [], same: [] };
    const maybe: Entry = { name: 'maybe', health: health('suspect'), behind: [], same: [] };
    assert.deepEqual(needy([entry('d'), entry('b', 'bad'), calm, cause, lone, maybe]).map(({ name }) => name), ['d', 'b', 'cause', 'lone']);
  });
});
