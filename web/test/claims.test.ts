/* Who is on what: words, live changes, and what could not be sent. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advice, claimWords, standing } from '../src/model/claims';
import { untouched } from '../src/model/store';
import { format, HOME, parse } from '../src/model/route';
import type { Wish } from '../src/model/unsent';
import { fate, MOST_WISHES, readWishes, without, withWish } from '../src/model/unsent';
import { device, storeOf } from './fixtures';

const ann = { who: 'ann', since: 5 };
const joe = { who: 'joe', since: 6 };
const wish = (more: Partial<Wish> = {}): Wish => ({ id: 1, device: 'e1', what: 'take', seen: null, at: 0, ...more });

describe('claims', () => {
  it('stand to who looks', () => {
    assert.deepEqual([standing(undefined, 'ann'), standing(ann, 'ann'), standing(ann, 'joe')], ['free', 'mine', 'theirs']);
    assert.deepEqual([claimWords(ann, 'ann'), claimWords(ann, 'joe')], ['you are on it', 'ann is on it']);
    assert.equal(claimWords({ who: 'somebody', since: 1 }, 'somebody'), 'somebody is on it');
  });
  it('come and go live, and with the device', () => {
    const store = storeOf([device('e1'), device('e2')]);
    const touched = untouched();
    store.apply({ now: 1, claims: { e1: ann, e2: joe } }, touched);
    assert.ok(touched.claims);
    store.apply({ now: 2, claims: { e2: null } }, untouched());
    assert.deepEqual([...store.claims], [['e1', ann]]);
    store.apply({ now: 3, devices: { e1: null } }, untouched());
    assert.equal(store.claims.size, 0);
  });
  it('go along when their device is renamed', () => {
    const e1 = device('e1');
    const store = storeOf([e1]);
    store.apply({ now: 1, claims: { e1: ann } }, untouched());
    store.apply({ now: 2, devices: { e1: null, 'e1-new': { ...e1, name: 'e1-new', version: 2 } } }, untouched());
    assert.deepEqual([...store.claims], [['e1-new', ann]]);
  });
});

describe('what a verdict suggests', () => {
  it('is told apart from why', () => {
    assert.deepEqual(advice('No reply. core answers. Try: look at the lights of core ge-0/0/1.'), { why: 'No reply. core answers.', tries: 'look at the lights of core ge-0/0/1.' });
    assert.deepEqual(advice('No reply'), { why: 'No reply', tries: '' });
    assert.deepEqual(advice('Try: its power'), { why: '', tries: 'its power' });
    assert.deepEqual(advice(''), { why: '', tries: '' });
  });
});

describe('what could not be sent', () => {
  it('keeps its order, and of a device only the newest', () => {
    const queue = [{ device: 'a' }, { device: 'b' }, { device: 'a', what: 'give' as const }].reduce<Wish[]>((all, more) => withWish(all, wish(more)), []);
    assert.deepEqual(queue.map(({ device, what }) => `${device} ${what}`), ['b take', 'a give']);
    assert.equal(new Set(queue.map(({ id }) => id)).size, 2);
    assert.deepEqual(without(queue, 'a').map(({ device }) => device), ['b']);
  });
  it('is bounded', () => {
    let queue: Wish[] = [];
    for (let n = 0; n < MOST_WISHES + 7; n++) queue = withWish(queue, wish({ device: `e${n}` }));
    assert.equal(queue.length, MOST_WISHES);
    assert.equal(queue.at(-1)!.device, `e${MOST_WISHES + 6}`);
  });
  it('survives a reload, and nonsense in the storage', () => {
    const queue = [wish({ seen: ann })];
    assert.deepEqual(readWishes(JSON.stringify(queue)), queue);
    for (const text of [null, '', '{', '7', 'null', '[7,null,{"id":1}]', '[{"id":1,"device":"a","what":"burn","seen":null,"at":1}]']) assert.deepEqual(readWishes(text), [], String(text));
  });
  it('is sent while it makes sense', () => {
    assert.equal(fate(wish(), undefined, 'ann', true).do, 'send');
    assert.equal(fate(wish({ seen: joe }), joe, 'ann', true).do, 'send');
    assert.equal(fate(wish({ what: 'give', seen: joe }), joe, 'ann', true).do, 'send');
  });
  it('is dropped with a word when somebody was quicker, when it is done, and when there is no such device', () => {
    const words = (one: Wish, claim: typeof ann | undefined, exists = true) => {
      const what = fate(one, claim, 'ann', exists);
      return what.do === 'drop' ? what.words : '';
    };
    assert.match(words(wish(), joe), /^joe is on e1 meanwhile/);
    assert.match(words(wish(), ann), /^You are on e1 already/);
    assert.match(words(wish({ what: 'give', seen: ann }), joe), /^joe is on e1 anew/);
    assert.match(words(wish({ what: 'give', seen: ann }), undefined), /^Nobody is on e1/);
    assert.match(words(wish({ what: 'give', seen: ann }), { ...ann, since: 9 }), /^You are on e1 anew/);
    assert.match(words(wish(), undefined, false), /no longer in the inventory/);
  });
});

describe('the floor in the address', () => {
  it('is a place of its own, and stays behind an open device', () => {
    assert.equal(format({ ...HOME, view: 'floor' }), '#/floor');
    for (const route of [{ ...HOME, view: 'floor' as const }, { ...HOME, view: 'floor' as const, device: 'e1' }, { ...HOME, view: 'floor' as const, changes: 'all' as const }]) {
      assert.deepEqual(parse(format(route)), route);
    }
  });
});
