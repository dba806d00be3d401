/* One wish for many devices: what it changes, in patches and in words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Wish } from '../src/model/bulk';
import { changeOf, NO_WISH, patchAt, tagCounts, tagsIn } from '../src/model/bulk';
import { device } from './fixtures';

const moment = (ms: number) => `at ${ms}`;
const a = device('a', { tags: ['access', 'row7'], note: 'old' });
const b = device('b', { tags: ['access'], profile: 'mesh' });
const change = (wish: Partial<Wish>) => changeOf([a, b], { ...NO_WISH, ...wish }, moment);

describe('a change of many', () => {
  it('is nothing where nothing is wished, or all is so already', () => {
    const nothing = { patches: [], lines: [] };
    assert.deepEqual([change({}), change({ add: ['access'] }), change({ remove: ['gone'] }), change({ maintenance: 'end' })], [nothing, nothing, nothing, nothing]);
  });
  it('is nothing for nobody', () => assert.deepEqual(changeOf([], { ...NO_WISH, profile: 'x' }, moment), { patches: [], lines: [] }));
  it('names only those that it changes, with id and name', () => assert.deepEqual(change({ add: ['row7'] }), { patches: [{ id: b.id, name: 'b', tags: ['access', 'row7'] }], lines: [{ words: 'tag +row7', names: ['b'] }] }));
  it('says alike what happens alike', () => assert.deepEqual(change({ add: ['x'], remove: ['access'] }).lines, [{ words: 'tag +x', names: ['a', 'b'] }, { words: 'tag \u2212access', names: ['a', 'b'] }]));
  it('has tags in the order of the server, and one that is added and removed stays', () => {
    assert.deepEqual(change({ add: ['Z', 'b'] }).patches[0]!.tags, ['Z', 'access', 'b', 'row7']);
    assert.deepEqual(change({ add: ['access'], remove: ['access'] }).patches, []);
  });
  it('takes the order of tags for no difference', () => assert.deepEqual(changeOf([device('c', { tags: ['z', 'a'] })], { ...NO_WISH, add: ['a'] }, moment).patches, []));
  it('shows what is written over', () => {
    assert.deepEqual(change({ note: 'new' }).lines, [{ words: 'note \u201cold\u201d \u2192 \u201cnew\u201d', names: ['a'] }, { words: 'note none \u2192 \u201cnew\u201d', names: ['b'] }]);
    assert.deepEqual(change({ note: '' }).patches, [{ id: a.id, name: 'a', note: '' }]);
    assert.deepEqual(change({ profile: 'mesh' }).lines, [{ words: 'profile wired \u2192 mesh', names: ['a'] }]);
  });
  it('begins and ends maintenance', () => {
    assert.deepEqual(change({ maintenance: { why: 'fan', until: 7 } }).lines, [{ words: 'maintenance none \u2192 fan, until at 7', names: ['a', 'b'] }]);
    const busy = device('c', { maintenance: { why: '', until: null } });
    const ends = changeOf([busy], { ...NO_WISH, maintenance: 'end' }, moment);
    assert.deepEqual(ends, { patches: [{ id: busy.id, name: 'c', maintenance: null }], lines: [{ words: 'maintenance until somebody ends it \u2192 none', names: ['c'] }] });
  });
  it('changes several fields of one device at once', () => assert.deepEqual(Object.keys(change({ profile: 'x', note: 'y', add: ['z'] }).patches[0]!), ['id', 'name', 'profile', 'tags', 'note']));
});

describe('tags for many', () => {
  it('are typed with gaps or commas, each once', () => assert.deepEqual([tagsIn(''), tagsIn(' a, b  a,,c ')], [[], ['a', 'b', 'c']]));
  it('are counted, the most common first', () => assert.deepEqual([tagCounts([]), tagCounts([a, b])], [[], [['access', 2], ['row7', 1]]]));
  it('that are refused name their device', () => {
    const { patches } = change({ add: ['x'] });
    assert.deepEqual([patchAt('devices[1].tags[0]', patches)?.name, patchAt('devices[9].name', patches), patchAt('name', patches)], ['b', null, null]);
  });
});
