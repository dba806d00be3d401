/* The wall: the address, the turns, alarms. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '../src/model/now';
import { format, HOME, parse } from '../src/model/route';
import { ALARM, alarm, alarming, begin, fresh, next, steps, USUAL, worst } from '../src/model/tv';
import type { State } from '../src/model/types';
import { health } from './fixtures';

const entry = (name: string, state: State, behind: string[] = []): Entry => ({ name, health: health(state), behind, same: [] });
const names = (entries: Entry[]) => entries.map(({ name }) => name);

describe('address of TV mode', () => {
  it('is as short as it can be', () => assert.equal(format({ ...HOME, tv: USUAL }), '#/tv'));
  it('reads what the documentation shows', () => {
    assert.deepEqual(parse('#/tv?every=20&handlers=ping,uplinks&plans=hall,balcony').tv, { every: 20, handlers: ['ping', 'uplinks'], plans: ['hall', 'balcony'] });
    assert.equal(parse('#/').tv, null);
    assert.deepEqual(parse('#/tv').tv, USUAL);
  });
  it('takes nonsense for the usual, and holds to its bounds', () => {
    const every = (text: string) => parse(`#/tv?every=${text}`).tv!.every;
    assert.deepEqual(['', 'x', '-5', '0', 'NaN', 'Infinity'].map(every), [20, 20, 20, 20, 20, 20]);
    assert.deepEqual(['1', '7.4', '1e9'].map(every), [5, 7, 3600]);
    assert.deepEqual(parse('#/tv?plans=,,hall,hall,').tv!.plans, ['hall']);
  });
  it('brings hostile names through', () => {
    const tv = { every: 9, handlers: ['a,b', '<script>'], plans: ['100%', 'x&y=z#', 'r\u00f8 d', '%2C', '+'] };
    assert.deepEqual(parse(format({ ...HOME, tv })).tv, tv);
  });
  it('says nothing of a device or a search', () => assert.equal(format({ ...HOME, device: 'e1', q: 'down', tv: USUAL }), '#/tv'));
});

describe('turns', () => {
  const handlers = ['health', 'ping', 'uplinks'];
  it('are every plan with the first handler, then with the next', () => {
    const turns = steps({ ...USUAL, handlers: ['ping', 'uplinks'] }, handlers, ['hall', 'noc']);
    assert.deepEqual(turns.map(({ handler, plan }) => `${handler} ${plan}`), ['ping hall', 'ping noc', 'uplinks hall', 'uplinks noc']);
  });
  it('are one for each handler where there is no plan', () => assert.deepEqual(steps(USUAL, ['health'], []), [{ handler: 'health', plan: null }]));
  it('pass over names that do not exist, and show all when none does', () => {
    assert.equal(steps({ every: 20, handlers: ['gone', 'ping'], plans: ['gone'] }, handlers, ['hall', 'noc']).length, 2);
    assert.equal(steps({ every: 20, handlers: ['gone'], plans: [] }, handlers, ['hall']).length, 3);
  });
  it('stay for their time and come round', () => {
    const first = begin(1000, 20);
    assert.equal(next(first, 20_999, 20, 2), first);
    const second = next(first, 21_000, 20, 2);
    assert.deepEqual([second.at, second.until], [1, 41_000]);
    assert.equal(next(second, 41_000, 20, 2).at, 0);
    assert.equal(next(second, 41_000, 20, 0).at, 0);
  });
  it('stop for 30 s at a new trouble and go on where they were', () => {
    const second = next(begin(0, 20), 20_000, 20, 3);
    const stopped = alarm(second, 25_000, 'e1');
    assert.deepEqual([stopped.alarm, stopped.until - stopped.since], ['e1', ALARM]);
    assert.equal(next(stopped, 54_999, 20, 3), stopped);
    const after = next(stopped, 55_000, 20, 3);
    assert.deepEqual([after.alarm, after.at, after.until], [null, 1, 75_000]);
  });
});

describe('a new trouble', () => {
  it('is what was not down or bad before', () => {
    const before = alarming([entry('a', 'down'), entry('b', 'bad'), entry('c', 'suspect')]);
    assert.equal(fresh(before, [entry('a', 'down'), entry('b', 'bad'), entry('w', 'worn'), entry('s', 'suspect')]), null);
    assert.equal(fresh(before, [entry('a', 'down'), entry('c', 'down')]), 'c');
    assert.equal(fresh(before, [entry('b', 'down')]), 'b');
    assert.equal(fresh(before, [entry('a', 'bad')]), null);
  });
  it('is the worst of several', () => assert.equal(fresh(new Map(), [entry('x', 'down'), entry('y', 'bad')]), 'x'));
});

describe('the lines of the wall', () => {
  it('are at most five, worst first, without what nothing is known of', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => entry(name, 'down'));
    assert.equal(worst(many).length, 5);
    assert.deepEqual(names(worst([entry('a', 'bad'), entry('u', 'unknown'), entry('v', 'unknown', ['x']), entry('w', 'worn')])), ['a', 'v', 'w']);
  });
});
